"""Which article is another's reprint, over all articles of a store, old and new.

Candidates come from the sketches; only the articles of candidate pairs are read again, their
shingles kept on disk, and a pair that was measured in an earlier build is not measured again.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..duplicates import Measured, Pair, candidates, decide, measured_pair, shingles
from .memory import give_back
from .spill import read_ipc, write_ipc

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from .deal import Held

_log = logging.getLogger(__name__)

#: Kinds of pairs whose article is left out of counts, and says so among its flags.
COPY_KINDS = ("duplicate", "excerpt")

#: Stands for the day of an article without a date: after all others.
_UNDATED = 2**31 - 1


class _Known(NamedTuple):
    """What a pair of texts shared when it was measured before."""

    similarity: float
    containment: float
    first: int
    second: int


def make_ready() -> None:
    """Load what finding copies takes, half a second, while others work."""
    import_module("pyarrow.parquet")
    some = shingles("为了加强计量监督管理")
    measured_pair("", "", some, some)


def find_copies(dealt: Mapping[str, Held], sketches: Path, cache: Path) -> list[Pair]:
    """Find the copies among all articles.

    Parameters
    ----------
    dealt : mapping
        Shard's prefix -> its articles.
    sketches : Path
        Folder of the new store's dataset `sketches`.
    cache : Path
        File that remembers what pairs of texts share.
    """
    order = _order(dealt)
    give_back()
    pairs = candidates(sketches, order)
    give_back()
    if not pairs:
        return []
    digests = _digests(dealt, {name for pair in pairs for name in pair})
    known = _remembered(cache)
    missing = [p for p in pairs if (digests[p[0]], digests[p[1]]) not in known]
    with tempfile.TemporaryDirectory() as folder:
        sets = _Sets(Path(folder) / "shingles", dealt)
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


def _order(dealt: Mapping[str, Held]) -> list[str]:
    """The ids from the likeliest original on: the earliest, then the longest, then by id."""
    import numpy as np
    import pyarrow as pa

    names = [name for held in dealt.values() for name in held.names]
    days, lengths = [], []
    for held in dealt.values():
        dates = held.sources.rows("articles", held.names, ["article_id", "date"])["date"]
        days.append(dates.cast(pa.int32()).fill_null(_UNDATED).to_numpy())
        own = held.sources.rows("sketches", held.names, ["article_id", "length"])
        lengths.append(own["length"].to_numpy())
    by_name = np.array(sorted(range(len(names)), key=names.__getitem__), dtype=np.intp)
    if not len(by_name):
        return []
    length, day = (np.concatenate(own)[by_name] for own in (lengths, days))
    return [names[place] for place in by_name[np.lexsort((-length, day))]]


def _digests(dealt: Mapping[str, Held], wanted: set[str]) -> dict[str, str]:
    """The hashes of some articles' texts."""
    found: dict[str, str] = {}
    for held in dealt.values():
        own = [name for name in held.names if name in wanted]
        if own:
            rows = held.sources.rows("sketches", own, ["article_id", "digest"])
            found |= zip(own, rows["digest"].to_pylist(), strict=True)
    return found


class _Sets:
    """The shingles of those articles that are measured, on disk."""

    def __init__(self, file: Path, dealt: Mapping[str, Held]) -> None:
        self._file, self._dealt = file, dealt
        self._places: dict[str, tuple[int, int]] = {}
        self._end = 0
        file.touch()

    def load(self, names: set[str]) -> None:
        """Read the texts of some articles, and keep their shingles."""
        wanted = names - set(self._places)
        if not wanted:
            return
        with self._file.open("ab") as sink:
            for held in self._dealt.values():
                own = [name for name in held.names if name in wanted]
                if not own:
                    continue
                table = held.sources.rows("articles", own, ["article_id", "text"])
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
