"""A small folder of valid sheets, handles to damage it, and engines that may not be installed."""

from __future__ import annotations

import csv
import importlib
import io
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from elecdata.adoption.assembly import assemble
from elecdata.adoption.claim import Claim
from elecdata.curation.claims import COLUMNS
from elecdata.curation.publication import build, publish
from elecdata.curation.sheets import Sheets, read_sheets
from elecdata.errors import ValidationError
from elecdata.schema import TABLES

# The same examples on every run and no clock: a failure is never the luck of the day.
settings.register_profile("elecdata", deadline=None, derandomize=True, max_examples=40)
settings.register_profile("thorough", settings.get_profile("elecdata"), max_examples=200)
settings.load_profile("elecdata")

# Both elections, all parties, persons, sources and figures are invented: a council of ten seats,
# nine from lists and one filled by an assembly, and a contest of two for the presidency.
COUNCIL, PRESIDENT = "kz-2031-council", "kz-2032-president"

SHEETS = {
    "sources.csv": """
source_id,title,author,publisher,published_date,accessed_date,kind,language,url,derived_from
commission-2031,Protocol,,Commission,2031-02-01,2032-12-31,official,en,https://commission.test/1,
herald-2031,The count,A. Writer,Herald,2031-01-16,2032-12-31,press,en,https://herald.test/1,
digest-2031,The year,,Digest,,2032-12-31,press,en,https://digest.test/1,herald-2031
visitors-2032,Report,,Visitors,2032-03-09,2032-12-31,igo,en,https://visitors.test/1,
""",
    "parties.csv": """
party_id,country,contestant_type,lineage_id,color
kz-alpha,KAZ,party,kz-alpha,#0072b2
kz-beta,KAZ,party,kz-beta,#e69f00
kz-house,KAZ,indirect,kz-house,#999999
kz-ada,KAZ,candidate,kz-ada,#56b4e9
kz-bek,KAZ,candidate,kz-bek,#d55e00
""",
    "names.csv": """
entity_id,election_id,language,name_kind,name,source_id,locator
kz-alpha,any,en,official,Alpha Party,commission-2031,p1
kz-alpha,any,en,short,Alpha,herald-2031,p1
kz-alpha,kz-2031-council,en,official,Alpha Union,commission-2031,p1
kz-alpha,any,ru,official,Партия Альфа,commission-2031,p1
kz-beta,any,en,short,Beta,herald-2031,p1
kz-house,any,en,official,Assembly of Invented Peoples,commission-2031,p1
kz-ada,any,en,official,Ada Sample,visitors-2032,p1
kz-bek,any,en,official,Bek Sample,visitors-2032,p1
""",
    "people.csv": """
person_id,name,sex,country
ada-sample,Ada Sample,female,KAZ
""",
    "regions.csv": """
region_id,country,name,region_kind
kz-north,KAZ,North Region,region
""",
    "indicators.csv": """
indicator,label,unit,description
output-growth,Growth of output,percent,Change on the year before; higher is better.
""",
    "identifiers.csv": """
entity_id,scheme,value,valid_from,valid_to,seen_in,note
kz-alpha,partyfacts,1001,2005,,an invented list,
""",
    "discrepancies.csv": """
election_id,check_name,subject,stated,computed,reason
""",
    f"{COUNCIL}/election.toml": """
country = "KAZ"
year = 2031
office = "legislature"
chamber = "Council"
""",
    f"{COUNCIL}/claims.csv": """
subject_type,subject_id,variable,value,hedge,derivation,stage,region,base,source_id,locator,as_printed
election,kz-2031-council,election_date,2031-01-15,exact,stated,,,,commission-2031,p1,15 January
election,kz-2031-council,is_early,true,exact,coded,,,,commission-2031,p1,early vote
election,kz-2031-council,seats,10,exact,stated,final,,,commission-2031,p2,ten seats
election,kz-2031-council,seats_list,9,exact,sum,final,,,commission-2031,p2,6 + 3
election,kz-2031-council,seats_indirect,1,exact,stated,final,,,commission-2031,p2,one seat
election,kz-2031-council,registered_voters,1000,exact,stated,final,,,commission-2031,p3,"1,000"
election,kz-2031-council,ballots_cast,802,exact,stated,final,,,commission-2031,p3,802 ballots
election,kz-2031-council,valid_votes,790,exact,stated,final,,,commission-2031,p3,790
election,kz-2031-council,turnout_pct,80.2,exact,stated,final,,registered,commission-2031,p3,80.2%
election,kz-2031-council,turnout_pct,79.5,exact,stated,preliminary,,unstated,herald-2031,p2,79.5
election,kz-2031-council,turnout_pct,81.5,exact,stated,final,kz-north,registered,commission-2031,p4,81.5
election,kz-2031-council,n_candidates,30,more_than,stated,,,,herald-2031,p3,more than 30 candidates
contestant,kz-alpha,status,stood,exact,coded,,,,commission-2031,p5,Alpha Union
contestant,kz-alpha,leader,Ada Sample,exact,stated,,,,herald-2031,p4,Ada Sample
contestant,kz-alpha,votes,500,exact,stated,final,,,commission-2031,p5,500
contestant,kz-alpha,votes,200,exact,stated,final,kz-north,,commission-2031,p6,200
contestant,kz-alpha,vote_share_pct,63.29,exact,stated,final,,valid,commission-2031,p5,63.29
contestant,kz-alpha,vote_share_pct,63.3,exact,stated,preliminary,,unstated,herald-2031,p2,63.3
contestant,kz-alpha,seats,6,exact,stated,final,,,commission-2031,p5,6
contestant,kz-alpha,seats_list,6,exact,stated,final,,,commission-2031,p5,6
contestant,kz-beta,status,stood,exact,coded,,,,commission-2031,p5,Beta
contestant,kz-beta,votes,290,exact,stated,final,,,commission-2031,p5,290
contestant,kz-beta,seats,3,exact,stated,final,,,commission-2031,p5,3
contestant,kz-beta,seats_list,3,exact,stated,final,,,commission-2031,p5,3
contestant,kz-house,status,indirect,exact,coded,,,,commission-2031,p2,chosen by the Assembly
contestant,kz-house,seats,1,exact,stated,final,,,commission-2031,p2,one seat
contestant,kz-house,seats_indirect,1,exact,stated,final,,,commission-2031,p2,one seat
tier,list,seats,9,exact,stated,,,,commission-2031,p2,nine
tier,list,formula,hare,exact,coded,,,,commission-2031,p2,Hare quota
party,kz-alpha,founded_when,2005-03,exact,stated,,,,herald-2031,p4,March 2005
person,ada-sample,role,leader of Alpha,exact,coded,,,,herald-2031,p4,leads the party
poll,quick/kz-alpha,pollster,Quick Poll,exact,stated,,,,digest-2031,p1,Quick Poll
poll,quick/kz-alpha,vote_share_pct,60,about,stated,,,,digest-2031,p1,about 60 per cent
monitor,watch/print/kz-alpha,monitor,Media Watch,exact,stated,,,,digest-2031,p2,Media Watch
monitor,watch/print/kz-alpha,coverage_pct,70,exact,stated,,,,digest-2031,p2,70%
event,decree,event_type,dissolution,exact,coded,,,,herald-2031,p5,dissolved the Council
event,decree,summary,The Council was dissolved.,exact,coded,,,,herald-2031,p5,dissolved the Council
event,decree,event_when,2030-12-01,exact,stated,,,,herald-2031,p5,1 December
indicator,output-growth/2030,value,3,at_least,stated,,,,digest-2031,p3,3 to 5 per cent
indicator,output-growth/2030,value,5,at_most,stated,,,,digest-2031,p3,3 to 5 per cent
neighbour,kz-2027-council,turnout_pct,75,nearly,stated,,,,digest-2031,p4,nearly 75 per cent
neighbour_contestant,kz-2027-council/kz-alpha,seats,7,exact,stated,,,,digest-2031,p4,seven
""",
    f"{COUNCIL}/rulings.toml": """
[[ruling]]
id = "turnout"
rule = "final_over_preliminary"
reason = "The Herald printed the count of the night."

[ruling.adopt]
"kz-2031-council/commission-2031/election/turnout_pct:final:registered" = "80.2"

[ruling.reject]
"kz-2031-council/herald-2031/election/turnout_pct:preliminary" = "79.5"
""",
    f"{PRESIDENT}/election.toml": """
country = "KAZ"
year = 2032
office = "presidency"
""",
    f"{PRESIDENT}/claims.csv": """
subject_type,subject_id,variable,value,hedge,derivation,stage,base,source_id,locator,as_printed
election,kz-2032-president,election_date,2032-03-07,exact,stated,,,visitors-2032,p1,7 March 2032
election,kz-2032-president,valid_votes,1000,exact,stated,final,,visitors-2032,p2,"1,000"
contestant,kz-ada,status,stood,exact,coded,,,visitors-2032,p2,Ada Sample
contestant,kz-ada,votes,600,exact,stated,final,,visitors-2032,p2,600
contestant,kz-bek,status,stood,exact,coded,,,visitors-2032,p2,Bek Sample
contestant,kz-bek,votes,400,exact,stated,final,,visitors-2032,p2,400
mission,visitors,name,Visitors,exact,stated,,,visitors-2032,p3,Visitors
mission,visitors,mission_type,igo_mission,exact,coded,,,visitors-2032,p3,Visitors
mission,visitors,verdict,mixed,exact,coded,,,visitors-2032,p3,orderly but unequal
""",
}


