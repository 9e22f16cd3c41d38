"""The rise and fall of words: the terms that time moves most, in the order of their day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .period_grid import NUMBERED, Cell, draw_periods
from .style import AMOUNT, NothingToDraw, check_language, footnote, headline, need
from .term_heatmap import rate_words

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

COLUMNS = ("period", "term", "count", "per_10k", "verdict", "lrc")

WORDS = {
    "en": {
        "title": "The rise and fall of words",
        "subtitle": "Occurrences per 10,000 words; darker: nearer to the term's own highest rate",
        "subtitle_plain": "Darker: nearer to the term's own highest rate",
        "note": "The terms that set a period apart most clearly, {each} of each at most, in the "
        "order of the middle of their use; compare along a row, not between rows. – does not "
        "occur. "
        "Years written in characters, stop words and names of places are left out. "
        "n: dated articles of the period.",
        "one": "The dated texts are of one period: there is no course of time to draw.",
        "none": "No term sets a period apart once all that were tested are allowed for.",
    },
    "zh": {
        "title": "词语的兴衰",
        "subtitle": "每万词出现次数；颜色越深，越接近该词自身的最高频率",
        "subtitle_plain": "颜色越深，越接近该词自身的最高频率",
        "note": "取最能区分各时期的词（每期至多{each}个），按使用时间的重心排列；宜横看一词之变，"
        "不宜上下比较。"
        "“–”表示没有出现。不计以汉字书写的年份、停用词与地名。n为该时期有日期的文章数。",
        "one": "有日期的文本同属一个时期，无从画出时间走势。",
        "none": "就全部受检词一并校正后，没有词能区分某一时期。",
    },
}
#: So many rows at most.
MOST_TERMS = 24


def plot_terms_by_period(
    frame: pd.DataFrame,
    *,
    language: str = "en",
    top: int | None = None,
    title: str | None = None,
    subtitle: str | None = None,
    note: str | None = None,
) -> Figure:
    """Terms × periods: the rate in each cell, its colour by the term's own highest rate.

    Parameters
    ----------
    frame : keyness_by_period, a row a period and term
    language : "en" or "zh"
    top : terms taken of each period; as many as make two dozen rows, five at most, unless told
    title, subtitle, note : words around the drawing; None gives plain ones

    Returns
    -------
    A figure with a row a term, the one whose use lies earliest first.

    Raises
    ------
    NothingToDraw : with fewer than two periods, or where no term sets one apart

    Notes
    -----
    Only terms that a period has more of than the others, with a verdict; a word that is always
    there is not shown. The middle of use is the mean of the periods, weighted by the rates.
    """
    check_language(language)
    words = WORDS[language]
    if len(frame) == 0 or frame["period"].nunique() < 2:
        raise NothingToDraw(words["one"])
    frame = need(frame, COLUMNS, "keyness_by_period", numbers=("per_10k", "count"))
    terms, each = moving_terms(frame, top)
    if not terms:
        raise NothingToDraw(words["none"])
    periods = sorted(set(frame["period"]))
    part = frame[frame["term"].isin(terms)]
    rates = part.pivot_table(index="term", columns="period", values="per_10k", aggfunc="sum",
                             fill_value=0).reindex(columns=periods, fill_value=0)
    middle = rates.to_numpy() @ range(len(periods)) / rates.to_numpy().sum(axis=1)
    order = [term for _, term in sorted(zip(middle.round(9), rates.index, strict=True))]
    cells = {}
    for term in order:
        highest = float(rates.loc[term].max())
        for period in periods:
            rate = float(rates.at[term, period])
            if rate > 0:
                cells[term, period] = Cell(AMOUNT(rate / highest), rate_words(rate))
    counts = frame.attrs.get("period_articles", {})
    if not counts and "group_articles" in frame:
        counts = frame.groupby("period")["group_articles"].max().astype(int).to_dict()
    figure = draw_periods(cells, {term: term for term in order}, periods, counts, kind="term",
                          language=language)
    plain = words["subtitle" if len(periods) <= NUMBERED else "subtitle_plain"]
    headline(figure, title or words["title"], subtitle or plain)
    footnote(figure, note or words["note"].format(each=each))
    return figure


def moving_terms(frame: pd.DataFrame, top: int | None = None) -> tuple[list[str], int]:
    """The terms that set a period apart by being used more, and how many of each were taken."""
    own = frame[frame["verdict"].isin(["distinctive", "in this text"]) & (frame["log_ratio"] > 0)]
    if own.empty:
        return [], 0
    each = top or max(1, min(5, MOST_TERMS // own["period"].nunique()))
    ranked = own.assign(_size=-own["lrc"].abs()).sort_values(
        ["period", "_size", "term"], kind="stable")
    return list(dict.fromkeys(ranked.groupby("period", sort=True).head(each)["term"])), each
