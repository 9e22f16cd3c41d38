"""What became of each seed: the store's dataset `seeds`, from those that stay and finished batches.

All of it is one Arrow table, some hundred bytes a seed; a Python object for each would be ten
times that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..catalog import Entry, seed_of
from ..schema import schema
from .batches import Batch, Failure
from .plan import Plan
from .sources import read_shard
from .spill import read_seeds

if TYPE_CHECKING:
    import pyarrow as pa


def known_seeds(corpus: Path, old: Mapping[str, Any] | None) -> pa.Table:
    """Return what the old store notes of its seeds; nothing where there is none."""
    import pyarrow as pa

    prefixes = old["seed_shards"] if old else ()
    tables = [read_shard(corpus, "seeds", prefix) for prefix in prefixes]
    # To make a table of nothing pyarrow imports pandas.
    return pa.concat_tables(tables) if tables else schema("seeds").empty_table()


def seed_rows(plan: Plan, batches: Iterable[Batch]) -> pa.Table:
    """Return the rows of all seeds: those that stay, then those of finished batches.

    Columns as of the dataset `seeds`; in no order that means anything. A seed that has changed
    since the build was planned has no key, so that the next build reads it again.
    """
    import numpy as np
    import pyarrow as pa

    own = schema("seeds")
    cleaned = [read_seeds(batch.folder) for batch in batches if batch.shard is None]
    if not cleaned:
        return plan.kept
    new = pa.concat_tables(cleaned)
    read = np.array(new["sha256"].to_pylist(), dtype=plan.sha256.dtype)
    keys = np.where(read == plan.sha256[plan.clean], plan.keys[plan.clean], b"")
    new = new.append_column(own.field("key"), pa.array(keys).cast(pa.string()))
    return pa.concat_tables([plan.kept, new.select(own.names).cast(own)])


def changed_meanwhile(rows: pa.Table) -> list[str]:
    """Seeds whose bytes, as they were read, are not those that the build was planned for."""
    import pyarrow.compute as pc

    found: list[str] = rows.filter(pc.equal(rows["key"], ""))["seed"].to_pylist()
    return found


def problems(rows: pa.Table) -> list[dict[str, str]]:
    """What went wrong, by seed."""
    import pyarrow.compute as pc

    ill = rows.filter(pc.greater(pc.list_value_length(rows["problems"]), 0)).sort_by("seed")
    return [problem for own in ill["problems"].to_pylist() for problem in own]


def unknown(
    catalog: Mapping[str, Entry], names: Sequence[str], rows: pa.Table
) -> list[dict[str, str]]:
    """Lines of the catalog that fit no seed and no row of one."""
    import pyarrow as pa
    import pyarrow.compute as pc

    seeds = set(names)
    lines = pa.array(sorted(set(catalog) - seeds), pa.string())
    ill = pa.array([own["seed"] for own in problems(rows)], pa.string())
    for named in (pc.list_flatten(rows["articles"]), ill):
        lines = lines.filter(pc.invert(pc.is_in(lines, value_set=named)))
    return [
        vars(Failure(name, "The catalog names it, but there is no such file or row.",
                     "Add it there."))
        for name in lines.to_pylist()
        if catalog[name].role != "exclude" or not seed_of(name, seeds)
    ]  # fmt: skip
