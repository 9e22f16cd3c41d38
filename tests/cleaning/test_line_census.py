"""One look at a text tells of each line what the plain definitions say."""

from __future__ import annotations

import re
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pattern_proof import always_holds

from liangwen.cleaning import article_lines, line_tests, occasions, site_lines, tails
from liangwen.cleaning.anatomy import read_anatomy
from liangwen.cleaning.automaton import automaton_of
from liangwen.cleaning.body_run import _by_form, _heaviest_run, weight
from liangwen.cleaning.headline import _FORMER, _Weigher, find_title
from liangwen.cleaning.line_census import BITS, _tables, census_of
from liangwen.cleaning.line_forms import CLASS_BITS, KIND_OF_FORM, UNTOLD
from liangwen.cleaning.line_kinds import (
    ABOUT,
    NOISE,
    kind_of,
    kinds_of,
)
from liangwen.cleaning.line_kinds import (
    _by_form as kind_by_form,
)
from liangwen.cleaning.line_tests import ANY, TESTS, kind_by
from liangwen.cleaning.lines import lines_of
from liangwen.cleaning.word_lists import LISTS, has_site_word

#: What lines are made of: the marks that forms go by, words of the lists, rare characters.
PIECES = st.sampled_from(
    [
        *"计量的一二十百12１#（）()、.．。；：:，,！？…”』年月日第条章①~—-|】> 　\u00a0\u2028", "第一条",
        "（二）", "## ", "3.", "附件", "原标题：", "记者", "许可证", "今天", "2021年", "来源：", "网友",
        "扫码", "点击查看", "摄", "在", "上一篇", "。。。", "𬭎", "\ud800", "Tel", "计量检定", "页", "评论",
    ]
)  # fmt: skip
LINES = st.lists(PIECES, max_size=14).map("".join)
VISITOR = (*LISTS["visitor"], *"-—–－")
#: Of each pattern of a test lists of words of which it cannot do without one.
NEEDED = [
    (line_tests._ENACTMENT, LISTS["century"]),
    (line_tests._ENACTMENT, LISTS["day"]),
    (line_tests._ATTACHMENT, LISTS["attachment"] + LISTS["stop"]),
    (line_tests._ATTACHMENT, LISTS["attachment"] + LISTS["letter"]),
    (line_tests._RELATED, LISTS["related"]),
    (article_lines.BARE_DATE, LISTS["century"]),
    (site_lines._COMMENT_HEAD, LISTS["comments"]),
    (site_lines._PRINTED, VISITOR),
    (site_lines._CRUMBS, VISITOR),
    (site_lines._GREETING, VISITOR),
    (site_lines._BANNER, VISITOR),
    (site_lines._ADDRESS, VISITOR),
    (site_lines._TODAY, LISTS["today"]),
    (site_lines._TODAY, LISTS["century"] + LISTS["week"]),
    (site_lines._COMMENT_TOOL, LISTS["reactions"]),
    (article_lines._DISCLAIMER, LISTS["rights"] + LISTS["infringement"]),
    (article_lines._DISCLAIMER, LISTS["rights"] + LISTS["remedy"]),
    (article_lines._FOOT, LISTS["rights"]),
    (site_lines._PROMOTION, LISTS["promotion"]),
    (site_lines._CONTACT, LISTS["contact"]),
    (site_lines._CONTACT, LISTS["colon"]),
    (site_lines._VISITS, LISTS["visits"]),
    (article_lines._DATE_LINE, LISTS["century"]),
    (article_lines._SOURCE, LISTS["source"]),
    (article_lines._SOURCE, LISTS["labelled"]),
    (article_lines._CREDITS, LISTS["credits"]),
    (article_lines._TAGS, LISTS["tags"]),
    (article_lines._CAPTION, LISTS["captions"] + LISTS["reporter"]),
    (occasions._DELIVERY, LISTS["day"]),
    (occasions._DELIVERY, LISTS["in"]),
    (occasions._GLUED, LISTS["day"]),
    (occasions._GLUED, LISTS["in"]),
    (_FORMER, LISTS["former"]),
]


@pytest.mark.parametrize(("pattern", "words"), NEEDED)
def test_no_line_passes_a_test_without_its_words(pattern, words):
    assert always_holds(pattern, words)


def test_the_proof_finds_what_is_lacking():
    assert not always_holds(article_lines._CREDITS, set(LISTS["credits"]) - {"主编"})
    assert always_holds(re.compile("(?=.*页).+"), ["页"])
    assert always_holds(re.compile("(?:跟[帖贴]|评论)+x?"), ["跟帖", "跟贴", "评论"])
    assert not always_holds(re.compile("(?:评论)*"), ["评论"])


@given(st.from_regex(article_lines._CAPTION, fullmatch=True))
@settings(deadline=None)
def test_a_caption_by_a_reporter_alone_ends_without_a_full_stop(line):
    assert any(word in line for word in LISTS["captions"]) or line[-1] not in "。；"


@given(st.from_regex(article_lines._DISCLAIMER, fullmatch=True))
@settings(deadline=None)
def test_a_word_on_infringement_is_short(line):
    lower = line.lower()
    assert any(word in lower for word in LISTS["rights"]) or len(line) <= 100


def test_labels_of_an_index_hold_a_character_of_the_list():
    assert all(set(label) & set(LISTS["labels"]) for label in article_lines._INDEX_LABELS)


@given(st.lists(LINES, max_size=6))
@settings(deadline=None)
def test_kinds_are_those_of_the_definition(lines):
    assert kinds_of(lines) == list(map(kind_of, lines))


