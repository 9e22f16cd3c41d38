"""What coded sentences say of the themes: precision, recall, and whether two coders agree."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from ..errors import MeasureError
from ..lexicon import Theme
from ..measures.agreement import kappa_interval
from ..measures.intervals import wilson
from .sample import HIT, OTHER
from .sheet import YES

VALIDATION_COLUMNS = [
    "theme", "theme_zh", "theme_en", "focus", "coded_hits", "right_hits", "precision",
    "precision_low", "precision_high", "coded_others", "missed_others", "hit_sentences",
    "other_sentences", "recall", "recall_low", "recall_high", "both_coded", "disagreements",
    "kappa", "kappa_low", "kappa_high", "version",
]  # fmt: skip


def validation(codes: pd.DataFrame, themes: Sequence[Theme]) -> pd.DataFrame:
    """Tell for each theme how far its hits can be trusted, from what people coded.

    Parameters
    ----------
    codes : DataFrame
        From :func:`liangwen.coding.read_coding`. The first coder's codes are scored; the second's
        tell how far two readers agree.
    themes : sequence of Theme
        The lexicon's, in order; what was coded for other themes is left out.

    Returns
    -------
    DataFrame
        One row a theme with coded sentences, and one for all of them together (theme "all").
        coded_hits: coded sentences with a hit; right_hits: of those, that speak of the theme;
        precision with its 95 % interval after Wilson. coded_others, missed_others: the same of
        sentences without a hit, coded yes. hit_sentences, other_sentences: of the corpus. recall:
        the share of the corpus' sentences on the theme that hold a hit, each stratum weighted by
        its size, with a 95 % interval (method of variance estimates recovery for a ratio, from
        the Wilson intervals of both strata; no sampling error where a stratum is coded whole).
        both_coded, disagreements, kappa with its 95 % interval: of two coders. version: of the
        lexicon whose hits were coded.

    Notes
    -----
    When it misleads: one yes among fifty sentences without a hit stands for two per cent of all of
    them, which may be more than all hits: recall is uncertain where its interval is wide, and the
    interval is the result. Codes speak of sentences, so a wrong hit beside a right word passes.
    The row "all" weights themes by how much of each was coded.
    """
    known = {theme.id: theme for theme in themes}
    codes = codes[codes["theme"].isin(list(known))]
    if codes.empty:
        return pd.DataFrame(columns=VALIDATION_COLUMNS)
    first = sorted(codes["coder"].unique())[0]
    rows = [
        {"theme": name, "theme_zh": theme.name_zh, "theme_en": theme.name_en, "focus": theme.focus}
        | _scores(codes[codes["theme"] == name], first)
        for name, theme in known.items()
        if (codes["theme"] == name).any()
    ]
    if len(rows) > 1:
        names = {"theme": "all", "theme_zh": "全部", "theme_en": "All themes", "focus": False}
        rows.append(names | _scores(codes, first))
    return pd.DataFrame(rows, columns=VALIDATION_COLUMNS)


def _scores(codes: pd.DataFrame, first: str) -> dict[str, Any]:
    own = codes[codes["coder"] == first]
    yes = own["code"] == YES
    hits, others = own["stratum"] == HIT, own["stratum"] == OTHER
    sizes = codes.drop_duplicates(["theme", "stratum"]).groupby("stratum")["stratum_size"].sum()
    n_hits, n_others = int(sizes.get(HIT, 0)), int(sizes.get(OTHER, 0))
    found: dict[str, Any] = {
        "coded_hits": int(hits.sum()),
        "right_hits": int((hits & yes).sum()),
        "coded_others": int(others.sum()),
        "missed_others": int((others & yes).sum()),
        "hit_sentences": n_hits,
        "other_sentences": n_others,
    }
    found |= _interval("precision", *_wilson(found["right_hits"], found["coded_hits"]))
    found |= _interval(
        "recall",
        *recall_interval(
            found["right_hits"], found["coded_hits"], n_hits,
            found["missed_others"], found["coded_others"], n_others,
        ),
    )  # fmt: skip
    found["version"] = ";".join(sorted(codes["version"].unique()))
    return found | _agreement(codes)


def _interval(name: str, value: float, low: float, high: float) -> dict[str, float]:
    return {name: value, f"{name}_low": low, f"{name}_high": high}


def _wilson(right: int, coded: int) -> tuple[float, float, float]:
    if not coded:
        return math.nan, math.nan, math.nan
    found = wilson(right, coded)
    return float(found.estimate), float(found.low), float(found.high)


def recall_interval(
    right: int, coded_hits: int, hits: int, missed: int, coded_others: int, others: int
) -> tuple[float, float, float]:
    """Recall of a theme's list from two coded strata, with its 95 % interval.

    Parameters
    ----------
    right, coded_hits, hits : int
        Of the sentences with a hit: coded yes, coded, all of the corpus.
    missed, coded_others, others : int
        The same of the sentences without a hit.

    Returns
    -------
    tuple of float
        Estimate and ends, 0..1; NaN where a stratum was not coded, or nothing speaks of the theme.

    Notes
    -----
    Recall is 1/(1 + r), r = others·q / (hits·p). The interval of q/p is that of Donner and Zou
    (2012) from the Wilson intervals of p and q, each drawn in by √((N − n)/(N − 1)) for the part
    of its stratum that was coded.

    Examples
    --------
    >>> [round(x, 2) for x in recall_interval(45, 50, 200, 2, 50, 1000)]
    [0.82, 0.57, 0.94]
    """
    if not coded_hits or (others and not coded_others):
        return math.nan, math.nan, math.nan
    p, p_low, p_high = _drawn_in(*_wilson(right, coded_hits), coded_hits, hits)
    if not others:
        return (1.0, 1.0, 1.0) if right else (math.nan, math.nan, math.nan)
    q, q_low, q_high = _drawn_in(*_wilson(missed, coded_others), coded_others, others)
    if not right:
        return (
            (math.nan, math.nan, math.nan)
            if not missed
            else (0.0, 0.0, _at(q_low, p_high, hits, others))
        )
    low, high = _ratio(q, q_low, q_high, p, p_low, p_high)
    weight = others / hits
    return 1 / (1 + weight * q / p), 1 / (1 + weight * high), 1 / (1 + weight * low)


def _at(q: float, p: float, hits: int, others: int) -> float:
    return 1.0 if not q else hits * p / (hits * p + others * q)


def _drawn_in(
    value: float, low: float, high: float, coded: int, size: int
) -> tuple[float, float, float]:
    part = math.sqrt((size - coded) / (size - 1)) if size > 1 else 0.0
    return value, value - (value - low) * part, value + (high - value) * part


def _ratio(
    a: float, a_low: float, a_high: float, b: float, b_low: float, b_high: float
) -> tuple[float, float]:
    """The ends of a/b from those of a and b (b > 0)."""
    low = a * b - math.sqrt(
        max((a * b) ** 2 - a_low * b_high * (2 * a - a_low) * (2 * b - b_high), 0)
    )
    low /= b_high * (2 * b - b_high)
    below = b_low * (2 * b - b_low)
    high = a * b + math.sqrt(
        max((a * b) ** 2 - a_high * b_low * (2 * a - a_high) * (2 * b - b_low), 0)
    )
    return max(low, 0.0), high / below if below > 0 else math.inf


def _agreement(codes: pd.DataFrame) -> dict[str, Any]:
    wide = codes.pivot_table(index="id", columns="coder", values="code", aggfunc="first")
    nothing = {"both_coded": 0, "disagreements": 0} | _interval("kappa", *[math.nan] * 3)
    if wide.shape[1] < 2:
        return nothing
    both = wide.iloc[:, :2].dropna().eq(YES).to_numpy()
    if not len(both):
        return nothing
    one, two = both[:, 0], both[:, 1]
    table = np.array(
        [[(one & two).sum(), (one & ~two).sum()], [(~one & two).sum(), (~one & ~two).sum()]]
    )
    found = {"both_coded": len(both), "disagreements": int((one != two).sum())}
    try:
        value, low, high = map(float, kappa_interval(table))
    except MeasureError:
        # Both coders gave one code to every sentence: there is no chance to be better than.
        value = low = high = math.nan
    return found | _interval("kappa", value, low, high)
