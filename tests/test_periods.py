"""Periods: they partition the dated articles, by a rule that a person can overrule."""

from __future__ import annotations

import datetime

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_course import course

from liangwen import periods, tables, trends
from liangwen.compared import group_order, grouped
from liangwen.errors import StudyError
from liangwen.study import check_settings

YEARS = st.lists(st.one_of(st.none(), st.integers(1900, 2030)), min_size=1, max_size=40)


def articles_of(years, *, regions=None, seeds=None, titles=None, basis="publication"):
    return pd.DataFrame({
        "article_id": [f"a{i}" for i in range(len(years))],
        "seed": seeds or [f"a{i}.txt" for i in range(len(years))],
        "date": [None if y is None else datetime.date(y, 3, 5) for y in years],
        "date_basis": basis, "title": titles or [None] * len(years),
        "region": regions or ["全国"] * len(years), "region_en": "National",
    })  # fmt: skip


@given(YEARS, st.sampled_from(["auto", "year", "decade"]))
def test_periods_partition_the_dated_articles(years, setting):
    articles = articles_of(years)
    found = periods.choose(articles, setting=setting)
    values = periods.period_values(articles, setting=setting)
    if not found.names:
        assert found.why and values.isna().all()
        return
    assert list(values.isna()) == [year is None for year in years]
    assert found.names == sorted(set(values.dropna()))
    for year, name in zip(years, values, strict=True):
        if year is not None:
            first = periods.first_year(name)
            assert first <= year < first + found.length and first % found.length == 0


@given(YEARS, st.randoms(use_true_random=False))
def test_the_order_of_the_articles_does_not_matter(years, random):
    articles = articles_of(years)
    mixed = articles.sample(frac=1, random_state=random.randrange(1000))
    assert periods.choose(articles) == periods.choose(mixed)
    assert periods.period_values(mixed).sort_index().equals(periods.period_values(articles))


@given(YEARS)
def test_never_more_than_a_figure_holds(years):
    assert len(periods.choose(articles_of(years)).names) <= periods.MOST_COMPARED


@pytest.mark.parametrize(
    ("years", "regions", "setting", "names", "why"),
    [
        ([2020, 2021, 2022], None, "auto", ["2020", "2021", "2022"], ""),
        ([1954, 1988, 2018], None, "auto", ["1950–1959", "1980–1989", "2010–2019"], ""),
        ([1921, 2021], None, "auto", ["1920–1929", "2020–2029"], ""),
        ([1821, 2021], None, "auto", ["1800–1849", "2000–2049"], ""),
        ([None, None], None, "auto", [], "no dates"),
        ([2026] * 31, None, "auto", [], "one period"),
        ([2021, 2021, 2022, 2023, None], ["河北", "湖北", "广东", "四川·重庆", "天津"], "auto", [],
         "too few articles"),
        ([2021, 2022, 2023], ["河北", "河北", "河北"], "auto", ["2021", "2022", "2023"], ""),
        ([2020, 2020, 2021, 2021], ["河北", "湖北"] * 2, "auto", ["2020", "2021"], ""),
        ([2021, 2022, 2023], ["河北", "湖北", "广东"], "year", ["2021", "2022", "2023"], ""),
        ([2018, 2021], ["河北", "湖北"], "decade", ["2010–2019", "2020–2029"], ""),
        ([1954, 2018], None, "none", [], "asked for none"),
        ([2021, 2023], None, "decade", [], "one period"),
    ],
)  # fmt: skip
def test_the_rule(years, regions, setting, names, why):
    found = periods.choose(articles_of(years, regions=regions), setting=setting)
    assert (found.names, found.why) == (names, why)


def doubted(**columns):
    real = list(range(1990, 2000))
    titles = [f"{year}年国务院政府工作报告" for year in real]
    return articles_of([2006] * 10, titles=titles, **columns), real


def test_years_of_file_names_stand_where_titles_disprove_the_dates():
    articles, real = doubted(seeds=[f"{year}.txt" for year in range(1990, 2000)])
    found = periods.years(articles)
    assert found.tolist() == real and found.attrs[periods.BASIS] == "file names"
    assert trends.dated(articles).attrs[periods.BASIS] == "file names"


def test_without_such_names_dates_are_in_doubt_and_nothing_is_compared():
    articles, _ = doubted()
    assert periods.years(articles).tolist() == [2006] * 10
    # Two years of pages, so that it is not "one period" that speaks.
    articles.loc[0, "date"] = datetime.date(2009, 1, 1)
    assert periods.choose(articles).why == "dates in doubt"
    assert len(periods.choose(articles, setting="year").names) == 2


def test_dates_that_a_person_wrote_stand():
    articles, _ = doubted(seeds=[f"{year}.txt" for year in range(1990, 2000)], basis="catalog")
    assert set(periods.years(articles)) == {2006}


def test_names_that_the_titles_contradict_are_not_believed():
    articles, _ = doubted(seeds=[f"2019_{i}.txt" for i in range(10)])
    assert periods.years(articles).attrs[periods.BASIS] == "date"


@pytest.mark.parametrize(
    ("seed", "year"),
    [("1954.txt", 1954), ("a/b/湖北2026报告.docx", 2026), ("19541001.txt", None),
     ("2020-2021.txt", None), ("t.csv#1999", 1999), ("x.txt", None)],
)  # fmt: skip
def test_a_year_in_a_name(seed, year):
    assert periods._year_in_name(seed) == year


def test_groups_by_period_stand_in_the_order_of_time():
    articles = articles_of([2012, 1955, 1983, 1959, 1958])
    rows = grouped(articles, by="period")
    assert group_order(rows, by="period") == ["1950–1959", "1980–1989", "2010–2019"]
    assert group_order(grouped(articles, by="decade"), by="decade") == [1950, 1980, 2010]


def test_a_period_is_no_region():
    assert periods.is_period("1950–1959") and periods.is_period("2020")
    assert not periods.is_period("湖北") and not periods.is_period("2020a")


def test_the_setting_is_checked():
    assert check_settings({"title": "x", "period": "decade"}).period == "decade"
    with pytest.raises(StudyError, match="period = 'century' must be one of auto, year"):
        check_settings({"title": "x", "period": "century"})


def test_a_study_without_dates_has_empty_tables_by_period(mini):
    made = {name: tables.TABLES[name](mini) for name in tables.TABLES if "period" in name}
    assert len(made) == 6 and all(frame.empty for frame in made.values())
    assert made["periods"].attrs["periods"]["why"] == "no dates"


def test_the_table_of_articles_says_year_and_period():
    made = course([1954, 1988, None], [{"发展": 1}] * 3)
    values = periods.period_values(made.articles)
    assert values.tolist()[:2] == ["1950–1959", "1980–1989"] and pd.isna(values.iloc[2])
