"""Rows of themes or terms against periods in the order of time: what two figures share.

Up to `NUMBERED` periods have a number in each cell; more have colours only, and some of the years.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from liangwen.periods import period_label

from .areas import lead_to
from .fonts import text_width
from .labels import balanced
from .sheet import MARGIN, NO_VALUE, cell, new_figure, sheet, write
from .style import FAINT, GREY, INK, ink_on, page_width

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    from matplotlib.figure import Figure

NUMBERED = 12
#: A column is never broader, a row of a numbered grid so high.
BROADEST, STEP, LOW_STEP = 1.05, 0.255, 0.2
#: Below this width of a column the small number has no room.
ROOM_FOR_SMALL = 0.5


class Cell(NamedTuple):
    """A cell: its face (None for nothing to count), number, small number, and whether framed."""

    face: Any
    number: str = NO_VALUE
    small: str = ""
    framed: bool = False


def with_periods(frame: pd.DataFrame) -> pd.DataFrame:
    """Put a table's periods in the place of regions, for what is drawn alike."""
    placed = frame.rename(columns={"period": "region"}).assign(region_en=None)
    placed.attrs = dict(frame.attrs)
    return placed


def draw_periods(
    cells: Mapping[tuple[str, str], Cell],
    rows: Mapping[str, str],
    periods: Sequence[str],
    articles: Mapping[str, int],
    *,
    kind: str,
    language: str,
    gap_after: int = 0,
    label_limit: float = 1.7,
) -> Figure:
    """Draw the grid as a figure without title and note.

    Parameters
    ----------
    cells : {(row's key, period): cell}; a pair that is not there is empty
    rows : {key: label}, in order
    periods : in the order of time
    articles : {period: number}, printed under its name
    kind : of the leads, "theme" or "term"
    gap_after : so many rows stand apart, above the others
    """
    size, numbered = 8.5, len(periods) <= NUMBERED
    broken = {key: balanced(label, label_limit, size) for key, label in rows.items()}
    left = max(text_width(label, size) for label in broken.values()) + MARGIN + 0.12
    width = min((page_width() - MARGIN - left) / len(periods), BROADEST)
    step = STEP if numbered else LOW_STEP
    if any("\n" in label for label in broken.values()):
        step = max(step, 0.33)
    gap = 0.1 if 0 < gap_after < len(rows) else 0.0
    head = 0.44 if numbered else 0.26
    figure = new_figure(head + step * len(rows) + gap + 0.03)
    axes = sheet(figure)
    _heads(axes, periods, articles, left, width, head, language, numbered)
    for number, key in enumerate(rows):
        top = head + number * step + (gap if number >= gap_after else 0.0)
        middle = top + step / 2
        write(axes, left - 0.09, middle, broken[key], size, ha="right")
        for column, period in enumerate(periods):
            own = cells.get((key, period), Cell(None))
            place = cell(axes, left + column * width, top, width, step, own.face)
            if own.face is None:
                place.set_edgecolor(FAINT)
            lead_to(place, kind, period, key)
            if numbered:
                _numbers(axes, own, left + column * width, middle, width)
            if own.framed:
                edge = cell(axes, left + column * width + 0.012, top + 0.012, width - 0.024,
                            step - 0.024, "none")
                edge.set(edgecolor=INK, linewidth=1.1)
    return figure


def _heads(
    axes: Any, periods: Sequence[str], articles: Mapping[str, int], left: float, width: float,
    head: float, language: str, numbered: bool,
) -> None:
    labels = [period_label(period, language) for period in periods]
    room = max(text_width(label, 8) for label in labels) + 0.08
    every = 1 if numbered else max(1, -(-int(100 * room) // int(100 * width)))
    for column, (period, label) in enumerate(zip(periods, labels, strict=True)):
        middle = left + (column + 0.5) * width
        fits = middle + text_width(label, 8) / 2 <= page_width() - MARGIN / 2
        if column % every == 0 and (numbered or fits):
            size = 8 if room <= width + 0.08 or not numbered else 8 * width / room
            write(axes, middle, head - (0.22 if numbered else 0.06), label, size, ha="center",
                  va="bottom")
        if numbered:
            write(axes, middle, head - 0.06, f"n\u00a0=\u00a0{articles.get(period, 0):,}", 7,
                  ha="center", va="bottom", color=GREY)


def _numbers(axes: Any, own: Cell, left: float, middle: float, width: float) -> None:
    if own.face is None:
        write(axes, left + width / 2, middle, own.number, 8, ha="center", color=GREY)
        return
    ink, small = ink_on(own.face), own.small if width >= ROOM_FOR_SMALL else ""
    shift = 0.07 if small else 0.0
    write(axes, left + width / 2 - shift, middle, own.number, 8.5, ha="center", color=ink)
    if small:
        write(axes, left + width - 0.04, middle + 0.035, small, 6.5, ha="right", color=ink,
              alpha=0.75)
