"""Which article is another's reprint, over all articles of a store, old and new.

Candidates come from the sketches; only the articles of candidate pairs are read again, their
shingles kept on disk, and a pair that was measured in an earlier build is not measured again.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..duplicates import Measured, Pair, candidates, decide, measured_pair, shingles
from .sources import Sources
from .spill import read_ipc, write_ipc

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_log = logging.getLogger(__name__)

#: Kinds of pairs whose article is left out of counts, and says so among its flags.
COPY_KINDS = ("duplicate", "excerpt")


class _Known(NamedTuple):
    """What a pair of texts shared when it was measured before."""

    similarity: float
    containment: float
    first: int
    second: int


def find_copies(
    sources: Sources, dealt: Mapping[str, Sequence[str]], sketches: Path, cache: Path
) -> list[Pair]:
    """Find the copies among all articles.

    Parameters
    ----------
    sources : Sources
    dealt : mapping
        Shard's prefix -> ids.
    sketches : Path
        Folder of the new store's dataset `sketches`.
    cache : Path
        File that remembers what pairs of texts share.
    """
    import pyarrow as pa

    order, digests = _order(sources, dealt)
    # What earlier steps held goes back to the system before the join takes its own.
    pa.default_memory_pool().release_unused()
    pairs = candidates(sketches, order)
    if not pairs:
        return []
    known = _remembered(cache)
    missing = [p for p in pairs if (digests[p[0]], digests[p[1]]) not in known]
    with tempfile.TemporaryDirectory() as folder:
        sets = _Sets(Path(folder) / "shingles", sources, dealt)
        sets.load({name for pair in missing for name in pair})

        def measure(earlier: str, later: str) -> Measured | None:
            key = (digests[earlier], digests[later])
            if key not in known:
                sets.load({earlier, later})
                found = measured_pair(earlier, later, sets[earlier], sets[later])
                known[key] = (
                    _Known(found.similarity, found.containment, *found.sizes)
                    if found
                    else _Known(0.0, 0.0, 0, 0)
                )
            own = known[key]
            if not own.similarity:
                return None
            return Measured(
                earlier, later, own.similarity, own.containment, (own.first, own.second)
            )

        used = [found for pair in pairs if (found := measure(*pair))]
        decided = decide(order, used, measure)
        _remember(cache, {key: known[key] for key in _keys(pairs, digests)})
    return decided


def _keys(pairs: Iterable[tuple[str, str]], digests: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(digests[a], digests[b]) for a, b in pairs]


def _order(
    sources: Sources, dealt: Mapping[str, Sequence[str]]
) -> tuple[list[str], dict[str, str]]:
    """The ids from the likeliest original on: the earliest, then the longest, then by id."""
    keys: list[tuple[str, int, str]] = []
    digests: dict[str, str] = {}
    for names in dealt.values():
        dates = sources.rows("articles", names, ["article_id", "date"])["date"].to_pylist()
        own = sources.rows("sketches", names, ["article_id", "length", "digest"])
        for name, date, length, digest in zip(
            names, dates, own["length"].to_pylist(), own["digest"].to_pylist(), strict=True
        ):
            keys.append((date.isoformat() if date else "9999", -length, name))
            digests[name] = digest
    return [name for _, _, name in sorted(keys)], digests


class _Sets:
    """The shingles of those articles that are measured, on disk."""

    def __init__(self, file: Path, sources: Sources, dealt: Mapping[str, Sequence[str]]) -> None:
        self._file, self._sources, self._dealt = file, sources, dealt
        self._places: dict[str, tuple[int, int]] = {}
        self._end = 0
        file.touch()

    def load(self, names: set[str]) -> None:
        """Read the texts of some articles, and keep their shingles."""
        wanted = names - set(self._places)
        if not wanted:
            return
        with self._file.open("ab") as sink:
            for shard in self._dealt.values():
                own = [name for name in shard if name in wanted]
                if not own:
                    continue
                table = self._sources.rows("articles", own, ["article_id", "text"])
                for name, text in zip(own, table["text"].to_pylist(), strict=True):
                    hashes = shingles(text)
                    self._places[name] = (self._end, len(hashes))
                    self._end += len(hashes)
                    sink.write(hashes.tobytes())

    def __getitem__(self, name: str) -> NDArray[np.uint64]:
        import numpy as np

        start, count = self._places[name]
        return np.fromfile(self._file, dtype=np.uint64, count=count, offset=8 * start)


def _remembered(cache: Path) -> dict[tuple[str, str], _Known]:
    try:
        columns = read_ipc(cache).to_pydict()
        rows = zip(
            *(columns[name] for name in ("earlier", "later", *_Known._fields)), strict=True
        )
        return {(row[0], row[1]): _Known(*row[2:]) for row in rows}
    except (OSError, ValueError, KeyError):
        return {}


def _remember(cache: Path, known: Mapping[tuple[str, str], _Known]) -> None:
    import pyarrow as pa

    columns = {
        "earlier": [key[0] for key in known],
        "later": [key[1] for key in known],
        **{name: [getattr(own, name) for own in known.values()] for name in _Known._fields},
    }
    cache.parent.mkdir(parents=True, exist_ok=True)
    draft = cache.with_suffix(".draft")
    write_ipc(pa.table(columns), draft)
    draft.replace(cache)
