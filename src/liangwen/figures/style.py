"""The look of all figures: font, colours, and a scope in which they hold.

Nothing of matplotlib's global state is changed: `house_style` restores what it found.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal

import matplotlib
from matplotlib.colors import LinearSegmentedColormap, Normalize

from liangwen.errors import LiangwenError

from .fonts import FALLBACK, FAMILY, register, text_width, wrap
from .layout import (
    COLUMN,
    FULL,
    add_axes,
    figure_of,
    footnote,
    grow,
    headline,
    overlapping_texts,
    page_width,
    set_width,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pandas as pd
    from matplotlib.colors import Colormap

__all__ = [
    "AMOUNT", "BLUE", "DEEP", "DIVERGING", "EMPTY", "FAINT", "GREY", "GROUPS", "INK", "RUST",
    "Language", "NothingToDraw", "add_axes", "amounts", "as_text", "check_language",
    "figure_of", "footnote", "grow", "headline", "house_style", "ink_on", "need",
    "overlapping_texts", "page_width", "text_width", "wrap",
]

Language = Literal["en", "zh"]
WIDTHS = {"full": FULL, "column": COLUMN}

INK, GREY, BLUE, RUST = "#1b1f24", "#6e7781", "#0b6e99", "#c4572e"
#: Grid lines and frames; the edge of a cell without a value.
FAINT, EMPTY = "#e4e7eb", "#d0d7de"
#: For amounts, from none to much; the palest end is left out, so that little is not taken for none.
AMOUNT: Colormap = LinearSegmentedColormap.from_list(
    "liangwen_amount", matplotlib.colormaps["YlGnBu"]([i / 255 for i in range(18, 250)])
)
#: For residuals: rust below what was expected, blue above, white between.
DIVERGING: Colormap = LinearSegmentedColormap.from_list(
    "liangwen_diverging", ["#a63e17", "#d98a68", "#f3d9cc", "#fbfbfb", "#cfe3ec", "#5fa5c3",
                           "#07547a"]
)
#: Eight colours that stay apart for colour-blind readers: simulated after Machado et al. (2009),
#: no two come nearer than 17 units of CIELAB, and each stands off the paper by 3 : 1 or more.
GROUPS = ["#0b6e99", "#c4572e", "#1d9e68", "#c08400", "#9a5fd0", "#23306b", "#7d1f4f", "#5a3a1e"]
#: Beside rust words, where only colour tells them apart: darker than blue, so that grey does, too.
DEEP = "#07547a"


class NothingToDraw(LiangwenError):
    """There is no figure in this frame; the message says why it is left out."""


def check_language(language: str) -> None:
    """Raise a LiangwenError unless the language is one that the figures speak."""
    if language not in ("en", "zh"):
        raise LiangwenError(
            f"language must be 'en' or 'zh', got {language!r}: figures bear English or Chinese."
        )


def _settings(medium: str, width: float) -> dict[Any, Any]:
    return {
        "font.family": [FAMILY, FALLBACK],
        "font.size": 9,
        "axes.titlesize": 10,
        "axes.labelsize": 8.5,
        "xtick.labelsize": 8.5,
        "ytick.labelsize": 9,
        "legend.fontsize": 8.5,
        "text.color": INK,
        "axes.labelcolor": GREY,
        "axes.edgecolor": EMPTY,
        "axes.titlelocation": "left",
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.spines.left": False,
        "axes.axisbelow": True,
        "axes.grid": False,
        "axes.unicode_minus": True,
        # A dollar sign in a text is a dollar sign.
        "text.parse_math": False,
        "grid.color": FAINT,
        "grid.linewidth": 0.7,
        "xtick.color": EMPTY,
        "xtick.labelcolor": GREY,
        "ytick.color": EMPTY,
        "ytick.labelcolor": INK,
        "ytick.major.size": 0,
        "xtick.major.size": 0,
        "hatch.color": EMPTY,
        "hatch.linewidth": 0.8,
        "legend.frameon": False,
        "figure.facecolor": "white",
        "axes.facecolor": "white",
        "figure.figsize": (width, 4.0),
        # Text is measured at this resolution; without hinting its width is the same at any other.
        "figure.dpi": 150 if medium == "print" else 110,
        "savefig.dpi": 300 if medium == "print" else 110,
        "text.hinting": "no_hinting",
        "svg.fonttype": "path",
        "mathtext.fontset": "dejavusans",
    }


@contextmanager
def house_style(
    *, medium: Literal["print", "screen"] = "print", width: Literal["full", "column"] = "full"
) -> Iterator[None]:
    """Scope in which figures are drawn in the house style.

    Parameters
    ----------
    medium : "print" (measured and saved for 300 dpi) or "screen" (for a browser)
    width : "full" (7.2 inches) or "column" (3.5 inches, the letters as large as ever): panels then
        stand below each other. Grids of five regions and more need the full width

    Notes
    -----
    A figure keeps its style after the scope ends, but its texts look up the font when they are
    drawn: the font stays registered, under a name of its own.

    Examples
    --------
    >>> import matplotlib
    >>> before = matplotlib.rcParams["font.size"]
    >>> with house_style():
    ...     inside = matplotlib.rcParams["font.family"][0]
    >>> inside, matplotlib.rcParams["font.size"] == before
    ('Liangwen Sans', True)
    """
    if medium not in ("print", "screen"):
        raise LiangwenError(f"medium must be 'print' or 'screen', got {medium!r}.")
    if width not in WIDTHS:
        raise LiangwenError(f"width must be 'full' or 'column', got {width!r}.")
    register()
    inches = WIDTHS[width]
    with matplotlib.rc_context(_settings(medium, inches)), set_width(inches):
        yield


def _luminance(colour: Any) -> float:
    """Relative luminance (WCAG), 0 to 1: how light a colour is where all are printed grey."""
    channels = matplotlib.colors.to_rgb(colour)
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def as_text(colour: str) -> str:
    """A colour dark enough for words on white: 4.5 : 1 by WCAG, its hue kept.

    Examples
    --------
    >>> as_text("#0b6e99"), as_text("#c08400")
    ('#0b6e99', '#9d6c00')
    """
    share = 1.0
    while 1.05 / (_luminance(_darker(colour, share)) + 0.05) < 4.5:
        share -= 0.01
    return matplotlib.colors.to_hex(_darker(colour, share)) if share < 1 else colour


def _darker(colour: str, share: float) -> tuple[float, float, float]:
    red, green, blue = matplotlib.colors.to_rgb(colour)
    return red * share, green * share, blue * share


def ink_on(colour: Any) -> str:
    """White or ink, whichever is easier to read on a background (by WCAG's contrast ratio).

    Examples
    --------
    >>> ink_on("#ffffff"), ink_on("#081d58")
    ('#1b1f24', '#ffffff')
    """
    luminance = _luminance(colour)
    return "#ffffff" if 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.0625 else INK


def amounts(top: float) -> Normalize:
    """Scale from zero to ``top`` for the map of amounts; a top of zero gives a scale to one."""
    return Normalize(0.0, top if top > 0 else 1.0)


def need(
    frame: pd.DataFrame, columns: Iterable[str], table: str, *, numbers: Iterable[str] = ()
) -> pd.DataFrame:
    """Check that a frame can be drawn, and hand it on ready for drawing.

    Parameters
    ----------
    frame, columns, table : what is drawn, the columns it must have, and its name for messages
    numbers : columns that may be null; they come back as floats

    Returns
    -------
    The frame without rows whose region is null (a text without a region is in no comparison).

    Raises
    ------
    LiangwenError
        naming the columns that are missing
    NothingToDraw
        for a frame without rows
    """
    missing = [column for column in columns if column not in frame]
    if missing:
        raise LiangwenError(
            f"{table} has no column {', '.join(missing)}: hand over the table of that name."
        )
    ready = frame[frame["region"].notna()] if "region" in frame else frame
    if ready.empty:
        raise NothingToDraw(f"{table} has no rows: there is nothing to draw.")
    return ready.astype({column: float for column in numbers if column in ready})
