"""The numbers that Word gives to headings and lists: they stand in no run of text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

_DIGITS = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_PLACEHOLDER = re.compile(r"%([1-9])")
#: Chains of styles longer than this are circles.
_LONGEST_CHAIN = 20


def chinese(number: int, digits: str = _DIGITS, units: str = "十百千") -> str:
    """Write a number from 1 to 9999 as Chinese headings do.

    Examples
    --------
    >>> [chinese(n) for n in (1, 10, 12, 20, 105, 110)]
    ['一', '十', '十二', '二十', '一百〇五', '一百一十']
    """
    if not 0 < number < 10_000:
        return str(number)
    written, zero = "", False
    for place in range(len(str(number)) - 1, -1, -1):
        digit = number // 10**place % 10
        if digit:
            written += (digits[0] if zero else "") + digits[digit]
            written += units[place - 1] if place else ""
        zero = digit == 0 and bool(written)
    if 10 <= number < 20 and digits is _DIGITS:
        return written[1:]
    return written


def _letters(number: int, first: str) -> str:
    repeats, place = divmod(number - 1, 26)
    return chr(ord(first) + place) * min(repeats + 1, 20)


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    written = ""
    for value, sign in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    ):
        written += sign * (number // value)
        number %= value
    return written


def _circled(number: int) -> str:
    return chr(0x245F + number) if 1 <= number <= 20 else str(number)


def _full_width(number: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))


def _spelled(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


_FORMATS: dict[str, Callable[[int], str]] = {
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "ideographDigital": _spelled,
    "japaneseDigitalTenThousand": _spelled,
    "chineseLegalSimplified": lambda n: chinese(n, _FORMAL, "拾佰仟"),
    "ideographTraditional": lambda n: _STEMS[(n - 1) % 10],
    "ideographZodiac": lambda n: _BRANCHES[(n - 1) % 12],
    "lowerLetter": lambda n: _letters(n, "a"),
    "upperLetter": lambda n: _letters(n, "A"),
    "lowerRoman": lambda n: _roman(n).lower(),
    "upperRoman": _roman,
    "decimalZero": lambda n: f"{n:02d}",
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
}


@dataclass
class _Level:
    form: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass
class _List:
    levels: dict[int, _Level] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of a document, counting as its paragraphs come by.

    Parameters
    ----------
    numbering, styles : bytes
        The parts of those names; empty where the document has none.
    """

    def __init__(self, numbering: bytes, styles: bytes) -> None:
        self._lists: dict[str, _List] = {}
        self._styles: dict[str, tuple[str | None, str | None, str | None]] = {}
        self._read_lists(numbering)
        self._read_styles(styles)

    def next(self, style: str | None, list_id: str | None, level: str | None) -> str:
        """Return the number that stands before the next paragraph; mostly an empty string."""
        if list_id is None or level is None:
            own_id, own_level = self._of_style(style)
            list_id = list_id if list_id is not None else own_id
            level = level if level is not None else own_level
        found = self._lists.get(list_id or "")
        depth = int(level) if level and level.isdecimal() and len(level) < 3 else 0
        if found is None or depth not in found.levels:
            return ""
        return self._count(found, depth)

    @staticmethod
    def _count(found: _List, depth: int) -> str:
        at = found.levels[depth]
        found.counts[depth] = found.counts.get(depth, at.start - 1) + 1
        for deeper in [d for d in found.counts if d > depth]:
            del found.counts[deeper]
        if at.form in {"bullet", "none"}:
            return ""

        def written(match: re.Match[str]) -> str:
            of = int(match[1]) - 1
            form = found.levels.get(of, at).form
            first = found.levels.get(of, at).start
            return _FORMATS.get(form, str)(found.counts.get(of, first))

        number = _PLACEHOLDER.sub(written, at.text)
        # 一、 and （一） touch their heading; Word sets 1 and 1.2 off from it.
        return number + (" " if number[-1:].isascii() and number[-1:].isalnum() else "")

    def _of_style(self, style: str | None) -> tuple[str | None, str | None]:
        for _ in range(_LONGEST_CHAIN):
            if style is None or style not in self._styles:
                break
            list_id, level, style = self._styles[style]
            if list_id is not None:
                return list_id, level
        return None, None

    def _read_lists(self, xml: bytes) -> None:
        from .word import attribute, elements, local

        abstract: dict[str, _List] = {}
        current: _List | None = None
        level: _Level | None = None
        number = ""
        for element in elements(xml):
            name, value = local(element), attribute(element, "val") or ""
            if name == "abstractNum":
                current = abstract[attribute(element, "abstractNumId") or ""] = _List()
            elif name == "num":
                current, number = None, attribute(element, "numId") or ""
            elif name == "abstractNumId" and number:
                # Lists of one pattern go on counting together, as Word does.
                self._lists[number] = abstract.get(value, _List())
            elif name == "startOverride" and number in self._lists:
                # A list that starts anew counts for itself.
                self._lists[number] = _List(dict(self._lists[number].levels))
            elif name == "lvl" and current is not None:
                level = current.levels[_whole(attribute(element, "ilvl"))] = _Level()
            elif name in {"numFmt", "lvlText", "start"} and current is not None and level:
                _set(level, name, value)

    def _read_styles(self, xml: bytes) -> None:
        from .word import attribute, elements, local

        own = ""
        for element in elements(xml):
            name, value = local(element), attribute(element, "val")
            if name == "style":
                own = attribute(element, "styleId") or ""
                self._styles[own] = (None, None, None)
            elif own and name in {"basedOn", "numId", "ilvl"}:
                place = ("numId", "ilvl", "basedOn").index(name)
                parts: list[Any] = list(self._styles[own])
                parts[place] = value
                self._styles[own] = (parts[0], parts[1], parts[2])


def _set(level: _Level, name: str, value: str) -> None:
    if name == "numFmt":
        level.form = value
    elif name == "lvlText":
        level.text = value
    else:
        level.start = _whole(value, 1)


def _whole(value: str | None, default: int = 0) -> int:
    return int(value) if value and value.isdecimal() and len(value) < 7 else default
