"""Keywords: how often each region's texts use a term, and which terms set them apart."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd

from .compared import by_region, region_names, region_order, tidy
from .measures.dispersion import dp_norm
from .measures.keyness import keyness as keyness_of_terms
from .textunits import HAN

FREQUENCY_COLUMNS = [
    "region", "region_en", "term", "count", "string_count", "per_10k", "articles", "dpnorm", "rank",
]  # fmt: skip
KEYNESS_COLUMNS = [
    "region", "region_en", "term", "count", "reference_count", "log_ratio", "log_ratio_low",
    "log_ratio_high", "lrc", "g2", "p", "q", "bic", "articles",
]  # fmt: skip


def term_frequencies(
    articles: pd.DataFrame,
    term_counts: pd.DataFrame,
    *,
    stop_words: Collection[str] = (),
    minimum_count: int = 3,
    minimum_length: int = 2,
) -> pd.DataFrame:
    """Count terms by region.

    Parameters
    ----------
    articles, term_counts : DataFrame
        A corpus' frames: one row an article, one row a term of an article.
    stop_words : collection of str
        Terms left out; they still count in the denominator.
    minimum_count : int
        Fewest occurrences in all compared texts together.
    minimum_length : int
        Fewest characters of a term.

    Returns
    -------
    DataFrame
        One row a term of a region that holds it, as a token or as a string: count (tokens),
        string_count (plain occurrences of the string in the clean texts), per_10k (per 10,000
        tokens, punctuation not counted), articles (of the region that hold the token), dpnorm
        (dispersion over all compared articles, 0 even to 1 uneven, null with one article), rank
        (1 = most frequent in the region).

    Notes
    -----
    When it misleads: `count` depends on the user dictionary, since a longer word swallows the
    shorter; that is why `string_count` stands beside it. With five parts dispersion is coarse.
    """
    rows = by_region(articles)
    wide = _wide(rows, term_counts, stop_words, minimum_count, minimum_length)
    if wide.empty:
        return pd.DataFrame(columns=FREQUENCY_COLUMNS)
    spread = _dispersion(wide, rows["n_tokens"].to_numpy(float))
    names = region_names(articles)
    tables = []
    for region in region_order(articles):
        own = rows.index[rows["region"] == region]
        counts = wide.loc[:, own]
        text = "\n".join(rows.loc[own, "text"])
        table = pd.DataFrame(
            {
                "region": region,
                "region_en": names[region],
                "term": wide.index,
                "count": counts.sum(axis=1).to_numpy(int),
                "string_count": [text.count(term) for term in wide.index],
                "per_10k": 1e4
                * counts.sum(axis=1).to_numpy(float)
                / rows.loc[own, "n_tokens"].sum(),
                "articles": (counts > 0).sum(axis=1).to_numpy(int),
                "dpnorm": spread,
            }
        )
        table = table[(table["count"] > 0) | (table["string_count"] > 0)]
        table = table.sort_values(["count", "string_count", "term"], ascending=[False, False, True])
        table["rank"] = table["count"].rank(method="min", ascending=False).astype(int)
        tables.append(table)
    return tidy(pd.concat(tables))[FREQUENCY_COLUMNS]


def keyness(
    articles: pd.DataFrame,
    term_counts: pd.DataFrame,
    *,
    stop_words: Collection[str] = (),
    minimum_count: int = 3,
    minimum_length: int = 2,
    level: float = 0.95,
) -> pd.DataFrame:
    """Compare each region's texts with those of all other regions, term by term.

    Returns
    -------
    DataFrame
        One row a term of a region, best first: count, reference_count, log_ratio (log2, +0.5 in
        each cell) with its exact interval, lrc (the bound nearer 0 at the family-wise level, the
        family being the terms of the region's table; rank by it), g2 (four-cell, signed), p, q
        (Benjamini–Hochberg), bic, articles (of the region that hold the term). Empty with fewer
        than two regions.

    Notes
    -----
    When it misleads: with one article a region a term is key *in this text*; p is descriptive. A
    difference between two kinds of text (a speech, a report) shows as keyness too.
    """
    rows = by_region(articles)
    regions = region_order(articles)
    wide = _wide(rows, term_counts, stop_words, minimum_count, minimum_length)
    if len(regions) < 2 or wide.empty:
        return pd.DataFrame(columns=KEYNESS_COLUMNS)
    names = region_names(articles)
    tokens = rows["n_tokens"].to_numpy(float)
    everywhere = wide.sum(axis=1).to_numpy(float)
    tables = []
    for region in regions:
        own = (rows["region"] == region).to_numpy()
        counts = wide.loc[:, own]
        count = counts.sum(axis=1).to_numpy(float)
        found = keyness_of_terms(
            count, tokens[own].sum(), everywhere - count, tokens[~own].sum(), level=level
        )
        table = pd.DataFrame(
            {
                "region": region,
                "region_en": names[region],
                "term": wide.index,
                "count": count.astype(int),
                "reference_count": (everywhere - count).astype(int),
                **found._asdict(),
                "articles": (counts > 0).sum(axis=1).to_numpy(int),
            }
        )
        tables.append(_ranked(table))
    return tidy(pd.concat(tables))[KEYNESS_COLUMNS]


def _ranked(table: pd.DataFrame) -> pd.DataFrame:
    """Order by |LRC|, then by |G2|; rounding first keeps ties the same on every machine."""
    keys = pd.DataFrame(
        {
            "lrc": -table["lrc"].abs().round(9),
            "g2": -table["g2"].abs().round(6),
            "term": table["term"],
        }
    )
    return table.loc[keys.sort_values(["lrc", "g2", "term"]).index]


def _wide(
    rows: pd.DataFrame,
    term_counts: pd.DataFrame,
    stop_words: Collection[str],
    minimum_count: int,
    minimum_length: int,
) -> pd.DataFrame:
    """Terms (rows) × compared articles (columns, numbered as in `rows`)."""
    number = {name: i for i, name in enumerate(rows["article_id"])}
    own = term_counts[term_counts["article_id"].isin(number)]
    total = own.groupby("term", sort=True)["count"].sum()
    kept = [
        term
        for term, count in total.items()
        if count >= minimum_count
        and len(term) >= minimum_length
        and term not in stop_words
        and HAN.search(term)
    ]
    own = own[own["term"].isin(kept)]
    wide = own.pivot_table(index="term", columns="article_id", values="count", fill_value=0)
    wide = wide.rename(columns=number).reindex(columns=range(len(rows)), fill_value=0)
    return wide.sort_index()


def _dispersion(wide: pd.DataFrame, sizes: np.ndarray) -> np.ndarray:
    if wide.shape[1] < 2:
        return np.full(len(wide), np.nan)
    return np.asarray(dp_norm(wide.to_numpy(float), sizes), dtype=float)
