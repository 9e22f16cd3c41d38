"""Reprints and excerpts: found after cleaning, marked with their original, never deleted.

Texts are sets of five-character shingles, kept as 64-bit hashes. Candidates come from MinHash
(near-duplicates) and from a sample of the shingles themselves (excerpts, whose Jaccard similarity
is small); every pair that is reported was then measured on all its shingles. An article is
compared with originals only, the likeliest of them, so that the work grows with the number of
articles and not with its square.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Hashes = NDArray[np.uint64]

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
#: Hash functions a signature, and the similarity that candidates are looked for at: lower than
#: REVIEW, because near its threshold MinHash misses some.
_PERMUTATIONS, _LSH_THRESHOLD, _SEED = 128, 0.4, 1
#: So many candidates an article are measured, those of the most similar signatures.
_MEASURED = 16
#: One shingle in so many is looked up to find excerpts; a text of fewer gives all it has.
_SAMPLE, _SAMPLE_LEAST = 16, 8
#: What stands in more articles (set phrases) tells no two of them apart.
_COMMON = 50
#: So much of the sample of the shorter text must be shared.
_SAMPLE_SHARE = 0.5

_OUTSIDE = re.compile(r"\W+")


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
    import numpy as np

    bare = _OUTSIDE.sub("", text)
    codes = np.frombuffer(bare.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    count = max(len(codes) - SHINGLE + 1, 0)
    hashes = np.zeros(count, dtype=np.uint64)
    for i in range(SHINGLE):
        hashes = hashes * np.uint64(0x9E3779B97F4A7C15) + codes[i : i + count]
    # The finaliser of MurmurHash3: each bit of the input moves each bit of the hash.
    for factor in (0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53):
        hashes ^= hashes >> np.uint64(33)
        hashes *= np.uint64(factor)
    hashes ^= hashes >> np.uint64(33)
    return np.unique(hashes)


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
    sets = {name: hashes for name in order if len(hashes := shingles(texts[name]))}
    duplicates, alike = _near_duplicates(sets)
    originals = {name: sets[name] for name in sets if name not in duplicates}
    excerpts, more = _excerpts(originals)
    copies = duplicates | excerpts
    found = [_rooted(pair, copies, sets) for pair in copies.values()]
    return sorted(found + _nearest([*alike, *more], copies))


def _nearest(pairs: Iterable[Pair], copies: Mapping[str, Pair]) -> list[Pair]:
    """Of the pairs for review between counted articles, each later article's most similar one."""
    best: dict[str, Pair] = {}
    for pair in pairs:
        known = best.get(pair.article_id)
        if pair.similarity < REVIEW or pair.article_id in copies or pair.original in copies:
            continue
        if known is None or pair.similarity > known.similarity:
            best[pair.article_id] = pair
    return list(best.values())


def _near_duplicates(sets: Mapping[str, Hashes]) -> tuple[dict[str, Pair], list[Pair]]:
    """Go through the articles in order, and compare each with the originals before it.

    Returns
    -------
    (article_id -> its pair, pairs of articles that are alike and no duplicates)
    """
    shelf: _AllShelf | _MinHashShelf = _AllShelf() if len(sets) <= _FEW else _MinHashShelf()
    duplicates: dict[str, Pair] = {}
    alike: list[Pair] = []
    for name, hashes in sets.items():
        measured = [_measure(name, other, sets) for other in shelf.candidates(name, hashes)]
        nearest = max(measured, key=lambda pair: pair.similarity, default=None)
        if nearest and nearest.similarity >= DUPLICATE:
            duplicates[name] = nearest
            continue
        alike += measured
        shelf.add(name)
    return duplicates, alike


class _AllShelf:
    """The originals so far; all of them are candidates."""

    def __init__(self) -> None:
        self._names: list[str] = []

    def candidates(self, name: str, hashes: Hashes) -> list[str]:
        return self._names

    def add(self, name: str) -> None:
        self._names.append(name)


