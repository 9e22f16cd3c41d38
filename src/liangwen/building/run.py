"""A build from beginning to end."""

from __future__ import annotations

import errno
import json
import logging
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from ..by_hand import orphans
from ..catalog import Entry, list_seeds, read_catalog, unfit_names
from ..errors import StudyError
from ..remote import shown
from ..schema import DATASETS, SCHEMA_VERSION
from ..study import Study
from . import workers as work
from .batches import Batch, Failure, failure_of, run_batch, scratch
from .copies import find_copies, make_ready
from .deal import in_batches, into_shards, old_shards, sweep
from .hashes import forget
from .layout import file_name
from .memory import give_back, lean
from .merge import PLAIN, Merge, Shard, write_shard
from .plan import Plan, catalog_hash, digest, make_plan
from .publish import at_hand
from .seed_rows import changed_meanwhile, known_seeds, problems, seed_rows, unknown
from .sources import read_shard
from .swap import fresh_store, locked, recover

_log = logging.getLogger(__name__)

#: Errors that say that a folder takes nothing more, not that something in it is damaged.
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)

Progress = Callable[[Sequence[Any], str], Iterable[Any]]


def _silent(items: Sequence[Any], label: str) -> Iterable[Any]:
    return items


@dataclass
class BuildResult:
    """What a build made and what it could not."""

    articles: int
    failures: list[Failure] = field(default_factory=list)
    changed: bool = True


def build(
    study: Study,
    *,
    progress: Progress = _silent,
    workers: int = 1,
    cluster: str | None = None,
    afresh: bool = False,
) -> BuildResult:
    """Turn the study's seeds into its store, or bring the store up to date.

    Only seeds that are new or changed are read and cleaned; a changed lexicon matches or cuts the
    texts again. The result is the same, byte for byte, as that of a build from nothing. A seed
    that cannot be read never stops the build: it is listed among the failures, with the reason,
    and in the store's manifest. The new store replaces the old one when it is whole; a build that
    was broken off is taken up where it was.

    Parameters
    ----------
    study : Study
    progress : callable, optional
        Given pieces of work and a label, yields them one by one.
    workers : int
        Processes that clean and count.
    cluster : str, optional
        Address of a dask.distributed scheduler to do it instead.
    afresh : bool
        Take over nothing from the store that there is.

    Raises
    ------
    StudyError
        If there are no seeds, another build is running, the store cannot be written, or a place
        elsewhere cannot be reached.
    """
    with at_hand(study), lean():
        return _build(study, progress, workers, cluster, afresh)


def _build(
    study: Study, progress: Progress, workers: int, cluster: str | None, afresh: bool
) -> BuildResult:
    """Build from what lies here."""
    catalog = read_catalog(study.seeds)
    names = list(list_seeds(study.seeds))
    if not names:
        place = shown(study.settings.seeds) or study.seeds
        raise StudyError(f"{place} holds no seeds; put the raw articles there.")
    with locked(study):
        work.make_ready(workers)
        recover(study)
        unfit = dict(unfit_names(names))
        strays = [failure_of(*found) for found in chain(orphans(study.seeds), unfit.items())]
        names = [name for name in names if name not in unfit]
        catalog = {line: entry for line, entry in catalog.items() if line not in unfit}
        beside = _beside(study, names, catalog, strays)
        given = _Given(study, names, catalog, strays, beside, progress, workers, cluster)
        old = None if afresh else _old_manifest(study)
        if old is not None:
            try:
                return _up_to_date(given, old)
            except (OSError, ValueError, LookupError) as error:
                # pyarrow's own errors are ValueErrors and OSErrors.
                _log.warning("The corpus is damaged (%s) and is made anew.", error)
        plan = make_plan(study, names, catalog, None, known_seeds(study.corpus, None))
        return _make(given, plan, None)


@dataclass(frozen=True)
class _Given:
    """What a build is made from beside the old store, and by whom.

    Attributes
    ----------
    study : Study
    names : sequence of str
        The seeds.
    catalog : mapping
    strays : list
        Failures of files that are no seeds.
    beside : str
        The hash of what decides the failures beside the seeds that are in the store.
    progress, workers, cluster
        As of :func:`build`.
    """

    study: Study
    names: Sequence[str]
    catalog: Mapping[str, Entry]
    strays: list[dict[str, str]]
    beside: str
    progress: Progress
    workers: int
    cluster: str | None


def _beside(
    study: Study, names: Iterable[str], catalog: Mapping[str, Entry], strays: list[dict[str, str]]
) -> str:
    """Hash what decides the failures of a store beside the seeds that are in it."""
    excluded = [name for name in names if name in catalog and catalog[name].role == "exclude"]
    return digest(catalog_hash(study), json.dumps(strays, sort_keys=True), *excluded)


