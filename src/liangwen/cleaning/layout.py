"""Rule `layout`: one paragraph a line, without blanks at its ends and without empty lines."""

from __future__ import annotations

import re

from ..edits import Change, new_change

RULE = "layout"

BLANKS = " \t\u3000"

_AT_LINE_ENDS = tuple(f"{blank}\n" for blank in BLANKS)
_LINE_END = re.compile(rf"\n[{BLANKS}\n]*")
_WIDE_LINE_END = re.compile(rf"\n[{BLANKS}\n]+")


def layout(text: str) -> list[Change]:
    """Strip each line, drop empty lines and the last line end."""
    words = text.strip(f"{BLANKS}\n")
    start = text.index(words[0]) if words else len(text)
    end = start + len(words)
    changes = [Change(0, start, "", RULE)] if start else []
    # Where no line ends in a blank, a line end with nothing behind it need not be looked at.
    before = any(blank in text for blank in _AT_LINE_ENDS)
    for found in (_LINE_END if before else _WIDE_LINE_END).finditer(text, start, end):
        # The first line end itself stays, so that only what is spare is an edit.
        at, behind = found.span()
        spare = at
        while before and text[spare - 1] in BLANKS:
            spare -= 1
        if spare < at:
            changes.append(new_change(Change, (spare, at, "", RULE)))
        if at + 1 < behind:
            changes.append(new_change(Change, (at + 1, behind, "", RULE)))
    if words and end < len(text):
        changes.append(Change(end, len(text), "", RULE))
    return changes
