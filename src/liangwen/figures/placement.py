"""Labels beside points, so that none covers another: greedy, and the same each time."""

from __future__ import annotations

from dataclasses import dataclass
from math import atan2, cos, hypot, pi, sin
from typing import TYPE_CHECKING

from .fonts import text_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

Point = tuple[float, float]
Box = tuple[float, float, float, float]
#: From this distance on (inches) a thin line must lead from the mark to its label.
LEADER = 0.2
_RING = 0.085
_ANGLES = 24
#: What one crossing of lines is worth, in inches of distance; and how often labels may move.
DETOUR, ROUNDS = 0.5, 6
#: Inches that a line keeps from words it does not belong to; what a label without a place costs.
CLEAR, HOMELESS = 0.035, 10.0


@dataclass(frozen=True)
class Spot:
    """Where a label stands: lower left corner, size, distance from its point; all in inches."""

    x: float
    y: float
    width: float
    height: float
    distance: float

    @property
    def box(self) -> Box:
        """(x0, y0, x1, y1)."""
        return self.x, self.y, self.x + self.width, self.y + self.height

    @property
    def leader(self) -> bool:
        """Whether the label is so far off that it needs a line to its point."""
        return self.distance > LEADER

    def meets(self, other: Box) -> bool:
        """Whether the label's box overlaps another box."""
        x0, y0, x1, y1 = self.box
        return x0 < other[2] and other[0] < x1 and y0 < other[3] and other[1] < y1

    def nearest(self, point: Point) -> Point:
        """The place on the label's edge where a line from the point arrives."""
        x0, y0, x1, y1 = self.box
        return min(max(point[0], x0), x1), min(max(point[1], y0), y1)


def crosses(start: Point, end: Point, box: Box) -> bool:
    """Whether a straight line runs through a box (clipping after Liang and Barsky).

    Examples
    --------
    >>> crosses((0, 0), (2, 2), (0.5, 0.5, 1, 1)), crosses((0, 0), (2, 0), (0.5, 0.5, 1, 1))
    (True, False)
    """
    enter, leave = 0.0, 1.0
    for low, high, origin, step in (
        (box[0], box[2], start[0], end[0] - start[0]),
        (box[1], box[3], start[1], end[1] - start[1]),
    ):
        if step == 0:
            if not low < origin < high:
                return False
            continue
        first, second = sorted(((low - origin) / step, (high - origin) / step))
        enter, leave = max(enter, first), min(leave, second)
    return enter < leave


def _around(box: Box) -> Box:
    """A box with the air that a line must leave it."""
    return box[0] - CLEAR, box[1] - CLEAR, box[2] + CLEAR, box[3] + CLEAR


