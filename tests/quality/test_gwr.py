"""The work reports of 31 provinces, as a scraper stored them, under neutral names.

They lie beside the project (``../shared/data/gwr2026``).
"""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

import pytest

from liangwen.cleaning import clean_text
from liangwen.metadata import read_metadata
from liangwen.regions import load_gazetteer
from liangwen.study import STARTERS

REPORTS = Path(__file__).parents[3] / "shared" / "data" / "gwr2026"
pytestmark = [
    pytest.mark.quality,
    pytest.mark.skipif(not REPORTS.is_dir(), reason="the reports are not beside the project"),
]

#: Where the page shows no day of publication: the day of delivery. 四川's page shows its own.
DELIVERED = {"贵州省": "2026-01-27", "海南省": "2026-01-27", "广东省": "2026-01-26"}
SHOWN = {"四川省": "2026-02-10"}
#: Titles as the page has them; the collector wrote year and province before some.
AS_ON_THE_PAGE = {
    "贵州省": "政府工作报告", "海南省": "政府工作报告", "广东省": "政府工作报告", "青海省": "政府工作报告",
}  # fmt: skip
GOVERNORS = {
    "福建省": "赵龙", "山西省": "卢东亮", "北京市": "殷勇", "江西省": "叶建春", "浙江省": "刘捷", "甘肃省": "任振鹤",
    "四川省": "施小琳", "天津市": "张工", "云南省": "王予波", "新疆维吾尔自治区": "艾尔肯·吐尼亚孜", "贵州省": "李炳军",
    "海南省": "刘小明", "湖北省": "李殿勋", "西藏自治区": "嘎玛泽登", "黑龙江省": "梁惠玲", "江苏省": "刘小涛",
    "内蒙古自治区": "包钢", "广东省": "孟凡利", "辽宁省": "王新伟", "安徽省": "王清宪", "河北省": "王正谱", "吉林省": "胡玉亭",
    "广西壮族自治区": "韦韬", "上海市": "龚正", "青海省": "罗东川", "河南省": "王凯", "重庆市": "胡衡华", "湖南省": "毛伟明",
    "陕西省": "赵刚", "山东省": "周乃翔", "宁夏回族自治区": "张雨浦",
}  # fmt: skip
MENU = (
    "下载",
    "打印",
    "收藏",
    "字号",
    "字体",
    "首页",
    "分享",
    "相关报道",
    "相关链接",
    "扫一扫",
    "来源：",
)
#: Lines that are no paragraph of the report, however long.
ABOUT = {"caption", "delivery", "title", "date_line", "source_line", "byline"}


@lru_cache(maxsize=1)
def reports() -> dict[str, tuple]:
    gazetteer = load_gazetteer(STARTERS / "lexicon" / "regions.yaml")
    found = {}
    with (REPORTS / "truth.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            text = (REPORTS / "seeds" / row["seed"]).read_bytes().decode("utf-8")
            clean = clean_text(text)
            found[row["province"]] = (clean, read_metadata(clean, gazetteer), row)
    return found


def test_each_report_is_of_its_province():
    wrong = {
        province: data.region
        for province, (_, data, _) in reports().items()
        if not (data.region and province.startswith(data.region))
    }
    assert len(reports()) == 31
    assert wrong == {}


def test_titles_days_and_speakers():
    wrong = []
    for province, (_, data, row) in reports().items():
        day = DELIVERED.get(province) or SHOWN.get(province) or row["publish_date"]
        basis = "event" if province in DELIVERED else "publication"
        wanted = (AS_ON_THE_PAGE.get(province, row["title"]), day, basis, GOVERNORS[province])
        got = (data.title, data.date, data.date_basis, data.author)
        if got != wanted:
            wrong.append((province, got, wanted))
    print(f"\n{31 - len(wrong)} of 31 reports with title, day, basis and speaker")
    assert wrong == []


def test_no_line_of_a_menu_is_left_and_no_paragraph_lost():
    left, lost = [], []
    for province, (clean, _, _) in reports().items():
        left += [
            (province, line)
            for line in clean.text.split("\n")
            if len(line) < 30 and line.startswith(MENU)
        ]
        lost += [
            (province, line.kind, line.text[:40])
            for line in clean.lines
            if line.kind not in {"body", *ABOUT} and len(line.text) >= 30
        ]
        assert clean.text.startswith("各位代表")
    # Headlines that the pages offer below the report are longer than a menu's lines.
    assert left == []
    assert [x for x in lost if x[1] not in {"related_links"}] == []
