"""The panel: nulls where no text is, the same bytes each time, labels in every format that has them."""

from __future__ import annotations

import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest

from liangwen import tables
from liangwen.panel import panel
from liangwen.panel_files import LABELS, write_panel
from liangwen.table_files import write_tables


@pytest.fixture(scope="module")
def dated(mini):
    """The mini corpus with years: 湖北 2019 and 2021, 河北 2021 twice, 海南 one of 2021 and one undated."""
    days = ["2021-05-01", "2021-06-01", "2019-01-01", "2021-02-01", "2021-03-01", None]
    names = ["b1.txt", "b2.txt", "a1.txt", "a2.txt", "c1.txt", "c2.txt"]
    day = dict(zip(names, days, strict=True))
    return mini.articles.assign(date=[
        pd.Timestamp(day[name]).date() if day[name] else None for name in mini.articles["article_id"]])


def made(mini, articles, **options):
    return panel(articles, mini.theme_hits, mini.themes.themes, mini.gazetteer, **options)


def test_rows_are_the_years_that_have_texts_and_hits_add_up(mini, dated):
    found = made(mini, dated)
    cells = found.drop_duplicates(["region", "year"])
    told = {(r, None if pd.isna(y) else int(y)): n for r, y, n in
            cells[["region", "year", "articles"]].itertuples(index=False)}
    assert told == {("湖北", 2019): 1, ("湖北", 2021): 1, ("河北", 2021): 2, ("海南", 2021): 1, ("海南", None): 1}
    assert found["hits"].sum() == len(mini.theme_hits) and (found["han"] > 0).all()
    assert found["hits"].dtype == "int64" and found.attrs["left_out"] == ""


def test_balanced_fills_with_null_and_never_with_zero(mini, dated):
    found = made(mini, dated, balanced=True)
    assert len(found) == 3 * 3 * 5 and set(found["year"]) == {2019, 2020, 2021}
    empty = found[found["articles"] == 0]
    assert len(empty) == 5 * 5 and empty[["hits", "han", "tokens", "sentences", "per_10k"]].isna().all(axis=None)
    assert found[found["articles"] > 0][["hits", "han", "per_10k"]].notna().all(axis=None)
    assert found.attrs["left_out"] == "1 article has no date and is left out of the balanced panel."
    assert empty["codes"].notna().all() and empty["region_en"].notna().all()


def test_without_dates_a_balanced_panel_is_empty_and_says_so(mini):
    found = made(mini, mini.articles, balanced=True)
    assert found.empty and found.attrs["left_out"].startswith("6 articles have no date")


def test_every_format_reads_back(mini, dated, tmp_path):
    frame = made(mini, dated, balanced=True)
    files = {path.suffix: path for path in write_panel(frame, tmp_path)}
    csv, xlsx = pd.read_csv(files[".csv"], encoding="utf-8-sig"), pd.read_excel(files[".xlsx"])
    parquet, stata = pd.read_parquet(files[".parquet"]), pd.read_stata(files[".dta"])
    for found in (csv, xlsx, parquet, stata):
        assert len(found) == len(frame) and found["region"].tolist() == frame["region"].tolist()
        assert found["hits"].isna().sum() == frame["hits"].isna().sum() == 25
        assert found["hits"].sum() == frame["hits"].sum()
    assert parquet["hits"].dtype == "Int64" and stata["theme_zh"].iloc[0] == "双碳"


def test_labels_are_english(mini, dated, tmp_path):
    files = {path.suffix: path for path in write_panel(made(mini, dated), tmp_path)}
    with pd.read_stata(files[".dta"], iterator=True) as reader:
        assert reader.variable_labels() == LABELS
        values = reader.value_labels()
        assert reader.data_label == "Theme hits by region and year"
    assert set(values["region_id"].values()) == {"Hubei", "Hebei", "Hainan"}
    assert values["theme_id"][1] == "dual carbon" and len(values["theme_id"]) == 5
    assert files[".dta"].read_bytes()[:60].decode("ascii", "replace").count("<release>118</release>") == 1
    field = pq.read_schema(files[".parquet"]).field("hits")
    assert field.metadata[b"label"].decode() == LABELS["hits"]
    sheet = openpyxl.load_workbook(files[".xlsx"])["labels"]
    assert {row[0].value: row[1].value for row in sheet.iter_rows(min_row=2)}["han"] == LABELS["han"]


def test_written_twice_they_are_the_same_bytes(mini, dated, tmp_path):
    frame = made(mini, dated)
    for first, second in zip(write_panel(frame, tmp_path / "a"), write_panel(frame, tmp_path / "b"), strict=True):
        assert first.read_bytes() == second.read_bytes(), first.name


def test_strings_longer_than_stata_s_are_kept(mini, dated, tmp_path):
    frame = made(mini, dated).assign(theme_en="很长的名称" * 300)
    write_panel(frame, tmp_path)
    found = pd.read_stata(tmp_path / "panel.dta")
    assert found["theme_en"].iloc[0] == "很长的名称" * 300
    assert found["theme_id"].nunique() == 5 and str(found["theme_id"].iloc[0]).endswith("(carbon)")


def test_a_joint_unit_has_both_codes(mini, dated):
    found = made(mini, dated.assign(region="四川·重庆"))
    assert set(found["codes"]) == {"510000;500000"} and set(found["region_en"]) == {"Sichuan–Chongqing"}


def test_the_table_of_the_study_has_the_panel_s_files(mini, tmp_path):
    written = {path.name for path in write_tables({"panel": tables.panel(mini)}, tmp_path)}
    assert {"panel.csv", "panel.parquet", "panel.dta"} <= written
