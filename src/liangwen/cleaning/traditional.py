"""Rule `traditional`: traditional characters, naive over-conversions too, back to simplified.

OpenCC's t2s mends 體係, 全麵, 機製 and leaves 著; lines that are simplified are not touched.
"""

from __future__ import annotations

import difflib
import re
from functools import lru_cache
from typing import Any

from ..edits import Change

RULE = "traditional"

#: A line, or the whole text, with at least this share of convertible Han characters is
#: traditional; below it a single 於 or 後 may well be a name.
LINE_SHARE = 0.05
TEXT_SHARE = 0.02
FEWEST_CONVERTED = 2

_HAN = re.compile(r"[\u3400-\u9fff]")
# 著 stays where it is read zhù: famous, to write, evident. Elsewhere it is the particle 着.
_ZHU_BEFORE = frozenset("显顯卓昭专專论論名原编編译譯巨土拙遗遺合撰较較彰旧舊")
_ZHU_BEHIND = frozenset("名作述者称稱书書录錄有文说說权權译譯")
_ZHE_BEFORE = frozenset("随隨沿带帶向朝对對围圍绕繞凭憑意味标標志誌")
_MORE_VARIANTS = {"衹": "只", "祇": "只", "麽": "么", "産": "产", "爲": "为", "囯": "国"}


@lru_cache(maxsize=1)
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")


def to_simplified(line: str) -> str:
    """Return `line` in simplified characters, 着 included.

    Examples
    --------
    >>> to_simplified("標誌著邁入新階段,成效顯著,著名專家著力推動")
    '标志着迈入新阶段,成效显著,著名专家着力推动'
    """
    simplified: str = _converter().convert(line)
    for variant, standard in _MORE_VARIANTS.items():
        if variant in simplified:
            simplified = simplified.replace(variant, standard)
    return _particle(simplified) if "著" in simplified else simplified


def _particle(line: str) -> str:
    characters = list(line)
    for i, character in enumerate(characters):
        if character != "著":
            continue
        before = characters[i - 1] if i else ""
        behind = characters[i + 1] if i + 1 < len(characters) else ""
        written = before in _ZHU_BEFORE or (behind in _ZHU_BEHIND and before not in _ZHE_BEFORE)
        if not written:
            characters[i] = "着"
    return "".join(characters)


def share_converted(text: str) -> float:
    """Share of the Han characters of `text` that conversion changes; 0 for a single one.

    One 於 or 藉 in a line may be a name or a writer's choice, and is left alone.
    """
    han = len(_HAN.findall(text))
    if not han:
        return 0.0
    converted = to_simplified(text)
    if converted == text:
        return 0.0
    if len(converted) == len(text):
        changed = sum(1 for a, b in zip(text, converted, strict=True) if a != b)
        return changed / han if changed >= FEWEST_CONVERTED else 0.0
    return 1.0 - difflib.SequenceMatcher(None, text, converted, autojunk=False).ratio()


def traditional(text: str) -> list[Change]:
    """Convert each traditional line."""
    if _converter().convert(text) == text and "著" not in text:
        return []
    whole = share_converted(text) >= TEXT_SHARE
    changes: list[Change] = []
    position = 0
    for line in text.split("\n"):
        if whole or share_converted(line) >= LINE_SHARE:
            changes += _differences(line, to_simplified(line), position)
        position += len(line) + 1
    return changes


def _differences(line: str, converted: str, offset: int) -> list[Change]:
    if line == converted:
        return []
    if len(line) == len(converted):
        # One change a character: a run would swallow the pinyin edits between its characters.
        return [
            Change(offset + i, offset + i + 1, b, RULE)
            for i, (a, b) in enumerate(zip(line, converted, strict=True))
            if a != b
        ]
    matcher = difflib.SequenceMatcher(None, line, converted, autojunk=False)
    return [
        Change(offset + a, offset + b, converted[c:d], RULE)
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    ]
