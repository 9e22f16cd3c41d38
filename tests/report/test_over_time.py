"""The report's chapters by what there is to compare: regions, periods, both, neither."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from liangwen.findings.summary import HEADLINES
from liangwen.report.contents import Contents
from liangwen.report.template import fill, find_template

LANGUAGES = ("en", "zh")
HEADS = {
    "en": {"regions": "Regions", "time": "Over time", "period words": "What sets a period apart",
           "asked": "The themes asked for", "period themes": "Words of a period"},
    "zh": {"regions": "区域", "time": "随时间的变化", "period words": "各时期的特征词",
           "asked": "重点主题", "period themes": "各时期的词语"},
}  # fmt: skip
WHY = {"en": "No text bears a date", "zh": "没有文本注明日期"}
NO_REGION = {"en": "this report compares no regions", "zh": "本报告不作地区之间的比较"}


def periods(number):
    frame = pd.DataFrame({
        "period": [f"{y}–{y + 9}" for y in range(1950, 1950 + 10 * number, 10)],
        "articles": [4] * number,
    })  # fmt: skip
    frame.attrs["periods"] = {"why": "" if number else "no dates", "years_from": "date"}
    return frame


@pytest.fixture
def drawn(tmp_path):
    for language in LANGUAGES:
        (tmp_path / language).mkdir()
        for name in HEADLINES:
            (tmp_path / language / f"{name}.png").write_bytes(b"")
    return tmp_path


def filled(make_tables, drawn, language, *, regions, times, monkeypatch):
    monkeypatch.setattr(Contents, "figure", lambda self, name, caption="": f"[{name}]")
    tables = make_tables(5)
    articles = tables["articles"]
    if regions == 0:
        articles["region"], articles["region_en"] = "全国", "National"
    elif regions == 1:
        articles["region"], articles["region_en"] = "湖北", "Hubei"
    tables["periods"] = periods(times)
    if not times:
        bare = {name: frame.iloc[:0] for name, frame in tables.items() if "_by_period" in name}
        tables.update(bare)
    contents = Contents(tables, language, drawn)
    text = fill(find_template(language, None), contents,
                {"a_text": "", "title": "t", "subtitle": "", "as_of": ""})
    said = "\n".join(sentence for part in contents.found.values() for sentence in part)
    return text, said, contents


def heads(text):
    return [line.lstrip("# ") for line in re.findall(r"^##? .+$", text, re.MULTILINE)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_regions_the_report_is_about_periods(make_tables, drawn, language, monkeypatch):
    text, _, _ = filled(make_tables, drawn, language, regions=0, times=4, monkeypatch=monkeypatch)
    names = HEADS[language]
    assert names["period words"] in heads(text)
    assert not {names["regions"], names["asked"], names["time"]} & set(heads(text))
    assert text.count(NO_REGION[language]) == 1
    for figure in ("keyness_by_period", "terms_by_period", "theme_by_period", "theme_trend",
                   "readability_by_period"):
        assert text.replace("\\", "").count(f"[{figure}]") == 1
    for figure in ("regional_emphasis", "word_clouds", "region_map"):
        assert f"[{figure}]" not in text.replace("\\", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_with_regions_and_periods_there_is_a_chapter_over_time(
    make_tables, drawn, language, monkeypatch
):
    text, _, _ = filled(make_tables, drawn, language, regions=5, times=3, monkeypatch=monkeypatch)
    names = HEADS[language]
    assert {names["regions"], names["asked"], names["time"], names["period themes"]} <= set(
        heads(text))
    assert NO_REGION[language] not in text
    assert heads(text).index(names["regions"]) < heads(text).index(names["time"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_periods_the_chapter_is_one_sentence(make_tables, drawn, language, monkeypatch):
    (drawn / language / "theme_trend.png").unlink()
    text, said, contents = filled(
        make_tables, drawn, language, regions=5, times=0, monkeypatch=monkeypatch)
    assert "_by_period" not in text.replace("\\", "")
    assert WHY[language] in said
    after = text.split(f"# {HEADS[language]['time']}\n")[1].split("\n# ")[0]
    assert re.findall(r"\S+", after)[0] == ":::" and len(re.findall("liangwen-slot", after)) == 1
    assert contents.found["period_words"] == contents.found["period_themes"] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_region_is_said_and_not_compared(make_tables, drawn, language, monkeypatch):
    text, _, _ = filled(make_tables, drawn, language, regions=1, times=3, monkeypatch=monkeypatch)
    bare = text.replace("\\", "")
    assert HEADS[language]["regions"] in heads(text)
    assert "[regional_emphasis]" not in bare and "[keyness]" not in bare
    assert "[keyness_by_period]" in bare


@pytest.mark.parametrize("language", LANGUAGES)
def test_neither_regions_nor_periods(make_tables, drawn, language, monkeypatch):
    text, said, _ = filled(make_tables, drawn, language, regions=0, times=0,
                           monkeypatch=monkeypatch)
    assert NO_REGION[language] in text and WHY[language] in said
    assert "_by_period" not in text.replace("\\", "")
