"""How dense each theme is in each period, and where a period stands apart from the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from liangwen.uncertainty import SPOKEN

from .labels import ordered_themes, theme_names
from .period_grid import NUMBERED, Cell, draw_periods
from .style import DIVERGING, NothingToDraw, check_language, footnote, headline, need
from .term_heatmap import rate_words

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

COLUMNS = ("period", "theme", "theme_zh", "theme_en", "focus", "hits", "per_10k", "articles")
#: The colour is full where a period's rate is so many times that of the others, or one in so many.
FULL = 8.0

WORDS = {
    "en": {
        "title": "The themes by period",
        "subtitle": "Hits per 10,000 Chinese characters (small: number of hits); blue: denser than "
        "in other periods, rust: less",
        "subtitle_plain": "Blue: denser than in the other periods together, rust: less dense",
        "note": "The colour grows with the ratio of the rates and is full at eight times, or an "
        "eighth. – no hit. ",
        "framed": "Framed: the period stands apart once all cells are allowed for. ",
        "unframed": "No cell stands apart once all cells are allowed for. ",
        "apart": "The themes asked for first stand apart. ",
        "n": "n: dated articles of the period.",
        "one": "The dated texts are of one period: there is no course of time to draw.",
        "empty": "No theme has a hit in a dated text: there is no course to draw.",
    },
    "zh": {
        "title": "各时期的主题",
        "subtitle": "每万汉字命中次数（小字为命中数）；蓝色高于其余各时期合计，橙色低于",
        "subtitle_plain": "蓝色高于其余各时期合计，橙色低于",
        "note": "颜色随频率之比加深，至八倍（或八分之一）为最深。“–”表示没有命中。",
        "framed": "加框者在就全部格一并校正后仍有别于其余时期。",
        "unframed": "就全部格一并校正后，没有一格有别于其余时期。",
        "apart": "重点主题单列于前。",
        "n": "n为该时期有日期的文章数。",
        "one": "有日期的文本同属一个时期，无从画出时间走势。",
        "empty": "有日期的文本中没有任何主题命中，无走势可画。",
    },
}


def plot_theme_by_period(
    frame: pd.DataFrame,
    *,
    language: str = "en",
    emphasis: pd.DataFrame | None = None,
    title: str | None = None,
    subtitle: str | None = None,
    note: str | None = None,
) -> Figure:
    """Themes × periods: the rate in each cell, the colour by its ratio to the other periods'.

    Parameters
    ----------
    frame : theme_intensity_by_period, a row a period and theme
    language : "en" or "zh"
    emphasis : emphasis_by_period, whose verdicts frame cells and whose ratios colour them; without
        it the ratios are those of the rates
    title, subtitle, note : words around the drawing; None gives plain ones

    Returns
    -------
    A figure with a cell a theme and period, the periods in the order of time. With more than
    twelve periods the cells bear no numbers.

    Raises
    ------
    NothingToDraw : with fewer than two periods, or without a hit

    Notes
    -----
    Compare along a theme; two themes differ in their lists of terms first of all.
    """
    check_language(language)
    words = WORDS[language]
    if len(frame) == 0 or frame["period"].nunique() < 2:
        raise NothingToDraw(words["one"])
    frame = need(frame, COLUMNS, "theme_intensity_by_period", numbers=("per_10k", "hits"))
    if not frame["hits"].sum() > 0:
        raise NothingToDraw(words["empty"])
    focus, others = ordered_themes(frame)
    names = theme_names(frame, language)
    periods = sorted(set(frame["period"]))
    ratios = _ratios(frame)
    spoken: set[tuple[str, str]] = set()
    if emphasis is not None and len(emphasis):
        firm = emphasis[emphasis["verdict"].isin([v for v in SPOKEN if v != "suggestive"])]
        spoken = set(zip(firm["theme"], firm["period"], strict=True))
    cells = {
        (row.theme, row.period): _cell(row, ratios[row.theme, row.period],
                                       (row.theme, row.period) in spoken)
        for row in frame.itertuples(index=False)
    }
    counts = frame.groupby("period")["articles"].max().astype(int).to_dict()
    order = [*focus, *others]
    figure = draw_periods(cells, {theme: names[theme] for theme in order}, periods, counts,
                          kind="theme", language=language, gap_after=len(focus))
    plain = words["subtitle" if len(periods) <= NUMBERED else "subtitle_plain"]
    headline(figure, title or words["title"], subtitle or plain)
    framed = words["framed" if spoken else "unframed"] if emphasis is not None else ""
    apart = words["apart"] if focus and others else ""
    footnote(figure, note if note is not None else words["note"] + framed + apart + words["n"])
    return figure


def _ratios(frame: pd.DataFrame) -> dict[tuple[str, str], float]:
    """Each rate over that of all other periods together; infinite where those have no hit."""
    found = {}
    for theme, part in frame.groupby("theme", sort=False):
        hits, han = part["hits"].sum(), part["han"].sum()
        for row in part.itertuples(index=False):
            rest, size = hits - row.hits, han - row.han
            other = rest / size if size else 0.0
            own = row.hits / row.han if row.han else 0.0
            found[str(theme), str(row.period)] = own / other if other else np.inf
    return found


def _cell(row: Any, ratio: float, framed: bool) -> Cell:
    if not row.hits > 0:
        # A silence that is framed is a finding, too.
        return Cell(DIVERGING(0.0), "0", "", True) if framed else Cell(None)
    level = float(np.clip(np.log(ratio) / np.log(FULL), -1, 1)) if np.isfinite(ratio) else 1.0
    return Cell(DIVERGING(0.5 + level / 2), rate_words(row.per_10k), f"{int(row.hits):,}", framed)
