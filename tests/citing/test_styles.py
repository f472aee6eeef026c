"""References read back by other programs, and worded as the styles ask."""

from __future__ import annotations

import json
import re
import warnings
from dataclasses import replace
from datetime import date

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import SeparateCoAuthors
from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON
from pylatexenc.latex2text import LatexNodes2Text

import elecdata
from elecdata.citing import STYLES, bibtex, csl, ris, text
from elecdata.citing.work import Work, authors, of_release, of_source
from elecdata.errors import UnknownNameError
from elecdata.release import installed

# Invented works: everything known, nothing known, and letters that mean something to TeX.
FULL = Work(
    key="herald-2031-count",
    kind="press",
    title="The count",
    authors=("Ada Sample", "Bek Sample"),
    publisher="Herald",
    published=date(2031, 1, 6),
    accessed=date(2032, 12, 31),
    url="https://herald.test/a_b?c=1&d=50%25#e",
    language="en",
)
BARE = Work(key="bare-2031", kind="press")
CYRILLIC = replace(
    FULL,
    key="vestnik-2031",
    title="Явка составила 63,3%",
    authors=("Әлия Құланбай",),
    language="kk",
)
SPECIAL = replace(
    FULL, key="special-2031", title=r"A {b} \c $d & #e _f %g ~h ^i {j -- 'k''", publisher="A & B"
)
# The reader takes \textbraceleft for nothing and \textasciicircum for another sign.
READABLE = replace(SPECIAL, title=re.sub(r"[{}^]", "", SPECIAL.title))
WORKS = [FULL, BARE, CYRILLIC, READABLE]
SOURCES = [of_source(row) for row in installed().sources]


class TestText:
    """References in words after the seventh edition of the APA manual."""

    @pytest.mark.parametrize(
        ("work", "said"),
        [
            pytest.param(
                FULL,
                "Ada Sample & Bek Sample. (2031, January 6). The count. Herald. "
                "https://herald.test/a_b?c=1&d=50%25#e",
                id="all known",
            ),
            pytest.param(
                replace(FULL, authors=()),
                "Herald. (2031, January 6). The count. https://herald.test/a_b?c=1&d=50%25#e",
                id="the publisher stands for the author, and is not named twice",
            ),
            pytest.param(
                replace(FULL, published=None),
                "Ada Sample & Bek Sample. (n.d.). The count. Herald. Retrieved December 31, 2032, "
                "from https://herald.test/a_b?c=1&d=50%25#e",
                id="without a day, the day of reading",
            ),
            pytest.param(
                replace(FULL, authors=(), publisher="", url="", title="Who won?"),
                "Who won? (2031, January 6).",
                id="the title stands for the author, with its own mark",
            ),
            pytest.param(
                replace(FULL, title="", url=""),
                "Ada Sample & Bek Sample. (2031, January 6). [untitled]. Herald.",
                id="without a title",
            ),
            pytest.param(BARE, "[untitled]. (n.d.).", id="nothing known"),
            pytest.param(
                replace(FULL, authors=("A. One", "B. Two", "C. Three"), url=""),
                "A. One, B. Two, & C. Three. (2031, January 6). The count. Herald.",
                id="three authors",
            ),
        ],
    )
    def test_a_reference(self, work, said):
        """What is not known is said, or stood in for, as the manual has it."""
        assert text.reference(work) == said

    def test_the_dataset_has_version_and_digest(self):
        """Data are cited by year, version and kind; the digest says which bytes."""
        said = text.reference(of_release(installed()))

        assert said == (
            "elecdata contributors. (2026). elecdata: comparative elections data that keep every "
            f"figure with its source (Version {elecdata.__version__}) [Data set]. "
            f"Digest {installed().digest}."
        )


class TestBibtex:
    """A parser of BibTeX reads back what was written."""

    def test_reads_back(self):
        """Title, makers and day of every source come back, TeX decoded, in every script."""
        works = [*WORKS, *SOURCES]
        library = bibtexparser.parse_string(
            bibtex.entries(works),
            append_middleware=[SeparateCoAuthors()],
        )

        assert library.failed_blocks == []
        assert [entry.key for entry in library.entries] == [work.key for work in works]
        for entry, work in zip(library.entries, works, strict=True):
            fields = {name: field.value for name, field in entry.fields_dict.items()}

            assert decoded(fields["title"]) == work.heading
            assert tuple(decoded(name) for name in fields.get("author", ())) == work.makers
            assert fields.get("year") == (str(work.published.year) if work.published else None)

    def test_special_characters_are_escaped(self):
        """Each special character is written as TeX wants it, and braces stay in pairs."""
        written = bibtex.escaped(SPECIAL.title)

        assert written == (
            r"A \textbraceleft{}b\textbraceright{} \textbackslash{}c \$d \& \#e \_f \%g "
            r"\textasciitilde{}h \textasciicircum{}i \textbraceleft{}j "
            r"-{}- 'k'{}'"
        )
        assert bibtex.entry(SPECIAL).count("{") == bibtex.entry(SPECIAL).count("}")

    def test_an_address_is_kept_as_it_is(self):
        """An address is not TeX: it is ASCII without braces, and nothing in it is escaped."""
        odd = replace(FULL, url="https://herald.test/выборы/{x}?a=1&b=%20")

        assert f"url = {{{FULL.url}}}" in bibtex.entry(FULL)
        assert (
            "url = {https://herald.test/%D0%B2%D1%8B%D0%B1%D0%BE%D1%80%D1%8B/%7Bx%7D?a=1&b=%20}"
            in bibtex.entry(odd)
        )


