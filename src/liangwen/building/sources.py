"""Where the rows of each article lie: in the old store, or in a batch of this build."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .layout import file_name
from .spill import Part

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
        self._corpus, self._again = corpus, again
        self._new = {name: part for part in parts for name in part.names}
        self._old = {
            name: prefix for prefix, names in old.items() for name in names if name not in self._new
        }
        self._shard = lru_cache(maxsize=8)(self._read)

    def __reduce__(self) -> Any:
        old: dict[str, list[str]] = {}
        for name, prefix in self._old.items():
            old.setdefault(prefix, []).append(name)
        return Sources, (self._corpus, old, list(dict.fromkeys(self._new.values())), self._again)

    def of(self, names: Sequence[str]) -> Sources:
        """Return the sources of some articles alone, which weigh little on their way elsewhere."""
        parts = dict.fromkeys(self._new[name] for name in names if name in self._new)
        old: dict[str, list[str]] = {}
        for name in names:
            if name in self._old:
                old.setdefault(self._old[name], []).append(name)
        again = {prefix: self._again[prefix] for prefix in old if prefix in self._again}
        return Sources(self._corpus, old, parts, again)

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

        rank_of = {name: i for i, name in enumerate(names)}
        tables, ranks = [], []
        for table, rank in self._tables(dataset, rank_of, columns):
            wanted = rank >= 0
            tables.append(table if wanted.all() else table.filter(pa.array(wanted)))
            ranks.append(rank[wanted])
        if not tables:
            from ..schema import schema

            return schema(dataset).empty_table()
        whole = pa.concat_tables(tables)
        order = np.argsort(np.concatenate(ranks), kind="stable")
        # take() of a chunked table keeps chunks: one chunk a column gives the same bytes always.
        return whole.combine_chunks().take(pa.array(order))

    def _tables(
        self, dataset: str, rank_of: Mapping[str, int], columns: list[str] | None
    ) -> Iterator[tuple[pa.Table, NDArray[np.int64]]]:
        """Tables that hold the rows, and each row's article's rank, below 0 for others."""
        own: dict[Part, list[str]] = {}
        shards: dict[str, list[str]] = {}
        for name in rank_of:
            if name in self._new:
                own.setdefault(self._new[name], []).append(name)
            else:
                shards.setdefault(self._old[name], []).append(name)
        for part, held in own.items():
            table, rank = part.rows(dataset, held, rank_of)
            yield _selected(table, columns), rank
        for prefix, held in sorted(shards.items()):
            for table in self._shard(dataset, prefix):
                yield _selected(table, columns), _ranks(table, held, rank_of)

    def _read(self, dataset: str, prefix: str) -> list[pa.Table]:
        again = [part for part in self._again.get(prefix, ()) if part.holds(dataset)]
        if again:
            return [part.table(dataset) for part in again]
        return [read_shard(self._corpus, dataset, prefix)]


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