def columns_of(file):
    """Columns of a sheet in order, as the registry declares them."""
    name = Path(file).stem
    return COLUMNS if name == "claims" else tuple(f.name for f in TABLES[name].typed)


def sheet_text(columns, rows):
    """A CSV sheet with all its columns; what a row does not give is empty."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


@dataclass(frozen=True)
class Folder:
    """A folder of sheets, valid until a test damages it."""

    root: Path

    def text(self, file):
        """What stands in a sheet."""
        return (self.root / file).read_text(encoding="utf-8")

    def write(self, file, content):
        """Put text or bytes in the place of a sheet."""
        data = content.encode() if isinstance(content, str) else content
        (self.root / file).parent.mkdir(parents=True, exist_ok=True)
        (self.root / file).write_bytes(data)

    def swap(self, file, old, new):
        """Put one text in the place of another that stands in the sheet once."""
        text = self.text(file)
        if text.count(old) != 1:
            raise AssertionError(f"{old!r} stands {text.count(old)} times in {file}")
        self.write(file, text.replace(old, new))

    def rows(self, file):
        """Rows of a CSV sheet."""
        return list(csv.DictReader(io.StringIO(self.text(file))))

    def damage(self, file, start, **cells):
        """Change cells of the one row whose line begins with a text."""
        rows = self.rows(file)
        hits = [row for row in rows if ",".join(row.values()).startswith(start)]
        if len(hits) != 1:
            raise AssertionError(f"{len(hits)} rows of {file} begin with {start!r}")
        hits[0].update(cells)
        self.write(file, sheet_text(columns_of(file), rows))

    def add(self, file, **cells):
        """Add a row at the end; what is not given is empty."""
        self.write(file, sheet_text(columns_of(file), [*self.rows(file), cells]))

    def claim(self, subject, value, *, election=COUNCIL, **cells):
        """Add a claim, the subject written as ``type,id,variable``."""
        names = ("subject_type", "subject_id", "variable")
        row = dict(zip(names, subject.split(","), strict=True)) | {"value": value}
        source = "herald-2031" if election == COUNCIL else "visitors-2032"
        row |= {"hedge": "exact", "derivation": "stated", "source_id": source}
        row |= {"locator": "p9", "as_printed": value} | cells
        self.add(f"{election}/claims.csv", **row)

    def read(self) -> Sheets:
        """The record that the sheets give, and what is wrong with them."""
        return read_sheets(self.root)

    def problems(self):
        """Every problem with the sheets, a line each."""
        found = self.read()
        return [str(problem) for problem in (*found.problems, *found.miscounts)]

    def tables(self):
        """Tables made from the sheets, as rows by name."""
        found = self.read()
        if found.problems:
            raise ValidationError(found.problems)
        return assemble(found.record)


def make_sheets(root):
    """Write all the sheets above into a folder."""
    folder = Folder(root)
    for file, text in SHEETS.items():
        content = text.lstrip("\n")
        if file.endswith(".csv"):
            rows = list(csv.DictReader(io.StringIO(content)))
            content = sheet_text(columns_of(file), rows)
        folder.write(file, content)
    return folder


@pytest.fixture
def sheets(tmp_path):
    """A folder of valid sheets that the test may damage."""
    return make_sheets(tmp_path / "raw")


@pytest.fixture(scope="session")
def untouched(tmp_path_factory):
    """A folder of valid sheets that no test may damage."""
    return make_sheets(tmp_path_factory.mktemp("untouched") / "raw")


@pytest.fixture(scope="session")
def tables_of(untouched, tmp_path_factory):
    """Folder of the tables published from them; never change it."""
    folder = tmp_path_factory.mktemp("tables_of") / "processed"
    publish(untouched.root, folder)
    return folder


@pytest.fixture(scope="session")
def built(untouched):
    """Published tables and record of the undamaged sheets; never change them."""
    return build(untouched.root)


@pytest.fixture(scope="session")
def record(built):
    """Record of the undamaged sheets."""
    return built[1]


@pytest.fixture(scope="session")
def registers(record):
    """Rows of the undamaged shared sheets, by table."""
    return record.registers


@pytest.fixture(scope="session")
def published(built):
    """Arrow tables made from the undamaged sheets."""
    return built[0]


@pytest.fixture(scope="session")
def claim_of():
    """Maker of claims: seats of the Council by the commission, unless said otherwise."""

    def make(value="10", **changes):
        cells = dict.fromkeys(Claim.__dataclass_fields__, "")
        cells |= {"election_id": COUNCIL, "subject_type": "election", "subject_id": COUNCIL}
        cells |= {"variable": "seats", "value": value, "hedge": "exact", "derivation": "stated"}
        cells |= {"stage": "final", "source_id": "commission-2031", "locator": "p1"}
        return Claim(**cells | {"as_printed": value} | changes)

    return make


@pytest.fixture(scope="session")
def required():
    """Import of an optional module, which may be absent anywhere but where CI runs."""

    def imported(name):
        try:
            module = importlib.import_module(name)
        except ImportError as error:
            absent(f"{name} cannot be imported ({error}): make install")
        if name.startswith("pyspark") and not (shutil.which("java") or os.getenv("JAVA_HOME")):
            absent("PySpark needs Java 17 or newer: apt-get install default-jre-headless")
        return module

    def absent(reason):
        # PySpark is not a development dependency on Windows, where it needs more than Java.
        if os.getenv("CI") == "true" and sys.platform != "win32":
            pytest.fail(reason)
        pytest.skip(reason)

    return imported


def pytest_collection_modifyitems(items):
    """Leave Spark and Dask, which take longer than all else, to `make interop`."""
    for item in items:
        words = f"{item.name} {' '.join(getattr(item, 'fixturenames', ()))}"
        if "spark" in words or "dask" in words:
            item.add_marker(pytest.mark.interop)
