"""Which interval a table prints, and what may be said of a difference: decided here and only here.

Tables, findings, figures and reports take `interval` and `verdict` from the table; none of them
judges again. What holds for thousands of terms at once stands in :mod:`.term_uncertainty`.
"""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

import numpy as np
import pandas as pd

from .measures._checks import Floats
from .measures.apart import stands_apart
from .measures.clustered import rate_across, ratio_across
from .measures.multiplicity import holm
from .measures.placement import FEWEST_TEXTS, place_among
from .measures.rates import garwood, rate, rate_ratio_interval

#: An interval across articles needs so many articles with a hit, and so many hits, on each side.
FEWEST_ARTICLES, FEWEST_HITS = 3, 10
#: Below this expected count neither a residual nor a ratio is judged.
FEWEST_EXPECTED = 5
#: The level of all verdicts, and the fold whose chance to be noticed is printed.
ERROR, FOLD = 0.05, 4.0

Verdict = Literal["distinctive", "suggestive", "in this text", "not set apart", "too few"]
#: A difference that may be spoken of, the firmest first.
SPOKEN: tuple[Verdict, ...] = ("distinctive", "in this text", "suggestive")

COMPARED = [
    "rate_ratio", "rr_low", "rr_high", "interval", "p", "p_far", "power", "rank", "texts",
    "others_low", "others_high",
]  # fmt: skip


#: What is null where nothing may be judged.
JUDGED = ("rr_low", "rr_high", "p", "p_far", "power")


class PooledRate(NamedTuple):
    """A rate per 10,000, or a mean, with its interval and the interval's form."""

    estimate: float
    low: float
    high: float
    interval: str


def pooled_rate(count: Floats, size: Floats) -> PooledRate:
    """Rate of a group of articles with the interval that its articles allow.

    Parameters
    ----------
    count, size : array, one pair an article

    Returns
    -------
    PooledRate
        "garwood" for one article, and for no hit in several; "log-t" where three articles or more
        hold ten hits or more; else "none", with NaN for the ends.

    Examples
    --------
    >>> found = pooled_rate(np.array([14, 3, 9, 0, 22]), np.array([5200, 3100, 4800, 2600, 6100]))
    >>> round(found.low, 1), round(found.high, 1), found.interval
    (8.5, 59.7, 'log-t')
    >>> pooled_rate(np.array([9, 1]), np.array([5200, 3100])).interval
    'none'
    """
    hits, total = float(np.sum(count)), float(np.sum(size))
    if len(count) == 1 or hits == 0:
        found, kind = garwood(hits, total), "garwood"
    elif not carried(count):
        return PooledRate(float(rate(hits, total)), np.nan, np.nan, "none")
    else:
        found, kind = rate_across(count, size), "log-t"
    return PooledRate(float(found.estimate), float(found.low), float(found.high), kind)


def mean_across(values: Floats) -> PooledRate:
    """Mean of a measure over a group's articles with its interval.

    Parameters
    ----------
    values : array, one an article

    Returns
    -------
    PooledRate
        "t" (Student's, of the articles' mean) for three articles or more, else "none" with NaN for
        the ends; the mean is NaN for none.

    Examples
    --------
    >>> found = mean_across(np.array([30.0, 34.0, 38.0]))
    >>> round(found.low, 1), round(found.high, 1), found.interval
    (24.1, 43.9, 't')
    """
    from scipy import special

    n = len(values)
    if n < FEWEST_ARTICLES:
        return PooledRate(float(np.mean(values)) if n else np.nan, np.nan, np.nan, "none")
    mean, se = float(np.mean(values)), float(np.std(values, ddof=1) / np.sqrt(n))
    reach = float(special.stdtrit(n - 1, 1 - ERROR / 2)) * se
    return PooledRate(mean, mean - reach, mean + reach, "t")


def carried(count: Floats) -> bool:
    """Whether enough articles hold enough hits for an interval across them."""
    return bool((np.asarray(count) > 0).sum() >= FEWEST_ARTICLES and np.sum(count) >= FEWEST_HITS)


def compare_groups(count: Floats, size: Floats, group: np.ndarray) -> pd.DataFrame:
    """Compare each group's rate of one theme with that of all articles outside it.

    Parameters
    ----------
    count, size : array, one pair an article
        Hits and Chinese characters.
    group : array
        The group of each article.

    Returns
    -------
    DataFrame
        One row a group, in the order of their first article: rate_ratio with its ends and their
        form (`interval`), p (NaN where nothing may be judged) and p_far (the same for a family of
        many comparisons: see `measures.clustered`), power (the chance that a fourfold rate would
        be noticed at the level of 5 %), and for a single article among ten or more its rank
        among `texts` and what one more text like the others would show, per 10,000.

    Notes
    -----
    "prediction": one article against nine others or more. "log-t": three articles a side with a hit
    and ten hits a side. "exact": one article, and fewer others: chance within these texts only.
    "none": all else, or no hit at all.

    When it misleads: see `measures.apart` and `measures.clustered`.
    """
    y, n = np.asarray(count, dtype=float), np.asarray(size, dtype=float)
    names = list(dict.fromkeys(group.tolist()))
    placed = _placed(y, n) if y.sum() > 0 and len(y) >= FEWEST_TEXTS else None
    rows = []
    for name in names:
        own = group == name
        rows.append(_compare(y, n, own, placed))
    return pd.DataFrame(rows, columns=COMPARED, index=pd.Index(names, name="group"))


