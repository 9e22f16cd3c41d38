"""Bytes to source text."""

from __future__ import annotations

import pytest

from liangwen.errors import SeedError
from liangwen.read import decode, read_seed

TEXT = "计量是实现单位统一、保证量值准确可靠的活动。\r\n第二行"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "gbk", "utf-16", "utf-8-sig", "utf-32"])
def test_encodings(encoding):
    found = decode(TEXT.encode(encoding))
    assert found.text.lstrip("\ufeff") == TEXT
    assert 0 < found.confidence <= 1


def test_big5_is_told_from_gb18030():
    text = "計量是實現單位統一、保證量值準確可靠的活動，也是科技創新的重要基礎。"
    assert decode(text.encode("big5")).text == text


def test_line_ends_and_the_mark_are_kept():
    assert decode(b"\xef\xbb\xbf" + "一\r\n二".encode()).text == "\ufeff一\r\n二"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\x89PNG\r\n\x1a\n....", "PNG picture"),
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04...", "ZIP"),
        (b"\x00\x01\x02abc", "NUL"),
        (bytes(range(128, 256)) * 3, "No encoding fits"),
        (b"\xff\xfe\x00", "byte-order mark"),
    ],
)
def test_what_is_no_text_says_why_and_what_to_do(data, reason):
    with pytest.raises(SeedError, match=reason) as caught:
        decode(data)
    assert caught.value.remedy.endswith(".")


def test_unknown_endings_are_not_read_unless_asked_for(tmp_path):
    path = tmp_path / "article.pages"
    path.write_text(TEXT, encoding="utf-8")
    with pytest.raises(SeedError, match=r"\.pages are not read"):
        read_seed(path)
    assert read_seed(path, any_name=True).text.startswith("计量")
