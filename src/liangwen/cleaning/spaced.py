"""Rule `spaced`: blanks that set characters apart for show, 计 量 发 展 and 2011 年 12 月.

A line counts as set apart if nearly all of it is single characters with one blank between
them, at least four of them Chinese, and if they make words when joined: 韦 韬, 甲 乙 丙 丁
and the heads of narrow columns stay. Wider gaps part words or columns and stay, too. Digits set
apart within a sentence, 于1 9 9 7年, are one number; in a table a blank stands before the first.
"""

from __future__ import annotations

import re

from ..edits import Change
from .words import share_in_words

RULE = "spaced"

#: So many Chinese characters at least, and this share of them within words once joined.
_FEWEST = 4
_IN_WORDS = 0.75
#: Share of a line's pieces that are a single character or a number.
_SINGLE = 0.8

# A cheap look first, from blank to blank.
_SUSPECT = re.compile("[ \u3000](?:[\u4e00-\u9fff][ \u3000]){2}")
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
_DIGIT_PAIR = re.compile(r" [.．]?\d ")
_NUMBER_GAP = re.compile(r" ?[.．] ?| ")
# The unit behind such a number, and behind a lone digit once a text has shown the habit.
_UNIT_GAP = re.compile(r"(?<=\d) (?=[年月日亿万千百％%多个元户吨倍])")
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
    if not _may_be_spaced(text):
        return []
    changes = [Change(m.start(), m.end(), "", RULE) for m in _DATE_GAP.finditer(text)]
    if _DIGIT_PAIR.search(text):
        changes += _numbers(text)
    changes = sorted(set(changes))
    taken = {change.start for change in changes}
    done = 0
    for suspect in _SUSPECT.finditer(text):
        start = text.rfind("\n", 0, suspect.start()) + 1
        if start < done:
            continue
        done = text.find("\n", suspect.end())
        done = len(text) if done < 0 else done
        changes += [c for c in _joined(text, start, done) if c.start not in taken]
    return sorted(changes)


def _may_be_spaced(text: str) -> bool:
    """Look at the pieces between blanks: a text is cut at them faster than it is searched.

    What is set apart shows two short pieces in a row, one that is a digit, two blanks in a
    row, or a piece that begins or ends as parts of a date do.
    """
    before, *pieces = text.replace("\u3000", " ").split(" ")
    for piece in pieces:
        if not piece or piece[0] in "年月日" or before[-1:] in ("年", "月"):
            return True
        if len(piece) < 3 and (len(before) < 3 or piece[-1].isdigit()):
            return True
        before = piece
    return False


def _numbers(text: str) -> list[Change]:
    found = list(_SPELT_NUMBER.finditer(text))
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
