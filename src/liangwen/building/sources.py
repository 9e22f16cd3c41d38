"""Where the rows of each article lie: in the old store, or in a batch of this build."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from .layout import file_name
from .spill import Part

if TYPE_CHECKING:
    import pyarrow as pa


def read_shard(
    corpus: Path, dataset: str, prefix: str, columns: list[str] | None = None
) -> pa.Table:
    """Read one shard of a dataset of a store."""
    import pyarrow.parquet as pq

    # ParquetFile: pyarrow's reader of whole folders imports pandas.
    with pq.ParquetFile(corpus / dataset / file_name(prefix)) as file:
        return file.read(columns=columns)


class Sources:
    """Finds and orders the rows of articles, wherever they lie.

    Parameters
    ----------
    corpus : Path
        The old store.
    old : mapping
        Shard's prefix -> ids of the articles that stay as they are.
    parts : iterable of Part
        Of this build's batches that cleaned seeds.
    again : mapping
        Old shard's prefix -> the parts in which datasets of it were made anew.
    """

    def __init__(
        self,
        corpus: Path,
        old: Mapping[str, Sequence[str]],
        parts: Iterable[Part],
        again: Mapping[str, Sequence[Part]],
    ) -> None:
        self._corpus = corpus
        self._again = again
        self._new = {name: part for part in parts for name in part.names}
        self._old = {
            name: prefix for prefix, names in old.items() for name in names if name not in self._new
        }
        self._shard = lru_cache(maxsize=8)(self._read)

    @property
    def names(self) -> list[str]:
        """The ids of all articles of the new store."""
        return [*self._new, *self._old]

    def is_new(self, name: str) -> bool:
        """Tell whether an article was cleaned in this build."""
        return name in self._new

    def rows(
        self, dataset: str, names: Sequence[str], columns: list[str] | None = None
    ) -> pa.Table:
        """Return the rows of some articles in a dataset, in the order of `names`."""
        import numpy as np
        import pyarrow as pa
        import pyarrow.compute as pc

        rank_of = {name: i for i, name in enumerate(names)}
        tables, ranks = [], []
        for table, held in self._tables(dataset, names, columns):
            found = pc.index_in(table["article_id"], value_set=pa.array(held, pa.string()))
            places = pa.array([rank_of[name] for name in held], pa.int64())
            rank = places.take(found.combine_chunks())
            kept = rank.is_valid()
            tables.append(table.filter(kept))
            ranks.append(rank.drop_null())
        if not tables:
            from ..schema import schema

            return schema(dataset).empty_table()
        whole = pa.concat_tables(tables)
        order = np.argsort(pa.chunked_array(ranks).to_numpy(), kind="stable")
        # take() of a chunked table keeps chunks: one chunk a column gives the same bytes always.
        return whole.combine_chunks().take(pa.array(order))

    def _tables(
        self, dataset: str, names: Sequence[str], columns: list[str] | None
    ) -> Iterator[tuple[pa.Table, list[str]]]:
        """Tables that hold the rows, and of which of the articles each holds them."""
        own: dict[Part, list[str]] = {}
        shards: dict[str, list[str]] = {}
        for name in names:
            if name in self._new:
                own.setdefault(self._new[name], []).append(name)
            else:
                shards.setdefault(self._old[name], []).append(name)
        for part, held in own.items():
            yield _selected(part.rows(dataset, held), columns), held
        for prefix, held in sorted(shards.items()):
            for table in self._shard(dataset, prefix):
                yield _selected(table, columns), held

    def _read(self, dataset: str, prefix: str) -> list[pa.Table]:
        again = [part for part in self._again.get(prefix, ()) if part.holds(dataset)]
        if again:
            return [part.rows(dataset, part.names) for part in again]
        return [read_shard(self._corpus, dataset, prefix)]


def _selected(table: pa.Table, columns: list[str] | None) -> pa.Table:
    return table if columns is None else table.select(columns)
