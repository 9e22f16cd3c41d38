"""Rule `characters`: marks that cannot be seen, and blanks that only look like blanks."""

from __future__ import annotations

import re

from ..edits import Change

RULE = "characters"

# Zero-width and directional marks, soft hyphen, byte-order mark, C0 and C1 controls.
_INVISIBLE = (
    r"[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad\x00-\x08\x0b\x0c"
    r"\x0e-\x1f\x7f-\x84\x86-\x9f]"
)
_INVISIBLE_RUN = re.compile(_INVISIBLE + "+")
# NBSP as a character, as the literal that some converters leave, and as a bare entity.
_NO_BREAK_SPACE = re.compile("\u00a0|\u202f|<U\\+00A0>|&nbsp;")
_LINE_END = re.compile("\r\n?|\u0085|\u2028|\u2029")


def characters(text: str) -> list[Change]:
    """Remove invisible marks, make no-break spaces plain and line ends ``\\n``."""
    changes = [Change(m.start(), m.end(), "", RULE) for m in _INVISIBLE_RUN.finditer(text)]
    changes += [Change(m.start(), m.end(), " ", RULE) for m in _NO_BREAK_SPACE.finditer(text)]
    changes += [Change(m.start(), m.end(), "\n", RULE) for m in _LINE_END.finditer(text)]
    return sorted(changes)
