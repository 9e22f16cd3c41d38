"""Tables on disk: the same bytes each time, readable by the programs that they are for."""

from __future__ import annotations

import csv

import pandas as pd
import pytest
from mini import make_study

from liangwen import table_files
from liangwen.corpus import build, open_corpus
from liangwen.study import open_study
from liangwen.table_files import write_tables
from liangwen.tables import TABLES, all_tables


@pytest.fixture(scope="module")
def made(mini, tmp_path_factory):
    folder = tmp_path_factory.mktemp("tables")
    tables = all_tables(mini)
    return tables, folder, write_tables(tables, folder)


def test_every_table_is_a_csv_file_that_excel_reads(made):
    tables, folder, _ = made
    # The six articles have no dates: a table by period without rows has no file.
    for name in TABLES:
        if "periods" in tables[name].attrs:
            assert tables[name].empty and not (folder / f"{name}.csv").exists()
            continue
        data = (folder / f"{name}.csv").read_bytes()
        assert data.startswith(b"\xef\xbb\xbf") and b"\r" not in data
        assert len(pd.read_csv(folder / f"{name}.csv", encoding="utf-8-sig")) == len(tables[name])


def test_written_twice_they_are_the_same_bytes(made, tmp_path):
    tables, _, written = made
    write_tables(tables, tmp_path)
    for path in written:
        assert (tmp_path / path.name).read_bytes() == path.read_bytes()


def test_the_workbook_has_a_sheet_a_table(made):
    tables, folder, _ = made
    tables = {name: frame for name, frame in tables.items() if "periods" not in frame.attrs}
    sheets = pd.read_excel(folder / "tables.xlsx", sheet_name=None)
    assert len(sheets.pop("codebook")) == sum(len(frame.columns) for frame in tables.values())
    assert {name: len(frame) for name, frame in sheets.items()} == {
        name: len(frame) for name, frame in tables.items()
    }


def test_a_sheet_that_would_be_too_long_says_where_the_rest_stands(made, tmp_path, monkeypatch):
    monkeypatch.setattr(table_files, "SHEET_ROWS", 5)
    tables, _, _ = made
    write_tables(tables, tmp_path)
    sheet = pd.read_excel(tmp_path / "tables.xlsx", sheet_name="term_frequencies")
    assert len(sheet) == 6
    more = len(tables["term_frequencies"]) - 5
    assert sheet.iloc[5, 0].startswith(f"{more} more rows stand in term_frequencies.csv")
    whole = pd.read_csv(tmp_path / "term_frequencies.csv")
    assert len(whole) == len(tables["term_frequencies"])


def test_stata_keeps_chinese_and_the_missing_year(made):
    _, folder, _ = made
    found = pd.read_stata(folder / "panel.dta")
    assert set(found["region"]) == {"湖北", "河北", "海南"}
    assert found["year"].isna().all()


def test_text_like_a_formula_stays_text(made, tmp_path):
    tables, _, _ = made
    articles = tables["articles"].copy()
    articles["title"] = '=HYPERLINK("http://a.cn","x")'
    write_tables(tables | {"articles": articles}, tmp_path)
    found = pd.read_excel(tmp_path / "tables.xlsx", sheet_name="articles")
    assert set(found["title"]) == {'=HYPERLINK("http://a.cn","x")'}


def test_numbers_have_six_digits_at_most(made):
    _, folder, _ = made
    with (folder / "keyness.csv").open(encoding="utf-8-sig", newline="") as handle:
        for row in csv.DictReader(handle):
            for column in ("log_ratio", "lrc", "g2", "p"):
                digits = row[column].lower().split("e")[0].strip("-").replace(".", "").lstrip("0")
                assert len(digits) <= 6


@pytest.mark.parametrize(
    "articles",
    [
        {
            "a.txt": (
                "湖北省省长 王强",
                ["湖北推进量子计量和民生计量工作。", "民生计量服务人民群众生活。"],
            )
        },
        {
            "a.txt": (
                "作者：王强",
                ["加快推进量子计量和民生计量工作。", "民生计量服务人民群众的生活。"],
            )
        },
        {
            "a.txt": (
                "湖北省省长 王强",
                ["湖北召开全省经济工作会议的情况。", "会议总结了成绩并部署了任务。"],
            )
        },
    ],
    ids=["one article", "no region", "no hit"],
)
def test_every_table_can_be_made_and_written_of_very_little(articles, tmp_path):
    study = open_study(make_study(tmp_path / "s", articles))
    build(study)
    tables = all_tables(open_corpus(study))
    assert list(tables) == list(TABLES)
    write_tables(tables, tmp_path / "tables")
