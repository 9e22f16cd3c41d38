"""Words laid out in inches: tables inside figures, and grids of terms.

A sheet is a pair of axes over the whole figure whose units are inches, measured from the upper
left corner: text stands where it was put, and grows with the figure like everything else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from matplotlib.patches import Rectangle

from liangwen.leads import Lead

from .areas import lead_to
from .labels import fitted
from .layout import MARGIN, new_figure, page_width
from .style import EMPTY, GREY, INK, ink_on, text_width

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.text import Text

NO_VALUE = "–"


class Entry(NamedTuple):
    """A term of a grid: the word, its number, their colour, the cell's face, what it counts."""

    word: str
    small: str
    colour: str = INK
    face: Any = None
    lead: Lead | None = None


def sheet(figure: Figure) -> Axes:
    """Axes over the whole figure in inches, the origin in the upper left corner."""
    width, height = figure.get_size_inches()
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, width)
    axes.set_ylim(height, 0)
    axes.set_axis_off()
    return axes


def write(axes: Axes, x: float, y: float, text: str, size: float, **settings: Any) -> Text:
    """Write on a sheet; left and centred on y unless told otherwise.

    A single line is centred by its baseline, so that the words of a row stand level whatever
    their letters (the box of 计量 is taller than that of "none").
    """
    usual = {"ha": "left", "va": "center", "color": INK, "linespacing": 1.15}
    options: dict[str, Any] = usual | settings
    if options["va"] == "center" and "\n" not in text:
        options["va"] = "baseline"
        y += 0.36 * size / 72
    return axes.text(x, y, text, fontsize=size, **options)


def shortened(text: str, width: float, size: float) -> str:
    """The text, or its beginning with an ellipsis, on one line of ``width`` inches.

    Examples
    --------
    >>> shortened("深入贯彻实施规划", 1.0, 12), shortened("规划", 1.0, 12)
    ('深入贯彻实…', '规划')
    """
    text = " ".join(text.split())
    if text_width(text, size) <= width:
        return text
    while text and text_width(text + "…", size) > width:
        text = text[:-1]
    return text.rstrip() + "…"


def clipped_lines(text: str, lines: int) -> str:
    """At most so many lines of a wrapped text; what is left out leaves an ellipsis.

    Examples
    --------
    >>> clipped_lines("计量发展\\n规划", 1)
    '计量发…'
    """
    parts = text.split("\n")
    if len(parts) <= lines:
        return text
    return "\n".join([*parts[: lines - 1], parts[lines - 1][:-1] + "…"])


def cell(
    axes: Axes, left: float, top: float, width: float, height: float, face: Any
) -> Rectangle:
    """A cell of a table on a sheet: filled, or framed when there is no value to colour."""
    patch = Rectangle((left, top), width, height, facecolor="white" if face is None else face,
                      edgecolor=EMPTY if face is None else "white", linewidth=0.5)
    axes.add_patch(patch)
    return patch


def label_column(labels: Sequence[str], size: float, limit: float) -> tuple[list[str], float]:
    """Row labels broken to at most ``limit`` inches, and the width that they then need.

    Examples
    --------
    >>> label_column(["广东", "四川·重庆"], 9, 1.5)[0]
    ['广东', '四川·重庆']
    """
    broken = [fitted(label, limit, size) for label in labels]
    return broken, max((text_width(label, size) for label in broken), default=0.0)


def word_grid(
    rows: Mapping[str, Sequence[Entry]], *, columns: int, label_limit: float = 1.7
) -> Figure:
    """Rows of terms with a small number each: the compact form where panels would be too many.

    Parameters
    ----------
    rows : label of the row -> its terms, the strongest first; an empty row prints a dash
    columns : number of terms a row
    """
    size, small, step = 8.5, 7.0, 0.205
    labels, left = label_column(list(rows), size - 0.5, label_limit)
    left += MARGIN + 0.12
    pitch = (page_width() - MARGIN - left) / columns
    figure = new_figure(step * len(rows) + 0.02)
    axes = sheet(figure)
    for row, (label, entries) in enumerate(zip(labels, rows.values(), strict=True)):
        middle = (row + 0.5) * step
        write(axes, left - 0.1, middle, label, size - 0.5, ha="right")
        if not entries:
            write(axes, left + 0.05, middle, NO_VALUE, size, color=GREY)
        for column, entry in enumerate(entries[:columns]):
            start = left + column * pitch
            if entry.face is not None:
                cell(axes, start, row * step, pitch, step, entry.face)
            room = pitch - text_width(entry.small, small) - 0.16
            word = shortened(entry.word, room, size)
            dark = entry.face is not None and ink_on(entry.face) != INK
            drawn = write(axes, start + 0.05, middle, word, size,
                          color="white" if dark else entry.colour)
            if entry.lead:
                lead_to(drawn, *entry.lead)
            write(axes, start + 0.1 + text_width(word, size), middle, entry.small, small,
                  color="white" if dark else GREY)
    return figure
