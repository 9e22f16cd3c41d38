"""Rule `repeated`: a body that stands several times in one file stays once.

Pages nest their text in containers, and a scraper that writes each container's text stores
the article two to six times, now a paragraph a line, now nearly on one line. Sentences are
compared, blanks and line ends apart. A copy is a run of sentences that all stood before and
that together make up at least half of what the file says once; of the copies the one with
most lines stays. A law that repeats its own words, form by form, is far below that.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from ..codepoints import codes_of
from ..edits import Change
from .census import SPACE as SPACE_CLASS
from .census import census_of
from .probes import sentences, shared_grams, stand_again

RULE = "repeated"

#: A copy has at least so many characters, and this share of the different sentences' length.
_SHORTEST_COPY = 200
_COPY_SHARE = 0.5
#: Sentences of so many characters say that a passage stood before; shorter ones come again.
_TELLING = 12
#: So many sentences may be new within a copy: a page's head, a counter, a date.
_GAP = 4
#: Another copy than the first is kept if it has so many times its lines.
_MORE_LINES = 1.5
_PROBES = 24
_PROBE = 14
#: So many of them standing again are reason to look closely.
_FOUND = 3
#: 5-grams shared by a file's two halves: in between lie copies spun with synonyms.
_SPUN = (0.35, 0.95)
_GRAM = 5
#: Share of these 5-grams that stand at the same place of both halves.
_ALIGNED = 0.7

#: A sentence ends behind these, and behind what closes a quotation or a bracket after them.
FULL_STOPS = "。！？；"
CLOSING = "”’」』）)"
#: What a regular expression calls a space.
SPACE = "".join(chr(point) for point in range(0x3001) if chr(point).isspace())


class _Copy(NamedTuple):
    """A run of units, from the first to the last."""

    first: int
    last: int


class _Units(NamedTuple):
    """The sentences of a text: where they stand, and where each stood first, blanks apart."""

    starts: list[int]
    ends: list[int]
    #: Characters without blanks: of all sentences before each, and of all different ones.
    totals: list[int]
    once: int
    image: list[int]
    #: Sentences that stood before and are long enough to say that a passage did.
    again: list[int]
    #: Sentences that did not.
    new: list[int]

    def length(self, copy: _Copy) -> int:
        """Characters of a copy, without blanks."""
        return self.totals[copy.last + 1] - self.totals[copy.first]

    def telling(self, copies: Sequence[_Copy]) -> list[int]:
        """Sentences of some copies that say that these stood before."""
        return [
            i
            for copy in copies
            for i in self.again[
                bisect_left(self.again, copy.first) : bisect_right(self.again, copy.last)
            ]
        ]


def repeated(text: str) -> list[Change]:
    """Remove all copies of the body but the one with most lines."""
    if not _may_repeat(text):
        return []
    units = _sentences(text)
    least = max(_SHORTEST_COPY, _COPY_SHARE * units.once)
    runs = [run for run in _runs(units) if units.length(run) >= least]
    if not runs:
        return []
    original = _original(units, runs)
    copies = [copy for run in runs for copy in _parted(units, run, original)]
    kept = _best(text, [original, *(c for c in copies if units.length(c) >= least)], units)
    held = {units.image[i] for i in range(kept.first, kept.last + 1)}
    spare = [
        i
        for copy in dict.fromkeys((original, *runs))
        for i in range(copy.first, copy.last + 1)
        if units.image[i] in held and not kept.first <= i <= kept.last
    ]
    return _removals(text, units, spare, units.starts[kept.first])


def _sentences(text: str) -> _Units:
    starts, ends, lengths, images = sentences(census_of(text))
    is_new = images == np.arange(images.size)
    totals = np.concatenate([[0], lengths.cumsum()])
    again = np.flatnonzero(~is_new & (lengths >= _TELLING))
    return _Units(
        starts.tolist(),
        ends.tolist(),
        totals.tolist(),
        int(lengths[is_new].sum()),
        images.tolist(),
        again.tolist(),
        np.flatnonzero(is_new).tolist(),
    )


def _may_repeat(text: str) -> bool:
    """Probe a few places: in a file with a second copy most of them stand again further on."""
    if len(text) < 2 * _SHORTEST_COPY:
        return False
    middle = len(text) // 2
    step = max(1, middle // _PROBES)
    line_end = ord("\n")
    found = stand_again(codes_of(text), middle, step, _PROBE, 0, _FOUND, line_end)
    return bool(found == _FOUND)


def _runs(units: _Units) -> list[_Copy]:
    """Maximal runs of units that stood before, a few new ones between them allowed."""
    again = units.again
    ends = [i for i, behind in pairwise(again) if behind - i > _GAP + 1] + again[-1:]
    firsts = again[:1] + [i for before, i in pairwise(again) if i - before > _GAP + 1]
    return [_with_short_ends(units, run) for run in map(_Copy, firsts, ends)]


def _with_short_ends(units: _Units, run: _Copy) -> _Copy:
    """Take in what stood before at the run's ends and is too short to tell: 各位代表！"""
    before = bisect_left(units.new, run.first)
    behind = bisect_right(units.new, run.last)
    # The first sentence of all is a new one.
    last = units.new[behind] if behind < len(units.new) else len(units.image)
    return _Copy(units.new[before - 1] + 1, last - 1)


