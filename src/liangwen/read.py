"""Bytes to source text: which encoding a file has, and whether it holds text at all."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import NamedTuple

from .errors import SeedError

#: Endings of the files that are read as plain text.
TEXT_SUFFIXES = frozenset({".txt", ".md", ".text", ".markdown"})

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"\x89PNG\r\n", "a PNG picture", "Type the text off, or run text recognition on it."),
    (b"\xff\xd8\xff", "a JPEG picture", "Type the text off, or run text recognition on it."),
    (b"GIF8", "a GIF picture", "Type the text off, or run text recognition on it."),
    (b"%PDF", "a PDF file", "Export its text and save that as a .txt file."),
    (b"PK\x03\x04", "a ZIP archive (as .docx and .xlsx are)", "Save its text as a .txt file."),
    (b"\xd0\xcf\x11\xe0", "an old Office file (.doc, .xls)", "Save its text as a .txt file."),
    (b"\x1f\x8b", "a gzip archive", "Unpack it first."),
)


class Source(NamedTuple):
    """The source text of a seed, and how its bytes were read."""

    text: str
    encoding: str
    confidence: float


def decode(data: bytes) -> Source:
    """Decode the bytes of a text file; line ends are kept as they are.

    The byte-order mark decides, then strict UTF-8, then GB18030 and Big5 by which of them
    gives Chinese that people write. `confidence` is 1 for the first two.

    Raises
    ------
    SeedError
        For an empty file, for known binary formats and for bytes that no encoding fits.

    Examples
    --------
    >>> decode("计量".encode("gb18030")).text
    '计量'
    """
    if not data.strip():
        raise SeedError("The file is empty.", "Collect the article again, or remove the file.")
    for signature, what, remedy in _SIGNATURES:
        if data.startswith(signature):
            raise SeedError(f"The file is {what}, not text.", remedy)
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _by_mark(data, encoding)
    if b"\x00" in data:
        raise SeedError(
            "The file holds NUL bytes: it is no text, or UTF-16 without a byte-order mark.",
            "Save it as UTF-8 text.",
        )
    try:
        return Source(data.decode("utf-8"), "utf-8", 1.0)
    except UnicodeDecodeError:
        return _by_plausibility(data)


def _by_mark(data: bytes, encoding: str) -> Source:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise SeedError(
            f"The file's byte-order mark says {encoding}, but byte {error.start} does not fit.",
            "Open it in an editor and save it as UTF-8 text.",
        ) from error
    # The mark itself is part of the source text, so that it can leave by an edit.
    return Source("\ufeff" + text, encoding, 1.0)


def _by_plausibility(data: bytes) -> Source:
    candidates: list[tuple[float, str, str]] = []
    for encoding in ("gb18030", "big5"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        candidates.append((_share_of_common_characters(text), encoding, text))
    if not candidates or max(candidates)[0] < 0.5:
        raise SeedError(
            "No encoding fits the file's bytes (tried UTF-8, GB18030 and Big5).",
            "Open it in the program that made it and save it as UTF-8 text.",
        )
    share, encoding, text = max(candidates)
    return Source(text, encoding, round(share, 3))


def _share_of_common_characters(text: str) -> float:
    """Share of non-ASCII characters that stand in GB2312's or Big5's first, common half."""
    foreign = [character for character in text if ord(character) > 127]
    if not foreign:
        return 0.0
    common = sum(1 for character in foreign if _is_common(character))
    return common / len(foreign)


def _is_common(character: str) -> bool:
    if character in "，。、；：？！“”‘’（）《》—…　·":
        return True
    if not "\u4e00" <= character <= "\u9fff":
        return False
    for encoding, highest in (("gb2312", 0xD7), ("big5", 0xC6)):
        try:
            if character.encode(encoding)[0] <= highest:
                return True
        except UnicodeEncodeError:
            continue
    return False


def read_seed(path: Path, *, any_name: bool = False) -> Source:
    """Read one raw file.

    Parameters
    ----------
    path : Path
    any_name : bool
        Read it as text whatever its name ends in; its bytes must still be text.

    Raises
    ------
    SeedError
        If the file cannot be read as text; the message says why and what to do.
    """
    if not any_name and path.suffix.lower() not in TEXT_SUFFIXES:
        raise SeedError(
            f"Files that end in {path.suffix or 'nothing'} are not read.",
            f"Save the article's text as one of {', '.join(sorted(TEXT_SUFFIXES))}.",
        )
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SeedError(f"The file cannot be opened ({error.strerror}).", "Check it.") from error
    return decode(data)
