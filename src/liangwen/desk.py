"""The desk that a notebook works at: a study's corpus, its language, and where figures go."""

from __future__ import annotations

import inspect
import json
import logging
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from . import tables
from .corpus import Corpus, open_corpus
from .figures.save import save_figure
from .figures.style import NothingToDraw
from .findings.summary import HEADLINES, found, headline_of
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

    @cached_property
    def articles(self) -> pd.DataFrame:
        """The table of articles."""
        return tables.articles(self.corpus)

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
                    figures=self.study.figures,
                    languages=[language],
                    show=self.language,
                    **options,
                )
            except NothingToDraw as reason:
                self._take_away(name, language)
                reasons[language] = str(reason)
        write_left_out(self.study, name, reasons)
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
            (self.study.figures / language / f"{name}{suffix}").unlink(missing_ok=True)


def write_left_out(study: Study, name: str, reasons: dict[str, str]) -> None:
    """Note why a figure was not drawn, for the report to say; no reasons take the note away."""
    file = study.cache / "left_out" / f"{name}.json"
    if not reasons:
        file.unlink(missing_ok=True)
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(reasons, ensure_ascii=False), encoding="utf-8")


def read_left_out(study: Study) -> dict[str, dict[str, str]]:
    """Language -> figure -> why it was not drawn."""
    found: dict[str, dict[str, str]] = {language: {} for language in study.settings.languages}
    for file in sorted((study.cache / "left_out").glob("*.json")):
        for language, reason in json.loads(file.read_text(encoding="utf-8")).items():
            found.setdefault(language, {})[file.stem] = reason
    return found


def open_desk(study: Path | str = ".", language: str = "en") -> Desk:
    """Open a study for a notebook.

    Parameters
    ----------
    study : path
        The study's folder.
    language : str
        "en" or "zh": what is displayed.
    """
    return Desk(open_study(study), language)


def _display_markdown(text: str) -> None:
    from IPython.display import Markdown, display

    display(Markdown(text))
