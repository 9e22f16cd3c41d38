"""Text from data on its way into Markdown: nothing in it may act as markup."""

from __future__ import annotations

import re
from typing import Any

# Controls, surrogates and noncharacters: no XML file may hold them.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
# Marks that turn the direction of what follows: shown by number, or a line reads backwards.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Pandoc's Markdown takes a backslash before any ASCII punctuation as "this sign, literally".
_SIGNS = re.compile(r"([!-/:-@\[-`{-~])")


class Markdown(str):
    """Text that is Markdown already and is not escaped again when a template prints it."""

    __slots__ = ()


def plain(value: Any) -> str:
    """Text of a cell on one line: white space joined, unprintable signs as U+FFFD, null as "".

    Marks of direction, which would turn the rest of a line round, are written as their numbers.

    Examples
    --------
    >>> plain("碳\\n达峰 \\x00"), plain(None), plain(float("nan"))
    ('碳 达峰 \ufffd', '', '')
    """
    if value is None or value != value or str(value) in ("<NA>", "NaT"):
        return ""
    # Astral noncharacters end in FFFE or FFFF on each plane.
    text = "".join("\ufffd" if ord(sign) & 0xFFFE == 0xFFFE else sign for sign in str(value))
    text = _TURNING.sub(lambda sign: f"[U+{ord(sign.group()):04X}]", text)
    # Only ASCII space and line ends are joined: an ideographic space is part of the text.
    return re.sub(r"[ \t\r\n\x85\u2028\u2029]+", " ", _UNPRINTABLE.sub("\ufffd", text)).strip(" ")


def escape(value: Any) -> Markdown:
    """Markdown that prints a value as it stands, on one line.

    Each sign of ASCII punctuation gets a backslash, so that no list, heading, link, code, table,
    mathematics, citation, HTML or template can begin in it.

    Examples
    --------
    >>> print(escape("1. <b> | `x` {{ y }} @z"))
    1\\. \\<b\\> \\| \\`x\\` \\{\\{ y \\}\\} \\@z
    """
    if isinstance(value, Markdown):
        return value
    return Markdown(_SIGNS.sub(r"\\\1", plain(value)))
