"""Sentences on time and on texts compared: what the tables carry is said, the rest is left unsaid."""

from __future__ import annotations

import pytest

from liangwen.findings import comparing, trends
from liangwen.findings.summary import found, headline_of

SECTIONS = ("trend", "similarity", "reuse", "readability")


def test_a_change_is_said_with_both_intervals(tables):
    (said,) = trends.changes(tables["theme_changes"], language="en")
    assert "a change of rate begins in 2019 (95 % interval 2017 to 2019)" in said
    assert "the rate is then 5.0 times what it was (95 % interval 2.9–8.7)" in said
    (said,) = trends.changes(tables["theme_changes"], language="zh")
    assert "自2019年（95%区间2017～2019年）起变化，频率变为此前的5.0倍（95%区间2.9～8.7）" in said


@pytest.mark.parametrize(("ratio", "said"), [(float("inf"), "before there is no hit"), (0.0, "after it there is no hit")])
def test_from_none_and_to_none(tables, ratio, said):
    frame = tables["theme_changes"].assign(ratio=ratio)
    assert said in trends.changes(frame, language="en")[0]


def test_a_steady_trend_names_no_year(tables):
    said = trends.steady(tables["theme_changes"], language="en")
    assert "no year is named" in said and "2.4 times a decade, 95 % interval 1.3–4.4" in said
    assert "2019" not in said


def test_too_few_years_for_a_change_are_said_and_nothing_else(tables):
    frame = tables["theme_changes"].assign(periods=6, verdict="too few years", caution="")
    said = found({"theme_changes": frame}, language="en")["trend"]
    assert said == ["The dated texts cover six years; a change point is looked for from eight years on."]
    # With fewer than five the sentence stands in the figure's place.
    assert found({"theme_changes": frame.assign(periods=3)}, language="zh")["trend"] == []
    assert found({"theme_changes": frame.assign(periods=0)}, language="en")["trend"] == []


def test_what_else_changed_is_said(tables):
    frame = tables["theme_changes"].assign(caution="kinds differ;regions differ;titles name other years")
    said = trends.time_cautions(frame, language="en")
    assert "differ in kind and region, too" in said[0] and "web pages" in said[1]
    assert trends.time_cautions(frame.assign(caution=""), language="zh") == []


def test_the_most_alike_pair_is_named_with_what_makes_it(tables):
    said = comparing.alike(tables["similarity"], language="en")
    best = tables["similarity"].iloc[0]
    assert f"the {best['other_region_en']} text are the most alike" in said[0] and "cosine 0.50" in said[0]
    assert "they share 碳达峰 and 园区" in said[0]
    assert comparing.alike(tables["similarity"].head(2), language="en") == []
    assert comparing.alike(tables["similarity"].assign(similarity=0.3), language="en") == []


def test_formulae_are_counted_apart_and_the_longest_is_none(tables):
    frame = tables["shared_passages"]
    frame = frame.assign(characters=[99 if common else 20 for common in frame["common"]])
    said = comparing.shared(frame, language="zh")
    assert "其中3段为超过五篇文本都有的套语" in said[0] and "最长的一段有20个字" in said[1]
    assert "\n" not in said[1] and comparing.shared(frame.head(0), language="en") == []


def test_what_is_taken_from_a_reference_text_is_said(tables):
    (said,) = comparing.from_references(tables["text_reuse"], language="en")
    assert said.startswith("Word for word from the reference text ") and said.endswith(" 2 %.")
    assert comparing.from_references(tables["text_reuse"].assign(other_role="study"), language="zh") == []


def test_equal_sentences_are_not_ranked(tables):
    frame = tables["readability"]
    assert "44 characters on average" in comparing.sentence_lengths(frame, language="en")
    assert comparing.sentence_lengths(frame.assign(sentence_characters=40.2), language="en") == ""
    assert comparing.sentence_lengths(frame.assign(sentences=4), language="zh") == ""


def test_articles_of_one_region_are_named_by_their_files(tables):
    frame = tables["similarity"].assign(region="全国", other_region="全国")
    said = comparing.alike(frame, language="zh")[0]
    assert "全国一文" not in said and "”一文与“" in said


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("number", [1, 2, 5, 31])
def test_sections_and_titles_at_any_size(make_tables, number, language):
    tables = make_tables(number)
    said = found(tables, language=language)
    for text in (text for section in SECTIONS for text in said[section]):
        assert text.endswith("." if language == "en" else "。") and "nan" not in text, text
    for figure in ("theme_trend", "similarity", "shared_passages"):
        assert headline_of(figure, tables, language=language)
    empty = {name: frame.head(0) for name, frame in tables.items()}
    assert not any(found(empty, language=language)[section] for section in SECTIONS)
