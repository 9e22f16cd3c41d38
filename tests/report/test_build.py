"""The whole way: tables and figures in, three formats out."""

from __future__ import annotations

import base64
import hashlib
import html as entities
import itertools
import re
import struct
import zipfile
import zlib

import pytest
from lxml import etree
from lxml import html as parser

from liangwen.errors import ReportError
from liangwen.findings.summary import HEADLINES
from liangwen.report import pdf
from liangwen.report.build import build_report
from liangwen.report.contents import Contents
from liangwen.report.docx_style import W
from liangwen.report.fonts import printable
from liangwen.report.template import fill, find_template, tree_of
from liangwen.report.tree import Column, Row, Table, figure, text_of, words

HOSTILE = '<script>x</script> {{ y }} =HYPERLINK("h") \\input{z} #let a=1 | `b` @c -- ... $d$ "e" ~'


def png(path, width=216, height=120):
    def chunk(kind, data):
        whole = kind + data
        return struct.pack(">I", len(data)) + whole + struct.pack(">I", zlib.crc32(whole))

    rows = b"".join(b"\0" + b"\xff\xff\xff" * width for _ in range(height))
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


@pytest.fixture(scope="module")
def figures(tmp_path_factory):
    root = tmp_path_factory.mktemp("figures")
    for language in ("en", "zh"):
        (root / language).mkdir()
        for name in HEADLINES:
            png(root / language / f"{name}.png")
            (root / language / f"{name}.svg").write_text(
                '<svg xmlns="http://www.w3.org/2000/svg" width="72pt" height="40pt">'
                '<path d="M0 0L72 40"/></svg>', "utf-8")
    return root


@pytest.fixture(scope="module")
def hostile(make_tables):
    tables = make_tables(5)
    tables["articles"].loc[1, "title"] = HOSTILE
    tables["articles"].loc[1, "reference"] = HOSTILE
    tables["theme_evidence"].loc[0, ["left", "hit", "right"]] = [HOSTILE, "<b>", "𠮷| x"]
    tables["keyness"]["term"] = tables["keyness"]["term"].replace({"产业": "#let | `x`"})
    return tables


def build(tables, figures, out, **options):
    return build_report(
        out, tables=tables, figures=figures, out=out / "report", as_of="2026-11-22",
        title={"en": f"Study {HOSTILE}", "zh": f"研究 {HOSTILE}"},
        failures=[{"seed": "a|b.txt", "reason": HOSTILE, "remedy": "*Remove* it."}],
        provenance={"versions": {"liangwen": "0"}, "inputs": {"seeds/a.txt": "0" * 64}}, **options)


@pytest.fixture(scope="module")
def written(hostile, figures, tmp_path_factory):
    return {path.name: path for path in
            build(hostile, figures, tmp_path_factory.mktemp("first"))}


def docx_text(path):
    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    return "\n".join("".join(paragraph.itertext(f"{{{W}}}t"))
                     for paragraph in root.iter(f"{{{W}}}p"))


def test_three_formats_a_language(written):
    assert sorted(written) == sorted(
        f"report.{language}.{kind}" for language in ("en", "zh") for kind in ("html", "docx", "pdf"))
    assert written["report.zh.pdf"].read_bytes()[:5] == b"%PDF-"


def test_the_same_bytes_again(written, hostile, figures, tmp_path):
    for path in build(hostile, figures, tmp_path, languages=["zh"]):
        assert path.read_bytes() == written[path.name].read_bytes(), path.name


@pytest.mark.parametrize("language", ["en", "zh"])
def test_html_is_one_file_with_a_strict_policy(written, language):
    page = written[f"report.{language}.html"].read_text("utf-8")
    assert not re.search(r'(?:src|href)="(?!data:|#)', page)
    assert " style=" not in re.sub(r">[^<]*<", "><", page.split("<script", 1)[0])
    assert page.count("<script>") == 2 and "<script type=\"application/json\"" in page
    style = re.search(r"<style>(.*?)</style>", page, re.S).group(1)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'" in page
    assert "url(" not in style and "@import" not in style
    figures = len(HEADLINES)
    assert page.count("<figure>") == figures == page.count("data:image/png;base64,")
    assert page.count("<table") > 8 and "colspan" in page
    assert "typst:" not in page


def test_alternative_texts_state_the_finding(written):
    page = written["report.en.html"].read_text("utf-8")
    texts = parser.fromstring(page).xpath("//img/@alt")
    assert len(texts) == len(HEADLINES)
    assert any("above all others" in text for text in texts)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_hostile_text_is_text_in_html_and_docx(written, language):
    page = written[f"report.{language}.html"].read_text("utf-8")
    shown = entities.unescape(re.sub(r"<[^>]+>", "", page))
    assert shown.count(HOSTILE) >= 4
    word = docx_text(written[f"report.{language}.docx"])
    assert word.count(HOSTILE) >= 4
    assert "#let | `x`" in word and "a|b.txt" in word and "*Remove* it." in word


