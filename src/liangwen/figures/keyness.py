"""What each region's texts say more, or less, than all the others: log ratios with intervals.

Up to `PANELS` regions have a panel each; more regions have a row each, with their strongest terms.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.ticker import MaxNLocator

from liangwen.leads import Lead

from .areas import lead_row
from .labels import region_labels
from .layout import panels_a_row
from .sheet import MARGIN, Entry, new_figure, shortened, word_grid
from .style import (
    BLUE,
    EMPTY,
    GREY,
    INK,
    RUST,
    NothingToDraw,
    add_axes,
    check_language,
    footnote,
    headline,
    need,
    page_width,
    text_width,
)
from .term_frequencies import articles_words

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

PANELS = 8
#: A line that goes beyond this ends at the panel's edge with an arrow: 2 to the 6th is 64 times.
EDGE = 6.0
COLUMNS = ("region", "term", "count", "reference_count", "log_ratio", "log_ratio_low",
           "log_ratio_high", "lrc")

WORDS = {
    "en": {
        "title": "Words that each region's texts use more, or less, than the others",
        "subtitle": "Log ratio against all other regions (dot), 95 % interval (line); counts here "
                    ": elsewhere",
        "subtitle_grid": "The {top} strongest terms of each region's texts: log ratio against all "
                         "other regions",
        "note": "+1: twice as often per token as elsewhere. Blue more, rust less often "
                "beyond chance for all the terms tested together (LRC); grey rings: "
                "may be chance, as so many terms are tested, even where the line misses 0. An "
                "arrow: the line goes on. ",
        "note_grid": "+1: twice as often per token as elsewhere. Blue more, rust less often beyond "
                     "chance for all the terms tested together (LRC), grey may be chance. ",
        "one": "one article: chance within this text only",
        "one_all": "One article a region: chance within a text only, nothing about the province. ",
        "some_one": "Where a region has one article, chance within that text only. ",
        "none": "no term beyond chance",
        "one_none": "one article: chance within this text only; no term beyond it",
        "axis": "log ratio (base 2)",
    },
    "zh": {
        "title": "各地区文本比其他地区多用和少用的词",
        "subtitle": "与其他地区相比的对数比（点）与95%区间（线）；右侧为本地区次数 : 其他地区次数",
        "subtitle_grid": "各地区文本与其他地区差别最大的{top}个词及其对数比",
        "note": "+1为其他地区频率的两倍。蓝色多用、橙色少用，就全部受检词而言超出偶然（LRC）；"
                "灰色空心点：因受检词多，即使横线不含0也可能出于偶然。箭头表示横线未画完。",
        "note_grid": "+1为其他地区频率的两倍。蓝色多用、橙色少用，就全部受检词而言超出偶然（LRC）；"
                     "灰色：可能出于偶然。",
        "one": "只有一篇：仅指该文内部的偶然",
        "one_all": "每个地区只有一篇：偶然仅指一文之内，不能推及省份。",
        "some_one": "只有一篇的地区，偶然仅指该文之内。",
        "none": "没有超出偶然的词",
        "one_none": "只有一篇：仅指该文内部的偶然；没有超出偶然的词",
        "axis": "对数比（以2为底）",
    },
}


def plot_keyness(
    frame: pd.DataFrame,
    *,
    language: str = "en",
    top: int | None = None,
    articles: int | Mapping[str, int] | None = None,
    title: str | None = None,
    subtitle: str | None = None,
    note: str | None = None,
) -> Figure:
    """Draw the terms that set each region's texts apart from all the others.

    Parameters
    ----------
    frame : keyness: a row a region and term, with region, region_en, term, count, reference_count,
        log_ratio, log_ratio_low, log_ratio_high, lrc and articles (of the region, that use the
        term)
    language : "en" or "zh"
    top : terms a region; 8 in up to four panels, 6 in more, 5 in the grid, unless told otherwise
    articles : number of articles, of all or {region: number}; else as many as the frame shows
    title, subtitle, note : words of your own instead of the computed ones

    Returns
    -------
    A figure with a panel a region; with more than eight regions a row a region.

    Raises
    ------
    NothingToDraw : there is one region only, so there is nothing to compare it with

    Notes
    -----
    Terms with an LRC other than 0 come first, by its size; the others by the end of their interval
    that is nearer to 0, so that rare noise does not stand above frequent words. With one article a
    region an interval knows of chance within that text and of nothing else.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({
    ...     "region": ["广东", "天津"], "region_en": ["Guangdong", "Tianjin"], "term": ["量子"] * 2,
    ...     "count": [7, 1], "reference_count": [1, 7], "log_ratio": [2.1, -2.1],
    ...     "log_ratio_low": [0.2, -4.6], "log_ratio_high": [4.6, -0.2], "lrc": [0.0, 0.0],
    ...     "articles": [1, 1]})
    >>> [axes.texts[0].get_text() for axes in plot_keyness(frame).axes]
    ['7 : 1', '1 : 7']
    """
    check_language(language)
    frame = need(frame, COLUMNS, "keyness")
    words, labels = WORDS[language], region_labels(frame, language)
    if len(labels) < 2:
        raise NothingToDraw("Keyness compares regions, and the articles are of one region only.")
    grid = len(labels) > PANELS
    top = top or (5 if grid else 8 if len(labels) <= 4 else 6)
    tops = {region: strongest(frame[frame["region"] == region], top) for region in labels}
    single = _single(frame, articles)
    figure = _grid(tops, labels, top) if grid else _panels(tops, labels, single, words, top)
    headline(figure, title or words["title"],
             subtitle or words["subtitle_grid" if grid else "subtitle"].format(top=top))
    counted = sum(articles.values()) if isinstance(articles, Mapping) else articles
    footnote(figure, note or words["note_grid" if grid else "note"]
             + _caution(single, labels, words) + articles_words(frame, counted, language))
    return figure


def strongest(part: pd.DataFrame, top: int) -> pd.DataFrame:
    """The strongest terms of a region: by |LRC|, then by how near the interval comes to 0.

    What is used more stands first, what is used less below it.
    """
    sign = np.sign(part["log_ratio"])
    nearest = np.where(sign >= 0, part["log_ratio_low"], -part["log_ratio_high"])
    ranked = part.assign(
        _lrc=part["lrc"].abs(), _nearest=nearest, _size=part["log_ratio"].abs(), _less=sign < 0
    ).sort_values(["_lrc", "_nearest", "_size", "term"], ascending=[False, False, False, True])
    chosen = ranked.head(top).sort_values("_less", kind="stable")
    return chosen.drop(columns=["_lrc", "_nearest", "_size", "_less"])


def _single(frame: pd.DataFrame, articles: int | Mapping[str, int] | None) -> set[str]:
    """Regions with one article."""
    told = articles if isinstance(articles, Mapping) else frame.attrs.get("articles")
    if isinstance(told, Mapping):
        return {region for region, number in told.items() if number == 1}
    if "articles" not in frame:
        return set()
    most = frame.groupby("region")["articles"].max()
    return set(most.index[most <= 1])


def _caution(single: set[str], labels: dict[str, str], words: dict) -> str:
    if single >= set(labels):
        return words["one_all"]
    return words["some_one"] if single else ""


def _colour(row: Any) -> str:
    return GREY if row.lrc == 0 else BLUE if row.log_ratio > 0 else RUST


def _panels(
    tops: dict[str, pd.DataFrame], labels: dict[str, str], single: set[str], words: dict, top: int
) -> Figure:
    columns = panels_a_row(2 if len(tops) > 1 else 1, 3.2)
    rows = -(-len(tops) // columns)
    captions = {
        region: words.get("_".join(["one"] * (region in single)
                                   + ["none"] * bool((part["lrc"] == 0).all())), "")
        for region, part in tops.items()
    }
    # Beneath the last row stands the axis' title, too.
    step, head, foot, last = 0.185, 0.5 if any(captions.values()) else 0.34, 0.26, 0.11
    figure = new_figure(rows * (head + step * top + foot) + last)
    longest = max(text_width(t, 8.5) for part in tops.values() for t in part["term"])
    names, counts = min(longest + 0.14, 1.1), 0.66
    pitch = (page_width() - 2 * MARGIN + 0.12) / columns
    reach = _reach(tops)
    for place, (region, part) in enumerate(tops.items()):
        row, column = divmod(place, columns)
        axes = add_axes(
            figure, MARGIN + column * pitch + names, row * (head + step * top + foot) + head,
            pitch - names - counts - 0.12, step * top,
        )
        _intervals(axes, part, reach, top, names)
        caption = captions[region]
        for text, size, lift, colour in ((labels[region], 10, 20 if caption else 7, INK),
                                         (caption, 7.5, 7, GREY)):
            axes.annotate(text, (0, 1), xycoords="axes fraction", xytext=(-names * 72, lift),
                          textcoords="offset points", fontsize=size, va="baseline", color=colour)
        if place + columns >= len(tops):
            axes.set_xlabel(words["axis"], fontsize=8)
    return figure


def _reach(tops: dict[str, pd.DataFrame]) -> tuple[float, float]:
    """One scale for all panels: all dots lie on it, and the ends of the lines where they fit."""
    shown = [part[column] for part in tops.values()
             for column in ("log_ratio", "log_ratio_low", "log_ratio_high")]
    dots = [part["log_ratio"] for part in tops.values()]
    low, high = (
        sign * min(max(float((sign * values).max()) for values in shown),
                   max(EDGE, max(float((sign * values).max()) for values in dots) + 0.5))
        for sign in (-1, 1)
    )
    return min(low, -1.0) - 0.3, max(high, 1.0) + 0.3


def _intervals(
    axes: Axes, part: pd.DataFrame, reach: tuple[float, float], top: int, names: float
) -> None:
    """Dots and lines of one region; the counts at the right."""
    left, right = reach
    axes.axvline(0, color=EMPTY, linewidth=1)
    row: Any
    for y, row in enumerate(part.itertuples(index=False)):
        colour = _colour(row)
        low, high = max(row.log_ratio_low, left), min(row.log_ratio_high, right)
        axes.plot([low, high], [y, y], color=colour, linewidth=1.4, alpha=0.55,
                  solid_capstyle="butt")
        for end, cut, mark in ((low, row.log_ratio_low < left, "<"),
                               (high, row.log_ratio_high > right, ">")):
            if cut:
                axes.plot([end], [y], mark, color=colour, markersize=3.5, clip_on=False)
        lead_row(axes, y, "term", row.region, row.term)
        axes.plot([row.log_ratio], [y], "o", markersize=5, color=colour,
                  markerfacecolor="white" if row.lrc == 0 else colour, clip_on=False)
        axes.annotate(f"{int(row.count):,} : {int(row.reference_count):,}", (1, y),
                      xycoords=axes.get_yaxis_transform(), xytext=(6, 0),
                      textcoords="offset points", fontsize=7.5, va="center", color=GREY)
    axes.set_ylim(top - 0.5, -0.5)
    axes.set_xlim(left, right)
    ticks = [tick for tick in MaxNLocator(5, integer=True).tick_values(left, right)
             if left <= tick <= right]
    axes.set_xticks(ticks, [f"{tick:+g}".replace("-", "−") if tick else "0" for tick in ticks])
    axes.set_yticks(range(len(part)), [shortened(t, names - 0.12, 8.5) for t in part["term"]],
                    fontsize=8.5)
    axes.tick_params(axis="x", labelsize=8)
    axes.tick_params(axis="y", pad=7)
    axes.grid(axis="x")
    for tick, row in zip(axes.get_yticklabels(), part.itertuples(index=False), strict=True):
        tick.set_color(GREY if row.lrc == 0 else INK)


def _grid(tops: dict[str, pd.DataFrame], labels: dict[str, str], top: int) -> Figure:
    rows = {
        labels[region]: [
            Entry(str(row.term), f"{row.log_ratio:+.1f}".replace("-", "−"), _colour(row),
                  lead=Lead("term", region, str(row.term)))
            for row in part.itertuples(index=False)
        ]
        for region, part in tops.items()
    }
    return word_grid(rows, columns=top)
