"""The codebook sheet, and how the workbook shows its tables."""

from __future__ import annotations

import openpyxl
import pandas as pd
import pytest

from liangwen.codebook import COLUMNS, codebook, number_format
from liangwen.table_files import write_tables
from liangwen.tables import all_tables


@pytest.fixture(scope="module")
def tables(mini):
    # The six articles have no dates: a table by period without rows has no sheet.
    return {name: frame for name, frame in all_tables(mini).items() if "periods" not in frame.attrs}


def test_tables_by_period_are_explained_too(mini):
    book = codebook({name: all_tables(mini)[name] for name in ("keyness_by_period", "periods")})
    assert (book["meaning"] != "").all() and (book["meaning_zh"] != "").all()
    assert not book["meaning"].str.contains("region").any()
    assert not book["meaning_zh"].str.contains("地区").any()


@pytest.fixture(scope="module")
def workbook(tables, tmp_path_factory):
    folder = tmp_path_factory.mktemp("tables")
    write_tables(tables, folder)
    return openpyxl.load_workbook(folder / "tables.xlsx")


def test_every_column_is_explained_in_both_languages_and_none_besides(mini):
    tables = all_tables(mini)
    book = codebook(tables)
    assert len(book) == sum(len(frame.columns) for frame in tables.values())
    assert book.loc[(book["meaning"] == "") | (book["meaning_zh"] == ""), "column"].tolist() == []
    assert ((book["unit"] == "") == (book["unit_zh"] == "")).all()
    used = set(book["column"]) | set(book["table"] + "." + book["column"])
    assert set(COLUMNS) <= used


def test_chinese_is_chinese_and_english_is_not():
    for known in COLUMNS.values():
        assert any("\u4e00" <= sign <= "\u9fff" for sign in known.meaning_zh)
        assert not any("\u4e00" <= sign <= "\u9fff" for sign in known.meaning)


def test_the_codebook_is_the_first_sheet(workbook, tables):
    assert workbook.sheetnames == ["codebook", *tables]
    first = [cell.value for cell in workbook["codebook"][1]]
    assert first == ["table", "column", "type", "unit", "unit_zh", "meaning", "meaning_zh"]


def test_heads_stay_in_sight_and_filter(workbook, tables):
    for name, frame in tables.items():
        sheet = workbook[name]
        assert sheet.freeze_panes == "A2"
        last = openpyxl.utils.get_column_letter(len(frame.columns))
        assert sheet.auto_filter.ref == f"A1:{last}{max(1, len(frame) + 1)}"
        widths = [column.width for column in sheet.column_dimensions.values()]
        assert widths and all(4 <= width <= 63 for width in widths)


@pytest.mark.parametrize(
    ("table", "column", "values", "shown"),
    [("theme_intensity", "hits", [1, 2], "#,##0"), ("theme_intensity", "per_10k", [1.5], "#,##0.00"),
     ("articles", "removed_share", [0.2], "0.0%"), ("keyness", "p", [1e-9], "0.0E+00"),
     ("panel", "year", [2021.0], "0"), ("articles", "title", ["a"], ""),
     ("articles", "compared", [True], ""), ("x", "unknown", [1.0], "#,##0.00")])
def test_number_formats(table, column, values, shown):
    assert number_format(table, column, pd.Series(values)) == shown


def test_formats_reach_the_cells(workbook, tables):
    place = list(tables["theme_intensity"].columns).index("sentence_share") + 1
    assert workbook["theme_intensity"].cell(2, place).number_format == "0.0%"
