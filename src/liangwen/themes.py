"""Themes: how much the texts of each region speak of them, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from .compared import (
    by_region,
    cautions,
    group_head,
    group_names,
    group_order,
    group_values,
    grouped,
    result_columns,
    tidy,
)
from .contexts import HEADING, RUNNING
from .lexicon import Theme
from .measures.rate_models import estimate_gamma_prior, gamma_poisson
from .measures.rates import rate
from .segment import is_word
from .uncertainty import pooled_rate

Array = NDArray[np.float64]

#: Fewer hits than this and a rate is a matter of one sentence more or less.
FEW_HITS = 5
#: How groups vary around their mean is unknown with fewer than this; no rate is shrunk then.
FEWEST_GROUPS = 3

INTENSITY_COLUMNS = [
    "region", "region_en", "theme", "theme_zh", "theme_en", "focus", "hits", "han", "per_10k",
    "low", "high", "interval", "token_share", "sentence_share", "hits_outside_titles",
    "per_10k_outside_titles", "articles", "articles_with_hits", "top_term", "top_term_share",
    "caution", "per_10k_shrunk",
]  # fmt: skip

_LABELS = ["theme", "theme_zh", "theme_en", "focus"]

CERTAINTY_COLUMNS = [
    "theme", "theme_zh", "theme_en", "focus", "left_out", "left_out_region", "left_out_region_en",
    "hits", "per_10k", "rank",
]  # fmt: skip


def theme_intensity(
    articles: pd.DataFrame,
    theme_hits: pd.DataFrame,
    tokens: pd.DataFrame,
    themes: Sequence[Theme],
    *,
    by: str = "region",
) -> pd.DataFrame:
    """Measure each theme in the texts of each region, or of any other grouping.

    Parameters
    ----------
    articles, theme_hits, tokens : DataFrame
        A corpus' frames.
    themes : sequence of Theme
        The lexicon's themes, in order.
    by : str
        "region", "year", "decade", "kind", "source", "article", or any column of `articles`: see
        :func:`liangwen.compared.grouped`. Its column takes the place of region and region_en.

    Returns
    -------
    DataFrame
        One row a theme of a group, themes without a hit included: hits, han (Chinese characters
        of the texts), per_10k with its 95 % interval (`interval`: "garwood" within one article,
        "log-t" across several, "none" where fewer than three articles or ten hits carry it),
        token_share (words that lie in a hit), sentence_share (sentences with a hit), the same rate
        without hits in 《titles》 and organisations' names, articles (that the row rests on) and
        articles_with_hits, the largest term and its share of the hits, caution, and
        per_10k_shrunk: the rate drawn towards the mean of all groups (Gamma–Poisson), for
        ranking; null with fewer than three groups.

    Raises
    ------
    LiangwenError
        For a grouping that the articles do not have.

    Notes
    -----
    When it misleads: a rate can hang on one term (`top_term_share`), or on the name of a document
    that is cited often (`per_10k_outside_titles`). The interval of a single article speaks of
    chance within this text only. `per_10k_shrunk` presumes that the groups vary around one mean,
    which a prior from five groups hardly knows.
    """
    rows = grouped(articles, by=by)
    names, notes = group_names(rows), cautions(articles, by=by)
    counts = _Counts.of(rows, tokens, theme_hits, themes)
    tops = _top_terms(counts, rows["group"])
    found = []
    for group in group_order(rows, by=by):
        own = (rows["group"] == group).to_numpy()
        head = group_head(group, names, by=by)
        for number, row in enumerate(_measures(rows[own], counts, own, tops.get(group, {}))):
            theme = themes[number]
            caution = ";".join(filter(None, [notes[group], _few(row["hits"])]))
            labels = dict(zip(_LABELS, _label(theme), strict=True))
            found.append(head | labels | row | {"caution": caution})
    table = pd.DataFrame(found, columns=result_columns(by, INTENSITY_COLUMNS[:-1]))
    table["per_10k_shrunk"] = _shrunk(table)
    return tidy(table)


def decades(articles: pd.DataFrame) -> pd.Series:
    """Return the first year of each article's decade (1990 for 1990–1999), null without a date."""
    return group_values(articles, by="decade")


def _few(hits: int) -> str:
    return "few hits" if 0 < hits < FEW_HITS else ""


class _Counts(NamedTuple):
    """What is counted of each theme in each article: arrays articles × themes."""

    hits: Array
    outside: Array
    sentences: Array
    tokens: Array
    terms: pd.DataFrame
    """One row a term of a theme in an article: row, theme (numbers), term, count."""

    @classmethod
    def of(
        cls,
        rows: pd.DataFrame,
        tokens: pd.DataFrame,
        theme_hits: pd.DataFrame,
        themes: Sequence[Theme],
    ) -> _Counts:
        row_of = {name: i for i, name in enumerate(rows["article_id"])}
        column_of = {theme.id: i for i, theme in enumerate(themes)}
        hits = theme_hits.assign(
            row=theme_hits["article_id"].map(row_of), column=theme_hits["theme"].map(column_of)
        ).dropna(subset=["row", "column"])
        hits = hits.astype({"row": int, "column": int})
        shape = (len(rows), len(themes))
        terms = hits.groupby(["row", "column", "term"], sort=False).size()
        return cls(
            _cross(hits, shape),
            _cross(hits[hits["context"].isin([RUNNING, HEADING])], shape),
            _cross(hits.drop_duplicates(["row", "column", "sentence"]), shape),
            _covered_tokens(rows, tokens, hits, shape),
            terms.reset_index(name="count"),
        )


