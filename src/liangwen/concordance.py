"""Concordance: hits in their context, with the place in the source text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from .edits import Edit, OffsetMap
from .errors import LiangwenError

if TYPE_CHECKING:
    import pandas as pd


def find_string(text: str, string: str) -> Iterator[int]:
    """Yield each place where `string` stands, as ``str.count`` counts them: without overlap.

    Examples
    --------
    >>> list(find_string("计量的计量", "计量"))
    [0, 3]
    """
    if not string:
        raise LiangwenError("An empty string stands everywhere; give the word to look for.")
    start = text.find(string)
    while start >= 0:
        yield start
        start = text.find(string, start + len(string))


def context_of(text: str, start: int, end: int, width: int) -> tuple[str, str]:
    """Return what stands left and right of a place, at most `width` characters of its paragraph."""
    left = text[max(0, start - width) : start].rsplit("\n", 1)[-1]
    right = text[end : end + width].split("\n", 1)[0]
    return left, right


def concordance(
    articles: pd.DataFrame, edits: pd.DataFrame, string: str, *, width: int = 24
) -> pd.DataFrame:
    """Find a plain string in the clean texts.

    Parameters
    ----------
    articles, edits : DataFrame
        A corpus' frames.
    string : str
        Looked for as it stands, whatever the segmenter would cut.
    width : int
        Characters of context on each side, within the paragraph.

    Returns
    -------
    DataFrame
        One row a hit: article_id, region, left, hit, right, start (place in the clean text),
        source_start (place in the source text).
    """
    import pandas as pd

    places = [
        (row.article_id, start, start + len(string))
        for row in articles.itertuples(index=False)
        for start in find_string(row.text, string)
    ]
    frame = pd.DataFrame(places, columns=["article_id", "start", "end"])
    return context_lines(articles, edits, frame, width=width)


def context_lines(
    articles: pd.DataFrame, edits: pd.DataFrame, places: pd.DataFrame, *, width: int
) -> pd.DataFrame:
    """Turn places (article_id, start, end) into concordance lines, one row a place."""
    import pandas as pd

    texts = articles.set_index("article_id")["text"]
    regions = articles.set_index("article_id")["region"]
    maps: dict[str, OffsetMap] = {}
    lines: list[tuple[Any, ...]] = []
    for name, start, end in places[["article_id", "start", "end"]].itertuples(index=False):
        text = texts[name]
        if name not in maps:
            maps[name] = OffsetMap(edits_of(edits, name))
        left, right = context_of(text, start, end, width)
        region = regions[name] if isinstance(regions[name], str) else None
        lines.append(
            (name, region, left, text[start:end], right, start, maps[name].to_source(start))
        )
    columns = ["article_id", "region", "left", "hit", "right", "start", "source_start"]
    return pd.DataFrame(lines, columns=columns)


def edits_of(edits: pd.DataFrame, article_id: str) -> list[Edit]:
    """Return an article's edits in order."""
    own = edits[edits["article_id"] == article_id]
    return [Edit(*row) for row in own[list(Edit._fields)].itertuples(index=False)]
