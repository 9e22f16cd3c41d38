"""How the texts are written, period by period: articles as dots, means with intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from matplotlib.ticker import MaxNLocator

from liangwen.periods import period_label

from .labels import fitted
from .layout import MARGIN, new_figure, page_width
from .style import (
    BLUE,
    EMPTY,
    FAINT,
    GREY,
    INK,
    NothingToDraw,
    add_axes,
    check_language,
    footnote,
    headline,
    need,
    text_width,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

COLUMNS = ("period", "year", "measure", "articles", "mean", "low", "high")
#: Measures that have a panel, in order, and whether they are shares.
DRAWN = {"sentence_characters": False, "clause_characters": False, "mattr": True,
         "uncommon_share": True}

WORDS = {
    "en": {
        "title": "How the texts are written, period by period",
        "subtitle": "Mean of each period's articles with its 95 % interval; a small dot: an "
        "article",
        "sentence_characters": "Length of a sentence (characters)",
        "clause_characters": "Between two punctuation marks (characters)",
        "mattr": "Different words in every 100 (%)", "uncommon_share": "Uncommon words (%)",
        "note": "Every article weighs the same. Without an interval: fewer than three articles. "
        "Each panel has its own scale, not from zero. ",
        "n": "n = {n} dated articles.",
        "one": "The dated texts are of one period: there is nothing to compare over time.",
    },
    "zh": {
        "title": "各时期文本的写法",
        "subtitle": "各时期文章的均值及95%区间；小点为单篇文章",
        "sentence_characters": "句长（字）", "clause_characters": "两个标点之间（字）",
        "mattr": "每百词中不同词的占比（%）", "uncommon_share": "非常用词（%）",
        "note": "每篇权重相同。无区间者不足三篇。各图纵轴刻度不同，且不从零起。",
        "n": "n = {n}篇有日期的文章。",
        "one": "有日期的文本同属一个时期，无从作时间上的比较。",
    },
}


def plot_readability_by_period(
    frame: pd.DataFrame,
    *,
    language: str = "en",
    title: str | None = None,
    subtitle: str | None = None,
    note: str | None = None,
) -> Figure:
    """Draw four measures of readability as small multiples, the periods in the order of time.

    Parameters
    ----------
    frame : readability_by_period, a row a measure of a period; ``attrs["texts"]`` holds the
        articles' own values and years, for the small dots
    language : "en" or "zh"
    title, subtitle, note : words around the drawing; None gives plain ones

    Raises
    ------
    NothingToDraw : with fewer than two periods

    Notes
    -----
    None of these is a measure of how well a text is understood.
    """
    check_language(language)
    words = WORDS[language]
    if len(frame) == 0 or frame["period"].nunique() < 2:
        raise NothingToDraw(words["one"])
    frame = need(frame, COLUMNS, "readability_by_period", numbers=("mean", "low", "high"))
    texts = pd.DataFrame(frame.attrs.get("texts") or [])
    periods = sorted(set(frame["period"]))
    left, gap, high, head, foot = MARGIN + 0.36, 0.5, 1.3, 0.3, 0.4
    width = (page_width() - left - MARGIN - gap) / 2
    figure = new_figure(2 * (head + high + foot))
    for place, measure in enumerate(DRAWN):
        row, column = divmod(place, 2)
        axes = add_axes(figure, left + column * (width + gap),
                        row * (head + high + foot) + head, width, high)
        _panel(axes, frame[frame["measure"] == measure], texts, periods, measure, language, width)
        axes.set_title(words[measure], fontsize=9, color=INK, pad=5, x=-0.3 / width)
    headline(figure, title or words["title"], subtitle or words["subtitle"])
    count = int(frame.groupby("period")["articles"].max().sum())
    n = words["n"].format(n=f"{count:,}").replace(" = ", "\u00a0=\u00a0")
    footnote(figure, note if note is not None else words["note"] + n)
    return figure


def _panel(
    axes: Axes, rows: pd.DataFrame, texts: pd.DataFrame, periods: list[str], measure: str,
    language: str, width: float,
) -> None:
    times = 100.0 if DRAWN[measure] else 1.0
    place = {period: number for number, period in enumerate(periods)}
    own = rows.set_index("period").reindex(periods)
    mean, low, high = (times * own[name].to_numpy(float) for name in ("mean", "low", "high"))
    if len(texts) and measure in texts:
        _dots(axes, texts, own, place, measure, times)
    x = np.arange(len(periods), dtype=float)
    axes.vlines(x, low, high, color=BLUE, linewidth=2.0, alpha=0.6, zorder=3)
    axes.plot(x, mean, color=BLUE, linewidth=1.0, alpha=0.5, zorder=2)
    axes.plot(x, mean, "o", color=BLUE, markersize=5, zorder=4)
    axes.set_xlim(-0.6, len(periods) - 0.4)
    axes.yaxis.set_major_locator(MaxNLocator(4, min_n_ticks=2))
    axes.tick_params(axis="both", labelsize=7.5, labelcolor=GREY, pad=2)
    axes.tick_params(axis="x", pad=5)
    axes.grid(axis="y", color=FAINT, linewidth=0.6)
    labels = [period_label(period, language) for period in periods]
    slot = width / (len(labels) + 0.2)
    if len(labels) > 8:
        labels = [label.removesuffix("年") for label in labels]
    labels = [fitted(label, max(slot - 0.06, 0.3), 7.5) for label in labels]
    # Where not all find room, every second, third … is named.
    every = max(1, int(np.ceil((max(text_width(one, 7.5) for one in labels) + 0.05) / slot)))
    axes.set_xticks(x[::every], labels[::every], fontsize=7.5, linespacing=1.1)


def _dots(
    axes: Axes, texts: pd.DataFrame, own: pd.DataFrame, place: dict[str, int], measure: str,
    times: float,
) -> None:
    """The articles, each at its year within the width of its period."""
    starts = {name: int(year) for name, year in zip(own.index, own["year"], strict=True)
              if not pd.isna(year)}
    length = max(1, _length(list(starts)))
    known: Any = texts.dropna(subset=[measure, "year"])
    year = known["year"].astype(int)
    begin = year // length * length
    spot = {start: place[name] for name, start in starts.items()}
    x = begin.map(spot).astype(float) + (year - begin + 0.5) / length * 0.7 - 0.35
    axes.plot(x, times * known[measure].astype(float), "o", color=EMPTY, markersize=2.6, zorder=1)


def _length(names: list[str]) -> int:
    first, _, last = names[0].partition("–")
    return int(last) - int(first) + 1 if last else 1
