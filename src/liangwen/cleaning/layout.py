"""Rule `layout`: one paragraph a line, without blanks at its ends and without empty lines."""

from __future__ import annotations

import re

from ..edits import Change

RULE = "layout"

_BLANK = r"[ \t\u3000]"
# In this order: what stands before the text, behind it, and around each line end within.
_SPARE = re.compile(rf"\A[ \t\u3000\n]+|[ \t\u3000\n]+\Z|{_BLANK}*\n[ \t\u3000\n]*")


def layout(text: str) -> list[Change]:
    """Strip each line, drop empty lines and the last line end."""
    changes = []
    for found in _SPARE.finditer(text):
        edge = found.start() == 0 or found.end() == len(text)
        kept = "" if edge else "\n"
        if found[0] != kept:
            changes += _around(found, kept)
    return changes


def _around(found: re.Match[str], kept: str) -> list[Change]:
    """Keep the first line end itself, so that only what is spare is an edit."""
    if not kept:
        return [Change(found.start(), found.end(), "", RULE)]
    at = found.start() + found[0].index("\n")
    before = [Change(found.start(), at, "", RULE)] if at > found.start() else []
    behind = [Change(at + 1, found.end(), "", RULE)] if found.end() > at + 1 else []
    return before + behind
