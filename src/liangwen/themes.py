"""Themes: how much the texts of each region speak of them, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from .compared import by_region, cautions, region_names, region_order, tidy
from .contexts import HEADING, RUNNING
from .lexicon import Theme
from .measures.rates import garwood, log_t, rate
from .segment import is_word

#: Fewer hits than this and a rate is a matter of one sentence more or less.
FEW_HITS = 5
#: An interval across articles needs so many articles with a hit, and so many hits in all.
FEWEST_ARTICLES, FEWEST_POOLED = 3, 10

INTENSITY_COLUMNS = [
    "region", "region_en", "theme", "theme_zh", "theme_en", "focus", "hits", "han", "per_10k",
    "low", "high", "interval", "token_share", "sentence_share", "hits_outside_titles",
    "per_10k_outside_titles", "articles", "articles_with_hits", "top_term", "top_term_share",
    "caution",
]  # fmt: skip

CERTAINTY_COLUMNS = [
    "theme", "theme_zh", "theme_en", "focus", "left_out", "left_out_region", "left_out_region_en",
    "hits", "per_10k", "rank",
]  # fmt: skip


def theme_intensity(
    articles: pd.DataFrame,
    theme_hits: pd.DataFrame,
    tokens: pd.DataFrame,
    themes: Sequence[Theme],
) -> pd.DataFrame:
    """Measure each theme in the texts of each region.

    Parameters
    ----------
    articles, theme_hits, tokens : DataFrame
        A corpus' frames.
    themes : sequence of Theme
        The lexicon's themes, in order.

    Returns
    -------
    DataFrame
        One row a theme of a region, themes without a hit included: hits, han (Chinese characters
        of the texts), per_10k with its 95 % interval (`interval`: "garwood" within one article,
        "log-t" across several, "none" where fewer than three articles or ten hits carry it),
        token_share (words that lie in a hit), sentence_share (sentences with a hit), the same rate
        without hits in 《titles》 and organisations' names, articles (that the row rests on) and
        articles_with_hits, the largest term and its share of the hits, caution.

    Notes
    -----
    When it misleads: a rate can hang on one term (`top_term_share`), or on the name of a document
    that is cited often (`per_10k_outside_titles`). The interval of a single article speaks of
    chance within this text only.
    """
    rows = by_region(articles)
    names, notes = region_names(articles), cautions(articles)
    covered = _covered_tokens(rows, tokens, theme_hits)
    hits = theme_hits.merge(rows[["article_id", "region"]], on="article_id")
    found = []
    for region in region_order(articles):
        texts = rows[rows["region"] == region]
        for theme in themes:
            own = hits[(hits["region"] == region) & (hits["theme"] == theme.id)]
            row = _measure(texts, own)
            row |= {
                "region": region,
                "region_en": names[region],
                "theme": theme.id,
                "theme_zh": theme.name_zh,
                "theme_en": theme.name_en,
                "focus": theme.focus,
                "token_share": covered.get((region, theme.id), 0) / texts["n_tokens"].sum(),
                "caution": ";".join(filter(None, [notes[region], _few(len(own))])),
            }
            found.append(row)
    return tidy(pd.DataFrame(found, columns=INTENSITY_COLUMNS))


def _few(hits: int) -> str:
    return "few hits" if 0 < hits < FEW_HITS else ""


def _measure(texts: pd.DataFrame, own: pd.DataFrame) -> dict[str, Any]:
    han = int(texts["n_han"].sum())
    per_article = own.groupby("article_id").size().reindex(texts["article_id"], fill_value=0)
    estimate, low, high, kind = _interval(
        per_article.to_numpy(float), texts["n_han"].to_numpy(float)
    )
    outside = int(own["context"].isin([RUNNING, HEADING]).sum())
    terms = own["term"].value_counts()
    top = sorted(terms.items(), key=lambda item: (-item[1], item[0]))[:1]
    sentences = own.groupby("article_id")["sentence"].nunique().sum()
    return {
        "hits": len(own),
        "han": han,
        "per_10k": estimate,
        "low": low,
        "high": high,
        "interval": kind,
        "sentence_share": float(sentences) / texts["n_sentences"].sum(),
        "hits_outside_titles": outside,
        "per_10k_outside_titles": float(rate(outside, han)),
        "articles": len(texts),
        "articles_with_hits": int((per_article > 0).sum()),
        "top_term": top[0][0] if top else None,
        "top_term_share": top[0][1] / len(own) if top else np.nan,
    }


def _interval(count: np.ndarray, size: np.ndarray) -> tuple[float, float, float, str]:
    articles, hits = len(count), count.sum()
    if articles == 1 or hits == 0:
        # Zero hits in several texts: the exact upper bound of the pooled text.
        found, kind = garwood(hits, size.sum()), "garwood"
    elif articles < FEWEST_ARTICLES or (count > 0).sum() < FEWEST_ARTICLES or hits < FEWEST_POOLED:
        # Two or three numbers say nothing of how articles vary: the interval would run from
        # nothing to everything, or pretend that they agree.
        return float(rate(hits, size.sum())), np.nan, np.nan, "none"
    else:
        found, kind = log_t(count, size), "log-t"
    return float(found.estimate), float(found.low), float(found.high), kind


def _covered_tokens(
    rows: pd.DataFrame, tokens: pd.DataFrame, theme_hits: pd.DataFrame
) -> dict[tuple[str, str], int]:
    """(region, theme) -> words that lie, wholly or in part, inside a hit; each once."""
    region = dict(zip(rows["article_id"], rows["region"], strict=True))
    text = dict(zip(rows["article_id"], rows["text"], strict=True))
    ends = {
        name: np.cumsum(np.asarray(lengths, dtype=np.int64))
        for name, lengths in zip(tokens["article_id"], tokens["lengths"], strict=True)
    }
    inside: dict[tuple[str, str], set[tuple[str, int]]] = {}
    for hit in theme_hits.itertuples(index=False):
        name = hit.article_id
        if name not in region:
            continue
        own = ends[name]
        first = int(np.searchsorted(own, hit.start, side="right"))
        last = int(np.searchsorted(own, hit.end, side="left"))
        covered = inside.setdefault((region[name], hit.theme), set())
        for token in range(first, last + 1):
            start = int(own[token - 1]) if token else 0
            if is_word(text[name][start : int(own[token])]):
                covered.add((name, token))
    return {key: len(words) for key, words in inside.items()}


def theme_evidence(
    articles: pd.DataFrame,
    theme_hits: pd.DataFrame,
    edits: pd.DataFrame,
    *,
    width: int = 24,
) -> pd.DataFrame:
    """Return the concordance line of every hit.

    Returns
    -------
    DataFrame
        One row a hit, in the order of article, theme and place: article_id, region, theme, term,
        context, left, hit, right (at most `width` characters a side, within the paragraph),
        source_start (the place in the source text).
    """
    from .concordance import context_lines

    places = theme_hits.sort_values(["article_id", "theme", "start"], kind="stable")
    lines = context_lines(articles, edits, places, width=width)
    lines.insert(2, "theme", places["theme"].to_numpy())
    lines.insert(3, "term", places["term"].to_numpy())
    lines.insert(4, "context", places["context"].to_numpy())
    return lines.drop(columns=["start"])


def theme_positions(
    articles: pd.DataFrame, theme_hits: pd.DataFrame, themes: Sequence[Theme]
) -> pd.DataFrame:
    """Say where in its article each hit stands: position 0 (start) to 1 (end).

    One row a hit of a compared article.
    """
    rows = by_region(articles)
    kept = rows.assign(length=rows["text"].str.len())
    merged = theme_hits.merge(
        kept[["article_id", "region", "region_en", "length"]], on="article_id"
    )
    merged["position"] = merged["start"] / merged["length"]
    merged = merged.merge(_names(themes), on="theme")
    columns = [
        "article_id", "region", "region_en", "theme", "theme_zh", "theme_en", "focus", "term",
        "position",
    ]  # fmt: skip
    number = {name: i for i, name in enumerate(rows["article_id"])}
    merged["order"] = merged["article_id"].map(number)
    found = tidy(merged.sort_values(["order", "start"])[columns])
    found.attrs["themes"] = [theme.id for theme in themes]
    return found


def ranking_certainty(
    articles: pd.DataFrame, theme_hits: pd.DataFrame, themes: Sequence[Theme]
) -> pd.DataFrame:
    """Rank the themes by their rate over all texts, and again with each article left out.

    Returns
    -------
    DataFrame
        One row a theme and article left out ("" = none): hits, per_10k, rank (1 = highest rate;
        equal rates share the better rank). A theme without any hit is left out.

    Notes
    -----
    When it misleads: it shows how far the ranking hangs on single articles, not how it would look
    with other articles than these.
    """
    rows = by_region(articles)
    counts = theme_hits[theme_hits["article_id"].isin(rows["article_id"])]
    if counts.empty:
        return pd.DataFrame(columns=CERTAINTY_COLUMNS)
    wide = counts.pivot_table(
        index="theme", columns="article_id", values="start", aggfunc="count", fill_value=0
    ).reindex(columns=rows["article_id"], fill_value=0)
    order = [theme.id for theme in themes if theme.id in wide.index]
    wide = wide.loc[order]
    han = rows.set_index("article_id")["n_han"]
    tables = []
    left_out = ["", *rows["article_id"]] if len(rows) > 1 else [""]
    for name in left_out:
        kept = [article for article in rows["article_id"] if article != name]
        hits = wide[kept].sum(axis=1)
        rates = np.asarray(rate(hits.to_numpy(float), float(han[kept].sum())), dtype=float)
        row = rows[rows["article_id"] == name]
        tables.append(
            pd.DataFrame(
                {
                    "theme": order,
                    "left_out": name,
                    "left_out_region": row["region"].iloc[0] if name else None,
                    "left_out_region_en": row["region_en"].iloc[0] if name else None,
                    "hits": hits.to_numpy(int),
                    "per_10k": rates,
                    "rank": pd.Series(rates.round(9))
                    .rank(method="min", ascending=False)
                    .to_numpy(int),
                }
            )
        )
    merged = pd.concat(tables).merge(_names(themes), on="theme", how="left")
    return tidy(merged[CERTAINTY_COLUMNS])


def _names(themes: Sequence[Theme]) -> pd.DataFrame:
    return pd.DataFrame(
        [(t.id, t.name_zh, t.name_en, t.focus) for t in themes],
        columns=["theme", "theme_zh", "theme_en", "focus"],
    )
