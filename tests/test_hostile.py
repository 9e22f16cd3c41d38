"""Text that would be a script, a formula, a template or markup elsewhere comes out as text."""

from __future__ import annotations

import csv
import io
import zipfile

import matplotlib.pyplot as plt
import openpyxl
import pandas as pd
import pypdfium2
import pytest
from lxml import etree
from lxml import html as parser

from liangwen.figures.style import house_style
from liangwen.leads import Lead
from liangwen.report.build import build_report
from liangwen.report.text import plain
from liangwen.table_files import write_tables
from liangwen.tables import all_tables

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HOSTILE = [
    "<script>alert(1)</script>", "</style><img src=x onerror=alert(1)>", "{{ title }}", "{% raw %}",
    '=HYPERLINK("http://a.b","c")', "+cmd|' /C calc'!A0", "@SUM(A1:A9)", "-2+3", "\\input{/etc/passwd}",
    "#let x = 1", "#import \"a\": *", "$x^2$", "[a](javascript:alert(1))", "![b](http://c.d/e.png)",
    "计" * 10000, "\u202e量计\u202c", "a\x00b\x1bc", "]]>", "&amp;&#60;", "😀👩‍👩‍👧", "\u0301", "`~~~`", "a|b|c",
    "'--><!--", "\ufeff", "\u2028x",
]


@pytest.fixture(scope="module")
def tables(mini):
    """The small study's tables with hostile words in each place that takes text."""
    tables = all_tables(mini)
    size = len(HOSTILE)

    def spread(frame, column, values=HOSTILE):
        frame[column] = [values[i % size] for i in range(len(frame))]

    articles = pd.concat([tables["articles"]] * 5, ignore_index=True).head(size)
    articles["article_id"] = [f"a{i}" for i in range(len(articles))]
    for column in ("title", "source", "author", "reference", "national_document"):
        spread(articles, column)
    themes = tables["theme_intensity"].copy()
    for column in ("theme_zh", "theme_en", "top_term"):
        spread(themes, column)
    keyness = tables["keyness"].copy()
    keyness["lrc"] = 1.0
    spread(keyness, "term")
    evidence = tables["theme_evidence"].copy()
    for column in ("left", "hit", "right"):
        spread(evidence, column)
    commitments = pd.DataFrame({
        "region": "湖北", "region_en": "Hubei", "article_id": "a0", "quantity": "3", "unit": "个",
        "object": HOSTILE, "sentence": HOSTILE})
    return {**tables, "articles": articles, "theme_intensity": themes, "keyness": keyness,
            "theme_evidence": evidence, "commitments": commitments}


@pytest.fixture(scope="module")
def reports(tables, tmp_path_factory):
    out = tmp_path_factory.mktemp("hostile")
    title = " ".join(word for word in HOSTILE if len(word) < 99)
    written = build_report(out, title=title, tables=tables, figures=out / "figures",
                           out=out / "report", languages=["en"],
                           failures=[{"seed": w, "reason": w, "remedy": w} for w in HOSTILE])
    return {path.suffix[1:]: path for path in written}, title


def said(word):
    """A word as a reader sees it: runs of spaces are one."""
    return " ".join(plain(word).split())


def test_in_html(reports):
    files, title = reports
    tree = parser.fromstring(files["html"].read_text("utf-8"))
    text = " ".join(tree.text_content().split())
    for word in HOSTILE:
        assert text.count(said(word)) >= 3, word[:40]
    assert len(tree.xpath("//script")) == 3 and len(tree.xpath("//style")) == 1
    assert tree.xpath("//img") == [] and tree.xpath("//@onerror") == []
    assert all(link.startswith("#") for link in tree.xpath("//@href"))
    assert tree.xpath("string(//title)").split() == plain(title).split()


def test_in_word(reports):
    files, _ = reports
    with zipfile.ZipFile(files["docx"]) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, data in parts.items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(data)
    root = etree.fromstring(parts["word/document.xml"])
    text = " ".join(" ".join("".join(p.itertext(f"{{{W}}}t")) for p in root.iter(f"{{{W}}}p")).split())
    for word in HOSTILE:
        assert text.count(said(word)) >= 3, word[:40]
    # Only our own fields: contents, captions, page and references.
    codes = {code.text.split()[0] for code in root.iter(f"{{{W}}}instrText")}
    assert codes <= {"TOC", "REF", "PAGE", "PAGEREF"}
    assert b"javascript:" not in parts["word/_rels/document.xml.rels"]
    assert b"http://a.b" not in parts["word/_rels/document.xml.rels"]


def test_in_pdf(reports):
    files, _ = reports
    document = pypdfium2.PdfDocument(files["pdf"])
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    shown = "".join(text.split())
    for word in HOSTILE:
        if len(word) < 99 and word.isascii() and word.isprintable():
            assert "".join(word.split()) in shown, word
    assert shown.count("计") >= 10000
    # What no font has, and what would turn the line round, is named.
    assert "[U+202E]" in shown


def test_in_a_workbook(tables, tmp_path):
    write_tables(tables, tmp_path)
    sheet = openpyxl.load_workbook(tmp_path / "tables.xlsx")["articles"]
    column = [cell.value for cell in sheet[1]].index("title") + 1
    for row, word in enumerate(HOSTILE, start=2):
        cell = sheet.cell(row, column)
        assert cell.data_type != "f" and cell.hyperlink is None
        if "\x00" not in word:
            assert cell.value == word


def test_in_csv(tables, tmp_path):
    write_tables(tables, tmp_path)
    text = (tmp_path / "articles.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text.replace("\x00", ""))))
    assert len(rows) == len(HOSTILE)
    for row, word in zip(rows, HOSTILE, strict=True):
        value, plain_word = row["title"], word.replace("\x00", "")
        assert value in (plain_word, f"'{plain_word}")
        assert not value.startswith(("=", "+", "-", "@", "\t", "\r"))
        assert (value[0] == "'") == (word[0] in "=+-@'")


def test_text_that_is_no_formula_stays_as_it_is_in_csv(tmp_path):
    from liangwen.table_files import _write_csv

    frame = pd.DataFrame({"a": ["计量", "1=2", None, "=1"], "b": [-1.5, 2.0, float("nan"), 0.0]})
    path = _write_csv(frame, tmp_path / "x.csv")
    assert path.read_text("utf-8-sig") == "a,b\n计量,-1.5\n1=2,2\n,\n'=1,0\n"
    assert frame["a"].tolist()[3] == "=1"


def test_a_cell_too_long_for_a_workbook_is_cut_where_it_shows(tables, tmp_path):
    long = {**tables, "problems": pd.DataFrame({"seed": ["量" * 40000], "reason": "", "remedy": ""})}
    write_tables(long, tmp_path)
    value = openpyxl.load_workbook(tmp_path / "tables.xlsx")["problems"]["A2"].value
    assert len(value) == 32767 and value.endswith("…")


@pytest.mark.parametrize("word", ["$x$", "$\\frac{1}{2}$", "$", "a$b$c", "\\input{x}", "x_1^2"])
def test_in_a_figure_nothing_is_mathematics(word):
    with house_style():
        figure = plt.figure()
        text = figure.text(0.1, 0.5, word)
        figure.canvas.draw()
        same = figure.text(0.1, 0.5, word, parse_math=False)
        assert text.get_window_extent().width == pytest.approx(same.get_window_extent().width)
    plt.close(figure)


def test_a_lead_is_data_and_never_an_address():
    lead = Lead("theme", "javascript:alert(1)", "\"><script>")
    assert tuple(lead) == ("theme", "javascript:alert(1)", "\"><script>")
