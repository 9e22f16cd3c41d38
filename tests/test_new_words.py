"""New words: the evidence is that of the measure, and pieces of longer words are left out."""

from __future__ import annotations

import pandas as pd
import pytest
from made_frames import frames

from liangwen.errors import LiangwenError
from liangwen.measures.new_words import word_evidence
from liangwen.new_words import new_words, terms_lines
from liangwen.segment import Segmenter

#: 量测云图 is a made-up word between different neighbours; 衡秤云 always in 衡秤云链.
LEFT, RIGHT = "山水风花雪月东西南北", "红黄蓝白黑青紫灰绿橙"
TEXT = "".join(f"{a}量测云图{b}。" for a, b in zip(LEFT, RIGHT, strict=True)) + "".join(
    f"{b}衡秤云链{a}，" for a, b in zip(LEFT, RIGHT, strict=True)
)
MADE = frames({"a": "|".join(TEXT), "b": "|".join(TEXT[:60])})


@pytest.fixture(scope="module")
def segmenter():
    return Segmenter(hmm=False)


def found(segmenter, **options):
    # In so short a text chance is large: aggregation stays low.
    defaults = {"minimum_freedom": 0.9, "minimum_aggregation": 5.0}
    table = new_words(MADE.articles, segmenter, **(defaults | options))
    return table.set_index("word")


def test_a_planted_word_is_proposed_and_its_pieces_are_not(segmenter):
    table = found(segmenter)
    assert set(table.index) == {"量测云图", "衡秤云链"}
    row = table.loc["量测云图"]
    assert (row["frequency"], row["articles"]) == (10 + TEXT[:60].count("量测云图"), 2)
    assert row["hit"] == "量测云图"
    assert MADE.articles["text"].iloc[0][row["start"] :].startswith("量测云图")


def test_the_evidence_is_that_of_the_measure(segmenter):
    text = "\n".join(MADE.articles["text"])
    table = found(segmenter, minimum_freedom=0.1, minimum_aggregation=0.1, minimum_count=2)
    assert len(table) >= 2
    for word, row in table.iterrows():
        expected = word_evidence(text, word)
        assert row["frequency"] == expected.frequency
        for name in ("freedom", "aggregation", "left_entropy", "right_entropy"):
            assert row[name] == pytest.approx(getattr(expected, name), rel=1e-4, abs=1e-6)


def test_words_of_the_dictionaries_and_stop_words_are_not_proposed():
    known = Segmenter(["量测云图"], hmm=False)
    assert set(found(known).index) == {"衡秤云链"}
    plain = Segmenter(hmm=False)
    pieces = plain.cut("衡秤云链")
    assert "衡秤云链" not in found(plain, stop_words=[pieces[0]]).index


def test_a_candidate_must_begin_and_end_where_tokens_do(segmenter):
    # One character is a token here, so each place is an edge; cut as one token, 量测云 is none.
    assert set(found(segmenter, tokens=MADE.tokens)["edge_share"]) == {1.0}
    whole = frames({"a": TEXT.replace("量测云图", "|量测云图|").replace("。", "|。|")})
    table = new_words(
        whole.articles, segmenter, tokens=whole.tokens, minimum_freedom=0, minimum_edges=0.6
    )
    assert not {"量测", "测云", "云图", "量测云"} & set(table["word"])


def test_lines_for_the_user_dictionary():
    assert terms_lines(pd.DataFrame({"word": ["量测云图"]}), source="s") == "量测云图 s\n"


def test_little_or_nothing_to_read(segmenter):
    assert new_words(MADE.articles.iloc[:0], segmenter).empty
    assert new_words(frames({"a": "ABC|。"}).articles, segmenter).empty
    with pytest.raises(LiangwenError, match="must be 2 or more"):
        new_words(MADE.articles, segmenter, minimum_count=1)
