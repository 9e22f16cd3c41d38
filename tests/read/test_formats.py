"""Files of each format, made here; what they are shows in their bytes, not in their names."""

from __future__ import annotations

import gzip
import zlib

import pytest
from made_files import LOCKED_PDF, bare_pdf, docx, locked_zip, mhtml, paragraph, workbook, zipped

from liangwen.errors import SeedError
from liangwen.read import read_bytes, read_seed

LINES = ["计量是科技创新的重要基础。", "民生计量服务人民群众生活。"]
PAGE = (
    "<!DOCTYPE html><html><head><meta charset='{}'><title>题</title></head><body>{}</body></html>"
)
BODY = "".join(f"<p>{line}</p>" for line in LINES)
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def kept(text: str) -> list[str]:
    return [line for line in text.split("\n") if line in LINES]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", "\n".join(LINES).encode("gb18030")),
        ("a.md", "\n".join(LINES).encode()),
        ("a.html", PAGE.format("utf-8", BODY).encode()),
        ("a.htm", PAGE.format("gb2312", BODY).encode("gb18030")),
        ("a.html", PAGE.format("utf-8", BODY).encode("gb18030")),
        ("a.html", PAGE.format("utf-16", BODY).encode("utf-16")),
        ("a.mhtml", mhtml(PAGE.format("gb2312", BODY), charset="gb18030")),
        ("a.mht", mhtml(PAGE.format("utf-8", BODY), charset="utf-8", transfer="base64")),
        ("a.docx", docx("".join(map(paragraph, LINES)))),
        ("a.pdf", bare_pdf(LINES, encoding="utf-16-be", cmap="UniGB-UCS2-H")),
        ("a.pdf", bare_pdf(LINES, encoding="gbk", cmap="GBK-EUC-H")),
        ("a.jsonl", f'{{"text": "{LINES[0]}"}}\n{{"text": "{LINES[1]}"}}'.encode()),
        ("a.csv", ("正文\n" + "\n".join(LINES)).encode("gb18030")),
        ("a.xlsx", workbook(("表", [["正文"], *([line] for line in LINES)]))),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
class TestEachFormat:
    def test_its_lines_come_out(self, name, data):
        assert kept(read_bytes(data, name).text) == LINES

    def test_gzipped_as_well(self, name, data, tmp_path):
        path = tmp_path / f"{name}.gz"
        path.write_bytes(gzip.compress(data))
        assert kept(read_seed(path).text) == LINES

    def test_through_a_pipe_its_bytes_tell_what_it_is(self, name, data):
        if not name.endswith(".jsonl"):
            assert kept(read_bytes(data).text.replace("\r\n", "\n")) == LINES


def test_hints_are_one_a_line():
    read = read_bytes(PAGE.format("utf-8", BODY).encode(), "a.html")
    assert read.hints is not None and len(read.hints) == read.text.count("\n") + 1


