"""Each rule: cases that change, and cases that must not."""

from __future__ import annotations

import pytest

from liangwen.cleaning.characters import characters
from liangwen.cleaning.front_matter import front_matter, read_front_matter
from liangwen.cleaning.layout import layout
from liangwen.cleaning.markup import links, markup
from liangwen.cleaning.pinyin import pinyin, plain_reading
from liangwen.cleaning.traditional import to_simplified, traditional
from liangwen.edits import apply_changes


def after(rule, text: str) -> str:
    return apply_changes(text, rule(text))


CASES = {
    characters: [
        ("计\u200b量\ufeff工\u00ad作", "计量工作"),
        ("18\u00a0MHz", "18 MHz"),
        ("计量<U+00A0>工作", "计量 工作"),
        ("一\r\n二\r三\u2028四", "一\n二\n三\n四"),
    ],
    markup: [
        ("<p>量以载道。</p><p>计量</p>", "\n量以载道。\n\n计量\n"),
        ("<strong>计量</strong>是<br/>基础", "计量是\n基础"),
        ('<p class="em_media">来源</p>', "\n来源\n"),
        ("标准&amp;计量&ldquo;好&rdquo;&#8212;", "标准&计量“好”—"),
        ("<!-- 菜单 --><script>var a = 1 < 2;</script>正文", "正文"),
        ("[返回首页](//a.cn/)｜[上页](b)", "返回首页｜上页"),
    ],
    pinyin: [
        ("計量(liàng)", "計量"),
        ("自治(zhi)區、直(zhi)轄市及(ji)", "自治區、直轄市及"),
        ("測(ce)(ce)試", "測試"),
        ("進(jìn)行(háng)了", "進行了"),
        ("重（chóng）大［dà］戰略( lüè )", "重大戰略"),
        ("绿(lv4)色 旅(lu:3)游", "绿色 旅游"),
        ("落(luò)實(shí)", "落實"),
    ],
    layout: [
        ("\n\n 一 \n\n　二\n三  \n", "一\n二\n三"),
        ("一\n二", "一\n二"),
    ],
    traditional: [
        ("體係全麵曆次機製", "体系全面历次机制"),
        (
            "標誌著邁入了新階段,成效顯著,著名專家著力推動",
            "标志着迈入了新阶段,成效显著,著名专家着力推动",
        ),
        ("共同依傍著巴山蜀水,有著天然的聯系", "共同依傍着巴山蜀水,有着天然的联系"),
        ("衹有加強計量", "只有加强计量"),
    ],
}
# fmt: off
UNTOUCHED = {
    characters: ["到2035年, 18 MHz", "计量\n工作"],
    markup: ["a < b，c > d", "<表1>与<附件二>", "P&L 与 R&D", "《计量法》"],
    pinyin: [
        "质量管理(PDCA)循环",
        "客户关系(CRM)",
        "一氧化碳(CO)",
        "一小时(60 min)",
        "分钟(min)",
        "百万分之一(ppm)",
        "质量(kg)",
        "国际单位制(SI)",
        "零部件(元器件)",
        "京津冀(BTH)协同",
    ],
    layout: ["一段\n两段", "18 MHz 高频"],
    traditional: [
        "成效显著,标志着迈入新阶段,著名专著",
        "乾隆年间的度量衡",
        "瞭望塔",
        "藉以提高计量能力",
        "国家计量基准、标准的於先生",
    ],
}
# fmt: on


@pytest.mark.parametrize(
    ("rule", "noisy", "clean"),
    [(rule, *case) for rule, cases in CASES.items() for case in cases],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_changes(rule, noisy, clean):
    assert after(rule, noisy) == clean


@pytest.mark.parametrize(
    ("rule", "text"),
    [(rule, text) for rule, texts in UNTOUCHED.items() for text in texts],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_must_not_change(rule, text):
    assert rule(text) == []


@pytest.mark.parametrize("rule", CASES, ids=lambda rule: rule.__name__)
def test_a_rule_names_its_changes_and_a_second_run_finds_nothing(rule):
    for noisy, _ in CASES[rule]:
        assert {change.rule for change in rule(noisy)} <= {rule.__name__}
        assert after(rule, after(rule, noisy)) == after(rule, noisy)


def test_front_matter_is_read_and_removed():
    text = '---\nlayout: post\ntitle: "“大计量”格局"\ndate: 2022-05-20 09:51:48 +0800\n---\n正文'
    assert after(front_matter, text) == "正文"
    assert read_front_matter(text)["title"] == "“大计量”格局"
    assert read_front_matter(text)["date"] == "2022-05-20 09:51:48 +0800"


@pytest.mark.parametrize(
    "text", ["---\n一条线\n---\n正文", "正文\n---\ntitle: x\n---\n", "--- 没有结束\ntitle: x\n正文"]
)
def test_what_is_no_front_matter_stays(text):
    assert front_matter(text) == []
    assert read_front_matter(text) == {}


def test_broken_front_matter_is_removed_but_claims_nothing():
    text = "---\ntitle: [未完\ndate: x\n---\n正文"
    assert after(front_matter, text) == "正文"
    assert read_front_matter(text) == {}


def test_links_are_told():
    assert links("<http://a.cn/x?b=1>\n<p>计量</p>") == ["http://a.cn/x?b=1"]


@pytest.mark.parametrize(
    ("spelling", "bare"),
    [("(lüè)", "lve"), ("[ lu:4 ]", "lv"), ("（liàng）", "liang"), ("(lv4)", "lv")],
)
def test_spellings_of_one_reading(spelling, bare):
    assert plain_reading(spelling) == bare


def test_simplified_text_is_its_own_conversion():
    line = "显著提升,标志着进入新时代;专著、著述与著名学者"
    assert to_simplified(line) == line
