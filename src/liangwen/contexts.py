"""Where in a text a hit stands: running text, heading, a 《title》, an organisation's name."""

from __future__ import annotations

import re

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
_HEADING_LENGTH = 60
#: Marks that no organisation's name holds; a clause is looked for so far back at first.
_PARTING = "、，。；,;\n \u3000"
_PARTED = re.compile(f"[{_PARTING}]")
_REACH = 64


class ContextFinder:
    """Tell the context of any place in one text.

    Examples
    --------
    >>> finder = ContextFinder("《计量发展规划》对民生计量提出要求。")
    >>> finder.at(1, 3), finder.at(9, 13)
    ('title', 'running text')
    """

    def __init__(self, text: str) -> None:
        self._text = text

    def at(self, start: int, end: int) -> str:
        """Return the context of the half-open place (start, end).

        Only what stands around the place is looked at: hits are far apart in most texts.
        """
        low = self._text.rfind("\n", 0, start) + 1
        line_end = self._text.find("\n", start)
        high = len(self._text) if line_end < 0 else line_end
        if self._in_title(low, start, end):
            return TITLE
        if self._in_organisation(start, end):
            return ORGANISATION
        # A heading is a short line without a whole sentence.
        short = end <= high and 0 < high - low <= _HEADING_LENGTH
        if short and not _ENDS_SENTENCE.search(self._text, low, high):
            return HEADING
        return RUNNING

    def _in_title(self, low: int, start: int, end: int) -> bool:
        opened = self._text.rfind("《", low, start + 1)
        found = _BOOK.match(self._text, opened) if opened >= 0 else None
        return found is not None and end <= found.end()

    def _in_organisation(self, start: int, end: int) -> bool:
        # No name reaches over a mark, so that those of one clause can be told by themselves.
        low, high = self._clause(start)
        for found in _ORGANISATION.finditer(self._text, low, high):
            if found.start() <= start < found.end():
                return end <= found.end()
        return False

    def _clause(self, start: int) -> tuple[int, int]:
        text = self._text
        low = max(start - _REACH, 0)
        while True:
            marks = [text.rfind(mark, low, start) for mark in _PARTING]
            if max(marks) >= 0 or low == 0:
                break
            low = max(low - 8 * _REACH, 0)
        found = _PARTED.search(text, start)
        return max(marks) + 1, found.start() if found else len(text)
