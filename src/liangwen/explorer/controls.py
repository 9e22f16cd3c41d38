"""The row of controls above a tab. Each is made once and then changed in place, so that the
keyboard's focus stays where it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import ipywidgets as widgets

from liangwen.findings.wording import pick, whole

from .groups import by_word
from .holdings import Holdings
from .places import SORTS
from .rows import classed
from .state import State
from .words import say

#: An option: what it is called, and what is chosen by it.
Option = tuple[str, Any]


class Controls:
    """All controls of the explorer.

    Parameters
    ----------
    chosen : callable
        Called with a name of the state's and its new value.
    """

    def __init__(self, chosen: Callable[[str, Any], None]) -> None:
        self._chosen = chosen
        self._held: dict[tuple[str, str], widgets.Widget] = {}
        self._values: dict[tuple[str, str], list[Any]] = {}
        self._quiet = False

    def of(self, holdings: Holdings, state: State) -> list[widgets.Widget]:
        """The controls of the chosen tab as they must stand now."""
        self._quiet = True
        try:
            return _MAKERS[state.tab](self, holdings, state)
        finally:
            self._quiet = False

    def choice(
        self, name: str, label: str, options: Sequence[Option], value: Any, *classes: str,
        kind: str = "list",
    ) -> widgets.Widget:  # fmt: skip
        """A list to choose from, or a row of buttons; values may be of any type."""
        key = (name, kind)
        values = [chosen for _, chosen in options]
        shown = tuple((text, number) for number, (text, _) in enumerate(options))
        if key not in self._held:
            made = widgets.Dropdown() if kind == "list" else widgets.ToggleButtons()
            made.observe(lambda change: self._picked(key, change["new"]), "value")
            self._held[key] = classed(made, "lw-field", *classes)
        widget = self._held[key]
        self._values[key] = values
        if tuple(widget.options) != shown:
            widget.options = shown
        widget.value = values.index(value) if value in values else (0 if values else None)
        widget.description = label
        return widget

    def _picked(self, key: tuple[str, str], number: int | None) -> None:
        if not self._quiet and number is not None:
            self._chosen(key[0], self._values[key][number])

    def entry(self, name: str, label: str, value: Any, *classes: str, hint: str = ""
              ) -> widgets.Widget:  # fmt: skip
        """A field to type in: words, or a whole number from 1."""
        key, number = (name, type(value).__name__), isinstance(value, int)
        if key not in self._held:
            made = (
                widgets.BoundedIntText(value=1, min=1, max=1_000_000, continuous_update=False)
                if number else widgets.Text(continuous_update=False)
            )  # fmt: skip
            made.observe(lambda change: self._typed(name, change["new"]), "value")
            self._held[key] = classed(made, "lw-field", *classes)
        widget = self._held[key]
        widget.value, widget.description = value, label
        if not number:
            widget.placeholder = hint
        return widget

    def _typed(self, name: str, value: Any) -> None:
        if not self._quiet:
            self._chosen(name, value)


def _groups(
    made: Controls, holdings: Holdings, state: State, key: str, name: str, first: str | None
) -> widgets.Widget:
    """The groups of the grouping; `first` names the choice of none of them."""
    groups, language = holdings.grouping(state.by), state.language
    options: list[Option] = [(groups.label(group, language), group) for group in groups.order]
    if first is not None:
        options.insert(0, (say(first, language), None))
    return made.choice(name, say(key, language), options, getattr(state, name))


def _by(made: Controls, holdings: Holdings, state: State) -> widgets.Widget:
    options = [(by_word(by, state.language), by) for by in holdings.groupings]
    return made.choice("by", say("by", state.language), options, state.by, "lw-narrow")


def _sorts(made: Controls, state: State) -> widgets.Widget:
    options = [(say(f"sort_{sort}", state.language), sort) for sort in SORTS]
    return made.choice("sort", say("sort", state.language), options, state.sort)


def _theme(made: Controls, holdings: Holdings, state: State) -> widgets.Widget:
    options = [(pick(state.language, *names), theme) for theme, names in holdings.themes.items()]
    return made.choice("theme", say("theme", state.language), options, state.theme, "lw-wide")


def _toggles(made: Controls, state: State, key: str, name: str, values: Sequence[str]
             ) -> widgets.Widget:  # fmt: skip
    options = [(say(value, state.language), value) for value in values]
    value = getattr(state, name)
    return made.choice(name, say(key, state.language), options, value, kind="buttons")


def _for_lines(made: Controls, holdings: Holdings, state: State) -> list[widgets.Widget]:
    language = state.language
    fields = [_toggles(made, state, "look_for", "mode", ("string", "word", "theme"))]
    if state.mode == "theme":
        terms = [(say("all_terms", language), "")]
        terms += [(f"{term} ({whole(n)})", term) for term, n in holdings.terms_of(state.theme)]
        fields += [_theme(made, holdings, state),
                   made.choice("term", say("term", language), terms, state.term)]  # fmt: skip
    else:
        hint = say(f"{state.mode}_hint", language)
        text = state.texts[state.mode]
        fields.append(made.entry("text", say(state.mode, language), text, hint=hint))
    return [*fields, _by(made, holdings, state),
            _groups(made, holdings, state, "group", "group", "all_groups"), _sorts(made, state)]


def _for_themes(made: Controls, holdings: Holdings, state: State) -> list[widgets.Widget]:
    return [
        _toggles(made, state, "view", "view", ("heat", "dots")),
        _theme(made, holdings, state),
        _by(made, holdings, state),
        _groups(made, holdings, state, "group", "group", "all_groups"),
        _sorts(made, state),
    ]


def _for_terms(made: Controls, holdings: Holdings, state: State) -> list[widgets.Widget]:
    return [
        _by(made, holdings, state),
        _groups(made, holdings, state, "focus_group", "focus", None),
        _groups(made, holdings, state, "against", "reference", "rest"),
        _toggles(made, state, "direction", "direction", ("more", "less")),
        made.entry("minimum", say("minimum", state.language), state.minimum, "lw-narrow"),
        _sorts(made, state),
    ]


_MAKERS = {"lines": _for_lines, "themes": _for_themes, "terms": _for_terms}
