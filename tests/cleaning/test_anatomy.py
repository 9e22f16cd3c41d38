"""Which lines of a page are the article."""

from __future__ import annotations

import pytest

from liangwen.cleaning import clean_text
from liangwen.cleaning.bylines import read_byline
from liangwen.cleaning.line_kinds import date_in, kind_of, source_in

KINDS = {
    "navigation": [
        "首页", "首页 > 新闻中心 > 正文", "您的位置：首页", "【打印】【关闭】", "【字号：", "返回首页",
        "欢迎访问安全生产资讯网!", "您的浏览器版本过低,请点击更新高版本浏览器", "新闻中心 NEWS CENTER",
        "扫一扫在手机打开当前页", "——", "https://a.cn/b.html",
    ],
    "related_links": ["相关链接:国务院关于印发计量发展规划的通知", "相关报道：", "栏目导航", "更多>2024-05-27", "上一篇：通知"],
    "disclaimer": [
        "本站部分信息由相应民事主体自行提供,该信息内容的真实性由该民事主体负责。",
        "某某网 example.cn 版权所有。", "免责声明：本文仅代表作者观点", "京ICP备12345号",
    ],
    "contact": ["全国服务热线:400-1199-312", "地址：北京市东城区建国门内大街26号"],
    "credits": ["责任编辑：张三", "（原标题：计量先行）"],
    "visits": ["浏览次数：1024", "11048次浏览"],
    "date_line": ["发布时间:2021-11-16 11048次浏览", "2026-02-03 09:02:33", "2026年02月10日 07时41分", "[2024-04-20]"],
    "source_line": ["来源：福建日报", "（文章来源：中国市场监管新闻网）", "来源："],
    "delivery": ["——2026年1月27日在福建省第十四届人民代表大会第四次会议上"],
    "teaser": ["11月19日至21日,住房城乡建设部...", "为充分发挥外出施工行业党建引领作用,……"],
    "heading": ["一、总体要求", "（二）着力推动“两创”深度融合", "第三章 计量检定"],
    "prose": ["计量是科技创新、产业发展的重要基础。", "到2035年,建成国家现代先进测量体系,影响力增强;支撑发展"],
    "salutation": ["各位代表："],
    "clause": ["各位代表！", "下周一，"],
    "short": ["深入贯彻实施规划构建“大计量”工作格局"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "line"), [(k, line) for k, lines in KINDS.items() for line in lines]
)
def test_kind_of_a_line(kind, line):
    assert kind_of(line) == kind


@pytest.mark.parametrize(
    ("line", "name", "office"),
    [
        ("□广东省人民政府副省长陈良贤", "陈良贤", "广东省人民政府副省长"),
        ("天津市人民政府副市长 王旭", "王旭", "天津市人民政府副市长"),
        ("省长　王予波", "王予波", "省长"),
        ("自治区主席 韦 韬", "韦韬", "自治区主席"),
        ("自治区主席 艾尔肯·吐尼亚孜", "艾尔肯·吐尼亚孜", "自治区主席"),
        ("作者：李明", "李明", None),
        ("国务院副总理兼国家经济委员会主任薄一波", "薄一波", "国务院副总理兼国家经济委员会主任"),
        ("某某日报记者 徐静 通讯员 高峰", "徐静 高峰", None),
    ],
)
def test_bylines(line, name, office):
    assert read_byline(line) == (name, office)


@pytest.mark.parametrize(
    "line",
    [
        "副省长出席会议",
        "市长信箱",
        "计量工作会议召开",
        "张益群在讲话中指出,成效显著。",
        "各位代表：",
        "作者：办公室",
        "作者：中国计量科学研究院",
        "撰文：秘书处",
    ],
)
def test_no_bylines(line):
    assert read_byline(line) is None


PARAGRAPHS = [
    "计量是实现单位统一、保证量值准确可靠的活动,是科技创新、产业发展的重要技术基础,也是民生保障的重要支撑。",
    "一、夯实计量基础",
    "加快量子计量研究,建立新一代国家计量基准,推动量值传递扁平化,提升产业计量测试服务能力。",
    "二、守护民生",
    "加强集贸市场、加油站、眼镜店等民生计量监管,让人民群众买得放心、用得安心。",
]


def page(*head: str, foot: tuple[str, ...] = ()) -> str:
    return "\n".join([*head, *PARAGRAPHS, *foot])


def test_menus_around_the_article_leave_and_it_stays_whole():
    found = clean_text(
        page(
            "首页", "新闻中心", "首页 > 新闻", "湖南:计量惠企进行时", "发布时间:2023-03-01 来源:湖南日报",
            foot=("责任编辑：张三", "相关链接", "计量日活动启动", "上一篇：通知", "某网 版权所有"),
        )
    )  # fmt: skip
    assert found.text.split("\n") == PARAGRAPHS
    assert {line.kind for line in found.lines} >= {"title", "date_line", "credits", "related_links"}
    assert next(line.text for line in found.lines if line.kind == "title") == "湖南:计量惠企进行时"


def test_an_article_without_noise_is_left_alone():
    found = clean_text(page())
    assert found.text == page()
    assert found.edits == []


def test_an_excerpt_cut_short_by_the_site_leaves():
    found = clean_text(page("河北解读", "发布时间:2021-11-16", PARAGRAPHS[0][:24] + "..."))
    assert found.text.split("\n") == PARAGRAPHS


def test_byline_below_the_body_leaves():
    found = clean_text(page(foot=("天津市人民政府副市长 王旭",)))
    assert found.text.split("\n") == PARAGRAPHS
    assert found.lines[-1].kind == "byline"


def test_whole_keeps_every_line():
    text = page("首页", foot=("相关链接",))
    assert clean_text(text, whole=True).text == text


def test_a_page_of_menus_has_no_body():
    assert clean_text("首页\n新闻中心\n通知公告\n政策法规\n联系我们\n版权所有 某网").text == ""


def test_date_and_source_of_a_line():
    assert date_in("分类:动态 发布时间:2021-11-16 11048次浏览") == "2021-11-16"
    assert source_in("2026-02-03 来源：云南日报 作者：李明") == "云南日报"
    assert source_in("来源：") is None
