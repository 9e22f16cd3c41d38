"""Tokens with their places, parts of speech, and how the lexicon's terms come out."""

from __future__ import annotations

import pytest
from made_frames import frames
from mini import make_corpus

from liangwen.lexicon import Term, Theme
from liangwen.segment import Segmenter, is_word
from liangwen.tokens import cut_texts, tagged_tokens, term_wholeness, token_places

MADE = frames({"a": "计量|标准|，|计量标准|。|\n|重大|区域|。", "b": "大区|。"})


def test_each_token_stands_where_it_says(mini):
    found = token_places(mini.articles, mini.tokens)
    texts = mini.articles.set_index("article_id")["text"]
    for row in found.itertuples():
        assert texts[row.article_id][row.start : row.end] == row.token
    assert len(found) == mini.articles["n_tokens"].sum()
    assert all(is_word(token) for token in found["token"])


def test_all_tokens_joined_are_the_text(mini):
    found = token_places(mini.articles, mini.tokens, punctuation=True)
    joined = found.groupby("article_id", sort=False)["token"].agg("".join)
    assert dict(joined) == dict(zip(mini.articles["article_id"], mini.articles["text"], strict=True))


def test_sentences_are_counted_from_nought():
    found = token_places(MADE.articles, MADE.tokens).set_index(["article_id", "token"])["sentence"]
    assert (found["a", "计量标准"], found["a", "区域"], found["b", "大区"]) == (0, 1, 0)


def test_no_article_has_no_token():
    none = MADE.articles.iloc[:0]
    assert token_places(none, MADE.tokens).empty and list(cut_texts(none, MADE.tokens)) == []


def test_tags_stand_where_they_say(mini):
    found = tagged_tokens(mini.articles.head(1), mini.segmenter)
    text = mini.articles["text"].iloc[0]
    assert all(text[row.start : row.end] == row.token for row in found.itertuples())
    assert list(found.columns) == ["article_id", "token", "pos", "start", "end"]


@pytest.mark.parametrize(
    ("term", "whole", "inside", "cut"),
    [("计量", 1, 1, 0), ("计量标准", 1, 0, 1), ("标准", 1, 1, 0), ("大区", 1, 0, 1), ("没有", 0, 0, 0)],
)
def test_what_becomes_of_a_term(term, whole, inside, cut):
    theme = Theme("t", "主题", "theme", (Term(term, "test"),))
    (row,) = term_wholeness(MADE.articles, MADE.tokens, [theme], Segmenter()).itertuples()
    assert (row.whole, row.inside_longer, row.cut) == (whole, inside, cut)
    total = whole + inside + cut
    assert row.string_count == total == sum(text.count(term) for text in MADE.articles["text"])
    assert row.whole_share == whole / total if total else row.whole_share != row.whole_share


def test_alone_a_term_is_cut_as_the_dictionary_says():
    theme = Theme("t", "主题", "theme", (Term("量值传递", "test"),))
    for words, cut, alone in (([], "量值/传递", False), (["量值传递"], "量值传递", True)):
        found = term_wholeness(MADE.articles, MADE.tokens, [theme], Segmenter(words)).iloc[0]
        assert (found["cut_alone"], bool(found["whole_alone"])) == (cut, alone)


def test_the_parts_add_up_in_a_study(tmp_path):
    corpus = make_corpus(tmp_path / "s")
    themes = corpus.themes.themes
    found = term_wholeness(corpus.articles, corpus.tokens, themes, corpus.segmenter)
    assert (found["whole"] + found["inside_longer"] + found["cut"] == found["string_count"]).all()
    row = found.set_index("term").loc["碳达峰"]
    assert (row["string_count"], row["inside_longer"]) == (1, 1)
