"""The registry itself: one case for every table and every column that it declares."""

from __future__ import annotations

from collections import Counter

import pytest

from elecdata.schema import TABLES, VOCABULARIES
from elecdata.schema.vocabulary import CONTESTANT_TYPE, OFFICE

FIGURES = {"integer", "number"}
ENDINGS = {
    "_id": {"id", "category"},
    "_pct": {"number"},
    "_date": {"date"},
    "_when": {"when"},
}


def columns(wanted=None):
    """One case for each declared column, or for those that answer a question."""
    return pytest.mark.parametrize(
        "field",
        [
            pytest.param(field, id=f"{table.name}.{field.name}")
            for table in TABLES.values()
            for field in table.fields
            if wanted is None or wanted(field)
        ],
    )


def tables(wanted=None):
    """One case for each declared table, or for those that answer a question."""
    return pytest.mark.parametrize(
        "table",
        [pytest.param(t, id=name) for name, t in TABLES.items() if wanted is None or wanted(t)],
    )


EVERY_VOCABULARY = pytest.mark.parametrize(
    "vocabulary", VOCABULARIES, ids=[f"{v.name}-{next(iter(v.terms))}" for v in VOCABULARIES]
)


def is_sentence(text):
    """Whether a text reads as a sentence: no small letter first, a full stop last."""
    return text == text.strip() and text.endswith(".") and not text[:1].islower()


@columns()
def test_column_is_declared_soundly(field):
    """Name, description, unit, vocabulary and formula of a column are what its kind asks for."""
    faults = {
        "name is no plain word": not field.name.isidentifier() or field.name != field.name.lower(),
        "no sentence describes it": not is_sentence(field.description),
        "figure without unit": field.kind in FIGURES and not field.unit,
        "unit of what is no figure": field.kind not in FIGURES and bool(field.unit),
        "range of what is no figure": field.kind not in FIGURES
        and (field.low, field.high) != (None, None),
        "terms of what is no category": field.kind != "category" and field.vocabulary is not None,
        "category of anything": field.kind == "category"
        and field.vocabulary is None
        and not field.references,
        "derived without formula": field.origin == "derived" and not field.formula,
        "formula of what is typed": field.origin not in {"derived", "claim"}
        and bool(field.formula or field.inputs),
        "office that does not exist": field.office not in {"", *OFFICE.terms},
        "contestants that do not exist": not set(field.only_for) <= set(CONTESTANT_TYPE.terms),
    }

    assert [fault for fault, found in faults.items() if found] == []


class TestNames:
    """The ending and the beginning of a column's name say what it holds."""

    @columns(lambda field: any(field.name.endswith(ending) for ending in ENDINGS))
    def test_ending_agrees_with_kind(self, field):
        """``_id`` is an id, ``_pct`` a percentage, ``_date`` a day, ``_when`` a looser date."""
        [kinds] = [kinds for ending, kinds in ENDINGS.items() if field.name.endswith(ending)]

        assert field.kind in kinds

    @columns(lambda field: field.kind == "date")
    def test_day_is_named_as_one(self, field):
        """A column of whole days ends in ``_date``."""
        assert field.name.endswith("_date")

    @columns(lambda field: field.name.startswith(("is_", "has_")))
    def test_truth_value_is_boolean(self, field):
        """A column that begins with ``is_`` or ``has_`` is true or false."""
        assert field.kind == "boolean"

    @columns(lambda field: field.name.startswith("n_"))
    def test_count_starts_from_nothing(self, field):
        """A column that begins with ``n_`` is a whole number and never negative."""
        assert field.kind == "integer"
        assert field.low >= 0

    @columns(lambda field: field.name.endswith("_pct"))
    def test_percentage_lies_between_0_and_100(self, field):
        """A share runs from 0 to 100 per cent; a change, in points, from -100 to 100."""
        change = field.name.endswith("_change_pct")
        wanted = (-100, 100, "percentage points") if change else (0, 100, "percent")

        assert wanted == (field.low, field.high, field.unit)

    @columns(lambda field: None not in (field.low, field.high))
    def test_range_is_in_order(self, field):
        """The lower end of a range lies below the upper."""
        assert field.low < field.high

    def test_duckdb_takes_every_name_unquoted(self):
        """No table and no column is a word that SQL reserves."""
        duckdb = pytest.importorskip("duckdb")
        names = {name for table in TABLES.values() for name in (table.name, *table.columns)}
        refused = []
        for name in sorted(names):
            query = f"with {name} as (select 1 as {name}) select {name} as {name} from {name}"
            try:
                duckdb.sql(f"{query} where {name} = 1 order by {name}").fetchall()
            except duckdb.Error as error:
                refused.append(f"{name}: {error}")

        assert refused == []


