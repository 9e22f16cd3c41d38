"""Where in a text a hit stands: running text, heading, a 《title》, an organisation's name."""

from __future__ import annotations

import re
from bisect import bisect_right

RUNNING, HEADING, TITLE, ORGANISATION = "running text", "heading", "title", "organisation"

_BOOK = re.compile(r"《[^《》\n]*》")
# Institutes that measure, test, examine or certify, whatever their field: 质检院, 药检所, 检定所.
# Not a 所 that belongs to the next word: 检验所需.
_INSTITUTE = "[量检测试验定](?:院|局|所(?![有以在需属谓得示述]))"
_SUFFIX = (
    "局|厅|委员会|研究院|研究所|科学院|学院|大学|协会|学会|联盟|测试中心|检测中心|数据中心|国家中心|"
    f"{_INSTITUTE}|公司|集团|实验室|平台|博物馆"
)
# A proper name begins with whose it is; function words and lists end it. A university's own
# institute is part of the name: 四川大学碳中和未来技术学院.
_WHOSE = (
    "国家|中国|全国|总局|市场监管|国际|华北|东北|华东|中南|西南|西北|华南|大区|"
    r"[\u4e00-\u9fff]{2,3}(?:省|市|自治区)"
)
_INNER = r"(?:(?![的和与及等在为对向从由是、，。；])[\u4e00-\u9fff])"
_ORGANISATION = re.compile(
    rf"(?:(?:{_WHOSE}){_INNER}{{0,14}}?(?:{_SUFFIX})(?![\u4e00-\u9fff]{{0,2}}(?:建设|体系|作用))"
    rf"|[\u4e00-\u9fff]{{2,4}}大学)(?:[^的、，。；,;\s]{{2,12}}?(?:学院|研究院|研究所|实验室))?"
)
_ENDS_SENTENCE = re.compile(r"[。；！]")


class ContextFinder:
    """Tell the context of any place in one text.

    Examples
    --------
    >>> finder = ContextFinder("《计量发展规划》对民生计量提出要求。")
    >>> finder.at(1, 3), finder.at(9, 13)
    ('title', 'running text')
    """

    def __init__(self, text: str) -> None:
        self._titles = _spans(_BOOK, text)
        self._organisations = _spans(_ORGANISATION, text)
        self._headings = _heading_spans(text)

    def at(self, start: int, end: int) -> str:
        """Return the context of the half-open place (start, end)."""
        for name, spans in (
            (TITLE, self._titles),
            (ORGANISATION, self._organisations),
            (HEADING, self._headings),
        ):
            index = bisect_right(spans, (start, float("inf"))) - 1
            if index >= 0 and spans[index][0] <= start and end <= spans[index][1]:
                return name
        return RUNNING


def _spans(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [found.span() for found in pattern.finditer(text)]


def _heading_spans(text: str) -> list[tuple[int, int]]:
    """A heading is a short line without a whole sentence."""
    spans, start = [], 0
    for line in text.split("\n"):
        if 0 < len(line) <= 60 and not _ENDS_SENTENCE.search(line):
            spans.append((start, start + len(line)))
        start += len(line) + 1
    return spans
