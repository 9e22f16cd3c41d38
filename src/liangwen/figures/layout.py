"""Room for words: a title above and a note below, and the figure grows to fit them.

The body of a figure is laid out first, in inches; `headline` and `footnote` then add paper above
and below it. So no title ever squeezes a panel, and a long note never covers one.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from matplotlib.figure import Figure
from matplotlib.text import Text

from liangwen.errors import LiangwenError

from .fonts import text_width, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matplotlib.axes import Axes
    from matplotlib.transforms import Bbox

#: Inches: A4 between margins of some 1.4 cm, and a column of a journal that sets two to a page.
FULL, COLUMN = 7.2, 3.5
_width: ContextVar[float] = ContextVar("liangwen_figure_width", default=FULL)
MARGIN = 0.09
TITLE_SIZE, SUBTITLE_SIZE, NOTE_SIZE = 13.0, 9.5, 8.0
LINE = 1.32


def page_width() -> float:
    """Inches that a figure is wide: of the page, or of a column where the style says so.

    Examples
    --------
    >>> with set_width(3.5):
    ...     narrow = page_width()
    >>> narrow, page_width()
    (3.5, 7.2)
    """
    return _width.get()


def panels_a_row(most: int, least: float) -> int:
    """How many panels of at least so many inches stand side by side, ``most`` at most.

    Examples
    --------
    >>> with set_width(3.5):
    ...     narrow = panels_a_row(3, 2.2)
    >>> panels_a_row(3, 2.2), narrow
    (3, 1)
    """
    return max(1, min(most, int(page_width() // least)))


@contextmanager
def set_width(inches: float) -> Iterator[None]:
    """Scope in which figures are laid out at another width."""
    token = _width.set(inches)
    try:
        yield
    finally:
        _width.reset(token)


def new_figure(height: float) -> Figure:
    """An empty figure of the printed width and a height in inches (for its body alone).

    No list of open figures knows it: it is gone when nobody holds it.
    """
    return Figure((page_width(), height))


def paper(height: float, ax: Axes | None = None) -> Axes:
    """Axes measured in inches from the upper left corner, without lines or ticks.

    Parameters
    ----------
    height : inches of the drawing, as wide as the figure
    ax : axes to use instead of those of a new figure, as wide
    """
    ax = ax or add_axes(new_figure(height + 0.08), 0, 0.04, page_width(), height)
    ax.set(xlim=(0, page_width()), ylim=(height, 0))
    ax.set_axis_off()
    return ax


def words_around(
    figure: Figure, given: Sequence[str | None], plain: Sequence[str | None]
) -> None:
    """Write title, subtitle and note: those given, else the plain ones.

    Parameters
    ----------
    given, plain : title, subtitle and note; an empty note of your own leaves the note out
    """
    headline(figure, given[0] or plain[0] or "", given[1] or plain[1])
    footnote(figure, given[2] if given[2] is not None else plain[2])


def _freeze(figure: Figure) -> None:
    """Let a layout engine have its say once, then keep what it decided."""
    if figure.get_layout_engine() is not None:
        figure.draw_without_rendering()
        figure.set_layout_engine("none")


def grow(figure: Figure, *, top: float = 0.0, bottom: float = 0.0) -> None:
    """Add inches above and below; what is drawn keeps its size and moves along.

    Axes and texts of the figure are moved. Call it after the body is laid out.
    """
    _freeze(figure)
    width, height = figure.get_size_inches()
    total = height + top + bottom
    for axes in figure.axes:
        box = axes.get_position(original=True)
        axes.set_position(
            (
                box.x0,
                (box.y0 * height + bottom) / total,
                box.width,
                box.height * height / total,
            )
        )
    for text in figure.texts:
        text.set_y((text.get_position()[1] * height + bottom) / total)
    figure.set_size_inches(width, total)


def _lines_height(text: str, size: float) -> float:
    return (text.count("\n") + 1) * size * LINE / 72


def even(text: str, width: float, size: float) -> str:
    """Wrap a text so that its last line is no orphan: at least a quarter of the width, if it can.

    Examples
    --------
    >>> print(even("差异反映的是这些文章，不代表各省份。", 1.8, 8))
    差异反映的是这些文章，不代
    表各省份。
    """
    best = narrow = wrap(text, width, size)
    lines = best.count("\n")
    room = width
    while lines and room > 0.6 * width and text_width(narrow.rsplit("\n", 1)[1], size) < width / 4:
        room -= 0.1
        narrow = wrap(text, room, size)
        if narrow.count("\n") > lines:
            return best
    return narrow


def headline(figure: Figure, title: str, subtitle: str | None = None) -> None:
    """Write the title and the line under it above everything drawn so far.

    Both are wrapped to the figure's width; the figure grows by what they need.

    Parameters
    ----------
    title : what was found, or what is shown, in one sentence
    subtitle : what is measured, per what
    """
    from .style import GREY, INK

    width = figure.get_size_inches()[0] - 2 * MARGIN
    parts = [(even(title, width, TITLE_SIZE), TITLE_SIZE, INK)]
    if subtitle:
        parts.append((even(subtitle, width, SUBTITLE_SIZE), SUBTITLE_SIZE, GREY))
    needed = 0.08 + 0.12 + sum(_lines_height(text, size) for text, size, _ in parts)
    grow(figure, top=needed)
    full_width, full_height = figure.get_size_inches()
    y = full_height - 0.08
    for text, size, colour in parts:
        figure.text(MARGIN / full_width, y / full_height, text, fontsize=size, color=colour,
                    ha="left", va="top", linespacing=1.15)
        y -= _lines_height(text, size)


def footnote(figure: Figure, text: str | None) -> None:
    """Write the note below everything drawn so far, wrapped; the figure grows by what it needs."""
    if not text:
        return
    from .style import GREY

    width = figure.get_size_inches()[0] - 2 * MARGIN
    wrapped = even(text, width, NOTE_SIZE)
    grow(figure, bottom=_lines_height(wrapped, NOTE_SIZE) + 0.14)
    full_width, full_height = figure.get_size_inches()
    figure.text(MARGIN / full_width, 0.06 / full_height, wrapped, fontsize=NOTE_SIZE, color=GREY,
                ha="left", va="bottom", linespacing=1.15)


def add_axes(figure: Figure, left: float, top: float, width: float, height: float) -> Axes:
    """Axes placed in inches; ``top`` is measured downwards from the figure's upper edge."""
    full_width, full_height = figure.get_size_inches()
    return figure.add_axes(
        (left / full_width, 1 - (top + height) / full_height, width / full_width,
         height / full_height)
    )


