"""The rows of a batch on disk, beside the store: a folder that is whole or not there.

Articles are ordered by the hash of their ids, as shards are, so that what a shard takes from a
batch is one slice of each table.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..schema import schema
from .columns import Columns
from .layout import key_of

if TYPE_CHECKING:
    import pyarrow as pa

OUTCOME, SEEDS, INDEX = "outcome.json", "seeds.arrow", "index.arrow"


def write_part(folder: Path, columns: Columns) -> None:
    """Write the rows of some articles into a new folder.

    Its index has a row an article: its id, and of each dataset the number of rows up to its last.
    """
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
        index[dataset] = np.cumsum(counts[order])
    write_ipc(pa.table(index), folder / INDEX)


def write_seeds(folder: Path, rows: list[dict[str, Any]]) -> None:
    """Write what became of a batch's seeds, in their order: hash, articles, problems of each."""
    import pyarrow as pa

    own = schema("seeds")
    columns = pa.schema([own.field(name) for name in ("seed", "sha256", "articles", "problems")])
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
