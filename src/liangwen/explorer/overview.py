"""Rows of HTML: a line in its context, a group's rate as a dot, a group's themes as cells."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, NamedTuple

import pandas as pd

from liangwen.findings.wording import rate as written
from liangwen.findings.wording import whole
from liangwen.report.article_page import shown
from liangwen.report.text import plain

from .words import say

#: A scale ends at this multiple of the highest rate at most; an interval beyond it has an arrow.
WIDEST = 2.6
#: From none to much, and white or ink on each: the colours of the figures' heat map.
AMOUNTS = (
    "#eff9bd", "#dcf1b2", "#bfe6b5", "#97d6b9", "#6dc7be", "#46b5c3", "#2c9fc0", "#1f80b8",
    "#2260a9", "#24429a", "#1e2e80", "#0a1e5d",
)  # fmt: skip
#: From this colour on, words stand in white.
_WHITE_FROM = 6
#: The figures' heat map, too, follows the rate to this power, so that one cell bleaches no other.
POWER = 0.65


class Row(NamedTuple):
    """What a row shows, and what a screen reader says of it."""

    html: str
    words: str


def rate(value: float) -> str:
    """Write a rate; one that is more than none never reads as 0.0.

    Examples
    --------
    >>> rate(83.71), rate(3.04), rate(0.02), rate(0)
    ('84', '3.0', '<0.1', '0')
    """
    return "<0.1" if 0 < value < 0.05 else written(value)


def scale_end(frame: pd.DataFrame) -> float:
    """Right end of the scale that all rows of a dot plot share."""
    top = float(frame["per_10k"].max()) if frame["per_10k"].notna().any() else 0.0
    highs = frame["high"].dropna()
    high = float(highs.max()) if len(highs) else top
    return max(min(high, WIDEST * top) if top else high, top, 1e-9)


def dot_row(row: Mapping[str, Any], label: str, end: float, language: str) -> str:
    """A group's rate: name, dot with its interval, rate, number of hits."""
    known = math.isfinite(row["per_10k"])
    line = dot = ""
    if known and math.isfinite(row["low"]) and math.isfinite(row["high"]):
        left, right = 100 * row["low"] / end, 100 * min(row["high"], end) / end
        on = " lw-on" if row["high"] > end else ""
        line = f'<i class="lw-bar{on}" style="left:{left:.2f}%;width:{right - left:.2f}%"></i>'
        ends = say("interval", language, low=rate(row["low"]), high=rate(row["high"]))
    else:
        ends = say("no_interval", language)
    if known:
        ring = "" if row["hits"] else " lw-ring"
        dot = f'<i class="lw-dot{ring}" style="left:{100 * row["per_10k"] / end:.2f}%"></i>'
    number = escape(rate(row["per_10k"])) if known else "–"
    return (
        f'<div class="lw-dots" title="{escape(f"{label}: {ends}")}"><span class="lw-name">'
        f"<bdi>{escape(label)}</bdi></span>"
        f'<span class="lw-track"><span class="lw-axis">{line}{dot}</span></span>'
        f'<span class="lw-number">{number}</span><span class="lw-small">{whole(row["hits"])}</span>'
        f'<span class="lw-small">{row["articles_with_hits"]}/{row["articles"]}</span></div>'
    )


def dot_head(label: str, end: float, language: str) -> str:
    """The line above the rows of a dot plot: what each column is, and the scale's two ends."""
    return (
        '<div class="lw-dots lw-head">'
        f'<span class="lw-name">{escape(label)}</span>'
        '<span class="lw-track"><span class="lw-scale"><i>0</i>'
        f"<i>{escape(rate(end))}</i></span></span>"
        f'<span class="lw-number">{say("rate", language)}</span>'
        f'<span class="lw-small">{say("hits", language)}</span>'
        f'<span class="lw-small">{say("texts", language)}</span></div>'
    )


def colour_of(value: float, top: float) -> tuple[str, str]:
    """Background and ink of a rate among rates up to `top`."""
    share = (value / top) ** POWER if top > 0 else 0.0
    step = min(int(share * len(AMOUNTS)), len(AMOUNTS) - 1)
    return AMOUNTS[step], "#fff" if step >= _WHITE_FROM else "#1b1f24"