def _placed(y: Floats, n: Floats) -> dict[str, Floats]:
    """Each article among all others."""
    found, apart = place_among(y, n), stands_apart(y, n)
    power = _power(apart.spread, np.full(len(y), float(apart.df)))
    return {
        "rr_low": apart.low, "rr_high": apart.high, "p": apart.p, "p_far": apart.p, "power": power,
        "rank": found.rank, "others_low": found.low, "others_high": found.high,
    }  # fmt: skip


def _compare(
    y: Floats, n: Floats, own: np.ndarray, placed: dict[str, Floats] | None
) -> dict[str, Any]:
    a, b = y[own].sum(), y[~own].sum()
    if a + b == 0 or own.all():
        return {"interval": "none"}
    with np.errstate(divide="ignore"):
        ratio = (a / n[own].sum()) / np.float64(b / n[~own].sum())
    row: dict[str, Any] = {"rate_ratio": float(ratio)}
    if own.sum() == 1 and placed is not None:
        (at,) = np.flatnonzero(own)
        # Where most texts hold no hit, their rates differ by their lengths alone.
        enough = carried(y) and (y > 0).sum() >= len(y) / 2
        row |= {key: float(values[at]) for key, values in placed.items()}
        row |= {"interval": "prediction", "texts": len(y)}
        if not enough:
            row |= dict.fromkeys(JUDGED, np.nan) | {"interval": "none"}
        return row
    if own.sum() == 1:
        found = rate_ratio_interval(a, n[own].sum(), b, n[~own].sum())
        row |= {"rr_low": float(found.low), "rr_high": float(found.high), "interval": "exact"}
        p = _exact_p(a, n[own].sum(), b, n[~own].sum())
        return row | {"p": p, "p_far": p}
    if not (carried(y[own]) and carried(y[~own])):
        return row | {"interval": "none"}
    across = ratio_across(y[own], n[own], y[~own], n[~own])
    row |= {"rr_low": float(across.low), "rr_high": float(across.high), "interval": "log-t"}
    power = _power(np.array([across.se]), np.array([across.df]))
    return row | {"p": float(across.p), "p_far": float(across.p_far), "power": float(power[0])}


def _exact_p(a: float, n: float, b: float, m: float) -> float:
    """Twice the smaller tail, so that the interval leaves out one where this is below 5 %."""
    from scipy import special

    share = n / (n + m)
    upper = special.betainc(a, b + 1, share) if a else 1.0
    lower = special.betaincc(a + 1, b, share) if b else 1.0
    return float(min(1.0, 2 * min(upper, lower)))


def _power(se: Floats, df: Floats) -> Floats:
    """Chance that a rate `FOLD` times as high is noticed: the noncentral t beyond its 95 %."""
    from scipy import special

    critical = special.stdtrit(df, 1 - ERROR / 2)
    with np.errstate(divide="ignore"):
        ahead = np.minimum(np.log(FOLD) / se, 37.0)  # beyond, the chance is 1 in any case
    return np.where(se > 0, 1 - special.nctdtr(df, ahead, critical), 1.0)


def verdicts(frame: pd.DataFrame, *, expected: pd.Series | None = None) -> pd.DataFrame:
    """Say of each compared cell what may be said, over the whole table as one family.

    Parameters
    ----------
    frame : DataFrame
        With `interval`, `p`, `expected` and, where it is another, `p_far`; one row a cell.
    expected : Series, optional
        Taken in the place of the frame's column.

    Returns
    -------
    DataFrame
        The frame with `p_family` (Holm's adjustment over all cells that can be judged) and
        `verdict`:

        - "too few": fewer than five hits expected, or no interval;
        - "distinctive": p_family below .05, the articles' variation allowed for. The chance of a
          single false one in the whole table is 5 % at most;
        - "suggestive": only its own p is below .05; one cell in twenty is so by chance;
        - "in this text": one article where fewer than ten stand against each other, and p_family
          below .05: more than chance within the text, and nothing about its region;
        - "not set apart": none of these, which is no proof of likeness (see `power`).

    Examples
    --------
    >>> cells = pd.DataFrame({"interval": ["log-t", "exact", "log-t", "log-t", "none"],
    ...                       "expected": 9.0, "p": [0.001, 0.012, 0.04, 0.3, np.nan]})
    >>> verdicts(cells)["verdict"].tolist()
    ['distinctive', 'in this text', 'suggestive', 'not set apart', 'too few']
    """
    likely = frame["expected"] if expected is None else expected
    judged = (likely >= FEWEST_EXPECTED) & frame["p"].notna()
    told = frame.assign(p_family=np.nan, verdict="too few")
    if not judged.any():
        return told
    far = frame["p_far"] if "p_far" in frame.columns else frame["p"]
    told.loc[judged, "p_family"] = holm(far[judged].to_numpy(float))
    exact = frame["interval"] == "exact"
    firm, alone = told["p_family"] < ERROR, frame["p"] < ERROR
    told["verdict"] = np.select(
        [~judged, firm & exact, firm, alone & ~exact],
        ["too few", "in this text", "distinctive", "suggestive"],
        default="not set apart",
    )
    return told
