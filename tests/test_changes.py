"""What went into two runs differently, and how it is said."""

from __future__ import annotations

import pytest

from liangwen.changes import changes, sentences

EMPTY = {"articles": {}, "terms": {}, "settings": {}, "inputs": {}, "versions": {}, "source": ""}


def said(old, new, language="en"):
    return sentences(changes({**EMPTY, **old}, {**EMPTY, **new}), language=language)


@pytest.mark.parametrize(
    ("old", "new", "en", "zh"),
    [
        ({}, {}, [], []),
        ({"articles": {"a": "1"}}, {"articles": {"a": "2", "b": "3"}},
         ["1 article added: b.", "1 article changed: a."], ["新增文本1个：b。", "改动文本1个：a。"]),
        ({"terms": {"q": ["量子"]}}, {"terms": {"q": ["量子", "前沿"]}},
         ["1 term added: 前沿 (q)."], ["新增词条1个：前沿（q）。"]),
        ({"terms": {"q": ["量子"], "z": []}}, {"terms": {"z": ["量子"]}},
         ["1 theme removed: q.", "1 term changed: 量子 (q → z)."],
         ["删去主题1个：q。", "改动词条1个：量子（q → z）。"]),
        ({"settings": {"title": {"en": "x"}}}, {"settings": {"title": {"en": "y"}}},
         ["Setting title.en: x before, y now."], ["设置 title.en：原为x，现为y。"]),
        ({"versions": {"pandas": "3.1"}}, {"versions": {}},
         ["Version of pandas: 3.1 before, none now."], ["版本 pandas：原为3.1，现为无。"]),
        ({"source": "a" * 64}, {"source": "b" * 64},
         ["Liangwen's own source changed."], ["liangwen 自身的源代码有改动。"]),
        # An older manifest does not know the source: that says nothing.
        ({"source": ""}, {"source": "b" * 64}, [], []),
        ({"inputs": {"starters/lexicon/terms.txt": "1"}}, {"inputs": {"lexicon/terms.txt": "1"}}, [], []),
        ({"inputs": {"seeds/a.txt": "1", "study.toml": "1"}, "articles": {"a.txt": "1"}},
         {"inputs": {"seeds/a.txt": "2", "study.toml": "2"}, "articles": {"a.txt": "2"}},
         ["1 article changed: a.txt."], ["改动文本1个：a.txt。"]),
        ({"inputs": {"seeds/bad.pdf": "1"}}, {}, ["1 input file removed: seeds/bad.pdf."],
         ["删去输入文件1个：seeds/bad.pdf。"]),
    ],
)  # fmt: skip
def test_each_kind_is_said_in_both_languages(old, new, en, zh):
    assert said(old, new) == en
    assert said(old, new, "zh") == zh


def test_many_are_counted():
    new = {"articles": {f"a{n}": "1" for n in range(9)}}
    assert said({}, new)[0].endswith("a4, a5 and three others.")
