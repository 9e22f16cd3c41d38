"""A whole run: seeds to corpus, tables, figures, reports and the manifest.

Each step is done only where something that decides its bytes has changed (:mod:`.ledger`); the
files are the same as those of a run from nothing.
"""

from __future__ import annotations

import logging

from .building.publish import bring
from .building.swap import locked
from .corpus import BuildResult, Progress
from .errors import StudyError
from .fingerprint import PACKAGES, inputs, notebook_files, versions
from .ledger import Ledger
from .parts import TABLE
from .running.documents import write_documents, write_manifest
from .running.notebooks import run_notebooks
from .running.steps import Run, RunResult, StepDone, Tell
from .running.store import build_corpus
from .running.tables import make_tables
from .study import Study

__all__ = ["PACKAGES", "RunResult", "StepDone", "Tell", "inputs", "report", "versions"]

_log = logging.getLogger(__name__)


def report(
    study: Study, *, progress: Progress, tell: Tell = _log.info, force: bool = False
) -> RunResult:
    """Make everything of a study that is not there as it would come out now.

    Parameters
    ----------
    study : Study
    progress : callable
        Wraps a sequence that takes a while; see :func:`liangwen.corpus.build`.
    tell : callable
        Told of each step that is done, and why.
    force : bool
        Do every step, changed or not.

    Raises
    ------
    StudyError
        If no seed became an article; there is nothing to report then. If another report of the
        study is being made.
    ReportError
        If a notebook or a document could not be made.
    """
    with locked(study, "report"):
        run = Run(study, progress, tell, Ledger(study, force=force))
        try:
            return _all(run)
        finally:
            run.ledger.clear()


def _all(run: Run) -> RunResult:
    bring(run.study)
    built = build_corpus(run)
    if not built.articles:
        raise StudyError(_nothing(built))
    make_tables(run)
    removed = _retired(run)
    run_notebooks(run)
    write_documents(run, built)
    write_manifest(run)
    written = [run.study.root / name for step in run.steps for name in run.files(step.name)]
    return RunResult(built.articles, built.failures, written, run.steps, removed)


def _retired(run: Run) -> list[str]:
    """Take away what steps have made that are no more."""
    frames = [f"{TABLE}{name}" for name in run.table_names]
    notebooks = [f"notebooks/{path.stem}" for path in notebook_files(run.study)]
    documents = [f"report/{language}" for language in run.study.settings.languages]
    kept = ["corpus", "tables", *frames, *notebooks, *documents, "manifest"]
    return [name for name in run.ledger.retire(kept) if not name.startswith(".")]


def _nothing(built: BuildResult) -> str:
    reasons = "; ".join(f"{f.seed}: {f.reason}" for f in built.failures[:5])
    return f"No seed became an article, so there is nothing to report. {reasons}"
