"""Strings as a tree of characters in arrays, and the search for them in a text.

Nearly every place of a text is passed over by one look into a few kilobytes: each pair of
characters that begins a string has set one bit there. Only behind a set bit, one in twenty or
less by chance, the tree is walked.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from .codepoints import Codes, codes_of, compiled

_Numbers = NDArray[np.int32]
_Bits = NDArray[np.uint64]

_MIXED = 0x9E3779B97F4A7C15
_ONE, _SIX, _LOW, _HALF = (np.uint64(number) for number in (1, 6, 63, 32))
#: Bits for each pair of characters, so that few are set; and the fewest, as a power of two.
_SPARSE, _FEWEST_BITS = 16, 12


#: Number of a string, start and end of each occurrence.
Found = list[tuple[int, int, int]]


class StringTree(NamedTuple):
    """A tree whose nodes stand level by level, the children of a node side by side.

    Attributes
    ----------
    bits : array of uint64
        The bits of the pairs of characters that begin strings, 64 in a number; all of them where
        a string of one character is looked for.
    shift : uint64
        What is left of a pair's mixed number when it is shifted so far is the place of its bit.
    roots : array of int32
        Code of a first character -> its node, 0 for none.
    children : array of int32
        Node -> its first child; the next node's first child ends the row.
    codes : array of uint32
        Node -> the code of its character.
    strings : array of int32
        Node -> the number of the string that ends there, -1 where none does.
    """

    bits: _Bits
    shift: np.uint64
    roots: _Numbers
    children: _Numbers
    codes: Codes
    strings: _Numbers


def tree_of(strings: Sequence[str]) -> StringTree:
    """Arrange strings, each of them once and none of them empty; they are numbered in order."""
    beginnings = sorted({s[:length] for s in strings for length in range(1, len(s) + 1)})
    beginnings.sort(key=len)
    # Node 0 is the root and stands for no character.
    nodes = {beginning: node for node, beginning in enumerate(["", *beginnings])}
    parents = [nodes[beginning[:-1]] for beginning in beginnings]
    children = np.cumsum([1, *np.bincount(parents, minlength=len(nodes))], dtype=np.int32)
    codes = np.array([0, *(ord(beginning[-1]) for beginning in beginnings)], dtype=np.uint32)
    ends = np.full(len(nodes), -1, dtype=np.int32)
    ends[[nodes[string] for string in strings]] = np.arange(len(strings))
    firsts = np.arange(1, children[1])
    roots = np.zeros(int(codes[firsts].max(initial=0)) + 1, dtype=np.int32)
    roots[codes[firsts]] = firsts
    seconds = np.arange(children[1], children[children[1]])
    bits, shift = _bits(codes[np.asarray(parents)[seconds - 1]], codes[seconds])
    if (ends[firsts] >= 0).any():
        bits[:] = ~np.uint64(0)
    return StringTree(bits, shift, roots, children, codes, ends)


def _bits(first: Codes, second: Codes) -> tuple[_Bits, np.uint64]:
    """Set a bit for each pair of characters, among so many that few are set."""
    size = max((_SPARSE * len(first)).bit_length(), _FEWEST_BITS)
    shift = np.uint64(64 - size)
    places = (first.astype(np.uint64) << _HALF | second) * np.uint64(_MIXED) >> shift
    bits = np.zeros(1 << size - 6, dtype=np.uint64)
    np.bitwise_or.at(bits, places >> _SIX, _ONE << (places & _LOW))
    return bits, shift


def occurrences(tree: StringTree, text: str, *, overlapping: bool = False) -> Found:
    """Return string, start and end of each occurrence, in the order of their starts.

    Those that start first count, of those the longest, and none that overlaps it; unless all are
    wanted.
    """
    codes = codes_of(text)
    found = np.empty((len(codes) // 8 + 8, 3), dtype=np.int32)
    count = _find(codes, *tree, overlapping, found)
    if count > len(found):
        found = np.empty((count, 3), dtype=np.int32)
        _find(codes, *tree, overlapping, found)
    return cast(Found, found[:count].tolist())


@compiled
def _find(
    text: Codes,
    bits: _Bits,
    shift: np.uint64,
    roots: _Numbers,
    children: _Numbers,
    codes: Codes,
    strings: _Numbers,
    overlapping: bool,
    found: _Numbers,
) -> int:
    """Write what is found as long as there is room; return how much it is."""
    count = start = 0
    while start < len(text):
        code = text[start]
        after = text[start + 1] if start + 1 < len(text) else np.uint32(0)
        place = (np.uint64(code) << _HALF | after) * np.uint64(_MIXED) >> shift
        if not bits[place >> _SIX] >> (place & _LOW) & _ONE:
            start += 1
            continue
        node, at, end = roots[code] if code < len(roots) else 0, start, start
        while node > 0:
            at += 1
            if strings[node] >= 0:
                # The longer string takes the place of the shorter one, unless all are wanted.
                count += 1 if overlapping or end == start else 0
                if count <= len(found):
                    found[count - 1, 0] = strings[node]
                    found[count - 1, 1], found[count - 1, 2] = start, at
                end = at
            node = _child(node, text[at], children, codes) if at < len(text) else 0
        start = start + 1 if overlapping or end == start else end
    return count


@compiled
def _child(node: int, code: int, children: _Numbers, codes: Codes) -> int:
    """Return a node's child by its character, 0 where it has none."""
    low, high = children[node], children[node + 1]
    while low < high:
        middle = (low + high) // 2
        if codes[middle] < code:
            low = middle + 1
        else:
            high = middle
    return low if low < children[node + 1] and codes[low] == code else 0