def test_a_word_file_called_doc_and_a_page_called_doc_are_read():
    assert kept(read_bytes(docx("".join(map(paragraph, LINES))), "a.doc").text) == LINES
    assert kept(read_bytes(PAGE.format("utf-8", BODY).encode(), "a.doc").text) == LINES


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.doc", OLD_OFFICE, "old Office file"),
        ("a.xls", OLD_OFFICE, "old Office file"),
        ("a.docx", OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
        ("a.xlsx", OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
        ("a.zip", locked_zip({"a.txt": "x"}), "locked with a password"),
        ("a.docx", locked_zip({"[Content_Types].xml": "", "word/document.xml": "x"}), "locked with a"),
        ("a.pdf", LOCKED_PDF, "locked with a password"),
        ("a.zip", zipped({"a.txt": "x"}), "ZIP archive"),
        ("a.docx", zipped({"[Content_Types].xml": "", "word/document.xml": "<x"}), "XML cannot be read"),
        ("a.docx", b"PK\x03\x04" + bytes(90), "cannot be opened"),
        ("a.docx", docx(""), "holds no text"),
        ("a.docx", docx(paragraph("计量"))[:-30], "cannot be opened"),
        ("a.ofd", zipped({"OFD.xml": "x"}), "OFD"),
        ("a.odt", zipped({"mimetype": "x"}), "OpenDocument"),
        ("a.epub", zipped({"META-INF/container.xml": "x", "mimetype": "x"}), "EPUB"),
        ("a.pptx", zipped({"ppt/presentation.xml": "x"}), "PowerPoint"),
        ("a.rtf", b"{\\rtf1 x}", "RTF"),
        ("a.pdf", b"%PDF-1.7 nothing", "damaged"),
        ("a.pdf", "请先登录后下载".encode(), "plain text"),
        ("a.docx", "请先登录后下载".encode(), "plain text"),
        ("a.xlsx", "标题,正文".encode(), "no workbook"),
        ("a.html", b"<html><body><script>x()</script></body></html>", "shows no text"),
        ("a.mhtml", b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n", "no page"),
        ("a.txt", b"\x89PNG\r\n\x1a\n", "PNG"),
        ("a.rar", b"Rar!\x1a\x07", "RAR"),
        ("a.txt", b"", "empty"),
        ("a.csv", b"", "empty"),
        ("a.txt", gzip.compress(b"x" * 999, mtime=0)[:-12], "ends before its end"),
        ("a.txt", b"\x1f\x8bxxxxxxxxxxx", "cannot be unpacked"),
    ],
)  # fmt: skip
def test_what_is_not_read_says_why_and_what_to_do(name, data, reason):
    with pytest.raises(SeedError, match=reason) as caught:
        read_bytes(data, name)
    assert caught.value.remedy.endswith(".")


class TestBounds:
    """What is made to fill the memory or to recurse without end."""

    def test_a_zip_bomb_as_docx(self):
        with pytest.raises(SeedError, match="more than 256 MB"):
            read_bytes(
                zipped({"[Content_Types].xml": "", "word/document.xml": b" " * (257 * 2**20)}),
                "a.docx",
            )

    def test_a_zip_that_states_false_sizes(self):
        data = bytearray(docx(paragraph("计量" * 5000)))
        at = data.find(b"PK\x01\x02", data.find(b"PK\x01\x02") + 1)
        data[at + 24 : at + 28] = (100).to_bytes(4, "little")
        with pytest.raises(SeedError, match="damaged"):
            read_bytes(bytes(data), "a.docx")

    def test_a_gzip_bomb(self):
        pack = zlib.compressobj(wbits=31)
        data = b"".join(pack.compress(b"\x00" * 2**20) for _ in range(300)) + pack.flush()
        assert len(data) < 2**20
        with pytest.raises(SeedError, match="more than 256 MB"):
            read_bytes(data, "a.txt")

    @pytest.mark.parametrize("tag", ["w:p", "w:tbl", "w:r"])
    def test_nested_tags_in_a_docx(self, tag):
        with pytest.raises(SeedError, match="XML cannot be read"):
            read_bytes(docx(f"<{tag}>" * 100_000 + f"</{tag}>" * 100_000), "a.docx")

    @pytest.mark.parametrize("tag", ["div", "p", "b", "table"])
    def test_nested_tags_in_a_page(self, tag):
        page = "<html><body>" + f"<{tag}>" * 100_000 + LINES[0]
        assert LINES[0] in read_bytes(page.encode(), "a.html").text

    def test_entities_that_grow(self):
        grow = "<!DOCTYPE x [" + "<!ENTITY a0 'lol'>"
        grow += "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10)) + "]>"
        xml = (
            grow
            + "<w:document xmlns:w='x'><w:body><w:p><w:r><w:t>&a9;</w:t></w:r></w:p></w:body></w:document>"
        )
        with pytest.raises(SeedError):
            read_bytes(zipped({"[Content_Types].xml": "", "word/document.xml": xml}), "a.docx")

    def test_nested_letters(self):
        head = "Content-Type: multipart/mixed; boundary=b{0}\n\n--b{0}\n"
        letter = "MIME-Version: 1.0\n" + "".join(map(head.format, range(3000)))
        with pytest.raises(SeedError, match="MHTML"):
            read_bytes(letter.encode(), "a.mhtml")

    def test_fifty_megabytes_on_one_line_of_a_page(self):
        text = "计量是科技创新的重要基础" * 1_400_000
        found = read_bytes(f"<html><body><p>{text}</p></body></html>".encode(), "a.html").text
        assert found.count("计量是科技创新的重要基础") == 1_400_000

    def test_nuls_and_surrogates_in_a_page(self):
        page = "<html><body><p>计\x00量&#0;是&#xD800;基础&#xDFFF;和支撑</p></body></html>"
        read_bytes(page.encode(), "a.html").text.encode("utf-8")


def test_a_file_that_cannot_be_opened(tmp_path):
    with pytest.raises(SeedError, match="cannot be opened"):
        read_seed(tmp_path / "gone.txt")
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(SeedError, match="cannot be opened"):
        read_seed(tmp_path / "folder.txt")
