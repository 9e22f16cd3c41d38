"""Rules on lines: wrapped, letter-spaced, cut at keywords, repeated; and hints that follow."""

from __future__ import annotations

import sys
import textwrap

import pytest

from liangwen.cleaning import clean_text
from liangwen.cleaning.linked import linked
from liangwen.cleaning.repeated import is_spun, repeated
from liangwen.cleaning.spaced import spaced
from liangwen.cleaning.wrapped import wrapped
from liangwen.edits import apply_changes, undo

PARAGRAPHS = [
    "各位代表：",
    "计量是实现单位统一、保证量值准确可靠的活动,是科技创新、产业发展的重要技术基础,也是民生保障的重要支撑,关系千家万户。",
    "一、夯实计量基础",
    "加快量子计量研究,2025年建立新一代国家计量基准,推动量值传递扁平化,提升产业计量测试服务能力,服务各行各业;完善质量基础设施。",
    "二、守护民生",
    "加强集贸市场、加油站、眼镜店等民生计量监管,让人民群众买得放心、用得安心,三年内覆盖全部县城和主要乡镇,投入8.5亿元。",
]


def after(rule, text):
    return apply_changes(text, rule(text))


SPACED = [
    ("计 量 发 展", "计量发展"),
    ("计　量　发　展　规　划", "计量发展规划"),
    ("第 一 章　　总 则", "第一章　　总则"),
    ("（ 二 ） 加 强 计 量 工 作", "（二）加强计量工作"),
    ("各 位 代 表 ：", "各位代表："),
    ("于2011 年 12 月 5 日发布", "于2011年12月5日发布"),
    ("2011 年 12 月至 2012 年", "2011年12月至 2012年"),
]
NOT_SPACED = [
    "韦 韬", "自治区主席 韦 韬", "王 小 明 李 四 张 三", "省 市 县 乡", "甲 乙 丙 丁", "1 2 3 4", "年 月 日", "目 录",
    "北京 上海 天津 重庆", "18 MHz 高频", "　　年　　月　　日", "2012 日本经济",
    "序 号 名 称\n01 20 计量 标准\n", "东 西 南 北",
]  # fmt: skip


@pytest.mark.parametrize(("noisy", "plain"), SPACED)
def test_letter_spaced(noisy, plain):
    assert after(spaced, noisy) == plain


@pytest.mark.parametrize("text", NOT_SPACED)
def test_not_letter_spaced(text):
    assert spaced(text) == []


@pytest.mark.parametrize("width", [20, 25, 31, 40])
@pytest.mark.parametrize("indent", ["", "　　"])
def test_wrapped_lines_are_joined(width, indent):
    noisy = "\n".join(
        line
        for paragraph in PARAGRAPHS * 2
        for line in textwrap.wrap(indent + paragraph, width, drop_whitespace=False)
    )
    found = clean_text(noisy, whole=True)
    bare = "".join(PARAGRAPHS * 2)
    assert found.text.replace("\n", "") == bare
    assert undo(found.text, found.edits) == noisy
    if indent:
        assert found.text.split("\n") == PARAGRAPHS * 2


NOT_WRAPPED = [
    "\n".join(PARAGRAPHS),
    "\n".join(f"关于开展第{n}届计量知识竞赛活动的通知公告" for n in "一二三四五六七八"),
    "\n".join(["第一条　为了加强计量工作,制定本条例。"] * 6),
    "\n".join(
        ["湖北省计量测试技术研究院", "广东省计量科学研究院东莞院", "四川省成都市计量检定测试院"] * 3
    ),
]


@pytest.mark.parametrize("text", NOT_WRAPPED)
def test_not_wrapped(text):
    assert wrapped(text) == []


def test_keywords_of_an_auto_linker_go_back():
    noisy = "加强\n计量\n,保障\n质量\n;推动\n科技创新\n,服务发展。\n二、守护民生\n落实监管,提升\n计量\n能力,保障安全。"
    assert (
        after(linked, noisy)
        == "加强计量,保障质量;推动科技创新,服务发展。\n二、守护民生\n落实监管,提升计量能力,保障安全。"
    )


@pytest.mark.parametrize(
    ("noisy", "plain"),
    [
        ("空气改善成效明显,PM\n2.5\n年平均浓度下降。", "空气改善成效明显,PM2.5年平均浓度下降。"),
        ("减少企业排放CO\n2\n,保护环境。", "减少企业排放CO2,保护环境。"),
        (
            "今年经济社会发展的\n主要预期目标\n是：增长5%。",
            "今年经济社会发展的主要预期目标是：增长5%。",
        ),
        ("（二）产业升级\n（\n三）改革开放持续深化。", "（二）产业升级\n（三）改革开放持续深化。"),
        ("全省大力实施“\n计量惠企”专项行动。", "全省大力实施“计量惠企”专项行动。"),
    ],
)
def test_fragments_go_back_into_their_sentence(noisy, plain):
    assert after(linked, noisy) == plain
    assert linked(plain) == []


