"""Units of text lose no character."""

from __future__ import annotations

import re
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liangwen.contexts import ContextFinder
from liangwen.duplicates import find_duplicates
from liangwen.letters import KNOWN, table_of
from liangwen.textunits import HAN, count_han, sentence_spans, sentence_starts

#: Letters, marks, blanks, surrogates, and characters at the borders of the planes.
MIXED = st.text("计A1_é²〇。！？!?；;…\n”’\"'》」』）)】 ，\u3400豈\ud800\U00020000\U0003ffff\U00040000\U0010ffff")
TEXTS = st.text(st.sampled_from("计量标准。！？；”\n，a1 "), max_size=60)


@given(TEXTS)
def test_sentences_are_the_text(text):
    spans = sentence_spans(text)
    assert "".join(text[a:b] for a, b in spans) == text
    assert all(a < b for a, b in spans)


def plain_spans(text):
    """Sentences as their definition says: by pattern, what holds no letter joined to the last."""
    spans = []
    for found in re.finditer(r"(?s).*?(?:\n|[。！？!?；;…]+[”’\"'》」』）)】]*|\Z)", text):
        if found[0] and spans and not any(map(str.isalnum, found[0])):
            spans[-1] = (spans[-1][0], found.end())
        elif found[0]:
            spans.append(found.span())
    return spans


@settings(deadline=None)
@given(MIXED)
def test_units_are_those_of_the_definition(text):
    spans = sentence_spans(text)
    assert spans == plain_spans(text)
    assert list(sentence_starts(text)) == [start for start, _ in spans]
    assert count_han(text) == len(HAN.findall(text))


def test_a_table_of_characters_knows_all_letters():
    table = table_of(r"\w")
    assert [bool(table[ord(c)]) for c in "量é1_，\ud800"] == [True, True, True, True, False, False]
    assert not any(chr(code).isalnum() for code in range(KNOWN, sys.maxunicode + 1))


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("计量是基础。“测得准！”他说。", ["计量是基础。", "“测得准！”", "他说。"]),
        ("一、总体要求\n计量", ["一、总体要求\n", "计量"]),
        ("计量……标准", ["计量……", "标准"]),
        ("", []),
    ],
)
def test_sentences(text, sentences):
    assert [text[a:b] for a, b in sentence_spans(text)] == sentences


def test_han():
    assert count_han("到2035年，SI单位制〇") == 6


@pytest.mark.parametrize(
    ("text", "word", "context"),
    [
        ("落实《计量发展规划》要求。", "计量", "title"),
        ("由湖北省计量测试技术研究院承办。", "计量", "organisation"),
        ("四川大学碳中和未来技术学院姚建教授作报告。", "碳中和", "organisation"),
        ("一、民生计量", "民生计量", "heading"),
        ("加强民生计量工作。", "民生计量", "running text"),
    ],
)
def test_contexts(text, word, context):
    start = text.index(word)
    assert ContextFinder(text).at(start, start + len(word)) == context


def test_duplicates_excerpts_and_strangers():
    body = "".join(f"第{i}条民生计量监管工作要求与量值传递体系建设。" for i in range(30))
    other = "".join(f"海南第{i}年旅游康养产业的发展与自由贸易港政策。" for i in range(30))
    found = find_duplicates(
        {"a": body, "b": body + "完。", "c": body[:300], "d": other}, ["a", "b", "c", "d"]
    )
    assert {(p.article_id, p.original, p.kind) for p in found} == {
        ("b", "a", "duplicate"), ("c", "a", "excerpt"),
    }  # fmt: skip


def test_equal_files_are_a_duplicate_pair_and_empty_ones_none():
    assert find_duplicates({"a": "", "b": ""}, ["a", "b"]) == []
