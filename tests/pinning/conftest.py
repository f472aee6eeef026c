"""Published tables of the invented elections, before and after their sheets are changed."""

from __future__ import annotations

import shutil

import pytest

from elecdata.curation.publication import publish

PRESIDENT = "kz-2032-president"
RULING = f"""[[ruling]]
id = "votes-of-bek"
rule = "later_correction"
reason = "The Herald corrected the report."

[ruling.adopt]
"{PRESIDENT}/digest-2031/kz-bek/votes:final" = "401"

[ruling.reject]
"{PRESIDENT}/visitors-2032/kz-bek/votes:final" = "400"
"""


@pytest.fixture(scope="session")
def before(tables_of):
    """Folder of the tables that the undamaged sheets give; never change it."""
    return tables_of


@pytest.fixture
def republish(sheets, tmp_path):
    """Change the sheets by a function, and give the folder of the tables made from them."""

    def make(change):
        change(sheets)
        folder = tmp_path / "after"
        publish(sheets.root, folder)
        return folder

    return make


@pytest.fixture(scope="session")
def after(untouched, tmp_path_factory):
    """Folder of tables in which a ruling adopts another source's figure; never change it."""
    root = tmp_path_factory.mktemp("after")
    sheets = type(untouched)(shutil.copytree(untouched.root, root / "raw"))
    claims, rulings = f"{PRESIDENT}/claims.csv", f"{PRESIDENT}/rulings.toml"
    # The audit adds the votes up, so the valid votes move with the figure.
    sheets.damage(claims, f"election,{PRESIDENT},valid_votes", value="1001", as_printed="1001")
    cells = {"source_id": "digest-2031", "stage": "final", "election": PRESIDENT}
    sheets.claim("contestant,kz-bek,votes", "401", **cells)
    sheets.write(rulings, RULING)
    publish(sheets.root, root / "processed")
    return root / "processed"
