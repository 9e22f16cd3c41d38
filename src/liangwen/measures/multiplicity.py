"""Many tests at once: p values adjusted for how many were looked at.

Neither adjustment mends a p that is wrong to begin with: where articles vary, G2's false alarms
stay false alarms after it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from liangwen.errors import MeasureError
from liangwen.measures._checks import Floats, numbers


def benjamini_hochberg(p: ArrayLike) -> Floats:
    """q values: the share of false discoveries if all terms up to this one are called different.

    Parameters
    ----------
    p : array_like, one dimension
        p of *all* terms tested, in any order.

    Returns
    -------
    ndarray
        In the order given, never smaller than p (Benjamini and Hochberg 1995).

    Raises
    ------
    MeasureError
        For a p outside 0..1, a missing one, or more than one dimension.

    Notes
    -----
    When it misleads: on a list that was cut to the small p before, q is too small.

    Examples
    --------
    >>> benjamini_hochberg([0.01, 0.04, 0.03, 0.5]).round(4).tolist()
    [0.04, 0.0533, 0.0533, 0.5]
    """
    p = _probabilities(p)
    order = np.argsort(-p, kind="stable")
    ranks = np.arange(p.size, 0, -1)
    return _restore(np.minimum.accumulate(p[order] * p.size / ranks), order)


def holm(p: ArrayLike) -> Floats:
    """Holm's (1979) adjusted p: keeps the chance of *any* false alarm below the level.

    Parameters, errors and what misleads are those of `benjamini_hochberg`.

    Examples
    --------
    >>> holm([0.01, 0.04, 0.03, 0.5]).round(4).tolist()
    [0.04, 0.09, 0.09, 0.5]
    """
    p = _probabilities(p)
    order = np.argsort(p, kind="stable")
    return _restore(np.maximum.accumulate(p[order] * np.arange(p.size, 0, -1)), order)


def _restore(adjusted: Floats, order: np.ndarray) -> Floats:
    """Back into the caller's order, and no probability above 1."""
    result = np.empty_like(adjusted)
    result[order] = np.minimum(adjusted, 1.0)
    return result


def _probabilities(p: ArrayLike) -> Floats:
    array = numbers("p", p)
    if array.ndim != 1:
        raise MeasureError(f"p must be one list, but has {array.ndim} dimensions.")
    if (array > 1).any():
        raise MeasureError(f"p must lie in 0..1, but {array.max():g} is given: give probabilities.")
    return array
