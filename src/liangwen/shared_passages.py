"""Shared passages: what one article has verbatim from another, or from a reference text."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any, NamedTuple

import pandas as pd

from .compared import tidy
from .edits import Edit, OffsetMap
from .text_runs import COMMON, SHORTEST, Bare, Run, bare, covered, shared_runs

_log = logging.getLogger(__name__)

#: Beyond this many characters in all, passages are sought in the reference texts only.
MOST_CHARACTERS = 20_000_000
#: A table of passages holds so many rows, the longest; the pairs are counted from all of them.
MOST_ROWS = 20_000
#: What names a result that is not whole, in its ``attrs``.
LEFT_OUT = "left_out"

_SIDES = [
    "article_id", "region", "region_en", "other_article_id", "other_region", "other_region_en",
    "other_role",
]  # fmt: skip
PASSAGE_COLUMNS = [
    *_SIDES, "characters", "articles", "common", "start", "end", "other_start", "other_end",
    "source_start", "other_source_start", "position", "position_end", "other_position",
    "other_position_end", "text",
]  # fmt: skip
REUSE_COLUMNS = [
    *_SIDES, "passages", "characters", "share", "share_without_common", "other_share", "longest",
]  # fmt: skip


class _Texts(NamedTuple):
    """The texts that are compared, reference texts and early ones first."""

    rows: list[Any]
    bares: list[Bare]
    runs: list[Run]
    left_out: str
    order: list[int]
    """Place of each text among the articles as they were handed over."""


def _compare(articles: pd.DataFrame, shortest: int, common: int) -> _Texts:
    ranked = articles.assign(
        place=range(len(articles)),
        later=articles["role"] != "reference",
        day=pd.to_datetime(articles["date"]),
    ).sort_values(["later", "day", "place"], na_position="last", kind="stable")
    rows = list(ranked.itertuples(index=False))
    bares = [bare(row.text) for row in rows]
    only_b, left_out = [row.role == "reference" for row in rows], ""
    if sum(len(text.codes) for text in bares) > MOST_CHARACTERS:
        left_out = (
            f"The texts hold more than {MOST_CHARACTERS:,} characters: passages were sought in the "
            "reference texts only."
        )
        _log.warning(left_out)
        runs = _from_references(bares, only_b, shortest, common)
    else:
        runs = shared_runs(bares, shortest=shortest, common=common, only_b=only_b)
    return _Texts(rows, bares, runs, left_out, ranked["place"].to_list())


def _from_references(
    bares: list[Bare], only_b: list[bool], shortest: int, common: int
) -> list[Run]:
    """Compare each text with the reference texts alone, so that memory stays small."""
    sources = [number for number, is_source in enumerate(only_b) if is_source]
    found: list[Run] = []
    for number in range(len(sources), len(bares)) if sources else ():
        texts = [*(bares[source] for source in sources), bares[number]]
        runs = shared_runs(texts, shortest=shortest, common=common, only_b=[True] * len(sources))
        found += [run._replace(a=number, b=sources[run.b]) for run in runs]
    return found


def _sides(rows: list[Any], run: Run) -> tuple[Any, ...]:
    own, other = rows[run.a], rows[run.b]
    return (
        own.article_id, own.region, own.region_en,
        other.article_id, other.region, other.region_en, other.role,
    )  # fmt: skip


def shared_passages(
    articles: pd.DataFrame,
    edits: pd.DataFrame,
    *,
    shortest: int = SHORTEST,
    common: int = COMMON,
    most: int | None = MOST_ROWS,
) -> pd.DataFrame:
    """List the passages that an article has verbatim from an earlier one or a reference text.

    Parameters
    ----------
    articles : DataFrame
        Those to compare, with the reference texts among them (:func:`with_references`).
    edits : DataFrame
        Of the same articles, for the places in the source texts.
    shortest : int
        Letters, digits and characters that a passage holds at least, without punctuation.
    common : int
        A passage that stands in more articles than this is marked `common`, and listed for each
        article only once, with the first text that holds it.
    most : int, optional
        Rows at most, the longest passages; None for all.

    Returns
    -------
    DataFrame
        One row a passage of an article, in the order of the articles and of the text: article_id,
        region, the other text (reference texts first, else the earlier one by date) and its role,
        characters (without punctuation), articles (that hold the passage), common, start and end
        in the clean texts, source_start in the source texts, position and position_end as shares
        of the text (0 to 1), and the passage itself with its punctuation. ``attrs["left_out"]``
        says in a sentence what is not listed, "" for nothing.

    Raises
    ------
    LiangwenError
        If `shortest` is under four.

    Notes
    -----
    When it misleads: equal words are no proof of copying: both may quote a third text, or use the
    set phrases of the day (`common` marks what more than five texts hold). Which text is the
    source is a matter of dates alone, and a guess where one has none. Paraphrase is not found.
    """
    texts = _compare(articles, shortest, common)
    runs, left_out = texts.runs, [texts.left_out] if texts.left_out else []
    if most is not None and len(runs) > most:
        left_out.append(f"Of {len(runs):,} shared passages the {most:,} longest are listed.")
        ranked = sorted(range(len(runs)), key=lambda i: (-runs[i].length, i))
        runs = [runs[i] for i in sorted(ranked[:most])]
    maps = _Sources(edits)
    found = [
        (*_sides(texts.rows, run), run.length, run.texts, run.texts > common,
         *_places(texts, run, maps))
        for run in sorted(runs, key=lambda run: (texts.order[run.a], run.start, texts.order[run.b]))
    ]  # fmt: skip
    frame = tidy(pd.DataFrame(found, columns=PASSAGE_COLUMNS))
    frame.attrs[LEFT_OUT] = " ".join(left_out)
    return frame


class _Sources:
    """Places in the source texts, the maps made when they are first asked for."""

    def __init__(self, edits: pd.DataFrame) -> None:
        self._edits = dict(iter(edits.groupby("article_id", sort=False)))
        self._maps: dict[str, OffsetMap] = {}

    def place(self, article_id: str, start: int) -> int:
        if article_id not in self._maps:
            own = self._edits.get(article_id)
            rows = () if own is None else own[list(Edit._fields)].itertuples(index=False)
            self._maps[article_id] = OffsetMap([Edit(*row) for row in rows])
        return self._maps[article_id].to_source(start)


def _places(texts: _Texts, run: Run, maps: _Sources) -> tuple[Any, ...]:
    own, other = texts.rows[run.a], texts.rows[run.b]
    start, end = _span(texts.bares[run.a], run.start, run.length)
    other_start, other_end = _span(texts.bares[run.b], run.other_start, run.length)
    return (
        start, end, other_start, other_end, maps.place(own.article_id, start),
        maps.place(other.article_id, other_start), start / len(own.text), end / len(own.text),
        other_start / len(other.text), other_end / len(other.text), own.text[start:end],
    )  # fmt: skip


def _span(text: Bare, start: int, length: int) -> tuple[int, int]:
    return int(text.places[start]), int(text.places[start + length - 1]) + 1


def text_reuse(
    articles: pd.DataFrame, *, shortest: int = SHORTEST, common: int = COMMON
) -> pd.DataFrame:
    """Say of each two texts how much of one stands verbatim in the other.

    Parameters
    ----------
    articles, shortest, common
        As for `shared_passages`.

    Returns
    -------
    DataFrame
        One row a pair that shares a passage, the largest share first: the same first columns as
        `shared_passages`, passages, characters (of the article that lie in any of them, without
        punctuation), share of the article, share_without_common (without the common formulae),
        other_share (of the other text), longest passage in characters.

    Notes
    -----
    When it misleads: as `shared_passages`; and a share of a short text is large soon. A formula is
    counted with the first text that holds it, so that shares of formulae are low elsewhere.
    """
    texts = _compare(articles, shortest, common)
    found = [
        (*_sides(texts.rows, runs[0]), len(runs), *_shares(texts, runs, common))
        for runs in _by_pair(texts.runs)
    ]
    frame = pd.DataFrame(found, columns=REUSE_COLUMNS)
    frame["order"] = -frame["share"].astype(float).round(9)
    frame = frame.sort_values("order", kind="stable").drop(columns="order")
    frame = tidy(frame)
    frame.attrs[LEFT_OUT] = texts.left_out
    return frame


def _by_pair(runs: list[Run]) -> Iterator[list[Run]]:
    pairs: dict[tuple[int, int], list[Run]] = {}
    for run in runs:
        pairs.setdefault((run.a, run.b), []).append(run)
    yield from pairs.values()


def _shares(texts: _Texts, runs: list[Run], common: int) -> tuple[int, float, float, float, int]:
    size, other = (len(texts.bares[number].codes) for number in runs[0][:2])
    inside = covered([(run.start, run.start + run.length) for run in runs])
    particular = covered([(r.start, r.start + r.length) for r in runs if r.texts <= common])
    theirs = covered([(run.other_start, run.other_start + run.length) for run in runs])
    longest = max(run.length for run in runs)
    return inside, inside / size, particular / size, theirs / other, longest


def with_references(articles: pd.DataFrame, all_articles: pd.DataFrame) -> pd.DataFrame:
    """Return the compared articles, and behind them the catalog's texts of role *reference*.

    One row an article. A reference text (the national plan, say) is in no other comparison.
    """
    kept = all_articles["article_id"].isin(articles["article_id"])
    both = kept | (all_articles["role"] == "reference")
    return all_articles[both].sort_values("role", key=lambda role: role == "reference",
                                          kind="stable").reset_index(drop=True)  # fmt: skip
