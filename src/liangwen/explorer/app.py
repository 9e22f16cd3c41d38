"""The explorer on a page: widgets that show what `answers` says and hand on what is clicked."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import wraps
from html import escape
from importlib import import_module
from pathlib import Path
from typing import Any

import ipywidgets as widgets
import pandas as pd

from liangwen.errors import LiangwenError
from liangwen.findings.wording import whole

from .answers import LINES, SIDE_ROWS, answer, first_state, line_rows, settle
from .controls import Controls
from .holdings import Holdings, open_holdings
from .overview import message
from .reading import reading_html
from .rows import Rows, classed
from .saving import file_name, files_words, save_drawing, save_lines
from .state import TABS, Evidence, Overview, State
from .words import Unanswered, say, sentence_of

_log = logging.getLogger(__name__)
STYLE = Path(__file__).with_name("explorer.css")


def open_app(study: Path | str, language: str | None) -> widgets.Widget:
    """Open the explorer; where that fails, a page with the sentence that says why."""
    try:
        holdings = open_holdings(study)
        # The drawing library takes a second to import: now, and not at a reader's first click.
        import_module("liangwen.explorer.figures")
        return App(holdings, first_state(holdings, language)).root
    except Exception as error:
        if not isinstance(error, LiangwenError):
            _log.exception("The explorer could not be opened.")
        spoken = language or "en"
        told = say("no_study", spoken, why=sentence_of(error, spoken))
        page = widgets.VBox([_style(), _html(message(told, kind="wrong"))])
        return classed(page, "lw-x")


def _style() -> widgets.HTML:
    return widgets.HTML(f"<style>{STYLE.read_text(encoding='utf-8')}</style>")


def _html(value: str = "", *names: str) -> widgets.HTML:
    return classed(widgets.HTML(value), *names)


def _told(method: Callable[..., None]) -> Callable[..., None]:
    """What goes wrong after a click is a sentence on the page, and never a traceback."""

    @wraps(method)
    def guarded(self: App, *given: Any, **named: Any) -> None:
        try:
            method(self, *given, **named)
        except Exception as error:
            if not isinstance(error, LiangwenError):
                _log.exception("The explorer could not do what was asked.")
            self.say(sentence_of(error, self.state.language), kind="wrong")

    return guarded


class Pager:
    """Previous, next, and where one is; hidden where one page holds all."""

    def __init__(self, turn: Callable[[int], None]) -> None:
        self._back, self._on = (classed(widgets.Button(), "lw-plain") for _ in range(2))
        self._where = _html()
        self._back.on_click(lambda _: turn(-1))
        self._on.on_click(lambda _: turn(1))
        self.box = classed(widgets.HBox([self._back, self._where, self._on]), "lw-pager")

    def show(self, page: int, size: int, total: int, language: str) -> None:
        """Say which rows stand on a page, of how many."""
        self.box.layout.display = None if total > size else "none"
        first, last = page * size + 1, min((page + 1) * size, total)
        words = say("range", language, a=whole(first), b=whole(last), n=whole(total))
        self._where.value = escape(words)
        self._back.description = f"‹ {say('before', language)}"
        self._on.description = f"{say('after', language)} ›"
        self._back.disabled, self._on.disabled = page == 0, last >= total


class App:
    """The whole page.

    Parameters
    ----------
    holdings : Holdings
    state : State
        What it begins with.

    Attributes
    ----------
    root : Widget
    """

    def __init__(self, holdings: Holdings, state: State) -> None:
        self.holdings, self.state = holdings, state
        self.overview, self.evidence = Overview(), Evidence()
        self._shown, self._quiet = self.evidence.places, False
        self._title, self._said = _html(), _html()
        self._language = self._switch([("English", "en"), ("中文", "zh")], "language")
        self._tabs = self._switch([], "tab")
        self._controls = Controls(self._chosen)
        self._bar = classed(widgets.Box([]), "lw-controls")
        self._make_side()
        self._make_lines()
        columns = classed(widgets.Box([self._side, self._right]), "lw-cols")
        top = classed(widgets.Box([self._title, self._language]), "lw-top")
        tabs = classed(widgets.Box([self._tabs]), "lw-tabs")
        self.root = classed(
            widgets.VBox([_style(), top, tabs, self._bar, self._said, columns]), "lw-x"
        )
        self._relabel()
        self.refresh()

    def _switch(self, options: Sequence[Any], name: str) -> widgets.ToggleButtons:
        made = widgets.ToggleButtons(options=options, value=options[0][1] if options else None)
        if options:
            made.value = getattr(self.state, name)
        made.observe(lambda change: self._chosen(name, change["new"]), "value")
        return made

    def _make_side(self) -> None:
        self._heading, self._head, self._note = _html(), _html(), _html()
        self._rows = Rows(self._pick_row)
        self._side_pager = Pager(self._turn_side)
        self._save_figure = classed(widgets.Button(), "lw-plain")
        self._save_figure.on_click(lambda _: self._figure_saved())
        foot = classed(widgets.Box([self._save_figure, self._side_pager.box]), "lw-bar-line")
        parts = [self._heading, self._head, self._rows.box, self._note, foot]
        self._side = classed(widgets.VBox(parts), "lw-side")

    def _make_lines(self) -> None:
        self._lines_title, self._lines_note = _html(), _html()
        self._lines = Rows(self._open_line)
        self._pager = Pager(self._turn)
        self._save_lines = classed(widgets.Button(), "lw-plain")
        self._save_lines.on_click(lambda _: self._lines_saved())
        foot = classed(widgets.Box([self._save_lines, self._pager.box]), "lw-bar-line")
        parts = [self._lines_title, self._lines.box, self._lines_note, foot]
        self._right = classed(widgets.VBox(parts), "lw-evidence")

    # --- what is chosen -------------------------------------------------------------------

    def _chosen(self, name: str, value: Any) -> None:
        """Take over a choice; what hangs on it begins anew."""
        if self._quiet:
            return
        if name == "text":
            self.choose(texts=self.state.texts | {self.state.mode: value})
        elif getattr(self.state, name) != value:
            self.choose(**{name: value})

    @_told
    def choose(self, **chosen: Any) -> None:
        """Change what is chosen, and show what that gives."""
        fresh: dict[str, Any] = {"page": 0, "side_page": 0}
        if "theme" in chosen:
            fresh["term"] = ""
        if {"by", "focus", "reference", "direction", "minimum"} & set(chosen):
            fresh["picked"] = ""
        self.state = settle(self.holdings, replace(self.state, **(fresh | chosen)))
        if {"language", "tab"} & set(chosen):
            self._relabel()
        self.refresh()

    @_told
    def _pick_row(self, number: int) -> None:
        key = self.overview.keys[self.state.side_page * SIDE_ROWS + number]
        if self.state.tab == "terms":
            self._again(picked=key)
        else:
            # A second click on a group shows all groups again.
            self._again(group=None if self.state.group == key else key)

    def _again(self, **chosen: Any) -> None:
        self.state = replace(self.state, page=0, **chosen)
        self.refresh()

    def _turn_side(self, step: int) -> None:
        self.state = replace(self.state, side_page=self.state.side_page + step)
        self._show_side()

    def _turn(self, step: int) -> None:
        self.state = replace(self.state, page=self.state.page + step)
        self._show_lines()

    # --- what is shown ----------------------------------------------------------------------

    def say(self, sentence: str, *, kind: str = "done") -> None:
        """Show a sentence above everything; the next answer takes it away."""
        self._said.value = message(sentence, kind=kind)

    def _relabel(self) -> None:
        language = self.state.language
        study, number = self.holdings.study, len(self.holdings.articles)
        texts = say("article" if number == 1 else "articles", language, n=whole(number))
        self._title.value = (
            f'<h1 class="lw-title"><bdi>{escape(study.settings.title[language])}</bdi></h1>'
            f"<p>量文 liangwen · {say('explorer', language)} · {texts}</p>"
        )
        options = [(say(tab, language), tab) for tab in TABS]
        if tuple(self._tabs.options) != tuple(options):
            tab = self.state.tab
            # New names for the same three: what the widget says meanwhile is no choice.
            self._quiet = True
            self._tabs.options = options
            self._tabs.value = tab
            self._quiet = False
        self._save_figure.description = say("save_figure", language)
        self._save_lines.description = say("save_lines", language)

    @_told
    def refresh(self) -> None:
        """Answer what is chosen and show it."""
        self._said.value = ""
        self.overview, self.evidence = answer(self.holdings, self.state)
        made = tuple(self._controls.of(self.holdings, self.state))
        if self._bar.children != made:
            self._bar.children = made
        self._show_side()
        self._show_lines()

    def _show_side(self) -> None:
        view, language = self.overview, self.state.language
        if view.message:
            self._heading.value = message(view.message)
        else:
            self._heading.value = (
                f"<h2><bdi>{escape(view.title)}</bdi></h2>"
                f'<p class="lw-sub"><bdi>{escape(view.sub)}</bdi></p>'
            )
        first = self.state.side_page * SIDE_ROWS
        rows, keys = view.rows[first : first + SIDE_ROWS], view.keys[first : first + SIDE_ROWS]
        self._head.value = view.head
        known = list(keys)
        picked = known.index(view.picked) if view.picked in known else None
        self._rows.show(rows, picked=picked)
        self._rows.box.layout.display = None if rows else "none"
        self._note.value = f'<p class="lw-note">{escape(view.note)}</p>' if view.note else ""
        self._side_pager.show(self.state.side_page, SIDE_ROWS, len(view.rows), language)
        self._save_figure.layout.display = None if view.drawing else "none"

    def _show_lines(self) -> None:
        view, language = self.evidence, self.state.language
        first = self.state.page * LINES
        self._shown = view.places.iloc[first : first + LINES].reset_index(drop=True)
        heading = f"<h2><bdi>{escape(view.title)}</bdi></h2>" if view.title else ""
        if view.sub:
            heading += f'<p class="lw-sub">{escape(view.sub)}</p>'
        self._lines_title.value = heading + (message(view.message) if view.message else "")
        held = len(self._shown) > 0
        self._lines.show(line_rows(self.holdings, self.state, self._shown) if held else [])
        self._lines.box.layout.display = None if held else "none"
        hint = say("open_hint", language)
        self._lines_note.value = f'<p class="lw-note">{hint}</p>' if held else ""
        self._pager.show(self.state.page, LINES, len(view.places), language)
        self._save_lines.layout.display = None if held else "none"

    @_told
    def _open_line(self, number: int) -> None:
        if self._lines.is_open(number):
            self._lines.open(number, "")
            return
        place = self._shown.iloc[number]
        passage = self.holdings.passage(
            place["article_id"], int(place["start"]), int(place["end"]), self.state.language
        )
        self._lines.open(number, reading_html(passage, self.state.language))

    # --- what is saved ------------------------------------------------------------------------

    @_told
    def _figure_saved(self) -> None:
        drawing = self.overview.drawing
        if drawing is None:
            raise Unanswered("nothing_to_save")
        # Both languages take some seconds.
        self.say(say("drawing", self.state.language), kind="busy")
        name = file_name(*drawing.parts)
        study = self.holdings.study
        made = save_drawing(study, name, drawing.plot, drawing.frame, **drawing.options)
        self.say(say("saved", self.state.language, files=files_words(made)))

    @_told
    def _lines_saved(self) -> None:
        places: pd.DataFrame = self.evidence.places
        lines = self.holdings.saved_lines(places, self.state.by)
        made = save_lines(self.holdings.study, file_name(*self.evidence.parts), lines)
        self.say(say("saved", self.state.language, files=files_words(made)))
