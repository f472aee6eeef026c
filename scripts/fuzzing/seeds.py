"""Inputs to begin with, of which the fuzzer makes others: a small folder of sheets, and words."""

from __future__ import annotations

import csv
import io
from functools import cache
from pathlib import Path

ELECTION = "xx-2031-council"

_SOURCES = {
    "source_id": "herald",
    "title": "The count",
    "publisher": "Herald",
    "accessed_date": "2032-12-31",
    "kind": "press",
    "language": "en",
    "url": "https://herald.test/1",
}
_ROWS: dict[str, list[dict[str, str]]] = {
    "sources": [_SOURCES],
    "parties": [
        {
            "party_id": "xx-alpha",
            "country": "KAZ",
            "contestant_type": "party",
            "lineage_id": "xx-alpha",
            "color": "#0072b2",
        }
    ],
    "names": [
        {
            "entity_id": "xx-alpha",
            "election_id": "any",
            "language": "en",
            "name_kind": "official",
            "name": "Alpha, Ақ жол",
            "source_id": "herald",
            "locator": "p1",
        }
    ],
    "people": [{"person_id": "ada", "name": "Ada Sample", "sex": "female", "country": "KAZ"}],
    "regions": [
        {"region_id": "xx-north", "country": "KAZ", "name": "North", "region_kind": "region"}
    ],
    "indicators": [
        {"indicator": "growth", "label": "Growth", "unit": "percent", "description": "Yearly."}
    ],
    "identifiers": [{"entity_id": "xx-alpha", "scheme": "partyfacts", "value": "1001"}],
    "discrepancies": [],
}
_CLAIMS = (
    "election,{0},seats,10,exact,stated,final,,,,,herald,p1,ten seats,",
    "election,{0},turnout_pct,80.2,exact,stated,final,,xx-north,,registered,herald,p1,80.2%,",
    "election,{0},election_date,2031-01-15,exact,stated,,,,,,herald,p1,15 January,",
    "election,{0},n_candidates,30,more_than,stated,,,,,,herald,p1,more than 30,",
    "contestant,xx-alpha,status,stood,exact,coded,,,,,,herald,p2,Alpha,",
    'contestant,xx-alpha,votes,1000,exact,stated,final,,,,,herald,p2,"1,000",',
    "contestant,xx-alpha,leader,Ada Sample,exact,stated,,,,,,herald,p2,Ada Sample,",
    "party,xx-alpha,founded_when,2005-03,exact,stated,,,,,,herald,p4,March 2005,",
    "indicator,growth/2030,value,3,at_least,stated,,,,,,herald,p3,3 to 5 per cent,",
)
_ELECTION = """country = "KAZ"
year = 2031
office = "legislature"
chamber = "Council"

[control]
seats = 10

[control.tiers]
list = 9
"""
_RULINGS = """[[ruling]]
id = "turnout"
rule = "final_over_preliminary"
reason = "The Herald printed the count of the night."

[ruling.adopt]
"xx-2031-council/herald/election/turnout_pct:final" = "80.2"

[ruling.reject]
"xx-2031-council/herald/election/turnout_pct" = "79.5"
"""

COMMANDS = (
    *("load", "tables", "codebook", "explain", "conflicts", "sources", "compare", "find"),
    *("validate", "audit", "cite", "lock", "verify", "diff", "new", "format", "build", "sql"),
    *("export", "sensitivity", "allocate"),
)
WORDS = (
    *("results", "elections", "claims", "seats", "votes", "turnout_pct", "kz-2012-majilis"),
    *("kz-nur-otan", "--year", "2012", "-1", "99999999999999999999", "--country", "KAZ", ""),
    *("--format", "json", "csv", "markdown", "parquet", "--as-of", "2012-01-16", "0000-00-00"),
    *("--source", "herald", "--table", "--by", "lineage", "--election", "%s", "{}", "$", "\\"),
    *("-o", "out.csv", "--data", "nowhere", "--beside", "--", "-h", "--version", "é", "Ақ жол"),
    *(
        "\u202e",
        "\u200b",
        "\x1b[31m",
        "\n",
        "\x07",
        "a" * 5000,
        "=1+1",
        "::error::",
        "nan",
        "1e400",
    ),
)
TOKENS = (
    *(",", '"', '""', "\n", "\r", "\r\n", "\ufeff", "\u202e", "\u200b", "\u2028", "\x1b[", "\x85"),
    *("nan", "NaN", "inf", "1e400", "-0", "0x1", "1_000", "9" * 30, "0000-01-01", "9999-12-31"),
    *(
        "[[",
        "]]",
        "[[ruling]]",
        "{",
        "}",
        "[",
        "]",
        "'''",
        "a.a.a",
        "\\u202e",
        "0xffffffffffffffff",
    ),
    *("../", "..", "/etc/passwd", "CON", "=1+1", "null", "true", "\\ud800", "1E999", "::error::"),
    *("seats", "votes", "exact", "stated", "final", "herald", "xx-alpha", "kz-", "2031", ".."),
)


@cache
def sheets() -> dict[str, str]:
    """A small folder of sheets: text by file."""
    from elecdata.curation.claims import COLUMNS
    from elecdata.schema import TABLES

    found = {}
    for name, rows in _ROWS.items():
        out = io.StringIO()
        columns = [field.name for field in TABLES[name].typed]
        writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        found[f"{name}.csv"] = out.getvalue()
    claims = [",".join(COLUMNS), *(row.format(ELECTION) for row in _CLAIMS)]
    found[f"{ELECTION}/claims.csv"] = "\n".join(claims) + "\n"
    found[f"{ELECTION}/election.toml"], found[f"{ELECTION}/rulings.toml"] = _ELECTION, _RULINGS
    return found


def sheet_folder(root: Path) -> None:
    """Write the small folder."""
    for file, text in sheets().items():
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text(text, encoding="utf-8")
