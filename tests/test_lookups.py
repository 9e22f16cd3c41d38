"""Any word looked up, whether or not a table lists it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_frames import frames

from liangwen.errors import LiangwenError
from liangwen.lookups import look_up, string_counts

MADE = frames(
    {"a": "计量|标准|，|计量标准|。", "b": "重大|区域|计量|。", "c": "大区|。"},
    region=["甲", "甲", "乙"],
    kind=["plan", "speech", "plan"],
)


def test_counts_by_hand():
    found = look_up(MADE.articles, MADE.term_counts, ["计量", "大区", "，", "没有"])
    rows = found.set_index(["region", "term"])
    assert rows.loc[("甲", "计量"), ["count", "string_count", "articles"]].tolist() == [2, 3, 2]
    # Across two words: a string, and no token.
    assert rows.loc[("甲", "大区"), ["count", "string_count", "articles"]].tolist() == [0, 1, 1]
    assert rows.loc[("甲", "，"), ["count", "string_count"]].tolist() == [0, 1]
    assert rows.loc[("乙", "没有"), ["count", "string_count", "n_articles"]].tolist() == [0, 0, 1]
    assert rows.loc[("甲", "计量"), "per_10k"] == pytest.approx(1e4 * 2 / 6, rel=1e-5)
    assert rows.loc[("甲", "计量"), "per_10k_han"] == pytest.approx(1e4 * 3 / 14, rel=1e-5)
    assert len(found) == 2 * 4


@pytest.mark.parametrize("by", ["region", "kind", "article"])
def test_the_sum_over_groups_is_the_whole(by):
    found = look_up(MADE.articles, MADE.term_counts, ["计量", "区"], by=by)
    for term, rows in found.groupby("term"):
        assert rows["string_count"].sum() == sum(t.count(term) for t in MADE.articles["text"])
    assert found.columns[0] == {"article": "article_id"}.get(by, by)


def test_one_word_may_be_given_by_itself():
    assert look_up(MADE.articles, MADE.term_counts, "计量")["term"].unique().tolist() == ["计量"]


@pytest.mark.parametrize("words", ["", [], ["计量", ""]])
def test_no_word_is_an_error(words):
    with pytest.raises(LiangwenError, match="empty word, or none"):
        look_up(MADE.articles, MADE.term_counts, words)


@given(
    st.lists(st.text("计量标", max_size=30), max_size=4),
    st.lists(st.text("计量标", min_size=1, max_size=4), max_size=90, unique=True),
)
def test_many_strings_are_counted_as_one_by_one(texts, strings):
    expected = [[text.count(string) for text in texts] for string in strings]
    found = string_counts(texts, strings)
    assert found.shape == (len(strings), len(texts)) and found.tolist() == expected
