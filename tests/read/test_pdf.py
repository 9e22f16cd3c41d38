"""PDF: every character, in the order of reading."""

from __future__ import annotations

import zlib

import pytest
from made_files import bare_pdf, scanned_pdf, typst_pdf

from liangwen.errors import SeedError
from liangwen.read.pdf import read_pdf

HEAD = "某某省人民政府公报"
UNITS = (
    "计量单位 m²、kg/m³、10℃、±0.5%，国发〔2021〕37号，“十四五”——《计量发展规划（2021—2035年）》。"
)


def body_of(read) -> str:
    """The lines without those that head and foot the pages, without white space."""
    hints = read.hints or (None,) * (read.text.count("\n") + 1)
    lines = zip(read.text.split("\n"), hints, strict=True)
    return "".join("".join(line.split()) for line, hint in lines if hint is None)


@pytest.fixture(scope="module")
def paragraphs(article):
    return [*article.split("\n"), UNITS]


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_no_character_is_lost_or_moved(paragraphs, columns):
    read = read_pdf(typst_pdf(paragraphs, columns=columns, head=HEAD))
    assert body_of(read) == "".join("".join(paragraph.split()) for paragraph in paragraphs)


def test_heads_and_page_numbers_are_marked_outside(paragraphs):
    read = read_pdf(typst_pdf(paragraphs, head=HEAD))
    marked = [
        line
        for line, hint in zip(read.text.split("\n"), read.hints, strict=True)
        if hint == "outside"
    ]
    assert marked == [text for page in (1, 2, 3) for text in (HEAD, f"- {page} -")]


def test_paragraphs_begin_set_in(paragraphs):
    text = read_pdf(typst_pdf(paragraphs)).text
    long = [p for p in paragraphs if len(p) > 120]
    assert sum(f"\u3000\u3000{p[:20]}" in text for p in long) >= 0.9 * len(long)


def test_a_tables_row_is_a_line():
    table = "#table(columns: 3, [省份], [机构], [标准], [湖北], [31], [7055])"
    text = read_pdf(typst_pdf(["计量发展报告与各省机构情况"], body=table)).text
    assert "省份 机构 标准\n湖北 31 7055" in text


def test_what_is_set_out_of_order_stands_in_its_line():
    # The marks come last in the file, as a program writes those of another font.
    moved = b"BT /F1 12 Tf 74 780 Td <300a> Tj 36 0 Td <300b> Tj ET"
    whole = bare_pdf(["要有 大局 意识，勇于担当"], encoding="utf-16-be", cmap="UniGB-UCS2-H")
    start, end = whole.index(b"BT "), whole.index(b"ET") + 2
    shown = ["要有", "大局", "意识，勇于担当"]
    parts = [
        f"BT /F1 12 Tf {x} 780 Td <{part.encode('utf-16-be').hex()}> Tj ET"
        for x, part in zip((50, 86, 122), shown, strict=True)
    ]
    content = "\n".join(parts).encode() + b"\n" + moved
    data = whole[:start] + content + whole[end:]
    data = data.replace(b"<</Length %d>>" % (end - start), b"<</Length %d>>" % len(content))
    assert read_pdf(data).text == "要有《大局》意识，勇于担当"


def test_a_scan_says_so():
    with pytest.raises(SeedError, match=r"pictures of pages.*text recognition"):
        read_pdf(scanned_pdf(2))


def test_scanned_pages_among_others_are_flagged(article):
    import pypdfium2

    book = pypdfium2.PdfDocument.new()
    for data in (typst_pdf([article[:200]]), scanned_pdf()):
        book.import_pages(pypdfium2.PdfDocument(data))
    import io

    out = io.BytesIO()
    book.save(out)
    assert read_pdf(out.getvalue()).flags == ("pages without text",)


def test_a_bomb_in_a_page_ends():
    content = zlib.compress(b" " * 150_000_000 + b"BT /F1 12 Tf <8ba191cf> Tj ET")
    whole = bare_pdf(["计量"], encoding="utf-16-be", cmap="UniGB-UCS2-H")
    start, end = whole.index(b"<</Length"), whole.index(b"endstream")
    data = whole[:start] + b"<</Filter/FlateDecode/Length %d>>stream\n" % len(content)
    data += content + b"\n" + whole[end:]
    with pytest.raises(SeedError):
        read_pdf(data)


def test_pages_that_name_each_other_end():
    whole = bare_pdf(["计量"], encoding="utf-16-be", cmap="UniGB-UCS2-H")
    with pytest.raises(SeedError):
        read_pdf(whole.replace(b"/Kids[3 0 R]/Count 1", b"/Kids[2 0 R 2 0 R]/Count 99999999"))
