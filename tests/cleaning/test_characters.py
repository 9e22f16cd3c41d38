"""Invisible and look-alike characters, entities, tags, and bytes read in the wrong encoding."""

from __future__ import annotations

import pytest

from liangwen.cleaning import clean_text
from liangwen.cleaning.characters import characters
from liangwen.cleaning.mojibake import damaged_share, mojibake
from liangwen.edits import apply_changes, undo

CHANGES = [
    (characters, "２０１０年，增长８．５％，ＧＤＰ（ＣＰＩ）", "2010年，增长8.5％，GDP（CPI）"),
    (characters, "⼀⻚⺠⽣，金融", "一页民生，金融"),
    (characters, "计\u2003量\u202f1", "计 量 1"),
    (characters, "<U+00A0>计<U+200B>量<U+2022>", " 计量•"),
    (mojibake, "ä½\xa0å¥½ï¼Œä¸–ç•Œ", "你好，世界"),
    (mojibake, "ä½ å¥½", "你好"),
    (mojibake, "¼ÆÁ¿·¢Õ¹", "计量发展"),
    (mojibake, "，计量的发展".encode().decode("gb18030"), "，计量的发展"),
]
WHOLE = [
    ("ldquo;计量rdquo;", "“计量”"),
    ("&#8220计量&#8221 &#822020字", "“计量” “20字"),
    ("#8220;计量#8221;", "“计量”"),
    ("&amp;ldquo;计&amp;rdquo;&nbsp;量&nbsp计", "“计” 量 计"),
    ("&rdquoldquo;计", "”“计"),
    ("&lt;p&gt;计量&lt;/p&gt;", "计量"),
    ('<p style="font-family:"宋体"">计</p>', "计"),
    ('<a title="a > b" onclick=\'f("x>y")\'>计</a>', "计"),
    ("<!-- 菜单\n<p>a</p> -->计", "计"),
    ("标准&middot;计量", "标准·计量"),
]
STAYS = [
    (characters, "，。：（）％１".rstrip("１")), (characters, "①②㎡℃№½² 10．7"),
    (mojibake, "café”——好"), (mojibake, "ÄÖÜäöü naïve × 3"), (mojibake, "锟斤拷"),
]  # fmt: skip
WHOLE_STAYS = ["P&L 与 R&D; AT&T", "1 < 2", "<表1>", "计<!-- 没有结束", "a;b", "amp;"]


@pytest.mark.parametrize(("rule", "noisy", "plain"), CHANGES)
def test_changes(rule, noisy, plain):
    assert apply_changes(noisy, rule(noisy)) == plain


@pytest.mark.parametrize(("rule", "text"), STAYS)
def test_must_not_change(rule, text):
    assert rule(text) == []


@pytest.mark.parametrize(("noisy", "plain"), WHOLE)
def test_markup_and_entities(noisy, plain):
    found = clean_text(noisy, whole=True)
    assert found.text == plain
    assert undo(found.text, found.edits) == noisy


@pytest.mark.parametrize("text", WHOLE_STAYS)
def test_the_authors_own_signs_stay(text):
    assert clean_text(text, whole=True).text == text


def test_mojibake_beyond_repair_is_flagged_and_stays():
    found = clean_text("计量锟斤拷发展烫烫烫\ufffd", whole=True)
    assert found.flags == ["mojibake"]
    assert found.text == "计量锟斤拷发展烫烫烫\ufffd"
    assert damaged_share("计量发展") == 0.0


@pytest.mark.parametrize(
    "text", ['<p "' * 20000, "<!--" * 50000, "<script>" * 20000, "&amp;" * 50000]
)
def test_hostile_markup_takes_no_time(text):
    found = clean_text(text, whole=True)
    assert undo(found.text, found.edits) == text
