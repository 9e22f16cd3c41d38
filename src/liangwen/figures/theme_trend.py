"""What each theme did year by year: a panel a theme, intervals and gaps to be seen."""

from __future__ import annotations

from itertools import permutations, product
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from matplotlib.ticker import MaxNLocator

from .labels import fitted, theme_labels, theme_names
from .layout import MARGIN, new_figure, page_width
from .style import (
    BLUE,
    FAINT,
    GREY,
    INK,
    RUST,
    NothingToDraw,
    add_axes,
    check_language,
    footnote,
    headline,
    need,
    text_width,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

COLUMNS = ("theme", "theme_zh", "theme_en", "focus", "year", "hits", "per_10k", "low", "high",
           "articles")
#: Fewer periods with text are no course of time.
FEWEST_PERIODS = 5
#: So many themes have a panel of the figure's full width; more stand in three columns.
WIDE_THEMES, MOST_THEMES = 4, 15
#: Words of so many change points of a theme at most are sorted clear of each other's lines.
MOST_SORTED = 5

WORDS = {
    "en": {
        "title": "The themes over time",
        "subtitle": "Hits per 10,000 Chinese characters by year, with 95 % intervals; each panel "
        "has its own scale",
        "ring": "Ring: a year without a hit. ",
        "gap": "Shaded: years without a text, which are no zero. ",
        "cut": "Intervals that reach beyond a panel are cut. ",
        "change": "Rust line: the first year of a changed rate, with the interval of that year as "
        "a band. ",
        "none": "No change point is shown in any theme. ",
        "more": "{n} more themes are in the table. ",
        "n": "n\u00a0=\u00a0{n} dated articles.", "n_one": "n\u00a0=\u00a01 dated article.",
        "few": "The dated texts cover {n} {years} only: a course of time takes five, a change "
        "point eight.",
        "undated": "No text bears a date: there is no course of time to draw.",
        "empty": "No theme has a hit in a dated text: there is no course to draw.",
        "times": "{year} (×{ratio})", "from_none": "{year} (from none)",
        "to_none": "{year} (to none)",
    },
    "zh": {
        "title": "各主题随时间的变化",
        "subtitle": "每万汉字命中次数（按年）及95%区间；各图纵轴刻度不同",
        "ring": "空心圈表示当年没有命中。",
        "gap": "灰色底纹为没有文本的年份，不等于零。",
        "cut": "超出图幅的区间从略。",
        "change": "橙色竖线为频率发生变化的首年，色带为该年份的区间。",
        "none": "各主题均未检出变点。",
        "more": "另有{n}个主题见表。",
        "n": "n\u00a0=\u00a0{n}篇有日期的文章。", "n_one": "n\u00a0=\u00a01篇有日期的文章。",
        "few": "有日期的文本只覆盖{n}个年份：时间走势至少需要五个年份，变点至少需要八个。",
        "undated": "没有文本注明日期，无从画出时间走势。",
        "empty": "有日期的文本中没有任何主题命中，无走势可画。",
        "times": "{year}（×{ratio}）", "from_none": "{year}（自无到有）",
        "to_none": "{year}（此后消失）",
    },
}


def _chosen(frame: pd.DataFrame, themes: Sequence[str] | None) -> list[str]:
    """Themes to draw: those named, else all with hits, those asked for first in front."""
    if themes is not None:
        return list(themes)
    sums = frame.groupby("theme", sort=False)["hits"].sum()
    focus = frame.drop_duplicates("theme").set_index("theme")["focus"].astype(bool)
    order = sorted(sums[sums > 0].index, key=lambda theme: (not focus[theme], -sums[theme]))
    return order[:MOST_THEMES]


def _gaps(rows: pd.DataFrame, length: int) -> list[tuple[float, float]]:
    """Stretches of periods without a text, half a period to each side."""
    empty = rows.loc[rows["articles"] == 0, "year"].to_numpy(float)
    if not len(empty):
        return []
    breaks = np.flatnonzero(np.diff(empty) > length) + 1
    return [
        (part[0] - length / 2, part[-1] + length / 2) for part in np.split(empty, breaks)
    ]


def _course(ax: Axes, rows: pd.DataFrame, length: int, size: float) -> None:
    """The line with its ribbon, broken where there is no text; rings for zero."""
    year = rows["year"].to_numpy(float)
    rate, low, high = (rows[name].to_numpy(float) for name in ("per_10k", "low", "high"))
    for start, end in _gaps(rows, length):
        ax.axvspan(start, end, color=FAINT, linewidth=0, zorder=0)
    ax.fill_between(year, low, high, color=BLUE, alpha=0.18, linewidth=0, zorder=1)
    alone = np.isfinite(low) & ~_has_neighbour(np.isfinite(low))
    ax.vlines(year[alone], low[alone], high[alone], color=BLUE, alpha=0.35, linewidth=1.6, zorder=1)
    ax.plot(year, rate, color=BLUE, linewidth=1.1, zorder=2)
    hit, none = rate > 0, rate == 0
    ax.plot(year[hit], rate[hit], "o", color=BLUE, markersize=size, zorder=3)
    ax.plot(year[none], rate[none], "o", markerfacecolor="white", markeredgecolor=BLUE,
            markersize=size, markeredgewidth=0.8, zorder=3, clip_on=False)


def _has_neighbour(told: np.ndarray) -> np.ndarray:
    return np.r_[False, told[:-1]] | np.r_[told[1:], False]


def _limits(rows: pd.DataFrame) -> float:
    """Upper end of an axis: all rates, and intervals as far as they do not flatten the line."""
    top = float(rows["per_10k"].max())
    reach = rows["high"].max()
    return max(1.12 * top, min(1.05 * float(reach) if reach == reach else 0.0, 1.7 * top)) or 1.0


def _ratio(row: Any, words: dict[str, str]) -> str:
    if not np.isfinite(row.ratio):
        return words["from_none"].format(year=int(row.change))
    if row.ratio == 0:
        return words["to_none"].format(year=int(row.change))
    ratio = f"{row.ratio:.0f}" if row.ratio >= 9.95 else f"{row.ratio:.2g}"
    return words["times"].format(year=int(row.change), ratio=ratio)


def _changes(ax: Axes, rows: pd.DataFrame, length: int, language: str, size: float) -> None:
    """Each change point's line and band; its year and ratio stand at the line's upper end."""
    told = [_ratio(row, WORDS[language]) for row in rows.itertuples(index=False)]
    left, right = ax.get_xlim()
    box = ax.get_window_extent()
    inches = box.width / ax.figure.dpi / (right - left)
    high = 72 * box.height / ax.figure.dpi
    at = (rows["change"] - length / 2).tolist()
    widths = [(text_width(text, size) + 0.06) / inches for text in told]
    places = _places(at, widths, left, right)
    for row, text, x, (line, leftward) in zip(rows.itertuples(index=False), told, at, places,
                                              strict=True):
        ax.axvspan(row.change_low - length / 2, row.change_high + length / 2, color=RUST,
                   alpha=0.16, linewidth=0, zorder=0.5)
        # The line ends beside its own words, so that those of others pass above it.
        down = 2 + line * size * 1.25
        ax.plot([x, x], [0, 1 - (down - 1) / high], color=RUST, linewidth=1.0, zorder=1.5,
                transform=ax.get_xaxis_transform())
        ax.annotate(text, (x, 1), xycoords=("data", "axes fraction"),
                    xytext=(-3 if leftward else 3, -down), textcoords="offset points",
                    ha="right" if leftward else "left", va="top", fontsize=size, color=RUST,
                    zorder=4, bbox={"facecolor": "white", "alpha": 0.85, "linewidth": 0,
                                    "pad": 0.6})


def _places(
    at: list[float], widths: list[float], left: float, right: float
) -> list[tuple[int, bool]]:
    """The row from the top of each line's words, and whether they stand at its left.

    Of all ways the first that has the fewest words across another line or outside the panel.
    """
    if len(at) > MOST_SORTED:
        return [(row, x > (left + right) / 2) for row, x in enumerate(at)]

    def crossings(way: tuple[tuple[int, ...], tuple[bool, ...]]) -> int:
        found = 0
        for one, (x, width) in enumerate(zip(at, widths, strict=True)):
            start, end = (x - width, x) if way[1][one] else (x, x + width)
            found += 10 * (start < left or end > right)
            found += sum(way[0][other] < way[0][one] and start < at[other] < end
                         for other in range(len(at)) if other != one)
        return found

    ways = product(permutations(range(len(at))), product((False, True), repeat=len(at)))
    rows, sides = min(ways, key=crossings)
    return list(zip(rows, sides, strict=True))


def _panel(
    ax: Axes, rows: pd.DataFrame, changes: pd.DataFrame, span: tuple[int, int], length: int,
    language: str, *, wide: bool,
) -> None:
    ax.set(xlim=(span[0] - 0.7 * length, span[1] + 0.7 * length))
    _course(ax, rows, length, 3.0 if wide else 2.2)
    top = _limits(rows)
    lines = len(changes)
    # Room above the line for the changes' words.
    ax.set_ylim(0, top * (1 + 0.16 * lines * (1.0 if wide else 1.15)))
    ax.yaxis.set_major_locator(MaxNLocator(3 if wide else 2, integer=top >= 3))
    ax.xaxis.set_major_locator(MaxNLocator(9 if wide else 4, integer=True, steps=[1, 2, 5, 10]))
    ax.tick_params(axis="both", labelsize=7.5, labelcolor=GREY, pad=2)
    ax.grid(axis="y", color=FAINT, linewidth=0.6)
    if len(changes):
        _changes(ax, changes, length, language, 7.5 if wide else 6.8)


def plot_theme_trend(
    frame: pd.DataFrame,
    *,
    language: str = "en",
    title: str | None = None,
    subtitle: str | None = None,
    note: str | None = None,
    changes: pd.DataFrame | None = None,
    themes: Sequence[str] | None = None,
) -> Figure:
    """Small multiples: the rate of each theme by year with its interval, gaps and change points.

    Parameters
    ----------
    frame : theme_trend, a row a theme and year, years without a text among them
    language : "en" or "zh"
    title, subtitle, note : words around the drawing; None gives plain ones
    changes : theme_changes, whose change points are drawn with their intervals; None takes what
        ``frame.attrs["changes"]`` tells
    themes : ids of the themes to draw; None takes all that have hits, fifteen at most: those asked
        for first, then the most frequent

    Returns
    -------
    The figure, an axes a theme. Up to four themes stand one below the other, more in three
    columns.

    Raises
    ------
    NothingToDraw
        with fewer than five years that have a dated text, or no hit in any

    Notes
    -----
    Each panel has its own scale: compare courses, not heights. An interval that reaches far above
    all rates (a short text) is cut at the panel's edge.
    """
    check_language(language)
    if changes is None and "changes" in frame.attrs:
        changes = pd.DataFrame(frame.attrs["changes"])
    words = WORDS[language]
    if len(frame) == 0:
        raise NothingToDraw(words["undated"])
    frame = need(frame, COLUMNS, "theme_trend", numbers=("hits", "per_10k", "low", "high"))
    years = frame.loc[frame["articles"] > 0, "year"].nunique()
    if years < FEWEST_PERIODS:
        years_en = "years" if years != 1 else "year"
        raise NothingToDraw(words["few"].format(n=years, years=years_en))
    if not frame["hits"].sum() > 0:
        raise NothingToDraw(words["empty"])
    chosen, length = _chosen(frame, themes), int(frame.attrs.get("length", _step(frame)))
    named = None if changes is None else _named(changes, frame, chosen)
    figure = _figure(frame, chosen, named, length, language)
    headline(figure, title or words["title"], subtitle or words["subtitle"])
    footnote(figure, note if note is not None else _note(frame, chosen, named, language))
    return figure


def _step(frame: pd.DataFrame) -> int:
    years = sorted(set(frame["year"]))
    return int(min(np.diff(years))) if len(years) > 1 else 1


def _named(changes: pd.DataFrame, frame: pd.DataFrame, themes: list[str]) -> pd.DataFrame:
    """Change points that may be named, of the themes and years drawn."""
    numbers = ["change", "change_low", "change_high", "ratio"]
    rows = changes[(changes["verdict"] == "change") & changes["theme"].isin(themes)]
    rows = rows.astype(dict.fromkeys(numbers, float))
    return rows[rows["change"].between(frame["year"].min(), frame["year"].max())]


def _figure(
    frame: pd.DataFrame, themes: list[str], changes: pd.DataFrame | None, length: int,
    language: str,
) -> Figure:
    wide = len(themes) <= WIDE_THEMES
    across = 1 if wide else 3
    bands = -(-len(themes) // across)
    left, gap = MARGIN + 0.32, 0.42
    width = (page_width() - left - MARGIN - gap * (across - 1)) / across
    height = 1.25 if wide else 1.0
    labels = theme_labels(frame, language) if wide else theme_names(frame, language)
    heads = [fitted(labels[theme], width + 0.1, 9 if wide else 8.2) for theme in themes]
    head = max(label.count("\n") + 1 for label in heads) * (9 if wide else 8.2) * 1.25 / 72 + 0.08
    figure = new_figure(bands * (head + height + 0.26))
    span = int(frame["year"].min()), int(frame["year"].max())
    for index, theme in enumerate(themes):
        band, column = divmod(index, across)
        ax = add_axes(figure, left + column * (width + gap),
                      band * (head + height + 0.26) + head, width, height)
        rows = frame[frame["theme"] == theme].sort_values("year")
        own = frame.iloc[:0] if changes is None else changes[changes["theme"] == theme]
        _panel(ax, rows, own, span, length, language, wide=wide)
        ax.set_title(heads[index], fontsize=9 if wide else 8.2, color=INK, pad=4, loc="left",
                     linespacing=1.1, x=-0.28 / width)
    return figure


def _note(
    frame: pd.DataFrame, themes: list[str], changes: pd.DataFrame | None, language: str
) -> str:
    words = WORDS[language]
    drawn = frame[frame["theme"].isin(themes)]
    cut = [rows["high"].max() > _limits(rows) for _, rows in drawn.groupby("theme", sort=False)]
    told = {"ring": (drawn["per_10k"] == 0).any(), "gap": (drawn["articles"] == 0).any(),
            "cut": any(cut)}
    parts = [words[key] for key, holds in told.items() if holds]
    if changes is not None:
        parts.append(words["change" if len(changes) else "none"])
    more = frame.loc[frame["hits"] > 0, "theme"].nunique() - len(themes)
    if more > 0:
        parts.append(words["more"].format(n=more))
    count = int(frame.drop_duplicates("year")["articles"].sum())
    parts.append(words["n" if count != 1 else "n_one"].format(n=f"{count:,}"))
    return "".join(parts)