def _original(units: _Units, runs: list[_Copy]) -> _Copy:
    """Where the copies' sentences stood first.

    The last ones may have stood before within the body itself, and are its own all the same.
    """
    image = units.image
    images = [image[i] for i in units.telling(runs)]
    first, last = min(images), max(images)
    again = {image[i] for run in runs for i in range(run.first, run.last + 1)}
    while first > 0 and first - 1 in again:
        first -= 1
    for i in range(last + 1, min(last + 1 + _GAP, len(image))):
        if image[i] == i or i - image[i] > (last - first) // 2:
            break
        last = i
    return _Copy(first, last)


def _parted(units: _Units, run: _Copy, original: _Copy) -> list[_Copy]:
    """Part a run of several copies where it falls back from the body's end to its start."""
    half = (original.last - original.first) // 2
    starts, before = [run.first], 0
    for i in units.telling([run]):
        if before - units.image[i] > half:
            starts.append(i)
        before = units.image[i]
    ends = [start - 1 for start in starts[1:]] + [run.last]
    return [_Copy(first, last) for first, last in zip(starts, ends, strict=True)]


def _best(text: str, copies: list[_Copy], units: _Units) -> _Copy:
    """The first copy, unless another is clearly better set out in lines."""

    def lines(copy: _Copy) -> int:
        return text.count("\n", units.starts[copy.first], units.ends[copy.last])

    most = max(copies, key=lines)
    return most if lines(most) > _MORE_LINES * lines(copies[0]) else copies[0]


def _removals(text: str, units: _Units, spare: list[int], kept: int) -> list[Change]:
    """Cut the units out; a stretch of whole lines takes one line end with it.

    It is the one that lies towards the copy that is kept, at offset `kept`: so a line between
    two stretches that leaves by a later rule does not take them under that rule's name.
    """
    stretches: list[tuple[int, int]] = []
    for i in sorted(spare):
        start, end = units.starts[i], units.ends[i]
        if stretches and not text[stretches[-1][1] : start].strip():
            start = stretches.pop()[0]
        stretches.append((start, end))
    return [Change(*_with_line_end(text, *s, behind=s[0] > kept), "", RULE) for s in stretches]


def _with_line_end(text: str, start: int, end: int, *, behind: bool) -> tuple[int, int]:
    at_end = end == len(text) or text[end - 1] == "\n" or text[end] == "\n"
    if start and text[start - 1] != "\n":
        return (start, end - 1) if text[end - 1] == "\n" else (start, end)
    if not at_end:
        return start, end
    end -= text[end - 1] == "\n"
    if start and (behind or end == len(text)):
        return start - 1, end
    return start, min(end + 1, len(text))


def is_spun(text: str) -> bool:
    """Say whether the second half of a text repeats the first in other words.

    Copies spun with synonyms (计量起色经营 for 计量发展规划) cannot be mended, only flagged.
    The halves of an honest text share few 5-grams, those of a copied one nearly all.
    """
    if len(text) < 3 * _SHORTEST_COPY or not _probed(text):
        return False
    census = census_of(text)
    bare = census.codes[census.classes & SPACE_CLASS == 0]
    # A copy keeps the order; a law's set phrases stand anywhere.
    fewest, shared, aligned = shared_grams(bare, _GRAM, bare.size // 2 / 10)
    share = shared / max(1, fewest)
    return _SPUN[0] <= share <= _SPUN[1] and bool(aligned >= _ALIGNED * shared)


def _probed(text: str) -> bool:
    """Say whether enough of a few 5-grams of the first half stand in the second."""
    middle = len(text) // 2
    step = max(1, middle // (2 * _PROBES))
    number = len(range(0, middle - _GRAM, step))
    enough = number - int((1 - _SPUN[0]) * number)
    found = stand_again(codes_of(text), middle - _GRAM, step, _GRAM, middle, enough, -1)
    return bool(found == enough)
