"""Likeness of words: the weights by hand, cosine's properties, parts that add up."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liangwen import similarity as module
from liangwen import tables
from liangwen.similarity import similarity, tf_idf

FOUR = pd.DataFrame(
    [("a", "计量", 4), ("a", "量子", 1), ("b", "计量", 2), ("b", "量子", 1), ("b", "民生", 1), ("c", "粮食", 3)],
    columns=["article_id", "term", "count"],
)
ARTICLES = pd.DataFrame({
    "article_id": ["a", "b", "c"], "region": ["湖北", "河北", "湖北"],
    "region_en": ["Hubei", "Hebei", "Hubei"], "kind": ["plan", "plan", None], "date": None,
})


def test_the_cosine_by_hand():
    found = similarity(ARTICLES, FOUR).set_index(["article_id", "other_article_id"])
    idf = {term: 1 + math.log(4 / (1 + df)) for term, df in (("计量", 2), ("量子", 2), ("民生", 1))}
    a = {"计量": (1 + math.log(4)) * idf["计量"], "量子": idf["量子"]}
    b = {"计量": (1 + math.log(2)) * idf["计量"], "量子": idf["量子"], "民生": idf["民生"]}
    norms = [math.sqrt(sum(w * w for w in weights.values())) for weights in (a, b)]
    parts = {term: a[term] * b[term] / norms[0] / norms[1] for term in a}
    row = found.loc[("a", "b")]
    assert row["similarity"] == pytest.approx(sum(parts.values()), rel=1e-5)
    share = 100 * parts["计量"] / sum(parts.values())
    assert row["top_terms"] == f"计量 {share:.1f}%、量子 {100 - share:.1f}%"
    assert (row["shared_terms"], row["top_share"]) == (2, 1)
    assert found.loc[("a", "c"), "similarity"] == 0 and found.loc[("a", "c"), "top_terms"] == ""


counts = st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from(["计量", "量子", "民生", "发展"]), st.integers(1, 9)),
                  min_size=1, max_size=14)


@settings(max_examples=50, deadline=None)
@given(counts)
def test_vectors_have_length_one_and_cosines_lie_between_zero_and_one(rows):
    frame = pd.DataFrame(rows, columns=["document", "term", "count"]).drop_duplicates(["document", "term"])
    matrix, terms = tf_idf(frame, list("abcd"))
    cosine = (matrix @ matrix.T).toarray()
    assert terms == sorted(terms) and (cosine >= 0).all() and (cosine <= 1 + 1e-9).all()
    assert set(np.diag(cosine).round(9)) <= {0.0, 1.0} and np.allclose(cosine, cosine.T)


def test_stop_words_and_terms_without_chinese_are_left_out():
    more = pd.concat([FOUR, pd.DataFrame([("a", "2035", 5), ("c", "2035", 5)], columns=FOUR.columns)])
    assert similarity(ARTICLES, more).equals(similarity(ARTICLES, FOUR))
    found = similarity(ARTICLES, FOUR, stop_words=["计量"]).iloc[0]
    assert (found["shared_terms"], found["top_terms"]) == (1, "量子 100.0%")


def test_groups_are_one_document_each():
    found = similarity(ARTICLES, FOUR, by="region")
    assert found[["group", "other_group", "group_en"]].values.tolist() == [["湖北", "河北", "Hubei"]]
    merged = ARTICLES.assign(region="湖北", region_en="Hubei")
    assert similarity(merged, FOUR, by="region").empty


def test_many_articles_list_the_nearest_pairs_of_each(monkeypatch):
    monkeypatch.setattr(module, "ALL_PAIRS", 3)
    monkeypatch.setattr(module, "NEAREST", 1)
    monkeypatch.setattr(module, "BLOCK", 2)
    articles = pd.DataFrame({"article_id": list("abcd"), "region": None, "region_en": None})
    terms = {"a": "计量", "b": "计量", "c": "粮食", "d": "粮食"}
    counts = pd.DataFrame([(a, t, 1) for a, t in terms.items()], columns=["article_id", "term", "count"])
    found = similarity(articles, counts)
    assert set(zip(found["article_id"], found["other_article_id"], strict=True)) == {("a", "b"), ("c", "d")}


def test_the_tables_of_the_mini_corpus(mini):
    found = tables.similarity(mini)
    assert len(found) == 6 * 5 // 2 and found["similarity"].is_monotonic_decreasing
    assert not found["top_terms"].str.contains("湖北|河北|海南").any()  # names of places are left out
    assert len(tables.region_similarity(mini)) == 3
    assert similarity(mini.articles.head(1), mini.term_counts).empty