@given(LINES)
@settings(deadline=None)
def test_a_form_is_that_of_the_patterns(line):
    line = line.strip()
    form = int(census_of(line).forms[0])
    if form != UNTOLD:
        assert KIND_OF_FORM[form] == kind_by_form(line)


@given(LINES)
@settings(deadline=None)
def test_a_test_that_is_not_asked_fails(line):
    # A sentence without a word of the site is not asked for, whatever it would pass.
    line = line.strip()
    census = census_of(line)
    sentence = len(line) >= 16 and line[-1] in "。；" and not has_site_word(line)
    if census.forms[0] != UNTOLD and not sentence:
        assert kind_by(int(census.asked[0]), line) == kind_by(ANY, line)


@given(st.from_regex(site_lines._PAGER, fullmatch=True))
def test_a_pager_is_made_of_what_menus_are_made_of(line):
    han = re.findall("[\u3400-\u9fff]", line)
    assert all(map(site_lines.MENU_CHARACTER.fullmatch, han))


@given(st.sampled_from(site_lines._MENU_WORDS.split("|")), st.sampled_from(" ·>"))
def test_a_menu_is_asked_for(word, gap):
    word = re.sub(r"\\|\[.*?\]|X\?", "", word)
    line = f"{word}{gap}12{gap}{word}".strip()
    census = census_of(line)
    navigation = 1 << next(i for i, test in enumerate(TESTS) if test.kind == "navigation")
    assert census.forms[0] == UNTOLD or census.asked[0] & navigation


@given(st.lists(LINES.filter(lambda line: "\n" not in line), min_size=1, max_size=5))
def test_each_line_holds_the_words_it_holds(lines):
    census = census_of("\n".join(lines))
    for name, words in LISTS.items():
        expected = [i for i, line in enumerate(lines) if any(word in line for word in words)]
        assert census.holding(name) == expected
    assert np.diff(census.starts).tolist() == [len(line) + 1 for line in lines]


def test_no_word_of_a_site_holds_another():
    words = LISTS["site"]
    assert not [word for word in words if any(w != word and w in word for w in words)]


@given(LINES)
def test_the_word_of_a_site_is_found_alone(line):
    assert has_site_word(line) == ("\ud800" in line or any(word in line for word in LISTS["site"]))


@given(
    st.lists(st.text("甲乙丙", min_size=1, max_size=4), min_size=1, max_size=6),
    st.text("甲乙丙丁", max_size=12),
)
def test_an_automaton_finds_every_word(words, text):
    bits = {word: 1 << (CLASS_BITS + i) for i, word in enumerate(dict.fromkeys(words))}
    signs, steps, ends = automaton_of({word: (word,) for word in bits}, bits)
    state, held = 0, 0
    for character in text:
        sign = int(signs[ord(character)])
        state = int(steps[state, sign & ((1 << CLASS_BITS) - 1)])
        held |= sign | int(ends[state])
    assert all(bool(held & bit) == (word in text) for word, bit in bits.items())


@given(st.lists(st.floats(-300, 300) | st.sampled_from([0.0, -6.0, 30.0]), max_size=12))
@settings(deadline=None)
def test_the_heaviest_run(weights):
    start, end = _heaviest_run(np.array(weights))
    sums = [sum(weights[a:b]) for a in range(len(weights)) for b in range(a + 1, len(weights) + 1)]
    assert sum(weights[start:end]) == pytest.approx(max([0.0, *sums]), abs=1e-9)


@given(st.lists(LINES, min_size=1, max_size=5))
@settings(deadline=None)
def test_weights_by_form_are_those_of_the_lines(lines):
    page = lines_of("\n".join(lines))
    kinds = kinds_of(page.texts)
    doubtful = set(page.doubtful(kinds))
    for i, value in enumerate(_by_form(page).tolist()):
        assert i in doubtful or value == weight(kinds[i], page.texts[i])
    assert doubtful >= {i for i, kind in enumerate(kinds) if kind in NOISE | ABOUT}


@given(st.lists(LINES.filter(bool), min_size=2, max_size=5))
@settings(deadline=None)
def test_a_title_weighs_between_its_least_and_its_most(lines):
    page = lines_of("\n".join(lines))
    kinds = kinds_of(page.texts)
    weigh = _Weigher(page, kinds, 1, len(page.texts), range(len(kinds)))
    for i, text in enumerate(page.texts):
        assert not text or weigh.least(i) <= weigh(i) <= weigh.most(i)


@given(st.lists(LINES.filter(bool), min_size=2, max_size=6), st.integers(0, 4))
@settings(deadline=None)
def test_a_title_that_is_sure_is_the_likeliest(lines, start):
    page = lines_of("\n".join(lines))
    kinds = kinds_of(page.texts)
    place = (page, kinds, start, len(kinds), range(len(kinds)))
    with patch.object(_Weigher, "least", return_value=-1.0):
        likeliest = find_title(*place)
    assert find_title(*place) == likeliest


def test_the_tables_have_room():
    assert _tables().steps.shape[1] <= 1 << CLASS_BITS
    assert _tables().steps.shape[0] <= 1 << 16
    assert CLASS_BITS + len(BITS) <= 64 and len(TESTS) < 63


@given(st.from_regex(re.compile(f"(?:{tails._CREDIT}|{tails._LINK})\\s*$")))
def test_no_tail_ends_in_a_full_stop(tail):
    assert not tail.endswith("。")


def test_lines_know_where_they_stand():
    text = "# 计量条例\n\n第一条 为了加强计量监督管理，制定本条例。"
    for line in read_anatomy(text):
        assert text[line.start : line.end] == line.text
