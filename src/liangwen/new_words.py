"""New words: strings of the raw texts that behave as words and that no dictionary holds."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import special

from .compared import tidy
from .concordance import context_of
from .errors import LiangwenError
from .segment import Segmenter
from .textunits import HAN
from .tokens import cut_texts

NEW_WORD_COLUMNS = [
    "word", "frequency", "articles", "freedom", "aggregation", "left_entropy", "right_entropy",
    "edge_share", "cut_as", "article_id", "start", "left", "hit", "right",
]  # fmt: skip
#: ln 3: the characters beside the word are as varied as three of equal frequency.
LEAST_FREEDOM = 1.0
LEAST_AGGREGATION = 15.0
#: Of the occurrences, so many begin and end where the segmenter ends a token.
LEAST_EDGES = 0.5
FEWEST = 5
LONGEST = 8

Whole = NDArray[np.int64]


class _Level(NamedTuple):
    """All frequent strings of one length."""

    starts: Whole
    """Every place of a frequent string, ascending."""
    name: Whole
    """Number of the string at each of these places."""
    often: Whole
    """How often each string occurs."""
    here: Whole
    """How often the string occurs that begins at a place of the text; 0: it is rare."""


def new_words(
    articles: pd.DataFrame,
    segmenter: Segmenter,
    *,
    tokens: pd.DataFrame | None = None,
    stop_words: Collection[str] = (),
    minimum_count: int = FEWEST,
    minimum_freedom: float = LEAST_FREEDOM,
    minimum_aggregation: float = LEAST_AGGREGATION,
    minimum_edges: float = LEAST_EDGES,
    longest: int = LONGEST,
    width: int = 16,
) -> pd.DataFrame:
    """Propose words for the user dictionary, with the evidence for each.

    Parameters
    ----------
    articles : DataFrame
        A corpus' frame; the clean texts are read character by character.
    segmenter : Segmenter
        With the user dictionary, ``corpus.segmenter``: what it knows is not proposed.
    tokens : DataFrame, optional
        The corpus' tokens, for `edge_share`.
    stop_words : collection of str
        A candidate with one of them among its pieces is left out.
    minimum_count : int
        Fewest occurrences; they may overlap.
    minimum_freedom : float
        Least freedom in nats: the smaller of the entropies of the characters before and after.
    minimum_aggregation : float
        Least p(w) / (p(a) p(b)) over all cuts w = ab.
    minimum_edges : float
        Least `edge_share`; 0 lets candidates pass that begin inside a token (域计量).
    longest : int
        Most characters of a candidate; the fewest are two.
    width : int
        Characters of context a side in the example.

    Returns
    -------
    DataFrame
        One row a candidate, by frequency times characters: word, frequency, articles (that hold
        it), freedom, aggregation, left_entropy, right_entropy, edge_share (of the occurrences,
        those that begin and end where a token does; null without tokens), cut_as (its pieces
        today), and its first line (article_id, start, left, hit, right). A candidate that stands
        fewer than `minimum_count` times outside longer ones is left out. All its lines:
        ``concordance(articles, edits, word)``.

    Raises
    ------
    LiangwenError
        For a minimum count under 2 or a length under 2.

    Notes
    -----
    Measures as in :func:`liangwen.measures.new_words.word_evidence`, over all texts joined by line
    ends. Candidates are of Chinese characters only.

    When it misleads: a fixed phrase (核心竞争力) behaves as a word does, and so does a person's
    name; under ten occurrences freedom is a matter of one neighbour more or less. It proposes; a
    person decides, by the lines. `terms_lines` gives what was accepted as lines for terms.txt.
    """
    if minimum_count < 2 or longest < 2:
        raise LiangwenError(
            f"minimum_count and longest must be 2 or more, but are {minimum_count} and {longest}."
        )
    text = "\n".join(articles["text"])
    if not text:
        return pd.DataFrame(columns=NEW_WORD_COLUMNS)
    characters = np.array([ord(character) for character in text], dtype=np.int64)
    edges = _edges(articles, tokens, len(text))
    levels = _levels(text, characters, minimum_count, longest)
    found: list[dict[str, Any]] = []
    for level, evidence in _measured(characters, levels, minimum_freedom, minimum_aggregation):
        length, number = evidence["length"], evidence["number"]
        places = level.starts[level.name == number]
        word = text[places[0] : places[0] + length]
        pieces = segmenter.cut(word)
        share = _edge_share(edges, places, length)
        if (
            segmenter.has_word(word)
            or set(pieces) & set(stop_words)
            or share < minimum_edges
        ):
            continue
        found.append(
            evidence | {"word": word, "places": places, "edge_share": share,
                        "cut_as": "/".join(pieces)}
        )  # fmt: skip
    kept = _outside(found, len(text), minimum_count)
    return _as_table(kept, articles, width)


def terms_lines(words: pd.DataFrame, *, source: str = "new words") -> str:
    """Return the words of `new_words` as lines for lexicon/terms.txt: the word and its source.

    Examples
    --------
    >>> terms_lines(pd.DataFrame({"word": ["大区中心"]}), source="seeds")
    '大区中心 seeds\\n'
    """
    return "".join(f"{word} {source}\n" for word in words["word"])


def _levels(text: str, characters: Whole, minimum: int, longest: int) -> dict[int, _Level]:
    """The frequent strings of Chinese characters, by length.

    A string can only be frequent if its first part is, so each length looks at the places that
    the one before has left.
    """
    han = np.zeros(len(text) + 1, dtype=bool)
    for found in HAN.finditer(text):
        han[found.start()] = True
    starts = np.flatnonzero(han)
    name = characters[starts]
    levels: dict[int, _Level] = {}
    for length in range(1, longest + 1):
        if length > 1:
            fits = han[np.minimum(starts + length - 1, len(text))]
            starts = starts[fits]
            name = name[fits] * 0x110000 + characters[starts + length - 1]
        _, name, count = np.unique(name, return_inverse=True, return_counts=True)
        often = count[name] >= minimum
        starts, name = starts[often], name[often]
        here = np.zeros(len(text) + 1, dtype=np.int64)
        here[starts] = count[name]
        levels[length] = _Level(starts, name, count, here)
        if not len(starts):
            break
    return levels


def _measured(
    characters: Whole, levels: dict[int, _Level], least_freedom: float, least_aggregation: float
) -> Iterator[tuple[_Level, dict[str, Any]]]:
    """Each string of two characters and more that is free and cohesive enough."""
    size = len(characters)
    for length, level in levels.items():
        if length < 2 or not len(level.starts):
            continue
        numbers, first = np.unique(level.name, return_index=True)
        at = level.starts[first]
        parts = np.max(
            [levels[i].here[at] * levels[length - i].here[at + i] for i in range(1, length)],
            axis=0,
        )
        aggregation = level.often[numbers] * size / parts
        left = _entropy(level.name, level.starts - 1, characters)
        right = _entropy(level.name, level.starts + length, characters)
        freedom = np.minimum(left, right)[numbers]
        good = (freedom >= least_freedom) & (aggregation >= least_aggregation)
        for i in np.flatnonzero(good).tolist():
            number = int(numbers[i])
            yield level, {
                "length": length,
                "number": number,
                "frequency": int(level.often[number]),
                "freedom": float(freedom[i]),
                "aggregation": float(aggregation[i]),
                "left_entropy": float(left[number]),
                "right_entropy": float(right[number]),
            }


def _entropy(name: Whole, beside: Whole, characters: Whole) -> NDArray[np.float64]:
    """Branching entropy of each string in nats; the text's ends are no neighbour."""
    held = (beside >= 0) & (beside < len(characters))
    pair = name[held] * 0x110000 + characters[beside[held]]
    different, count = np.unique(pair, return_counts=True)
    owner = different // 0x110000
    whole = np.bincount(owner, weights=count, minlength=int(name.max()) + 1)
    parts = special.entr(count / whole[owner])
    return np.bincount(owner, weights=parts, minlength=len(whole)).astype(np.float64)


