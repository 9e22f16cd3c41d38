"""Places in a text, and which province an article is of."""

from __future__ import annotations

import pytest

from liangwen.cleaning import clean_text
from liangwen.errors import LexiconError
from liangwen.metadata import read_metadata
from liangwen.regions import find_regions, load_gazetteer
from liangwen.study import STARTERS

GAZETTEER = load_gazetteer(STARTERS / "lexicon" / "regions.yaml")


def places(text):
    return [(m.place, m.level) for m in GAZETTEER.mentions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("在湖北武汉召开", [("湖北", "province"), ("武汉", "city")]),
        ("京津冀协同发展", [("京津冀协同发展", "strategy")]),
        ("京津冀", [("京津冀协同发展", "strategy")]),
        ("成渝地区双城经济圈", [("成渝双城经济圈", "strategy")]),
        ("川渝两地", [("川渝", "area")]),
        ("内蒙古自治区", [("内蒙古", "province")]),
        ("贺兰山东麓", []),
        ("巴丹吉林沙漠", []),
        ("北京时间", []),
        ("新时代的云计算与青年", []),
        ("黑龙江省", [("黑龙江", "province")]),
        # cities and counties, by their names and short forms
        ("恩施州、大理市、昆山", [("恩施", "city"), ("大理市", "county"), ("昆山", "county")]),
        ("吉林市、吉林省吉林市", [("吉林市", "city"), ("吉林", "province"), ("吉林市", "city")]),
        ("海南州、海南", [("海南藏族自治州", "city"), ("海南", "province")]),
        # of several provinces, or in running text: only behind a place of its province
        ("朝阳区、鼓楼区、新城区、和县、城区", []),
        ("北京市朝阳区", [("北京", "province"), ("北京朝阳区", "county")]),
        ("长春市朝阳区", [("长春", "city"), ("吉林朝阳区", "county")]),
        ("马鞍山市和县", [("马鞍山", "city"), ("和县", "county")]),
        ("江苏省和县级市", [("江苏", "province")]),
        ("乌海市海南区", [("乌海", "city"), ("海南区", "county")]),
        ("海南区域", [("海南", "province")]),
        ("中原区域的发展", []),
        # strings across words, and words that are also places
        ("沿海城市适应城市发展,创新乡村治理,重大理论,高密度", []),
        ("隆重庆祝幸福建设,推广东西部协作,以上海拔高度", []),
        ("长治久安,经济源头,投资兴业,均衡水平,入海口,复合肥", []),
        ("美国马里兰州、日本北海道", []),
        ("习近平在广东广州", [("广东", "province"), ("广州", "city")]),
    ],
)
def test_mentions(text, expected):
    assert places(text) == expected


