"""Groupings that a reader may choose, and what their groups are called."""

from __future__ import annotations

import pandas as pd
import pytest

from liangwen.explorer.groups import article_labels, grouping, groupings


def test_only_what_holds_an_article_is_offered(held, placeless):
    assert groupings(held.articles) == ["region", "kind", "article"] or set(
        groupings(held.articles)) >= {"region", "article"}
    assert groupings(placeless.articles)[-1] == "article"
    assert "region" not in groupings(placeless.articles)


@pytest.mark.parametrize("by", ["region", "article"])
def test_every_compared_article_is_in_its_group(held, by):
    groups = grouping(held.articles, by)
    assert set(groups.of) == set(held.articles["article_id"])
    assert set(groups.of.values()) == set(groups.order)
    assert groups.articles() == [n for n in held.texts if n in groups.of]


def test_regions_are_named_in_both_languages(held):
    groups = grouping(held.articles, "region")
    assert groups.label("湖北", "en") == "Hubei 湖北"
    assert groups.label("湖北", "zh") == "湖北"
    assert groups.label(None, "zh") == "无地区"


def test_the_nation_is_no_group_and_needs_no_warning(held, caplog):
    articles = held.articles.copy()
    articles.loc[0, "region"] = "全国"
    groups = grouping(articles, "region")
    assert "全国" not in groups.order and len(groups.of) == 5
    assert caplog.records == []


def test_articles_of_one_title_stay_apart():
    rows = pd.DataFrame({"article_id": ["a", "b", "c", "d"], "title": ["报告", "报告", "规划", None]})
    assert list(article_labels(rows, "en").values()) == [
        "报告 · a", "报告 · b", "规划", "(without a title) · d"]