def test_docx_captions_are_fields_and_tables_repeat_their_heads(written):
    with zipfile.ZipFile(written["report.zh.docx"]) as archive:
        names = archive.namelist()
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        document = archive.read("word/document.xml").decode()
        styles = archive.read("word/styles.xml").decode()
        header = archive.read("word/header1.xml").decode()
        settings = archive.read("word/settings.xml").decode()
        footer = archive.read("word/footer1.xml").decode()
        for name in names:
            if name.endswith((".xml", ".rels")):
                etree.fromstring(archive.read(name))
    assert document.count("SEQ 图") == len(HEADLINES) and "SEQ 表" in document
    assert document.count("<w:tblHeader") == document.count("<w:tbl>")
    assert "cantSplit" in document and 'w:w="11906"' in document and "<w:titlePg/>" in document
    assert "PAGE" in footer and "研究" in header
    pages = re.findall(r'<w:pStyle w:val="TOC\d"/>.*?PAGEREF (\S+) .h', document)
    assert len(pages) > 12 and all(f'w:name="{page}"' in document for page in pages)
    assert '<w:updateFields w:val="true"/>' in settings
    assert "宋体" in styles and "黑体" in styles and "Times New Roman" in styles
    root = etree.fromstring(document.encode())
    anchors = {link.get(f"{{{W}}}anchor") for link in root.iter(f"{{{W}}}hyperlink")}
    marks = {mark.get(f"{{{W}}}name") for mark in root.iter(f"{{{W}}}bookmarkStart")}
    assert {anchor for anchor in anchors if anchor} <= marks


def test_in_typst_each_text_is_a_string_of_its_code():
    table = Table([Column("a", 1), Column("b", 1)],
                  [Row(group='G ]) #let "x"'), Row([HOSTILE, "2"])])
    tree = {"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": [table.node(words(HOSTILE))]}
    source = pdf.source(tree, {})
    strings = re.findall(r'#"((?:[^"\\]|\\.)*)";', source)
    for part in HOSTILE.split():
        assert part.replace("\\", "\\\\").replace('"', '\\"') in strings
    rest = re.sub(r'#"(?:[^"\\]|\\.)*";', "", source)
    assert "let" not in rest and "script" not in rest and "input" not in rest
    assert source.count("table.header(level: 2") == 1


def test_in_typst_pictures_keep_their_alternative_text():
    node = figure("a.png", 'The "finding" #let', words("Caption"), width="10cm")
    tree = {"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": [node]}
    source = pdf.source(tree, {"a.png": "a.svg"})
    assert 'image("a.svg", width: 10cm, alt: "The \\"finding\\" #let")' in source


def test_a_character_without_a_glyph_is_written_as_its_number():
    assert printable("CO₂ ½ 𠮷") == "CO₂ ½ [U+20BB7]"


def test_missing_figures_leave_no_hole(tables, figures, tmp_path):
    (tmp_path / "en").mkdir()
    png(tmp_path / "en" / "certainty.png")
    contents = Contents(tables, "en", tmp_path, left_out={"region_map": "No map: <one> region."})
    text = fill(find_template("en", None), contents, {"title": "T", "as_of": "", "a_text": ""})
    tree = tree_of(text, contents)
    said = text_of(tree["blocks"])
    assert "Figure 1" in said and "Figure 2" not in said
    assert "No map: <one> region." in said
    levels = [block["c"][0] if block["t"] == "Header" else 9 for block in tree["blocks"]]
    assert all(not (here < 9 and after <= here)
               for here, after in itertools.pairwise(levels))


def test_a_study_may_bring_its_own_template(tables, figures, tmp_path):
    own = tmp_path / "templates"
    own.mkdir()
    (own / "report.en.md.j2").write_text(
        "# Own {{ title }}\n\n{{ sentences('focus') }}\n\n{{ table('keyness', 'K') }}", "utf-8")
    (path,) = build_report(tmp_path, title="a *b* {{ c }}", tables=tables, figures=figures,
                           out=tmp_path / "out", languages=["en"], formats=["html"],
                           templates=own)
    page = path.read_text("utf-8")
    assert "Own a *b* {{ c }}</h1>" in page and "<figure>" not in page


@pytest.mark.parametrize(
    ("template", "said"),
    [("{{ missing }}", "'missing' is undefined"), ("{% if %}", "line 1"),
     ("{{ figure('nothing') }}", "no figure 'nothing'"),
     ("{{ sentences('nothing') }}", "no findings called 'nothing'"),
     ("{{ table('nothing') }}", "no table 'nothing'"),
     ("{{ ''.__class__.__mro__ }}", "unsafe")],
)
def test_a_wrong_template_is_named(tables, figures, tmp_path, template, said):
    (tmp_path / "report.en.md.j2").write_text(template, "utf-8")
    with pytest.raises(ReportError, match=said):
        build_report(tmp_path, title="T", tables=tables, figures=figures, out=tmp_path / "out",
                     languages=["en"], templates=tmp_path)


def test_no_template_for_a_language(tables, figures, tmp_path):
    with pytest.raises(ReportError, match=r"report\.fr\.md\.j2"):
        find_template("fr", None)


def test_many_regions_cap_the_evidence_with_a_sentence(make_tables, figures, tmp_path):
    contents = Contents(make_tables(31), "en", figures)
    tree = tree_of("# E\n\n" + contents.evidence(), contents)
    said = text_of(tree["blocks"])
    assert "more lines of this theme stand in tables/theme_evidence.csv." in said
    rows = make_tables(31)["theme_evidence"]
    assert said.count("碳计量") + said.count("碳足迹") + said.count("碳达峰、碳中和") == int(
        (rows["theme"] == "dual_carbon").sum())
