"""Sentences over time: they change with the data, name their numbers, and fall silent."""

from __future__ import annotations

import pandas as pd
import pytest

from liangwen.findings import time, time_titles
from liangwen.findings.summary import found, headline_of

LANGUAGES = ("en", "zh")
DECADES = ("1950–1959", "1980–1989", "2010–2019")


def words(verdict="distinctive", interval="log-t"):
    low, high = (1.0, 3.0) if interval == "log-t" else (None, None)
    frame = pd.DataFrame({
        "period": DECADES, "year": [1950, 1980, 2010], "term": ["合作社", "商品经济", "民生"],
        "count": [40, 30, 90], "reference_count": [2, 3, 4], "log_ratio": 2.0,
        "log_ratio_low": low, "log_ratio_high": high, "interval": interval, "verdict": verdict,
        "lrc": 1.2, "articles": [5, 4, 9], "group_articles": [5, 10, 9],
        "reference_articles": [0, 2, 3],
    })  # fmt: skip
    return frame.astype({"log_ratio_low": float, "log_ratio_high": float})


def cells(verdict="distinctive", ratio=4.0):
    return pd.DataFrame({
        "period": DECADES, "year": [1950, 1980, 2010], "theme": "sea", "theme_zh": "海洋",
        "theme_en": "the sea", "focus": True, "rate_ratio": ratio, "rr_low": 2.0, "rr_high": 8.0,
        "p": 0.001, "verdict": ["too few", "not set apart", verdict], "articles": [5, 10, 9],
    })  # fmt: skip


def lengths(last=29.0, half=2.0):
    mean = [44.0, 40.0, last]
    return pd.DataFrame({
        "period": DECADES, "year": [1950, 1980, 2010], "measure": "sentence_characters",
        "articles": [5, 10, 9], "mean": mean, "low": [m - half for m in mean],
        "high": [m + half for m in mean], "interval": "t",
    })  # fmt: skip


def axis(**told):
    frame = pd.DataFrame({"period": DECADES, "articles": [5, 10, 2]})
    frame.attrs["periods"] = {"why": "", "years_from": "date"} | told
    return frame


def test_a_periods_words_with_factor_and_interval():
    said = time.words_apart(words(), language="en")
    assert said[0] == ("The five texts of the 1950s are set apart by 合作社 (4.0 times as frequent as "
                       "elsewhere, 95 % interval 2.0–8.0).")
    assert time.words_apart(words(), language="zh")[1] == (
        "1980年代的10篇文本，特征词为“商品经济”（频率为其余时期的4.0倍，95%区间2.0～8.0倍）。")


def test_without_an_interval_the_articles_are_told():
    said = time.words_apart(words(interval="articles"), language="en")
    assert "合作社 (in all five texts, elsewhere in none)" in said[0]
    assert "商品经济 (in 4 of 10 texts, elsewhere in 2)" in said[1]
    assert "“民生”（见于全部9篇，其余时期仅3篇）" in time.words_apart(
        words(interval="articles"), language="zh")[2]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_verdict_no_sentence_but_what_is_not_known(language):
    assert time.words_apart(words("not set apart"), language=language) == []
    assert time.first_words(words("not set apart"), language=language) == ""
    assert len(time.words_not_apart(words("not set apart"), language=language)) == 1
    assert len(time.words_not_apart(words("too few"), language=language)) == 1
    assert time.words_not_apart(words(), language=language) == []


def test_themes_more_and_less():
    assert time.themes_apart(cells(), language="en") == [
        "The nine texts of the 2010s speak more than those of other periods of the sea (4.0 times "
        "the other periods' rate, 95 % interval 2.0–8.0)."]
    less = time.themes_apart(cells(ratio=0.3), language="zh")
    assert less == ["2010年代的9篇文本比其余时期更少谈及“海洋”"
                    "（频率为其余时期的0.3倍，95%区间2.0～8.0倍）。"]
    assert time.themes_apart(cells("suggestive"), language="en") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_how_many_cells_are_judged(language):
    said = time.themes_judged(cells(), language=language)
    assert "3" in said and "2" in said and "1" in said
    assert time.themes_judged(cells().iloc[:0], language=language) == ""
    assert time.themes_judged(cells("suggestive"), language=language) != said


def test_sentences_of_readability_say_whether_intervals_meet():
    assert time.written(lengths(), language="en") == [
        "Sentences are longest in the texts of the 1950s (44 characters, 95 % interval 42–46) and "
        "shortest in those of the 2010s (29 characters, 95 % interval 27–31); the intervals do not "
        "meet."]
    assert "两者区间重叠，不能断言高低" in time.written(lengths(half=12.0), language="zh")[0]
    assert time.written(lengths().assign(low=None), language="en") == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "why", ["no dates", "one period", "too few articles", "asked for none", "dates in doubt"])
def test_why_there_are_no_periods_is_one_sentence(why, language):
    empty = axis(why=why).iloc[:0]
    empty.attrs["periods"] = {"why": why}
    (said,) = time.axis(empty, language=language)
    assert said.endswith("." if language == "en" else "。") and said.isascii() == (language == "en")


def test_the_axis_says_where_years_come_from():
    assert time.axis(axis(), language="en") == [
        "By their years, 17 texts fall into three periods (1950s: 5, 1980s: 10, 2010s: 2)."]
    assert "取自文件名" in time.axis(axis(years_from="file names"), language="zh")[1]


def test_limits_of_a_comparison_of_periods():
    said = time.limits(axis(), language="en")
    assert len(said) == 3 and "For the 2010s there are fewer than three texts" in said[1]
    assert time.limits(axis().iloc[:0], language="en") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_follow_the_data(language):
    tables = {"keyness_by_period": words(), "readability_by_period": lengths()}
    own = {name: headline_of(name, tables, language=language)
           for name in ("keyness_by_period", "terms_by_period", "readability_by_period")}
    assert "合作社" in own["keyness_by_period"] and "民生" in own["terms_by_period"]
    assert "44" in own["readability_by_period"]
    dull = {"keyness_by_period": words("too few"), "readability_by_period": lengths(half=20.0)}
    for name, title in own.items():
        assert headline_of(name, dull, language=language) not in ("", title)


def test_a_theme_is_densest_only_where_its_interval_is_apart():
    frame = pd.DataFrame({
        "period": DECADES, "theme": "sea", "theme_zh": "海洋", "theme_en": "the sea", "focus": True,
        "hits": [10, 10, 90], "per_10k": [1.0, 1.0, 9.0], "low": [0.5, 0.5, 6.0],
        "high": [2.0, 2.0, 12.0],
    })  # fmt: skip
    title = time_titles.headline_theme_by_period(frame, language="en")
    assert title == "The sea is densest in the texts of the 2010s: 9.0 hits per 10,000 characters"
    wide = frame.assign(low=0.1)
    assert time_titles.headline_theme_by_period(wide, language="en") == "The themes by period"


def test_the_summary_tells_of_time_and_is_silent_without():
    told = {"keyness_by_period": words(), "emphasis_by_period": cells(),
            "readability_by_period": lengths(), "periods": axis()}
    assert len(found(told, language="en")["summary"]) == 3
    bare = {name: frame.iloc[:0] for name, frame in told.items()}
    assert found(bare, language="en")["summary"] == []