def _side(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _cut(first: tuple[Point, Point], second: tuple[Point, Point]) -> bool:
    """Whether two lines cut each other."""
    (a, b), (c, d) = first, second
    return _side(a, b, c) * _side(a, b, d) < 0 and _side(c, d, a) * _side(c, d, b) < 0


def _outwards(point: Point, points: Sequence[Point]) -> float:
    """Direction away from the point's neighbours within an inch; to the right where it is alone."""
    near = [p for p in points if 0 < hypot(p[0] - point[0], p[1] - point[1]) < 1.0]
    if not near:
        return 0.0
    x, y = (sum(p[i] for p in near) / len(near) for i in (0, 1))
    return atan2(point[1] - y, point[0] - x)


def _candidates(point: Point, size: Point, gap: float, rings: int, towards: float) -> list[Spot]:
    """Places on rings further and further out; on each ring, those that face outwards first."""
    angles = [2 * pi * step / _ANGLES for step in range(_ANGLES)]
    # Beside its mark a label is read more easily than above or below: a small bonus.
    angles.sort(key=lambda a: (round(1 - cos(a - towards) - 0.3 * abs(cos(a)), 9), a))
    spots = []
    for ring in range(rings):
        reach = gap + ring * _RING
        for angle in angles:
            # The box touches a circle around the point with the side or corner that faces it.
            x = point[0] + reach * cos(angle) + (cos(angle) - 1) * size[0] / 2
            y = point[1] + reach * sin(angle) + (sin(angle) - 1) * size[1] / 2
            spots.append(Spot(x, y, *size, reach))
    return spots


class _Page:
    """Where labels stand so far, and what it would cost to put one somewhere."""

    def __init__(self, points: Sequence[Point], sizes: Sequence[Point], bounds: Box, gap: float,
                 rings: int, others: NDArray[np.float64] | None) -> None:
        half = gap * 0.7
        self.points, self.bounds, self.others = points, bounds, others
        self.marks = [(x - half, y - half, x + half, y + half) for x, y in points]
        self.spots: list[Spot | None] = [None] * len(points)
        self.candidates = [
            [spot for spot in _candidates(p, size, gap, rings, _outwards(p, points))
             if self._possible(spot)]
            for p, size in zip(points, sizes, strict=True)
        ]

    def _possible(self, spot: Spot) -> bool:
        """Within the bounds and on no mark."""
        x0, y0, x1, y1 = spot.box
        inside = (self.bounds[0] <= x0 and self.bounds[1] <= y0
                  and x1 <= self.bounds[2] and y1 <= self.bounds[3])
        return inside and not any(map(spot.meets, self.marks)) and not self._covers(x0, y0, x1, y1)

    def _covers(self, x0: float, y0: float, x1: float, y1: float) -> bool:
        """Whether a box lies on a mark without a label."""
        if self.others is None:
            return False
        x, y = self.others[:, 0], self.others[:, 1]
        return bool(((x > x0) & (x < x1) & (y > y0) & (y < y1)).any())

    def _tangle(self, i: int, spot: Spot, others: dict[int, Spot]) -> int:
        """How often lines would run through words, marks or other lines."""
        lines = [(self.points[j], o.nearest(self.points[j])) for j, o in others.items() if o.leader]
        crossings = 8 * sum(crosses(*line, _around(spot.box)) for line in lines)
        if spot.leader:
            own = (self.points[i], spot.nearest(self.points[i]))
            crossings += 8 * sum(crosses(*own, _around(other.box)) for other in others.values())
            crossings += 2 * sum(crosses(*own, m) for j, m in enumerate(self.marks) if j != i)
            crossings += sum(_cut(own, line) for line in lines)
        return crossings

    def cost(self) -> float:
        """What all labels together cost as they stand."""
        placed = {j: spot for j, spot in enumerate(self.spots) if spot is not None}
        total = HOMELESS * (len(self.spots) - len(placed))
        for i, spot in placed.items():
            others = {j: other for j, other in placed.items() if j != i}
            total += spot.distance + DETOUR * self._tangle(i, spot, others)
        return round(total, 6)

    def settle(self, i: int) -> bool:
        """Give a label the best place beside the others as they stand; whether it moved."""
        others = {j: o for j, o in enumerate(self.spots) if o is not None and j != i}
        boxes = [other.box for other in others.values()]
        best, least = None, float("inf")
        for spot in self.candidates[i]:
            # Farther rings only get dearer.
            if spot.distance >= least:
                break
            if any(map(spot.meets, boxes)):
                continue
            dear = spot.distance + DETOUR * self._tangle(i, spot, others)
            if dear < least - 1e-9:
                best, least = spot, dear
        moved = best != self.spots[i]
        self.spots[i] = best
        return moved


def place_labels(
    points: Sequence[Point],
    labels: Sequence[str],
    bounds: Box,
    *,
    size: float = 7.5,
    gap: float = 0.075,
    rings: int = 22,
    others: NDArray[np.float64] | None = None,
) -> list[Spot | None]:
    """Find a place for each label in which it covers no point and no other label.

    Each label takes the nearest free place, where a line to its mark that runs through words, or
    close by, counts as a detour; then all are asked again, a few rounds, now that the others
    stand. The whole is done in four orders, and the least tangled page is kept.

    Parameters
    ----------
    points : places of the marks, inches
    labels : one a point, most important first: they choose first
    bounds : (x0, y0, x1, y1) that labels stay within, inches
    size : font size, points
    gap : least distance between a mark and its label, inches
    rings : how many distances are tried, each .085 inches further out
    others : places of marks without a label, one a row, which no label may cover

    Returns
    -------
    A spot a label, or None where none is free: the caller says which labels are left out.

    Examples
    --------
    >>> first, second = place_labels([(1, 1), (1.02, 1)], ["湖北", "河北"], (0, 0, 2, 2))
    >>> first.meets(second.box)
    False
    """
    sizes = [
        (text_width(label, size) + 0.03, (label.count("\n") + 1) * size * 1.3 / 72 + 0.02)
        for label in labels
    ]
    page, places = _Page(points, sizes, bounds, gap, rings, others), range(len(points))
    best: list[Spot | None] = [None] * len(points)
    least = float("inf")
    for order in (places, places[::-1], sorted(places, key=lambda i: (points[i][0], i)),
                  sorted(places, key=lambda i: (points[i][1], i))):
        page.spots = [None] * len(points)
        for _ in range(ROUNDS):
            moved = [page.settle(i) for i in order]
            if not any(moved):
                break
        cost = page.cost()
        if cost < least:
            best, least = page.spots, cost
        if not any(spot is None or spot.leader for spot in best):
            break
    return best
