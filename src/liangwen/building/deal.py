"""How the work of a build is dealt out: seeds into batches, old shards that are made again."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..catalog import Entry
from ..study import Study
from .batches import Batch, scratch
from .layout import key_of
from .plan import Plan, digest
from .spill import Part

#: Seeds are dealt into batches of so many bytes or files at most.
BATCH_BYTES, BATCH_SEEDS = 2_000_000, 128


def old_shards(plan: Plan, old: Mapping[str, Any] | None) -> dict[str, list[str]]:
    """Shard's prefix -> ids, of the old store, as far as any of its articles stays."""
    if old is None or not plan.kept or not old["shards"]:
        return {}
    prefixes = list(old["shards"])
    longest = max(map(len, prefixes))
    dealt: dict[str, list[str]] = {prefix: [] for prefix in prefixes}
    for name in plan.before:
        key = key_of(name)
        prefix = next(key[:n] for n in range(longest + 1) if key[:n] in dealt)
        dealt[prefix].append(name)
    return {prefix: sorted(names) for prefix, names in dealt.items()}


def in_batches(
    study: Study, plan: Plan, catalog: Mapping[str, Entry], shards_before: Sequence[str]
) -> list[Batch]:
    """Deal the seeds that are to be cleaned, and the old shards that are to be made again."""
    lexicon = digest(json.dumps(plan.made_with, sort_keys=True))
    rows: dict[str, dict[str, Entry]] = {}
    for name, entry in catalog.items():
        if "#" in name:
            rows.setdefault(name.partition("#")[0], {})[name] = entry
    found = []
    for seeds in _groups(plan):
        names = [entry.seed for entry in seeds]
        key = digest(lexicon, *(plan.keys[name] for name in names), *names)
        own = {row: entry for name in names for row, entry in rows.get(name, {}).items()}
        found.append(Batch(key, study, lexicon, seeds, own))
    before = digest(*plan.before)
    for prefix in shards_before if plan.again else ():
        key = digest(lexicon, "again", prefix, *plan.again, before)
        found.append(Batch(key, study, lexicon, shard=prefix, again=plan.again))
    return found


def _groups(plan: Plan) -> Iterator[tuple[Entry, ...]]:
    """Seeds in the order of their shards, so that what a shard takes from a batch is one piece."""
    seeds: list[Entry] = []
    size = 0
    for entry in sorted(plan.clean, key=lambda entry: key_of(entry.seed)):
        if seeds and (size > BATCH_BYTES or len(seeds) >= BATCH_SEEDS):
            yield tuple(seeds)
            seeds, size = [], 0
        seeds.append(entry)
        size += plan.sizes.get(entry.seed, 0)
    if seeds:
        yield tuple(seeds)


def parts_of(batch: Batch, outcomes: Mapping[str, Mapping[str, Any]]) -> list[Part]:
    """The rows that a batch has made."""
    return [Part(batch.folder / f"{i:04}") for i in range(outcomes[batch.key]["parts"])]


def sweep(study: Study, batches: Sequence[Batch]) -> None:
    """Take away what other builds left unfinished and this one cannot use."""
    used = {batch.key for batch in batches}
    folder = scratch(study)
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name not in used:
            shutil.rmtree(path, ignore_errors=True)
