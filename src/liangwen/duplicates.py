"""Reprints and excerpts: found after cleaning, marked with their original, never deleted.

Texts are sets of five-character shingles, kept as 64-bit hashes. Candidates come from a sketch:
those shingles whose hash is a multiple of a fixed number (scaled MinHash, Irber and others 2022),
which finds near-duplicates and, unlike a signature of fixed length, excerpts of a much longer text
as well. Every pair that is reported was then measured on all its shingles. What is common to many
articles links each of them to the first few only, so that the work grows with the number of
articles and not with its square.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from .shared_shingles import pairs_that_share

if TYPE_CHECKING:
    import pyarrow as pa

    from .shingle_hashes import Hashes

#: Characters a shingle.
SHINGLE = 5
#: From this Jaccard similarity on a pair is a duplicate; down to the second one for review.
DUPLICATE, REVIEW = 0.8, 0.5
#: So much of the shorter text inside the longer one makes it an excerpt.
EXCERPT = 0.8
#: Where the two are alike enough for review, the shorter must be nearly all inside: versions of a
#: regulation are no excerpts of one another, an abridged speech is.
_ABRIDGED = 0.95
#: So few articles are compared all with all.
_FEW = 64
#: One shingle in so many is in the sketch; a text that would have fewer than the second number
#: there gives all of its shingles.
_SAMPLE, _SAMPLE_LEAST = 16, 8
#: So much of the sketch of the shorter text must be shared for a pair to be measured: two texts
#: of similarity .5 share two thirds of the shorter one at least, unless it lies in the longer one.
_SAMPLE_SHARE = 0.4


class Pair(NamedTuple):
    """Two articles that share text; `original` is the one to be counted."""

    article_id: str
    original: str
    similarity: float
    containment: float
    kind: str


def shingles(text: str) -> Hashes:
    """Return the hashes of all runs of five letters, digits or characters, sorted, each once.

    Punctuation and blanks are left out, so that a reprint's line breaks and widths do not count.

    Examples
    --------
    >>> len(shingles("加强计量，基础研究")), len(shingles("加强计量"))
    (4, 0)
    """
    from .shingle_hashes import hashes_of

    return _sorted_once(hashes_of(text, SHINGLE))


def sketch(text: str) -> Hashes:
    """Return the hashes by which a text's relatives are looked up, sorted, each once.

    Examples
    --------
    >>> len(sketch("加强计量，基础研究"))  # short texts give all they have
    4
    """
    from .shingle_hashes import hashes_of

    sample = _sorted_once(hashes_of(text, SHINGLE, one_in=_SAMPLE))
    return sample if len(sample) >= _SAMPLE_LEAST else shingles(text)


def _sorted_once(hashes: Hashes) -> Hashes:
    import numpy as np

    hashes.sort()
    first = np.ones(len(hashes), dtype=np.bool_)
    np.not_equal(hashes[1:], hashes[:-1], out=first[1:])
    return hashes[first]


def find_duplicates(texts: Mapping[str, str], order: Sequence[str]) -> list[Pair]:
    """Find articles that are another's reprint, nearly so, or an excerpt of it.

    Parameters
    ----------
    texts : mapping
        article_id -> clean text.
    order : sequence of str
        The ids from the likeliest original to the last (by date, then length, then id).

    Returns
    -------
    list of Pair
        At most one row an article, ordered by id. kind is "duplicate" (similarity .8 or more,
        original: the earlier in `order`), "excerpt" (containment .8 or more, .95 where similarity
        is .5 or more; original: the longer one, whatever its date) or "review"
        (similarity .5 or more, the nearest of the earlier articles). Similarity is Jaccard's,
        containment the share of the shorter text's shingles that the other has. The original of
        a duplicate or excerpt is itself none.

    Notes
    -----
    When it misleads: forms and yearly reports share much of their wording without being reprints;
    they come as "review", and nothing is left out on its account. Texts of fewer than five
    characters are compared with none.

    Examples
    --------
    >>> find_duplicates({"a": "加强计量基础研究工作", "b": "加强计量基础研究工作"}, ["a", "b"])
    [Pair(article_id='b', original='a', similarity=1.0, containment=1.0, kind='duplicate')]
    """
    import pyarrow as pa

    sketches = pa.table(
        {"article_id": list(order), "hashes": [sketch(texts[name]) for name in order]},
        schema=pa.schema([("article_id", pa.string()), ("hashes", pa.list_(pa.uint64()))]),
    )
    sets = {name: shingles(texts[name]) for name in order}

    def measure(earlier: str, later: str) -> Measured | None:
        return measured_pair(earlier, later, sets[earlier], sets[later])

    pairs = [measure(a, b) for a, b in candidates(sketches, order)]
    return decide(order, [pair for pair in pairs if pair], measure)


class Measured(NamedTuple):
    """What two articles share: the shares, and how many shingles each has."""

    earlier: str
    later: str
    similarity: float
    containment: float
    sizes: tuple[int, int]


def candidates(sketches: pa.Table | Path, order: Sequence[str]) -> list[tuple[str, str]]:
    """Find the pairs of articles that are worth measuring.

    Parameters
    ----------
    sketches : pyarrow.Table or Path
        One row an article: article_id, hashes (of :func:`sketch`); or a folder of Parquet files.
    order : sequence of str
        The ids from the likeliest original to the last.

    Returns
    -------
    list of (earlier, later)
        In the order of `order`; all pairs where there are but a few articles.
    """
    if len(order) <= _FEW:
        return [(a, b) for i, b in enumerate(order) for a in order[:i]]
    pairs = pairs_that_share(sketches, order, share=_SAMPLE_SHARE)
    return [(order[a], order[b]) for a, b in pairs]


def measured_pair(earlier: str, later: str, a: Hashes, b: Hashes) -> Measured | None:
    """Measure what two articles share by all their shingles; None where that is nothing."""
    from .shingle_hashes import in_common

    common = int(in_common(a, b))
    if not common:
        return None
    similarity = round(common / (len(a) + len(b) - common), 6)
    containment = round(common / min(len(a), len(b)), 6)
    return Measured(earlier, later, similarity, containment, (len(a), len(b)))


def decide(
    order: Sequence[str],
    pairs: Iterable[Measured],
    measure: Callable[[str, str], Measured | None],
) -> list[Pair]:
    """Say which article is whose copy, from what the pairs share.

    Parameters
    ----------
    order : sequence of str
        As for :func:`find_duplicates`.
    pairs : iterable of Measured
    measure : callable
        Measures a pair (earlier, later) that is not among `pairs`: the original of an original.

    Returns
    -------
    list of Pair
        As of :func:`find_duplicates`.
    """
    known = list(pairs)
    rank = {name: i for i, name in enumerate(order)}
    duplicates = _near_duplicates(known, rank)
    counted = [p for p in known if p.earlier not in duplicates and p.later not in duplicates]
    excerpts = _excerpts(counted, rank)
    copies = duplicates | excerpts
    of = {(p.earlier, p.later): p for p in known}
    found = [_rooted(pair, copies, of, rank, measure) for pair in copies.values()]
    return sorted(found + _nearest(counted, copies))


def _near_duplicates(pairs: Iterable[Measured], rank: Mapping[str, int]) -> dict[str, Pair]:
    """Go through the articles in order; the nearest original before each decides."""
    earlier: dict[str, list[Measured]] = {}
    for pair in pairs:
        if pair.similarity >= DUPLICATE:
            earlier.setdefault(pair.later, []).append(pair)
    found: dict[str, Pair] = {}
    for name in sorted(earlier, key=rank.__getitem__):
        originals = [pair for pair in earlier[name] if pair.earlier not in found]
        if originals:
            best = min(originals, key=lambda pair: (-pair.similarity, rank[pair.earlier]))
            found[name] = Pair(
                name, best.earlier, best.similarity, best.containment, "duplicate"
            )
    return found


def _excerpts(pairs: Iterable[Measured], rank: Mapping[str, int]) -> dict[str, Pair]:
    """Find for each article the one that holds most of it."""
    found: dict[str, Pair] = {}
    for pair in pairs:
        if not _is_excerpt(pair):
            continue
        # The longer one holds the shorter; of two equally long ones, the earlier.
        longer_later = pair.sizes[1] > pair.sizes[0]
        part, whole = (pair.earlier, pair.later) if longer_later else (pair.later, pair.earlier)
        known = found.get(part)
        if known is None or (-pair.containment, rank[whole]) < (
            -known.containment, rank[known.original],
        ):  # fmt: skip
            found[part] = Pair(part, whole, pair.similarity, pair.containment, "excerpt")
    return found


def _is_excerpt(pair: Measured) -> bool:
    return pair.containment >= (EXCERPT if pair.similarity < REVIEW else _ABRIDGED)


def _nearest(pairs: Iterable[Measured], copies: Mapping[str, Pair]) -> list[Pair]:
    """Of the pairs for review between counted articles, each later article's most similar one."""
    best: dict[str, Measured] = {}
    for pair in pairs:
        if pair.similarity < REVIEW or pair.later in copies or pair.earlier in copies:
            continue
        known = best.get(pair.later)
        if known is None or pair.similarity > known.similarity:
            best[pair.later] = pair
    return [
        Pair(p.later, p.earlier, p.similarity, p.containment, "review") for p in best.values()
    ]


def _rooted(
    pair: Pair,
    copies: Mapping[str, Pair],
    pairs: Mapping[tuple[str, str], Measured],
    rank: Mapping[str, int],
    measure: Callable[[str, str], Measured | None],
) -> Pair:
    """Follow the originals to the one that is counted; say what is shared with that."""
    root = pair.original
    while root in copies:
        root = copies[root].original
    if root == pair.original:
        return pair
    ends = sorted((pair.article_id, root), key=rank.__getitem__)
    direct = pairs.get((ends[0], ends[1])) or measure(ends[0], ends[1])
    if direct is None:  # a copy of a copy that shares nothing with the root
        return Pair(pair.article_id, root, 0.0, 0.0, "excerpt")
    kind = "duplicate" if direct.similarity >= DUPLICATE else "excerpt"
    return Pair(pair.article_id, root, direct.similarity, direct.containment, kind)
