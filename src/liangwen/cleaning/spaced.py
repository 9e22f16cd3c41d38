"""Rule `spaced`: blanks that set characters apart for show, 计 量 发 展 and 2011 年 12 月.

A line counts as set apart if nearly all of it is single characters with one blank between
them, at least four of them Chinese, and if they make words when joined: 韦 韬, 甲 乙 丙 丁
and the heads of narrow columns stay. Wider gaps part words or columns and stay, too. Digits set
apart within a sentence, 于1 9 9 7年, are one number; in a table a blank stands before the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from ..codepoints import Codes, compiled
from ..edits import Change
from .census import WIDE_BLANK, Classes, Places, census_of, digits
from .words import share_in_words

RULE = "spaced"

#: So many Chinese characters at least, and this share of them within words once joined.
_FEWEST = 4
_IN_WORDS = 0.75
#: Share of a line's pieces that are a single character or a number.
_SINGLE = 0.8

# Single characters, or a number, with one blank between each.
_RUN = re.compile(
    "(?<![^ \u3000\n])(?:\\d{1,4}|[^ \u3000\n])"
    "(?:[ \u3000](?:\\d{1,4}|[^ \u3000\n]))+(?![^ \u3000\n])"
)
_HAN = re.compile("[\u4e00-\u9fff]")
_BLANK = re.compile("[ \u3000]")
# In dates the blank is the habit of a text editor, never the writer's.
_DATE_GAP = re.compile(
    r"[ \u3000]{1,2}(?:(?=[年月]|日(?!本))(?<=\d[ \u3000])|(?=[年月]|日(?!本))(?<=\d[ \u3000]{2})"
    r"|(?=\d{1,2}[ \u3000]{0,2}[月日])(?:(?<=[年月][ \u3000])|(?<=[年月][ \u3000]{2})))"
)
# Single digits with one blank between each, right behind a word and right before one.
_SPELT_NUMBER = re.compile(
    r"(?<=[\u4e00-\u9fff，。、；：（(“”》—])\d(?: ?[.．]? \d| [.．]\d)+(?![\d.．])"
    r"(?= ?[\u4e00-\u9fff％%，。、；）)])"
)
# The first blank of such a number stands behind its first digit, or behind a point after it.
_FIRST_GAP = re.compile(r" (?:(?<=\d )|(?<=\d[.．] ))")
_DIGIT_PAIR = re.compile(r" [.．]?\d ")
_NUMBER_GAP = re.compile(r" ?[.．] ?| ")
# The unit behind such a number, and behind a lone digit once a text has shown the habit.
_UNIT_GAP = re.compile(r" (?<=\d )(?=[年月日亿万千百％%多个元户吨倍])")
#: So many digits prove themselves; numbers of fewer prove each other.
_LONG_NUMBER, _HABIT = 4, 3
_SEQUENCES = (
    "省市县",
    "甲乙丙丁",
    "一二三四",
    "二三四五",
    "东西南北",
    "子丑寅卯",
    "春夏秋冬",
    "年月日时",
)

#: A text without any of these has nothing for this rule.
TRIGGERS = frozenset(" \u3000")


def spaced(text: str) -> list[Change]:
    """Join headings and numbers that are spelt out, and dates."""
    census = census_of(text)
    dates, suspects, pair = _suspects(census.codes, census.classes, digits(), WIDE_BLANK)
    changes = _dates(text, dates.tolist())
    if pair and _DIGIT_PAIR.search(text):
        changes += _numbers(text)
    changes = sorted(set(changes))
    taken = {change.start for change in changes}
    done = 0
    for suspect in suspects.tolist():
        start = text.rfind("\n", 0, suspect) + 1
        if start < done:
            continue
        done = text.find("\n", suspect)
        done = len(text) if done < 0 else done
        changes += [c for c in _joined(text, start, done) if c.start not in taken]
    return sorted(changes)


@compiled
def _suspects(
    codes: Codes, classes: Classes, is_digit: NDArray[np.bool_], blank: int
) -> tuple[Places, Places, bool]:
    """Look at each blank: nearly all are nothing that this rule asks for.

    Returns
    -------
    dates : array
        Blanks behind 年, 月 or what may be a digit, and before a part of a date, too.
    suspects : array
        Blanks before two single Chinese characters that have a blank on either side.
    pair : bool
        Whether a digit may stand between two blanks.
    """
    places = np.flatnonzero(classes & blank)
    dates, suspects = np.empty(places.size, np.int64), np.empty(places.size, np.int64)
    count = number = 0
    pair = False
    for k in range(places.size):
        place = places[k]
        gap = places[k + 1] - place if k + 1 < places.size else 0
        if gap == 2 and k + 2 < places.size and places[k + 2] - place == 4:
            one, other = codes[place + 1], codes[place + 3]
            if 0x4E00 <= one <= 0x9FFF and 0x4E00 <= other <= 0x9FFF:
                suspects[number] = place
                number += 1
        pair |= 2 <= gap <= 3 and is_digit[codes[place + gap - 1]]
        before, behind = codes[place - 1], place + (2 if gap == 1 else 1)
        if (
            place > 0
            and behind < codes.size
            and (before in (0x5E74, 0x6708) or is_digit[before])
            and (codes[behind] in (0x5E74, 0x6708, 0x65E5) or is_digit[codes[behind]])
        ):
            dates[count] = place
            count += 1
    return dates[:count], suspects[:number], pair


def _dates(text: str, places: list[int]) -> list[Change]:
    changes: list[Change] = []
    end = 0
    for place in places:
        found = _DATE_GAP.match(text, place) if place >= end else None
        if found:
            end = found.end()
            changes.append(Change(place, end, "", RULE))
    return changes


def _spelt_numbers(text: str) -> Iterator[re.Match[str]]:
    end = 0
    for gap in _FIRST_GAP.finditer(text):
        start = gap.start() - (2 if text[gap.start() - 1] in ".．" else 1)
        if start >= end and (number := _SPELT_NUMBER.match(text, start)):
            end = number.end()
            yield number


def _numbers(text: str) -> list[Change]:
    found = list(_spelt_numbers(text))
    habit = len(found) >= _HABIT
    changes = [
        Change(
            number.start() + gap.start(),
            number.start() + gap.end(),
            gap[0].strip()[:1] and ".",
            RULE,
        )
        for number in found
        if habit or len(re.findall(r"\d", number[0])) >= _LONG_NUMBER
        for gap in _NUMBER_GAP.finditer(number[0])
    ]
    units = _UNIT_GAP.finditer(text) if habit else ()
    return changes + [Change(gap.start(), gap.end(), "", RULE) for gap in units]


def _joined(text: str, start: int, end: int) -> list[Change]:
    line = text[start:end]
    cells = _cells(line)
    if sum(len(cell) == 1 or cell.isdigit() for cell in cells) < _SINGLE * len(cells):
        return []
    runs = [run for run in _RUN.finditer(line) if " " in run[0] or "\u3000" in run[0]]
    han = "".join(_HAN.findall("".join(run[0] for run in runs)))
    if len(han) < _FEWEST or any(sequence in han for sequence in _SEQUENCES):
        return []
    if share_in_words(han) < _IN_WORDS or _in_table(text, start, end, len(cells)):
        return []
    return [
        Change(start + run.start() + m.start(), start + run.start() + m.end(), "", RULE)
        for run in runs
        for m in _BLANK.finditer(run[0])
    ]


def _cells(line: str) -> list[str]:
    return [cell for cell in re.split("[ \u3000]+", line) if cell]


def _in_table(text: str, start: int, end: int, width: int) -> bool:
    """A neighbour with as many cells, longer ones, makes the line a table's head."""
    above = text[text.rfind("\n", 0, max(start - 1, 0)) + 1 : max(start - 1, 0)]
    stop = text.find("\n", end + 1)
    below = text[end + 1 : stop if stop >= 0 else len(text)]
    return any(
        len(cells) == width and sum(map(len, cells)) > width
        for cells in (_cells(above), _cells(below))
    )
