"""A whole run: seeds to corpus, tables, figures, reports and the manifest.

Each step is done only where something that decides its bytes has changed (:mod:`.ledger`); the
files are the same as those of a run from nothing.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .corpus import (
    BuildResult,
    Corpus,
    Failure,
    Progress,
    article_hashes,
    build,
    open_corpus,
    read_manifest,
)
from .errors import StudyError
from .fingerprint import (
    PACKAGES,
    Hashes,
    code_hash,
    digest,
    hashes_of,
    inputs,
    lexicon_files,
    more_files,
    notebook_companions,
    notebook_files,
    seed_files,
    settings_of,
    template_file,
    versions,
)
from .ledger import Ledger, write_whole
from .stage import LEFT_OUT, STAGE, read_left_out, read_reads
from .study import SETTINGS_FILE, Study

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["PACKAGES", "RunResult", "StepDone", "inputs", "report", "versions"]

_log = logging.getLogger(__name__)

#: Settings that the corpus does not depend on; what is not named here, it does.
NOT_OF_THE_CORPUS = (
    "title", "languages", "minimum_count", "minimum_length", "evidence_width", "reference_doc",
    "period",
)  # fmt: skip
#: The one file of the lexicon that is first read when tables are made.
STOP_WORDS = "stop_words.txt"

#: Told what a run is doing, a step before each part.
Tell = Callable[[str], None]


@dataclass(frozen=True)
class StepDone:
    """A step of a run: whether it had to be done, why, and how long that took.

    Attributes
    ----------
    name : str
        "corpus", "tables", "notebooks/01_corpus", "report/en" …
    why : str
        What had changed; empty where nothing had, and nothing was done.
    seconds : float
    files : int
        How many files the step has.
    """

    name: str
    why: str
    seconds: float
    files: int


@dataclass
class RunResult:
    """What a run made, where, and what needs a look."""

    articles: int
    failures: list[Failure]
    written: list[Path] = field(default_factory=list)
    steps: list[StepDone] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)

    @property
    def unchanged(self) -> bool:
        """Whether nothing had to be done."""
        return not any(step.why for step in self.steps)


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
        If no seed became an article; there is nothing to report then.
    ReportError
        If a notebook or a document could not be made.
    """
    run = _Run(study, progress, tell, Ledger(study, force=force))
    try:
        return run.all()
    finally:
        run.ledger.clear()


