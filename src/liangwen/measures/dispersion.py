"""How evenly is a word spread over the parts of a corpus?

``counts`` has the parts on its last axis: shape (parts,) for one term, (terms, parts) for many.
``sizes`` are the parts' tokens. 1 is even for Juilland's D, Carroll's D2, Rosengren's S and DA;
0 is even for DP, DPnorm and the KLD family: name the measure where a number is shown.

When all of them mislead: with five parts they are coarse (a word that occurs once in five equal
parts cannot be anything but uneven), and parts that are articles of different kinds show the kind.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from liangwen.errors import MeasureError
from liangwen.measures._checks import Floats, numbers


def relative_range(counts: ArrayLike) -> Floats:
    """Share of the parts that hold the term at all, 0..1.

    When it misleads: it rises with frequency; one hit in a part counts as much as a hundred.

    Examples
    --------
    >>> float(relative_range([2, 1, 1, 1, 0]))
    0.8
    """
    return (_terms(counts) > 0).mean(axis=-1)


def juilland_d(counts: ArrayLike, sizes: ArrayLike) -> Floats:
    """Juilland's D, 1 − V / √(n − 1), with the population's standard deviation of the rates.

    Raises
    ------
    MeasureError
        Where a term has no occurrence, or counts and sizes do not fit each other.

    Notes
    -----
    NaN with one part. When it misleads: with many parts it creeps up to 1 for any frequent word.

    Examples
    --------
    >>> round(float(juilland_d([0, 4, 3, 2, 1], [1, 1, 1, 1, 1])), 4)
    0.6464
    """
    rates = _rates(counts, sizes)
    with np.errstate(divide="ignore", invalid="ignore"):
        return 1 - rates.std(axis=-1) / rates.mean(axis=-1) / np.sqrt(rates.shape[-1] - 1)


def carroll_d2(counts: ArrayLike, sizes: ArrayLike) -> Floats:
    """Carroll's (1970) D2: entropy of the rates' shares over its greatest value, 0..1.

    NaN with one part. Errors as for `juilland_d`. When it misleads: it calls a word that half of
    many parts lack still rather even.

    Examples
    --------
    >>> round(float(carroll_d2([2, 1, 1, 1, 0], [1, 1, 1, 1, 1])), 4)
    0.8277
    """
    rates = _rates(counts, sizes)
    shares = rates / rates.sum(axis=-1, keepdims=True)
    with np.errstate(invalid="ignore"):
        return special.entr(shares).sum(axis=-1) / np.log(rates.shape[-1])


def rosengren_s(counts: ArrayLike, sizes: ArrayLike) -> Floats:
    """Rosengren's (1971) S, (Σ √(share of size × count))² over the frequency.

    1 / n (for equal parts) to 1. Errors as for `juilland_d`. When it misleads: its least value
    depends on the number of parts, so corpora cut differently do not compare.

    Examples
    --------
    >>> round(float(rosengren_s([1, 2, 3, 4, 5], [1, 1, 1, 1, 1])), 3)
    0.937
    """
    v, s = _terms_and_shares(counts, sizes)
    return np.sqrt(v * s).sum(axis=-1) ** 2 / v.sum(axis=-1)


def dp(counts: ArrayLike, sizes: ArrayLike) -> Floats:
    """Gries' (2008) deviation of proportions, ½ Σ |share of hits − share of size|; 0 is even.

    Errors as for `juilland_d`. When it misleads: it cannot reach 1 (the more so with few parts):
    show `dp_norm`.

    Examples
    --------
    >>> round(float(dp([1, 2, 3, 4, 5], [9, 10, 10, 10, 11])), 6)
    0.18
    """
    v, s = _terms_and_shares(counts, sizes)
    return np.abs(v / v.sum(axis=-1, keepdims=True) - s).sum(axis=-1) / 2


def dp_norm(counts: ArrayLike, sizes: ArrayLike, *, least_used: bool = False) -> Floats:
    """DP over its greatest possible value, 0 (even) to 1 (all hits in the smallest part).

    Parameters
    ----------
    counts : array_like, shape (..., parts)
    sizes : array_like, shape (parts,)
    least_used : bool
        False: the smallest part sets the maximum (Lijffijt and Gries 2012). True: the smallest
        part that holds the term (Egbert, Burch and Biber 2020).

    Returns
    -------
    ndarray or scalar
        NaN with one part.

    Raises
    ------
    MeasureError
        Where a term has no occurrence, or counts and sizes do not fit each other.

    Notes
    -----
    When it misleads: rare words are uneven by necessity. Read it beside the frequency and the
    range, and never for a word with fewer hits than there are parts.

    Examples
    --------
    >>> dp_norm([[1, 2, 3, 4, 5], [0, 1, 0, 0, 0]], [9, 10, 10, 10, 11]).round(3).tolist()
    [0.22, 0.976]
    """
    v, s = _terms_and_shares(counts, sizes)
    least = np.where(v > 0, s, np.inf).min(axis=-1) if least_used else s.min()
    with np.errstate(divide="ignore", invalid="ignore"):
        return dp(v, s) / (1 - least)


def da(counts: ArrayLike, sizes: ArrayLike) -> Floats:
    """Burch, Egbert and Biber's (2017) DA, from the differences between any two parts' rates.

    1 − their mean over twice the mean rate; NaN with one part. Errors as for `juilland_d`.
    When it misleads: it weighs small and large parts alike.

    Examples
    --------
    >>> round(float(da([2, 1, 1, 1, 0], [10, 10, 10, 10, 10])), 6)
    0.6
    """
    rates = np.sort(_rates(counts, sizes), axis=-1)
    n = rates.shape[-1]
    # Σ over pairs of |difference| from the sorted rates: n log n in place of n².
    weights = 2 * np.arange(n) - n + 1
    with np.errstate(divide="ignore", invalid="ignore"):
        mean_difference = (rates * weights).sum(axis=-1) / np.float64(n * (n - 1) / 2)
        return 1 - mean_difference / (2 * rates.mean(axis=-1))


def kld(counts: ArrayLike, sizes: ArrayLike) -> Floats:
    """Kullback–Leibler divergence of hits from sizes, in bits; 0 is even, no upper bound.

    Errors as for `juilland_d`. Brought into 0..1 as KLD / (1 + KLD) or 1 − exp(−KLD), Gries' DKL.
    When it misleads: one tiny part with many hits makes it large.

    Examples
    --------
    >>> round(float(kld([2, 1, 1, 1, 0], [10, 10, 10, 10, 10])), 6)
    0.4
    """
    v, s = _terms_and_shares(counts, sizes)
    shares = v / v.sum(axis=-1, keepdims=True)
    return np.maximum(special.rel_entr(shares, s).sum(axis=-1) / np.log(2), 0.0)


def average_reduced_frequency(positions: ArrayLike, length: int) -> float:
    """Savický and Hlaváčová's ARF: frequency with clumped hits counted as fewer.

    Parameters
    ----------
    positions : array_like of int
        Where the word stands, in tokens from the start; two the same is an error.
    length : int
        Tokens of the whole text.

    Returns
    -------
    float
        1 (one clump) to the frequency (evenly spread).

    Notes
    -----
    The text is a ring: the last hit's distance runs on to the first. When it misleads: it depends
    on the order in which articles are joined.

    Examples
    --------
    >>> average_reduced_frequency([0, 5], 10), average_reduced_frequency([0, 1], 10)
    (2.0, 1.2)
    """
    gaps = _gaps(positions, length)
    segment = length / gaps.size
    return float(np.minimum(gaps, segment).sum() / segment)


def average_waiting_time(positions: ArrayLike, length: int) -> float:
    """Expected tokens to read, from a random place, until the next hit: ½ (1 + Σ d² / N).

    Parameters and what misleads are those of `average_reduced_frequency`.

    Examples
    --------
    >>> average_waiting_time([0, 5], 10)
    3.0
    """
    return float((1 + (_gaps(positions, length) ** 2).sum() / length) / 2)


def average_logarithmic_distance(positions: ArrayLike, length: int) -> float:
    """Σ d · log₁₀ d / N over the gaps between hits: low is frequent and even.

    Parameters and what misleads are those of `average_reduced_frequency`.

    Examples
    --------
    >>> average_logarithmic_distance([0, 10], 20)
    1.0
    """
    gaps = _gaps(positions, length)
    return float((gaps * np.log10(gaps)).sum() / length)


def _terms(counts: ArrayLike) -> Floats:
    v = numbers("counts", counts)
    if v.ndim == 0 or v.shape[-1] == 0:
        raise MeasureError("counts must hold one number a part: the parts are its last axis.")
    if not v.any(axis=-1).all():
        raise MeasureError(
            "A term without any occurrence has no dispersion: leave out terms whose counts are all "
            "zero."
        )
    return v


def _terms_and_shares(counts: ArrayLike, sizes: ArrayLike) -> tuple[Floats, Floats]:
    """Counts, and each part's share of all tokens."""
    v, s = _terms(counts), numbers("sizes", sizes, positive=True)
    if s.shape != v.shape[-1:]:
        raise MeasureError(
            f"sizes must hold one number a part, but has shape {s.shape} for {v.shape[-1]} parts."
        )
    return v, s / s.sum()


def _rates(counts: ArrayLike, sizes: ArrayLike) -> Floats:
    v, s = _terms_and_shares(counts, sizes)
    return v / s


def _gaps(positions: ArrayLike, length: int) -> Floats:
    """Distances from each hit to the next, around the ring."""
    at = np.sort(numbers("positions", positions))
    if at.ndim != 1 or not at.size or at[-1] >= length or (np.diff(at) == 0).any():
        raise MeasureError(
            f"positions must be one or more different places below the length {length}."
        )
    return np.diff(at, append=at[0] + length)
