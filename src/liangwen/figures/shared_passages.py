"""Where in each article the passages stand that it shares with another: a strip an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from .areas import lead_row
from .article_labels import article_labels, both_sides
from .labels import articles_note
from .layout import MARGIN, new_figure, page_width
from .style import (
    BLUE,
    EMPTY,
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
from .tiles import OFFICIAL

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

COLUMNS = ("article_id", "region", "region_en", "other_article_id", "other_region",
           "other_region_en", "other_role", "common", "position", "position_end",
           "other_position", "other_position_end")
MOST_ARTICLES = 40
#: What a stretch is, the strongest first, and its colour.
KINDS = {"reference": RUST, "article": BLUE, "common": EMPTY}

WORDS = {
    "en": {
        "title": "Where the articles share their words",
        "subtitle": "Verbatim passages of 13 characters or more; right: their share of the article",
        "reference": "also in a reference text", "article": "also in another article",
        "common": "common formula (in more than five texts)",
        "axis": "position in the article, from its first character to its last",
        "note": "Punctuation is passed over. Equal words may come from a third text. An article "
        "that is not drawn shares no passage. ",
        "some": "Drawn are the {n} articles with the largest shares, of {total} that share "
        "passages. ",
        "all": "Punctuation is passed over. Equal words may come from a third text. ",
        "none": "No two texts share a passage of 13 characters or more.",
    },
    "zh": {
        "title": "各文章共有的文字",
        "subtitle": "连续13个字以上逐字相同的段落；右侧为其占全文的比例",
        "reference": "亦见于参照文本", "article": "亦见于另一篇文章",
        "common": "常用套语（超过五篇文本都有）",
        "axis": "在文中的位置（自篇首至篇末）",
        "note": "比对时略去标点。文字相同也可能同出于第三篇文本。未画出的文章没有共有段落。",
        "all": "比对时略去标点。文字相同也可能同出于第三篇文本。",
        "some": "共有段落的文章有{total}篇，仅画出占比最大的{n}篇。",
        "none": "没有两篇文本共有连续13个字以上的段落。",
    },
}


def _stretches(frame: pd.DataFrame) -> pd.DataFrame:
    """One row a shared stretch of an article, from both sides: article_id, start, end, kind."""
    kind = frame["common"].map({True: "common", False: "article"})
    other = frame["other_role"].eq("reference")
    own = pd.DataFrame({
        "article_id": frame["article_id"], "start": frame["position"],
        "end": frame["position_end"], "kind": kind.mask(other, "reference"),
    })
    theirs = pd.DataFrame({
        "article_id": frame["other_article_id"], "start": frame["other_position"],
        "end": frame["other_position_end"], "kind": kind,
    })
    return pd.concat([own, theirs], ignore_index=True)


def _merged(rows: pd.DataFrame) -> list[tuple[float, float]]:
    """Stretches joined where they overlap."""
    found: list[tuple[float, float]] = []
    for start, end in sorted(zip(rows["start"], rows["end"], strict=True)):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _strip(ax: Axes, rows: pd.DataFrame, y: float) -> float:
    """Draw an article's stretches, the stronger kind above the weaker; return their share."""
    ax.barh(y, 100, height=0.62, color=FAINT, linewidth=0, zorder=1)
    for order, kind in enumerate(reversed(KINDS)):
        spans = [(100 * start, 100 * (end - start))
                 for start, end in _merged(rows[rows["kind"] == kind])]
        if spans:
            # A passage of a long text is thinner than a hair: a line of .35 pt keeps it in sight.
            colour = GREY if kind == "common" else KINDS[kind]
            ax.broken_barh(spans, (y - 0.31, 0.62), facecolors=colour, edgecolors=colour,
                           linewidth=0.35, zorder=2 + order, alpha=0.55 if kind == "common" else 1)
    return sum(end - start for start, end in _merged(rows))


def _key(ax: Axes, kinds: list[str], words: dict[str, str], language: str) -> None:
    """Coloured names of the kinds above the strips, left to right."""
    x = 0.0
    for kind in kinds:
        colour = GREY if kind == "common" else KINDS[kind]
        ax.annotate(f"■ {words[kind]}", (0, 1), xytext=(72 * x, 5), xycoords="axes fraction",
                    textcoords="offset points", fontsize=8, color=colour, va="bottom", ha="left")
        x += text_width(f"■ {words[kind]}", 8) + (0.22 if language == "en" else 0.3)