def heat_row(
    rows: Sequence[Mapping[str, Any]], label: str, top: float, *, chosen: str, wide: bool
) -> str:
    """A group's themes: a cell each, in the order of the rows; the chosen theme is framed."""
    cells = []
    for row in rows:
        on = ' class="lw-chosen"' if row["theme"] == chosen else ""
        if not row["hits"] > 0:
            cells.append(f"<b{on}>–</b>")
            continue
        back, ink = colour_of(row["per_10k"], top)
        small = f"<small>{whole(row['hits'])}</small>" if wide else ""
        number = escape(rate(row["per_10k"]))
        cells.append(f'<b{on} style="background:{back};color:{ink}">{number}{small}</b>')
    return (
        f'<div class="lw-heat"><span class="lw-name"><bdi>{escape(label)}</bdi></span>'
        f'<span class="lw-cells">{"".join(cells)}</span></div>'
    )


def heat_head(names: Sequence[str], chosen: str, themes: Sequence[str], language: str) -> str:
    """The themes' names above their columns, from bottom to top, Chinese from top to bottom."""
    cells = "".join(
        f"<b{' class=lw-chosen' if theme == chosen else ''}><span>{escape(name)}</span></b>"
        for theme, name in zip(themes, names, strict=True)
    )
    return (
        f'<div class="lw-heat lw-head lw-{language}"><span class="lw-name"></span>'
        f'<span class="lw-cells">{cells}</span></div>'
    )


def term_row(row: Mapping[str, Any], reach: float, language: str) -> str:
    """A term: the word, its log ratio with the interval, how often here and there."""
    low, high = max(row["log_ratio_low"], -reach), min(row["log_ratio_high"], reach)
    at = {name: 50 + 50 * value / reach for name, value in
          {"low": low, "high": high, "dot": row["log_ratio"]}.items()}  # fmt: skip
    tone = " lw-grey" if row["lrc"] == 0 else "" if row["log_ratio"] > 0 else " lw-rust"
    number = f"{row['log_ratio']:+.1f}".replace("-", "−")
    on = " lw-on" if row["log_ratio_high"] > reach else ""
    off = " lw-off" if row["log_ratio_low"] < -reach else ""
    ends = [row["log_ratio_low"], row["log_ratio_high"]]
    told = "; ".join(f"{end:+.1f}" if math.isfinite(end) else "∞" for end in ends)
    return (
        f'<div class="lw-dots lw-term{tone}" title="{escape(told.replace("-", "−"))}">'
        f'<span class="lw-name" lang="zh-CN"><bdi>{shown(row["term"])}</bdi></span>'
        f'<span class="lw-track"><span class="lw-axis lw-zero">'
        f'<i class="lw-bar{on}{off}" style="left:{at["low"]:.2f}%;'
        f'width:{at["high"] - at["low"]:.2f}%"></i>'
        f'<i class="lw-dot{" lw-ring" if row["lrc"] == 0 else ""}" '
        f'style="left:{min(max(at["dot"], 0), 100):.2f}%"></i></span></span>'
        f'<span class="lw-number">{number}</span>'
        f'<span class="lw-small">{whole(row["count"])} : {whole(row["reference_count"])}</span>'
        "</div>"
    )


def term_head(language: str) -> str:
    """The line above the rows of terms."""
    return (
        '<div class="lw-dots lw-term lw-head">'
        f'<span class="lw-name">{say("word_head", language)}</span>'
        f'<span class="lw-track">{say("log_ratio", language)}</span>'
        f'<span class="lw-number"></span><span class="lw-small">{say("count", language)}</span>'
        "</div>"
    )


def line_row(line: Mapping[str, Any], label: str, hint: str, hit_width: float) -> str:
    """A concordance line: whose text, what stands before, the hit, what stands after.

    `hit_width` (in characters) is the same for all lines of a page, so that the hits stand below
    each other.
    """
    return (
        f'<div class="lw-line" style="--hit:{hit_width:.1f}em" title="{escape(hint)}">'
        f'<span class="lw-name"><bdi>{escape(label)}</bdi></span>'
        f'<span class="lw-left" lang="zh-CN"><bdi>{shown(line["left"])}</bdi></span>'
        f'<strong lang="zh-CN"><bdi>{shown(line["hit"])}</bdi></strong>'
        f'<span class="lw-right" lang="zh-CN"><bdi>{shown(line["right"])}</bdi></span></div>'
    )


def line_words(line: Mapping[str, Any], label: str) -> str:
    """A concordance line as words alone: what a screen reader says."""
    return plain(f"{label}: {line['left'][-12:]}【{line['hit']}】{line['right'][:12]}")


def message(sentence: str, *, kind: str = "note") -> str:
    """A sentence in the place of a result; its words are escaped."""
    role = "status" if kind != "note" else "note"
    return f'<p class="lw-message lw-{kind}" role="{role}"><bdi>{escape(sentence)}</bdi></p>'
