"""What is written, where, and nothing else; formulas do not run."""

from __future__ import annotations

from dataclasses import replace

import openpyxl
import pandas as pd
import pytest

from liangwen.explorer.answers import answer, evidence, first_state, settle
from liangwen.explorer.places import Query
from liangwen.explorer.saving import file_name, files_words, save_drawing, save_lines
from liangwen.explorer.words import Unanswered


def files(root):
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize("part", ["../../etc/passwd", "a/b\\c", "<b>", "", "x" * 300, "量子", "con", "\x00", "."])
def test_a_name_stays_in_its_folder(part):
    name = file_name("lines", part)
    assert name.startswith("lines") and len(name) <= 47
    assert not set(name) & set("/\\.<>\x00:*?\"|")


def test_other_questions_have_other_files():
    assert file_name("lines", "a;b") != file_name("lines", "a_b") != file_name("lines", "a,b")


def test_lines_are_saved_as_they_are_shown(own):
    before = files(own.study.root)
    lines = own.saved_lines(own.places(Query("string", "计量")), "region")
    made = save_lines(own.study, "x", lines)
    assert [path.as_posix() for path in made] == ["tables/explorer/x.csv", "tables/explorer/x.xlsx"]
    assert files(own.study.root) - before == {path.as_posix() for path in made}
    read = pd.read_csv(own.study.root / made[0], encoding="utf-8-sig")
    assert len(read) == len(lines) == sum(t.count("计量") for t in own.texts.values())
    for row in read.itertuples():
        assert own.texts[row.article_id][row.start : row.end] == row.hit
        source = own.corpus.source_text(row.article_id)
        assert source[row.source_start :].startswith(row.hit)
    book = openpyxl.load_workbook(own.study.root / made[1])
    assert book.sheetnames == ["codebook", "lines"]
    meanings = [row[5].value for row in book["codebook"].iter_rows(min_row=2)]
    assert len(meanings) == len(lines.columns) and all(meanings)


@pytest.mark.parametrize("by", ["kind", "source", "year", "article"])
def test_the_group_stands_beside_the_line(own, by):
    own.articles["date"] = pd.to_datetime("2024-03-01").date()
    own.articles["source"] = "人民网"
    own.articles["kind"] = "notice"
    own.grouping.cache_clear()
    lines = own.saved_lines(own.places(Query("string", "计量")), by)
    column = "article_id" if by == "article" else by
    assert lines[column].notna().all() and lines.columns.is_unique


def test_a_formula_is_text(hostile, tmp_path):
    lines = hostile.saved_lines(hostile.places(Query("string", "HYPERLINK")), "region")
    assert lines["left"].tolist() == ["="]
    study = replace(hostile.study, root=tmp_path)
    csv, xlsx = save_lines(study, "x", lines)
    assert "'=" in (tmp_path / csv).read_text(encoding="utf-8-sig")
    sheet = openpyxl.load_workbook(tmp_path / xlsx)["lines"]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert any(cell.value == "=" for cell in cells)
    assert all(cell.data_type != "f" for cell in cells)


def test_a_figure_is_saved_in_every_language(own):
    before = files(own.study.root)
    drawing = answer(own, first_state(own))[0].drawing
    made = save_drawing(own.study, "f", drawing.plot, drawing.frame, **drawing.options)
    wanted = {f"figures/explorer/{language}/f.{suffix}" for language in ("en", "zh") for suffix in ("png", "svg")}
    assert {path.as_posix() for path in made} == wanted == files(own.study.root) - before
    assert files_words(made).startswith("figures/explorer/en/f.png, f.svg, ")


def test_a_sign_without_a_glyph_is_named(own):
    state = settle(own, replace(first_state(own), mode="string", texts={"string": "计量", "word": ""}))
    drawing = answer(own, state)[0].drawing
    options = dict(drawing.options) | {"title": "𠮷\U0001f600"}
    with pytest.raises(Unanswered) as told:
        save_drawing(own.study, "f", drawing.plot, drawing.frame, **options)
    assert "U+" in told.value.said("zh") and "未能保存图" in told.value.said("zh")


def test_what_cannot_be_written_is_a_sentence(own):
    (own.study.root / "tables").write_text("a file stands in the way")
    with pytest.raises(Unanswered) as told:
        save_lines(own.study, "x", own.saved_lines(own.places(Query("string", "计量")), "region"))
    assert told.value.said("en").startswith("tables") or "could not be written" in told.value.said("en")


def test_no_lines_are_not_saved(own):
    found = evidence(own, replace(first_state(own), mode="string", texts={"string": "没有", "word": ""}))
    with pytest.raises(Unanswered):
        save_lines(own.study, "x", own.saved_lines(found.places, "region"))
