"""Themes over time: gaps stay gaps, periods by rule, verdicts with their reasons."""

from __future__ import annotations

import pandas as pd
import pytest

from liangwen import tables, trends
from liangwen.lexicon import Term, Theme

THEMES = (
    Theme("steel", "钢铁", "steel", (Term("钢铁", "made"),), focus=True),
    Theme("sea", "海洋", "sea", (Term("海洋", "made"),)),
)


def corpus_of(years, steel, *, kinds=None, titles=None, han=5000):
    """Articles, one an entry of `years` (None: no date), with so many hits of the first theme."""
    articles = pd.DataFrame({
        "article_id": [f"a{i}" for i in range(len(years))],
        "date": [None if year is None else pd.Timestamp(year, 3, 5).date() for year in years],
        "region": "全国", "kind": kinds or ["plan"] * len(years),
        "title": titles or [None] * len(years), "n_han": han,
    })
    hits = pd.DataFrame(
        [(f"a{i}", "steel", "钢铁", 2 * k, 2 * k + 2, k, "running text") for i, count in enumerate(steel)
         for k in range(count)],
        columns=["article_id", "theme", "term", "start", "end", "sentence", "context"],
    )
    return articles, hits


def test_a_year_without_a_text_is_a_gap_and_not_a_zero():
    found = trends.theme_trend(*corpus_of([2018, 2018, 2021, None], [3, 0, 2, 9]), THEMES)
    steel = found[found["theme"] == "steel"].set_index("year")
    assert list(steel.index) == [2018, 2019, 2020, 2021]
    assert steel.loc[2018, "hits"] == 3 and steel.loc[2018, "han"] == 10000
    assert steel.loc[[2019, 2020], "hits"].isna().all() and steel.loc[[2019, 2020], "per_10k"].isna().all()
    assert list(steel["interval"]) == ["none", "no text", "no text", "garwood"]
    assert list(steel["articles"]) == [2, 0, 0, 1]
    assert found.loc[found["theme"] == "sea", "hits"].dropna().eq(0).all()


def test_the_sum_over_years_is_the_whole():
    found = trends.theme_trend(*corpus_of(list(range(1990, 2002)), list(range(12))), THEMES)
    assert found["hits"].sum() == sum(range(12))


@pytest.mark.parametrize(
    ("years", "length", "first"),
    [([2020], 1, 2020), ([1954, 2018], 1, 1954), ([1949, 2019], 5, 1945), ([1000, 2000], 50, 1000), ([], 1, None)],
)
def test_periods_are_chosen_by_the_span(years, length, first):
    found = trends.periods(years)
    assert found.length == length and len(found.starts) <= trends.MOST_PERIODS
    assert (found.starts[0] if found.starts else None) == first


def test_no_dates_give_an_empty_trend_and_a_reason():
    made = corpus_of([None, None], [3, 4])
    assert trends.theme_trend(*made, THEMES).empty
    found = trends.theme_changes(*made, THEMES)
    assert list(found["verdict"]) == ["too few years"] * 2 and list(found["periods"]) == [0, 0]


def test_a_step_is_named_with_its_interval_and_silence_is_too_few_hits():
    steel = [2, 1, 3, 2, 1, 2, 14, 15, 13, 16, 14, 15, 13, 14]
    years = [*range(2000, 2006), *range(2008, 2016)]
    found = trends.theme_changes(*corpus_of(years, steel), THEMES).set_index("theme")
    row = found.loc["steel"]
    assert (row["verdict"], row["change"], row["before"]) == ("change", 2008, 2005)
    assert row["change_low"] <= 2008 <= row["change_high"]
    assert row["p_adjusted"] == pytest.approx(row["p"])  # one theme could be tested
    assert found.loc["sea", "verdict"] == "too few hits" and pd.isna(found.loc["sea", "change"])


def test_cautions_name_what_else_changed():
    kinds = ["plan"] * 6 + ["speech"] * 6
    titles = ["1978年政府工作报告"] * 3 + ["计量发展规划（2021—2035年）"] + [None] * 8
    years = [2006, 2006, 2006, 2021, *range(2007, 2015)]
    articles, hits = corpus_of(years, [2] * 12, kinds=kinds, titles=titles)
    rows = trends.dated(articles)
    assert trends.years_disagree(rows) == ["a0", "a1", "a2"]
    assert set(trends.theme_changes(articles, hits, THEMES)["caution"]) == {"kinds differ;titles name other years"}
    articles.loc[0, "region"] = "湖北"
    assert "regions differ" in trends.theme_changes(articles, hits, THEMES)["caution"].iloc[0]


def test_the_mini_corpus_has_no_dates(mini):
    assert tables.theme_trend(mini).empty
    assert set(tables.theme_changes(mini)["verdict"]) == {"too few years"}
