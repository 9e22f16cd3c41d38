"""Keyness of groups: against the rest, against another, with every measure; empty cells defined."""

from __future__ import annotations

import math

import numpy as np
import pytest
from made_frames import frames

from liangwen.errors import MeasureError
from liangwen.keyness import MORE_COLUMNS, keyness
from liangwen.measures import keyness as of

MADE = frames(
    {
        "a": "计量|" * 9 + "标准|" * 3 + "工作|" * 8,
        "b": "计量|" * 2 + "标准|" * 4 + "测试|" * 4,
        "c": "计量|" * 1 + "工作|" * 5 + "产业|" * 4,
    },
    kind=["plan", "speech", "plan"],
)


def found(index="region", **options):
    table = keyness(MADE.articles, MADE.term_counts, **({"minimum_count": 1} | options))
    return table.set_index([index, "term"])


def test_each_region_against_the_rest_by_hand():
    row = found().loc[("a", "计量")]
    assert (row["count"], row["reference_count"]) == (9, 3)
    assert row["log_ratio"] == pytest.approx(math.log2((9.5 / 20.5) / (3.5 / 20.5)), rel=1e-5)
    assert (row["articles"], row["reference_articles"]) == (1, 2)
    assert (row["per_10k"], row["reference_per_10k"]) == (4500, 1500)


def test_one_region_against_another():
    table = found(group="a", reference="b")
    assert set(table.index.get_level_values("region")) == {"a"}
    row = table.loc[("a", "计量")]
    assert (row["count"], row["reference_count"]) == (9, 2)
    expected = of.keyness([9, 3, 8, 0], 20, [2, 4, 0, 4], 10)
    terms = ["计量", "标准", "工作", "测试"]
    for name in ("log_ratio", "lrc", "g2", "q", "bic"):
        values = table.loc["a"].loc[terms, name]
        assert values.tolist() == pytest.approx(getattr(expected, name).tolist(), rel=1e-5)
    # 产业 stands in neither of the two.
    assert ("a", "产业") not in table.index


def test_every_region_against_one():
    table = found(reference="c")
    assert set(table.index.get_level_values("region")) == {"a", "b"}
    assert table.loc[("b", "计量"), "reference_count"] == 1
    assert ("b", "工作") in table.index and ("a", "测试") not in table.index


@pytest.mark.parametrize("by", ["kind", "article"])
def test_any_grouping(by):
    name = {"article": "article_id"}.get(by, by)
    table = found(name, by=by)
    first = {"kind": "plan", "article": "a"}[by]
    assert table.loc[(first, "计量"), "count"] == {"kind": 10, "article": 9}[by]


def test_a_group_of_one_article_is_cautioned():
    assert set(found()["caution"]) == {"single article"}
    table = found("kind", by="kind")
    assert set(table.loc["speech", "caution"]) == {"single article"}
    assert set(table.loc["plan", "caution"]) == {"few articles"}
    pair = found("kind", by="kind", group="plan", reference="speech")
    assert set(pair["caution"]) == {"few articles;reference of a single article"}


def test_every_measure_is_that_of_the_measures():
    table = found(measures="all").loc["a"]
    assert set(MORE_COLUMNS) <= set(table.columns)
    cells = (table["count"], 20, table["reference_count"], 20)
    assert table["percent_difference"].tolist() == pytest.approx(
        of.percent_difference(*cells).tolist(), rel=1e-5
    )
    assert table["simple_maths"].tolist() == pytest.approx(
        of.simple_maths(*cells, add=100).tolist(), rel=1e-5
    )
    assert np.abs(table["g2_two_cell"]).tolist() == pytest.approx(
        of.g2(*cells, form=2).tolist(), rel=1e-5
    )
    assert table["odds_ratio"].tolist() == pytest.approx(of.odds_ratio(*cells).tolist(), rel=1e-5)
    pooled = (table["count"] + table["reference_count"]).to_numpy()
    odds = of.dirichlet_log_odds(
        table["count"], table["reference_count"], of.dirichlet_prior(pooled, total=1000)
    )
    assert table["log_odds_z"].tolist() == pytest.approx(odds.z.tolist(), rel=1e-4)
    assert set(table["log_odds_alpha0"]) == {1000} and set(table["simple_maths_n"]) == {100}


def test_empty_cells_are_defined():
    table = found(measures="all")
    mine, theirs = table.loc[("b", "测试")], table.loc[("a", "测试")]
    assert mine["reference_count"] == 0 and theirs["count"] == 0
    assert mine["log_ratio_high"] == np.inf and theirs["log_ratio_low"] == -np.inf
    assert np.isfinite([mine["log_ratio"], theirs["log_ratio"], mine["lrc"], theirs["lrc"]]).all()
    assert mine["odds_ratio"] == mine["percent_difference"] == np.inf
    assert (theirs["odds_ratio"], theirs["percent_difference"]) == (0, -100)
    assert np.isfinite(table[["log_odds", "log_odds_z", "simple_maths", "g2_two_cell"]]).all(None)


def test_the_prior_is_said_and_decides():
    weak, strong = found(measures="all", alpha0=1), found(measures="all", alpha0=100_000)
    cell = ("a", "计量")
    assert abs(strong.loc[cell, "log_odds_z"]) < abs(weak.loc[cell, "log_odds_z"])


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"group": "d"}, "has the region 'd'; there are: a, b, c"),
        ({"group": "a", "reference": "a"}, "cannot be compared with itself"),
        ({"measures": "some"}, "must be 'table' or 'all'"),
    ],
)
def test_what_cannot_be_compared_is_told(options, said):
    with pytest.raises(MeasureError, match=said):
        found(**options)


def test_one_group_has_no_rest():
    one = MADE.articles.head(1)
    assert keyness(one, MADE.term_counts).empty
    assert keyness(MADE.articles.iloc[:0], MADE.term_counts).empty
