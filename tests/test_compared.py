"""Groupings: any column of the articles, and no article lost without a word."""

from __future__ import annotations

import datetime
import logging

import pandas as pd
import pytest

from liangwen.compared import (
    by_region,
    cautions,
    group_columns,
    group_head,
    group_names,
    group_order,
    grouped,
    result_columns,
)
from liangwen.errors import LiangwenError


@pytest.fixture
def articles() -> pd.DataFrame:
    day = datetime.date
    return pd.DataFrame(
        {
            "article_id": ["a", "b", "c", "d", "e"],
            "region": ["河北", "湖北", "湖北", "全国", None],
            "region_en": ["Hebei", "Hubei", "Hubei", "National", None],
            "date": [day(2023, 1, 2), day(2021, 5, 6), None, day(2023, 3, 4), day(2021, 1, 1)],
            "source": ["乙报", "甲报", "甲报", " ", "丙报"],
            "kind": ["speech", "plan", "plan", "plan", "speech"],
            "scope": ["province", "event", "event", None, None],
            "flags": [["no date"], [], [], [], []],
        }
    )


CASES = {
    "region": (["河北", "湖北", "湖北"], ["河北", "湖北"]),
    "year": ([2023, 2021, 2023, 2021], [2021, 2023]),
    "source": (["乙报", "甲报", "甲报", "丙报"], ["甲报", "丙报", "乙报"]),
    "kind": (["speech", "plan", "plan", "plan", "speech"], ["plan", "speech"]),
    "article": (list("abcde"), list("abcde")),
}


@pytest.mark.parametrize("by", CASES)
def test_groups_and_their_order(articles, by):
    groups, order = CASES[by]
    rows = grouped(articles, by=by)
    assert rows["group"].tolist() == groups
    assert group_order(rows, by=by) == order


def test_regions_are_those_of_by_region(articles):
    rows = grouped(articles)
    pd.testing.assert_frame_equal(
        rows.drop(columns=["group", "group_en"]), by_region(articles), check_like=True
    )
    assert group_names(rows) == {"河北": "Hebei", "湖北": "Hubei"}


def test_articles_without_a_value_are_named(articles, caplog):
    with caplog.at_level(logging.INFO):
        rows = grouped(articles, by="year")
    assert rows.attrs["left_out"] == "1 article has no year and is left out: c."
    assert rows.attrs["left_out"] in caplog.text
    assert grouped(articles, by="kind").attrs["left_out"] == ""
    assert "2 articles have no region" in grouped(articles).attrs["left_out"]


def test_a_grouping_that_cannot_be(articles):
    with pytest.raises(LiangwenError, match="no 'provence' to group by; there are: year"):
        grouped(articles, by="provence")
    with pytest.raises(LiangwenError, match="holds lists"):
        grouped(articles, by="flags")
    with pytest.raises(LiangwenError, match="column 'count' of its own"):
        result_columns("count", ["region", "region_en", "count"])


def test_no_article_at_all(articles):
    none = articles.iloc[:0]
    for by in CASES:
        assert grouped(none, by=by).empty and group_order(grouped(none, by=by), by=by) == []


def test_the_first_columns_bear_the_groupings_name():
    assert result_columns("kind", ["region", "region_en", "term"]) == ["kind", "term"]
    assert group_columns("article") == ["article_id"]
    assert group_head("河北", {"河北": "Hebei"}) == {"region": "河北", "region_en": "Hebei"}
    assert group_head(2021, {2021: "2021"}, by="year") == {"year": 2021}


def test_cautions_of_any_grouping(articles):
    assert cautions(articles) == {"河北": "single article", "湖北": "few articles;event only"}
    assert cautions(articles, by="kind")["plan"] == "few articles;event only"
    assert cautions(articles, by="article")["a"] == "single article"


def test_the_input_is_left_alone(articles):
    before = articles.copy(deep=True)
    grouped(articles, by="year")
    pd.testing.assert_frame_equal(articles, before)
