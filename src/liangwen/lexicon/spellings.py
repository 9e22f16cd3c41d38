"""Spellings of one expression: 碳达峰、碳中和, 碳达峰碳中和, 碳达峰与碳中和."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

#: The mark that a term's parts are listed with.
MARK = "、"
#: A list of five parts has 4 joints; with four joiners that is 625 spellings, which is enough.
MOST_JOINTS = 4


def joined_spellings(term: str, joiners: Sequence[str]) -> Iterator[str]:
    """Yield the spellings of a term that holds 、, with each joiner in its place and with none.

    Nothing is yielded without joiners, for a term without 、, or for one of more than five parts.

    Examples
    --------
    >>> list(joined_spellings("碳达峰、碳中和", ["与", "和"]))
    ['碳达峰与碳中和', '碳达峰和碳中和', '碳达峰碳中和']
    """
    parts = term.split(MARK)
    if not joiners or not 2 <= len(parts) <= MOST_JOINTS + 1 or not all(parts):
        return
    for chosen in product(dict.fromkeys((*joiners, MARK, "")), repeat=len(parts) - 1):
        spelling = parts[0] + "".join(
            joint + part for joint, part in zip(chosen, parts[1:], strict=True)
        )
        if spelling != term:
            yield spelling