def decoded(value):
    """What TeX would set, read by a program of its own."""
    return LatexNodes2Text(keep_braced_groups=False).latex_to_text(value)


class TestRis:
    """A parser of RIS reads back what was written."""

    def test_reads_back(self):
        """Every source is a record with its title, makers, year and address."""
        works = [*WORKS, *SOURCES]
        found = rispy.loads(ris.records(works))

        assert [each["id"] for each in found] == [work.key for work in works]
        for each, work in zip(found, works, strict=True):
            assert each["title"] == work.heading
            assert tuple(each.get("authors", ())) == work.makers
            assert each.get("year", "") == (str(work.published.year) if work.published else "")
            assert each.get("urls", [""]) == [work.url]

    def test_a_value_is_one_line(self):
        """A line that looks like a tag cannot end a record early."""
        odd = replace(FULL, title="The count\nER  - \nTY  - BOOK")
        [found] = rispy.loads(ris.record(odd))

        assert found["title"] == "The count ER - TY - BOOK"


class TestCsl:
    """citeproc reads CSL-JSON and makes references of it."""

    def test_keeps_every_field(self):
        """A work with all known has them all; what is not known is left out."""
        assert csl.item(FULL) == {
            "id": "herald-2031-count",
            "type": "article-newspaper",
            "title": "The count",
            "author": [{"literal": "Ada Sample"}, {"literal": "Bek Sample"}],
            "publisher": "Herald",
            "issued": {"date-parts": [[2031, 1, 6]]},
            "accessed": {"date-parts": [[2032, 12, 31]]},
            "URL": "https://herald.test/a_b?c=1&d=50%25#e",
            "language": "en",
        }
        assert csl.item(BARE) == {
            "id": "bare-2031",
            "type": "article-newspaper",
            "title": "[untitled]",
        }

    @pytest.mark.parametrize("work", [FULL, CYRILLIC], ids=lambda work: work.key)
    def test_citeproc_makes_a_reference(self, work):
        """Harvard style made by citeproc has makers, year and title."""
        said = harvard(json.loads(csl.items([work])), work.key)

        assert work.makers[0] in said
        assert "2031" in said
        assert work.title in said

    def test_all_sources_are_read(self):
        """Citeproc takes every source."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns of fields it has no use for
            found = CiteProcJSON(json.loads(csl.items(SOURCES)))

        assert set(found) == {work.key for work in SOURCES}


def harvard(items, key):
    """A reference in Harvard style, as citeproc makes it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
        bibliography.register(Citation([CitationItem(key)]))
        return str(bibliography.bibliography()[0])


class TestAuthors:
    """Names are told apart only where that is safe."""

    @pytest.mark.parametrize(
        ("printed", "names"),
        [
            ("Jim Nichol", ("Jim Nichol",)),
            ("Mina Muradova and Rufat Abbasov", ("Mina Muradova", "Rufat Abbasov")),
            ("Василий Харламов, Дилара Истыбаева", ("Василий Харламов", "Дилара Истыбаева")),
            ("И.Б.Борисов, А.В.Игнатов", ("И.Б.Борисов", "А.В.Игнатов")),
            ("Sample, Ada", ("Sample, Ada",)),
            ("Ministry of Health and Welfare", ("Ministry of Health and Welfare",)),
            ("HRH Baku/Shahla Ismailova", ("HRH Baku/Shahla Ismailova",)),
            ("", ()),
        ],
    )
    def test_names(self, printed, names):
        """Two full names with "and" or a comma between are two; anything doubtful is one."""
        assert authors(printed) == names


class TestCite:
    """`cite` without a frame."""

    @pytest.mark.parametrize("style", STYLES)
    def test_the_dataset_alone(self, style):
        """Every style names version and digest, and no source."""
        said = elecdata.cite(style=style)

        assert elecdata.__version__ in said
        assert installed().digest in said
        assert "http" not in said

    def test_an_unknown_style_is_refused(self):
        """The message names those there are."""
        with pytest.raises(UnknownNameError) as caught:
            elecdata.cite(style="bibtx")

        assert str(caught.value) == (
            "no style named 'bibtx'. Did you mean 'bibtex'? Known: text, bibtex, csl, ris."
        )