class _MinHashShelf:
    """The originals so far, found by their MinHash signatures."""

    def __init__(self) -> None:
        from datasketch import MinHash, MinHashLSH

        self._empty = MinHash(num_perm=_PERMUTATIONS, seed=_SEED, hashfunc=int)
        self._index = MinHashLSH(threshold=_LSH_THRESHOLD, num_perm=_PERMUTATIONS)
        self._rank: dict[str, int] = {}
        self._signatures: list[Any] = []
        self._signature: Any = None

    def candidates(self, name: str, hashes: Hashes) -> list[str]:
        import numpy as np

        self._signature = self._empty.copy()
        self._signature.update_batch((hashes >> np.uint64(32)).tolist())
        alike = sorted(self._index.query(self._signature), key=self._rank.__getitem__)
        if len(alike) > _MEASURED:
            own = self._signature.hashvalues
            equal = [int((self._signatures[self._rank[n]] == own).sum()) for n in alike]
            best = sorted(range(len(alike)), key=lambda i: (-equal[i], i))[:_MEASURED]
            alike = [alike[i] for i in sorted(best)]
        return alike

    def add(self, name: str) -> None:
        self._rank[name] = len(self._signatures)
        self._signatures.append(self._signature.hashvalues)
        self._index.insert(name, self._signature)


def _excerpts(sets: Mapping[str, Hashes]) -> tuple[dict[str, Pair], list[Pair]]:
    """Find for each article the one that holds most of it; and the pairs that are only alike."""
    names = list(sets)
    rank = {name: i for i, name in enumerate(names)}
    found: dict[str, Pair] = {}
    alike: list[Pair] = []
    for a, b in _sharing_pairs([sets[name] for name in names]):
        # The longer one holds the shorter; of two equally long ones, the earlier.
        whole, part = sorted((names[a], names[b]), key=lambda n: (-len(sets[n]), rank[n]))
        pair = _measure(part, whole, sets)
        if pair.containment >= (EXCERPT if pair.similarity < REVIEW else _ABRIDGED):
            known = found.get(part)
            if known is None or (-pair.containment, rank[whole]) < (
                -known.containment, rank[known.original],
            ):  # fmt: skip
                found[part] = pair._replace(kind="excerpt")
        else:
            later, earlier = sorted((part, whole), key=rank.__getitem__, reverse=True)
            alike.append(pair._replace(article_id=later, original=earlier))
    return found, alike


def _sharing_pairs(sets: Sequence[Hashes]) -> Iterable[tuple[int, int]]:
    """Yield the pairs that share a good part of the sampled shingles of the shorter one."""
    samples = [_sampled(hashes) for hashes in sets]
    holders: dict[int, list[int]] = defaultdict(list)
    for i, sample in enumerate(samples):
        for shingle in sample.tolist():
            holders[shingle].append(i)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for indices in holders.values():
        if 2 <= len(indices) <= _COMMON:
            for place, a in enumerate(indices):
                for b in indices[place + 1 :]:
                    shared[a, b] += 1
    for (a, b), count in sorted(shared.items()):
        if count >= _SAMPLE_SHARE * min(len(samples[a]), len(samples[b])):
            yield a, b


def _sampled(hashes: Hashes) -> Hashes:
    import numpy as np

    sample = hashes[hashes % np.uint64(_SAMPLE) == 0]
    return sample if len(sample) >= _SAMPLE_LEAST else hashes


def _measure(name: str, other: str, sets: Mapping[str, Hashes]) -> Pair:
    import numpy as np

    a, b = sets[name], sets[other]
    common = len(np.intersect1d(a, b, assume_unique=True))
    similarity = common / (len(a) + len(b) - common)
    kind = "duplicate" if similarity >= DUPLICATE else "review"
    return Pair(name, other, round(similarity, 6), round(common / min(len(a), len(b)), 6), kind)


def _rooted(pair: Pair, copies: Mapping[str, Pair], sets: Mapping[str, Hashes]) -> Pair:
    """Follow the originals to the one that is counted; measure against that."""
    root = pair.original
    while root in copies:
        root = copies[root].original
    if root == pair.original:
        return pair
    measured = _measure(pair.article_id, root, sets)
    return measured._replace(kind="duplicate" if measured.kind == "duplicate" else "excerpt")
