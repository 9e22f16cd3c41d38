"""How the work of a build is dealt out: seeds into batches, articles into shards."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ..catalog import Entry
from ..study import Study
from .batches import Batch, scratch
from .layout import key_of, shards
from .plan import Plan, digest
from .sources import OldStore, Sources
from .spill import Part, read_outcome

#: Seeds are dealt into batches of so many bytes or files at most.
BATCH_BYTES, BATCH_SEEDS = 2_000_000, 128


def old_shards(plan: Plan, old: Mapping[str, Any] | None) -> dict[str, list[str]]:
    """Shard's prefix -> ids, of the old store, as far as any of its articles stays."""
    if old is None or not plan.kept.num_rows or not old["shards"]:
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
    """Deal the seeds that are to be cleaned, and the old shards that are to be made again.

    The batches' seeds, one batch behind the other, are those of the plan, in its order.
    """
    lexicon = digest(json.dumps(plan.made_with, sort_keys=True))
    rows: dict[str, list[str]] = {}
    for line in catalog:
        if "#" in line:
            rows.setdefault(line.partition("#")[0], []).append(line)
    found = []
    for places in _groups(plan):
        names = tuple(plan.seeds[place] for place in places)
        key = digest(lexicon, *(plan.keys[place].decode() for place in places), *names)
        lines = [line for name in names for line in (name, *rows.get(name, ()))]
        own = {line: catalog[line] for line in lines if line in catalog}
        found.append(Batch(key, study, lexicon, names, own))
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
    study: Study, plan: Plan, batches: Iterable[Batch], dealt_before: Mapping[str, Sequence[str]]
) -> dict[str, Held]:
    """Deal the articles of finished batches, and those that stay, into the new store's shards."""
    import pyarrow.compute as pc

    parts: list[Part] = []
    again: dict[str, list[Part]] = {}
    for batch in batches:
        if batch.shard is None:
            parts += _parts_of(batch)
        else:
            again[batch.shard] = _parts_of(batch)
    place_of = {name: place for place, part in enumerate(parts) for name in part.names}
    stay = set(pc.list_flatten(plan.kept["articles"]).to_pylist()) - set(place_of)
    prefix_of = {
        name: prefix for prefix, names in dealt_before.items() for name in names if name in stay
    }
    store = OldStore(study.corpus, again)
    found = {}
    for prefix, names in shards([*place_of, *prefix_of]).items():
        own = sorted({place_of[name] for name in names if name in place_of})
        old: dict[str, list[str]] = {}
        for name in names:
            if name in prefix_of:
                old.setdefault(prefix_of[name], []).append(name)
        found[prefix] = Held(tuple(names), Sources([parts[place] for place in own], old, store))
    return found


def _parts_of(batch: Batch) -> list[Part]:
    """The rows that a finished batch has made."""
    return [Part(batch.folder / f"{i:04}") for i in range(read_outcome(batch.folder)["parts"])]


def sweep(study: Study, batches: Sequence[Batch]) -> None:
    """Take away what other builds left unfinished and this one cannot use."""
    used = {batch.key for batch in batches}
    folder = scratch(study)
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name not in used:
            shutil.rmtree(path, ignore_errors=True)