class TestReferences:
    """What a column points to exists."""

    @columns(lambda field: field.references)
    def test_reference_names_a_key(self, field):
        """A reference names a column that names the rows of its table."""
        other, _, column = field.references.partition(".")

        assert column in TABLES[other].key

    @tables(lambda table: any(field.inputs for field in table.fields))
    def test_inputs_exist(self, table):
        """A derived column is computed from columns of its table, or from ``table.column``."""
        inputs = [name for field in table.fields for name in field.inputs]
        places = [name.rpartition(".") for name in inputs]
        unknown = [n for other, _, n in places if n not in TABLES[other or table.name].by_name]

        assert unknown == []


class TestTables:
    """What holds for each declared table."""

    @tables()
    def test_is_named_and_described(self, table):
        """A table is found by its plain name and described in a sentence."""
        assert TABLES[table.name] is table
        assert table.name.isidentifier()
        assert is_sentence(table.description)

    @tables()
    def test_key_comes_first_and_is_never_empty(self, table):
        """The key columns, and no others, are of that origin; they stand at the head of the row."""
        keys = {field.name for field in table.fields if field.origin == "key"}

        assert keys == set(table.key) == set(table.columns[: len(table.key)])
        assert not any(table[column].nullable for column in table.key)

    @tables()
    def test_column_names_differ_by_more_than_case(self, table):
        """Readers that fold case tell all columns apart."""
        folded = Counter(field.name.casefold() for field in table.fields)

        assert set(folded.values()) == {1}

    @tables(lambda table: table.subject)
    def test_subject_and_qualifiers_spell_the_key(self, table):
        """A claim on the table's subject names every part of the key, and nothing else."""
        spelt = {*table.path, *table.qualifiers}

        assert spelt <= set(table.key) <= spelt | {"election_id"}

    @tables()
    def test_is_filled_by_claims_if_it_has_a_subject(self, table):
        """A table without a subject has no column that claims fill, and the other way round."""
        assert bool(table.subject) == bool(table.claimed)

    @tables()
    def test_says_which_figures_are_hedged_if_it_has_them(self, table):
        """A table that publishes "about 60" has a column to say so, and no other table has."""
        assert table.hedged == ("hedges" in table.by_name)

    @tables(lambda table: table.subject)
    def test_variable_is_of_one_kind(self, table):
        """A variable reads the same way in every table of its subject."""
        shapes = {
            (field.name, field.kind, field.unit, field.vocabulary and field.vocabulary.name)
            for other in TABLES.values()
            if other.subject == table.subject
            for field in other.claimed
        }

        assert len(shapes) == len({name for name, *_ in shapes})


class TestVocabularies:
    """The closed lists of terms."""

    @EVERY_VOCABULARY
    def test_has_terms_and_a_description(self, vocabulary):
        """Every list says what it tells apart, and is not empty."""
        assert vocabulary.terms
        assert is_sentence(vocabulary.description)

    @EVERY_VOCABULARY
    def test_terms_are_plain_and_have_a_meaning(self, vocabulary):
        """Every term is one word of letters, digits and underscores, and means something."""
        terms = vocabulary.terms.items()

        assert [term for term, said in terms if not (term.isidentifier() and said.strip())] == []

    @EVERY_VOCABULARY
    def test_is_used_by_a_column(self, vocabulary):
        """No list is left over."""
        used = [field.vocabulary for table in TABLES.values() for field in table.fields]

        assert vocabulary in used

    def test_rank_follows_the_order_of_terms(self):
        """A later term has a higher rank; a term that is not in the list comes last."""
        ranks = [OFFICE.rank(term) for term in (*OFFICE.terms, "throne")]

        assert ranks == [0, 1, 2]
