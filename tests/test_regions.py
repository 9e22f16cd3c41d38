"""Places in a text, and which province an article is of."""

from __future__ import annotations

import pytest

from liangwen.errors import LexiconError
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
    ],
)  # fmt: skip
def test_the_provinces_of_an_article(evidence, body, regions):
    found = find_regions(GAZETTEER, evidence, body)
    assert found.regions == regions
    assert (found.basis is None) == (regions == ())


def test_a_joint_unit_has_one_name_whoever_is_named_first():
    first = find_regions(GAZETTEER, {"organiser": "重庆市、四川省"}, "重庆 重庆 重庆 四川")
    assert first.region == "四川·重庆"


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


def test_every_place_bears_both_names_and_all_34_units_are_there():
    assert len(GAZETTEER.provinces) == 34
    assert all(place.en and place.name for place in GAZETTEER.places.values())


def test_an_alias_of_two_places_is_an_error(tmp_path):
    file = tmp_path / "regions.yaml"
    file.write_text(
        "cities: {甲: {en: A, province: 湖北, aliases: [丙]}, 乙: {en: B, province: 湖北, aliases: [丙]}}",
        encoding="utf-8",
    )
    with pytest.raises(LexiconError, match="丙 is an alias of 甲 and of 乙"):
        load_gazetteer(file)
