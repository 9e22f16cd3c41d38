"""Which articles share sampled shingles, and how many: a join that memory does not bound.

The sampled shingles of all articles are dealt to files by their hash, each so small that its join
fits into memory; what two articles share in one file and in the others is added up by DuckDB, in
a database on disk.
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

#: A shingle that more articles hold links each of them to the first few of them only.
COMMON, FIRST = 50, 3
#: A file holds about so many shingles, and DuckDB takes no more memory than this.
A_FILE, MEMORY = 500_000, "200MB"

_SHARED = f"""
insert into shared
with holders as (
    select hash, rank,
        count(*) over (partition by hash) as held,
        row_number() over (partition by hash order by rank) as place
    from sampled
)
select a.rank as earlier, b.rank as later, count(*) as common
from holders a join holders b on a.hash = b.hash and a.rank < b.rank
where a.held <= {COMMON} or a.place <= {FIRST}
group by all
"""
_ENOUGH = """
select earlier, later from (
    select earlier, later, sum(common) as common from shared group by all
)
join sizes a on a.rank = earlier join sizes b on b.rank = later
where common >= $share * least(a.size, b.size)
order by later, earlier
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
    import duckdb
    import numpy as np
    import pyarrow as pa

    rank = {name: place for place, name in enumerate(order)}
    sizes = np.zeros(len(order), dtype=np.int32)
    with tempfile.TemporaryDirectory() as folder:
        files = _dealt(sketches, rank, sizes, Path(folder))
        config: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": MEMORY, "threads": 1, "temp_directory": folder
        }  # fmt: skip
        with closing(duckdb.connect(f"{folder}/join.duckdb", config=config)) as database:
            database.execute("create table shared (earlier integer, later integer, common bigint)")
            for file in files:
                found = np.fromfile(file, dtype=_RECORD)
                file.unlink()
                columns = {name: np.ascontiguousarray(found[name]) for name in ("hash", "rank")}
                database.register("sampled", pa.table(columns))
                database.execute(_SHARED)
            ranks = np.arange(len(order), dtype=np.int32)
            database.register("sizes", pa.table({"rank": ranks, "size": sizes}))
            pairs: list[tuple[int, int]] = database.execute(_ENOUGH, {"share": share}).fetchall()
            return pairs


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
