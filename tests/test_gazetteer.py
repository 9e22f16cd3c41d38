"""The gazetteer of cities and counties: what the file holds, and the script that makes it."""

from __future__ import annotations

import csv
import importlib.util
from collections import Counter
from pathlib import Path

import pytest

from liangwen.errors import LexiconError
from liangwen.gazetteer import COLUMNS, load_gazetteer
from liangwen.study import STARTERS

ROOT = Path(__file__).parents[1]
FILE = STARTERS / "lexicon" / "gazetteer.csv"
LISTS = ROOT.parent / "shared" / "data" / "divisions"


@pytest.fixture(scope="module")
def script():
    spec = importlib.util.spec_from_file_location("make_gazetteer", ROOT / "tools/make_gazetteer.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def rows():
    with FILE.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def test_the_studys_copy_equals_the_starters():
    assert (ROOT / "lexicon" / "gazetteer.csv").read_bytes() == FILE.read_bytes()


def test_it_is_lean_and_has_the_columns(rows):
    assert FILE.stat().st_size < 150_000
    assert tuple(rows[0]) == COLUMNS
    assert Counter(row["level"] for row in rows)["city"] > 330
    assert Counter(row["level"] for row in rows)["county"] > 2800


def test_codes_lie_in_their_province(rows):
    gazetteer = load_gazetteer(STARTERS / "lexicon" / "regions.yaml")
    for row in rows:
        province = gazetteer.places[row["province"]].code
        assert row["code"][:2] == province[:2] if row["code"] else row["source"] == "list"
    codes = [row["code"] for row in rows if row["code"]]
    assert len(codes) == len(set(codes))


def test_a_name_of_several_provinces_is_marked_in_all_of_them(rows):
    provinces: dict[str, set[str]] = {}
    for row in rows:
        provinces.setdefault(row["name"], set()).add(row["province"])
    for row in rows:
        assert (row["ambiguous"] == "several") == (len(provinces[row["name"]]) > 1)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("武汉市", "武汉"), ("大理白族自治州", "大理"), ("恩施土家族苗族自治州", "恩施"),
        ("博尔塔拉蒙古自治州", "博尔塔拉"), ("双江拉祜族佤族布朗族傣族自治县", "双江"),
        ("神农架林区", "神农架"), ("锡林郭勒盟", "锡林郭勒"), ("科尔沁左翼中旗", ""),
        ("东乡族自治县", ""), ("鄂伦春自治旗", ""), ("和县", ""), ("浦东新区", "浦东"),
    ],
)  # fmt: skip
def test_short_forms_go_by_rule(script, name, short):
    assert script.short_form(name) == short


@pytest.mark.skipif(not LISTS.is_dir(), reason="the published lists are not beside the project")
def test_the_script_makes_the_file_that_is_there(script, rows):
    made = script.rows_of(script.read_units(LISTS))
    assert [tuple(row.values()) for row in rows] == made


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name,short\n", "its columns must be"),
        (",".join(COLUMNS) + "\n甲市,甲,town,湖北,1,x,\n", "line 2: level town"),
        (",".join(COLUMNS) + "\n甲市,甲,city,湖北,1,x,maybe\n", "ambiguous maybe"),
    ],
)
def test_a_broken_file_is_an_error_that_names_the_line(tmp_path, text, message):
    file = tmp_path / "gazetteer.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=message):
        load_gazetteer(STARTERS / "lexicon" / "regions.yaml", file)


def test_a_city_of_both_files_keeps_its_english_name_and_has_a_code():
    gazetteer = load_gazetteer(STARTERS / "lexicon" / "regions.yaml")
    assert gazetteer.places["武汉"].en == "Wuhan" and gazetteer.places["武汉"].code == "420100"


def test_ambiguous_names_that_do_not_count_are_told():
    gazetteer = load_gazetteer(STARTERS / "lexicon" / "regions.yaml")
    assert gazetteer.doubtful("鼓楼区与北京市朝阳区、鼓楼区") == ["鼓楼区"]
