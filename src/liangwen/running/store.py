"""The step that builds the corpus, or takes the store as it is."""

from __future__ import annotations

from ..corpus import BuildResult, Failure, build, read_manifest
from ..fingerprint import hashes_of, lexicon_files, seed_files
from ..published import state_of
from .steps import Run

#: Settings that the corpus does not depend on; what is not named here, it does.
NOT_OF_THE_CORPUS = (
    "title", "languages", "minimum_count", "minimum_length", "evidence_width", "reference_doc",
    "period",
)  # fmt: skip
#: The one file of the lexicon that is first read when tables are made.
STOP_WORDS = "stop_words.txt"

#: What decides the corpus besides where it is published: which one lies there now.
_PUBLISHED = "the published corpus"


def build_corpus(run: Run) -> BuildResult:
    """Clean, segment and match the seeds, or take the store as it is."""
    lexicon = [path for path in lexicon_files(run.study) if path.name != STOP_WORDS]
    decided = {
        **run.code,
        **run.settings(*NOT_OF_THE_CORPUS),
        **hashes_of([*seed_files(run.study), *lexicon], run.study),
    }
    if run.study.corpus_place:
        decided[_PUBLISHED] = state_of(run.study)
    why = run.ledger.why("corpus", decided)
    if why is None:
        run.done("corpus", "")
        store = read_manifest(run.study)
        failures = [Failure(**failure) for failure in store["failures"]]
        return BuildResult(int(store["articles"]), failures)
    began = run.told("corpus", why)
    # A build takes over what its own notes call unchanged, be it altered or not.
    afresh = run.ledger.force or _store_altered(run)
    built = build(run.study, progress=run.progress, afresh=afresh)
    if run.study.corpus_place:
        decided[_PUBLISHED] = state_of(run.study)
    files = sorted(path for path in run.study.corpus.rglob("*") if path.is_file())
    run.ledger.record("corpus", decided, files)
    run.done("corpus", why, began)
    return built


def _store_altered(run: Run) -> bool:
    """Whether something but a build has changed the store's files since they were recorded."""
    names = run.ledger.altered("corpus")
    folder = run.study.corpus.relative_to(run.study.root).as_posix()
    # The command `build` brings manifest or seeds up to date with all else that it changes.
    notes = (f"{folder}/manifest.json", f"{folder}/seeds/")
    return bool(names) and not any(name.startswith(notes) for name in names)
