"""Encodings: which one the bytes have, and how sure that is."""

from __future__ import annotations

import random

import opencc
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from liangwen.errors import SeedError
from liangwen.read import decode

SIMPLIFIED = (
    "utf-8",
    "utf-8-sig",
    "gb18030",
    "gbk",
    "gb2312",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
)
TRADITIONAL = ("utf-8", "big5", "gb18030", "utf-16-le", "utf-16-be", "cp950", "big5hkscs")


def of_encoding(text: str, encoding: str) -> tuple[bytes, str]:
    """The bytes, and the text without the characters that the encoding lacks."""
    data = text.encode(encoding, "ignore")
    return data, data.decode(encoding)


@pytest.mark.parametrize("encoding", SIMPLIFIED)
@pytest.mark.parametrize("length", [12, 40, 400, 3000])
def test_simplified_text(article, encoding, length):
    data, text = of_encoding(article[:length], encoding)
    found = decode(data)
    assert found.text.removeprefix("\ufeff") == text
    assert found.confidence > 0.3


@pytest.mark.parametrize("encoding", TRADITIONAL)
@pytest.mark.parametrize("length", [12, 40, 400, 3000])
def test_traditional_text(article, encoding, length):
    data, text = of_encoding(opencc.OpenCC("s2tw").convert(article)[:length], encoding)
    found = decode(data)
    assert found.text == text
    assert found.confidence > 0.3


def test_no_short_piece_of_real_text_is_read_wrong(article):
    chance, wrong = random.Random(3), []
    traditional = opencc.OpenCC("s2tw").convert(article)
    for text, encodings in (
        (article, ("gb18030", "utf-16-le", "utf-16-be")),
        (traditional, ("big5", "gb18030")),
    ):
        for _ in range(150):
            at = chance.randrange(len(text) - 12)
            piece = text[at : at + 12]
            wrong += [
                (encoding, piece)
                for encoding in encodings
                for data, whole in [of_encoding(piece, encoding)]
                if decode(data).text != whole
            ]
    assert wrong == []


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [("utf-8", ("utf-8", "valid")), ("utf-8-sig", ("utf-8-sig", "mark")), ("utf-16", ("utf-16", "mark")),
     ("gbk", ("gb18030", "detected")), ("utf-16-be", ("utf-16-be", "detected"))],
)  # fmt: skip
def test_the_choice_and_its_ground_are_recorded(article, encoding, expected):
    found = decode(article.encode(encoding))
    assert (found.encoding, found.basis) == expected
    assert (found.confidence == 1) == (found.basis != "detected")


def test_a_true_declaration_is_taken_and_a_wrong_one_is_not(article):
    data = article.encode("gb18030")
    assert decode(data, declared="gb2312").basis == "declared"
    for wrong in ("utf-8", "big5", "iso-8859-1", "no-such", "", "utf-7", "punycode", "idna"):
        assert decode(data, declared=wrong).text == article


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x0b", "\x85"])
def test_line_ends_are_kept(end):
    text = f"计量是基础。{end}民生计量\r\n量值传递\n"
    assert decode(text.encode()).text == text
    assert decode(text.encode("gb18030")).text == text


def test_utf8_that_is_cut_within_a_character_stays_utf8(article):
    found = decode(article.encode()[:-1])
    assert found.text == article[:-1] + "\ufffd"
    assert found.encoding == "utf-8" and 0.99 < found.confidence < 1


def test_a_few_broken_bytes_cost_no_article(article):
    for encoding, best in (("utf-8", 0.99), ("gb18030", 0.5)):
        data = bytearray(article.encode(encoding))
        at = len(article[:200].encode(encoding))
        data[at : at + 1] = b"\xff"
        found = decode(bytes(data))
        assert found.encoding == encoding and found.confidence > best
        assert (
            "\ufffd" in found.text and article[:200] in found.text and article[-200:] in found.text
        )


def test_single_nul_bytes_are_characters_and_many_are_no_text(article):
    data = article.encode()
    broken = data[:300] + b"\x00" + data[300:]
    assert decode(broken).text == article[:100] + "\x00" + article[100:]
    with pytest.raises(SeedError, match="NUL"):
        decode(b"\x00\x01\x02abc")


def test_lone_surrogates_never_come_out():
    data = "计量是科技创新的重要基础和产业发展的重要支撑".encode() + b"\xed\xa0\x80"
    found = decode(data + "民生计量工作持续加强".encode())
    found.text.encode("utf-8")
    utf16 = "计量".encode("utf-16") + b"\x00\xd8" + "量值传递体系".encode("utf-16-le")
    decode(utf16).text.encode("utf-8")


def test_fifty_megabytes_on_one_line(article):
    line = (article.replace("\n", "") * (50_000_000 // len(article.encode()) + 1)).encode("gb18030")
    found = decode(line)
    assert len(found.text.encode("gb18030")) == len(line)


@given(st.binary(max_size=400))
@example(b"\xff\xfe")
@example(b"\x00\xd8")
@example(b"\xef\xbb\xbf")
@example(b"\x00")
def test_decode_gives_storable_text_or_a_seed_error(data):
    try:
        found = decode(data)
    except SeedError as error:
        assert error.remedy
    else:
        found.text.encode("utf-8")
        assert found.text and 0 <= found.confidence <= 1


@given(st.text(max_size=200), st.sampled_from(["utf-8", "utf-16", "gb18030", "big5", "utf-16-be"]))
def test_decode_stands_any_text_in_any_encoding(text, encoding):
    try:
        decode(text.encode(encoding, "ignore")).text.encode("utf-8")
    except SeedError as error:
        assert error.reason
