"""着 or 著: conversion to simplified leaves 著, which is right in 显著 and wrong in 着力.

Lists of neighbours fail at 随着名单 and 沿着作业线. Here both spellings of the few characters
around are cut into words, and the likelier one stays; a tie goes to the particle.
On 18,450 places of laws, news and reports (4,782 of them 著), all written 著 and decided anew,
10 come out otherwise than printed, and in 7 of these the print is wrong (成绩显着).
"""

from __future__ import annotations

import re
from functools import lru_cache

from .words import log_likelihood

#: So many characters on either side are looked at.
_REACH = 4
_ZHU = re.compile("著")
_HAN_BEFORE = re.compile("[\u3400-\u9fff]*$")
_HAN_BEHIND = re.compile("[\u3400-\u9fff]*")


@lru_cache(maxsize=4096)
def _is_particle(before: str, behind: str) -> bool:
    as_particle = log_likelihood(f"{before}着{behind}")
    return as_particle >= log_likelihood(f"{before}著{behind}")


def particle(text: str) -> str:
    """Write each 著 of a converted text as 着 unless it is read zhù.

    Examples
    --------
    >>> particle("随著名单公布,著名专家著力推动,成效显著")
    '随着名单公布,著名专家着力推动,成效显著'
    """
    parts: list[str] = []
    position = 0
    for found in _ZHU.finditer(text):
        at = found.start()
        parts.append(text[position:at])
        # What was decided further left counts: 意味著著名 is 意味着 and 著名.
        left = ("".join(parts[-2:]) if len(parts) > 1 else parts[-1])[-_REACH:]
        before = _HAN_BEFORE.search(left)
        behind = _HAN_BEHIND.match(text, at + 1, at + 1 + _REACH)
        assert before is not None and behind is not None
        parts.append("着" if _is_particle(before[0], behind[0]) else "著")
        position = at + 1
    parts.append(text[position:])
    return "".join(parts)
