"""Where the rows of a shard's articles lie: in the old store, or in batches of this build."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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


class OldStore:
    """The store of before, and what was made anew of its texts.

    Parameters
    ----------
    corpus : Path
    again : mapping
        Shard's prefix -> the parts in which datasets of it were made anew.
    """

    def __init__(self, corpus: Path, again: Mapping[str, Sequence[Part]]) -> None:
        self._corpus, self._again = corpus, again
        # Articles of one old shard may go into several new ones.
        self._tables = lru_cache(maxsize=8)(self._read)

    def only(self, prefixes: Sequence[str]) -> OldStore:
        """Return the same store, knowing what was made anew of some shards alone."""
        again = {prefix: self._again[prefix] for prefix in prefixes if prefix in self._again}
        return OldStore(self._corpus, again)

    def __reduce__(self) -> Any:
        return OldStore, (self._corpus, self._again)

    def tables(self, dataset: str, prefix: str, columns: list[str] | None) -> list[pa.Table]:
        """Return the rows of a shard in a dataset, in one table or several."""
        return self._tables(dataset, prefix, tuple(columns) if columns else None)

    def _read(self, dataset: str, prefix: str, columns: tuple[str, ...] | None) -> list[pa.Table]:
        wanted = list(columns) if columns else None
        again = [part for part in self._again.get(prefix, ()) if part.holds(dataset)]
        if again:
            return [_selected(part.table(dataset), wanted) for part in again]
        return [read_shard(self._corpus, dataset, prefix, wanted)]


class Sources:
    """Finds and orders the rows of some articles, wherever they lie.

    It keeps no article's name but those that come of the old store, so that the sources of
    millions of articles are held at once.

    Parameters
    ----------
    parts : sequence of Part
        Of this build's batches; what they hold of other articles is passed over.
    old : mapping
        Old shard's prefix -> ids of the articles that stay as they are.
    store : OldStore
    """

    def __init__(
        self, parts: Sequence[Part], old: Mapping[str, Sequence[str]], store: OldStore
    ) -> None:
        self._parts, self._old, self._store = parts, old, store

    def __reduce__(self) -> Any:
        return Sources, (self._parts, self._old, self._store.only(list(self._old)))

    @property
    def any_new(self) -> bool:
        """Tell whether any of the articles was cleaned in this build."""
        return bool(self._parts)

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
        for part in self._parts:
            found = part.rows(dataset, rank_of)
            if found is not None:
                yield _selected(found[0], columns), found[1]
        for prefix, names in sorted(self._old.items()):
            held = [name for name in names if name in rank_of]
            for table in self._store.tables(dataset, prefix, columns) if held else ():
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
