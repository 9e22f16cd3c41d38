"""The rows of a batch on disk, beside the store: a folder that is whole or not there.

Articles are ordered by the hash of their ids, as shards are, so that what a shard takes from a
batch is one slice of each table.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..schema import schema
from .columns import Columns
from .layout import key_of

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

OUTCOME, SEEDS = "outcome.json", "seeds.arrow"
#: Of so many parts the index is kept; a shard draws on some ten.
_INDEXES = 64


def write_part(folder: Path, columns: Columns) -> None:
    """Write the rows of some articles into a new folder."""
    import numpy as np
    import pyarrow as pa

    folder.mkdir(parents=True)
    order = sorted(range(len(columns.names)), key=lambda i: key_of(columns.names[i]))
    index: dict[str, Any] = {"article_id": [columns.names[i] for i in order]}
    for dataset, table in columns.tables().items():
        counts = np.asarray(columns.counts(dataset), dtype=np.int64)
        starts = np.cumsum(counts) - counts
        if order != sorted(order):  # seeds come in order, rows of one table do not
            rows = [np.arange(starts[i], starts[i] + counts[i]) for i in order]
            table = table.take(np.concatenate(rows))
        write_ipc(table, folder / f"{dataset}.arrow")
        index[dataset] = counts[order]
    write_ipc(pa.table(index), folder / "index.arrow")


def write_seeds(folder: Path, rows: list[dict[str, Any]]) -> None:
    """Write what became of a batch's seeds, in their order: articles and problems of each."""
    import pyarrow as pa

    own = schema("seeds")
    columns = pa.schema([own.field(name) for name in ("seed", "articles", "problems")])
    write_ipc(pa.Table.from_pylist(rows, schema=columns), folder / SEEDS)


def read_seeds(folder: Path) -> pa.Table:
    """Read what :func:`write_seeds` wrote."""
    return read_ipc(folder / SEEDS)


def write_ipc(table: pa.Table, path: Path) -> None:
    """Write a table uncompressed, to be mapped into memory."""
    import pyarrow as pa

    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)


def read_ipc(path: Path) -> pa.Table:
    """Map a table of :func:`write_ipc` into memory; what is not touched is not read."""
    import pyarrow as pa

    return pa.ipc.open_file(pa.memory_map(str(path))).read_all()


def finish(draft: Path, folder: Path, outcome: dict[str, Any]) -> None:
    """Give a drafted batch its outcome and its name; from then on it counts as whole."""
    text = json.dumps(outcome, ensure_ascii=False)
    (draft / OUTCOME).write_text(text, encoding="utf-8")
    try:
        os.replace(draft, folder)
    except OSError:
        # Another worker finished the same batch first: its rows are the same, and perhaps in use.
        if not is_whole(folder):
            shutil.rmtree(folder, ignore_errors=True)
            os.replace(draft, folder)


def is_whole(folder: Path) -> bool:
    """Tell whether a batch was finished."""
    return (folder / OUTCOME).is_file()


def read_outcome(folder: Path) -> dict[str, Any]:
    """Read what became of a batch."""
    content: dict[str, Any] = json.loads((folder / OUTCOME).read_text(encoding="utf-8"))
    return content


class Part:
    """The rows of some articles, mapped from a folder of :func:`write_part`.

    It knows its folder alone: ids and places are read when rows are asked for.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def names(self) -> list[str]:
        """The ids of its articles, in the order of their rows."""
        return _index(self.folder)[0]

    def holds(self, dataset: str) -> bool:
        """Tell whether it has rows of a dataset at all."""
        return dataset in _index(self.folder)[1]

    def table(self, dataset: str) -> pa.Table:
        """Return all its rows of a dataset."""
        return read_ipc(self.folder / f"{dataset}.arrow")

    def rows(
        self, dataset: str, rank_of: Mapping[str, int]
    ) -> tuple[pa.Table, NDArray[np.int64]] | None:
        """Return the rows of those of its articles that have a rank, and of others between them.

        With them comes each row's article's rank, -1 for the others; nothing if none has a rank.
        """
        import numpy as np

        names, every = _index(self.folder)
        ranks = np.array([rank_of.get(name, -1) for name in names], dtype=np.int64)
        places = np.flatnonzero(ranks >= 0)
        if not len(places):
            return None
        first, last = int(places[0]), int(places[-1]) + 1
        ends = every[dataset][first : last + 1]
        table = self.table(dataset).slice(int(ends[0]), int(ends[-1] - ends[0]))
        return table, np.repeat(ranks[first:last], np.diff(ends))


@lru_cache(maxsize=_INDEXES)
def _index(folder: Path) -> tuple[list[str], dict[str, NDArray[np.int64]]]:
    """The ids of a part's articles, and of each dataset where the rows of each of them begin.

    A folder's name is the hash of all that decides its rows, so that what is kept of it holds.
    """
    import numpy as np

    index = read_ipc(folder / "index.arrow")
    ends = {
        name: np.concatenate([[0], np.cumsum(index[name].to_numpy())])
        for name in index.column_names
        if name != "article_id"
    }
    return index["article_id"].to_pylist(), ends
