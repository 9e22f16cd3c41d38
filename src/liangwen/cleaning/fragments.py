"""Parts of a sentence that a page sets in their own way and a scraper on lines of their own.

A subscript (PM, 2.5, 年平均浓度), words in bold (发展的, 主要目标, 是：) and a bracket that was
left alone (（, 三）改革开放) can be nothing but a part of the line before or behind them.
"""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from ..codepoints import Codes, compiled
from .census import OPENING as OPENING_CLASS
from .census import Classes, Places, census_of, digits

OPENING = {"（": "）", "(": ")", "《": "》", "“": "”", "‘": "’"}
#: So near must the other bracket stand in the next line.
_CLOSES_WITHIN = 40
_SUBSCRIPT = re.compile(r"10|\d(?:\.\d)?")
_TAKES_ONE = re.compile(r"[\u4e00-\u9fff].*(?:PM|CO|SO|NO|NH|CH|H|O|N|[/／][kcm]?m)$")
_GOES_ON = re.compile(r"[\u4e00-\u9fff，。、；：）,;)/]")
_LONGEST = 12
_BOLD = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]{2,12}")
_OPEN_END = re.compile(r"[\u4e00-\u9fff]{4}.*[的和与及对把将以、，]$")
_BEHIND_BOLD = re.compile(r"是[:：，]|为[:：]|的(?![确士])")


def parted(text: str) -> set[int]:
    """Numbers of the lines that the line behind them goes on with.

    Examples
    --------
    >>> sorted(parted("大气质量改善,PM\\n2.5\\n浓度下降。\\n（\\n三）改革\\n结束。"))
    [0, 1, 3]
    """
    census = census_of(text)
    suspects = _suspects(census.codes, census.classes, census.line_ends, digits(), OPENING_CLASS)
    if not suspects.size:
        return set()
    lines = text.split("\n")
    found: set[int] = set()
    for i in suspects.tolist():
        line, behind = lines[i], lines[i + 1]
        last = line[-1:]
        if last in OPENING and OPENING[last] in behind[:_CLOSES_WITHIN]:
            found.add(i)
        elif (
            i
            and len(line) <= _LONGEST
            and (_is_bold(lines[i - 1], line, behind) or _is_subscript(lines[i - 1], line, behind))
        ):
            found |= {i - 1, i}
    return found


@compiled
def _suspects(
    codes: Codes, classes: Classes, line_ends: Places, is_digit: NDArray[np.bool_], opening: int
) -> Places:
    """Find the lines that are worth a look: nearly all lines of an article are not.

    Such a line ends in an opening bracket, or it may be a subscript, or it is short and the line
    behind it begins with 是, 为 or 的.
    """
    found = np.empty(line_ends.size, np.int64)
    count = 0
    start = 0
    for i in range(line_ends.size - 1):
        end = line_ends[i]
        if end > start and (
            classes[end - 1] & opening
            or (end - start <= 3 and is_digit[codes[start]])
            or (
                end - start <= _LONGEST
                and end + 1 < codes.size
                and codes[end + 1] in (0x662F, 0x4E3A, 0x7684)
            )
        ):
            found[count] = i
            count += 1
        start = end + 1
    return found[:count]


def _is_bold(before: str, words: str, behind: str) -> bool:
    return bool(
        _BEHIND_BOLD.match(behind) and _BOLD.fullmatch(words) and _OPEN_END.search(before[-60:])
    )


def _is_subscript(before: str, digits: str, behind: str) -> bool:
    return bool(
        _SUBSCRIPT.fullmatch(digits) and _TAKES_ONE.search(before[-60:]) and _GOES_ON.match(behind)
    )
