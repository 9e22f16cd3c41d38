"""Tables of articles: an article a row."""

from __future__ import annotations

import datetime
import gzip
import json

import pytest
from click.testing import CliRunner
from made_files import workbook
from mini import make_study

from liangwen.cli import main
from liangwen.corpus import build, open_corpus
from liangwen.errors import SeedError, StudyError
from liangwen.read import read_table
from liangwen.read.rows import EXCEL_CELL, rows_of
from liangwen.study import check_settings, open_study

TEXTS = [
    "湖北推进量子计量和民生计量工作。\n民生计量服务人民群众生活。",
    "河北建设产业计量测试中心工作。\n建设31家产业计量测试中心。",
]


def as_csv(rows, separator=","):
    return "\n".join(separator.join(f'"{cell}"' for cell in row) for row in rows)


def test_jsonl_with_lists_numbers_and_broken_lines():
    lines = ['{"id": 7, "标题": "题", "正文": ["一段。", "二段。"]}', "", "{oops", "[1]", '{"正文": ""}',
             "[" * 100_000, '{"正文": "\\ud800计量"}', '{"正文": ' + "9" * 6000 + "}"]  # fmt: skip
    rows = rows_of("\n".join(lines).encode(), "a.jsonl")
    assert rows[0].source.text == "一段。\n二段。" and rows[0].fields == {"title": "题"}
    assert [row.problem.reason if row.problem else None for row in rows] == [
        None, "Line 3 is no JSON.", "Line 4 is no JSON object.", "The row's cell 正文 is empty.", "Line 6 is no JSON.",
        None, "Line 8 is no JSON.",
    ]  # fmt: skip
    assert rows[5].source.text == "\ufffd计量"


