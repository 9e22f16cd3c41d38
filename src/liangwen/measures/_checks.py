"""What every measure asks of its arguments, with one wording for each complaint."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from liangwen.errors import MeasureError

Floats = NDArray[np.float64]
"""What the measures give back: an array, or a NumPy scalar where only scalars went in."""


class Interval(NamedTuple):
    """An estimate with the two ends of its interval, each a scalar or an array of one shape."""

    estimate: Floats
    low: Floats
    high: Floats


class Cells(NamedTuple):
    """The 2 × 2 table of each term: word and all words, in a part and in its reference."""

    word: Floats
    total: Floats
    reference_word: Floats
    reference_total: Floats


def numbers(name: str, values: ArrayLike, *, positive: bool = False) -> Floats:
    """Finite numbers that are not negative (or, where asked, greater than zero)."""
    try:
        array = np.asarray(values, dtype=float)
    except (TypeError, ValueError) as error:
        raise MeasureError(f"{name} must be numbers, not {values!r}: {error}.") from error
    bad = ~np.isfinite(array) | ((array <= 0) if positive else (array < 0))
    if bad.any():
        wanted = "greater than zero" if positive else "zero or more"
        raise MeasureError(
            f"{name} must be finite and {wanted}, but {array[bad].flat[0]:g} is given: "
            "leave such rows out before measuring."
        )
    return array


def same_shape(first: Floats, *others: Floats, names: str) -> list[Floats]:
    """Broadcast, or say in plain words which arguments do not fit each other."""
    try:
        return list(np.broadcast_arrays(first, *others))
    except ValueError as error:
        shapes = ", ".join(str(array.shape) for array in (first, *others))
        raise MeasureError(f"{names} have shapes that do not fit: {shapes}.") from error


def cells(
    count: ArrayLike,
    total: ArrayLike,
    reference_count: ArrayLike,
    reference_total: ArrayLike,
) -> Cells:
    """Check the four numbers behind a comparison of two parts.

    A term that neither part uses has no keyness, so that is an error and not a zero.
    """
    checked = Cells(
        *same_shape(
            numbers("count", count),
            numbers("total", total, positive=True),
            numbers("reference_count", reference_count),
            numbers("reference_total", reference_total, positive=True),
            names="count, total, reference_count and reference_total",
        )
    )
    for name, part, whole in (
        ("count", checked.word, checked.total),
        ("reference_count", checked.reference_word, checked.reference_total),
    ):
        if (part > whole).any():
            where = np.flatnonzero(part > whole)[0]
            raise MeasureError(
                f"{name} {part.flat[where]:g} is greater than its total {whole.flat[where]:g}: "
                "give the size of the same part, in the same unit."
            )
    reject_both_zero(checked.word, checked.reference_word)
    return checked


def reject_both_zero(first: Floats, second: Floats) -> None:
    """Nothing can be compared where neither side has a hit."""
    empty = np.flatnonzero((first == 0) & (second == 0))
    if empty.size:
        where = f" (position {empty[0]})" if first.ndim else ""
        raise MeasureError(
            f"Both counts are zero{where}: what occurs in neither part cannot be compared; "
            "leave it out."
        )


def error_rate(level: float) -> float:
    """The share of intervals that may miss, from a level of confidence such as 0.95."""
    if not 0 < level < 1:
        raise MeasureError(f"level must lie between 0 and 1, but is {level!r}: 0.95 is usual.")
    return 1 - level
