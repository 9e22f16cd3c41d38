"""Which articles share sampled shingles, and how many: a join that memory does not bound.

The sampled shingles of all articles are dealt to files by their hash, each so small that it is
joined in memory. What two articles share in one file and in the others is sorted on disk and added
up, a range of articles at a time.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice, pairwise
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
#: A file holds about so many shingles, and so many pairs are added up at a time.
A_FILE, PAIRS = 500_000, 1_000_000
#: Of a sorted chunk on disk one pair in so many is known.
_STEP = 4096
#: Of a pair's number, the bits of the later article's rank.
_LATER = 0xFFFFFFFF


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
        found = (chunk for file in files for chunk in _joined(file))
        chunks = list(islice(found, 2))
        if len(chunks) == 1:
            pairs = _with_enough(*chunks[0], sizes, share)
        else:
            pairs = _enough(chain(chunks, found), sizes, share, Path(folder))
    ends = np.stack([pairs & _LATER, pairs >> 32], axis=1)
    order_of = np.lexsort((ends[:, 1], ends[:, 0]))
    return [(int(earlier), int(later)) for later, earlier in ends[order_of]]


def _enough(
    chunks: Iterable[tuple[Pairs, Pairs]], sizes: NDArray[np.int32], share: float, folder: Path
) -> Pairs:
    """Pairs that share enough in all chunks together: added up a range of earlier articles a time.

    Each chunk is sorted, so that its part of a range is one slice of it on disk.
    """
    import numpy as np

    files = [folder / name for name in ("pairs", "common")]
    starts, marks, rows = [0], [], np.zeros(len(sizes), dtype=np.int64)
    with files[0].open("wb") as to_pairs, files[1].open("wb") as to_common:
        for pairs, common in chunks:
            pairs.tofile(to_pairs)
            common.tofile(to_common)
            starts.append(starts[-1] + len(pairs))
            marks.append(pairs[::_STEP].copy())
            rows += np.bincount(pairs >> 32, minlength=len(sizes))
    if not starts[-1]:
        return np.empty(0, dtype=np.int64)
    enough = [np.empty(0, dtype=np.int64)]
    for low, high in _ranges(rows):
        slices = [
            (_place(files[0], start, end - start, own, low << 32),
             _place(files[0], start, end - start, own, high << 32))
            for (start, end), own in zip(pairwise(starts), marks, strict=True)
        ]  # fmt: skip
        own, common = (np.concatenate([_read(file, *ends) for ends in slices]) for file in files)
        order = np.argsort(own, kind="stable")
        own, common = own[order], common[order]
        firsts = _starts(own)
        common = np.add.reduceat(common, firsts) if len(firsts) else common
        enough.append(_with_enough(own[firsts], common, sizes, share))
    return np.concatenate(enough)


def _place(file: Path, start: int, length: int, marks: Pairs, wanted: int) -> int:
    """Where in a sorted chunk the pairs from `wanted` on begin; `marks` are some of its pairs."""
    import numpy as np

    block = max(int(np.searchsorted(marks, wanted)) - 1, 0) * _STEP
    pairs = _read(file, start + block, start + min(block + _STEP, length))
    return start + block + int(np.searchsorted(pairs, wanted))


def _read(file: Path, start: int, end: int) -> Pairs:
    import numpy as np

    return np.fromfile(file, dtype=np.int64, count=end - start, offset=8 * start)


def _with_enough(pairs: Pairs, common: Pairs, sizes: NDArray[np.int32], share: float) -> Pairs:
    import numpy as np

    return pairs[common >= share * np.minimum(sizes[pairs >> 32], sizes[pairs & _LATER])]


def _ranges(rows: Pairs) -> Iterator[tuple[int, int]]:
    """Ranges of ranks that hold about so many rows as are added up at a time."""
    import numpy as np

    ends, low = np.cumsum(rows), 0
    while low < len(rows):
        before = int(ends[low - 1]) if low else 0
        high = max(int(np.searchsorted(ends, before + PAIRS, "right")), low + 1)
        yield low, high
        low = high


def _joined(file: Path) -> Iterator[tuple[Pairs, Pairs]]:
    """Pairs of articles that share a shingle of one file, and how many each shares, in chunks."""
    import numpy as np

    found = np.fromfile(file, dtype=_RECORD)
    file.unlink()
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
    waiting: list[Pairs] = []
    for pairs in _linked(ranks, place, few):
        waiting.append(pairs)
        if sum(map(len, waiting)) >= PAIRS:
            yield _counted(waiting)
            waiting = []
    if waiting:
        yield _counted(waiting)


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


def _counted(pieces: list[Pairs]) -> tuple[Pairs, Pairs]:
    """Each pair once, and how often it comes."""
    import numpy as np

    every = np.concatenate(pieces)
    pieces.clear()
    every.sort()
    starts = _starts(every)
    return every[starts], np.diff(np.r_[starts, len(every)])


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
    for rows in _records(sketches, rank, sizes):
        part = (rows["hash"] >> np.uint64(64 - bits) if bits else np.zeros(len(rows))).astype(int)
        rows = rows[np.argsort(part, kind="stable")]
        ends = np.cumsum(np.bincount(part, minlength=1 << bits))
        for number, own in enumerate(np.split(rows, ends[:-1])):
            if len(own):
                file = written.setdefault(number, folder / f"{number:06}.shingles")
                with file.open("ab") as handle:
                    handle.write(own.tobytes())
    return [written[number] for number in sorted(written)]


def _records(
    sketches: pa.Table | Path, rank: dict[str, int], sizes: NDArray[np.int32]
) -> Iterator[NDArray[Any]]:
    """Shingles with their articles' ranks, as many at a time as go into a file or more."""
    import numpy as np

    waiting: list[NDArray[Any]] = []
    for names, hashes, counts in _batches(sketches):
        ranks = np.array([rank.get(name, -1) for name in names], dtype=np.int32)
        sizes[ranks[ranks >= 0]] = counts[ranks >= 0]
        rows = np.empty(len(hashes), dtype=_RECORD)
        rows["hash"], rows["rank"] = hashes, np.repeat(ranks, counts)
        waiting.append(rows[rows["rank"] >= 0])
        if sum(map(len, waiting)) >= A_FILE:
            yield np.concatenate(waiting)
            waiting.clear()
    if waiting:
        yield np.concatenate(waiting)


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
