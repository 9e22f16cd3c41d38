"""Which interval a term's ratio has, and what may be said of it, where articles differ.

The counterpart of :mod:`.uncertainty` for thousands of terms at once: keyness counts tokens as if
all texts of a group were one; here the articles vary.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from .measures._checks import Floats
from .measures.clustered import ratio_across
from .measures.keyness import benjamini_hochberg
from .uncertainty import ERROR, FEWEST_ARTICLES, FEWEST_EXPECTED, FEWEST_HITS

COMPARED = ["log_ratio_low", "log_ratio_high", "interval", "p"]
#: Terms that are compared at once: a table of so many rows and a column an article.
_AT_ONCE = 2000


def compare_terms(counts: Floats, sizes: Floats, own: np.ndarray) -> pd.DataFrame:
    """Compare the rates of many terms in a group's articles with those in all others.

    Parameters
    ----------
    counts : array, terms × articles
    sizes : array, an entry an article
        Tokens.
    own : array of bool, an entry an article
        Which articles are the group's.

    Returns
    -------
    DataFrame
        One row a term: the ends of the log ratio's 95 % interval (base 2), its form, and p.
        "log-t": each side has three articles with the term and ten occurrences; the articles
        may differ. "articles": the others lack the term or nearly so, and p is Fisher's exact test
        of how many articles use it; no ends. "none": all else.

    Notes
    -----
    When it misleads: neighbouring years resemble each other, and long articles use more terms; a
    group's articles are no independent draws. p of "log-t" takes the fewer degrees of freedom of
    both sides, since thousands are compared.

    Examples
    --------
    >>> counts = np.array([[9, 8, 7, 1, 1, 2, 1, 2, 3], [9, 8, 7, 0, 0, 0, 0, 0, 0]])
    >>> own = np.arange(9) < 3
    >>> found = compare_terms(counts, np.full(9, 1000.0), own)
    >>> found["interval"].tolist(), [round(float(p), 3) for p in found["p"]]
    (['log-t', 'articles'], [0.02, 0.024])
    """
    parts = [
        _compare(counts[begin : begin + _AT_ONCE].astype(float), sizes, own)
        for begin in range(0, len(counts), _AT_ONCE)
    ]
    empty = pd.DataFrame(columns=COMPARED).astype({"p": float})
    return pd.concat(parts, ignore_index=True) if parts else empty


def _compare(counts: Floats, sizes: Floats, own: np.ndarray) -> pd.DataFrame:
    found = pd.DataFrame(np.nan, range(len(counts)), ["log_ratio_low", "log_ratio_high", "p"])
    found.insert(2, "interval", "none")
    here, there = _carried(counts[:, own]), _carried(counts[:, ~own])
    both = here & there
    if both.any():
        across = ratio_across(counts[both][:, own], sizes[own], counts[both][:, ~own], sizes[~own])
        found.loc[both, "log_ratio_low"] = np.log2(across.low)
        found.loc[both, "log_ratio_high"] = np.log2(across.high)
        found.loc[both, "p"] = across.p_far
        found.loc[both, "interval"] = "log-t"
    rare = here & ~there
    if rare.any():
        using = counts[rare] > 0
        found.loc[rare, "p"] = _fisher(
            using[:, own].sum(axis=1), int(own.sum()), using.sum(axis=1), len(sizes)
        )
        found.loc[rare, "interval"] = "articles"
    return found[COMPARED]


def _carried(counts: Floats) -> np.ndarray:
    """Whether enough articles hold enough occurrences, term by term."""
    if counts.shape[1] < FEWEST_ARTICLES:
        return np.zeros(len(counts), dtype=bool)
    enough = (counts > 0).sum(axis=1) >= FEWEST_ARTICLES
    carried: np.ndarray = enough & (counts.sum(axis=1) >= FEWEST_HITS)
    return carried


def _fisher(using: np.ndarray, group: int, all_using: np.ndarray, articles: int) -> Floats:
    """Twice the chance that as many of the group's articles, or more, use a term."""
    from scipy.stats import hypergeom

    tail = hypergeom.sf(using - 1, articles, all_using, group)
    return np.minimum(1.0, 2 * tail)


def term_verdicts(frame: pd.DataFrame) -> pd.DataFrame:
    """Say of each term of each group what may be said, over the whole table as one family.

    Parameters
    ----------
    frame : DataFrame
        With `interval`, `p`, `expected` (occurrences by the group's share of all tokens).

    Returns
    -------
    DataFrame
        The frame with `q` (Benjamini and Hochberg over all that can be judged) and `verdict`:

        - "too few": fewer than five occurrences expected in a group whose articles do not carry
          the term, or no p;
        - "distinctive": q below .05; of all terms so called one in twenty may be chance;
        - "in this text": the group is one article (interval "exact") and q is below .05: more
          than chance within the text;
        - "not set apart": all else.

    Examples
    --------
    >>> cells = pd.DataFrame({"interval": ["log-t", "log-t", "none"], "expected": [9.0, 9, 9],
    ...                       "p": [0.001, 0.4, np.nan]})
    >>> term_verdicts(cells)["verdict"].tolist()
    ['distinctive', 'not set apart', 'too few']
    """
    # Few are expected of a term that only this group has; its own articles then carry it.
    judged = frame["p"].notna() & (
        (frame["expected"] >= FEWEST_EXPECTED) | (frame["interval"] == "articles")
    )
    told = frame.assign(q=np.nan, verdict="too few")
    if not judged.any():
        return told
    told.loc[judged, "q"] = benjamini_hochberg(frame.loc[judged, "p"].to_numpy(float))
    firm = told["q"] < ERROR
    told["verdict"] = np.select(
        [~judged, firm & (frame["interval"] == "exact"), firm],
        ["too few", "in this text", "distinctive"],
        default="not set apart",
    )
    return told
