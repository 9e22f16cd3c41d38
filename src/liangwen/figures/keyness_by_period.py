"""What each period's texts say more, or less, than all the others: log ratios with intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from liangwen.periods import period_label

from .keyness import EDGE, PANELS, plot_keyness, strongest
from .period_grid import with_periods
from .style import NothingToDraw, check_language

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

WORDS = {
    "en": {
        "title": "Words that each period's texts use more, or less, than the others",
        "subtitle": "Log ratio against all other periods (dot), 95 % interval (line); counts here "
        ": elsewhere",
        "subtitle_grid": "The strongest terms of each period's texts: log ratio against all other "
        "periods",
        "note": "+1: twice as often per word as elsewhere. Blue more, rust less often, with the "
        "variation between articles and all terms tested allowed for (q < .05); grey: may be "
        "chance. ",
        "bare": "A dot without a line: the other periods hardly have the term, and it is judged by "
        "the number of articles that use it. ",
        "arrow": "An arrow: the line goes on. ",
        "few": "{names}: too few articles to judge a term. ",
        "n": "n = {n} dated articles.",
        "one": "The dated texts are of one period: there is nothing to compare over time.",
        "none": "In no period are there enough articles to judge a term.",
        "join": ", ",
    },
    "zh": {
        "title": "各时期文本比其余时期多用和少用的词",
        "subtitle": "与其余各时期相比的对数比（点）与95%区间（线）；右侧为本期次数 : 其余时期次数",
        "subtitle_grid": "各时期文本与其余时期差别最大的词及其对数比",
        "note": "+1为其余时期频率的两倍。蓝色多用、橙色少用，已计入文章之间的差异与受检词数"
        "（q < .05）；灰色：可能出于偶然。",
        "bare": "有点无线者，其余时期几乎不用该词，按使用该词的文章数判断。",
        "arrow": "箭头表示横线未画完。",
        "few": "{names}文章太少，不足以判断用词。",
        "n": "n = {n}篇有日期的文章。",
        "one": "有日期的文本同属一个时期，无从作时间上的比较。",
        "none": "各时期的文章都太少，不足以判断用词。",
        "join": "、",
    },
}


def plot_keyness_by_period(
    frame: pd.DataFrame,
    *,
    language: str = "en",
    top: int | None = None,
    title: str | None = None,
    subtitle: str | None = None,
    note: str | None = None,
) -> Figure:
    """Draw the terms that set each period's texts apart, the periods in the order of time.

    Parameters
    ----------
    frame : keyness_by_period, a row a period and term
    language : "en" or "zh"
    top : terms a period; see :func:`liangwen.figures.keyness.plot_keyness`
    title, subtitle, note : words around the drawing; None gives plain ones

    Returns
    -------
    A figure with a panel a period; with more than eight periods a row a period. Periods in which
    no term can be judged are named in the note.

    Raises
    ------
    NothingToDraw : with fewer than two periods, or where no term can be judged

    Notes
    -----
    What is filled has a verdict that lets the articles differ; see
    :mod:`liangwen.term_uncertainty`.
    """
    check_language(language)
    words = WORDS[language]
    periods = sorted(set(frame["period"])) if len(frame) else []
    if len(periods) < 2:
        raise NothingToDraw(words["one"])
    shown = drawable(frame)
    judged = set(shown["region"])
    if len(judged) < 2:
        raise NothingToDraw(words["none"])
    few = [period_label(period, language) for period in periods if period not in judged]
    grid = len(judged) > PANELS
    parts = [words["note"]]
    bare = (shown["interval"] == "articles").any()
    if not grid:
        parts += [words["bare"]] * bool(bare) + [words["arrow"]] * _goes_on(shown, top or 8)
    parts += [words["few"].format(names=words["join"].join(few))] * bool(few)
    counts = frame.attrs.get("period_articles", {})
    if counts:
        number = words["n"].format(n=f"{sum(counts.values()):,}")
        parts.append(number.replace(" = ", "\u00a0=\u00a0"))
    return plot_keyness(
        shown,
        language=language,
        top=top,
        articles=counts or None,
        title=title or words["title"],
        subtitle=subtitle or words["subtitle_grid" if grid else "subtitle"],
        note=note or "".join(parts),
    )


def _goes_on(shown: pd.DataFrame, top: int) -> bool:
    """Whether an interval may reach beyond the panels: an end past the last dot and the edge."""
    drawn = [strongest(part, top) for _, part in shown.groupby("region")]
    edge = max(EDGE, *(float(part["log_ratio"].abs().max()) + 0.5 for part in drawn))
    ends = [part[["log_ratio_low", "log_ratio_high"]].abs().to_numpy() for part in drawn]
    return any(bool((part > edge).any()) for part in ends)


def drawable(frame: pd.DataFrame) -> pd.DataFrame:
    """The terms that can be judged, as the figure of keyness takes them; LRC 0: no verdict."""
    rows = frame[frame["verdict"] != "too few"]
    firm = rows["verdict"].isin(["distinctive", "in this text"])
    sign = np.sign(rows["log_ratio"])
    strength = sign * rows["lrc"].abs().clip(lower=1e-6)
    # Where an interval has no ends, the dot stands alone.
    ends = {name: rows[name].fillna(rows["log_ratio"])
            for name in ("log_ratio_low", "log_ratio_high")}
    return with_periods(rows.assign(lrc=strength.where(firm, 0.0), **ends))
