"""The cheap looks that spare a rule its work never change what comes of it."""

from __future__ import annotations

import gc
import re
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from liangwen.cleaning import (
    article_lines,
    clean_text,
    line_kinds,
    line_tests,
    occasions,
    site_lines,
)
from liangwen.cleaning.census import WIDE_BLANK, census_of, digits
from liangwen.cleaning.headline import _share
from liangwen.cleaning.layout import BLANKS, layout
from liangwen.cleaning.line_kinds import ABOUT, NOISE, kind_by_tests, kind_of, kinds_of
from liangwen.cleaning.markup import _ENTITY_END, _entities
from liangwen.cleaning.spaced import _DATE_GAP, _DIGIT_PAIR, _suspects
from liangwen.edits import apply_changes

ROOT = Path(__file__).parents[2]
DUMPS = ROOT.parent / "shared" / "data" / "pages" / "dumps"
#: All that the tests of a line look for, each as a pattern that makes such lines.
PATTERNS = [
    value
    for module in (article_lines, line_kinds, line_tests, occasions, site_lines)
    for name, value in sorted(vars(module).items())
    if isinstance(value, re.Pattern) and name not in {"_ITEM", "_MENU", "MENU_CHARACTER"}
]
_FRAMES = (
    "{}",
    "{}。",
    "（一）{}。",
    "（一）{}；",
    "第一条 {}：",
    "二、{}",
    "## 第三章 {}",
    "第2条{}",
)
_WORDS = st.text(st.sampled_from("计量的是和 　，。、；：“”（）一二年月日区码"), max_size=12)


#: Kinds that a line leaves the text for; a whole sentence is no occasion of a speech.
TAKEN_OUT = (NOISE | ABOUT) - {"delivery"}


def lines_of(pattern: re.Pattern[str]) -> st.SearchStrategy[str]:
    found = st.from_regex(pattern, fullmatch=True).map(lambda line: " ".join(line.split()))
    # Words in Latin letters are looked for as people write them: not as cOpYright.
    return found.map(str.lower) if pattern.flags & re.IGNORECASE else found


@given(st.one_of([lines_of(pattern) for pattern in PATTERNS]), _WORDS, st.sampled_from(_FRAMES))
@settings(max_examples=250, deadline=None, derandomize=True)
def test_what_a_test_asks_for_passes_the_gate(found, words, frame):
    for line in (frame.format(found), frame.format(words + found), frame.format(found + words)):
        # Sixteen marks and no word are neither a sentence nor worth a look at each sentence.
        assume(re.search(r"\w", line))
        kind, by_tests = kind_of(line), kind_by_tests(line.strip())
        assert kind == by_tests or by_tests not in TAKEN_OUT, line


@pytest.mark.parametrize(
    "line",
    [
        "（一）扫码关注我们；", "（二）地址：", "第一条 办公区：", "（三）欢迎今天星期三；", "二、点击好看；",
        "（四）登录后阅读全文；", "（五）计量工作。。。", "第三章 邮政编码：", "（六）未经授权转载",
    ],
)  # fmt: skip
def test_numbered_lines_of_a_site_are_looked_at(line):
    assert kind_of(line) == kind_by_tests(line)


@pytest.mark.parametrize(
    ("pattern", "gate"),
    [
        (article_lines._DISCLAIMER, article_lines._OF_RIGHTS),
        (article_lines._FOOT, article_lines._OF_RIGHTS),
        (article_lines._DATE_LINE, re.compile("19|20")),
        (article_lines._CAPTION, re.compile("摄|图|记者")),
    ],
)
def test_a_pattern_passes_its_own_gate(pattern, gate):
    @given(st.from_regex(pattern, fullmatch=True))
    @settings(max_examples=150, deadline=None, derandomize=True)
    def passes(line):
        assert gate.search(line)

    passes()


def test_the_collector_is_left_as_it_was():
    for collects in (True, False):
        (gc.enable if collects else gc.disable)()
        clean_text("计(jì)量")
        assert gc.isenabled() is collects
        gc.enable()


def test_lines_of_dumps_are_told_as_by_all_tests():
    if not DUMPS.is_dir():
        pytest.skip("the labelled pages are not at hand")
    lines = [
        line.strip(BLANKS)
        for file in sorted(DUMPS.glob("*"))
        for line in file.read_text(encoding="utf-8", errors="replace").split("\n")
    ]
    for line, kind in zip(lines, kinds_of(lines), strict=True):
        by_tests = kind_by_tests(line.strip())
        assert kind == by_tests or by_tests not in TAKEN_OUT, line


@given(st.text(st.sampled_from("计量 　年月日1.5a\n²\ud800\U00020000"), max_size=30))
def test_blanks_are_looked_at_where_something_is_set_apart(text):
    census = census_of(text)
    dates, suspects, pair = _suspects(census.codes, census.classes, digits(), WIDE_BLANK)
    assert {found.start() for found in _DATE_GAP.finditer(text)} <= set(dates.tolist())
    apart = re.finditer("(?=[ \u3000](?:[\u4e00-\u9fff][ \u3000]){2})", text)
    assert [found.start() for found in apart] == suspects.tolist()
    assert pair or not _DIGIT_PAIR.search(text)


@given(st.text(st.sampled_from("&;#nbsp160ldquo 计"), max_size=14))
def test_an_entity_passes_its_gate(text):
    assert "&" in text or _ENTITY_END.search(text) or not list(_entities(text))


@given(st.text(st.sampled_from("计量 　\t\na"), max_size=30))
def test_layout_leaves_stripped_lines(text):
    lines = [line.strip(BLANKS) for line in text.split("\n")]
    assert apply_changes(text, layout(text)) == "\n".join(line for line in lines if line)


@given(st.text(st.sampled_from("计量的，。1a"), max_size=12), st.text(st.sampled_from("计量的1a")))
def test_a_share_of_pairs_is_that_of_the_sets(text, known):
    bare = re.sub(r"\W+", "", text)
    pairs = {bare[i : i + 2] for i in range(len(bare) - 1)}
    there = {known[i : i + 2] for i in range(len(known) - 1)}
    assert _share(text, known) == (len(pairs & there) / len(pairs) if pairs else 0.0)