def figure_of(axes: Axes) -> Figure:
    """The whole figure that axes stand on, also where they stand on a part of it."""
    figure = axes.get_figure(root=True)
    if figure is None:
        raise LiangwenError("These axes belong to no figure: hand over axes that stand on one.")
    return figure


def _hidden(figure: Any) -> set[Text]:
    """Texts that exist but are never drawn: of hidden axes, or of ticks beyond an axis' limits."""
    hidden: set[Text] = set()
    for axes in figure.axes:
        if not axes.get_visible():
            hidden.update(axes.findobj(Text))
            continue
        for axis in axes._axis_map.values():
            shown = axis._update_ticks() if axes.axison and axis.get_visible() else None
            words = {} if shown is not None else {axis.label, axis.offsetText}
            hidden.update(words)
            for tick in [*axis.get_major_ticks(), *axis.get_minor_ticks(), *axis.majorTicks,
                         *axis.minorTicks]:
                if shown is None or tick not in shown:
                    hidden.update((tick.label1, tick.label2))
    return hidden


def _boxes(figure: Figure) -> list[tuple[Text, Bbox]]:
    figure.draw_without_rendering()
    canvas: Any = figure.canvas
    renderer = canvas.get_renderer()
    # The hidden ones are asked for after findobj, which itself makes ticks.
    texts = figure.findobj(Text)
    hidden = _hidden(figure)
    return [
        (artist, artist.get_window_extent(renderer))
        for artist in texts
        if artist.get_visible() and artist.get_text().strip() and artist not in hidden
    ]


def overlapping_texts(figure: Figure, *, slack: float = 0.6) -> list[str]:
    """Defects of a figure's words: each pair of texts that overlap, each text cut by the edge.

    Parameters
    ----------
    figure : a figure with everything drawn
    slack : how far two boxes may run into each other, in points; boxes are taller than their ink

    Returns
    -------
    One sentence a defect; an empty list for a clean figure.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> figure = Figure((2, 1))
    >>> _ = figure.text(0.1, 0.5, "one"), figure.text(0.12, 0.5, "two")
    >>> overlapping_texts(figure)
    ["'one' overlaps 'two'"]
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    if not hasattr(figure.canvas, "get_renderer"):
        FigureCanvasAgg(figure)
    pixels = slack * figure.dpi / 72
    boxes = [(artist.get_text(), box) for artist, box in _boxes(figure)]
    edge = figure.bbox
    defects = [
        f"{text!r} leaves the figure"
        for text, box in boxes
        if box.x0 < edge.x0 - 1 or box.x1 > edge.x1 + 1 or box.y0 < edge.y0 - 1
        or box.y1 > edge.y1 + 1
    ]
    for index, (text, box) in enumerate(boxes):
        for other_text, other in boxes[index + 1 :]:
            across = min(box.x1, other.x1) - max(box.x0, other.x0)
            down = min(box.y1, other.y1) - max(box.y0, other.y0)
            if across > pixels and down > pixels:
                defects.append(f"{text!r} overlaps {other_text!r}")
    return defects


def fit_left(figure: Figure, texts: Sequence[str], size: float, *, limit: float) -> float:
    """Inches that row labels need at the left, at most ``limit``: margin, widest label, gap."""
    from .fonts import text_width

    return min(MARGIN + max((text_width(text, size) for text in texts), default=0.0) + 0.08, limit)