def _edges(
    articles: pd.DataFrame, tokens: pd.DataFrame | None, size: int
) -> NDArray[np.bool_] | None:
    """Whether a token begins or ends at each place of the joined texts."""
    if tokens is None:
        return None
    edges = np.zeros(size + 2, dtype=bool)
    base = 0
    for cut in cut_texts(articles, tokens):
        edges[base] = True
        edges[base + cut.ends] = True
        base += len(cut.text) + 1
    return edges


def _edge_share(edges: NDArray[np.bool_] | None, places: Whole, length: int) -> float:
    if edges is None:
        return float("nan")
    return float((edges[places] & edges[places + length]).mean())


def _outside(found: list[dict[str, Any]], size: int, minimum: int) -> list[dict[str, Any]]:
    """Without candidates that stand too seldom outside longer ones that were kept."""
    reach = np.zeros(size + 1, dtype=np.int64)
    kept = []
    for length in sorted({one["length"] for one in found}, reverse=True):
        own = [one for one in found if one["length"] == length]
        # How far a kept candidate reaches that begins at this place or before it.
        covered = np.maximum.accumulate(reach)
        for one in own:
            free = int((covered[one["places"]] < one["places"] + length).sum())
            if free >= minimum:
                kept.append(one)
                reach[one["places"]] = np.maximum(reach[one["places"]], one["places"] + length)
    return kept


def _as_table(
    found: list[dict[str, Any]], articles: pd.DataFrame, width: int
) -> pd.DataFrame:
    if not found:
        return pd.DataFrame(columns=NEW_WORD_COLUMNS)
    lengths = articles["text"].str.len().to_numpy(np.int64)
    begins = np.concatenate([[0], np.cumsum(lengths + 1)])
    texts, names = articles["text"].tolist(), articles["article_id"].tolist()
    rows = []
    for one in sorted(found, key=lambda one: (-one["frequency"] * one["length"], one["word"])):
        holders = np.searchsorted(begins, one["places"], side="right") - 1
        start = int(one["places"][0] - begins[holders[0]])
        text = texts[holders[0]]
        left, right = context_of(text, start, start + one["length"], width)
        rows.append(
            one | {"articles": len(np.unique(holders)), "article_id": names[holders[0]],
                   "start": start, "left": left, "hit": one["word"], "right": right}
        )  # fmt: skip
    return tidy(pd.DataFrame(rows)[NEW_WORD_COLUMNS])
