"""Rule `wrapped`: lines that a page's width broke are joined to paragraphs again.

A text counts as wrapped if most of its lines end at one width and few go beyond, if most of
the full lines end in the middle of a sentence, and if there are sentences at all: a list of
titles has none. Two widths are tried, the number of characters (a program cut the text) and
the width in print (a PDF file's lines). A line that is not full ends its paragraph, so that
headings and items of lists stay on lines of their own; so does one before a line that is
indented, empty or numbered. A paragraph in one piece whose blanks stand one width apart is
joined in the same way, and so is a sentence that goes on behind a page's number.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from ..edits import Change
from .census import WIDE_BLANK, Places, census_of
from .layout import BLANKS
from .line_widths import commonest, counted, gapped, line_halves, printed_halves, printed_width

RULE = "wrapped"

_NARROWEST, _WIDEST = 12, 84
#: So many full lines, and such a share of all that are half as long, make a wrapped text.
_FEWEST_FULL = 4
_FULL_SHARE = 0.5
#: Menus and addresses may go beyond the width, paragraphs may not.
_BEYOND_SHARE = 0.1
#: So many of the full lines end within a sentence; one in twenty or so ends with it by chance.
_OPEN_SHARE = 0.6
#: Marks within the full lines, for each of them: prose has two, a list of titles none.
_MARKS_EACH = 0.4

#: Lines of prose so long, with so many blanks in them, may be paragraphs in one piece.
_LONG = 60
_GAP = re.compile("[ \u3000]")
_GAPPED = re.compile("[^\n]*[^\n \u3000][ \u3000][^\n]*")
_FEWEST_GAPS = 3
#: 12, - 12 -, — 12 —, 第12页, 第 3 页 共 20 页, 3/20; so many of them are a habit.
_PAGE_NUMBER = re.compile(
    r"\s*(?:[-–—－─·]\s*\d{1,4}\s*[-–—－─·]|\d{1,4}(?:\s*/\s*\d{1,4})?"
    r"|第\s*\d{1,4}\s*页(?:[，,\s]*共\s*\d{1,4}\s*页)?)\s*"
)
_FEWEST_PAGES = 3
_PAUSES = "。；，、："
#: A running head stands at so many places and is no longer than this.
_REPEATED, _RUNNING = 3, 40

_FINAL = "。！？；：!?;:…"
_MARKS = re.compile("[，。、；：！？,;]")
_HEADING = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十百\d]{1,4}[章节条编部])"
)
_INDENT = re.compile("[\u3000\t]|  ")
_UNIT = re.compile(r"[A-Za-z0-9.,%/-]+|[^\s][，。、；：！？”’》）)\],.]*")
_DIGIT_GAP = re.compile(
    r"(?<=[\u4e00-\u9fff])[ \u3000]+(?=\d)|(?<=\d)[ \u3000]+(?=[\u4e00-\u9fff])"
)


class _Width(NamedTuple):
    """A width that lines end at; `cut` if characters were counted, to the last one."""

    width: float
    cut: bool

    def of(self, line: str) -> float:
        return len(line) if self.cut else printed_width(line.strip(BLANKS))

    def is_full(self, line: str, behind: str) -> bool:
        """A line is full if what comes next had no room in it."""
        if self.of(line) > self.width - (1 if self.cut else 2):
            return True
        unit = _UNIT.match(behind.strip(BLANKS))
        room = self.width - self.of(line.rstrip(BLANKS) if self.cut else line)
        return unit is not None and room < min(self.of(unit[0]) + self.cut, self.width / 3)


def wrapped(text: str) -> list[Change]:
    """Join the lines of each paragraph if the text is wrapped."""
    changes: list[Change] = []
    for change in sorted({*_joined_lines(text), *_joined_blanks(text)}):
        # A blank in a number may also stand where a line ended: it goes once.
        if not changes or change.start >= changes[-1].end:
            changes.append(change)
    return changes


def _joined_blanks(text: str) -> list[Change]:
    """Join what stood on lines of its own before blanks took the place of the line ends.

    Long lines whose blanks stand one width apart are judged as lines are.
    """
    long = _gapped_lines(text)
    width = _width_of("\n".join(_GAP.sub("\n", line) for line in long)) if long else None
    if width is None:
        return []
    changes: list[Change] = []
    for line in _GAPPED.finditer(text):
        end = line.start()
        for piece, behind in pairwise(_GAP.split(line[0])):
            end += len(piece)
            if _continues(piece, behind, width):
                changes.append(_joint(text, end, piece, width))
            end += 1
    return changes


def _gapped_lines(text: str) -> list[str]:
    """Return the long lines with several blanks."""
    census = census_of(text)
    if not census.held & WIDE_BLANK:
        return []
    starts, ends = gapped(census, _LONG, _FEWEST_GAPS)
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]


def _joined_lines(text: str) -> list[Change]:
    width = _width_of(text)
    if width is None:
        return []
    lines = text.split("\n")
    apart = _between_pages(lines)
    changes: list[Change] = []
    start = 0
    for number, (line, behind) in enumerate(zip(lines, [*lines[1:], ""], strict=True)):
        end = start + len(line)
        if _continues(line, behind, width) and not apart[number] and not apart[number + 1]:
            changes.append(_joint(text, end, line, width))
        elif apart[number + 1] and not apart[number] and _open(line.strip(BLANKS)):
            changes += _over_the_page(lines, number, apart, end, width)
        if not width.cut:
            changes += [
                Change(start + m.start(), start + m.end(), "", RULE)
                for m in _DIGIT_GAP.finditer(line)
            ]
        start = end + 1
    return changes


def _between_pages(lines: Sequence[str]) -> list[bool]:
    """Which lines stand between two pages: a page's number, with what repeats around it.

    One entry more than there are lines, so that each has a next one.
    """
    apart = [line[-1:] not in _PAUSES and bool(_PAGE_NUMBER.fullmatch(line)) for line in lines]
    apart.append(False)
    if sum(apart) < _FEWEST_PAGES:
        return [False] * len(apart)
    often = {line for line, times in Counter(lines).items() if times >= _REPEATED}
    order = range(len(lines))
    for way, towards in ((order, -1), (reversed(order), 1)):
        for number in way:
            line = lines[number]
            near = 0 <= number + towards < len(lines) and apart[number + towards]
            if near and (not line.strip(BLANKS) or (line in often and len(line) <= _RUNNING)):
                apart[number] = True
    return apart


def _over_the_page(
    lines: Sequence[str], number: int, apart: Sequence[bool], end: int, width: _Width
) -> list[Change]:
    """Join a sentence that a page's end cut in two; the page's number leaves it."""
    behind = number + 1
    while apart[behind]:
        behind += 1
    if behind >= len(lines) or not _continues(lines[number], lines[behind], width):
        return []
    stop = end + sum(len(line) + 1 for line in lines[number + 1 : behind]) + 1
    return [Change(end, stop, "", RULE)]


def _width_of(text: str) -> _Width | None:
    """The width that the lines of a text end at, if it has one."""
    halves = line_halves(text)
    fitting, beyond = counted(halves, 2 * _NARROWEST, 2 * _WIDEST)
    if fitting < _FEWEST_FULL or beyond > _BEYOND_SHARE * fitting:
        return None
    return _most_common(text, halves, cut=True) or _most_common(
        text, printed_halves(text), cut=False
    )


def _most_common(text: str, halves: Places, *, cut: bool) -> _Width | None:
    """The width that most lines end at, if they are enough and look like prose.

    `halves` are the widths of the lines in half characters.
    """
    # In print a line ends up to one and a half characters before the width.
    slack = 0 if cut else 3
    best, full = commonest(halves, 2 * _NARROWEST, 2 * _WIDEST, slack)
    if full < _FEWEST_FULL:
        return None
    longer, beyond = counted(halves, -(-best // 2), best)
    if full < _FULL_SHARE * (longer + beyond) or beyond > _BEYOND_SHARE * full + 1:
        return None
    lines = text.split("\n")
    ended = [lines[i] for i in np.flatnonzero((best - slack <= halves) & (halves <= best))]
    open_ends = sum(not line.rstrip(BLANKS).endswith(tuple(_FINAL)) for line in ended)
    marks = sum(len(_MARKS.findall(line)) for line in ended)
    if open_ends < _OPEN_SHARE * len(ended) or marks < _MARKS_EACH * len(ended):
        return None
    return _Width(best / 2, cut)


def _continues(line: str, behind: str, width: _Width) -> bool:
    words, next_words = line.strip(BLANKS), behind.strip(BLANKS)
    if not words or not next_words or width.of(line) > width.width + 2:
        return False
    if _INDENT.match(behind) and not (width.cut and len(line) == width.width and _open(words)):
        return False
    if _HEADING.match(next_words) and not _open(words):
        return False
    return width.is_full(line, behind)


def _open(words: str) -> bool:
    return not words.endswith(tuple(_FINAL))


def _joint(text: str, end: int, line: str, width: _Width) -> Change:
    """Join at the line end `end`, behind `line`.

    A program that counts characters keeps each blank; one that breaks at blanks drops it, and
    so does a page: between Latin letters it is put back, between Chinese characters never.
    """
    start, stop = end, end + 1
    if width.cut and len(line) == width.width:
        return Change(start, stop, "", RULE)
    while text[start - 1] in BLANKS:
        start -= 1
    while text[stop] in BLANKS:
        stop += 1
    before, behind = text[start - 1], text[stop]
    latin = before.isascii() and before.isalpha() and behind.isascii() and behind.isalpha()
    dropped = width.cut and (before + behind).isascii() and (before + behind).isalnum()
    return Change(start, stop, " " if latin or dropped else "", RULE)
