"""Day, source, author and number: as the page gives them, from beside the article only."""

from __future__ import annotations

import pytest

from liangwen.cleaning import clean_text
from liangwen.extract import read_html
from liangwen.metadata import read_metadata
from liangwen.page_data import full_date
from liangwen.regions import load_gazetteer
from liangwen.study import STARTERS

GAZETTEER = load_gazetteer(STARTERS / "lexicon" / "regions.yaml")
BODY = (
    "计量是实现单位统一、保证量值准确可靠的活动，是科技创新、产业发展的重要技术基础。\n"
    "要加快量子计量研究，建立新一代国家计量基准，推动量值传递扁平化，提升产业计量测试服务能力。"
)


def read(*head: str, foot: str = "责任编辑：石小玉\n某网 版权所有"):
    return read_metadata(clean_text("\n".join(["首页", *head, BODY, foot])), GAZETTEER)


@pytest.mark.parametrize(
    ("head", "date", "source", "author"),
    [
        (["全省计量工作会议召开", "2019年10月23日 09:05 环球网"], "2019-10-23", "环球网", None),
        (["全省计量工作会议召开", "2019-05-17 · 苏皖城市报道"], "2019-05-17", "苏皖城市报道", None),
        (["全省计量工作会议召开", "李小明/中国青年报", "2019-09-24 09:10"],
         "2019-09-24", "中国青年报", "李小明"),
        (["全省计量工作会议召开", "新华社", "2020-01-03 18:13", "字号"], "2020-01-03", "新华社", None),
        (["全省计量工作会议召开", "发表于2014-08-24 21:30| 1164次阅读| 来源CSDN| 作者魏小星"],
         "2014-08-24", "CSDN", "魏小星"),
        (["全省计量工作会议召开", "2020-06-05 20:35 李明 王小红"], "2020-06-05", None, "李明 王小红"),
        (["全省计量工作会议召开", "2019", "09/07", "19:02"], "2019-09-07", None, None),
        (["成文日期：", "2022-06-17", "发布日期：", "2022-06-20", "全省计量工作会议召开"],
         "2022-06-20", None, None),
        (["今天是2024年5月6日 星期一", "全省计量工作会议召开"], None, None, None),
        (["全省计量工作会议召开", "来源：新华日报 作者：未知"], None, "新华日报", None),
    ],
)  # fmt: skip
def test_what_stands_at_the_head(head, date, source, author):
    found = read(*head)
    assert (found.title, found.date, found.source, found.author) == (
        "全省计量工作会议召开", date, source, author,
    )  # fmt: skip
    for name in ("date", "source", "author"):
        assert (getattr(found, name) is not None) == (name in found.evidence)


def test_days_of_lists_and_comments_are_not_the_article_s():
    foot = "责任编辑：石小玉\n相关新闻\n各地推进计量惠企\n2024-05-27 10:00\n网友评论\n好\n2024-05-28 10:00:11 回复"
    assert read("全省计量工作会议召开", foot=foot).date is None


@pytest.mark.parametrize(
    ("lead", "author"),
    [
        ("新京报快讯（记者 裴小飞）今日，全省计量工作会议召开，部署下一阶段工作。", "裴小飞"),
        ("【文/某某网专栏作者 王小文】", "王小文"),
        ("全省计量工作会议召开，研究部署下一阶段工作，推动高质量发展。（图片由记者提供）", None),
    ],
)
def test_an_author_in_the_text(lead, author):
    assert read("全省计量工作会议召开", "2020-01-03 18:13", lead).author == author


def test_a_document_s_own_number_and_not_one_that_it_cites():
    cites = "为贯彻《国务院关于印发计量发展规划的通知》（国发〔2021〕37号）精神，现提出如下意见。"
    assert (
        read("关于计量工作的意见", "湘政发〔2022〕12号", cites).document_number
        == "湘政发〔2022〕12号"
    )
    assert read("关于计量工作的意见", cites).document_number is None


def test_the_day_below_a_document():
    found = read(
        "关于计量工作的意见",
        foot="某某省人民政府\n2022年6月17日\n（此件主动公开）\n附件：分工表.docx",
    )
    assert (found.date, found.date_basis) == ("2022-06-17", "publication")


def test_meta_data_of_a_page_speak_where_nothing_is_shown():
    page = (
        "<title>全省计量工作会议召开_某某网</title><meta name=pubdate content='2023-03-01 09:00'>"
        "<meta name=source content='某某日报'><h1>全省计量工作会议召开</h1>"
        + "".join(f"<p>{line}</p>" for line in BODY.split("\n"))
    )
    text, hints = read_html(page)
    found = read_metadata(clean_text(text, hints=hints), GAZETTEER)
    assert (found.title, found.date, found.source) == (
        "全省计量工作会议召开", "2023-03-01", "某某日报",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("二〇二六年一月二十七日", "2026-01-27"),
        ("二○二一年十二月三十一日", "2021-12-31"),
        ("2026/2/3 09:00", "2026-02-03"),
        ("2026-02-30", None),
        ("二〇二六年", None),
    ],
)
def test_whole_dates(words, date):
    assert full_date(words) == date
