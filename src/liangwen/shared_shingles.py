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

_ADDED_UP = "select pair, sum(common)::bigint as common from read_parquet($files) group by pair"


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
    found = [np.empty((0, 2), dtype=np.int64)]
    with tempfile.TemporaryDirectory() as folder:
        files = _dealt(sketches, rank, sizes, Path(folder))
        for pairs, common in _added_up(files, Path(folder)):
            ends = np.stack([pairs >> 32, pairs & 0xFFFFFFFF], axis=1)
            found.append(ends[common >= share * sizes[ends].min(axis=1)])
    every = np.concatenate(found)
    every = every[np.lexsort((every[:, 0], every[:, 1]))]
    return [(int(earlier), int(later)) for earlier, later in every]


def _added_up(files: Sequence[Path], folder: Path) -> Iterator[tuple[Pairs, Pairs]]:
    """Pairs that share a shingle, each once, and how many they share in all files."""
    if len(files) == 1:
        yield _joined(files[0])
        return
    import duckdb
    import pyarrow as pa
    import pyarrow.parquet as pq

    counted = [folder / f"{number:06}.parquet" for number in range(len(files))]
    for file, target in zip(files, counted, strict=True):
        pairs, common = _joined(file)
        file.unlink()
        pq.write_table(pa.table({"pair": pairs, "common": common}), target)
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": MEMORY, "threads": 1, "temp_directory": str(folder)
    }  # fmt: skip
    if counted:
        with closing(duckdb.connect(f"{folder}/sum.duckdb", config=config)) as database:
            names = {"files": [str(file) for file in counted]}
            batches: Any = database.sql(_ADDED_UP, params=names).to_arrow_reader()
            for batch in batches:
                yield batch["pair"].to_numpy(), batch["common"].to_numpy()


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
