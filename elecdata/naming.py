"""Find parties and people under any spelling: scripts, transliterations, small slips."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from elecdata.dataset import opened
from elecdata.errors import InvalidArgumentError
from elecdata.loading import load

if TYPE_CHECKING:
    import pandas as pd

    from elecdata.dataset import Data

# Cyrillic letters of Russian and Kazakh, and Latin letters of Azerbaijani and of the newer Kazakh
# alphabets, each as the sound that the romanisations in use agree on.
LETTERS = {
    "а": "a", "ә": "a", "б": "b", "в": "v", "г": "g", "ғ": "g", "д": "d", "е": "e", "ё": "e",
    "ж": "j", "з": "z", "и": "i", "й": "i", "к": "k", "қ": "k", "л": "l", "м": "m", "н": "n",
    "ң": "n", "о": "o", "ө": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ұ": "u",
    "ү": "u", "ф": "f", "х": "h", "һ": "h", "ц": "ts", "ч": "c", "ш": "s", "щ": "s", "ъ": "",
    "ы": "i", "і": "i", "ь": "", "э": "e", "ю": "u", "я": "a", "ə": "a", "ı": "i",
}  # fmt: skip
# Romanisations that differ in letters only: "Ak Jol", "Aq Jol" and "Ak Zhol" become one.
SOUNDS = (
    ("zh", "j"),
    ("dj", "j"),
    ("dzh", "j"),
    ("kh", "h"),
    ("gh", "g"),
    ("sh", "s"),
    ("ch", "c"),
    ("x", "h"),
    ("q", "k"),
    ("w", "u"),
    ("y", "i"),
    ("ie", "e"),
    ("ia", "a"),
    ("iu", "u"),
    ("ii", "i"),
)
CLOSE = 0.8  # similarity from which a name counts as a slip of the one asked for


def folded(text: str) -> str:
    """A name reduced to what its spellings have in common.

    Examples
    --------
    >>> folded("Ak Zhol") == folded("Aq Jol") == folded("Ақ жол")
    True
    """
    letters = "".join(LETTERS.get(letter, letter) for letter in text.casefold())
    plain = "".join(
        c for c in unicodedata.normalize("NFKD", letters) if not unicodedata.combining(c)
    )
    for written, sound in SOUNDS:
        plain = plain.replace(written, sound)
    return re.sub(r"(.)\1", r"\1", re.sub(r"[\W_]+", "", plain))


def find(name: str, *, data: Data = None) -> pd.DataFrame:
    """Find parties, blocs, candidates and people by any spelling of their name.

    Parameters
    ----------
    name : str
        A name, an abbreviation or a part of a name, in any script.
    data : path, None or list of these, optional
        As in `load`.

    Returns
    -------
    pandas.DataFrame
        Best first: ``id``, ``kind`` (``party`` or ``person``), ``name`` (the spelling that
        matched), ``language``, ``election_id`` (``any`` for names of no one election) and
        ``score`` from 0 to 1: 1 for the same name, less for a part of a name or a slip. Empty
        when nothing comes near.

    Raises
    ------
    InvalidArgumentError
        When the name has no letter or digit.

    Examples
    --------
    >>> import elecdata
    >>> elecdata.find("Aq Jol").id[0]
    'kz-ak-zhol'
    """
    import pandas as pd

    text: object = name  # callers without a type checker pass anything
    wanted = folded(text) if isinstance(text, str) else ""
    if not wanted:
        raise InvalidArgumentError(f"name is {name!r}; it should be a name or a part of one")
    dataset = opened(data)
    names = load("names", data=dataset).rename(columns={"entity_id": "id"}).assign(kind="party")
    people = load("people", data=dataset).rename(columns={"person_id": "id"})
    people = people.assign(kind="person", language="en", election_id="any")
    columns = ["id", "kind", "name", "language", "election_id"]
    known = pd.concat([names[columns], people[columns]], ignore_index=True)
    known["score"] = [_score(wanted, folded(each)) for each in known.name]
    found: pd.DataFrame = known[known.score > 0]
    found = found.sort_values("score", ascending=False, kind="stable")
    return found.drop_duplicates("id").reset_index(drop=True)


def _score(wanted: str, known: str) -> float:
    """How near a known name is: 1 the same, a part by its length, a slip by its likeness."""
    if wanted == known:
        return 1.0
    shorter, longer = sorted((wanted, known), key=len)
    if len(wanted) >= 3 and wanted in known:
        return round(0.5 + 0.5 * len(wanted) / len(known), 3)
    likeness = SequenceMatcher(None, shorter, longer).ratio()
    return round(likeness, 3) * 0.9 if likeness >= CLOSE else 0.0
