"""Reprints and excerpts: found after cleaning, marked with their original, never deleted."""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

#: Characters a shingle.
SHINGLE = 5
#: From this Jaccard similarity on a pair is a duplicate; down to the second one for review.
DUPLICATE, REVIEW = 0.8, 0.5
#: So much of the shorter text inside the longer one makes it an excerpt.
EXCERPT = 0.8
#: One shingle in so many is kept to find candidates; pairs are then measured on all of them.
_SAMPLE = 16

_KEPT = re.compile(r"\w")


class Pair(NamedTuple):
    """Two articles that share text; `original` is the one to be counted."""

    article_id: str
    original: str
    similarity: float
    containment: float
    kind: str


def shingles(text: str) -> set[str]:
    """Return all runs of five letters, digits or characters; punctuation is left out."""
    bare = "".join(_KEPT.findall(text))
    return {bare[i : i + SHINGLE] for i in range(max(len(bare) - SHINGLE + 1, 0))}


def find_duplicates(texts: Mapping[str, str], order: Sequence[str]) -> list[Pair]:
    """Find pairs of articles that are the same text, nearly the same, or one inside the other.

    Parameters
    ----------
    texts : mapping
        article_id -> clean text.
    order : sequence of str
        The ids from the likeliest original to the last (by date, then id).

    Returns
    -------
    list of Pair
        kind is "duplicate", "excerpt" or "review"; ordered by id. Similarity is Jaccard's,
        containment the share of the shorter text's shingles that the other has.

    Examples
    --------
    >>> find_duplicates({"a": "加强计量基础研究工作", "b": "加强计量基础研究工作"}, ["a", "b"])
    [Pair(article_id='b', original='a', similarity=1.0, containment=1.0, kind='duplicate')]
    """
    sets = {name: shingles(texts[name]) for name in order}
    rank = {name: i for i, name in enumerate(order)}
    pairs = []
    for a, b in _candidates(sets):
        first, second = sorted((a, b), key=rank.__getitem__)
        pair = _measure(first, second, sets)
        if pair:
            pairs.append(pair)
    return sorted(pairs)


def _candidates(sets: Mapping[str, set[str]]) -> list[tuple[str, str]]:
    """Pairs that share a good part of the sampled shingles of the shorter text."""
    holders: dict[str, list[str]] = defaultdict(list)
    sizes: dict[str, int] = {}
    for name, members in sets.items():
        sample = _sampled(members)
        sizes[name] = len(sample)
        for shingle in sample:
            holders[shingle].append(name)
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for names in holders.values():
        # What stands in very many articles (set phrases) tells no two of them apart.
        if 2 <= len(names) <= 50:
            for a, b in combinations(sorted(names), 2):
                shared[a, b] += 1
    return sorted(
        pair for pair, n in shared.items() if n >= 0.3 * min(sizes[pair[0]], sizes[pair[1]])
    )


def _sampled(members: set[str]) -> list[str]:
    sample = [s for s in members if zlib.crc32(s.encode()) % _SAMPLE == 0]
    return sample if len(sample) >= 8 else sorted(members)


def _measure(first: str, second: str, sets: Mapping[str, set[str]]) -> Pair | None:
    a, b = sets[first], sets[second]
    common = len(a & b)
    smaller = min(len(a), len(b))
    if not smaller:
        return None
    similarity, containment = common / len(a | b), common / smaller
    if similarity >= DUPLICATE:
        kind = "duplicate"
    elif containment >= EXCERPT:
        kind = "excerpt"
    elif similarity >= REVIEW:
        kind = "review"
    else:
        return None
    copy, original = (second, first)
    if kind == "excerpt" and len(a) < len(b):
        copy, original = first, second
    return Pair(copy, original, round(similarity, 6), round(containment, 6), kind)
