"""Files of each format, made in the test that reads them."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def typst_pdf(paragraphs: list[str], *, columns: int = 1, head: str = "", body: str = "") -> bytes:
    """Print paragraphs on A4 in one or more columns, with page numbers."""
    import pylopdf_fonts_zh_cn
    import typst

    escaped = ["".join("\\" + c if c.isascii() and not c.isalnum() else c for c in p).replace("\\ ", " ")
               for p in paragraphs]  # fmt: skip
    source = (
        f'#set page(paper: "a4", columns: {columns}, numbering: "- 1 -", header: [{head}])\n'
        '#set text(font: "Noto Serif SC", size: 10.5pt, lang: "zh")\n'
        "#set par(first-line-indent: (amount: 2em, all: true), justify: true)\n"
        + "\n\n".join(escaped)
        + "\n\n"
        + body
    )
    fonts = Path(pylopdf_fonts_zh_cn.__file__).parent
    return typst.compile(source.encode(), font_paths=[str(fonts)])


def bare_pdf(lines: list[str], *, encoding: str, cmap: str) -> bytes:
    """A PDF that names a Chinese font and does not hold it, as old office programs wrote."""
    shown = " 0 -20 Td ".join(f"<{line.encode(encoding).hex()}> Tj" for line in lines)
    content = f"BT /F1 12 Tf 50 780 Td {shown} ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/%s"
        b"/DescendantFonts[6 0 R]>>" % cmap.encode(),
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo"
        b"<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000>>",
    ]
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % pair for pair in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Size 7/Root 1 0 R>>\n%%EOF"


def scanned_pdf(pages: int = 1) -> bytes:
    """Pages that are pictures."""
    from PIL import Image

    out = io.BytesIO()
    images = [Image.new("L", (200, 280), 200 + number) for number in range(pages)]
    images[0].save(out, "PDF", save_all=True, append_images=images[1:])
    return out.getvalue()


#: qpdf's way of locking, written out: a PDF whose trailer names an /Encrypt dictionary that no
#: empty password opens.
LOCKED_PDF = bare_pdf(["计量"], encoding="utf-16-be", cmap="UniGB-UCS2-H").replace(
    b"trailer<<", b"trailer<</Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -3904"
    b"/O<" + b"11" * 32 + b">/U<" + b"22" * 32 + b">>>/ID[<" + b"33" * 16 + b"><" + b"33" * 16 + b">]"
)  # fmt: skip


def zipped(parts: dict[str, bytes | str]) -> bytes:
    """Pack parts into an archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def locked_zip(parts: dict[str, bytes | str]) -> bytes:
    """Pack parts and say of each that it wants a password."""
    data = bytearray(zipped(parts))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + place] |= 1
            at = data.find(mark, at + 4)
    return bytes(data)


def docx(body: str, **parts: str) -> bytes:
    """A Word file of a body in WordprocessingML; `numbering`, `styles`, `footnotes` as well."""
    wrap = f'<w:{{0}} xmlns:w="{WORD}" xmlns:mc="urn:mc" xmlns:v="urn:v">{{1}}</w:{{0}}>'
    files: dict[str, bytes | str] = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": wrap.format("document", f"<w:body>{body}</w:body>"),
    }
    for name, content in parts.items():
        files[f"word/{name}.xml"] = wrap.format(name, content)
    return zipped(files)


def paragraph(text: str, *, settings: str = "") -> str:
    """A paragraph of one run."""
    return f"<w:p><w:pPr>{settings}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def workbook(*sheets: tuple[str, list[list[object]]]) -> bytes:
    """An .xlsx file."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    for name, rows in sheets:
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()
    return out.getvalue()


def mhtml(page: str, *, charset: str, transfer: str = "quoted-printable") -> bytes:
    """A page as browsers save it with its pictures."""
    letter = EmailMessage()
    letter["From"] = "<Saved by Blink>"
    letter["Subject"] = "计量"
    letter.make_related()
    letter.add_related(page.encode(charset), "text", "html", cte=transfer)
    next(letter.iter_parts()).set_param("charset", charset)
    letter.add_related(b"\x89PNG\r\n", "image", "png")
    return letter.as_bytes()