@pytest.mark.parametrize(
    "text",
    [
        "产品型号为A\n12\n合格品", "合计\n2\n的确如此", "图/pixabay\n1\n首席投资官:张三", "附件\n（\n内容",
        "一、计量的基础\n主要目标\n到2025年建成", "发展的\n主要目标\n的确良好", "》》点击图片《《\n收藏",
    ],
)  # fmt: skip
def test_lines_of_their_own_stay(text):
    assert linked(text) == []


@pytest.mark.parametrize(
    ("noisy", "plain"),
    [
        ("本届政府从1 9 9 3年3月就职。", "本届政府从1993年3月就职。"),
        ("(原载《某某日报》1 9 5 4 0 9 2 4 第1版)", "(原载《某某日报》19540924 第1版)"),
        (
            "总值达7 4 7 7 2 亿元,比1 9 8 0年翻两番,增长1 1 ％,达2 ．5 亿千瓦,共1 亿吨。",
            "总值达74772亿元,比1980年翻两番,增长11％,达2.5亿千瓦,共1亿吨。",
        ),
    ],
)
def test_spelt_out_numbers_are_joined(noisy, plain):
    assert after(spaced, noisy) == plain


@pytest.mark.parametrize(
    "text",
    ["甲 1 2 3 4 乙", "1 2 3 4 5 下一页", "产量 1 2 3 4\n合计 5 6 7 8", "见表1 2和表3", "共1 2页"],
)
def test_numbers_of_a_row_stay_apart(text):
    assert spaced(text) == []


@pytest.mark.parametrize(
    "text",
    ["\n".join(PARAGRAPHS), "深入贯彻实施规划,构建大计量格局\n王小明\n计量是基础,也是支撑。", "一、总则\n计量\n,孤立的一行。",
     "目录\n总则\n计量\n附则"],
)  # fmt: skip
def test_headings_and_names_are_no_keywords(text):
    assert linked(text) == []


BODY = "\n".join(
    f"{paragraph}第{n}项工作由第{n}组承担,期限为{n + 2}个月,结果向社会公布。"
    for n, paragraph in enumerate(PARAGRAPHS)
)


@pytest.mark.parametrize("times", [2, 3, 6])
@pytest.mark.parametrize("between", ["\n", "\n当前位置：首页\n责任编辑：张三\n", "\n\n\n"])
def test_a_repeated_body_stands_once(times, between):
    noisy = between.join([BODY] * times)
    found = clean_text(noisy)
    assert found.text == clean_text(BODY).text
    assert undo(found.text, found.edits) == noisy
    removed = sum(len(edit.removed) for edit in found.edits if edit.rule == "repeated")
    assert removed >= (times - 1) * len(BODY)


def test_the_copy_with_lines_stays():
    text = BODY.replace("\n", " ") + "\n" + BODY
    assert after(repeated, text) == BODY


@pytest.mark.parametrize(
    "text",
    [BODY, BODY + "\n" + PARAGRAPHS[1] + "\n" + PARAGRAPHS[3], PARAGRAPHS[1] * 2],
)
def test_a_text_that_quotes_itself_is_no_copy(text):
    assert repeated(text) == []


def test_a_copy_spun_with_synonyms_is_flagged_and_stays():
    spun = BODY
    for word, other in (
        ("计量", "测量"), ("加强", "强化"), ("重要", "关键"), ("推动", "促进"), ("结果", "成果"), ("完善", "健全"),
    ):  # fmt: skip
        spun = spun.replace(word, other)
    found = clean_text(BODY + "\n" + spun)
    assert "spun copy" in found.flags
    assert "测量是实现单位统一" in found.text
    assert not is_spun(BODY) and not is_spun(BODY + "\n" + BODY)


def test_hints_follow_their_lines(monkeypatch):
    seen = {}

    def read_anatomy(text, hints=None):
        seen.update(zip(text.split("\n"), hints, strict=True))
        return []

    monkeypatch.setattr(sys.modules["liangwen.cleaning.pipeline"], "read_anatomy", read_anatomy)
    source = "\ufeff首页\r\n\r\n計(jì)量工作報告\r\n  正文一\r\n正文二<br>正文三\r\n"
    clean_text(source, hints=["link", None, "title", "a", "b", None])
    assert seen == {
        "首页": "link",
        "计量工作报告": "title",
        "正文一": "a",
        "正文二": "b",
        "正文三": "b",
    }
