"""Where something stands, and the orders that lines may have."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from liangwen.explorer.places import LONGEST, SORTS, Query, find, ordered
from liangwen.explorer.words import Unanswered

NO_HITS = pd.DataFrame({"article_id": [], "theme": [], "term": [], "start": [], "end": []})
TEXTS = st.dictionaries(st.sampled_from("abcd"), st.text("计量标准。\n", max_size=30), min_size=1)


@given(TEXTS, st.text("计量标", min_size=1, max_size=3))
def test_a_string_is_counted_as_str_count_does(texts, string):
    found = find(Query("string", string), texts, {}, NO_HITS)
    counted = found["article_id"].value_counts()
    assert {name: int(counted.get(name, 0)) for name in texts} == {
        name: text.count(string) for name, text in texts.items()}
    assert all(texts[r.article_id][r.start : r.end] == string == r.term for r in found.itertuples())


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("量子", ["量子"]), (" 量子 ;民生；量子; ", ["量子", "民生"]), ("高质量 发展", ["高质量 发展"]), (";；", [])],
)
def test_several_stand_with_a_semicolon_between(text, wanted):
    assert Query("string", text).wanted == wanted


@pytest.mark.parametrize(("mode", "text", "key"), [
    ("string", " ", "nothing_asked"), ("word", "", "nothing_asked_word"),
    ("string", "计" * (LONGEST + 1), "too_long")])
def test_no_query_and_a_pasted_text_are_answered_with_a_sentence(mode, text, key):
    with pytest.raises(Unanswered) as told:
        find(Query(mode, text), {"a": "计量"}, {}, NO_HITS)
    assert told.value.key == key
    assert told.value.said("zh").endswith("。") and told.value.said("en").endswith(".")


def test_a_word_is_no_part_of_another(held):
    by_string = held.places(Query("string", "计量"))
    by_word = held.places(Query("word", "计量"))
    assert 0 < len(by_word) < len(by_string)
    counts = held.corpus.term_counts
    assert len(by_word) == counts.loc[counts["term"] == "计量", "count"].sum()


def test_a_theme_has_its_hits_and_a_term_a_part_of_them(held):
    hits = held.corpus.theme_hits
    found = held.places(Query("theme", theme="industry"))
    assert len(found) == (hits["theme"] == "industry").sum() == 4
    parts = [held.places(Query("theme", theme="industry", term=t)) for t, _ in held.terms_of("industry")]
    assert sum(map(len, parts)) == len(found)
    with pytest.raises(Unanswered):
        held.places(Query("theme", theme="no such theme"))


@pytest.mark.parametrize("sort", SORTS)
def test_an_order_loses_nothing(held, sort):
    query = Query("string", "计量")
    whole, sorted_ = held.places(query), held.places(query, sort)
    assert sorted(map(tuple, whole.to_numpy())) == sorted(map(tuple, sorted_.to_numpy()))


def test_the_orders_are_what_they_say():
    texts = {"a": "甲计量丙", "b": "乙计量乙", "c": "丙计量甲"}
    places = pd.DataFrame([(n, 1, 3, "计量") for n in texts], columns=["article_id", "start", "end", "term"])
    dates = {"a": "2020-01-01", "b": "", "c": "2024-05-06"}

    def names(sort):
        return "".join(ordered(places, sort, texts, dates, {})["article_id"])

    assert names("place") == "abc"
    assert names("left") == "".join(sorted("abc", key=lambda n: texts[n][0]))
    assert names("right") == "".join(sorted("abc", key=lambda n: texts[n][3]))
    assert (names("newest"), names("oldest")) == ("cab", "acb")