def _up_to_date(given: _Given, old: Mapping[str, Any]) -> BuildResult:
    """Bring an old store up to date; what cannot be read of it is an error of pyarrow or Python."""
    study = given.study
    _all_there(study, old)
    plan = make_plan(study, given.names, given.catalog, old, known_seeds(study.corpus, old))
    if not plan.changed and old.get("beside") == given.beside:
        _log.info("nothing has changed since the last build")
        failures = [Failure(**failure) for failure in old["failures"]]
        return BuildResult(int(old["articles"]), failures, changed=False)
    return _make(given, plan, old)


def _make(given: _Given, plan: Plan, old: Mapping[str, Any] | None) -> BuildResult:
    """Clean what is to be cleaned, and write the new store."""
    study, progress = given.study, given.progress
    dealt_before = old_shards(plan, old)
    batches = in_batches(study, plan, given.catalog, list(dealt_before))
    sweep(study, batches)
    processes = given.workers if len(batches) > 1 else 1
    elsewhere = given.cluster if batches else None
    with work.executor(processes, elsewhere, study, plan.made_with) as executor:
        if executor is not None:
            make_ready()  # workers are not there yet
        for _ in progress(work.Results(_run, batches, executor), "clean"):
            pass
        give_back()
        seeds = seed_rows(plan, batches)
        _tell_changed(study, changed_meanwhile(seeds))
        failures = given.strays + problems(seeds) + unknown(given.catalog, given.names, seeds)
        dealt = into_shards(study, plan, batches, dealt_before)
        articles = sum(len(held.names) for held in dealt.values())
        with fresh_store(study) as fresh:
            merge = Merge(dealt, dealt_before, plan.again, study.corpus, fresh)
            _write(study, merge, progress, executor)
            seed_shards = merge.write_seeds(seeds)
            merge.finish(
                {
                    "schema_version": SCHEMA_VERSION,
                    "made_with": plan.made_with,
                    "beside": given.beside,
                    "articles": articles,
                    "shards": {prefix: len(held.names) for prefix, held in dealt.items()},
                    "seed_shards": seed_shards,
                    "failures": failures,
                }
            )
    shutil.rmtree(scratch(study), ignore_errors=True)
    return BuildResult(articles, [Failure(**failure) for failure in failures])


def _write(study: Study, merge: Merge, progress: Progress, executor: Any) -> None:
    """Write the datasets of the articles, shard by shard, and find the copies meanwhile."""

    def write(shards: Sequence[Shard]) -> work.Results:
        return work.Results(write_shard, shards, executor)

    def finish(results: work.Results) -> None:
        for _ in progress(results, "write"):
            pass

    finish(write(merge.plain(["sketches"])))
    others = write(merge.plain([name for name in PLAIN if name != "sketches"]))
    measured = study.cache / "measured.arrow"
    pairs = find_copies(merge.dealt, merge.fresh / "sketches", measured)
    finish(others)
    finish(write(merge.articles(pairs, _copies_before(study, merge.old))))
    merge.write_duplicates(pairs)


def _run(batch: Batch) -> None:
    try:
        run_batch(batch)
    except OSError as error:
        # Else it would be taken for a damaged store, which is made anew.
        if error.errno not in _NO_ROOM:
            raise
        raise StudyError(
            f"Rows could not be written below {scratch(batch.study)} ({error.strerror}); the "
            "old corpus stays. Free some space or mend the folder, and build again."
        ) from error


def _tell_changed(study: Study, names: Sequence[str]) -> None:
    for name in names:
        _log.warning("%s was changed while it was read; the next build reads it again.", name)
    if names:
        forget(study, names)


def _old_manifest(study: Study) -> dict[str, Any] | None:
    """The old store's manifest, if the store is whole and of this version."""
    try:
        content = json.loads((study.corpus / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    usable = isinstance(content, dict) and content.get("schema_version") == SCHEMA_VERSION
    return content if usable else None


def _all_there(study: Study, old: Mapping[str, Any]) -> None:
    """See that no file of the store was taken away."""
    expected = [(name, prefix) for name in DATASETS for prefix in old["shards"] if name != "seeds"]
    expected += [("seeds", prefix) for prefix in old["seed_shards"]]
    for dataset, prefix in expected:
        file = study.corpus / dataset / file_name(prefix)
        if not file.is_file():
            raise FileNotFoundError(f"{dataset}/{file.name} is gone")


def _copies_before(study: Study, dealt: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {
        row["article_id"]: row["kind"]
        for prefix in dealt
        for row in read_shard(study.corpus, "duplicates", prefix).to_pylist()
        if row["kind"] != "review"
    }
