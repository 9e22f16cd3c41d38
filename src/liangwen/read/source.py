"""What reading gives: the source text of a seed and how it was come by."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..errors import SeedError

#: Encoding of formats that store characters, not bytes of a charset (DOCX, XLSX, PDF).
UNICODE = "unicode"

_SURROGATE = re.compile(r"[\ud800-\udfff]")


class Source(NamedTuple):
    """The source text of a seed, and how its bytes were read.

    Attributes
    ----------
    text : str
        For text files the decoded file itself, line ends and byte-order mark kept; otherwise the
        visible text, a block a line.
    encoding : str
        A codec's name, or "unicode" for formats that store characters.
    confidence : float
        0 to 1: 1 for a byte-order mark, valid UTF-8 and "unicode"; less where the encoding was
        guessed, or where bytes did not fit and stand as U+FFFD.
    hints : tuple of (str or None), optional
        What the format says of each line of `text`: "outside", "link", "hidden", "title" …
    basis : str
        mark, valid, declared, detected or format: what the encoding was chosen by.
    flags : tuple of str
        What a reader of the article must know.
    """

    text: str
    encoding: str
    confidence: float
    hints: tuple[str | None, ...] | None = None
    basis: str = "valid"
    flags: tuple[str, ...] = ()


def storable(text: str) -> str:
    """Put U+FFFD for each lone surrogate: no file and no store can hold one.

    Examples
    --------
    >>> storable("计\\ud800量")
    '计\\ufffd量'
    """
    return _SURROGATE.sub("\ufffd", text)


def of_blocks(
    lines: list[str],
    hints: list[str | None] | None = None,
    *,
    what: str,
    flags: tuple[str, ...] = (),
) -> Source:
    """Make the source of a document from its blocks, a line each.

    Raises
    ------
    SeedError
        If no block holds a character.
    """
    text = storable("\n".join(lines))
    if not text.strip(" \t\r\n\x0b\x0c\xa0\u2028\u2029\u3000\x00"):
        raise SeedError(f"The {what} holds no text.", "Collect the article again, or remove it.")
    kept = tuple(hints) if hints is not None and any(hints) else None
    return Source(text, UNICODE, 1.0, kept, "format", flags)
