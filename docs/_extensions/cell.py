"""Single figures on a page, and the way from them into the explorer.

The directive ``{cell} kz-2004-majilis kz-ak-zhol seats`` shows what `elecdata.explain` tells. The
role ``{explorer}`` leads to a page of the explorer, which is built beside the site where there is
one; where there is none, it is left out.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import ReferenceRole, SphinxDirective

import elecdata

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from elecdata.provenance import Explanation

EXPLORER = find_spec("elecdata.explorer") is not None
HEAD = ("", "figure", "as printed", "source")


class Cell(SphinxDirective):
    """One published cell: its value, the ruling, and a row for each claim."""

    required_arguments = 2
    optional_arguments = 9
    option_spec = {"table": directives.unchanged}  # noqa: RUF012  docutils declares it so

    def run(self) -> list[nodes.Node]:
        """Headline, verdict, ruling, claims, and where to look further."""
        found = elecdata.explain(*self.arguments, table=self.options.get("table"))
        box = nodes.container(classes=["cell"])
        box += nodes.paragraph("", "", nodes.strong(text=found.headline))
        box += nodes.paragraph(text=found.verdict)
        if found.ruling is not None:
            rule = nodes.literal(text=found.ruling.rule)
            box += nodes.paragraph("", "", rule, nodes.Text(f": {found.ruling.reason}"))
        box += claims_table(found)
        box += further(found, self.arguments, self.env.docname)
        return [box]


def claims_table(found: Explanation) -> nodes.table:
    """The claims, best first, each source with its address."""
    addresses = elecdata.sources().set_index("source_id").url.dropna().to_dict()
    group = nodes.tgroup("", *(nodes.colspec(colwidth=1) for _ in HEAD), cols=len(HEAD))
    group += nodes.thead("", row([nodes.Text(name) for name in HEAD]))
    body = nodes.tbody()
    for claim in found.claims:
        marks = [claim[name] for name in ("stage", "base") if claim[name] not in {"", "unstated"}]
        address = addresses.get(claim["where"].partition(" ")[0], "")
        name = f"{claim['source']}, {claim['where'].rpartition(' ')[2]}"
        body += row(
            [
                nodes.inline(text=claim["standing"], classes=[f"standing-{claim['standing']}"]),
                nodes.Text(" ".join([claim["value"], *(f"({mark})" for mark in marks)])),
                nodes.Text(f"\u201c{claim['as_printed']}\u201d"),
                nodes.reference(text=name, refuri=address) if address else nodes.Text(name),
            ]
        )
    group += body
    return nodes.table("", group)


def row(cells: list[nodes.Node]) -> nodes.row:
    """A row of a table, one short text a cell."""
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", each)) for each in cells))


def further(found: Explanation, words: list[str], page: str) -> nodes.paragraph:
    """The command that prints the same, and the cell in the explorer where there is one."""
    option = "" if found.table in {"elections", "results"} else f" --table {found.table}"
    line = nodes.paragraph(
        "", "", nodes.literal(text=f"elecdata explain {' '.join(words)}{option}")
    )
    if EXPLORER:
        line += nodes.Text(" \u00b7 ")
        line += nodes.reference(text="in the explorer", refuri=explorer(page) + fragment(found))
    return line


def explorer(page: str) -> str:
    """Address of the explorer, from a page."""
    return "../" * page.count("/") + "explorer/index.html"


def fragment(found: Explanation) -> str:
    """Address of a cell within the explorer."""
    election, *key = found.row.split("/")
    parts = [election, found.table, *key, found.column]
    return "#/" + "/".join(quote(part, safe=":") for part in parts)


class Explorer(ReferenceRole):
    """Words that lead to a page of the explorer: ``{explorer}`this vote <#/kz-2012-majilis>```."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """A link, or nothing."""
        if not EXPLORER:
            return [], []
        return [
            nodes.reference(text=self.title, refuri=explorer(self.env.docname) + self.target)
        ], []


def build_explorer(app: Sphinx, error: Exception | None) -> None:
    """Make the explorer beside the pages."""
    if EXPLORER and error is None and app.builder.format == "html":
        elecdata.browse(to=str(Path(app.outdir) / "explorer"))


def setup(app: Sphinx) -> dict[str, Any]:
    """Add directive, role and explorer."""
    app.add_directive("cell", Cell)
    app.add_role("explorer", Explorer())
    app.connect("build-finished", build_explorer)
    return {"parallel_read_safe": True}