@pytest.mark.parametrize("separator", [",", "\t", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv(separator, encoding):
    table = [["编号", "标题", "正文"], ["甲", "题", TEXTS[0]], ["乙", "", TEXTS[1]]]
    rows = rows_of(as_csv(table, separator).encode(encoding), "a.csv")
    assert [row.key for row in rows] == ["甲", "乙"]
    assert [row.source.text for row in rows] == TEXTS
    assert rows[0].fields == {"title": "题"} and rows[1].fields == {}
    assert rows[0].source.encoding == encoding


def test_cells_longer_than_the_csv_modules_own_limit_which_stays():
    import csv

    before = csv.field_size_limit()
    rows = rows_of(as_csv([["正文"], ["计量" * 200_000]]).encode(), "a.csv")
    assert len(rows[0].source.text) == 400_000
    assert csv.field_size_limit() == before


def test_a_row_with_too_many_cells_is_no_article():
    rows = rows_of("标题,正文\n题,计量,是基础\n题,计量\n".encode(), "a.csv")
    assert "more cells" in rows[0].problem.reason and rows[1].source.text == "计量"


def test_xlsx_with_dates_sheets_and_cells_that_excel_cut():
    day = datetime.date(2021, 12, 31)
    data = workbook(
        (
            "表",
            [
                ["标题", "正文", "日期"],
                ["题", TEXTS[0], day],
                ["长", "计" * EXCEL_CELL, "2021年1月2日"],
            ],
        ),
        ("说明", [["此表由人工整理"]]),
        ("续", [["正文"], [TEXTS[1]]]),
    )
    rows = rows_of(data, "a.xlsx")
    assert [row.key for row in rows] == ["1", "2", "续!1"]
    assert rows[0].fields == {"title": "题", "date": "2021-12-31"}
    assert rows[1].source.flags == ("cut by Excel",) and rows[0].source.flags == ()


def test_keys_that_repeat():
    text = '{"id": "a", "text": "一"}\n{"id": "a", "text": "二"}'.encode()
    assert [row.key for row in rows_of(text, "a.jsonl")] == ["1", "2"]
    named = rows_of(text, "a.jsonl", {"key": ("id",)})
    assert named[0].source.text == "一" and "stands 2 times" in named[1].problem.reason


def test_no_column_of_text_names_the_columns_found():
    with pytest.raises(SeedError, match=r"columns 甲, 乙.*\[columns\] text"):
        rows_of("甲,乙\n1,2\n".encode(), "a.csv")
    with pytest.raises(SeedError, match="no column 标题 for title; it has the columns text"):
        rows_of(b"text\nx\n", "a.csv", {"title": ("标题",)})


@pytest.mark.parametrize("data", [b"text\n", b"\xef\xbb\xbftext", b'{"text": ""}'[:0] or b" \n"])
def test_a_table_without_rows_is_an_error(data):
    with pytest.raises(SeedError):
        rows_of(data, "a.csv")


def test_settings_name_columns():
    assert check_settings({"title": "x", "columns": {"text": "正文", "key": ["号", "id"]}}).columns == {
        "text": ("正文",), "key": ("号", "id"),
    }  # fmt: skip
    for wrong, message in (
        ({"txt": "x"}, "Did you mean text"),
        ({"text": ""}, "name of a column"),
        ("x", "must be a table"),
    ):
        with pytest.raises(StudyError, match=message):
            check_settings({"title": "x", "columns": wrong})


@pytest.fixture
def study(tmp_path):
    folder = make_study(tmp_path / "s", {})
    (folder / "study.toml").write_text(
        'title = "小"\nminimum_count = 1\n[columns]\ntext = ["稿件", "正文"]\n', encoding="utf-8"
    )
    table = [
        ["id", "标题", "稿件", "日期", "省份", "来源", "作者"],
        ["甲", "关于计量的通知", TEXTS[0], "2021/12/31", "四川省", "计量报", "王强"],
        ["乙", "", TEXTS[1], "年底", "", "", ""],
        ["丙", "空", "", "", "", "", ""],
        ["丁", "短", "计量。", "", "", "", ""],
    ]
    (folder / "seeds" / "表.csv").write_text(as_csv(table), encoding="gb18030")
    (folder / "seeds" / "b.jsonl.gz").write_bytes(
        gzip.compress(
            "\n".join(json.dumps({"正文": t}, ensure_ascii=False) for t in TEXTS).encode()
        )
    )
    return folder


def test_rows_become_articles(study):
    result = build(open_study(study))
    assert {failure.seed: failure.reason.split(":")[0] for failure in result.failures} == {
        "表.csv#丙": "The row's cell 稿件 is empty.", "表.csv#丁": "No article was found in it",
    }  # fmt: skip
    rows = open_corpus(open_study(study)).all_articles.set_index("article_id")
    assert sorted(rows.index) == ["b.jsonl.gz#1", "b.jsonl.gz#2", "表.csv#乙", "表.csv#甲"]
    first = rows.loc["表.csv#甲"]
    assert first["text"] == TEXTS[0] and first["seed"] == "表.csv"
    assert (first["title"], str(first["date"]), first["date_basis"]) == (
        "关于计量的通知",
        "2021-12-31",
        "row",
    )
    assert (first["region"], first["region_basis"], first["source"], first["author"]) == (
        "四川",
        "row",
        "计量报",
        "王强",
    )
    assert first["encoding"] == "gb18030" and 0.4 < first["encoding_confidence"] < 1
    assert rows.loc["表.csv#乙", "date"] is None or str(rows.loc["表.csv#乙", "date"]) in {
        "nan",
        "NaT",
    }
    assert rows.loc["b.jsonl.gz#1", "encoding"] == "utf-8"


def test_a_rows_source_text_is_its_cell(study):
    build(open_study(study))
    assert open_corpus(open_study(study)).source_text("表.csv#甲") == TEXTS[0]


def test_the_catalog_has_the_last_word_on_a_row(study):
    (study / "seeds" / "catalog.csv").write_text(
        "seed,role,title,whole\n表.csv#甲,,人写的题,\n表.csv#乙,exclude,,\n表.csv#戊,,,\nb.jsonl.gz,reference,,true\n",
        encoding="utf-8",
    )
    result = build(open_study(study))
    assert {f.seed for f in result.failures} == {"表.csv#丙", "表.csv#丁", "表.csv#戊"}
    rows = open_corpus(open_study(study)).all_articles.set_index("article_id")
    assert rows.loc["表.csv#甲", "title"] == "人写的题"
    assert sorted(rows.index) == ["b.jsonl.gz", "表.csv#甲"]
    # Kept whole, the table is one article.
    assert rows.loc["b.jsonl.gz", "text"] == "\n".join(TEXTS)
    assert rows.loc["b.jsonl.gz", "role"] == "reference"


def test_clean_prints_an_article_a_row(study):
    file = study / "seeds" / "表.csv"
    found = CliRunner().invoke(main, ["clean", "--json", "--study", str(study), str(file)])
    articles = [json.loads(line) for line in found.stdout.splitlines()]
    assert [a["seed"] for a in articles] == ["表.csv#甲", "表.csv#乙", "表.csv#丁"]
    assert articles[0]["encoding"] == "gb18030" and articles[0]["date_basis"] == "row"
    assert found.exit_code == 1 and "表.csv#丙: The row's cell 稿件 is empty." in found.stderr
    whole = CliRunner().invoke(main, ["clean", "--whole", "--study", str(study), str(file)])
    assert whole.exit_code == 0 and all(
        line in whole.stdout for line in "\n".join(TEXTS).split("\n")
    )


def test_a_table_is_read_from_its_file(study):
    rows = read_table(study / "seeds" / "b.jsonl.gz")
    assert [row.source.text for row in rows] == TEXTS
