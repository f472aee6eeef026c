"""Start the sheets of an election: a folder that validates as it is, with every field explained."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from elecdata.adoption.record import REGISTERS
from elecdata.curation.claims import COLUMNS
from elecdata.curation.election import KEYS
from elecdata.curation.fields import PAGE, fields_page
from elecdata.curation.shape import toml_value
from elecdata.disk import add_folder
from elecdata.errors import DataMissingError, InvalidArgumentError, UnknownNameError
from elecdata.schema import TABLES
from elecdata.schema.countries import ALPHA_2, COUNTRIES
from elecdata.schema.values import parse
from elecdata.schema.vocabulary import OFFICE, RULE
from elecdata.store import MANIFEST

INTO = "elections"
LONGEST_ID = 64
_ID = re.compile(r"([a-z]+)-(\d{4})-([a-z0-9]+(?:-[a-z0-9]+)*)", re.ASCII)
_CHAMBER = TABLES["elections"]["chamber"]
_RULINGS = """\
# Which of rival claims is published, and why. Empty while no two sources contradict each other; the
# checks say when one is needed and name the claims. Take away the # from these lines, one block a
# ruling, and fill them in. Rules:
{rules}
#
# [[ruling]]
# id = "turnout"
# rule = "final_over_preliminary"
# reason = "A sentence that someone who was not there can follow."
#
# [ruling.adopt]
# "{election}/source-that-is-right/election/turnout_pct:final" = "64.6"
#
# [ruling.reject]
# "{election}/source-that-is-wrong/election/turnout_pct:preliminary" = "68.4"
"""


def new(
    election_id: str,
    into: str | os.PathLike[str] = INTO,
    *,
    country: str | None = None,
    office: str | None = None,
    chamber: str | None = None,
) -> list[Path]:
    """Start the sheets of an election of one's own.

    Parameters
    ----------
    election_id : str
        Id as country-year-contest, such as ``"sm-2008-council"``; it becomes the folder's name.
        The id begins with the country's two letters in ISO 3166-1; ``xx`` is for practice.
    into : path
        Folder of sheets; made where there is none. Shared sheets that it has are left as they are.
    country : str, optional
        Three letters of the country, for an id that begins otherwise.
    office : str, optional
        ``legislature`` or ``presidency``; by default what the contest is called says it.
    chamber : str, optional
        Name of the chamber; by default that of the contest.

    Returns
    -------
    list of pathlib.Path
        Every file made. ``FIELDS.md`` explains each field; `validate` finds no problem.

    Raises
    ------
    InvalidArgumentError
        When the id, the folder or a name cannot be used, or the election is there already; also
        a ``ValueError``.
    UnknownNameError
        When there is no such country or office; also a ``KeyError``.
    DataMissingError
        When the folder cannot be written; nothing is left half written.

    Examples
    --------
    >>> import elecdata, tempfile
    >>> folder = tempfile.mkdtemp()
    >>> made = elecdata.new("xx-2027-parliament", folder)
    >>> elecdata.validate(folder).ok
    True
    """
    identity = _identity(election_id, country, office, chamber)
    root = _root(into)
    folder = root / election_id
    if os.path.lexists(folder):
        raise InvalidArgumentError(f"{folder} is there already; nothing was changed")
    own = {
        "election.toml": _election(election_id, identity),
        "claims.csv": ",".join(COLUMNS) + "\n",
        "rulings.toml": _rulings(election_id),
    }
    try:
        with _room(root):
            shared = add_folder(folder, _encoded(own), _encoded(_shared()))
    except FileExistsError as error:  # made by somebody else since it was looked for
        raise InvalidArgumentError(f"{folder} is there already; nothing was changed") from error
    except OSError as error:
        why = error.strerror or str(error)
        raise DataMissingError(f"{root} cannot be written ({why}); nothing was changed") from error
    return shared + [folder / name for name in own]


def _identity(
    election_id: object, country: str | None, office: str | None, chamber: str | None
) -> dict[str, str | int]:
    """Keys of ``election.toml`` that an election must have, from its id and what is given."""
    found = _ID.fullmatch(election_id) if isinstance(election_id, str) else None
    if found is None or len(found[0]) > LONGEST_ID:
        raise InvalidArgumentError(
            f"election_id is {str(election_id)[:LONGEST_ID]!r}; it should be country-year-contest "
            f"in small letters and digits, such as 'sm-2008-council', {LONGEST_ID} characters at "
            "most"
        )
    letters, year, contest = found.groups()
    wrong = parse(TABLES["elections"]["year"], str(int(year)))[1]
    if wrong:
        raise InvalidArgumentError(f"election_id is {election_id!r}; {wrong}")
    identity: dict[str, str | int] = {"country": _country(letters, country), "year": int(year)}
    guess = "presidency" if contest.startswith("president") else "legislature"
    identity["office"] = guess if office is None else office
    if identity["office"] not in OFFICE.terms:
        raise UnknownNameError("office", office, OFFICE.terms)
    if identity["office"] == "legislature":
        identity["chamber"] = contest.replace("-", " ").title() if chamber is None else chamber
    elif chamber is not None:
        raise InvalidArgumentError(f"chamber is {chamber!r}; a presidency has none")
    if parse(_CHAMBER, str(identity.get("chamber", "-")))[1]:
        raise InvalidArgumentError(f"chamber is {chamber!r}; it should be a name on one line")
    return identity


def _country(letters: str, country: str | None) -> str:
    """Code of the country that an id and an argument mean."""
    if country is not None and country not in COUNTRIES:
        raise UnknownNameError("country", country, COUNTRIES)
    known = ALPHA_2.get(letters)
    if known is None and country is None:
        raise InvalidArgumentError(
            f"{letters!r}, with which the id begins, is no country's two letters in ISO 3166-1; "
            "begin it with those, with 'xx' for practice, or give the country, such as 'SMR'"
        )
    if None not in (known, country) and known != country:
        raise InvalidArgumentError(
            f"the id begins with {letters!r}, which is {known}, and country is {country!r}"
        )
    return str(country or known)


def _root(into: object) -> Path:
    """Folder of sheets to write into, that holds nothing but sheets."""
    try:
        root = Path(into)  # type: ignore[arg-type]  # whatever is no path is told so
        if "\0" in str(root):
            raise ValueError("it holds a NUL character")
        exists, is_folder = os.path.lexists(root), root.is_dir()
    except (TypeError, ValueError, OSError) as error:
        raise InvalidArgumentError(
            f"into is {repr(into)[:200]}; it should be a folder ({error})"
        ) from error
    if exists and not is_folder:
        raise InvalidArgumentError(f"{root} is a file; give a folder")
    if not exists:
        return root
    if (root / MANIFEST).exists() or any(root.glob("*.parquet")):
        raise InvalidArgumentError(f"{root} holds published tables; sheets go into another folder")
    others = sorted(
        path.name
        for path in root.iterdir()
        if path.is_dir() and path.name[0] not in "._" and not (path / "election.toml").exists()
    )
    if others:
        raise InvalidArgumentError(
            f"{root} holds other folders ({', '.join(others[:4])}); give a folder of sheets, or a "
            "new one"
        )
    return root


def _shared() -> dict[str, str]:
    """Shared sheets without a row, and the page that explains every field."""
    sheets = {
        f"{name}.csv": ",".join(field.name for field in TABLES[name].typed) + "\n"
        for name in REGISTERS
    }
    return {**sheets, PAGE: fields_page()}


def _encoded(texts: dict[str, str]) -> dict[str, bytes]:
    """The same as bytes, line ends left alone."""
    return {name: text.encode() for name, text in texts.items()}


def _election(election_id: str, identity: dict[str, str | int]) -> str:
    """Text of ``election.toml``: every key with what to type, and what is known of it."""
    lines = [
        f"# {election_id}: what it is, and its control totals. What sources say of it goes into",
        f"# claims.csv; ../{PAGE} explains every field of every sheet.",
        "",
    ]
    for key in KEYS:
        section, _, name = key.name.rpartition(".")
        if name == "seats":
            lines += [
                "# Control totals: published seats must equal them. Take away the # to state one.",
                "[control]",
                "",
            ]
        lines += [f"# {text}" for text in (key.what, key.leave_out, f"Printed: {key.printed}")]
        if not section:
            value = identity.get(name)
            lines.append("# " * (value is None) + f"{name} = {toml_value(value or '')}")
        elif name == "seats":
            lines.append("# seats = 60")
        else:
            example = "list = 60" if name == "tiers" else f"{election_id[:2]}-assembly = 9"
            lines += [f"# [control.{name}]", f"# {example}"]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _rulings(election_id: str) -> str:
    """Text of ``rulings.toml``: how a ruling is written."""
    rules = "\n".join(f"#   {t}: {what}" for t, what in RULE.terms.items() if t != "ranked")
    return _RULINGS.format(rules=rules, election=election_id)


@contextmanager
def _room(root: Path) -> Iterator[None]:
    """Make a folder, and take it away again when what was to be written in it fails."""
    missing = [each for each in (root, *root.parents) if not each.exists()]
    root.mkdir(parents=True, exist_ok=True)
    try:
        yield
    except BaseException:
        for each in missing:
            with suppress(OSError):
                each.rmdir()
        raise