def plot_shared_passages(
    frame: pd.DataFrame,
    *,
    language: str = "en",
    title: str | None = None,
    subtitle: str | None = None,
    note: str | None = None,
) -> Figure:
    """A strip an article, coloured where its words stand verbatim in another text.

    Parameters
    ----------
    frame : shared_passages, a row a passage
    language : "en" or "zh"
    title, subtitle, note : words around the drawing; None gives plain ones

    Returns
    -------
    The figure: one axes, a strip an article that shares anything, in the official order of the
    regions, then by file; reference texts last. Passages are drawn in both texts that hold them.

    Raises
    ------
    NothingToDraw
        where no passage is shared

    Notes
    -----
    Passages of a long text look shorter than those of a short one. A passage of a few characters
    is drawn at least as broad as a hair.
    """
    check_language(language)
    words = WORDS[language]
    if len(frame) == 0:
        raise NothingToDraw(words["none"])
    frame = need(frame.assign(region=frame["region"].fillna("")), COLUMNS, "shared_passages")
    frame = frame.assign(region=frame["region"].replace("", None))
    articles = both_sides(frame)
    stretches = _stretches(frame)
    shares = {name: sum(end - start for start, end in _merged(rows))
              for name, rows in stretches.groupby("article_id")}
    drawn = articles.assign(share=articles["article_id"].map(shares))
    drawn = drawn.nlargest(MOST_ARTICLES, "share")
    drawn = drawn.assign(_role=drawn["role"] == "reference", _place=drawn["region"].map(_place))
    drawn = drawn.sort_values(["_role", "_place", "article_id"], kind="stable")
    figure = _figure(drawn, stretches, article_labels(drawn, language), language)
    headline(figure, title or words["title"], subtitle or words["subtitle"])
    if note is None:
        some = words["some"].format(n=len(drawn), total=len(articles)) + words["all"]
        note = some if len(drawn) < len(articles) else words["note"]
        note += articles_note(len(drawn), language)
    footnote(figure, note)
    return figure


def _place(region: object) -> int:
    """The place of a region in the official order; one place for all that have none."""
    first = str(region).partition("·")[0]
    return OFFICIAL.index(first) if first in OFFICIAL else len(OFFICIAL)


def _figure(
    drawn: pd.DataFrame, stretches: pd.DataFrame, labels: dict[str, str], language: str
) -> Figure:
    words = WORDS[language]
    size = 8.5 if len(drawn) <= 12 else 8.0
    row = 0.3 if len(drawn) <= 12 else 0.205
    left = MARGIN + max(text_width(label, size) for label in labels.values()) + 0.12
    body = row * len(drawn)
    figure = new_figure(body + 0.75)
    ax = add_axes(figure, left, 0.3, page_width() - left - 0.55, body)
    ax.set(xlim=(0, 100), ylim=(len(drawn) - 0.5, -0.5))
    percent = " %" if language == "en" else "%"
    ax.set_xticks([0, 25, 50, 75, 100], [f"{x}{percent}" for x in (0, 25, 50, 75, 100)], fontsize=8)
    ax.set_xlabel(words["axis"], fontsize=8, labelpad=3)
    ax.set_yticks(range(len(drawn)), [labels[name] for name in drawn["article_id"]], fontsize=size)
    ax.tick_params(axis="y", pad=5)
    ax.spines["bottom"].set_visible(False)
    for y, name in enumerate(drawn["article_id"]):
        share = _strip(ax, stretches[stretches["article_id"] == name], y)
        lead_row(ax, y, "article", "", name)
        told = f"{100 * share:.1f}{percent}" if share < 0.0995 else f"{100 * share:.0f}{percent}"
        ax.annotate(told, (100, y), xytext=(6, 0), textcoords="offset points", va="center",
                    ha="left", fontsize=7.5, color=INK, annotation_clip=False)
    held = set(stretches["kind"])
    _key(ax, [kind for kind in KINDS if kind in held], words, language)
    return figure