class _Run:
    """One run: the steps in their order, each with what decides its bytes."""

    def __init__(self, study: Study, progress: Progress, tell: Tell, ledger: Ledger) -> None:
        self.study = study
        self.progress = progress
        self.tell = tell
        self.ledger = ledger
        self.steps: list[StepDone] = []
        self.code = {"liangwen's source": code_hash(), "versions": digest(versions())}

    def all(self) -> RunResult:
        built = self.build_corpus()
        if not built.articles:
            raise StudyError(_nothing(built))
        self.make_tables()
        languages = self.study.settings.languages
        names = [f"notebooks/{path.stem}" for path in notebook_files(self.study)]
        documents = [f"report/{language}" for language in languages]
        removed = self.ledger.retire(["corpus", "tables", *names, *documents, "manifest"])
        self.run_notebooks()
        self.write_documents(built)
        self.write_manifest()
        written = [self.study.root / name for step in self.steps for name in self._files(step.name)]
        return RunResult(built.articles, built.failures, written, self.steps, removed)

    def _files(self, step: str) -> list[str]:
        return [
            name
            for name in self.ledger.digest_of(step)
            if step != "corpus" and not name.startswith(".")
        ]

    @cached_property
    def corpus(self) -> Corpus:
        """The store, opened when a step first needs it."""
        return open_corpus(self.study)

    @cached_property
    def tables(self) -> dict[str, pd.DataFrame]:
        """Every table, computed when a step first needs one."""
        from .tables import TABLES

        made = self.progress(list(TABLES.items()), "tables")
        return {name: function(self.corpus) for name, function in made}

    def _settings(self, *without: str) -> Hashes:
        found = settings_of(self.study, without=without)
        return {f"setting {key}": digest({key: value}) for key, value in found.items()}

    def _told(self, name: str, why: str) -> float:
        self.tell(f"{name}: {why}")
        return time.monotonic()

    def _done(self, name: str, why: str, began: float | None = None) -> None:
        seconds = 0.0 if began is None else time.monotonic() - began
        self.steps.append(StepDone(name, why, seconds, len(self.ledger.digest_of(name))))

    # --- corpus ----------------------------------------------------------------------------

    def build_corpus(self) -> BuildResult:
        """Clean, segment and match the seeds, or take the store as it is."""
        lexicon = [path for path in lexicon_files(self.study) if path.name != STOP_WORDS]
        decided = {
            **self.code,
            **self._settings(*NOT_OF_THE_CORPUS),
            **hashes_of([*seed_files(self.study), *lexicon], self.study),
        }
        why = self.ledger.why("corpus", decided)
        if why is None:
            self._done("corpus", "")
            store = read_manifest(self.study)
            failures = [Failure(**failure) for failure in store["failures"]]
            return BuildResult(int(store["articles"]), failures)
        began = self._told("corpus", why)
        # A build takes over what its own notes call unchanged, be it altered or not.
        afresh = self.ledger.force or self._store_altered()
        built = build(self.study, progress=self.progress, afresh=afresh)
        files = sorted(path for path in self.study.corpus.rglob("*") if path.is_file())
        self.ledger.record("corpus", decided, files)
        self._done("corpus", why, began)
        return built

    def _store_altered(self) -> bool:
        """Whether something but a build has changed the store's files since they were recorded."""
        names = self.ledger.altered("corpus")
        folder = self.study.corpus.relative_to(self.study.root).as_posix()
        # The command `build` brings manifest or seeds up to date with all else that it changes.
        notes = (f"{folder}/manifest.json", f"{folder}/seeds/")
        return bool(names) and not any(name.startswith(notes) for name in names)

    # --- tables ----------------------------------------------------------------------------

    def _of_the_data(self) -> Hashes:
        """What tables, notebooks and documents have in common: corpus, lexicon and settings."""
        return {
            **self.code,
            **self._settings("title", "languages", "reference_doc"),
            "the corpus": digest(self.ledger.digest_of("corpus")),
            **hashes_of([*lexicon_files(self.study), *more_files(self.study)], self.study),
        }

    def make_tables(self) -> None:
        """Compute every table and write it."""
        decided = self._of_the_data()
        why = self.ledger.why("tables", decided)
        if why is None:
            self._done("tables", "")
            return
        began = self._told("tables", why)
        from .table_files import write_tables

        stage = self.ledger.stage("tables")
        write_tables(self.tables, stage / "tables")
        self.ledger.publish("tables", decided, stage)
        self._done("tables", why, began)

    # --- notebooks -------------------------------------------------------------------------

    def run_notebooks(self) -> None:
        """Run the notebooks that something has changed for; each saves its figures."""
        common = {
            **self._of_the_data(),
            **self._settings("reference_doc"),
            "the tables": digest(self.ledger.digest_of("tables")),
            **hashes_of(notebook_companions(self.study), self.study),
        }
        found: dict[Path, tuple[Hashes, str | None]] = {}
        for path in notebook_files(self.study):
            decided = {**common, **hashes_of([path], self.study)}
            found[path] = (decided, self.ledger.why(f"notebooks/{path.stem}", decided))
        todo = [path for path, (_, why) in found.items() if why is not None]
        if not todo:
            for path in found:
                self._done(f"notebooks/{path.stem}", "")
            return
        for path in todo:
            self.tell(f"notebooks/{path.stem}: {found[path][1]}")
        began = time.monotonic()
        known = {SETTINGS_FILE, *hashes_of(lexicon_files(self.study), self.study)}
        stages = self._run(todo)
        for path, (decided, why) in found.items():
            name = f"notebooks/{path.stem}"
            if why is None:
                self._done(name, "")
                continue
            # Settings and lexicon decide by what they say, which stands in `decided` already.
            reads = [name for name in read_reads(stages[path]) if name not in known]
            self.ledger.publish(name, decided, stages[path] / "study", reads=reads)
            self._done(name, why, began)

    def _run(self, todo: list[Path]) -> dict[Path, Path]:
        """Run notebooks, each into a stage of its own; return the stages."""
        from .report.notebooks import run_notebooks

        names = [f"notebooks/{path.stem}" for path in todo]
        self.ledger.begin(names)
        stages = {path: self.ledger.stage(name) for path, name in zip(todo, names, strict=True)}
        run_notebooks(
            todo,
            out={path: stage / "study" / "report" / "notebooks" for path, stage in stages.items()},
            parameters={
                "study": str(self.study.root),
                "language": self.study.settings.languages[0],
            },
            cwd=self.study.root,
            progress=self.progress,
            environment={path: {STAGE: str(stage)} for path, stage in stages.items()},
        )
        for path, stage in stages.items():
            notes = stage / LEFT_OUT
            if notes.is_dir():
                kept = stage / "study" / ".liangwen" / LEFT_OUT / path.stem
                kept.parent.mkdir(parents=True, exist_ok=True)
                notes.rename(kept)
        return stages

    # --- documents -------------------------------------------------------------------------

    def write_documents(self, built: BuildResult) -> None:
        """Fill each language's template and write its documents."""
        every = hashes_of(inputs(self.study), self.study)
        common = {**self._of_the_data(), **self._settings(), **every}
        notes = read_left_out(self.study)
        styled = self.study.reference_doc
        styles = hashes_of([styled], self.study) if styled and styled.is_file() else {}
        todo: list[tuple[str, Hashes, str]] = []
        for language in self.study.settings.languages:
            pictures = sorted((self.study.figures / language).glob("*.*"))
            decided = {
                **common,
                "reasons for figures left out": digest(notes.get(language, {})),
                "seeds that need a look": digest({"": [vars(f) for f in built.failures]}),
                **hashes_of([*pictures, template_file(self.study, language)], self.study),
                **styles,
            }
            why = self.ledger.why(f"report/{language}", decided)
            if why is None:
                self._done(f"report/{language}", "")
            else:
                todo.append((language, decided, why))
        for language, decided, why in self.progress(todo, "report") if todo else ():
            began = self._told(f"report/{language}", why)
            self._write_document(language, decided, built, notes, every)
            self._done(f"report/{language}", why, began)

    def _write_document(
        self, language: str, decided: Hashes, built: BuildResult, notes: Any, every: Hashes
    ) -> None:
        from .report.build import build_report

        stage = self.ledger.stage(f"report/{language}")
        build_report(
            self.study.root,
            title=self.study.settings.title,
            languages=[language],
            tables=self.tables,
            figures=self.study.figures,
            out=stage / "report",
            failures=[vars(failure) for failure in built.failures],
            templates=self.study.templates,
            left_out=notes,
            provenance={"versions": versions(), "inputs": every},
            corpus=self.corpus,
            reference_doc=self.study.reference_doc,
        )
        self.ledger.publish(f"report/{language}", decided, stage)

    # --- manifest --------------------------------------------------------------------------

    def write_manifest(self) -> None:
        """Write what went in and what came out."""
        from .report.manifest import NAME, manifest_of, text_of

        read = {name for entry in self.ledger.entries.values() for name in entry.reads}
        every = [*inputs(self.study), *(self.study.root / name for name in read)]
        content: dict[str, Any] = {
            "inputs": hashes_of(every, self.study),
            "outputs": {
                name: found
                for step in self.steps
                for name, found in self.ledger.digest_of(step.name).items()
                if not name.startswith(".")
            },
            "settings": settings_of(self.study),
            "versions": versions(),
            "source": code_hash(),
        }
        decided = {"everything": digest(content)}
        why = self.ledger.why("manifest", decided)
        if why is not None:
            stage = self.ledger.stage("manifest")
            whole = manifest_of(
                **content,
                random=_random_seeds(),
                articles=article_hashes(self.study),
                terms=_terms(self.study),
            )
            write_whole(stage / "report" / NAME, text_of(whole))
            self.ledger.publish("manifest", decided, stage)
        self._done("manifest", why or "")


def _terms(study: Study) -> dict[str, list[str]]:
    from .lexicon import load_themes

    themes = load_themes(study.lexicon("themes.yaml")).themes
    return {theme.id: [term.term for term in theme.terms] for theme in themes}


def _random_seeds() -> dict[str, list[int]]:
    from .figures.cloud import TRIES

    return {"word_clouds": list(range(TRIES))}


def _nothing(built: BuildResult) -> str:
    reasons = "; ".join(f"{f.seed}: {f.reason}" for f in built.failures[:5])
    return f"No seed became an article, so there is nothing to report. {reasons}"
