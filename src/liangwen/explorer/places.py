"""Where something stands in the texts: a string, a word, a theme or one of its terms."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from liangwen.hits import find_terms
from liangwen.kwic_sort import sort_key, sorting

from .words import Unanswered

Mode = Literal["string", "word", "theme"]
#: Columns of a frame of places; one row a place.
COLUMNS = ["article_id", "start", "end", "term"]
#: A query of more characters is a mistake: a pasted text.
LONGEST = 400
_SEVERAL = re.compile(r"[;；\n]+")
#: Name of an order -> keys of `liangwen.kwic_sort`; what is not here is by date or place.
_KEYS = {"left": "left 1R 2R", "right": "right 1L 2L"}
SORTS = ("place", "left", "right", "newest", "oldest")


@dataclass(frozen=True)
class Query:
    """What a reader looks for.

    Attributes
    ----------
    mode : {"string", "word", "theme"}
    text : str
        Of a string or word query; several stand with a semicolon between.
    theme, term : str
        Of a theme query: the theme's id, and one of its terms ("" for all).
    """

    mode: Mode = "string"
    text: str = ""
    theme: str = ""
    term: str = ""

    @property
    def wanted(self) -> list[str]:
        """The strings or words, each once.

        Examples
        --------
        >>> Query("string", "量子; 民生；量子 ").wanted
        ['量子', '民生']
        """
        parts = (part.strip() for part in _SEVERAL.split(self.text))
        return list(dict.fromkeys(part for part in parts if part))


def find(
    query: Query, texts: Mapping[str, str], ends: Mapping[str, Sequence[int]],
    theme_hits: pd.DataFrame,
) -> pd.DataFrame:
    """Find all places that a query asks for.

    Parameters
    ----------
    query : Query
    texts : mapping
        article_id -> clean text, in the order in which the places are wanted.
    ends : mapping
        article_id -> where each of its tokens ends; asked for word queries only.
    theme_hits : DataFrame
        A corpus' hits.

    Returns
    -------
    DataFrame
        One row a place, in the order of the texts and then of place: article_id, start, end
        (offsets of the clean text), term (as it stands there; of a theme, the term it counts as).

    Raises
    ------
    Unanswered
        For an empty query, or a very long one.
    """
    if query.mode == "theme":
        return _theme_places(query, texts, theme_hits)
    if not query.wanted:
        raise Unanswered("nothing_asked_word" if query.mode == "word" else "nothing_asked")
    if len(query.text) > LONGEST:
        raise Unanswered("too_long", n=LONGEST)
    rows = []
    for name, text in texts.items():
        own = ends.get(name, ()) if query.mode == "word" else None
        for start, end in find_terms(text, query.wanted, ends=own):
            rows.append((name, start, end, text[start:end]))
    return pd.DataFrame(rows, columns=COLUMNS)


def _theme_places(
    query: Query, texts: Mapping[str, str], theme_hits: pd.DataFrame
) -> pd.DataFrame:
    own = theme_hits[(theme_hits["theme"] == query.theme)]
    if query.term:
        own = own[own["term"] == query.term]
    order = {name: number for number, name in enumerate(texts)}
    own = own[own["article_id"].isin(order)]
    own = own.assign(order=own["article_id"].map(order)).sort_values(["order", "start"])
    return own[COLUMNS].reset_index(drop=True)


def ordered(
    places: pd.DataFrame,
    sort: str,
    texts: Mapping[str, str],
    dates: Mapping[str, str],
    ends: Mapping[str, Sequence[int]],
) -> pd.DataFrame:
    """Put places into an order; equal ones keep theirs.

    Parameters
    ----------
    places : DataFrame
        From `find`.
    sort : str
        "place" (as they are), "left" or "right" (by the context, read away from the hit),
        "newest" or "oldest" (by the article's date; without one it comes last).
    texts, dates, ends : mapping
        Of each article: the clean text, the day as YYYY-MM-DD, the ends of its tokens.
    """
    if sort == "place" or places.empty:
        return places
    if sort in _KEYS:
        keys = sorting(_KEYS[sort])
        own = [
            sort_key(texts[name], start, end, keys, ends.get(name))
            for name, start, end in zip(
                places["article_id"], places["start"], places["end"], strict=True
            )
        ]
        return places.iloc[sorted(range(len(own)), key=own.__getitem__)].reset_index(drop=True)
    days = [dates.get(name, "") for name in places["article_id"]]
    known = [i for i, day in enumerate(days) if day]
    known.sort(key=days.__getitem__, reverse=sort == "newest")
    last = [i for i, day in enumerate(days) if not day]
    return places.iloc[[*known, *last]].reset_index(drop=True)
