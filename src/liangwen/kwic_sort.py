"""Sorting of concordance lines by what stands left and right of the hit."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from .errors import LiangwenError

#: A key: how many words (or characters) left (negative) or right; 0 for the hit; ±ALL for the
#: whole context.
Sorting = tuple[int, ...]
ALL = 1_000_000
#: The whole context is compared over so many characters.
_REACH = 200
_STEP = re.compile(r"([1-9]\d?)([LR])", re.IGNORECASE)


def sorting(sort: str | Sequence[str]) -> Sorting:
    """Read the keys of a sort order.

    Raises
    ------
    LiangwenError
        For a key that is none of 1L, 2L …, 1R, 2R …, left, right, hit.

    Examples
    --------
    >>> sorting("1R 2L left hit") == (1, -2, -ALL, 0)
    True
    """
    words = re.split(r"[,;\s]+", sort.strip()) if isinstance(sort, str) else list(sort)
    return tuple(_key(word) for word in words if word)


def _key(word: str) -> int:
    whole = {"left": -ALL, "right": ALL, "hit": 0}
    if word.lower() in whole:
        return whole[word.lower()]
    step = _STEP.fullmatch(word)
    if step is None:
        raise LiangwenError(
            f"Lines cannot be sorted by {word!r}; use 1L, 2L …, 1R, 2R …, left, right or hit."
        )
    return int(step[1]) * (-1 if step[2].upper() == "L" else 1)


def sort_key(
    text: str, start: int, end: int, keys: Sorting, ends: Sequence[int] | None
) -> tuple[str, ...]:
    """Return what a line is ordered by; the paragraph's edge is before all else.

    Parameters
    ----------
    text : str
    start, end : int
        The hit.
    keys : tuple of int
        From `sorting`.
    ends : sequence of int or None
        Where each token ends: then a step is a token, otherwise a character.

    Examples
    --------
    >>> sort_key("推进计量工作", 2, 4, sorting("1L 1R left"), None)
    ('进', '工', '进推')
    >>> sort_key("推进计量工作", 2, 4, sorting("1L 1R"), [2, 4, 6])
    ('推进', '工作')
    """
    return tuple(_part(text, start, end, key, ends) for key in keys)


def _part(text: str, start: int, end: int, key: int, ends: Sequence[int] | None) -> str:
    if key == 0:
        return text[start:end]
    if key == -ALL:
        return text[max(0, start - _REACH) : start].rsplit("\n", 1)[-1][::-1]
    if key == ALL:
        return text[end : end + _REACH].split("\n", 1)[0]
    return _left(text, start, -key, ends) if key < 0 else _right(text, end, key, ends)


def _left(text: str, start: int, step: int, ends: Sequence[int] | None) -> str:
    if ends is None:
        context = text[max(0, start - step) : start].rsplit("\n", 1)[-1]
        return context[0] if len(context) == step else ""
    last = bisect_right(ends, start) - 1
    first = last - step + 1
    if first < 0:
        return ""
    begin = ends[first - 1] if first else 0
    stretch = text[begin:start]
    return "" if "\n" in stretch else text[begin : ends[first]]


def _right(text: str, end: int, step: int, ends: Sequence[int] | None) -> str:
    if ends is None:
        context = text[end : end + step].split("\n", 1)[0]
        return context[-1] if len(context) == step else ""
    # A token that the hit ends in the middle of belongs to the hit.
    first = bisect_right(ends, end - 1)
    token = first + step
    if token >= len(ends):
        return ""
    stretch = text[end : ends[token]]
    return "" if "\n" in stretch else text[ends[token - 1] : ends[token]]
