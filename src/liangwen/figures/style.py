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
from .layout import WIDTH, add_axes, figure_of, footnote, grow, headline, overlapping_texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pandas as pd
    from matplotlib.colors import Colormap

__all__ = [
    "AMOUNT", "BLUE", "DIVERGING", "EMPTY", "FAINT", "GREY", "GROUPS", "INK", "RUST", "WIDTH",
    "Language", "NothingToDraw", "add_axes", "amounts", "check_language", "figure_of", "footnote",
    "grow", "headline", "house_style", "ink_on", "need", "overlapping_texts", "text_width", "wrap",
]

Language = Literal["en", "zh"]

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
#: Eight colours that stay apart for colour-blind readers (after Okabe and Ito), darkened for print.
GROUPS = ["#0b6e99", "#c4572e", "#2f8f6b", "#b8860b", "#7b5ea7", "#56a3c9", "#b0436e", "#5b6670"]


class NothingToDraw(LiangwenError):
    """There is no figure in this frame; the message says why it is left out."""


def check_language(language: str) -> None:
    """Raise a LiangwenError unless the language is one that the figures speak."""
    if language not in ("en", "zh"):
        raise LiangwenError(
            f"language must be 'en' or 'zh', got {language!r}: figures bear English or Chinese."
        )


def _settings(medium: str) -> dict[Any, Any]:
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
        "figure.figsize": (WIDTH, 4.0),
        # Text is measured at this resolution; without hinting its width is the same at any other.
        "figure.dpi": 150 if medium == "print" else 110,
        "savefig.dpi": 300 if medium == "print" else 110,
        "text.hinting": "no_hinting",
        "svg.fonttype": "path",
        "mathtext.fontset": "dejavusans",
    }


@contextmanager
def house_style(*, medium: Literal["print", "screen"] = "print") -> Iterator[None]:
    """Scope in which figures are drawn in the house style.

    Parameters
    ----------
    medium : "print" (measured and saved for 300 dpi) or "screen" (for a browser)

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
    register()
    with matplotlib.rc_context(_settings(medium)):
        yield


def ink_on(colour: Any) -> str:
    """White or ink, whichever is easier to read on a background (by WCAG's contrast ratio).

    Examples
    --------
    >>> ink_on("#ffffff"), ink_on("#081d58")
    ('#1b1f24', '#ffffff')
    """
    channels = matplotlib.colors.to_rgb(colour)
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
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
