"""Make slips by the dozen, each from a seed of its own, and ask what is noticed."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from elecdata.curation.control import Rules
from mutation import manifest, net
from mutation.cells import CELLS
from mutation.rows import ROWS
from mutation.shared import SHARED
from mutation.sheets import SHEETS

TRIES = 60  # a slip makes no difference everywhere: two equal cells swapped
EDITS: list[Callable[..., Any]] = [
    *(partial(manifest.edited, part=part) for part in (*manifest.PARTS, "name", "version")),
    *(partial(manifest.edited, part=part) for part in ("licence", "sheets", "format")),
    manifest.entry_dropped,
]
MAKERS: dict[str, Sequence[Callable[..., Any]]] = {
    "tables": [*CELLS, *ROWS],
    "sheets": [*SHEETS, *SHARED],
    "manifest": EDITS,
}


@dataclass(frozen=True)
class Verdict:
    """What became of one slip.

    Attributes
    ----------
    layer, kind, group : str
        ``tables``, ``sheets`` or ``manifest``; what was done, and to what sort of thing.
    where, place : str
        What stood there and stands there now; table and column.
    rule, meaning, digest : bool
        Whether a rule notices it; whether a rule does or, of a sheet, the comparison with the
        published tables; whether anything does with digests.
    crash : str
        The exception with which a check ended instead of a verdict.
    """

    layer: str
    kind: str
    group: str
    where: str
    place: str
    rule: bool
    meaning: bool
    digest: bool
    crash: str = ""


@dataclass(frozen=True)
class Folders:
    """Where the sheets and the tables are, and the control totals of the years' scripts."""

    raw: Path
    processed: Path
    rules: tuple[Rules, ...] = ()


class Bench:
    """All three nets, in one process."""

    def __init__(self, folders: Folders) -> None:
        net.remember()
        self._kept = tempfile.TemporaryDirectory()
        scratch = Path(self._kept.name)
        self.tables = net.TableNet(folders.processed)
        self.sheets = net.SheetNet(folders.raw, folders.processed, scratch, folders.rules)
        self.sheets.spare()
        self.manifest = net.ManifestNet(folders.processed, scratch)

    def verdict(self, layer: str, maker: int, seed: str) -> Verdict | None:
        """Make one slip, and ask; None where no place for it was found."""
        make = MAKERS[layer][maker]
        for attempt in range(TRIES):
            rng = random.Random(f"{seed}/{layer}/{maker}/{attempt}")
            slip = self._slip(layer, make, rng)
            if slip is not None:
                try:
                    return self._judged(layer, slip)
                except Exception as error:  # noqa: BLE001  a check that breaks down is a result
                    said = f"{type(error).__name__}: {error}"
                    return _verdict(
                        layer, slip, "", rule=False, meaning=False, digest=True, crash=said
                    )
        return None

    def _slip(self, layer: str, make: Callable[..., Any], rng: random.Random) -> Any:
        """A slip that makes a difference, or None."""
        if layer == "tables":
            altered = make(rng, self.tables.rows)
            same = altered is None or altered.rows == self.tables.rows[altered.table]
            return None if same else altered
        if layer == "sheets":
            return make(rng, self.sheets.texts)
        return make(rng, self.manifest.manifest)

    def _judged(self, layer: str, slip: Any) -> Verdict:
        """What is noticed of a slip."""
        if layer == "tables":
            rule = bool(self.tables.by_meaning(slip))
            place = f"{slip.table}.{slip.column}" if slip.column else slip.table
            return _verdict(
                layer, slip, place, rule=rule, meaning=rule, digest=self.tables.by_digest(slip)
            )
        if layer == "sheets":
            problems, differ, digest = self.sheets.verdicts(slip)
            return _verdict(
                layer,
                slip,
                slip.column,
                rule=bool(problems),
                meaning=bool(problems) or differ,
                digest=digest,
            )
        rule = bool(self.manifest.by_meaning(slip))
        return _verdict(
            layer, slip, slip.column, rule=rule, meaning=rule, digest=self.manifest.by_digest(slip)
        )


def _verdict(
    layer: str, slip: Any, place: str, *, rule: bool, meaning: bool, digest: bool, crash: str = ""
) -> Verdict:
    """A verdict on a slip."""
    return Verdict(
        layer, slip.kind, slip.group, slip.where[:300], place, rule, meaning, digest, crash
    )


_bench: list[Bench] = []


def _open(folders: Folders) -> None:
    """Read everything once in a process."""
    _bench.append(Bench(folders))


def _ask(task: tuple[str, int, str]) -> Verdict | None:
    """One slip, in a process that has read everything."""
    return _bench[0].verdict(*task)


def run(folders: Folders, sizes: dict[str, int], seed: int, processes: int) -> list[Verdict]:
    """So many slips of every kind and layer; the same ones for the same seed.

    Parameters
    ----------
    folders : Folders
        What is altered: copies, never the folders themselves.
    sizes : dict of str to int
        Slips of each kind, by layer.
    seed : int
        Which ones.
    processes : int
        How many to work at once.
    """
    tasks = [
        (layer, maker, f"{seed}/{number}")
        for layer, makers in MAKERS.items()
        for maker in range(len(makers))
        for number in range(sizes.get(layer, 0))
    ]
    context = get_context("spawn")
    with ProcessPoolExecutor(processes, context, _open, (folders,)) as pool:
        found = list(pool.map(_ask, tasks, chunksize=4))
    return [verdict for verdict in found if verdict is not None]
