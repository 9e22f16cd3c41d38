"""Concordance: several terms, by string and by token, sorted, with places in the source."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_frames import frames

from liangwen.concordance import concordance, context_of, find_terms, find_tokens
from liangwen.errors import LiangwenError

MADE = frames(
    {"a": "推进|计量|工作|。|加强|计量标准|建设|。|\n|计量|工作", "b": "大区|计量|，|重大|区域|。"},
    region=["甲", None],
    kind=["plan", "speech"],
)


def lines(terms, **options):
    if options.pop("with_tokens", False):
        options["tokens"] = MADE.tokens
    return concordance(MADE.articles, MADE.edits, terms, **options)


def test_columns_and_their_order():
    assert list(lines("计量").columns) == [
        "article_id", "region", "left", "hit", "right", "start", "source_start", "end",
        "source_end", "sentence",
    ]  # fmt: skip
    assert list(lines("计量", by="kind").columns)[1] == "kind"
    assert list(lines("计量", by="article").columns)[:2] == ["article_id", "left"]


def test_several_terms_at_once_each_by_itself():
    found = lines(["计量标准", "计量", "工作"])
    assert found["hit"].value_counts().to_dict() == {"计量": 4, "工作": 2, "计量标准": 1}
    assert found["start"].tolist() == [2, 4, 9, 9, 17, 19, 2]
    assert found["sentence"].tolist() == [0, 0, 1, 1, 2, 2, 0]


def test_a_token_is_the_whole_word():
    found = lines("计量", match="token", with_tokens=True)
    assert found["start"].tolist() == [2, 17, 2]
    assert lines("大区", match="token", with_tokens=True)["article_id"].tolist() == ["b"]
    assert len(lines("大区")) == 2
    pair = lines("计量 工作", match="token", with_tokens=True)
    assert pair["hit"].tolist() == ["计量工作"] * 2


def test_sorting_by_the_words_beside_the_hit():
    found = lines("计量", sort="1L", with_tokens=True)
    texts = MADE.articles.set_index("article_id")["text"]
    before = [texts[row.article_id][max(0, row.start - 2) : row.start] for row in found.itertuples()]
    # The paragraph's beginning first, then by code point.
    assert before == ["。\n", *sorted(["加强", "大区", "推进"])]


def test_sorting_by_whole_contexts_and_by_characters():
    right = lines("计量", sort="right")["right"].tolist()
    assert right == sorted(right)
    left = [text[::-1] for text in lines("计量", sort=["left"])["left"]]
    assert left == sorted(left)
    keys = [(row.right[:1], row.hit) for row in lines(["计量", "工作"], sort="1R hit").itertuples()]
    assert keys == sorted(keys)


def test_context_is_within_the_paragraph_or_the_sentence():
    row = lines("计量标准", width=None).iloc[0]
    assert (row["left"], row["right"]) == ("加强", "建设。")
    row = lines("计量", width=None).iloc[2]
    assert (row["left"], row["right"]) == ("", "工作")
    assert context_of("一二。三四", 3, 4, 10) == ("一二。", "四")
    assert lines("计量", width=0)[["left", "right"]].eq("").all(None)


def test_places_in_the_source(tmp_path):
    from mini import make_corpus

    corpus = make_corpus(
        tmp_path / "s",
        {"a.txt": ("湖北省省长 王强", ["湖北推进民(mín)生(shēng)计(jì)量(liàng)工作的情况。"] * 2)},
    )
    found = concordance(corpus.articles, corpus.edits, "民生计量")
    source = corpus.source_text("a.txt")
    assert len(found) == 2
    for row in found.itertuples():
        stretch = source[row.source_start : row.source_end]
        assert stretch == "民(mín)生(shēng)计(jì)量"


@given(st.text("计量标，", max_size=40), st.lists(st.text("计量标", min_size=1, max_size=3), min_size=1))
def test_as_many_as_the_string_counts_and_no_overlap(text, terms):
    for term in terms:
        places = find_terms(text, [term])
        assert len(places) == text.count(term)
        assert all(end <= start for (_, end), (start, _) in pairwise(places))
    assert len(find_terms(text, terms)) == sum(text.count(term) for term in set(terms))


@given(st.lists(st.sampled_from(["计", "量", "计量", "，"]), max_size=30))
def test_tokens_are_found_as_one_by_one(words):
    text = "".join(words)
    ends = [sum(len(w) for w in words[: i + 1]) for i in range(len(words))]
    for term in ("计", "计量", "量"):
        found = [text[a:b] for a, b in find_tokens(text, ends, term)]
        assert found == [term] * words.count(term)


@pytest.mark.parametrize(
    ("terms", "options", "said"),
    [
        ("", {}, "An empty string"),
        ([], {}, "An empty string"),
        (["计量", " "], {"match": "token", "with_tokens": True}, "An empty string"),
        ("计量", {"width": -3}, "width must be zero or more"),
        ("计量", {"match": "token"}, "give tokens="),
        ("计量", {"match": "word"}, "'string' or 'token'"),
        ("计量", {"sort": "3X"}, "cannot be sorted by '3X'"),
        ("计量", {"by": "nothing"}, "no 'nothing' to group by"),
    ],
)
def test_what_cannot_be_asked_is_told(terms, options, said):
    with pytest.raises(LiangwenError, match=said):
        lines(terms, **options)


def test_no_hit_has_no_line():
    assert lines("没有").empty and list(lines("没有").columns)[2] == "left"
