"""Keyness: which terms set a group of texts apart from the rest, or from another group."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from .compared import cautions, group_head, grouped, result_columns, tidy
from .errors import MeasureError
from .group_counts import GroupCounts, count_in_groups
from .measures import keyness as of

KEYNESS_COLUMNS = [
    "region", "region_en", "term", "count", "reference_count", "log_ratio", "log_ratio_low",
    "log_ratio_high", "lrc", "g2", "p", "q", "bic", "articles", "per_10k", "reference_per_10k",
    "reference_articles", "dpnorm", "caution",
]  # fmt: skip
#: The columns that ``measures="all"`` adds.
MORE_COLUMNS = [
    "g2_two_cell", "bic_two_cell", "percent_difference", "odds_ratio", "simple_maths",
    "simple_maths_n", "log_odds", "log_odds_z", "log_odds_alpha0",
]  # fmt: skip
#: Added per million in Simple Maths: in short texts less ranks noise.
SIMPLE_MATHS_N = 100.0
#: Pseudo-tokens of the Dirichlet prior, in the proportions of both parts together.
ALPHA0 = 1000.0

Floats = NDArray[np.float64]


def keyness(
    articles: pd.DataFrame,
    term_counts: pd.DataFrame,
    *,
    by: str = "region",
    group: Any = None,
    reference: Any = None,
    stop_words: Collection[str] = (),
    minimum_count: int = 3,
    minimum_length: int = 2,
    level: float = 0.95,
    measures: Literal["table", "all"] = "table",
    simple_maths_n: float = SIMPLE_MATHS_N,
    alpha0: float = ALPHA0,
) -> pd.DataFrame:
    """Compare each group's texts with those of all others, or of one other, term by term.

    Parameters
    ----------
    articles, term_counts : DataFrame
        A corpus' frames.
    by : str
        "region", "source", "kind", "year", "article" or a column of the articles.
    group : optional
        Only this group's table, such as "河北". Default: every group's.
    reference : optional
        Compare with this group. Default: with all other groups together.
    stop_words : collection of str
        Terms left out; they still count in the denominator.
    minimum_count, minimum_length : int
        Fewest occurrences in the compared texts together, and fewest characters, of a term.
    level : float
        Confidence of the interval (for one term) and of LRC (for the table's terms of a group).
    measures : {"table", "all"}
        "all" adds the columns of `MORE_COLUMNS`.
    simple_maths_n : float
        Added per million in Simple Maths.
    alpha0 : float
        Pseudo-tokens of the prior of the weighted log-odds.

    Returns
    -------
    DataFrame
        One row a term of a group, best first: count, reference_count, log_ratio (log2, +0.5 in
        each cell) with its exact interval, lrc (the bound nearer 0 at the family-wise level, the
        family being the terms of the group's table; rank by it), g2 (four-cell, signed), p, q
        (Benjamini–Hochberg), bic, articles (of the group that hold the term), the rates per
        10,000 tokens, dpnorm over all compared articles, caution. With ``measures="all"`` also
        g2_two_cell (signed) and its bic, percent_difference (%DIFF), odds_ratio, simple_maths
        with its N, and log_odds (Monroe's δ, natural logarithm) with log_odds_z (two-term
        variance) and the α₀ of its prior, which decides it. Empty with fewer than two groups.

    Raises
    ------
    MeasureError
        For a group or reference that does not exist, or two that are one.

    Notes
    -----
    A term that one side never uses has a defined result: the log ratio is finite (+0.5), one end
    of its interval is infinite; %DIFF is −100 or infinite, the odds ratio 0 or infinite. One that
    both lack is left out.

    When it misleads: with one article a group a term is key *in this text*, its interval is of
    chance within this text only (`caution` says so), and p is descriptive. A difference between
    two kinds of text (a speech, a report) shows as keyness too.
    """
    if measures not in ("table", "all"):
        raise MeasureError(f"measures must be 'table' or 'all', but is {measures!r}.")
    columns = result_columns(by, KEYNESS_COLUMNS + (MORE_COLUMNS if measures == "all" else []))
    chosen = _chosen(articles, by, group, reference)
    found = count_in_groups(
        articles,
        term_counts,
        by=by,
        stop_words=stop_words,
        minimum_count=minimum_count,
        minimum_length=minimum_length,
        only=chosen,
    )
    if len(found.order) < 2 or not found.terms:
        return pd.DataFrame(columns=columns)
    notes, spread = cautions(found.articles, by=by), found.dispersion()
    everything = measures == "all"
    whole = (
        count_in_groups(articles, term_counts, by=by, only=chosen, any_script=True)
        if everything
        else None
    )
    tables = []
    for name in found.order:
        if name == reference or (group is not None and name != group):
            continue
        table = _compared(found, name, reference, spread, level)
        table["caution"] = _caution(notes, name, reference)
        if whole is not None:
            table = _with_more(table, found, name, reference, simple_maths_n)
            table = table.join(_log_odds(whole, name, reference, alpha0), on="term")
        for key, value in group_head(name, found.names, by=by).items():
            table[key] = value
        tables.append(table.iloc[_best_first(table)])
    made = tidy(pd.concat(tables))[columns]
    made.attrs["left_out"] = found.articles.attrs.get("left_out", "")
    return made


def _chosen(articles: pd.DataFrame, by: str, group: Any, reference: Any) -> list[Any] | None:
    """The groups whose texts are looked at; None for all."""
    there = list(dict.fromkeys(grouped(articles, by=by)["group"]))
    for value in (group, reference):
        if value is not None and value not in there:
            known = ", ".join(str(name) for name in there) or "none"
            raise MeasureError(f"No compared article has the {by} {value!r}; there are: {known}.")
    if group is None or reference is None:
        return None
    if group == reference:
        raise MeasureError(f"{group!r} cannot be compared with itself; name two groups.")
    return [group, reference]


def _sides(found: GroupCounts, name: Any, reference: Any) -> tuple[Any, Any, int, int]:
    """Counts of the group and of its reference, and the tokens of both."""
    counts, sizes = found.by_group(), found.sizes
    own = found.order.index(name)
    if reference is None:
        return (
            counts[:, own],
            counts.sum(axis=1) - counts[:, own],
            int(sizes[own]),
            int(sizes.sum() - sizes[own]),
        )
    other = found.order.index(reference)
    return counts[:, own], counts[:, other], int(sizes[own]), int(sizes[other])


def _compared(
    found: GroupCounts, name: Any, reference: Any, spread: Floats, level: float
) -> pd.DataFrame:
    count, rest, size, rest_size = _sides(found, name, reference)
    held = np.flatnonzero(count + rest > 0)
    count, rest = count[held], rest[held]
    holding = found.holding()[held]
    own = holding[:, found.order.index(name)]
    others = (
        holding.sum(axis=1) - own
        if reference is None
        else holding[:, found.order.index(reference)]
    )
    return pd.DataFrame(
        {
            "term": np.array(found.terms, dtype=object)[held],
            "count": count,
            "reference_count": rest,
            **_measured(count, size, rest, rest_size, level),
            "articles": own,
            "per_10k": 1e4 * count / size,
            "reference_per_10k": 1e4 * rest / rest_size,
            "reference_articles": others,
            "dpnorm": spread[held],
        }
    )


def _measured(
    count: Any, size: int, rest: Any, rest_size: int, level: float
) -> dict[str, Floats]:
    """All columns of the measures; terms with equal counts are measured once."""
    pairs, where = np.unique(np.stack([count, rest]), axis=1, return_inverse=True)
    found = of.keyness(
        pairs[0], size, pairs[1], rest_size, level=level, family=max(len(count), 1)
    )._asdict()
    columns = {name: values[where.ravel()] for name, values in found.items()}
    # Over all terms, not over the different pairs of counts.
    columns["q"] = of.benjamini_hochberg(columns["p"])
    return columns


def _with_more(
    table: pd.DataFrame, found: GroupCounts, name: Any, reference: Any, add: float
) -> pd.DataFrame:
    _, _, size, rest_size = _sides(found, name, reference)
    cells = (table["count"], size, table["reference_count"], rest_size)
    two = of.g2(*cells, form=2)
    less = table["count"] * rest_size < table["reference_count"] * size
    return table.assign(
        g2_two_cell=np.where(less, -two, two),
        bic_two_cell=of.bic(two, size + rest_size),
        percent_difference=of.percent_difference(*cells),
        odds_ratio=of.odds_ratio(*cells),
        simple_maths=of.simple_maths(*cells, add=add),
        simple_maths_n=add,
    )


def _log_odds(whole: GroupCounts, name: Any, reference: Any, alpha0: float) -> pd.DataFrame:
    """Weighted log-odds over the whole vocabulary of both sides, by term."""
    count, rest, _, _ = _sides(whole, name, reference)
    held = np.flatnonzero(count + rest > 0)
    prior = of.dirichlet_prior(count[held] + rest[held], total=alpha0)
    odds = of.dirichlet_log_odds(count[held], rest[held], prior)
    return pd.DataFrame(
        {"log_odds": odds.delta, "log_odds_z": odds.z, "log_odds_alpha0": odds.prior_total},
        index=[whole.terms[i] for i in held],
    )


def _caution(notes: dict[Any, str], name: Any, reference: Any) -> str:
    codes = [notes[name]]
    if reference is not None and "single article" in notes[reference].split(";"):
        codes.append("reference of a single article")
    return ";".join(code for code in codes if code)


def _best_first(table: pd.DataFrame) -> Any:
    """Order by |LRC|, then by |G2|; rounding first keeps ties the same on every machine."""
    lrc = table["lrc"].abs().round(9).to_numpy()
    g2 = table["g2"].abs().round(6).to_numpy()
    # Terms are sorted, so that their position breaks ties as their names would.
    return np.lexsort((np.arange(len(table)), -g2, -lrc))
