"""Which characters stand in a text, and where, as far as any rule asks: one look serves all.

Each character belongs to some of sixteen classes, one bit each. A rule whose class no
character of a text belongs to has nothing to do there, and the others go straight to the
places that they act on.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from ..codepoints import Codes, codes_of, compiled
from ..letters import KNOWN, table_of

Classes = NDArray[np.uint16]
Places = NDArray[np.int64]

# What a rule's characters are is said in the rule's own module.
(
    MOJIBAKE, LOST, NOT_PLAIN, TAG, MARKUP, BRACKET, TRADITIONAL, WIDE_BLANK, BLANK, LINE_END,
    SPACE, FULL_STOP, CLOSING, OPENING, GOES_ON, SIMPLIFIED,
) = (1 << bit for bit in range(16))  # fmt: skip


def _members() -> dict[int, Iterable[str]]:
    """Return the characters of each class."""
    from . import (
        characters,
        fragments,
        layout,
        linked,
        markup,
        mojibake,
        pinyin,
        repeated,
        spaced,
        traditional,
    )

    return {
        MOJIBAKE: mojibake.TRIGGERS,
        LOST: mojibake.SIGNS,
        NOT_PLAIN: characters.TRIGGERS,
        TAG: "<",
        MARKUP: markup.TRIGGERS,
        BRACKET: pinyin.TRIGGERS,
        TRADITIONAL: traditional.alphabet().traditional,
        SIMPLIFIED: traditional.alphabet().simplified,
        WIDE_BLANK: spaced.TRIGGERS,
        BLANK: layout.BLANKS,
        LINE_END: "\n",
        SPACE: repeated.SPACE,
        FULL_STOP: repeated.FULL_STOPS,
        CLOSING: repeated.CLOSING,
        OPENING: fragments.OPENING,
        GOES_ON: linked.GOES_ON,
    }


@lru_cache(maxsize=1)
def _table() -> Classes:
    """Return the classes of every code point."""
    table = np.zeros(0x110000, np.uint16)
    for bit, members in _members().items():
        table[[ord(character) for character in members]] |= bit
    return table


@lru_cache(maxsize=1)
def digits() -> NDArray[np.bool_]:
    r"""Say of every code point whether ``\d`` finds it; for loops that cannot ask `re`."""
    table = np.zeros(0x110000, np.bool_)
    table[:KNOWN] = table_of(r"\d")
    return table


@compiled
def _classify(codes: Codes, table: Classes, classes: Classes) -> int:
    """Write the classes of each character down; return those of all together."""
    held = 0
    for i in range(codes.size):
        found = table[codes[i]]
        classes[i] = found
        held |= int(found)
    return held


@compiled
def _places(classes: Classes, wanted: int) -> Places:
    """Return where characters of these classes stand."""
    count = 0
    for i in range(classes.size):
        count += (classes[i] & wanted) != 0
    places = np.empty(count, np.int64)
    count = 0
    for i in range(classes.size):
        if classes[i] & wanted:
            places[count] = i
            count += 1
    return places


@compiled
def _line_ends(classes: Classes, wanted: int) -> Places:
    """Return where each line ends; the last one ends with the text."""
    places = _places(classes, wanted)
    ends = np.empty(places.size + 1, np.int64)
    ends[:-1] = places
    ends[-1] = classes.size
    return ends


@compiled
def _letters_behind(codes: Codes, sign: int) -> int:
    """Return which letters stand behind a sign, a bit for each code point from 64 to 126."""
    found = 0
    for i in range(codes.size - 1):
        if codes[i] == sign and 64 <= codes[i + 1] < 127:
            found |= 1 << (codes[i + 1] - 64)
    return found


@compiled
def in_lines(classes: Classes, line_ends: Places, wanted: int) -> Places:
    """Count the characters of these classes in each line."""
    counts = np.zeros(line_ends.size, np.int64)
    start = 0
    for k in range(line_ends.size):
        for i in range(start, line_ends[k]):
            counts[k] += (classes[i] & wanted) != 0
        start = line_ends[k] + 1
    return counts


class Census:
    """The characters of a text by their classes.

    Parameters
    ----------
    text : str

    Attributes
    ----------
    codes, classes : array
        Of each character.
    held : int
        The classes that any character belongs to.

    Examples
    --------
    >>> census = Census("计量\\n(liàng)")
    >>> bool(census.held & BRACKET), bool(census.held & TAG), census.places(LINE_END).tolist()
    (True, False, [2])
    """

    def __init__(self, text: str) -> None:
        self.codes = codes_of(text)
        self.classes = np.empty(self.codes.size, np.uint16)
        self.held = _classify(self.codes, _table(), self.classes)

    def places(self, wanted: int) -> Places:
        """Return where the characters of any of these classes stand."""
        places: Places = _places(self.classes, wanted)
        return places

    @cached_property
    def line_ends(self) -> Places:
        """Where each line ends; the last one ends with the text."""
        ends: Places = _line_ends(self.classes, LINE_END)
        return ends

    @cached_property
    def _tags(self) -> int:
        return _letters_behind(self.codes, ord("<")) if self.held & TAG else 0

    def may_have_tag(self, letters: str) -> bool:
        """Say whether any of these Latin letters stands behind a ``<``."""
        return any(self._tags >> (ord(letter) - 64) & 1 for letter in letters)


#: The text that was asked for last, with its census: rules ask one after another.
_last: list[tuple[str, Census]] = []


def census_of(text: str) -> Census:
    """Return the census of `text`, which rules that follow one another share."""
    for known, census in _last:
        if known is text:
            return census
    census = Census(text)
    _last[:] = [(text, census)]
    return census
