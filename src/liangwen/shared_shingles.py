"""Which articles share sampled shingles, and how many: a join that memory does not bound.

The sampled shingles of all articles are dealt to files by their hash, each so small that it is
joined in memory. What two articles share in each of several files is written as Parquet, and
DuckDB adds it up.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    #: Two ranks in one number, or how many of something; the same type for both.
    Pairs = NDArray[np.int64]

#: A shingle that more articles hold links each of them to the first few of them only.
COMMON, FIRST = 50, 3
#: A file holds about so many shingles; so many pairs are added up at a time; and DuckDB takes no
#: more memory than this.
A_FILE, PAIRS, MEMORY = 2_000_000, 4_000_000, "200MB"
#: Of a pair's number, the bits of the later article's rank.
_LATER = 0xFFFFFFFF

_ENOUGH = """
select pair from (
    select pair, sum(common) as common from read_parquet($files) group by pair
)
join sizes a on a.rank = pair >> 32 join sizes b on b.rank = pair & 4294967295
where common >= $share * least(a.size, b.size)
"""


def pairs_that_share(
    sketches: pa.Table | Path, order: Sequence[str], *, share: float
) -> list[tuple[int, int]]:
    """Find the pairs of articles whose sketches have enough in common.

    Parameters
    ----------
    sketches : pyarrow.Table or Path
        One row an article: article_id, hashes (of :func:`liangwen.duplicates.sketch`); or a
        folder of Parquet files.
    order : sequence of str
        The ids; articles that are not among them are left out.
    share : float
        The part of the smaller sketch that both must have.

    Returns
    -------
    list of (earlier, later)
        Places in `order`.
    """
    import numpy as np

    rank = {name: place for place, name in enumerate(order)}
    sizes = np.zeros(len(order), dtype=np.int32)
    with tempfile.TemporaryDirectory() as folder:
        files = _dealt(sketches, rank, sizes, Path(folder))
        if len(files) == 1:
            pairs, common = _joined(files[0])
            pairs = pairs[common >= share * np.minimum(sizes[pairs >> 32], sizes[pairs & _LATER])]
        else:
            pairs = _enough(files, sizes, share, Path(folder))
    ends = np.stack([pairs & _LATER, pairs >> 32], axis=1)
    order_of = np.lexsort((ends[:, 1], ends[:, 0]))
    return [(int(earlier), int(later)) for later, earlier in ends[order_of]]


def _enough(files: Sequence[Path], sizes: NDArray[np.int32], share: float, folder: Path) -> Pairs:
    """Pairs that share enough in all files together; only these come into memory at once."""
    import duckdb
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq

    counted = [folder / f"{number:06}.parquet" for number in range(len(files))]
    for file, target in zip(files, counted, strict=True):
        pairs, common = _joined(file)
        file.unlink()
        pq.write_table(pa.table({"pair": pairs, "common": common}), target)
    if not counted:
        return np.empty(0, dtype=np.int64)
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": MEMORY, "threads": 1, "temp_directory": str(folder)
    }  # fmt: skip
    with closing(duckdb.connect(f"{folder}/sum.duckdb", config=config)) as database:
        ranks = np.arange(len(sizes), dtype=np.int64)
        database.register("sizes", pa.table({"rank": ranks, "size": sizes}))
        wishes = {"files": [str(file) for file in counted], "share": share}
        found: Any = database.execute(_ENOUGH, wishes).fetchnumpy()
        return np.asarray(found["pair"], dtype=np.int64)


def _joined(file: Path) -> tuple[Pairs, Pairs]:
    """Pairs of articles that share a shingle of one file, and how many each shares."""
    import numpy as np

    found = np.fromfile(file, dtype=_RECORD)
    hashes = np.ascontiguousarray(found["hash"])
    order = np.argsort(hashes)
    same = np.diff(hashes[order]) == 0
    # Most shingles are one article's alone; the others are ordered by their holders' ranks.
    held = order[np.r_[same, False] | np.r_[False, same]] if len(found) else order
    hashes, ranks = hashes[held], np.ascontiguousarray(found["rank"])[held].astype(np.int64)
    order = np.lexsort((ranks, hashes))
    hashes, ranks = hashes[order], ranks[order]
    starts = _starts(hashes)
    sizes = np.diff(np.r_[starts, len(hashes)])
    place = np.arange(len(hashes)) - np.repeat(starts, sizes)
    few = np.repeat(sizes <= COMMON, sizes)
    return _counted(_linked(ranks, place, few))


def _linked(ranks: Pairs, place: Pairs, few: NDArray[np.bool_]) -> Iterator[Pairs]:
    """Pairs of holders of one shingle: of few holders all, of many each with the first ones."""
    import numpy as np

    later = np.flatnonzero(few & (place > 0))
    distance = 1
    while len(later):
        yield ranks[later - distance] << 32 | ranks[later]
        distance += 1
        later = later[place[later] >= distance]
    for first in range(FIRST):
        later = np.flatnonzero(~few & (place > first))
        yield ranks[later - place[later] + first] << 32 | ranks[later]


def _counted(pieces: Iterator[Pairs]) -> tuple[Pairs, Pairs]:
    """How often each pair comes; added up now and then, so that many pairs take little memory."""
    import numpy as np

    pairs, common = np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    waiting: list[Pairs] = []
    for piece in pieces:
        waiting.append(piece)
        if sum(map(len, waiting)) >= PAIRS:
            pairs, common = _sums(pairs, common, waiting)
            waiting = []
    return _sums(pairs, common, waiting)


def _sums(pairs: Pairs, common: Pairs, more: Sequence[Pairs]) -> tuple[Pairs, Pairs]:
    """Add pairs that count once each to pairs that were counted."""
    import numpy as np

    # Sorting bare numbers is several times as fast as sorting their places.
    every = np.sort(np.concatenate([pairs[:0], *more]))
    starts = _starts(every)
    every, counts = every[starts], np.diff(np.r_[starts, len(every)])
    if not len(pairs):
        return every, counts
    both, counts = np.concatenate([pairs, every]), np.concatenate([common, counts])
    order = np.argsort(both, kind="stable")  # of two sorted runs: one pass
    both, counts = both[order], counts[order]
    starts = _starts(both)
    return both[starts], np.add.reduceat(counts, starts)


def _starts(numbers: NDArray[Any]) -> Pairs:
    """Where each run of equal numbers begins."""
    import numpy as np

    return np.flatnonzero(np.r_[numbers[:1] == numbers[:1], np.diff(numbers) != 0])


_RECORD: Any = [("hash", "<u8"), ("rank", "<i4")]


def _dealt(
    sketches: pa.Table | Path, rank: dict[str, int], sizes: NDArray[np.int32], folder: Path
) -> list[Path]:
    """Write the shingles into files by the first bits of their hash; note the sketches' sizes."""
    import numpy as np

    bits = max(0, (_amount(sketches) // A_FILE).bit_length())
    written: dict[int, Path] = {}
    for names, hashes, counts in _batches(sketches):
        ranks = np.array([rank.get(name, -1) for name in names], dtype=np.int32)
        sizes[ranks[ranks >= 0]] = counts[ranks >= 0]
        rows = np.empty(len(hashes), dtype=_RECORD)
        rows["hash"], rows["rank"] = hashes, np.repeat(ranks, counts)
        rows = rows[rows["rank"] >= 0]
        part = (rows["hash"] >> np.uint64(64 - bits) if bits else np.zeros(len(rows))).astype(int)
        rows = rows[np.argsort(part, kind="stable")]
        ends = np.cumsum(np.bincount(part, minlength=1 << bits))
        for number, own in enumerate(np.split(rows, ends[:-1])):
            if len(own):
                file = written.setdefault(number, folder / f"{number:06}.shingles")
                with file.open("ab") as handle:
                    handle.write(own.tobytes())
    return [written[number] for number in sorted(written)]


def _batches(
    sketches: pa.Table | Path,
) -> Iterator[tuple[list[str], NDArray[np.uint64], NDArray[np.int64]]]:
    """Ids, hashes one behind the other, and how many each id has; a file at a time."""
    import numpy as np
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    for table in (
        (pq.ParquetFile(file).read(columns=["article_id", "hashes"]) for file in _files(sketches))
        if isinstance(sketches, Path)
        else [sketches]
    ):
        lists = table["hashes"].combine_chunks()
        counts = pc.list_value_length(lists).to_numpy(zero_copy_only=False).astype(np.int64)
        yield table["article_id"].to_pylist(), lists.flatten().to_numpy(), counts


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.parquet"))


def _amount(sketches: pa.Table | Path) -> int:
    """How many shingles there are, from the files' own notes."""
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    if not isinstance(sketches, Path):
        return int(pc.sum(pc.list_value_length(sketches["hashes"])).as_py() or 0)
    found = (pq.ParquetFile(file).metadata for file in _files(sketches))
    return sum(
        group.column(place).num_values
        for notes in found
        for group in (notes.row_group(number) for number in range(notes.num_row_groups))
        for place in range(group.num_columns)
        if group.column(place).path_in_schema.startswith("hashes")
    )
