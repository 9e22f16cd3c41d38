"""How the work of a build is dealt out: seeds into batches, articles into shards."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, groupby
from pathlib import Path
from typing import Any, NamedTuple

from ..catalog import Entry
from ..study import Study
from .batches import Batch, scratch
from .layout import shard_finder, shards
from .plan import Plan, digest
from .sources import Piece, Reader, Sources
from .spill import read_outcome

#: Seeds are dealt into batches of so many bytes or files at most.
BATCH_BYTES, BATCH_SEEDS = 2_000_000, 128


def old_shards(plan: Plan, old: Mapping[str, Any] | None) -> dict[str, list[str]]:
    """Shard's prefix -> ids, of the old store, as far as any of its articles stays."""
    if old is None or not plan.kept.num_rows or not old["shards"]:
        return {}
    dealt: dict[str, list[str]] = {prefix: [] for prefix in old["shards"]}
    find = shard_finder(dealt)
    for name in plan.before:
        dealt[find(name)].append(name)
    return {prefix: sorted(names) for prefix, names in dealt.items()}


def in_batches(
    study: Study, plan: Plan, catalog: Mapping[str, Entry], shards_before: Sequence[str]
) -> list[Batch]:
    """Deal the seeds that are to be cleaned, and the old shards that are to be made again.

    The batches' seeds, one batch behind the other, are those of the plan, in its order.
    """
    lexicon = digest(json.dumps(plan.made_with, sort_keys=True))
    found = []
    for places in _groups(plan):
        names = tuple(plan.seeds[place] for place in places)
        key = digest(lexicon, *(plan.keys[place].decode() for place in places), *names)
        lines = {line: catalog[line] for name in names for line in plan.lines.get(name, ())}
        found.append(Batch(key, study, lexicon, names, plan.sha256[places], lines))
    before = digest(*plan.before)
    for prefix in shards_before if plan.again else ():
        key = digest(lexicon, "again", prefix, *plan.again, before)
        found.append(Batch(key, study, lexicon, shard=prefix, again=plan.again))
    return found


def _groups(plan: Plan) -> Iterator[list[int]]:
    """Places of seeds, so many at a time as make a batch."""
    places: list[int] = []
    size = 0
    for place in plan.clean.tolist():
        if places and (size > BATCH_BYTES or len(places) >= BATCH_SEEDS):
            yield places
            places, size = [], 0
        places.append(place)
        size += int(plan.sizes[place])
    if places:
        yield places


class Held(NamedTuple):
    """A shard of the new store: its articles' ids, sorted, and where their rows lie."""

    names: tuple[str, ...]
    sources: Sources


def into_shards(
    study: Study, plan: Plan, batches: Sequence[Batch], dealt_before: Mapping[str, Sequence[str]]
) -> dict[str, Held]:
    """Deal the articles of finished batches, and those that stay, into the new store's shards."""
    import pyarrow.compute as pc

    parts = [folder for batch in batches if batch.shard is None for folder in _parts_of(batch)]
    again = {batch.shard: _parts_of(batch) for batch in batches if batch.shard is not None}
    reader = Reader(study.corpus, again)
    names = [reader.names(folder) for folder in parts]
    new = set(chain.from_iterable(names))
    stay = set(pc.list_flatten(plan.kept["articles"]).to_pylist()) - new
    dealt = shards(chain(new, stay))
    find = shard_finder(dealt)
    pieces: dict[str, list[Piece]] = {}
    for folder, held in zip(parts, names, strict=True):
        end = 0
        for prefix, run in groupby(held, key=find):
            first, end = end, end + sum(1 for _ in run)
            pieces.setdefault(prefix, []).append(Piece(folder, first, end))
    old: dict[str, dict[str, list[str]]] = {}
    for before, ids in dealt_before.items():
        for name in ids:
            if name in stay:
                old.setdefault(find(name), {}).setdefault(before, []).append(name)
    return {
        prefix: Held(tuple(own), Sources(pieces.get(prefix, []), old.get(prefix, {}), reader))
        for prefix, own in dealt.items()
    }


def _parts_of(batch: Batch) -> list[Path]:
    """The folders of rows that a finished batch has made."""
    return [batch.folder / f"{i:04}" for i in range(read_outcome(batch.folder)["parts"])]


def sweep(study: Study, batches: Sequence[Batch]) -> None:
    """Take away what other builds left unfinished and this one cannot use."""
    used = {batch.key for batch in batches}
    folder = scratch(study)
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name not in used:
            shutil.rmtree(path, ignore_errors=True)
