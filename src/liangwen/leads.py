"""Leads: what a number counts, so that a reader can be brought from it to the sentences.

A lead names hits of a theme, a term or a place in the texts of a region, or a single article. It
is put on a cell of a figure, a cell of a table or a sentence; the report turns it into a link.
"""

from __future__ import annotations

from typing import NamedTuple

#: What a lead may name. "article" has the article's id as its key and no region; "quote" a sentence
#: as its key and, in the place of the region, the id of the article that it stands in.
KINDS = ("theme", "term", "place", "article", "quote")


class Lead(NamedTuple):
    """What a number counts: hits of `key` in the texts of `region` ("" = all of them).

    A period's name (1990–1999) may stand in the place of a region.

    Examples
    --------
    >>> Lead("theme", "湖北", "dual_carbon").region
    '湖北'
    """

    kind: str
    region: str
    key: str


class Finding(str):
    """A sentence that knows what it counts; text in every other respect.

    Examples
    --------
    >>> said = finding("Seven hits.", Lead("term", "河北", "计量"))
    >>> said == "Seven hits.", leads_of(said)[0].key
    (True, '计量')
    """

    __slots__ = ("leads",)
    leads: tuple[Lead, ...]


def finding(text: str, *leads: Lead) -> str:
    """Give a sentence its leads, each once, in order."""
    made = Finding(text)
    made.leads = tuple(dict.fromkeys(leads))
    return made


def leads_of(text: str) -> tuple[Lead, ...]:
    """The leads of a sentence; none of a plain string."""
    return text.leads if isinstance(text, Finding) else ()
