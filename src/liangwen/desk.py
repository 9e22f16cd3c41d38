"""The desk that a notebook works at: a study's corpus, its language, and where figures go."""

from __future__ import annotations

import inspect
import logging
import os
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from . import tables
from .compared import by_region
from .corpus import Corpus, open_corpus
from .figures.save import save_figure
from .figures.style import NothingToDraw
from .findings.left_out import Extent, why_left_out
from .findings.summary import HEADLINES, found, headline_of
from .stage import READS, STAGE, write_left_out
from .study import Study, open_study

_log = logging.getLogger(__name__)


class Desk:
    """A study opened for asking, showing and saving.

    Parameters
    ----------
    study : Study
    language : str
        What is displayed; figures are saved in every language of the study.

    Attributes
    ----------
    corpus : Corpus
        The cleaned corpus as DataFrames.
    """

    def __init__(self, study: Study, language: str) -> None:
        self.study = study
        self.language = language
        self.corpus: Corpus = open_corpus(study)
        # In a run of the report nothing goes to its place before the notebook has ended.
        staged = os.environ.get(STAGE)
        self.stage: Path | None = Path(staged) if staged else None

    @property
    def figures(self) -> Path:
        """The folder that figures are saved in: the study's, or that of a run not yet done."""
        return self.study.figures if self.stage is None else self.stage / "study" / "figures"

    @cached_property
    def articles(self) -> pd.DataFrame:
        """The table of articles."""
        return tables.articles(self.corpus)

    @cached_property
    def _extent(self) -> Extent:
        texts = self.corpus.articles
        return Extent(
            len(texts),
            by_region(texts)["region"].nunique(),
            len(self.corpus.themes.themes),
            len(self.corpus.theme_hits),
        )

    def save_figure(
        self, name: str, plot: Callable[..., Any], frame: pd.DataFrame, **options: Any
    ) -> None:
        """Draw a figure in every language of the study, save it, and display it in one.

        Its title is the finding that the frame carries. Where there is nothing to draw, a sentence
        says why, and an older picture of that name is taken away.

        Parameters
        ----------
        name : str
            Of the files: ``figures/<language>/<name>.png`` and ``.svg``.
        plot : callable
            ``plot(frame, *, language, **options)``: one of :mod:`liangwen.figures`, or your own.
        frame : DataFrame
        **options
            Handed to `plot`.
        """
        titled = self._with_title(name, plot, frame)
        reasons: dict[str, str] = {}
        for language in self.study.settings.languages:
            try:
                save_figure(
                    name,
                    titled,
                    frame,
                    figures=self.figures,
                    languages=[language],
                    show=self.language,
                    **options,
                )
            except NothingToDraw as reason:
                self._take_away(name, language)
                reasons[language] = why_left_out(
                    name, self._extent, str(reason), empty=frame.empty, language=language
                )
        if self.stage is not None:
            write_left_out(self.stage, name, reasons)
        if reasons:
            _display_markdown(reasons.get(self.language) or next(iter(reasons.values())))

    def findings(self, section: str, **frames: pd.DataFrame) -> None:
        """Display the sentences of a section that the frames carry, in the desk's language.

        Parameters
        ----------
        section : str
            A key of :func:`liangwen.findings.summary.found`: "corpus", "keyness", "focus" …
        **frames : DataFrame
            The tables by their names.
        """
        sentences = found({"articles": self.articles, **frames}, language=self.language)[section]
        silent = {
            "en": "The texts carry no finding here.",
            "zh": "此处文本不足以得出结论。",
        }
        _display_markdown("\n".join(f"- {s}" for s in sentences) or silent[self.language])

    def _with_title(
        self, name: str, plot: Callable[..., Any], frame: pd.DataFrame
    ) -> Callable[..., Any]:
        accepted = inspect.signature(plot).parameters

        def titled(frame: pd.DataFrame, *, language: str, **options: Any) -> Any:
            if "title" in accepted and name in HEADLINES:
                own = {"articles": self.articles, HEADLINES[name][0]: frame}
                options.setdefault("title", headline_of(name, own, language=language) or None)
            return plot(frame, language=language, **options)

        return titled

    def _take_away(self, name: str, language: str) -> None:
        for suffix in (".png", ".svg"):
            (self.figures / language / f"{name}{suffix}").unlink(missing_ok=True)


def open_desk(study: Path | str = ".", language: str = "en") -> Desk:
    """Open a study for a notebook.

    Parameters
    ----------
    study : path
        The study's folder.
    language : str
        "en" or "zh": what is displayed.
    """
    desk = Desk(open_study(study), language)
    if desk.stage is not None:
        from .reads import note_reads

        note_reads(desk.study.root, desk.stage / READS)
    return desk


def _display_markdown(text: str) -> None:
    from IPython.display import Markdown, display

    display(Markdown(text))