@pytest.mark.parametrize(
    ("evidence", "body", "regions"),
    [
        ({"title": "河北解读|《指导意见》"}, "计量技术机构", ("河北",)),
        ({"byline": "广东省人民政府副省长"}, "广东省高度重视", ("广东",)),
        ({"venue": "湖北武汉"}, "湖北省市场监管局", ("湖北",)),
        ({"organiser": "四川省市场监管局、重庆市市场监管局", "venue": "成都"}, "四川 重庆", ("四川", "重庆")),
        ({"title": "川渝计量合作"}, "", ("四川", "重庆")),
        ({}, "浙江 浙江 浙江 浙江 浙江 江苏", ("浙江",)),
        ({}, "浙江 江苏 浙江 江苏", ()),
        ({}, "国家计量工作", ()),
        ({"byline": "国务院总理"}, "全国各地,江苏", ("全国",)),
        # cities and counties lead to their province
        ({"title": "枣庄市环城绿道管理条例"}, "本市", ("山东",)),
        ({"title": "景宁畲族自治县荣誉市民条例"}, "自治县", ("浙江",)),
        ({}, "在义乌。\n义乌市。\n浙江义乌。\n看义乌。\n到义乌。", ("浙江",)),
        # names that many provinces have decide nothing
        ({"title": "鼓楼区计量工作会议"}, "朝阳区、和平区", ()),
        ({"title": "南京市鼓楼区计量工作会议"}, "", ("江苏",)),
        ({"title": "海南州计量工作会议"}, "", ("青海",)),
        ({"title": "朝阳市计量工作会议"}, "", ("辽宁",)),
        # who enacts a regulation
        ({"title": "市级预算规定"}, "2001年7月13日 上海市第十一届人民代表大会通过\n本市", ("上海",)),
        ({"title": "计量条例"}, "1985年9月6日 第六届全国人民代表大会常务委员会第十二次会议通过", ("全国",)),
        ({"title": "湖北省实施《中华人民共和国计量法》办法"}, "", ("湖北",)),
        ({"title": "中华人民共和国计量法"}, "", ("全国",)),
        # an agency's dateline, a publisher and one story of a broadcast are no subject
        ({"title": "新华社北京3月17日电"}, "计量", ()),
        ({"source": "湖北日报"}, "计量", ()),
        ({}, "浙江浙江浙江浙江浙江浙江" + "计量工作" * 50, ()),
        ({"byline": "国务院总理", "venue": "湖北武汉"}, "计量", ("全国",)),
    ],
)  # fmt: skip
def test_the_provinces_of_an_article(evidence, body, regions):
    found = find_regions(GAZETTEER, evidence, body)
    assert found.regions == regions
    assert (found.basis is None) == (regions == ())


def test_a_joint_unit_has_one_name_whoever_is_named_first():
    first = find_regions(GAZETTEER, {"organiser": "重庆市、四川省"}, "重庆 重庆 重庆 四川")
    assert first.region == "四川·重庆"


def test_a_text_that_names_all_provinces_evenly_is_national():
    body = "。".join(GAZETTEER.provinces)
    found = find_regions(GAZETTEER, {}, body)
    assert found.regions == ("全国",) and "34 provinces named" in found.basis


def test_confidence_grows_with_evidence_and_falls_with_what_speaks_against():
    def sure(evidence, body=""):
        return find_regions(GAZETTEER, evidence, body).confidence

    venue = sure({"venue": "湖北武汉"})
    title = sure({"title": "湖北计量"})
    both = sure({"title": "湖北计量", "byline": "湖北省省长"})
    assert 0 < venue < title < both < 1
    assert sure({"title": "湖北计量"}, "湖南湖南湖南") < title
    assert find_regions(GAZETTEER, {}, "计量").confidence is None


@pytest.mark.parametrize(
    ("region", "english", "codes"),
    [
        ("湖北", "Hubei", "420000"),
        ("四川·重庆", "Sichuan–Chongqing", "510000;500000"),
        ("全国", "National", None),
        (None, None, None),
    ],
)
def test_names_and_codes(region, english, codes):
    assert GAZETTEER.english(region) == english
    assert GAZETTEER.codes(region) == codes


def test_every_region_bears_both_names_and_all_34_units_are_there():
    assert len(GAZETTEER.provinces) == 34
    levels = {"province", "area", "strategy"}
    assert all(p.en and p.name for p in GAZETTEER.places.values() if p.level in levels)


def test_an_alias_of_two_places_is_an_error(tmp_path):
    file = tmp_path / "regions.yaml"
    file.write_text(
        "cities: {甲: {en: A, province: 湖北, aliases: [丙]}, 乙: {en: B, province: 湖北, aliases: [丙]}}",
        encoding="utf-8",
    )
    with pytest.raises(LexiconError, match="丙 is an alias of 甲 and of 乙"):
        load_gazetteer(file)


def test_an_ambiguous_place_is_told_and_decides_nothing():
    source = "鼓楼区召开计量工作会议\n2024-01-02\n会议指出,计量是科技创新和产业发展的重要基础。\n"
    found = read_metadata(clean_text(source), GAZETTEER)
    assert found.regions == ()
    assert found.evidence["ambiguous_places"] == "鼓楼区"
