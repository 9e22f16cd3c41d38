"""Nothing that repeats keeps a rule busy: a hundred thousand characters of anything end soon."""

from __future__ import annotations

import random
import re
import time

import pytest

from liangwen.cleaning import clean_text
from liangwen.cleaning.line_kinds import kind_by_tests
from liangwen.cleaning.site_lines import _MENU_WORDS, is_navigation
from liangwen.edits import undo

#: CPU seconds; each takes a few tenths, and what backtracks without end takes hours.
LIMIT = 10.0
REPEATED = [
    *"-|>#/.。…，：_·—1年月张一图摄网a@A[(（【《<&\u3000 \t\u00a0\u0301", "首页 ", "首页 > ", "返回首页",
    "上一篇：", "(ce)", "计(ji)", "计(ji)(ji)", "计<rt>ji</rt>", "1 ", "12:30 ", "2021年1月2日",
    "来源：", "作者：张三", "记者 ", "责任编辑 张三 ", "省长 张三 ", "第一条 ", "a@", "a.", "计 量 ",
    "&amp;", "&#1", "<a href=\"", "<!--", "<script>", "http://", "[a](b)", "ä½", "¼Æ", "锟斤拷",
    "登录", "扫码", "版权", "如有侵权", "在会议上", "(记者张三)", "\ud800", "。。。", "||a", "1.",
]  # fmt: skip
#: With a line end behind each, or so many characters a line.
WIDTHS = (1, 59, 119, 159, 399)


def timed(text: str) -> float:
    start = time.process_time()
    cleaned = clean_text(text)
    took = time.process_time() - start
    assert undo(cleaned.text, cleaned.edits) == text
    return took


@pytest.mark.parametrize("unit", REPEATED)
def test_what_repeats_on_one_line(unit):
    assert timed((unit * 100_000)[:100_000] + "量") < LIMIT


@pytest.mark.parametrize("width", WIDTHS)
def test_what_repeats_line_by_line(width):
    for unit in REPEATED:
        line = (unit * width)[: max(width, len(unit))]
        assert timed("\n".join([line] * (5_000 // len(line)))) < LIMIT, unit


def test_each_line_of_two_things_is_told_soon():
    chance = random.Random(3)
    words = [re.sub(r"[\\?\[\]]", "", word) for word in _MENU_WORDS.split("|")] + REPEATED
    for _ in range(300):
        pair = chance.choice(words) + chance.choice(words)
        line = (pair * 400)[:399].strip()
        start = time.process_time()
        kind_by_tests(line)
        assert time.process_time() - start < LIMIT / 5, pair


def test_a_menu_without_blanks_is_one_still():
    assert is_navigation("返回首页" * 30)
    assert is_navigation("上一篇：" * 30)
    assert not is_navigation("大中小" * 30 + "计量")
