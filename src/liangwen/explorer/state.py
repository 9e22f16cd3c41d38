"""What a reader has chosen, and what the explorer answers with."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from .overview import Row
from .places import COLUMNS, Query

TABS = ("lines", "themes", "terms")


@dataclass
class State:
    """What is chosen in all tabs; grouping and group are the same in each.

    Attributes
    ----------
    language : str
    tab : str
        One of `TABS`.
    by : str
        The grouping.
    group : optional
        The group whose lines are shown; None for all.
    mode, texts, theme, term
        The query of the first tab; `texts` keeps what was typed in each mode. The theme is also
        that of the second tab.
    sort : str
        Of `places.SORTS`.
    view : str
        "heat" or "dots": of the second tab.
    focus, reference : optional
        The group whose terms are compared, and with which (None: all others).
    direction : str
        "more" or "less".
    minimum : int
        Fewest occurrences of a term.
    picked : str
        The term whose lines are shown; "" for none.
    page, side_page : int
        Of the lines and of the rows beside them, from 0.
    """

    language: str
    by: str
    tab: str = "lines"
    group: Any = None
    mode: str = "string"
    texts: dict[str, str] = field(default_factory=lambda: {"string": "", "word": ""})
    theme: str = ""
    term: str = ""
    sort: str = "place"
    view: str = "heat"
    focus: Any = None
    reference: Any = None
    direction: str = "more"
    minimum: int = 3
    picked: str = ""
    page: int = 0
    side_page: int = 0

    @property
    def query(self) -> Query:
        """The query of the first tab."""
        if self.mode == "theme":
            return Query("theme", theme=self.theme, term=self.term)
        return Query("word" if self.mode == "word" else "string", self.texts[self.mode])


@dataclass(frozen=True)
class Drawing:
    """A figure that can be saved: its plot, its frame, its words, and what names its files."""

    plot: Callable[..., Any]
    frame: pd.DataFrame
    parts: tuple[str, ...]
    options: Mapping[str, Any]


@dataclass(frozen=True)
class Overview:
    """What stands at the left: a heading, rows to pick from, and what explains them.

    `message` is a sentence in the place of everything else. `keys` are what the rows stand for.
    """

    title: str = ""
    sub: str = ""
    head: str = ""
    rows: Sequence[Row] = ()
    keys: Sequence[Any] = ()
    picked: Any = None
    note: str = ""
    message: str = ""
    drawing: Drawing | None = None


@dataclass(frozen=True)
class Evidence:
    """What stands at the right: the places that were asked for, in their order."""

    title: str = ""
    sub: str = ""
    places: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=COLUMNS))
    message: str = ""
    parts: tuple[str, ...] = ()
