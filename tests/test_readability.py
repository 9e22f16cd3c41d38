"""Readability: lengths by hand, MATTR against a plain count, groups that pool their articles."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from liangwen import tables
from liangwen.readability import common_words, readability, windows


def corpus_of(*cut):
    """Articles from texts that are cut by |."""
    articles = pd.DataFrame({
        "article_id": [f"a{i}" for i in range(len(cut))], "region": "湖北", "region_en": "Hubei",
        "text": [text.replace("|", "") for text in cut], "date": None,
    })
    tokens = pd.DataFrame({"article_id": articles["article_id"],
                           "lengths": [[len(part) for part in text.split("|")] for text in cut]})
    return articles, tokens


def test_the_measures_by_hand():
    text = "计量|标题|\n|加强|计量|，|服务|民生|。|到|2035|年|，|建成|体系|！|\n|结尾|没有|句号"
    row = readability(*corpus_of(text)).iloc[0]
    assert row["sentences"] == 2  # neither the heading nor the end without a mark
    assert row["sentence_characters"] == (8 + 10) / 2 == row["sentence_characters_median"]
    assert row["sentence_words"] == (4 + 5) / 2
    assert row["clause_characters"] == pytest.approx(np.mean([4, 4, 4, 6, 4, 6]), rel=1e-5)
    assert row["word_characters"] == pytest.approx((2 * 11 + 1 + 4 + 1) / 14, rel=1e-5)
    assert row["long_share"] == 0 and np.isnan(row["mattr"])
    assert (row["region"], row["region_en"], row["articles"]) == ("湖北", "Hubei", 1)


def test_a_text_without_a_mark_has_no_sentences():
    row = readability(*corpus_of("没有|标点|的|文字")).iloc[0]
    assert row["sentences"] == 0 and np.isnan(row["sentence_characters"]) and np.isnan(row["long_share"])


@given(st.lists(st.sampled_from("甲乙丙丁戊"), max_size=40), st.integers(1, 12))
def test_windows_count_what_a_set_counts(words, window):
    plain = [len(set(words[i : i + window])) / window for i in range(len(words) - window + 1)]
    assert windows(words, window=window).tolist() == pytest.approx(plain)


def test_a_group_pools_sentences_and_no_window_spans_two_articles():
    articles, tokens = corpus_of("|".join(["加强|计量|。"] * 120), "服务|民生|！")
    found = readability(articles, tokens, by="region").iloc[0]
    assert (found["articles"], found["sentences"]) == (2, 121)
    assert found["mattr"] == 2 / 100  # the second text is shorter than a window


def test_long_sentences_are_those_of_more_than_sixty():
    articles, tokens = corpus_of(f"{'计|' * 60}。", f"{'计|' * 61}。")
    assert readability(articles, tokens)["long_share"].tolist() == [0, 1]


def test_common_words_are_the_dictionary_s_most_frequent():
    assert len(common_words()) == 10_000 and {"的", "发展", "建设"} <= common_words()
    assert "量值传递" not in common_words()


def test_the_table_of_the_mini_corpus(mini):
    found = tables.readability(mini)
    assert found["article_id"].tolist() == mini.articles["article_id"].tolist()
    assert (found["sentences"] == 2).all()
    assert len(tables.readability(mini, by="region")) == 3
