from __future__ import annotations

import pandas as pd
import pytest

from liangwen.findings import headline_word_network, together

LINKS = pd.DataFrame(
    [("碳中和", "碳达峰", 6, 6, 6, "sentence"), ("核心", "竞争力", 9, 10, 9, "sentence")],
    columns=["first", "second", "together", "first_units", "second_units", "unit"],
)


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "碳中和 and 碳达峰 always share a sentence (6 of 6)"),
     ("zh", "“碳中和”与“碳达峰”总在同一句（共6句）")],
)  # fmt: skip
def test_title_of_two_terms_that_are_never_apart(language, said):
    assert headline_word_network(LINKS, language=language) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Closest: 核心 and 竞争力, together in 9 of 10 sentences"),
     ("zh", "联系最紧的是“核心”与“竞争力”：10句中9句同现")],
)  # fmt: skip
def test_title_of_two_terms_that_are_mostly_together(language, said):
    assert headline_word_network(LINKS.tail(1), language=language) == said


def test_title_of_articles_and_of_nothing():
    articles = LINKS.assign(unit="article")
    assert "share an article" in headline_word_network(articles, language="en")
    assert headline_word_network(LINKS.head(0), language="zh") == "哪些常见词出现在同一句中"


def test_links_are_named_with_both_numbers():
    assert together.linked(LINKS, language="en").endswith(
        "碳中和 and 碳达峰 (6 of 6) and 核心 and 竞争力 (9 of 10)."
    )
    assert "“核心”与“竞争力”（10句中9句）" in together.linked(LINKS, language="zh")


def test_phrases_are_summed_over_regions():
    runs = pd.DataFrame(
        [("甲", 3, "国家计量中心", 4), ("乙", 3, "国家计量中心", 3), ("甲", 2, "计量中心", 9),
         ("乙", 4, "现代先进测量体系", 5)],
        columns=["region", "n", "string", "count"],
    )  # fmt: skip
    said = together.phrases(runs, language="en")
    assert "国家计量中心 (7 times) and 现代先进测量体系 (5 times)" in said
    assert together.phrases(runs[runs["n"] == 2], language="en") == ""


def test_whole_terms_and_proposals():
    terms = pd.DataFrame(
        {"term": ["计量", "计量标准"], "whole_alone": [True, False], "string_count": [6, 2],
         "whole": [4, 0]}
    )  # fmt: skip
    said = together.whole_terms(terms, language="en")
    assert "one of the lexicon" in said.replace("1 of", "one of") and "4 of their 8" in said
    assert together.whole_terms(terms.assign(string_count=0), language="zh") == ""
    words = pd.DataFrame({"word": ["核心竞争力"], "frequency": [9]})
    assert together.proposed(words, language="en").startswith("One string behaves as a word does")
    assert "“核心竞争力”（9次）" in together.proposed(words, language="zh")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_empty_tables_say_nothing(language):
    none = pd.DataFrame()
    pairs = pd.DataFrame(columns=["first", "second", "count"])
    assert together.neighbours(pairs, language=language) == ""
    assert together.linked(none, language=language) == ""
    assert together.proposed(none, language=language) == ""
    assert together.whole_terms(none, language=language) == ""
    runs = pd.DataFrame(columns=["n", "string", "count"])
    assert together.phrases(runs, language=language) == ""
