"""Rule `mojibake`: bytes that were read in the wrong encoding, mended where nothing was lost.

Three mistakes can be taken back exactly, and are: UTF-8 read as Latin-1 or Windows-1252
(ä½\xa0å¥½ is 你好), GB2312 read as Latin-1 (¼ÆÁ¿ is 计量) and UTF-8 read as GB18030 (璁￠噺).
A stretch is mended only if all its bytes decode, to Chinese and nothing else. What is lost
for good, such as 锟斤拷, stays where it is: :func:`damaged_share` tells how much of it there is.
"""

from __future__ import annotations

import re

from ..codepoints import Codes, codes_of, compiled
from ..edits import Change

RULE = "mojibake"

#: With this share of its characters beyond repair a text is flagged.
FLAGGED_SHARE = 0.001

# What Windows-1252 shows for the bytes 80 to 9F; Latin-1 leaves them invisible.
_WINDOWS = {
    bytes([byte]).decode("cp1252"): byte
    for byte in range(0x80, 0xA0)
    if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
_LOW = "\u0080-\u00bf" + "".join(sorted(_WINDOWS))
_UTF8_AS_LATIN = re.compile(f"(?:[\u00c2-\u00ef][{_LOW}][{_LOW} ]?)+(?<! )")
_GB_AS_LATIN = re.compile("[\u00a1-\u00fe]{6,}")
# What the bytes of ，。的 make; nobody writes these.
_GB_SIGNS = frozenset("锛銆鐨")
_LOST = re.compile(
    "\ufffd|锟斤拷|(?:烫烫|屯屯|葺葺)[烫屯葺]+|锟斤|斤拷|(?:[ÃÂ][\u0080-\u00bf]){2,}"
)

#: A text without any of these has nothing for this rule.
TRIGGERS = frozenset(chr(point) for point in range(0xC2, 0xF0)) | _GB_SIGNS


def mojibake(text: str) -> list[Change]:
    """Put back what was only read in the wrong encoding."""
    if not _may_be_latin(codes_of(text)):
        return _lines_from_gb(text)
    changes: list[Change] = []
    taken = -1
    for pattern, mend in ((_UTF8_AS_LATIN, _from_utf8), (_GB_AS_LATIN, _from_gb)):
        for found in pattern.finditer(text):
            mended = mend(found[0])
            if mended is not None:
                changes.append(Change(found.start(), found.end(), mended, RULE))
    changes.sort()
    kept = []
    for change in changes:
        if change.start >= taken:
            kept.append(change)
            taken = change.end
    return kept or _lines_from_gb(text)


@compiled
def _may_be_latin(codes: Codes) -> bool:
    """Say whether there may be a stretch of bytes that were read as Latin letters.

    The letters of pinyin stand by themselves; here two or six are side by side.
    """
    run = 0
    for i in range(codes.size):
        code = codes[i]
        run = run + 1 if 0xA1 <= code <= 0xFE else 0
        is_low = 0x80 <= code <= 0xBF or 0x152 <= code <= 0x2122
        if run >= 6 or (i > 0 and is_low and 0xC2 <= codes[i - 1] <= 0xEF):
            return True
    return False


def _from_utf8(stretch: str) -> str | None:
    try:
        data = bytes(
            0xA0 if character == " " else _WINDOWS.get(character, ord(character))
            for character in stretch
        )
        return _if_chinese(data.decode("utf-8"))
    except (UnicodeDecodeError, ValueError):
        return None


def _from_gb(stretch: str) -> str | None:
    try:
        data = stretch.encode("latin-1")
        # Marks and the first half of GB2312, which holds what people write: ÄÖÜ is none of it.
        common = sum(byte < 0xA4 or 0xB0 <= byte <= 0xD7 for byte in data[::2])
        return _if_chinese(data.decode("gb2312")) if common >= 0.9 * len(data[::2]) else None
    except (UnicodeDecodeError, UnicodeEncodeError):
        return None


def _if_chinese(mended: str) -> str | None:
    chinese = sum("\u3000" <= c <= "\u9fff" or "\uff00" <= c <= "\uff5e" for c in mended)
    other = sum(character in "“”‘’—…·" for character in mended)
    # A single character may be chance: é”— are the bytes of one.
    return mended if chinese >= 2 and chinese + other == len(mended) else None


def _lines_from_gb(text: str) -> list[Change]:
    """Mend lines of UTF-8 that was read as GB18030; a line with a lost byte stays."""
    if not any(sign in text for sign in _GB_SIGNS):
        return []
    changes = []
    start = 0
    for line in text.split("\n"):
        if not line.isascii():
            try:
                mended = line.encode("gb18030").decode("utf-8")
                changes.append(Change(start, start + len(line), mended, RULE))
            except (UnicodeDecodeError, UnicodeEncodeError):
                pass
        start += len(line) + 1
    return changes


#: A text without any of these is not damaged.
SIGNS = frozenset("\ufffd锟斤烫屯葺ÃÂ")
# Nor is one without any of these: 斤 and 屯 by themselves are written often.
_SURE_SIGNS = ("\ufffd", "锟斤", "斤拷", "烫烫", "屯屯", "葺葺", "Ã", "Â")


def damaged_share(text: str) -> float:
    """Share of `text` that is mojibake beyond repair.

    Examples
    --------
    >>> damaged_share("计量锟斤拷"), damaged_share("计量发展")
    (0.6, 0.0)
    """
    if not any(sign in text for sign in _SURE_SIGNS):
        return 0.0
    return sum(len(found[0]) for found in _LOST.finditer(text)) / len(text)
