"""Correspondence analysis: rows and columns of a table of counts on the same few axes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from liangwen.errors import MeasureError
from liangwen.measures._checks import Floats, numbers

NO_INERTIA = 1e-12
"""An axis below this is rounding; its direction would differ from machine to machine."""


class Correspondence(NamedTuple):
    """Coordinates of what was kept; axes in falling order of inertia."""

    inertia: Floats
    """Principal inertias (squared singular values), shape (axes,)."""
    share: Floats
    """inertia over its sum, which is chi² / N."""
    rows: list[str]
    columns: list[str]
    row_coordinates: Floats
    """Principal coordinates, shape (rows, axes)."""
    column_coordinates: Floats
    row_masses: Floats
    column_masses: Floats
    row_contributions: Floats
    """Share of an axis' inertia that a row makes up; each axis sums to 1."""
    column_contributions: Floats
    empty_rows: list[str]
    """Left out, as they have no profile."""
    empty_columns: list[str]


def correspondence(
    table: ArrayLike,
    *,
    rows: Sequence[str] | None = None,
    columns: Sequence[str] | None = None,
) -> Correspondence:
    """Correspondence analysis of a table of counts (Greenacre 1984), in principal coordinates.

    Parameters
    ----------
    table : array_like, shape (rows, columns)
        Counts. Empty rows and columns are left out and named in the result.
    rows, columns : sequence of str, optional
        Names; without them "0", "1" and so on.

    Returns
    -------
    Correspondence
        At most min(rows, columns) − 1 axes; none where all profiles are equal. On each axis the
        sign is such that the column farthest from 0 is positive, the first of those that tie.

    Raises
    ------
    MeasureError
        Where fewer than two rows or columns hold a count, or names do not fit the table.

    Notes
    -----
    When it misleads: distances mean something among rows and among columns, not from a row to a
    column. A rare theme far out may rest on two hits: see ``column_masses`` and contributions.
    Two axes of almost equal inertia may swap or turn when one article is added. A picture of two
    axes shows ``share`` of them and hides the rest.

    Examples
    --------
    >>> found = correspondence([[20, 5, 0], [5, 20, 0]], columns=["碳", "量子", "民生"])
    >>> found.inertia.round(4).tolist(), found.empty_columns
    ([0.36], ['民生'])
    >>> found.column_coordinates.round(2).tolist()
    [[0.6], [-0.6]]
    """
    counts = numbers("table", table)
    if counts.ndim != 2:
        raise MeasureError(f"table must have rows and columns, but has {counts.ndim} dimensions.")
    full_rows, full_columns = counts.sum(axis=1) > 0, counts.sum(axis=0) > 0
    row_names = _names("rows", rows, counts.shape[0])
    column_names = _names("columns", columns, counts.shape[1])
    if min(full_rows.sum(), full_columns.sum()) < 2:
        raise MeasureError(
            "Correspondence analysis needs two rows and two columns with counts, but has "
            f"{full_rows.sum()} and {full_columns.sum()}: leave the map out."
        )
    shares = counts[full_rows][:, full_columns] / counts.sum()
    masses = shares.sum(axis=1), shares.sum(axis=0)
    left, inertia, right = _axes(shares, *masses)
    scale = np.sqrt(inertia)
    return Correspondence(
        inertia,
        inertia / inertia.sum() if inertia.size else inertia,
        _pick(row_names, full_rows),
        _pick(column_names, full_columns),
        left / np.sqrt(masses[0])[:, np.newaxis] * scale,
        right / np.sqrt(masses[1])[:, np.newaxis] * scale,
        *masses,
        left**2,
        right**2,
        _pick(row_names, ~full_rows),
        _pick(column_names, ~full_columns),
    )


def _axes(shares: Floats, r: Floats, c: Floats) -> tuple[Floats, Floats, Floats]:
    """Singular vectors and inertias of the standardised residuals, signs fixed."""
    expected = np.outer(r, c)
    left, singular, right = np.linalg.svd((shares - expected) / np.sqrt(expected), False)
    kept = singular**2 > NO_INERTIA
    left, right, inertia = left[:, kept], right[kept].T, singular[kept] ** 2
    distance = np.abs(right / np.sqrt(c)[:, np.newaxis])
    # A tie in the last bits must not turn the axis on another processor.
    farthest = (distance >= distance.max(axis=0, initial=0) * (1 - 1e-9)).argmax(axis=0)
    signs = np.where(np.take_along_axis(right, farthest[np.newaxis], axis=0) < 0, -1.0, 1.0)
    return left * signs, inertia, right * signs


def _names(what: str, names: Sequence[str] | None, size: int) -> list[str]:
    if names is None:
        return [str(position) for position in range(size)]
    if len(names) != size:
        raise MeasureError(f"{what} has {len(names)} names for {size} {what}: give one each.")
    return list(names)


def _pick(names: list[str], wanted: np.ndarray) -> list[str]:
    return [name for name, take in zip(names, wanted, strict=True) if take]
