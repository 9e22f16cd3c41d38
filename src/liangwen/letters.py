"""Which characters a pattern of one character fits, as a table over all code points."""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

#: Characters are told apart up to here; beyond it there are no letters, only tags, variation
#: selectors and places for private use.
KNOWN = 0x40000


@lru_cache(maxsize=1)
def _all_characters() -> str:
    return np.arange(KNOWN, dtype="<u4").tobytes().decode("utf-32-le", "surrogatepass")


def table_of(pattern: str) -> NDArray[np.bool_]:
    """Say of each code point below `KNOWN` whether a pattern of one character fits it.

    Examples
    --------
    >>> table = table_of(r"[^\\W_]")
    >>> [bool(table[ord(character)]) for character in "量A7，_"]
    [True, True, True, False, False]
    """
    table = np.zeros(KNOWN, dtype=np.bool_)
    for found in re.finditer(f"(?:{pattern})+", _all_characters()):
        table[found.start() : found.end()] = True
    return table
