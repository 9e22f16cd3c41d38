"""Numbers as Chinese texts write them, and what they are worth: 1.2万亿, 4200多, 三千, 翻两番."""

from __future__ import annotations

import re

_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TEN = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}

_SCALE = r"(?:[十百千]?万亿|[百千]?[万亿]|[百千](?![瓦克米伏]))"
_WRITTEN = r"(?:\d{1,3}(?:[,，]\d{3})+(?!\d)|\d+)(?:\.\d+)?"
#: A number with digits: 1.5亿, 20多万, 5700多万, 7,055.
DIGITS = rf"{_WRITTEN}\s?(?:[余多]\s?)?(?:{_SCALE})?[余多]?"
#: A number in characters that is a quantity wherever it stands: 三千万, 十余, 万亿; 三 is not.
CHARACTERS = (
    r"(?:[一二两三四五六七八九十百千]+[余多]?(?:万亿|[万亿])[余多]?"
    r"|[一二两三四五六七八九]?[十百千][一二三四五六七八九十百]*[余多]"
    r"|(?<=[数上近超逾])[百千万亿]+)"
)


def value_of(number: str) -> float:
    """Return what a written number is worth; 多 and 余 ("and more") add nothing.

    Examples
    --------
    >>> [value_of(n) for n in ("1.2万亿", "4200多", "20多万", "三千五百", "十", "7,055")]
    [1200000000000.0, 4200.0, 200000.0, 3500.0, 10.0, 7055.0]
    """
    plain = re.sub(r"[余多\s,，]", "", number)
    written = re.match(r"\d+(?:\.\d+)?", plain)
    if not written:
        return float(_characters(plain))
    value = float(written[0])
    for sign in plain[written.end() :]:
        value *= _LARGE.get(sign, _TEN.get(sign, 1))
    # 1.21 × 10,000 is 12100 and no hair more.
    return float(f"{value:.12g}")


def _characters(text: str) -> int:
    """Read a number in characters; 百, 千, 万 alone are worth one of them."""
    total = part = 0
    digit: int | None = None
    for sign in text:
        if sign in _DIGIT:
            digit = _DIGIT[sign]
        elif sign in _TEN:
            part += (1 if digit is None else digit) * _TEN[sign]
            digit = None
        elif sign in _LARGE:
            part += digit or 0
            # 万亿: a second large sign multiplies what was read.
            if part == 0 and total:
                total *= _LARGE[sign]
            else:
                total += max(part, 1) * _LARGE[sign]
            part, digit = 0, None
    return total + part + (digit or 0)
