"""Metadata come from the article's own words, or not at all."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liangwen.cleaning import clean_text
from liangwen.errors import SeedError
from liangwen.events import held_event
from liangwen.kinds import _holds_articles, find_kind
from liangwen.metadata import _lead, national_document, override, read_metadata
from liangwen.regions import load_gazetteer
from liangwen.study import STARTERS

GAZETTEER = load_gazetteer(STARTERS / "lexicon" / "regions.yaml")
BODY = (
    "计量是实现单位统一、保证量值准确可靠的活动,是科技创新、产业发展的重要技术基础。\n"
    "要加快量子计量研究,建立新一代国家计量基准,推动量值传递扁平化,提升产业计量测试服务能力。"
)


def read(text):
    return read_metadata(clean_text(text), GAZETTEER)


def test_a_page_with_everything():
    found = read(
        f"湖南计量惠企见实效\n发布时间：2023-03-01 来源：湖南日报 浏览：20次\n作者：李明\n{BODY}"
    )
    assert (found.title, found.date, found.date_basis) == (
        "湖南计量惠企见实效",
        "2023-03-01",
        "publication",
    )
    assert (found.source, found.author, found.region) == ("湖南日报", "李明", "湖南")


def test_a_page_with_nothing_claims_nothing():
    found = read(BODY)
    assert (found.title, found.date, found.source, found.author) == (None,) * 4
    assert (found.kind, found.scope, found.region) == (None,) * 3
    assert found.evidence == {}


@pytest.mark.parametrize(
    ("lead", "date"),
    [
        ("2021年12月29日,2021年度工作会议在湖北武汉召开。", "2021-12-29"),
        ("大区国家计量测试中心2021年度工作会议于12月29日在武汉召开。", "2021-12-29"),
        ("5月15日,四川省市场监管局在成都举办2023年计量工作交流会。", "2023-05-15"),
        # Two years, or none: no year is taken from elsewhere.
        ("5月15日,四川省市场监管局举办2022年至2023年度交流会,总结2022年工作。", None),
        ("5月15日,四川省市场监管局在成都举办计量工作交流会。", None),
        # A day on which a document was issued is no event.
        ("2021年12月31日,国务院印发《计量发展规划(2021—2035年)》。", None),
        ("2月30日,四川省市场监管局举办2023年计量工作交流会。", None),
    ],
)
def test_the_day_of_an_event(lead, date):
    found = read(f"{lead}会议听取了各地工作情况汇报,研究部署了下一步计量工作。\n{BODY}")
    assert found.date == date
    assert found.date_basis == ("event" if date else None)


def test_dates_below_the_article_are_not_its_own():
    assert read(f"{BODY}\n内容推荐\n更多>2024-05-27\n2024-04-20").date is None


@pytest.mark.parametrize(
    ("title", "author", "office", "kind"),
    [
        ("《计量发展规划》解读", None, None, "interpretation"),
        ("2026年福建省政府工作报告", "赵龙", "福建省省长", "work report"),
        ("在全省计量工作会议上的讲话", None, None, "speech"),
        ("湖北省计量监督管理条例", None, None, "regulation"),
        ("山东省计量发展规划", None, None, "plan"),
        ("关于开展计量检查的通知", None, None, "notice"),
        ("深入贯彻实施规划 构建大计量格局", "陈良贤", "广东省副省长", "commentary"),
        ("计量随想", None, None, None),
    ],
)
def test_kinds(title, author, office, kind):
    assert find_kind(title, BODY, BODY, author, office)[0] == kind


PLAN = "一、总体要求\n坚持需求牵引。\n二、主要目标\n到2025年建成。\n三、重点任务\n加强计量研究。"
LAW = "\n".join(f"第{n}条 为了加强计量监督管理,制定本办法。" for n in "一二三四五六")
SPEECH = "同志们:\n今天我们召开会议,主要任务是部署计量工作。"
EVENT = "5月20日,天津市市场监管委召开计量发展规划贯彻会,部署下一步工作。"
ISSUED = "近日,国务院印发《计量发展规划(2021—2035年)》,明确了目标任务。"


@pytest.mark.parametrize(
    ("title", "text", "kind"),
    [
        ("天津市召开计量发展规划贯彻会", EVENT, "event report"),
        ("天津市召开计量发展规划贯彻会", BODY, "event report"),
        ("省政府新闻办召开《福建省计量发展规划》新闻发布会", EVENT, "event report"),
        ("全省计量规划宣贯解读培训班在济南开班", BODY, "event report"),
        ("副省长出席计量工作会议并讲话", EVENT, "event report"),
        ("赵龙作政府工作报告", EVENT, "event report"),
        ("全省计量工作会议强调：扎实推进规划落地", BODY, "event report"),
        ("市局赴某企业调研计量工作", BODY, "event report"),
        ("山东启动计量服务中小企业行动计划", BODY, "event report"),
        ("《计量发展规划（2021—2035年）》解读", BODY, "interpretation"),
        ("《山东省计量条例》解读之二", BODY, "interpretation"),
        ("一图读懂《湖北省计量发展规划》", BODY, "interpretation"),
        ("市场监管总局有关负责人就《计量发展规划》答记者问", BODY, "interpretation"),
        ("《关于加强计量工作的指导意见》政策问答", BODY, "interpretation"),
        ("国新办计量发展规划新闻发布会图文实录", BODY, "interpretation"),
        ("关于《计量发展规划》的编制说明", BODY, "interpretation"),
        ("专家访谈：计量如何支撑新质生产力", BODY, "interpretation"),
        ("国务院关于印发计量发展规划（2021—2035年）的通知", PLAN, "plan"),
        ("国务院关于印发计量发展规划（2021—2035年）的通知", BODY, "notice"),
        ("省局关于印发《计量授权管理办法》的通知", LAW, "regulation"),
        ("关于召开全省计量工作会议的通知", BODY, "notice"),
        ("关于贯彻落实计量发展规划的通知", BODY, "notice"),
        ("关于公开征求《湖南省计量管理条例（草案）》意见的公告", BODY, "notice"),
        ("关于修改《计量器具新产品管理办法》的决定", BODY, "notice"),
        ("关于政府工作报告的决议", BODY, "notice"),
        ("在2024年世界计量日主题活动启动仪式上的致辞", SPEECH, "speech"),
        ("局长在全省计量工作座谈会上的发言（摘要）", BODY, "speech"),
        ("广东省贯彻落实《计量发展规划（2021—2035年）》行动方案", BODY, "plan"),
        ("市场监管总局关于促进计量技术机构深化改革的指导意见", BODY, "plan"),
        ("产业计量三年行动计划（2024—2026年）（征求意见稿）", BODY, "plan"),
        ("2024年全省计量工作要点", BODY, "plan"),
        ("关于贯彻实施计量发展规划的意见", BODY, "plan"),
        ("中华人民共和国计量法（2018年修正）", LAW, "regulation"),
        ("政府工作报告——2016年3月5日在全国人民代表大会会议上", BODY, "work report"),
        ("省长所作政府工作报告（十一届人大三次会议）", SPEECH, "work report"),
        ("关于1990年计划执行情况与1991年计划草案的报告", SPEECH, "work report"),
        ("市场监管局2023年度法治政府建设情况报告", BODY, "work report"),
        # What only mentions a kind is none of it.
        ("代表委员热议政府工作报告", BODY, None),
        ("各地推进计量惠企的好做法", BODY, None),
        ("国务院印发《计量发展规划（2021—2035年）》", ISSUED, None),
        ("山东出台计量惠企十条措施", BODY, None),
        ("省局公开听取社会各界意见", BODY, None),
        ("计量发展规划印发实施", BODY, None),
        ("学习贯彻重要讲话精神 推动计量高质量发展", BODY, None),
    ],
)
def test_the_title_says_what_it_is_not_what_it_mentions(title, text, kind):
    assert find_kind(title, text.split("\n")[0], text, None, None)[0] == kind


def test_who_signs_decides_what_a_title_leaves_open():
    essay = "启动高质量发展的计量新引擎"
    assert find_kind(essay, BODY, BODY, "陈良贤", "广东省副省长")[0] == "commentary"
    assert find_kind(essay, BODY, BODY, None, None)[0] == "event report"
    assert find_kind("以规划引领计量事业", BODY, BODY, "李明", None)[0] == "commentary"
    assert find_kind("国务院印发《计量规划》", ISSUED, ISSUED, "李明", None)[0] is None


def test_who_held_it_and_where():
    event = held_event("5月15日,四川省市场监管局、重庆市市场监管局在成都联合举办启动仪式。")
    assert (event.subject, event.venue) == ("四川省市场监管局、重庆市市场监管局", "成都")
    event = held_event("大区国家计量测试中心2021年度工作会议于12月29日在湖北武汉召开。")
    assert (event.subject, event.venue) == ("大区国家计量测试中心2021年度工作会议", "湖北武汉")


def test_scope_tells_whom_a_text_is_about():
    meeting = "大区中心2021年度会议于12月29日在湖北武汉召开。各大区代表汇报了计量工作情况并作交流。"
    assert read(f"{meeting}\n{BODY}").scope == "event"
    own = "5月15日,四川省市场监管局在成都举办2023年计量工作交流会。各市州代表汇报了计量工作情况。"
    assert read(f"{own}\n{BODY}").scope == "province"


def test_the_tie_to_a_national_document():
    text = (
        "国务院印发《计量发展规划(2021—2035年)》(以下简称《规划》),全省学习《规划》、落实《规划》。"
        "参会者作了题为《数字时代的计量》的报告。"
    )
    assert national_document(text, None) == "计量发展规划(2021—2035年)"
    assert national_document("作了《数字时代的计量》报告", None) is None


def test_a_site_is_the_source_only_if_it_signs_at_both_ends():
    both = read(f"欢迎访问某某资讯网!\n{BODY}\n某某资讯网 example.cn 版权所有。")
    assert both.source == "某某资讯网"
    assert read(f"{BODY}\n某某资讯网 example.cn 版权所有。").source is None


def test_what_a_person_wrote_stands():
    wishes = {"title": "题名", "date": "2020年1月2日", "region": "四川省、重庆", "url": ""}
    found = override(read(BODY), wishes, GAZETTEER, BODY)
    assert (found.title, found.date, found.date_basis) == ("题名", "2020-01-02", "catalog")
    assert found.regions == ("四川", "重庆")
    assert found.url is None


@pytest.mark.parametrize(
    "wishes", [{"date": "去年"}, {"date": "2020-13-01"}, {"region": "火星"}, {"scope": "all"}]
)
def test_a_wish_that_cannot_be_is_told(wishes):
    with pytest.raises(SeedError, match="catalog") as caught:
        override(read(BODY), wishes, GAZETTEER, BODY)
    assert "seeds/catalog.csv" in caught.value.remedy


_ARTICLE = re.compile(r"^第[一二三四五六七八九十百]+条", re.MULTILINE)


@given(st.lists(st.sampled_from(["第一条", "第十二条 计量", "量第三条", "第，", "", "计量"])))
def test_articles_are_counted_at_the_ends_of_lines(lines):
    text = "\n".join(lines)
    assert _holds_articles(text) == (len(_ARTICLE.findall(text)) >= 5)


@given(st.lists(st.integers(0, 40).map("量".__mul__), max_size=5))
def test_the_lead_is_the_first_long_paragraph(lines):
    text = "\n".join(lines)
    assert _lead(text) == next((line for line in lines if len(line) >= 30), text[:200])


@given(st.lists(st.sampled_from(["怎么计量?", "为什么要检定？", "计量？计量", "计量"])))
def test_three_questions_make_an_interpretation(lines):
    asked = [line for line in lines if line[-1] in "?？"]
    kind, words = find_kind(None, "", "\n".join(lines), None, None)
    assert (kind == "interpretation") == (len(asked) >= 3)
    assert len(asked) < 3 or words == asked[0]
