"""What the steps of a run have in common: the study, the record, and who is told."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ..corpus import Corpus, Failure, Progress, open_corpus
from ..fingerprint import (
    Hashes,
    code_hash,
    digest,
    hashes_of,
    lexicon_files,
    more_files,
    settings_of,
    versions,
)
from ..kept import file_of, read_frame
from ..ledger import Ledger
from ..parts import parts_of
from ..study import Study

if TYPE_CHECKING:
    import pandas as pd

#: Told what a run is doing, a step before each part.
Tell = Callable[[str], None]

#: Settings that tables do not depend on.
OF_DOCUMENTS = ("title", "languages", "reference_doc")


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


class Run:
    """One run: what its steps have in common, each of which decides what must be done."""

    def __init__(self, study: Study, progress: Progress, tell: Tell, ledger: Ledger) -> None:
        self.study = study
        self.progress = progress
        self.tell = tell
        self.ledger = ledger
        self.steps: list[StepDone] = []
        self.code = {"liangwen's source": code_hash(), "versions": digest(versions())}

    @cached_property
    def corpus(self) -> Corpus:
        """The store, opened when a step first needs it."""
        return open_corpus(self.study)

    @property
    def frames(self) -> Path:
        """Where the tables' frames are kept."""
        return self.study.cache / "frames"

    @cached_property
    def table_names(self) -> list[str]:
        """Every table of a study, in their order."""
        from ..tables import TABLES

        return list(TABLES)

    @cached_property
    def tables(self) -> dict[str, pd.DataFrame]:
        """Every table, as it was made in this run or an earlier one."""
        return {name: read_frame(file_of(self.frames, name)) for name in self.table_names}

    @cached_property
    def parts(self) -> Hashes:
        """The hashes of corpus and lexicon; asked for when the corpus is as it should be."""
        return parts_of(self.study, self.ledger)

    def settings(self, *without: str) -> Hashes:
        """A hash a setting."""
        found = settings_of(self.study, without=without)
        return {f"setting {key}": digest({key: value}) for key, value in found.items()}

    def of_the_data(self) -> Hashes:
        """What all documents have in common: corpus, lexicon and settings."""
        return {
            **self.code,
            **self.settings(*OF_DOCUMENTS),
            "the corpus": digest(self.ledger.digest_of("corpus")),
            **hashes_of([*lexicon_files(self.study), *more_files(self.study)], self.study),
        }

    def told(self, name: str, why: str) -> float:
        """Say that a step is begun, and why; return when that was."""
        self.tell(f"{name}: {why}")
        return time.monotonic()

    def done(self, name: str, why: str, began: float | None = None) -> None:
        """Note that a step is done, or had not to be."""
        seconds = 0.0 if began is None else time.monotonic() - began
        self.steps.append(StepDone(name, why, seconds, len(self.ledger.digest_of(name))))

    def files(self, step: str) -> list[str]:
        """The files of a step that a person may look at."""
        return [
            name
            for name in self.ledger.digest_of(step)
            if step != "corpus" and not name.startswith(".")
        ]
