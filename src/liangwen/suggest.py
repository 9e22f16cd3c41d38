"""Propose terms for a theme from the corpus, for a person to accept or not."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from .concordance import context_of
from .errors import LexiconError
from .lexicon import ThemeLexicon
from .measures.association import association_g2, log_dice
from .textunits import sentence_spans

#: A candidate is at most so many tokens, and so many characters.
MOST_TOKENS, MOST_CHARACTERS = 4, 10
#: A share of hits is drawn towards the theme's overall share as by so many hits more.
SENTENCE_PRIOR, PARAGRAPH_PRIOR = 10, 20
#: What a bit of likeness counts beside one of company; from LONG characters on longer is no more.
LIKENESS_WEIGHT, LONG = 0.5, 4
#: A candidate that is not built like the terms must share sentences beyond chance: G2 at p = .05.
BY_CHANCE = 3.84
LINES = 3

COLUMNS = [
    "theme", "term", "score", "count", "articles", "sentences", "with_theme", "log_dice", "g2",
    "company", "shared", "likeness", "line_1", "line_2", "line_3",
]  # fmt: skip

_HAN = re.compile(r"[\u3400-\u9fff]+")


@dataclass
class _Found:
    """Where a candidate stands outside of all hits: (article, sentence, start)."""

    places: list[tuple[int, int, int]] = field(default_factory=list)
    left: set[str] = field(default_factory=set)
    right: set[str] = field(default_factory=set)


def suggest(
    articles: pd.DataFrame,
    tokens: pd.DataFrame,
    lexicon: ThemeLexicon,
    theme: str,
    *,
    stop_words: Collection[str] = (),
    top: int = 50,
    minimum_count: int = 2,
    width: int = 18,
) -> pd.DataFrame:
    """Propose terms that a theme lacks.

    Candidates are tokens and runs of up to four tokens that stand outside of every theme's hits,
    in no theme yet, and that are no fragment (what stands left and right of them varies). Their
    score is (s + p + l/2) · log2(1 + count) · min(characters, 4), where s and p tell the company
    that a candidate keeps: of all themes' hits in its sentences (s) and paragraphs (p) the share
    that is the theme's, over the theme's share of all hits, in bits, drawn towards 0 where hits
    are few; and l tells how much it is built like the theme's terms (the characters that set them
    apart from those of the other themes, 碳 or 量子), in bits. A candidate without likeness whose
    company with the theme could be chance (G2 below 3.84) is none.

    Parameters
    ----------
    articles, tokens : DataFrame
        A corpus' frames.
    lexicon : ThemeLexicon
    theme : str
        Id of the theme.
    stop_words : collection of str
        No candidate begins or ends with one.
    top : int
        So many rows at most.
    minimum_count : int
        So often must a candidate stand outside of all hits.
    width : int
        Characters on each side of a concordance line.

    Returns
    -------
    DataFrame
        One row a candidate, best first: theme, term, score, count (occurrences outside of all
        hits), articles, sentences (that hold it), with_theme (of those, with a hit of the theme),
        log_dice, g2 (signed, over sentences), company (s + p), shared (the characters it has from
        the theme's terms), likeness (l), and three concordance lines.

    Raises
    ------
    LexiconError
        If there is no such theme, or it has no term to begin with.

    Notes
    -----
    The score is of our own making; tests/quality says how many of a theme's terms it brings back
    when half of them are taken away.

    When it misleads: what stands beside a theme is not the theme; a person reads the lines. In a
    few short texts nearly all company is chance: look at `shared` first.
    """
    own = next((t for t in lexicon.themes if t.id == theme), None)
    if own is None:
        known = ", ".join(t.id for t in lexicon.themes)
        raise LexiconError(f"There is no theme {theme}; the lexicon has: {known or 'none'}.")
    if not own.terms:
        raise LexiconError(f"The theme {theme} has no term yet; give it one or two to begin with.")
    texts = articles["text"].tolist()
    lengths = tokens.set_index("article_id")["lengths"]
    cut = [_Text(text, lexicon, list(lengths[name])) for name, text in zip(
        articles["article_id"], texts, strict=True)]  # fmt: skip
    found = _candidates(cut, lexicon, frozenset(stop_words), minimum_count)
    frame = _associated(_measured(found, cut, theme, _weights(lexicon, theme)), cut, theme)
    told = (frame["g2"] >= BY_CHANCE) | (frame["likeness"] > 0)
    frame = frame[(frame["score"] > 0) & told].head(top)
    lines = [_lines(found[term], texts, term, width) for term in frame["term"]]
    for i in range(LINES):
        frame[f"line_{i + 1}"] = [own_lines[i] for own_lines in lines]
    frame["theme"] = theme
    return frame[COLUMNS].reset_index(drop=True)


class _Text:
    """A text with its hits, sentences and tokens."""

    def __init__(self, text: str, lexicon: ThemeLexicon, lengths: Sequence[int]) -> None:
        self.text = text
        self.hits = lexicon.match(text)
        self.spans = sentence_spans(text)
        self.paragraphs = [found.start() for found in re.finditer("\n", text)]
        self.lengths = lengths

    def runs(self, stop_words: frozenset[str]) -> Iterator[tuple[str, int, int]]:
        """Yield (string, start, sentence) of each run of tokens that touches no hit."""
        taken = np.zeros(len(self.text) + 1, dtype=bool)
        for hit in self.hits:
            taken[hit.start : hit.end] = True
        run: list[tuple[int, int, bool]] = []
        start, sentence = 0, 0
        for length in map(int, self.lengths):
            end = start + length
            word = self.text[start:end]
            while sentence < len(self.spans) - 1 and start >= self.spans[sentence][1]:
                sentence, run = sentence + 1, []
            if not _HAN.fullmatch(word) or taken[start:end].any():
                run = []
            else:
                run = [*run[1 - MOST_TOKENS :], (start, end, word in stop_words)]
                if not run[-1][2]:
                    for first, _, stop in run:
                        if not stop and 2 <= end - first <= MOST_CHARACTERS:
                            yield self.text[first:end], first, sentence
            start = end


def _candidates(
    cut: Sequence[_Text], lexicon: ThemeLexicon, stop_words: frozenset[str], minimum: int
) -> dict[str, _Found]:
    runs = [list(text.runs(stop_words)) for text in cut]
    counts = Counter(string for own_runs in runs for string, _, _ in own_runs)
    known = lexicon.strings | set(lexicon.near)
    kept = {string for string, count in counts.items() if count >= minimum and string not in known}
    found: dict[str, _Found] = {}
    for i, (text, own_runs) in enumerate(zip(cut, runs, strict=True)):
        for string, start, sentence in own_runs:
            if string in kept:
                own = found.setdefault(string, _Found())
                own.places.append((i, sentence, start))
                end = start + len(string)
                own.left.add(text.text[max(0, start - 1) : start])
                own.right.add(text.text[end : end + 1])
    return _without_parts({string: own for string, own in found.items() if _is_whole(own)})


def _is_whole(found: _Found) -> bool:
    """No fragment of one longer word: both neighbours vary, or are no characters of a word."""
    return all(
        len(side) > 1 or not _HAN.fullmatch(next(iter(side))) for side in (found.left, found.right)
    )


def _without_parts(found: dict[str, _Found]) -> dict[str, _Found]:
    """Leave out what stands only inside one longer candidate."""
    parts = {
        longer[i:j]
        for longer, own in found.items()
        for i in range(len(longer))
        for j in range(i + 2, len(longer) + 1)
        if j - i < len(longer)
        and longer[i:j] in found
        and len(found[longer[i:j]].places) == len(own.places)
    }
    return {string: own for string, own in found.items() if string not in parts}


def _weights(lexicon: ThemeLexicon, theme: str) -> dict[str, float]:
    """Characters and pairs that set the theme's terms apart, in bits; only those of two or more."""
    own: Counter[str] = Counter()
    others: Counter[str] = Counter()
    n_own = n_others = 0
    for other in lexicon.themes:
        for term in other.terms:
            if other.id == theme:
                own.update(_grams(term.term))
                n_own += 1
            else:
                others.update(_grams(term.term))
                n_others += 1
    weights = {
        gram: math.log2((count + 0.5) / (n_own + 1) / ((others[gram] + 0.5) / (n_others + 1)))
        for gram, count in own.items()
        if count >= 2
    }
    return {gram: weight for gram, weight in weights.items() if weight > 1}


def _grams(string: str) -> set[str]:
    return {string[i : i + n] for n in (1, 2) for i in range(len(string) - n + 1)}


def _likeness(term: str, weights: dict[str, float]) -> tuple[float, str]:
    """Mean over the term's characters of the best weight that covers each, and what is shared."""
    best = [0.0] * len(term)
    for n in (1, 2):
        for i in range(len(term) - n + 1):
            weight = weights.get(term[i : i + n], 0.0)
            for j in range(i, i + n):
                best[j] = max(best[j], weight)
    runs = "".join(c if weight else " " for c, weight in zip(term, best, strict=True))
    return sum(best) / len(term), " ".join(runs.split())


def _measured(
    found: dict[str, _Found], cut: Sequence[_Text], theme: str, weights: dict[str, float]
) -> pd.DataFrame:
    """One row a candidate: its counts, and the hits in its sentences and paragraphs."""
    sentences = [Counter(hit.sentence for hit in text.hits) for text in cut]
    own_sentences = [_counts(text, theme, [h.sentence for h in text.hits]) for text in cut]
    at = [[bisect_right(text.paragraphs, hit.start) for hit in text.hits] for text in cut]
    paragraphs = [Counter(numbers) for numbers in at]
    own_paragraphs = [_counts(text, theme, own) for text, own in zip(cut, at, strict=True)]
    rows = []
    for term in sorted(found):
        places = found[term].places
        inside = {(i, sentence) for i, sentence, _ in places}
        around = {(i, bisect_right(cut[i].paragraphs, start)) for i, _, start in places}
        rows.append(
            (
                term,
                len(places),
                len({i for i, _, _ in places}),
                len(inside),
                sum(own_sentences[i][sentence] > 0 for i, sentence in inside),
                sum(own_sentences[i][sentence] for i, sentence in inside),
                sum(sentences[i][sentence] for i, sentence in inside),
                sum(own_paragraphs[i][paragraph] for i, paragraph in around),
                sum(paragraphs[i][paragraph] for i, paragraph in around),
                *_likeness(term, weights),
            )
        )
    return pd.DataFrame(
        rows,
        columns=["term", "count", "articles", "sentences", "with_theme", "own_near", "all_near",
                 "own_around", "all_around", "likeness", "shared"],
    )  # fmt: skip


def _counts(text: _Text, theme: str, units: Sequence[int]) -> Counter[int]:
    return Counter(unit for unit, hit in zip(units, text.hits, strict=True) if hit.theme == theme)


def _associated(frame: pd.DataFrame, cut: Sequence[_Text], theme: str) -> pd.DataFrame:
    """Add the measures and the score, and put the best first."""
    frame = frame.copy()
    total = sum(len(text.spans) for text in cut)
    themed = sum(len({h.sentence for h in text.hits if h.theme == theme}) for text in cut)
    if frame.empty or not themed:
        # Without a hit to keep company with, likeness alone decides.
        frame = frame.assign(log_dice=np.nan, g2=np.nan, company=0.0)
    else:
        together, alone = frame["with_theme"].to_numpy(float), frame["sentences"].to_numpy(float)
        sign = np.where(together * total < alone * themed, -1, 1)
        frame["g2"] = association_g2(together, alone, themed, total) * sign
        frame["log_dice"] = np.where(
            together > 0, log_dice(np.maximum(together, 1), alone, themed), np.nan
        )
        hits = [hit.theme == theme for text in cut for hit in text.hits]
        base = sum(hits) / len(hits)
        frame["company"] = _bits(frame["own_near"], frame["all_near"], base, SENTENCE_PRIOR)
        frame["company"] += _bits(frame["own_around"], frame["all_around"], base, PARAGRAPH_PRIOR)
    strength = frame["company"] + LIKENESS_WEIGHT * frame["likeness"]
    length = frame["term"].str.len().clip(upper=LONG)
    frame["score"] = (strength * np.log2(1 + frame["count"]) * length).astype(float)
    order = frame.assign(rounded=frame["score"].round(9))
    return order.sort_values(
        ["rounded", "count", "term"], ascending=[False, False, True], kind="stable"
    ).drop(columns="rounded")


def _bits(own: pd.Series, everything: pd.Series, base: float, prior: int) -> pd.Series:
    """How much greater the theme's share of the hits is than over all, in bits."""
    return pd.Series(np.log2((own + prior * base) / (everything + prior) / base))


def _lines(found: _Found, texts: Sequence[str], term: str, width: int) -> list[str]:
    """Up to three concordance lines, of different articles as far as there are."""
    first: dict[int, tuple[int, int, int]] = {}
    for place in found.places:
        first.setdefault(place[0], place)
    rest = [place for place in found.places if place not in first.values()]
    lines = []
    for i, _, start in [*first.values(), *rest][:LINES]:
        left, right = context_of(texts[i], start, start + len(term), width)
        lines.append(f"{left}【{term}】{right}")
    return lines + [""] * (LINES - len(lines))
