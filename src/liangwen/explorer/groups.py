"""The groupings of a corpus that a reader may choose, and what their groups are called."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

import pandas as pd

from liangwen.compared import group_order, group_values, grouped
from liangwen.findings.wording import KINDS_ZH, missing
from liangwen.regions import NATIONAL
from liangwen.report.text import plain

from .words import say

#: What a reader may group by, in the order in which it is offered.
GROUPINGS = ("region", "kind", "source", "year", "article")


@dataclass(frozen=True)
class Grouping:
    """The compared articles in their groups.

    Attributes
    ----------
    by : str
    order : list
        The groups, in the order in which tables list them.
    of : dict
        article_id -> its group; an article that no group holds is not there.
    names : dict
        Language -> group -> what it is called on a page.
    """

    by: str
    order: list[Any]
    of: dict[str, Any]
    names: dict[str, dict[Any, str]]

    def label(self, group: Any, language: str) -> str:
        """What a group is called; an article without one is said to have none."""
        found = self.names[language].get(group)
        return say("no_group", language, by=by_word(self.by, language)) if found is None else found

    def articles(self, group: Any = None) -> list[str]:
        """The articles of a group, or of all groups."""
        return [name for name, own in self.of.items() if group is None or own == group]


def by_word(by: str, language: str) -> str:
    """Name a grouping in a sentence.

    Examples
    --------
    >>> by_word("kind", "en"), by_word("article", "zh")
    ('kind of text', '单篇文章')
    """
    return say("by_article" if by == "article" else by, language)


def groupings(articles: pd.DataFrame) -> list[str]:
    """The groupings that hold an article; without any article none.

    A text without a region, a source or a date leaves that grouping to the others; by article
    there is always one.
    """
    return [by for by in GROUPINGS if len(held(articles, by))]


def held(articles: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return the articles that a grouping has a group for.

    How many it leaves out is said beside the result, and so needs no warning.
    """
    values = group_values(articles, by=by)
    kept = values.notna() & (values.astype(str) != NATIONAL if by == "region" else True)
    return articles[kept].reset_index(drop=True)


def grouping(articles: pd.DataFrame, by: str) -> Grouping:
    """Put the compared articles into their groups.

    Parameters
    ----------
    articles : DataFrame
        A corpus' compared articles.
    by : str
        One of `GROUPINGS`.
    """
    rows = grouped(held(articles, by), by=by)
    order = group_order(rows, by=by)
    return Grouping(
        by,
        order,
        dict(zip(rows["article_id"], rows["group"], strict=True)),
        {language: _labels(rows, order, by, language) for language in ("en", "zh")},
    )


def _labels(rows: pd.DataFrame, order: list[Any], by: str, language: str) -> dict[Any, str]:
    if by == "article":
        return article_labels(rows, language)
    if by == "region":
        english = dict(zip(rows["group"], rows["group_en"], strict=True))
        if language == "en":
            return {
                name: f"{english[name]} {name}" if not missing(english[name]) else str(name)
                for name in order
            }
    if by == "kind" and language == "zh":
        return {name: KINDS_ZH.get(name, str(name)) for name in order}
    return {name: plain(str(name)) for name in order}


def article_labels(rows: pd.DataFrame, language: str) -> dict[str, str]:
    """Name each article by its title; where titles are equal or lacking, its id stands with it."""
    titles = {
        name: "" if missing(title) else plain(title)
        for name, title in zip(rows["article_id"], rows["title"], strict=True)
    }
    common = Counter(titles.values())
    untitled = say("untitled", language)
    return {
        name: title if title and common[title] == 1 else f"{title or untitled} · {plain(name)}"
        for name, title in titles.items()
    }
