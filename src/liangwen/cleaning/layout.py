"""Rule `layout`: one paragraph a line, without blanks at its ends and without empty lines."""

from __future__ import annotations

from ..edits import Change

RULE = "layout"

BLANKS = " \t\u3000"


def layout(text: str) -> list[Change]:
    """Strip each line, drop empty lines and the last line end."""
    lines = text.split("\n")
    # Most clean texts: nothing to do, found out without looking at a single character.
    if all(lines) and not any(line[0] in BLANKS or line[-1] in BLANKS for line in lines):
        return []
    changes: list[Change] = []
    spare = 0  # where the stretch begins that nobody needs
    start = 0
    kept = False  # a line was kept: the next one needs one line end before it
    for line in lines:
        words = line.strip(BLANKS)
        if words:
            begin = start + line.index(words[0])
            changes += _around(text, spare, begin, line_end=kept)
            spare = begin + len(words)
            kept = True
        start += len(line) + 1
    if spare < len(text):
        changes.append(Change(spare, len(text), "", RULE))
    return changes


def _around(text: str, start: int, end: int, *, line_end: bool) -> list[Change]:
    """Keep the first line end itself, so that only what is spare is an edit."""
    if not line_end:
        return [Change(start, end, "", RULE)] if end > start else []
    at = text.index("\n", start, end)
    before = [Change(start, at, "", RULE)] if at > start else []
    behind = [Change(at + 1, end, "", RULE)] if end > at + 1 else []
    return before + behind
