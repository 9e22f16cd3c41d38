"""Nothing that repeats keeps a rule busy: a hundred thousand characters of anything end soon."""

from __future__ import annotations

import random
import re
import time
from importlib import import_module
from pkgutil import iter_modules

import pytest
from pattern_lines import blank_lines

from liangwen import cleaning
from liangwen.cleaning import clean_text
from liangwen.cleaning.headline import without_site_name
from liangwen.cleaning.line_kinds import kind_by_tests
from liangwen.cleaning.site_lines import _MENU_WORDS, is_navigation
from liangwen.edits import undo

#: All patterns of the rules, and those that read the day and the names.
PATTERNS = {
    f"{module}.{name}": value
    for module in (*(f"cleaning.{found.name}" for found in iter_modules(cleaning.__path__)), "metadata")
    for name, value in sorted(vars(import_module(f"liangwen.{module}")).items())
    if isinstance(value, re.Pattern)
}
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


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS)
def test_blanks_between_what_may_be_left_out_are_not_dealt_out(pattern):
    # Thirty blanks in each place take less than a thousandth of this, and took minutes.
    for line in blank_lines(pattern, 30, 40):
        start = time.process_time()
        for way in (pattern.fullmatch, pattern.search):
            way(line[:400])
        assert time.process_time() - start < LIMIT / 100, line


@pytest.mark.parametrize(
    "line",
    ["访问{}x", "2021年1月1日{}x", "更多{}2021年1月1日{}x", "最新{}x", "作者 李明{0}王红{0}李明{0}x"],
)
def test_twice_the_blanks_take_no_more_than_four_times_as_long(line):
    def took(blanks):
        text = line.format(" " * blanks, " " * blanks)
        return min(timed(text) for _ in range(2))

    assert took(160) < 4 * took(80) + LIMIT / 100


def test_a_page_s_title_of_dashes_is_read_soon():
    start = time.process_time()
    for title in (" " * 50_000, "-" * 50_000, "计 " * 50_000, "- " * 50_000):
        without_site_name(f"计量{title}计量")
    assert time.process_time() - start < LIMIT


def test_a_menu_without_blanks_is_one_still():
    assert is_navigation("返回首页" * 30)
    assert is_navigation("上一篇：" * 30)
    assert not is_navigation("大中小" * 30 + "计量")
