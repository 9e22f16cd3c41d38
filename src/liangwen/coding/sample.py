"""Draw sentences to code: of each theme some with a hit and some without."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from ..errors import LexiconError
from ..lexicon import ThemeLexicon
from ..textunits import sentence_spans

HIT, OTHER = "hit", "other"


class Item(NamedTuple):
    """A sentence to code for a theme, and the stratum it was drawn from."""

    id: str
    theme: str
    article_id: str
    start: int
    end: int
    stratum: str
    stratum_size: int
    text: str


def sample_sentences(
    articles: pd.DataFrame,
    lexicon: ThemeLexicon,
    *,
    themes: Sequence[str] = (),
    hits: int = 50,
    others: int = 50,
    seed: int = 1,
) -> list[Item]:
    """Draw sentences of each theme, with and without a hit, in mixed order.

    Parameters
    ----------
    articles : DataFrame
        A corpus' frame.
    lexicon : ThemeLexicon
    themes : sequence of str
        Ids; all themes of the lexicon by default.
    hits, others : int
        At most so many sentences with, and without, a hit of the theme.
    seed : int
        The same seed draws the same sentences.

    Returns
    -------
    list of Item
        A theme after the other, its sentences mixed. Sentences without a letter or character are
        never drawn, nor counted in `stratum_size`.

    Raises
    ------
    LexiconError
        For a theme that the lexicon does not have.

    Notes
    -----
    When it misleads: sentences are drawn from all articles together, so that a long article gives
    more of them; what is found holds for the corpus, not for each text.
    """
    known = [theme.id for theme in lexicon.themes]
    for theme in themes:
        if theme not in known:
            raise LexiconError(f"There is no theme {theme}; the lexicon has: {', '.join(known)}.")
    sentences: list[tuple[str, int, int, str]] = []
    hit_by: dict[int, set[str]] = {}
    for row in articles.sort_values("article_id").itertuples(index=False):
        first = len(sentences)
        spans = sentence_spans(row.text)
        sentences += [(row.article_id, a, b, row.text[a:b].strip()) for a, b in spans]
        for hit in lexicon.match(row.text):
            hit_by.setdefault(first + hit.sentence, set()).add(hit.theme)
    readable = [i for i, s in enumerate(sentences) if any(c.isalnum() for c in s[3])]
    found: list[Item] = []
    for theme in themes or known:
        draw = random.Random(f"{seed} {theme}")
        drawn: list[Item] = []
        for stratum, most in ((HIT, hits), (OTHER, others)):
            pool = [i for i in readable if (theme in hit_by.get(i, ())) == (stratum == HIT)]
            for i in sorted(draw.sample(pool, min(most, len(pool)))):
                article, start, end, text = sentences[i]
                name = _id(theme, article, start)
                drawn.append(Item(name, theme, article, start, end, stratum, len(pool), text))
        found += sorted(drawn, key=lambda item: item.id)
    return found


def _id(theme: str, article_id: str, start: int) -> str:
    """Name a sentence of a theme; the order of such names tells nothing of the stratum."""
    return hashlib.sha256(f"{theme}\n{article_id}\n{start}".encode()).hexdigest()[:12]
