"""Parts of a sentence that a page sets in their own way and a scraper on lines of their own.

A subscript (PM, 2.5, 年平均浓度), words in bold (发展的, 主要目标, 是：) and a bracket that was
left alone (（, 三）改革开放) can be nothing but a part of the line before or behind them.
"""

from __future__ import annotations

import re
from itertools import pairwise

_OPENING = {"（": "）", "(": ")", "《": "》", "“": "”", "‘": "’"}
#: So near must the other bracket stand in the next line.
_CLOSES_WITHIN = 40
_SUBSCRIPT = re.compile(r"10|\d(?:\.\d)?")
_TAKES_ONE = re.compile(r"[\u4e00-\u9fff].*(?:PM|CO|SO|NO|NH|CH|H|O|N|[/／][kcm]?m)$")
_GOES_ON = re.compile(r"[\u4e00-\u9fff，。、；：）,;)/]")
_LONGEST = 12
_BOLD = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]{2,12}")
_OPEN_END = re.compile(r"[\u4e00-\u9fff]{4}.*[的和与及对把将以、，]$")
_BEHIND_BOLD = re.compile(r"是[:：，]|为[:：]|的(?![确士])")


def parted(lines: list[str]) -> set[int]:
    """Numbers of the lines that the line behind them goes on with.

    Examples
    --------
    >>> sorted(parted(["大气质量改善,PM", "2.5", "浓度下降。", "（", "三）改革", "结束。"]))
    [0, 1, 3]
    """
    found: set[int] = set()
    for i, (line, behind) in enumerate(pairwise(lines)):
        if len(line) > _LONGEST and line[-1] not in _OPENING:
            continue
        last, first = line[-1:], behind[:1]
        if last in _OPENING and _OPENING[last] in behind[:_CLOSES_WITHIN]:
            found.add(i)
        elif (
            i
            and len(line) <= _LONGEST
            and (
                (first in "是为的" and _is_bold(lines[i - 1], line, behind))
                or _is_subscript(lines[i - 1], line, behind)
            )
        ):
            found |= {i - 1, i}
    return found


def _is_bold(before: str, words: str, behind: str) -> bool:
    return bool(
        _BEHIND_BOLD.match(behind) and _BOLD.fullmatch(words) and _OPEN_END.search(before[-60:])
    )


def _is_subscript(before: str, digits: str, behind: str) -> bool:
    return bool(
        _SUBSCRIPT.fullmatch(digits) and _TAKES_ONE.search(before[-60:]) and _GOES_ON.match(behind)
    )
