"""Rule `linked`: keywords that an auto-linker set on lines of their own go back into their
sentence.

A scraper that writes each link on a line of its own cuts 加强计量工作。 into 加强, 计量 and
工作。 A line between is such a keyword beyond doubt when the line before breaks off within a
sentence and the line behind begins with a mark that cannot begin one. Once a text has shown
two such places, its other keywords are taken back where the line before breaks off and the
line behind goes on. Parts that no list of keywords is needed for are those of :mod:`.fragments`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np

from ..codepoints import compiled
from ..edits import Change
from .census import GOES_ON as GOES_ON_CLASS
from .census import Classes, Places, census_of
from .fragments import parted

RULE = "linked"

_LONGEST_KEYWORD = 12
_FEWEST_CERTAIN = 2

_KEYWORD = re.compile(r"[\u4e00-\u9fffA-Za-z0-9·-]{1,12}")
#: What no line begins with.
GOES_ON = "，。、；：！？”’》）,;)％%"
_MARK_WITHIN = re.compile(r"[，。、；：！？“”《》,;]")
_FINAL = re.compile(r"[。！？；：!?;:…”’）)】》]$")
_OPEN_END = re.compile(r"[，、“‘《（(,\u4e00-\u9fff\w]$")
_HEADING = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十\d]{1,3}[)）]|第[一二三四五六七八九十百\d]{1,4}[章节条编部]|\d{1,2}[.．、])"
)
_SENTENCE_END = re.compile(r"[。！？；]$")


class _Line(NamedTuple):
    start: int
    text: str


def linked(text: str) -> list[Change]:
    """Join keywords and fragments on lines of their own to the sentence around them.

    `text` went through the rule `layout`: no empty lines, no blanks at a line's ends.
    """
    fragments = parted(text)
    census = census_of(text)
    begun = _begun_with(census.classes, census.line_ends, GOES_ON_CLASS).tolist()
    if not fragments and not begun:
        return []
    lines = _lines(text)
    ends = {_end(lines[i]) for i in fragments} | _around_keywords(lines, begun)
    return [Change(end, end + 1, "", RULE) for end in sorted(ends)]


@compiled
def _begun_with(classes: Classes, line_ends: Places, marks: int) -> Places:
    """Return the numbers of the lines, the first apart, that begin with one of the marks."""
    numbers = np.empty(line_ends.size, np.int64)
    count = 0
    for k in range(line_ends.size - 1):
        start = line_ends[k] + 1
        if start < classes.size and classes[start] & marks:
            numbers[count] = k + 1
            count += 1
    return numbers[:count]


def _around_keywords(lines: list[_Line], begun: list[int]) -> set[int]:
    """The line ends on both sides of each keyword; `begun` are the lines that go on so."""
    certain = {i - 1 for i in begun if i > 1 and _is_certain(lines, i - 1)}
    # Marks that begin a line come from other accidents, too, when no keyword stands before.
    if len(certain) < _FEWEST_CERTAIN:
        return set()
    keywords = {lines[i].text for i in certain}
    joined = set(certain)
    for i in range(1, len(lines) - 1):
        if i not in joined and _is_likely(lines, i, keywords):
            joined.add(i)
    return {lines[i].start - 1 for i in joined} | {_end(lines[i]) for i in joined}


def _lines(text: str) -> list[_Line]:
    lines, start = [], 0
    for line in text.split("\n"):
        lines.append(_Line(start, line))
        start += len(line) + 1
    return lines


def _end(line: _Line) -> int:
    return line.start + len(line.text)


def _is_keyword(text: str) -> bool:
    return len(text) <= _LONGEST_KEYWORD and bool(_KEYWORD.fullmatch(text))


def _is_certain(lines: list[_Line], i: int) -> bool:
    before = lines[i - 1].text
    return (
        _is_keyword(lines[i].text)
        and not _FINAL.search(before)
        and not _HEADING.match(before[-12:] if len(before) > 60 else before)
    )


def _is_likely(lines: list[_Line], i: int, keywords: set[str]) -> bool:
    before, word, behind = lines[i - 1].text, lines[i].text, lines[i + 1].text
    if not _is_keyword(word) or _HEADING.match(behind) or _FINAL.search(before):
        return False
    goes_on = bool(_MARK_WITHIN.search(behind)) and len(behind) > len(word)
    open_before = bool(_MARK_WITHIN.search(before)) and bool(_OPEN_END.search(before))
    # A known keyword needs one side that shows it, another both.
    return (
        open_before and goes_on
        if word not in keywords
        else open_before
        or (goes_on and not _SENTENCE_END.search(before) and len(before) <= _LONGEST_KEYWORD)
    )
