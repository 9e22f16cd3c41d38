"""How often a change point is named where there is none, and where there is one.

    .venv/bin/python benchmarks/change_points.py [--draws 400]

Hits of D years, one text a year, 2,000 to 20,000 characters at random or growing evenly, ten
hits per 10,000 characters at first. Years vary by a gamma factor (none; shape 5; shape 1.5).
Constant rates, steps of two and four times after a third of the years, and steady trends of
the same size. Printed per case: share with p up to .05, share with a change named, share of the
named whose interval holds the true year, and coverage of the trend's interval.
"""

from __future__ import annotations

import argparse
import itertools
from collections.abc import Callable

import numpy as np

from liangwen.measures.change_points import change_points
from liangwen.measures.slopes import slope

YEARS, SHAPES, SEED = (12, 30, 50), (np.inf, 5.0, 1.5), 20260101
PERMUTATIONS = 399

Draw = Callable[[], tuple[np.ndarray, np.ndarray]]


def drawing(rng: np.random.Generator, course: np.ndarray, shape: float, *, growing: bool) -> Draw:
    """Return a function that draws hits and lengths of the years."""
    years = len(course)

    def draw() -> tuple[np.ndarray, np.ndarray]:
        size = np.linspace(3e3, 2e4, years) if growing else rng.uniform(2e3, 2e4, years)
        expected = 10 / 1e4 * size * course
        if np.isfinite(shape):
            expected = expected * rng.gamma(shape, 1 / shape, years)
        return rng.poisson(expected), size

    return draw


def measure(draw: Draw, draws: int, course: np.ndarray, *, step: int | None) -> list[float]:
    """Shares over the draws: small p, named, named and covered, trend covered."""
    years, counted = len(course), np.zeros(4)
    factor = float(course[-1] / course[0])
    for _ in range(draws):
        hits, size = draw()
        found = change_points(hits, size, permutations=PERMUTATIONS)
        counted[0] += found.best.p <= 0.05
        counted[1] += bool(found.named)
        if step is not None:
            counted[2] += any(change.low <= step <= change.high for change in found.named)
        line = slope(hits, size, np.arange(years), per=years - 1)
        counted[3] += line.low <= factor <= line.high
    held = counted[2] / counted[1] if step is not None and counted[1] else np.nan
    return [counted[0] / draws, counted[1] / draws, held, counted[3] / draws]


def main() -> None:
    """Print a line a case."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--draws", type=int, default=400, help="draws a case")
    draws = parser.parse_args().draws
    rng = np.random.default_rng(SEED)
    print("course           years  variation   p<=.05   named  year held  trend held")
    for years, shape in itertools.product(YEARS, SHAPES):
        courses = [("constant", np.ones(years), None, False),
                   ("constant, growing", np.ones(years), None, True)]
        for factor in (2.0, 4.0):
            place = years // 3
            course = np.where(np.arange(years) < place, 1.0, factor)
            courses.append((f"step x{factor:.0f}", course, place, False))
            line = factor ** np.linspace(0, 1, years)
            courses.append((f"trend x{factor:.0f}", line, None, False))
        for name, course, step, growing in courses:
            draw = drawing(rng, course, shape, growing=growing)
            shares = measure(draw, draws, course, step=step)
            told = "   ".join(" n/a" if np.isnan(x) else f"{x:.3f}" for x in shares)
            print(f"{name:<18}{years:>4}  {shape:>8}     {told}", flush=True)


if __name__ == "__main__":
    main()
