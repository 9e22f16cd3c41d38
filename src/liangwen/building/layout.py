"""How the store deals articles into files: a pure function of the set of their ids."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable

#: A shard holds so many articles at most; then it splits by the next digit of the ids' hashes.
SHARD_ARTICLES = 512


def key_of(article_id: str) -> str:
    """Return the hash that orders articles and deals them into shards."""
    return hashlib.sha256(article_id.encode()).hexdigest()


def shards(ids: Iterable[str], *, most: int = SHARD_ARTICLES) -> dict[str, list[str]]:
    """Deal articles into shards, a pure function of the set of ids.

    Returns
    -------
    dict
        Prefix of the ids' SHA-256 -> sorted ids; a shard that would hold more than `most`
        splits by the next digit.

    Examples
    --------
    >>> list(shards(["a", "b"], most=1))
    ['3', 'c']
    """
    keyed = sorted((key_of(name), name) for name in set(ids))
    return _split(keyed, "", most)


def _split(keyed: list[tuple[str, str]], prefix: str, most: int) -> dict[str, list[str]]:
    if len(keyed) <= most:
        return {prefix: sorted(name for _, name in keyed)}
    parts: dict[str, list[tuple[str, str]]] = {}
    for pair in keyed:
        parts.setdefault(pair[0][: len(prefix) + 1], []).append(pair)
    found: dict[str, list[str]] = {}
    for key in sorted(parts):
        found |= _split(parts[key], key, most)
    return found


def shard_finder(prefixes: Collection[str]) -> Callable[[str], str]:
    """Return what tells in which of some shards an article is.

    Examples
    --------
    >>> shard_finder(["3", "c"])("a")
    'c'
    """
    every = set(prefixes)
    longest = max(map(len, every))

    def find(article_id: str) -> str:
        key = key_of(article_id)
        return next(key[:n] for n in range(longest + 1) if key[:n] in every)

    return find


def file_name(prefix: str) -> str:
    """Return the name of a shard's file in each dataset's folder."""
    return f"part-{prefix or '0'}.parquet"
