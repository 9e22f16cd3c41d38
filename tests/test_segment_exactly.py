"""Segmentation in arrays equals jieba's for any text and any user dictionary."""

from __future__ import annotations

import pickle
from collections import Counter
from functools import cache

import jieba
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jieba import finalseg

from liangwen.cutting import file_of_jieba, model
from liangwen.cutting.dictionary import dictionary_of, hidden_model
from liangwen.segment import Segmenter, count_terms, is_word

WORDS = ("量值传递", "云计算", "5G通信", "A股", "民生 计量", "计量", "㐂计", "量", "2.5%", "𠮷祥", "GB-")  # fmt: skip
#: Mixed so that words, beginnings of words, guessed words and numbers meet often.
PIECES = (
    "计量", "标准", "中华人民共和国", "国务院", "全国人民代表大会", "量值传", "量值传递", "韦韬", "王", "一", "的", "着", "龘",
    "李明哲", "杭研大厦", "邓颖超生前", "\u9fd5", "\u9fd6", "㐂", "々", "〇", "GB", "g", "A股", "T恤", "5G", "3838", "2002",
    ".", "..", ".5", "%", "2.5%", "-", "--", "_", "#", "&", "+", "C++", "，", "。", "（", "\r\n", "\r", "\n", " ", "\u3000",
    "\t", "\x00", "😀", "𠮷", "\ud800", "\udfff", "é", "γ射线", "Ⅲ", "１", "²", "٣", "\ue000",
)  # fmt: skip
TEXTS = st.lists(
    st.one_of(
        st.sampled_from(PIECES),
        st.characters(min_codepoint=0x4E00, max_codepoint=0x9FD6),
        st.characters(min_codepoint=0x20, max_codepoint=0x7F),
        st.characters(),
        st.sampled_from(
            "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动"
        ),
    ),
    max_size=30,
).map("".join)


@cache
def whole():
    jieba.setLogLevel(60)
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    return tokenizer


def jieba_with(words):
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = dict(whole().FREQ), whole().total
    tokenizer.initialized = True
    for word in words:
        tokenizer.add_word(word)
    return tokenizer


@cache
def both(words, hmm):
    return jieba_with(sorted(words)), Segmenter(words, hmm=hmm)


def check(text, reference, segmenter):
    expected = reference.lcut(text, HMM=segmenter.hmm)
    assert segmenter.cut(text) == expected
    found, counts = segmenter.count(text), count_terms(expected)
    assert found.lengths.tolist() == list(map(len, expected)) and found.lengths.dtype == np.uint32
    assert found.terms == sorted(counts)
    assert found.counts.tolist() == [counts[term] for term in found.terms]
    assert segmenter.cut_and_count(text) == (expected, Counter(counts))


@pytest.mark.parametrize("hmm", [True, False])
@pytest.mark.parametrize("words", [(), WORDS], ids=["plain", "user words"])
@settings(max_examples=400, deadline=None)
@given(text=TEXTS)
def test_any_text_is_cut_and_counted_as_by_jieba(words, hmm, text):
    check(text, *both(words, hmm))


@settings(max_examples=12, deadline=None)
@given(words=st.lists(TEXTS, max_size=8), texts=st.lists(TEXTS, max_size=5))
def test_any_user_dictionary_counts_as_in_jieba(words, texts):
    reference, segmenter = jieba_with(sorted(set(words))), Segmenter(words, hmm=False)
    dictionary = dictionary_of(sorted(set(words)))
    assert dictionary.total == reference.total
    for word in words:
        assert not word or dictionary.count(word) == reference.FREQ[word]
        assert not word or segmenter.has_word(word)
    for text in [*texts, "".join(words)]:
        check(text, reference, segmenter)


def test_the_dictionary_is_that_of_jieba():
    dictionary = dictionary_of()
    frequencies = whole().FREQ
    assert dictionary.total == whole().total and dictionary.taken == len(frequencies)
    assert all(dictionary.count(word) == count for word, count in list(frequencies.items())[::50])
    assert dictionary.count("") is None and dictionary.count("量值传递") is None


def test_the_model_is_that_of_jieba():
    likely = pickle.loads(file_of_jieba("finalseg/prob_emit.p").read_bytes())
    assert likely == finalseg.emit_P
    seen = hidden_model()
    for column, state in enumerate(model.STATES):
        own = finalseg.emit_P[state]
        row = [own.get(chr(code), finalseg.MIN_FLOAT) for code in range(model.HAN, model.LAST + 1)]
        assert seen[:, column].tolist() == row
    start = {"B": model.START_B, "M": model.UNSEEN, "E": model.UNSEEN, "S": model.START_S}
    assert finalseg.start_P == start
    assert finalseg.trans_P == {
        "B": {"E": model.BE, "M": model.BM},
        "M": {"E": model.ME, "M": model.MM},
        "E": {"B": model.EB, "S": model.ES},
        "S": {"B": model.SB, "S": model.SS},
    }


def test_a_string_of_any_length_is_asked_for():
    # A count for each two places of it would take 160 GB.
    word = "计量" * 100_000
    assert dictionary_of().count(word) is None and not Segmenter().has_word(word)


def test_a_large_user_dictionary_makes_the_table_larger():
    words = [chr(0x4E00 + n % 500) + chr(0x5000 + n // 500) + "量" * 9 for n in range(15_000)]
    dictionary = dictionary_of(words)
    assert len(dictionary.cells) > len(dictionary_of().cells)
    assert all(dictionary.count(word) for word in words[::100])


def test_a_dictionary_with_words_leaves_the_other_alone():
    before = dictionary_of().cells.copy(), dictionary_of().logs.copy(), dictionary_of().total
    dictionary_of(WORDS)
    after = dictionary_of()
    assert (before[0] == after.cells).all() and (before[1] == after.logs).all()
    assert before[2] == after.total


def test_words_are_known_by_their_characters():
    from liangwen.segment import _word_characters

    known = _word_characters()
    assert all(is_word(chr(code)) == known[code] for code in range(0, 0x110000, 7))
