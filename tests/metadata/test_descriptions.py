"""Croissant, schema.org, DataCite and CITATION.cff, as other programs read them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

import elecdata
from elecdata import release as facts
from elecdata.errors import UnknownNameError
from elecdata.metadata import FILES, describe, documents, written
from elecdata.metadata.citation_file import citation_file
from elecdata.metadata.croissant import VERSION
from elecdata.release import installed
from elecdata.schema import TABLES
from elecdata.store import data_dir

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.filterwarnings("ignore")  # of libraries that mlcroissant stands on
class TestCroissant:
    """mlcroissant reads the tables back."""

    def test_tables_come_back(self, made, checks):
        """Every record of every table is the published row."""
        assert checks["croissant_problems"](made.folder) == []

    def test_another_file_is_noticed(self, described, checks):
        """A record set that names the file of another table does not read back as published."""
        document = described.read("croissant")
        [people] = [each for each in document["recordSet"] if each["@id"] == "people"]
        [name] = [field for field in people["field"] if field["name"] == "name"]
        name["source"]["extract"]["column"] = "country"
        described.write("croissant", document)

        assert checks["croissant_problems"](described.folder) == [
            "croissant.json: people reads back otherwise than it is published"
        ]

    def test_version_of_the_standard_is_stated(self, made):
        """The description says to which Croissant it keeps."""
        assert made.read("croissant")["conformsTo"] == VERSION

    def test_references_go_one_way(self, made):
        """Readers stop at a circle: claims and rulings, which name each other, are not joined."""
        joined = {
            field["@id"]
            for record_set in made.read("croissant")["recordSet"]
            for field in record_set["field"]
            if "references" in field
        }

        assert "results/election_id" in joined
        assert not {"claims/ruling_id", "rulings/adopted_claim_id", "sources/derived_from"} & joined


class TestDataCite:
    """The record keeps to DataCite's schema."""

    def test_record_is_valid(self, made, checks):
        """The schema of DataCite 4.5 finds nothing."""
        assert checks["datacite_problems"](made.folder) == []

    def test_a_faulty_record_is_noticed(self, described, checks):
        """A year of publication that is no text is not allowed."""
        described.write("datacite", described.read("datacite") | {"publicationYear": 2026})

        assert checks["datacite_problems"](described.folder) == [
            "datacite.json: 2026 is not of type 'string'"
        ]

    def test_sources_are_related(self, made):
        """The data are derived from every source that has an address."""
        related = made.read("datacite")["relatedIdentifiers"]

        assert {each["relatedIdentifier"] for each in related} == {
            "https://commission.test/1",
            "https://herald.test/1",
            "https://digest.test/1",
            "https://visitors.test/1",
        }


class TestSchemaOrg:
    """The description for a web page has what search engines for data ask for."""

    def test_what_is_asked_for_is_there(self, made):
        """Name, description of 50 to 5,000 characters, licence, creator, coverage, downloads."""
        page = made.read("schema_org")

        assert (page["@context"], page["@type"]) == ("https://schema.org/", "Dataset")
        assert 50 <= len(page["description"]) <= 5000
        assert page["license"].startswith("https://creativecommons.org/")
        assert page["temporalCoverage"] == "2031-01-15/2032-03-07"
        assert [each["name"] for each in page["spatialCoverage"]] == ["Kazakhstan"]
        assert [each["name"] for each in page["distribution"]] == list(TABLES)

    def test_figures_are_described_with_their_units(self, made):
        """The vote share is a figure in per cent between 0 and 100."""
        figures = {each["name"]: each for each in made.read("schema_org")["variableMeasured"]}
        share = figures["vote_share_pct"]

        assert (share["unitText"], share["minValue"], share["maxValue"]) == ("percent", 0, 100)
        assert "year" not in figures


class TestCitationFile:
    """CITATION.cff is made, and says what the package says."""

    def test_committed_file_is_the_one_made(self):
        """Nobody has edited it by hand."""
        assert citation_file(installed()) == (ROOT / "CITATION.cff").read_text(encoding="utf-8")

    def test_it_is_yaml_with_the_facts(self):
        """A YAML parser finds version, day, licence and author."""
        found = yaml.safe_load(citation_file(installed()))

        assert (found["cff-version"], found["type"]) == ("1.2.0", "dataset")
        assert (found["version"], found["license"]) == (elecdata.__version__, "CC0-1.0")
        assert found["date-released"] == facts.RELEASED.isoformat()
        assert found["authors"] == [{"name": "elecdata contributors"}]
        assert found["abstract"] == installed().abstract


class TestDescribe:
    """One door to the descriptions."""

    @pytest.mark.parametrize("standard", FILES)
    def test_the_files_beside_the_tables_are_those_made(self, standard):
        """No description has drifted from the tables beside it."""
        path = data_dir() / FILES[standard]

        assert path.read_text(encoding="utf-8") == written(describe(standard))

    def test_order_and_clock_have_no_part(self, made, published):
        """The same tables give the same texts."""
        manifest = json.loads((made.folder / "manifest.json").read_bytes())
        rows = [published[name].to_pylist() for name in ("elections", "sources")]

        for name, text in documents(manifest, *rows).items():
            assert (made.folder / name).read_text(encoding="utf-8") == text

    def test_an_unknown_standard_is_refused(self):
        """The message names those there are."""
        with pytest.raises(UnknownNameError) as caught:
            describe("crossant")

        assert str(caught.value) == (
            "no standard named 'crossant'. Did you mean 'croissant'? "
            "Known: datapackage, croissant, schema_org, datacite."
        )
