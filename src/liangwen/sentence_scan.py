"""One pass over a text: where its sentences start, and how many Chinese characters it has."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from .codepoints import Codes, codes_of, compiled
from .letters import table_of
from .textunits import CLOSING_MARKS, FINAL_MARKS, HAN

#: What a character is: bits, so that one look tells all.
_HAN, _LETTER, _FINAL, _CLOSING, _LINE_END = 1, 2, 4, 8, 16


@lru_cache(maxsize=1)
def _classes() -> NDArray[np.uint8]:
    table = table_of(r"[^\W_]") * np.uint8(_LETTER) + table_of(HAN.pattern) * np.uint8(_HAN)
    for marks, kind in ((FINAL_MARKS, _FINAL), (CLOSING_MARKS, _CLOSING), ("\n", _LINE_END)):
        table[[ord(mark) for mark in marks]] |= kind
    return table


def starts_and_han(text: str) -> tuple[tuple[int, ...], int]:
    """Return where each sentence starts, and the number of Chinese characters.

    Examples
    --------
    >>> starts_and_han("计量是基础。SI也是。")
    ((0, 6), 7)
    """
    codes = codes_of(text)
    # Each but the first holds a letter, and each but the last ends with a mark.
    starts = np.empty(len(codes) // 2 + 1, dtype=np.int32)
    sentences, han = _scan(codes, _classes(), starts)
    return tuple(starts[:sentences].tolist()), han


@compiled
def _scan(
    codes: Codes, classes: NDArray[np.uint8], starts: NDArray[np.int32]
) -> tuple[int, int]:
    """Write the starts of sentences; return how many they are, and the Han characters."""
    sentences = han = start = i = 0
    holds_letter = False
    while i < len(codes):
        kind = classes[codes[i]] if codes[i] < len(classes) else 0
        i += 1
        han += int(kind & _HAN)
        holds_letter |= kind & _LETTER != 0
        if kind & (_FINAL | _LINE_END) == 0 and i < len(codes):
            continue
        if kind & _FINAL:
            while i < len(codes) and codes[i] < len(classes) and classes[codes[i]] & _FINAL:
                i += 1
            while i < len(codes) and codes[i] < len(classes) and classes[codes[i]] & _CLOSING:
                i += 1
        # What holds no letter belongs to the sentence before.
        if holds_letter or sentences == 0:
            starts[sentences] = start
            sentences += 1
        start, holds_letter = i, False
    return sentences, han
