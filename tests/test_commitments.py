"""Commitments: what a number is worth, what is no quantity, what is counted, and its deadline."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from liangwen import tables
from liangwen.commitments import COLUMNS, commitments, find_quantities
from liangwen.commitments.numbers import value_of


def short(sentence):
    return [(q.quantity, q.unit, q.object) for q in find_quantities(sentence)]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("建设31家产业计量测试中心。", [("31", "家", "产业计量测试中心")]),
        ("全国最多的7055项社会公用计量标准，", [("7055", "项", "社会公用计量标准")]),
        ("检定校准体温计20多万件，", [("20多万", "件", "体温计")]),
        ("地区生产总值达到1.2万亿元、增长5%。", [("1.2万亿", "元", "地区生产总值"), ("5", "%", "地区生产总值")]),
        ("使1.5亿学生受益。", [("1.5亿", "", "学生")]),
        ("对外投资总额实现翻番。", [("翻番", "", "对外投资总额")]),
        ("不良贷款率由6.1%下降到0.95%。", [("6.1", "%", "不良贷款率"), ("0.95", "%", "不良贷款率")]),
        ("粳稻每50公斤提高3元。", [("3", "元", "粳稻")]),
        ("12类45件民生实事落地。", [("12", "类", "民生实事"), ("45", "件", "民生实事")]),
    ],
)  # fmt: skip
def test_number_unit_and_object(sentence, found):
    assert short(sentence) == found


@pytest.mark.parametrize(
    "sentence",
    [
        "居全国第三位，", "第24个世界计量日", "2021年12月31日", "国发〔2021〕37号文件", "5·20世界计量日活动",
        "推进一带一路建设", "落实三个着力、四个意识", "《计量发展规划(2021─2035年)》", "突破5G通信量值溯源", "“1351”防灾体系",
        "提出三项主要任务", "十四五规划", "千家万户", "百年未有之大变局",
    ],
)  # fmt: skip
def test_what_is_no_quantity(sentence):
    assert short(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "low", "high", "comparison"),
    [
        ("建成3-5家中心", 3, 5, None), ("减少8%至10%", 8, 10, None), ("达到95%以上", 95, 95, "以上"),
        ("不少于3000亩", 3000, 3000, "不少于"), ("超1.2万亿元", 1.2e12, 1.2e12, "超"), ("总量翻两番", 4, 4, None),
        ("提高0.5个百分点", 0.5, 0.5, None), ("增长3‰左右", 3, 3, "左右"), ("7,055项标准", 7055, 7055, None),
    ],
)  # fmt: skip
def test_bounds(sentence, low, high, comparison):
    (found,) = find_quantities(sentence)
    assert (found.low, found.high, found.comparison) == (low, high, comparison)


@pytest.mark.parametrize(
    ("sentence", "kind", "deadline"),
    [
        ("到2025年，建成10家中心。", "target", 2025), ("2027年底前建成10家中心。", "target", 2027),
        ("力争增长5%。", "target", None), ("投资增长5%。", "change", None), ("投资增长到5亿元。", "level", None),
        ("建成10家中心。", "level", None), ("失业率提高0.5个百分点。", "change", None),
        ("2024年建成10家中心。", "level", None),
    ],
)  # fmt: skip
def test_kind_and_deadline(sentence, kind, deadline):
    (found,) = find_quantities(sentence)
    assert (found.kind, found.deadline) == (kind, deadline)


@pytest.mark.parametrize(
    ("number", "value"),
    [("二十", 20), ("三千五百", 3500), ("两万", 20000), ("一百零五", 105), ("万亿", 1e12), ("3.3亿", 3.3e8),
     ("5700多万", 5.7e7), ("1.21万", 12100)],
)  # fmt: skip
def test_what_a_number_is_worth(number, value):
    assert value_of(number) == value


@given(st.text(alphabet="计量建设增长到年0123456789.,，。、%万亿个家项元第每“”《》（）翻番至-的 \n", max_size=60))
def test_any_sentence_is_read_and_each_quantity_stands_where_it_says(text):
    ends = 0
    for found in find_quantities(text):
        assert text[found.start :].startswith(found.quantity.rstrip())
        assert found.start >= ends and found.low >= 0
        ends = found.start + 1


def test_each_row_leads_back_to_its_place(mini):
    frame = tables.commitments(mini)
    (row,) = frame.itertuples()
    assert (row.quantity, row.unit, row.object) == ("31", "家", "产业计量测试中心")
    text = mini.articles.set_index("article_id").at[row.article_id, "text"]
    source = mini.source_text(row.article_id)
    assert text[row.start : row.start + 2] == source[row.source_start : row.source_start + 2] == "31"
    assert row.sentence in text and list(frame.columns) == COLUMNS


def test_no_article_no_row(mini):
    empty = commitments(mini.articles.iloc[:0], mini.edits)
    assert empty.empty and list(empty.columns) == COLUMNS
    without = commitments(mini.articles)
    assert isinstance(without, pd.DataFrame) and without["source_start"].isna().all()
