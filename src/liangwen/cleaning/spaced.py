"""Rule `spaced`: blanks that set characters apart for show, 计 量 发 展 and 2011 年 12 月.

A line counts as set apart if nearly all of it is single characters with one blank between
them, at least four of them Chinese, and if they make words when joined: 韦 韬, 甲 乙 丙 丁
and the heads of narrow columns stay. Wider gaps part words or columns and stay, too.
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
    """Join headings that are spelt out, and dates."""
    changes = [Change(m.start(), m.end(), "", RULE) for m in _DATE_GAP.finditer(text)]
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
