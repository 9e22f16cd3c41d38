"""Where the rows of a shard's articles lie: in the old store, or in batches of this build."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from .layout import file_name
from .spill import INDEX, read_ipc

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray


def read_shard(
    corpus: Path, dataset: str, prefix: str, columns: list[str] | None = None
) -> pa.Table:
    """Read one shard of a dataset of a store."""
    import pyarrow.parquet as pq

    # ParquetFile: pyarrow's reader of whole folders imports pandas.
    with pq.ParquetFile(corpus / dataset / file_name(prefix)) as file:
        return file.read(columns=columns)


class Piece(NamedTuple):
    """Articles that lie side by side in a part of a batch: its folder, the first, the one behind.

    A part's articles are ordered as shards are, so that a shard takes one piece of it.
    """

    folder: Path
    first: int
    last: int


class Reader:
    """Reads what a build draws on, and keeps open what was read last; one for a build.

    Parameters
    ----------
    corpus : Path
        The old store.
    again : mapping
        Old shard's prefix -> folders of the parts in which datasets of it were made anew.
    """

    def __init__(self, corpus: Path, again: Mapping[str, Sequence[Path]]) -> None:
        self._corpus, self._again = corpus, again
        # Articles of one old shard may go into several new ones.
        self._shards = lru_cache(maxsize=8)(self._read)
        self._index = lru_cache(maxsize=256)(lambda folder: read_ipc(folder / INDEX))

    def only(self, prefixes: Sequence[str]) -> Reader:
        """Return a reader that knows what was made anew of some shards alone."""
        again = {prefix: self._again[prefix] for prefix in prefixes if prefix in self._again}
        return Reader(self._corpus, again)

    def __reduce__(self) -> Any:
        return Reader, (self._corpus, self._again)

    def names(self, folder: Path) -> list[str]:
        """Return the ids of a part's articles, in the order of their rows."""
        names: list[str] = self._index(folder)["article_id"].to_pylist()
        return names

    def piece(self, piece: Piece, dataset: str) -> tuple[pa.Table, list[str], NDArray[np.int64]]:
        """Return the rows of a piece in a dataset, its articles, and how many rows each has."""
        import numpy as np

        folder, first, last = piece
        index = self._index(folder)
        ends = index[dataset].slice(max(first - 1, 0), last - max(first - 1, 0)).to_numpy()
        ends = ends if first else np.r_[0, ends]
        table = read_ipc(folder / f"{dataset}.arrow").slice(int(ends[0]), int(ends[-1] - ends[0]))
        return table, index["article_id"].slice(first, last - first).to_pylist(), np.diff(ends)

    def shard(self, dataset: str, prefix: str, columns: list[str] | None) -> list[pa.Table]:
        """Return the rows of an old shard in a dataset, in one table or several."""
        return self._shards(dataset, prefix, tuple(columns) if columns else None)

    def _read(self, dataset: str, prefix: str, columns: tuple[str, ...] | None) -> list[pa.Table]:
        wanted = list(columns) if columns else None
        again = [folder / f"{dataset}.arrow" for folder in self._again.get(prefix, ())]
        if any(file.is_file() for file in again):
            return [_selected(read_ipc(file), wanted) for file in again]
        return [read_shard(self._corpus, dataset, prefix, wanted)]


class Sources:
    """Finds and orders the rows of some articles, wherever they lie.

    It keeps no article's name but those that come of the old store, so that the sources of
    millions of articles are held at once.

    Parameters
    ----------
    pieces : sequence of Piece
        Articles of this build's batches.
    old : mapping
        Old shard's prefix -> ids of the articles that stay as they are.
    reader : Reader
    """

    def __init__(
        self, pieces: Sequence[Piece], old: Mapping[str, Sequence[str]], reader: Reader
    ) -> None:
        self._pieces, self._old, self._reader = pieces, old, reader

    def __reduce__(self) -> Any:
        return Sources, (self._pieces, self._old, self._reader.only(list(self._old)))

    @property
    def any_new(self) -> bool:
        """Tell whether any of the articles was cleaned in this build."""
        return bool(self._pieces)

    def rows(
        self, dataset: str, names: Sequence[str], columns: list[str] | None = None
    ) -> pa.Table:
        """Return the rows of some of the articles in a dataset, in the order of `names`."""
        import numpy as np
        import pyarrow as pa

        rank_of = {name: i for i, name in enumerate(names)}
        tables, ranks = [], []
        for table, rank in self._tables(dataset, rank_of, columns):
            wanted = rank >= 0
            if wanted.any():
                tables.append(table if wanted.all() else table.filter(pa.array(wanted)))
                ranks.append(rank[wanted])
        if not tables:
            from ..schema import schema

            return _selected(schema(dataset).empty_table(), columns)
        whole = pa.concat_tables(tables)
        order = np.argsort(np.concatenate(ranks), kind="stable")
        # take() of a chunked table keeps chunks: one chunk a column gives the same bytes always.
        return whole.combine_chunks().take(pa.array(order))

    def _tables(
        self, dataset: str, rank_of: Mapping[str, int], columns: list[str] | None
    ) -> Iterator[tuple[pa.Table, NDArray[np.int64]]]:
        """Tables that hold the rows, and each row's article's rank, below 0 for others."""
        import numpy as np

        for piece in self._pieces:
            table, held, counts = self._reader.piece(piece, dataset)
            ranks = np.array([rank_of.get(name, -1) for name in held], dtype=np.int64)
            yield _selected(table, columns), np.repeat(ranks, counts)
        for prefix, names in sorted(self._old.items()):
            held = [name for name in names if name in rank_of]
            for table in self._reader.shard(dataset, prefix, columns) if held else ():
                yield table, _ranks(table, held, rank_of)


def _ranks(
    table: pa.Table, held: Sequence[str], rank_of: Mapping[str, int]
) -> NDArray[np.int64]:
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    found = pc.index_in(table["article_id"], value_set=pa.array(held, pa.string()))
    ranks = np.array([*(rank_of[name] for name in held), -1], dtype=np.int64)
    return ranks[found.fill_null(len(held)).to_numpy()]


def _selected(table: pa.Table, columns: list[str] | None) -> pa.Table:
    return table if columns is None else table.select(columns)
