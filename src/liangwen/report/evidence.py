"""The evidence appendix: concordance lines, by theme and text, the hit set apart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from liangwen.findings.wording import counted, pick, whole
from liangwen.report.shown import clip, region_label, theme_label
from liangwen.report.text import plain
from liangwen.report.tree import Column, Node, Row, Table, division, heading, paragraph, strong
from liangwen.report.tree import words as inline_words

if TYPE_CHECKING:
    import pandas

# Characters of context that one line of the page holds beside a hit.
CONTEXT = 19


def _table(rows: list[dict[Any, Any]], names: Mapping[Any, dict[Any, Any]], language: str) -> Node:
    """Lines of a theme: a group a text, the hit in the middle, its place in the seed at the end."""
    heads = pick(language, "Before|Hit|After|Position", "前文|命中|后文|位置").split("|")
    columns = [Column(head, width, align) for head, width, align in zip(
        heads, (37, 17, 37, 9), ("Right", "Center", "Left", "Right"), strict=True)]
    table = Table(columns)
    last: Any = None
    for row in rows:
        if row["article_id"] != last:
            last = row["article_id"]
            article = names.get(last, row)
            seed = plain(article.get("seed")) or plain(last)
            table.rows.append(Row(group=f"{region_label(article, language)} · {seed}"))
        table.rows.append(Row([
            clip(plain(row["left"]), CONTEXT, end=False), [strong(row["hit"])],
            clip(plain(row["right"]), CONTEXT), whole(row["source_start"])]))
    return table.node([], "concordance")


def _cut(rows: pandas.DataFrame, each: int, most: int) -> pandas.DataFrame:
    """At most ``each`` lines a text and ``most`` in all, in the texts' order."""
    place = rows.groupby("article_id", sort=False).cumcount()
    return rows[place < each].head(most)


def _rest(hidden: int, language: str) -> Node:
    return paragraph(inline_words(pick(
        language,
        f"{counted(hidden, 'more line').capitalize()} of this theme "
        f"{'stands' if hidden == 1 else 'stand'} in tables/theme_evidence.csv.",
        f"该主题另有{whole(hidden)}行，见 tables/theme_evidence.csv。")))


def appendix(
    evidence: pandas.DataFrame,
    intensity: pandas.DataFrame,
    articles: pandas.DataFrame,
    language: str,
    *,
    focus_most: int = 1500,
    each: int = 3,
    most: int = 15,
) -> list[Node]:
    """Blocks of the appendix.

    The themes asked for are given whole (to ``focus_most`` lines each); of the others ``each``
    lines a text and ``most`` a theme, with a sentence that says how many more there are.
    """
    themes = intensity.drop_duplicates("theme").to_dict("records")
    order = {name: place for place, name in enumerate(articles["article_id"])}
    names = {row["article_id"]: row for row in articles.to_dict("records")}
    blocks: list[Node] = []
    for theme in sorted(themes, key=lambda row: not row["focus"]):
        rows = evidence[evidence["theme"] == theme["theme"]]
        if len(rows) == 0:
            continue
        place = rows["article_id"].map(order).fillna(len(order))
        rows = rows.assign(place=place).sort_values(["place", "source_start"], kind="stable")
        shown = rows.head(focus_most) if theme["focus"] else _cut(rows, each, most)
        title = theme_label(theme, language)
        count = pick(language, f" ({whole(len(rows))})", f"（{whole(len(rows))}）")
        blocks += [heading(2, f"{title}{count}"), _table(shown.to_dict("records"), names, language)]
        if len(rows) > len(shown):
            blocks.append(_rest(len(rows) - len(shown), language))
    return [division(blocks, "evidence")] if blocks else []
