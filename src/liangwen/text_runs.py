"""Verbatim runs that two texts share: found by their k-grams, extended as far as they go.

Texts are compared by their letters, digits and characters alone; punctuation, blanks and line
breaks are passed over, so that a reprint's widths and breaks do not part a run. All runs of k
characters are hashed and sorted, equal ones are seeds, and each seed is compared character by
character until the texts part. Work grows with the amount of text and of what is shared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .errors import LiangwenError

Ints = NDArray[np.int64]

#: A run has so many characters at least. Thirteen in a row is the customary line of Chinese
#: plagiarism screening; among reports written apart from each other most shorter runs are set
#: phrases.
SHORTEST = 13
#: What stands in more articles than this is a common formula, and tells no two of them apart.
COMMON = 5
#: A string that stands more often than this in all texts together is paired as a formula is.
_CROWDED = 24

_BARE = re.compile(r"[^\W_]+")


class Bare(NamedTuple):
    """A text without punctuation and blanks, and where each of its characters stands."""

    codes: NDArray[np.uint32]
    places: Ints


class Run(NamedTuple):
    """A maximal run of equal characters in texts a and b; places and length in bare characters.

    `texts` is the number of texts that hold each stretch of it that is as long as a seed.
    """

    a: int
    b: int
    start: int
    other_start: int
    length: int
    texts: int


def bare(text: str) -> Bare:
    """Reduce a text to letters, digits and characters; Latin letters to small ones.

    Examples
    --------
    >>> bare("计量，SI。").places.tolist()
    [0, 1, 3, 4]
    """
    spans = [found.span() for found in _BARE.finditer(text)]
    joined = "".join(text[start:end] for start, end in spans)
    # Lower case can be longer than its capital (İ); what changes its length stays as it is.
    small = joined.lower() if len(joined.lower()) == len(joined) else joined
    codes = np.frombuffer(small.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    places = [np.arange(start, end) for start, end in spans]
    return Bare(codes, np.concatenate(places) if places else np.zeros(0, dtype=np.int64))


def shared_runs(
    texts: Sequence[Bare],
    *,
    shortest: int = SHORTEST,
    common: int = COMMON,
    only_b: Sequence[bool] = (),
) -> list[Run]:
    """Find the maximal runs that two texts share.

    Parameters
    ----------
    texts : sequence of Bare
        In the order of originality: reference texts and early ones first.
    shortest : int
        Characters a run holds at least.
    common : int
        A string in more texts than this is sought, in each of them, only in the first text that
        holds it: a formula of a hundred texts is a hundred rows and not five thousand.
    only_b : sequence of bool, optional
        Texts that are a source only: no runs between two of them.

    Returns
    -------
    list of Run
        b stands before a in `texts`; ordered by a, b and place. A run of a that lies inside a
        longer one of the same two texts is left out, and of equal ones the first in b stands.

    Raises
    ------
    LiangwenError
        If `shortest` is under four: nearly everything is shared then.

    Examples
    --------
    >>> first, second = bare("计量是构建一体化国家战略体系的基础。"), bare("构建，一体化国家战略。")
    >>> shared_runs([first, second], shortest=8)
    [Run(a=1, b=0, start=0, other_start=3, length=9, texts=2)]
    """
    if shortest < 4:
        raise LiangwenError(
            f"A shared run of {shortest} characters says nothing: ask for four or more."
        )
    sources = np.array([*only_b, *[False] * (len(texts) - len(only_b))], dtype=bool)
    seeds, held = _seeds(texts, shortest, common)
    seeds = seeds[~(sources[seeds[:, 0]] & sources[seeds[:, 1]])]
    found: list[Run] = []
    last = (-1, -1, 0, -1)
    for a, b, p, q, length in _joined(seeds):
        if (a, b, p - q) == last[:3] and p < last[3]:
            continue  # inside the run before, which was extended over it
        start, end = _extended(texts[a].codes, texts[b].codes, p, q, length + shortest - 1)
        in_texts = int(held[a][start : end - shortest + 1].min())
        found.append(Run(a, b, start, start - p + q, end - start, in_texts))
        last = (a, b, p - q, end)
    return _outermost(found)


def _outermost(runs: list[Run]) -> list[Run]:
    """Leave out what lies inside another run of the same two texts, seen from a."""
    kept: list[Run] = []
    for run in sorted(runs, key=lambda run: (*run[:3], -run.length, run.other_start)):
        before = kept[-1] if kept and kept[-1][:2] == run[:2] else None
        if before is None or run.start + run.length > before.start + before.length:
            kept.append(run)
    return kept


def _hashes(codes: NDArray[np.uint32], size: int) -> NDArray[np.uint64]:
    count = max(len(codes) - size + 1, 0)
    hashes = np.zeros(count, dtype=np.uint64)
    for i in range(size):
        hashes = hashes * np.uint64(0x9E3779B97F4A7C15) + codes[i : i + count]
    return hashes


def _seeds(texts: Sequence[Bare], shortest: int, common: int) -> tuple[Ints, list[Ints]]:
    """Find where two texts have the same run of `shortest` characters.

    Returns
    -------
    (rows a, b, p, q; of each text the number of texts that hold the run at each of its places)
    """
    hashes = [_hashes(text.codes, shortest) for text in texts]
    sizes = [len(part) for part in hashes]
    if not sum(sizes):
        return np.zeros((0, 4), dtype=np.int64), []
    document = np.repeat(np.arange(len(texts)), sizes)
    place = np.concatenate([np.arange(size) for size in sizes])
    joined = np.concatenate(hashes)
    # Stable: within equal hashes the texts stay in their order, the first one foremost.
    order = np.argsort(joined, kind="stable")
    ordered, document, place = joined[order], document[order], place[order]
    first = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
    count = np.diff(np.r_[first, len(ordered)])
    changes = np.r_[False, (document[1:] != document[:-1])]
    held = np.add.reduceat(changes.astype(np.int64), first) + 1
    held -= changes[first]  # the change at a group's first member is not one within it
    few = (held > 1) & (held <= common) & (count <= _CROWDED)
    many = (held > 1) & ~few
    pairs = [_within(first[few], count[few]), _with_first(first[many], count[many])]
    left, right = (np.concatenate([pair[side] for pair in pairs]) for side in (0, 1))
    rows = np.stack([document[left], document[right], place[left], place[right]], axis=1)
    everywhere = np.empty(len(order), dtype=np.int64)
    everywhere[order] = np.repeat(held, count)
    return rows[rows[:, 0] != rows[:, 1]], np.split(everywhere, np.cumsum(sizes)[:-1])


def _within(first: Ints, count: Ints) -> tuple[Ints, Ints]:
    """All pairs (later, earlier) of members of each group."""
    later: list[Ints] = []
    earlier: list[Ints] = []
    for size in np.unique(count).tolist():
        starts = first[count == size]
        i, j = np.triu_indices(size, k=1)
        earlier.append((starts[:, None] + i).ravel())
        later.append((starts[:, None] + j).ravel())
    empty = np.zeros(0, dtype=np.int64)
    return np.concatenate([*later, empty]), np.concatenate([*earlier, empty])


def _with_first(first: Ints, count: Ints) -> tuple[Ints, Ints]:
    """Pairs of each member of a group with its first one."""
    total = int(count.sum())
    offset = np.arange(total) - np.repeat(np.cumsum(count) - count, count)
    return np.repeat(first, count) + offset, np.repeat(first, count)


def _joined(seeds: Ints) -> Iterator[tuple[int, int, int, int, int]]:
    """Join seeds that follow each other in both texts: (a, b, p, q, number of seeds)."""
    if not len(seeds):
        return
    shift = seeds[:, 2] - seeds[:, 3]
    order = np.lexsort((seeds[:, 2], shift, seeds[:, 1], seeds[:, 0]))
    seeds, shift = seeds[order], shift[order]
    same = (seeds[1:, :2] == seeds[:-1, :2]).all(axis=1) & (shift[1:] == shift[:-1])
    breaks = np.flatnonzero(np.r_[True, ~(same & (seeds[1:, 2] - seeds[:-1, 2] <= 1))])
    ends = np.r_[breaks[1:], len(seeds)] - 1
    lengths = seeds[ends, 2] - seeds[breaks, 2] + 1
    for row, length in zip(seeds[breaks].tolist(), lengths.tolist(), strict=True):
        yield row[0], row[1], row[2], row[3], length


def _extended(
    a: NDArray[np.uint32], b: NDArray[np.uint32], p: int, q: int, length: int
) -> tuple[int, int]:
    """Start and end in `a` of the maximal run through a[p:p+length] == b[q:q+length]."""
    start, end = p, p + length
    while start > 0 and start - p + q > 0 and a[start - 1] == b[start - 1 - p + q]:
        start -= 1
    while end < len(a) and end - p + q < len(b) and a[end] == b[end - p + q]:
        end += 1
    return start, end


def covered(spans: Sequence[tuple[int, int]]) -> int:
    """Count the characters that lie in any of some half-open spans.

    Examples
    --------
    >>> covered([(0, 4), (2, 6), (9, 10)])
    7
    """
    total, reached = 0, 0
    for start, end in sorted(spans):
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total
