"""The Word report: styles that an office can replace, references that resolve, vector figures."""

from __future__ import annotations

import io
import zipfile

import pytest
from lxml import etree

from liangwen.errors import ReportError
from liangwen.figures import plot_theme_intensity, save_figure
from liangwen.report import docx
from liangwen.report.build import build_report
from liangwen.report.contents import Contents
from liangwen.report.pandoc import run
from liangwen.report.template import tree_of

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NS = {"w": W}


@pytest.fixture(scope="module")
def figures(tmp_path_factory, make_tables):
    folder = tmp_path_factory.mktemp("figures")
    save_figure("theme_intensity", plot_theme_intensity, make_tables(5)["theme_intensity"],
                figures=folder, dpi=60)
    return folder


@pytest.fixture(scope="module")
def build(make_tables, figures, tmp_path_factory):
    def go(language="zh", formats=("docx",), **options):
        out = tmp_path_factory.mktemp("word")
        (path,) = build_report(out, title="研究 & <b>", tables=make_tables(5), figures=figures,
                               out=out, languages=[language], formats=formats, **options)
        return path

    return go


def parts(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def reference(tmp_path, *, font="仿宋", head=False):
    """A reference file as an office has it: pandoc's, with a font of its own."""
    path = tmp_path / "office.docx"
    data = run(["--print-default-data-file", "reference.docx"], "")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    root = etree.fromstring(files["word/styles.xml"])
    (body,) = root.xpath('w:style[@w:styleId="Heading1"]', namespaces=NS)
    properties = body.find("w:rPr", NS)
    for old in properties.findall("w:rFonts", NS):
        properties.remove(old)
    etree.SubElement(properties, f"{{{W}}}rFonts").set(f"{{{W}}}eastAsia", font)
    files["word/styles.xml"] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def test_fonts_are_named_by_style_alone(build):
    files = parts(build())
    document = etree.fromstring(files["word/document.xml"])
    named = [fonts for fonts in document.iter(f"{{{W}}}rFonts") if fonts.get(f"{{{W}}}eastAsia")]
    assert named == []
    styles = etree.fromstring(files["word/styles.xml"])
    known = {style.get(f"{{{W}}}styleId") for style in styles.findall("w:style", NS)}
    for tag in ("pStyle", "rStyle", "tblStyle"):
        used = {style.get(f"{{{W}}}val") for style in document.iter(f"{{{W}}}{tag}")}
        assert used <= known, (tag, used - known)
    assert {"SetApart", "TOC1", "Header"} <= known


def test_a_reference_document_brings_its_own_styles(build, tmp_path):
    files = parts(build(reference_doc=reference(tmp_path)))
    styles = files["word/styles.xml"].decode()
    assert "仿宋" in styles and "SetApart" in styles and "TOC1" in styles
    (heading,) = etree.fromstring(styles.encode()).xpath(
        'w:style[@w:styleId="Heading1"]', namespaces=NS)
    assert heading.find("w:rPr/w:rFonts", NS).get(f"{{{W}}}eastAsia") == "仿宋"
    assert "PAGE" in files["word/footer1.xml"].decode()
    plain_file = parts(build())
    assert "仿宋" not in plain_file["word/styles.xml"].decode()


@pytest.mark.parametrize("content", [None, b"no zip file", b"PK\x05\x06" + bytes(18)])
def test_a_reference_document_that_is_none_is_named(tmp_path, content):
    path = tmp_path / "own.docx"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ReportError, match=r"own\.docx.*\.docx"):
        docx.read_reference(path)


def test_figures_are_drawings_with_a_picture_for_older_readers(build):
    files = parts(build())
    document = files["word/document.xml"].decode()
    drawings = [name for name in files if name.endswith(".svg")]
    pictures = [name for name in files if name.endswith(".png")]
    assert len(drawings) == len(pictures) == 1 and document.count("svgBlip") == 1
    links = files["word/_rels/document.xml.rels"].decode()
    assert drawings[0].removeprefix("word/") in links
    assert 'Extension="svg"' in files["[Content_Types].xml"].decode()
    for name, content in files.items():
        if name.endswith((".xml", ".rels", ".svg")):
            etree.fromstring(content)


def test_references_are_fields_whose_bookmarks_are_there(build):
    document = etree.fromstring(parts(build("en"))["word/document.xml"])
    codes = [code.text.split() for code in document.iter(f"{{{W}}}instrText")]
    targets = {code[1] for code in codes if code[0] == "REF"}
    marks = [mark.get(f"{{{W}}}name") for mark in document.iter(f"{{{W}}}bookmarkStart")]
    ids = [mark.get(f"{{{W}}}id") for mark in document.iter(f"{{{W}}}bookmarkStart")]
    assert targets == {"to_figure_theme_intensity"} and targets <= set(marks)
    assert len(ids) == len(set(ids))
    ends = {mark.get(f"{{{W}}}id") for mark in document.iter(f"{{{W}}}bookmarkEnd")}
    assert set(ids) == ends
    text = "".join(document.itertext())
    assert "all themes\u00a0in" in text or "Figure\u00a01" in text


def test_a_reference_leads_to_its_number_before_and_after(tables, figures):
    contents = Contents(tables, "en", figures)
    source = (contents.ref("theme_intensity") + " " + contents.figure("theme_intensity", "All.")
              + " See " + contents.ref("articles", "table") + contents.table("articles", "A."))
    tree = str(tree_of(source, contents))
    assert "#figure-theme-intensity" in tree and "Figure\\xa01" in tree
    assert "#table-articles" in tree and "Table\\xa01" in tree


@pytest.mark.parametrize(
    ("name", "kind", "said"),
    [("keyness", "figure", "drawn\\('keyness'\\)"), ("a b", "figure", "'a b'"),
     ("keyness", "page", "'page'")])
def test_a_reference_to_nothing_is_named(tables, figures, name, kind, said):
    contents = Contents(tables, "en", figures)
    with pytest.raises(ReportError, match=said):
        tree_of(f"{contents.ref(name, kind)}", contents)


def test_the_pdf_resolves_references(build):
    import pypdfium2

    document = pypdfium2.PdfDocument(build("en", formats=("pdf",)))
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    assert text.count("Figure 1") == 2


def test_what_follows_the_contents_begins_a_page_and_bookmarks_hold_headings_only(build):
    body = etree.fromstring(parts(build())["word/document.xml"]).find(f"{{{W}}}body")
    paragraphs = body.findall(f"{{{W}}}p")
    styles = [p.find(f"{{{W}}}pPr/{{{W}}}pStyle") for p in paragraphs]
    listed = [i for i, s in enumerate(styles) if s is not None and s.get(f"{{{W}}}val")[:3] == "TOC"]
    after = paragraphs[listed[-1] + 1]
    assert after.find(f"{{{W}}}pPr/{{{W}}}pageBreakBefore") is not None
    # A bookmark that ends behind a table is one that LibreOffice does not find.
    assert not body.findall(f"{{{W}}}bookmarkStart") and not body.findall(f"{{{W}}}bookmarkEnd")


def test_findings_stand_before_the_figures_they_follow():
    figure, text, table = {"t": "Figure"}, {"t": "BulletList"}, {"t": "Table"}
    assert docx._text_first([figure, figure, text, figure, table, text]) == [
        text, figure, figure, figure, table, text]
    assert docx._text_first([figure, table, text]) == [figure, table, text]
