"""Rule `layout`: one paragraph a line, without blanks at its ends and without empty lines."""

from __future__ import annotations

import numpy as np

from ..codepoints import compiled
from ..edits import Change, removals
from .census import BLANK, LINE_END, Classes, Places, census_of

RULE = "layout"

BLANKS = " \t\u3000"


def layout(text: str) -> list[Change]:
    """Strip each line, drop empty lines and the last line end."""
    starts, ends = _spare(census_of(text).classes, BLANK, LINE_END)
    return removals(starts.tolist(), ends.tolist(), RULE)


@compiled
def _spare(classes: Classes, blank: int, line_end: int) -> tuple[Places, Places]:
    """Find what is spare in each run of blanks and line ends.

    The first line end itself stays, so that only what is spare is an edit; at the head and at
    the end of the text none stays.
    """
    size = classes.size
    starts, ends = np.empty(size + 1, np.int64), np.empty(size + 1, np.int64)
    count = 0
    start = 0
    while start < size:
        if not classes[start] & (blank | line_end):
            start += 1
            continue
        first, end = -1, start
        while end < size and classes[end] & (blank | line_end):
            if first < 0 and classes[end] & line_end:
                first = end
            end += 1
        if start == 0 or end == size:
            starts[count], ends[count] = start, end
            count += 1
        elif first >= 0:
            if start < first:
                starts[count], ends[count] = start, first
                count += 1
            if first + 1 < end:
                starts[count], ends[count] = first + 1, end
                count += 1
        start = end
    return starts[:count], ends[:count]
