"""How often each text speaks of each theme: a table that is also a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
from matplotlib.colors import PowerNorm

from .areas import lead_to
from .fonts import text_width
from .heatmap import Grid, arrange, draw_cell, draw_grid
from .labels import KINDS_ZH, articles_note, count_articles, region_labels, theme_names
from .style import (
    AMOUNT,
    EMPTY,
    FAINT,
    NothingToDraw,
    check_language,
    figure_of,
    footnote,
    headline,
    ink_on,
    need,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLUMNS = ("region", "region_en", "theme", "theme_zh", "theme_en", "focus", "hits", "per_10k",
           "articles")
#: A cell is said to hang on one term from this many hits and this share of them on.
HANGING_HITS, HANGING_SHARE = 10, 0.6

WORDS = {
    "en": {
        "title": "{themes} themes in {texts}", "title_one": "One theme in {texts}",
        "texts": "{n} articles", "text": "one article",
        "subtitle": "Hits per 10,000 Chinese characters (small: number of hits); darker is more",
        "empty": "– no hit. ", "note": "A term counts once, for the longest match. ",
        "apart": "The themes asked for first stand apart. ",
        "hanging": "{theme} in the {region} text: {share} of the hits are one term ({term}). ",
        "descriptive": "Differences describe these texts, not the provinces. ",
        "national": "on a national document", "undated": "no date",
    },
    "zh": {
        "title": "{texts}中的{themes}个主题", "title_one": "{texts}中的一个主题",
        "texts": "{n}篇文章", "text": "一篇文章",
        "subtitle": "每万汉字命中次数（小字为命中数），颜色越深越多",
        "empty": "“–”表示没有命中。", "note": "重叠词语按最长匹配计一次。",
        "apart": "重点主题单列于前。",
        "hanging": "{region}一文的“{theme}”有{share}来自同一个词（{term}）。",
        "descriptive": "差异反映的是这些文章，不代表各省份。",
        "national": "解读国家文件", "undated": "无日期",
    },
}


def _details(articles: pd.DataFrame | None, language: str) -> dict[str, str]:
    """Kind and year of each region's article, or the number of articles where there are more."""
    if articles is None:
        return {}
    words, details = WORDS[language], {}
    for region, rows in articles.dropna(subset=["region"]).groupby("region", sort=False):
        if len(rows) > 1:
            details[region] = words["texts"].format(n=len(rows))
            continue
        row = rows.iloc[0]
        kind = row.get("kind") if isinstance(row.get("kind"), str) else ""
        if row.get("scope") == "national document":
            kind = words["national"]
        elif language == "zh":
            kind = KINDS_ZH.get(kind, kind)
        date = row.get("date")
        year = date[:4] if isinstance(date, str) else words["undated"]
        details[region] = (", " if language == "en" else "，").join(filter(None, [kind, year]))
    return details


def _cell(ax: Axes, grid: Grid, row: Any, scale: PowerNorm) -> None:
    x, y = grid.at(row.region, row.theme)
    if not row.hits > 0:
        empty = draw_cell(ax, (x, y), "white", edgecolor=FAINT, linewidth=0.8)
        lead_to(empty, "theme", row.region, row.theme)
        ax.text(x, y, "–", ha="center", va="center", color=EMPTY, fontsize=8)
        return
    colour = AMOUNT(scale(row.per_10k))
    ink = ink_on(colour)
    lead_to(draw_cell(ax, (x, y), colour), "theme", row.region, row.theme)
    rate = f"{row.per_10k:,.0f}" if row.per_10k >= 1 else f"{row.per_10k:.1f}"
    if grid.wide:
        ax.text(x, y, rate, ha="center", va="center", color=ink, fontsize=9)
    else:
        # Three digits end where the count begins; shorter rates stand in one line, down the column.
        count = text_width(f"{row.hits:,.0f}", 6.5) / grid.cell_width
        end = max(0.37 - count, -0.02) if len(rate) > 2 else -0.02
        ax.text(x + end, y, rate, ha="right", va="center", color=ink, fontsize=7.2)
    ax.text(x + 0.46, y + (0.2 if grid.wide else 0.06), f"{row.hits:,.0f}", ha="right",
            va="center", color=ink, alpha=0.75, fontsize=6.5)


def _note(frame: pd.DataFrame, language: str) -> str:
    words = WORDS[language]
    regions, themes = region_labels(frame, language), theme_names(frame, language)
    note = ("" if (frame["hits"] > 0).all() else words["empty"]) + words["note"]
    if frame["focus"].any() and not frame["focus"].all():
        note += words["apart"]
    if "top_term_share" in frame:
        hanging = frame[(frame["hits"] >= HANGING_HITS) & (frame["top_term_share"] > HANGING_SHARE)]
        for row in hanging.nlargest(2, "hits").itertuples():
            name = row.region_en if language == "en" else row.region
            text = words["hanging"].format(
                theme=themes[row.theme], region=name or regions[row.region],
                share=f"{row.top_term_share:.0%}".replace("%", " %" if language == "en" else "%"),
                term=row.top_term)
            note += text[0].upper() + text[1:]
    return note + words["descriptive"] + articles_note(count_articles(frame), language)


def plot_theme_intensity(
    frame: pd.DataFrame,
    *,
    language: str = "en",
    ax: Axes | None = None,
    title: str | None = None,
    subtitle: str | None = None,
    note: str | None = None,
    articles: pd.DataFrame | None = None,
) -> Axes:
    """Themes × regions: the rate in each cell, the number of hits small beside it.

    Parameters
    ----------
    frame : theme_intensity, a row a region and theme
    language : "en" or "zh"
    ax : axes to draw into; then no title, subtitle or note is written
    title, subtitle, note : words around the drawing; None gives plain ones
    articles : the table articles; with it, kind and year stand under a region's name (up to six
        regions; with more, regions become rows and there is no room)

    Returns
    -------
    The axes, one unit a cell.

    Raises
    ------
    NothingToDraw
        when no theme has a hit in any region

    Notes
    -----
    Misleading where a cell hangs on one term (the note names the two largest such cells), and
    for short texts, in which two hits are a high rate: hence the counts. The colour follows the
    rate to the power 0.65, so that one large cell does not bleach the others.
    """
    check_language(language)
    frame = need(frame, COLUMNS, "theme_intensity", numbers=("per_10k", "top_term_share"))
    if not frame["hits"].sum() > 0:
        raise NothingToDraw("No theme has a hit in any region: there is no intensity to draw.")
    own, words = ax is None, WORDS[language]
    grid = arrange(frame, language, _details(articles, language))
    ax = draw_grid(grid, language, ax)
    scale = PowerNorm(0.65, vmin=0, vmax=float(frame["per_10k"].max()))
    for row in frame.itertuples():
        _cell(ax, grid, row, scale)
    if own:
        count = count_articles(frame)
        texts = words["text"] if count == 1 else words["texts"].format(n=f"{count:,}")
        themes = frame["theme"].nunique()
        plain = words["title_one" if themes == 1 else "title"].format(themes=themes, texts=texts)
        headline(figure_of(ax), title or plain, subtitle or words["subtitle"])
        footnote(figure_of(ax), note if note is not None else _note(frame, language))
    return ax
