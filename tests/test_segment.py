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