def _cross(hits: pd.DataFrame, shape: tuple[int, int]) -> Array:
    cells = np.zeros(shape)
    np.add.at(cells, (hits["row"].to_numpy(), hits["column"].to_numpy()), 1)
    return cells


def _measures(
    texts: pd.DataFrame, counts: _Counts, own: np.ndarray, tops: dict[int, tuple[str, int]]
) -> Iterator[dict[str, Any]]:
    """Yield what is measured of each theme in a group's texts, in the order of the themes."""
    sizes = texts["n_han"].to_numpy(float)
    han, words, all_sentences = (
        int(texts[name].sum()) for name in ("n_han", "n_tokens", "n_sentences")
    )
    outside, sentences, tokens = (
        part[own].sum(axis=0) for part in (counts.outside, counts.sentences, counts.tokens)
    )
    for number, per_article in enumerate(counts.hits[own].T):
        estimate, low, high, kind = pooled_rate(per_article, sizes)
        hits = int(per_article.sum())
        term, top = tops.get(number, (None, np.nan))
        yield {
            "hits": hits,
            "han": han,
            "per_10k": estimate,
            "low": low,
            "high": high,
            "interval": kind,
            "token_share": tokens[number] / words,
            "sentence_share": sentences[number] / all_sentences,
            "hits_outside_titles": int(outside[number]),
            "per_10k_outside_titles": float(rate(outside[number], han)),
            "articles": len(texts),
            "articles_with_hits": int((per_article > 0).sum()),
            "top_term": term,
            "top_term_share": top / hits if term else np.nan,
        }


def _top_terms(counts: _Counts, groups: pd.Series) -> dict[Any, dict[int, tuple[str, int]]]:
    """Group -> theme's number -> its largest term in the group's texts and that term's hits."""
    number, names = pd.factorize(groups)
    held = counts.terms.assign(group=number[counts.terms["row"].to_numpy(int)])
    sums = held.groupby(["group", "column", "term"], sort=False)["count"].sum().reset_index()
    order = sums.sort_values(["count", "term"], ascending=[False, True])
    found: dict[Any, dict[int, tuple[str, int]]] = {}
    best = order.drop_duplicates(["group", "column"])[["group", "column", "term", "count"]]
    for group, column, term, count in best.itertuples(index=False):
        found.setdefault(names[group], {})[int(column)] = (str(term), int(count))
    return found


def _shrunk(table: pd.DataFrame) -> pd.Series:
    """Return each rate drawn towards the mean of its theme over all groups."""
    drawn = pd.Series(np.nan, index=table.index)
    for _, part in table.groupby("theme", sort=False):
        hits, han = part["hits"].to_numpy(float), part["han"].to_numpy(float)
        if len(part) >= FEWEST_GROUPS and hits.any():
            prior = estimate_gamma_prior(hits, han)
            drawn[part.index] = gamma_poisson(hits, han, **prior._asdict()).estimate
    return drawn


def _covered_tokens(
    rows: pd.DataFrame, tokens: pd.DataFrame, hits: pd.DataFrame, shape: tuple[int, int]
) -> Array:
    """Count the words that lie, wholly or in part, inside a theme's hits; each once."""
    texts = rows["text"].to_list()
    lengths = dict(zip(tokens["article_id"], tokens["lengths"], strict=True))
    cells = np.zeros(shape)
    for row, own in hits.groupby("row"):
        article = int(row)
        ends = np.cumsum(np.asarray(lengths[rows["article_id"].iat[article]], dtype=np.int64))
        first = np.searchsorted(ends, own["start"].to_numpy(), side="right")
        count = np.searchsorted(ends, own["end"].to_numpy(), side="left") - first + 1
        # The numbers first, first + 1 … of each hit, one behind the other.
        places = np.repeat(first - np.cumsum(count) + count, count) + np.arange(count.sum())
        theme = np.repeat(own["column"].to_numpy(), count)
        covered = np.unique(np.stack([places, theme]), axis=1)
        words = {
            token: is_word(texts[article][ends[token - 1] if token else 0 : ends[token]])
            for token in np.unique(places).tolist()
        }
        held = [words[token] for token in covered[0].tolist()]
        np.add.at(cells[article], covered[1][held], 1)
    return cells


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
        equal rates share the better rank). A theme without any hit is left out. Texts of the
        whole nation count only where no text is of a region.

    Notes
    -----
    When it misleads: it shows how far the ranking hangs on single articles, not how it would look
    with other articles than these.
    """
    rows = by_region(articles)
    if rows.empty:
        # Each article stands for itself.
        rows = articles.reset_index(drop=True).assign(region=None, region_en=None)
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


def _label(theme: Theme) -> tuple[str, str, str, bool]:
    return theme.id, theme.name_zh, theme.name_en, theme.focus


def _names(themes: Sequence[Theme]) -> pd.DataFrame:
    return pd.DataFrame([_label(theme) for theme in themes], columns=_LABELS)
