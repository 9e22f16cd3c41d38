"""Segmentation equals jieba's, with and without a user dictionary."""

from __future__ import annotations

from pathlib import Path

import pytest

from liangwen.segment import Segmenter, count_terms

WORDS = ["量值传递", "社会公用计量标准", "碳达峰碳中和", "计量", "云计算", "5G通信", "民生计量"]
LINES = [
    line
    for seed in sorted((Path(__file__).parents[1] / "seeds").glob("*.txt"))
    for line in seed.read_text(encoding="utf-8").split("\n")
] + ["GB3838-2002标准", "0.10g与3.14", "A股5G通信--测试", "18 MHz高频", "", "😀计量𠮷"]


def jieba_with(words):
    import jieba

    tokenizer = jieba.Tokenizer()
    for word in sorted(words):
        tokenizer.add_word(word)
    return tokenizer


@pytest.mark.parametrize("hmm", [True, False])
@pytest.mark.parametrize("words", [[], WORDS], ids=["plain", "user words"])
def test_equal_to_jieba(words, hmm):
    reference, segmenter = jieba_with(words), Segmenter(words, hmm=hmm)
    for line in LINES:
        assert segmenter.cut(line) == reference.lcut(line, HMM=hmm)


def test_tokens_are_the_text():
    assert all("".join(Segmenter(WORDS).cut(line)) == line for line in LINES)


def test_punctuation_is_no_term():
    assert count_terms(["计量", "，", "\n", "5G", "——"]) == {"计量": 1, "5G": 1}


def test_the_module_wide_dictionary_is_left_alone():
    import jieba

    before = dict(jieba.dt.FREQ)
    Segmenter(["量值传递测试词"]).cut("量值传递测试词")
    assert before == jieba.dt.FREQ


@pytest.mark.parametrize("hmm", [True, False])
@pytest.mark.parametrize("words", [[], WORDS], ids=["plain", "user words"])
def test_parts_of_speech_equal_jieba_posseg(words, hmm):
    import jieba.posseg

    reference = jieba.posseg.POSTokenizer(jieba_with(words))
    segmenter = Segmenter(words, hmm=hmm)
    for line in LINES[::5] + LINES[-6:]:
        expected = [tuple(pair) for pair in reference.lcut(line, HMM=hmm)]
        found = segmenter.tag(line)
        assert [(token.token, token.pos) for token in found] == expected
        assert all(line[token.start : token.end] == token.token for token in found)


def test_tagging_leaves_cutting_and_the_shared_dictionary_alone():
    import jieba

    segmenter = Segmenter(WORDS)
    before, shared = segmenter.cut(LINES[0]), dict(jieba.dt.FREQ)
    segmenter.tag(LINES[0])
    assert segmenter.cut(LINES[0]) == before and shared == jieba.dt.FREQ


def test_tokens_have_their_places():
    found = Segmenter(WORDS).tokens("加强量值传递，5G通信。")
    assert found[1] == ("量值传递", 2, 6)
    assert "".join(token.token for token in found) == "加强量值传递，5G通信。"


def test_known_words_are_those_of_both_dictionaries():
    segmenter = Segmenter(["量值传递"])
    assert segmenter.has_word("量值传递") and segmenter.has_word("计量")
    assert not segmenter.has_word("社会公用计量标准")
    # jieba keeps every beginning of a word, with the frequency nought: no word.
    assert not segmenter.has_word("量值传")
