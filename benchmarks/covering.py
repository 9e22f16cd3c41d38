"""How often the printed intervals cover, and how often a verdict errs: articles drawn by chance.

The functions that make the tables are called as the tables call them, with their own choice of
interval and verdict. Run it from the project's root; ``--write`` renews ``docs/coverage.md``:

    python benchmarks/covering.py --write
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from liangwen.measures.contingency import expected_counts
from liangwen.uncertainty import compare_groups, pooled_rate, verdicts

SEED = 20220520
ARTICLES = (5, 10, 31)
#: Texts as they are: articles of a newspaper, and reports (median Chinese characters, log spread).
SIZES = {"articles": (2_500, 0.5), "reports": (15_000, 0.3)}
#: Hits per 10,000 characters: a rare theme, a common one, a leading one.
RATES = (3.0, 10.0, 40.0)
THEMES = 12
TOO_RARE = 0.5
PAGE = Path(__file__).parents[1] / "docs" / "coverage.md"


class Variation(NamedTuple):
    """How articles' rates stray around their mean."""

    name: str
    family: str
    cv: float
    """Standard deviation over mean."""

    def factors(self, shape: tuple[int, ...], rng: np.random.Generator) -> np.ndarray:
        """Multipliers with mean one."""
        if self.cv == 0:
            return np.ones(shape)
        if self.family == "gamma":
            return rng.gamma(1 / self.cv**2, self.cv**2, shape)
        sigma = np.sqrt(np.log1p(self.cv**2))
        return np.exp(sigma * rng.standard_normal(shape) - sigma**2 / 2)


VARIATIONS = (
    Variation("none", "gamma", 0.0),
    Variation("moderate (gamma, .5)", "gamma", 0.5),
    Variation("moderate (lognormal, .5)", "lognormal", 0.5),
    Variation("strong (gamma, 1)", "gamma", 1.0),
    Variation("strong (lognormal, 1)", "lognormal", 1.0),
)


def sizes_of(kind: str, shape: tuple[int, ...], rng: np.random.Generator) -> np.ndarray:
    """Lengths of texts, at least 300 characters."""
    median, spread = SIZES[kind]
    return np.maximum(np.round(median * np.exp(spread * rng.standard_normal(shape))), 300)


def scenarios() -> Iterator[tuple[int, str, Variation, float]]:
    """Every number of articles, kind of text, variation and rate."""
    for articles in ARTICLES:
        for kind in SIZES:
            for variation in VARIATIONS:
                for rate in RATES:
                    yield articles, kind, variation, rate


def rate_coverage(*, draws: int, seed: int = SEED) -> pd.DataFrame:
    """Draw groups of articles; how often is the interval of their rate printed, and covers?

    One row a scenario: printed and covered are shares (covered: of the printed ones).
    """
    rng = np.random.default_rng(seed)
    rows = []
    for articles, kind, variation, rate in scenarios():
        size = sizes_of(kind, (draws, articles), rng)
        mean = size * rate / 1e4 * variation.factors(size.shape, rng)
        found = [pooled_rate(y, n) for y, n in zip(rng.poisson(mean), size, strict=True)]
        inside = [f.low <= rate <= f.high for f in found if f.interval == "log-t"]
        rows.append((articles, kind, variation.name, rate, len(inside) / draws, _mean(inside)))
    return pd.DataFrame(rows, columns=[*_HEAD, "printed", "covered"])


_HEAD = ["articles", "texts", "variation", "rate"]


def _mean(values: list[bool]) -> float:
    return float(np.mean(values)) if values else np.nan


def ratio_coverage(*, draws: int, fold: float = 2.0, seed: int = SEED) -> pd.DataFrame:
    """Draw a group and the articles outside it, four times as many; the same for their ratio."""
    rng = np.random.default_rng(seed)
    rows = []
    for articles, kind, variation, rate in scenarios():
        group = np.array(["a"] * articles + ["b"] * 4 * articles)
        size = sizes_of(kind, (draws, len(group)), rng)
        higher = np.where(group == "a", fold, 1.0)
        mean = size * rate / 1e4 * higher * variation.factors(size.shape, rng)
        inside = []
        for y, n in zip(rng.poisson(mean), size, strict=True):
            row = compare_groups(y, n, group).loc["a"]
            if row["interval"] == "log-t":
                inside.append(bool(row["rr_low"] <= fold <= row["rr_high"]))
        rows.append((articles, kind, variation.name, rate, len(inside) / draws, _mean(inside)))
    return pd.DataFrame(rows, columns=[*_HEAD, "printed", "covered"])


def table_of(
    articles: int,
    per_region: int,
    kind: str,
    variation: Variation,
    fold: float,
    rng: np.random.Generator,
) -> tuple[pd.DataFrame, np.ndarray]:
    """The verdicts of regional_emphasis on drawn articles, and which of its cells were raised."""
    regions = articles // per_region
    region = np.repeat([f"r{i:02}" for i in range(regions)], per_region)
    size = sizes_of(kind, (articles,), rng)
    rate = np.resize(RATES, THEMES)
    raised = np.zeros((articles, THEMES), dtype=bool)
    if fold != 1:
        # A theme of each rate, in the first region: few, as in a table with something to find.
        raised[:per_region, : len(RATES)] = True
    mean = size[:, None] * rate / 1e4 * variation.factors((articles, THEMES), rng)
    hits = rng.poisson(mean * np.where(raised, fold, 1.0))
    parts = [compare_groups(hits[:, theme], size, region) for theme in range(THEMES)]
    table = pd.concat(parts, keys=range(THEMES), names=["theme", "group"])
    observed = np.add.reduceat(hits, np.arange(0, articles, per_region), axis=0)
    expected = expected_counts(observed) if observed.any() else np.zeros(observed.shape)
    told = verdicts(table.assign(expected=expected.T.ravel()))
    return told, raised[::per_region].T.ravel()


def verdict_errors(*, tables: int, seed: int = SEED) -> pd.DataFrame:
    """Draw whole tables; false alarms of the verdicts without a difference, and power with one.

    One row a design (texts one to a region; or five regions of so many articles), kind of text and
    variation: shares of the judged cells that are called distinctive or suggestive without a
    difference, share of tables with any false "distinctive", and shares of raised cells noticed.
    """
    rng = np.random.default_rng(seed)
    rows = []
    designs = [(n, 1) for n in ARTICLES] + [(5 * n, n) for n in ARTICLES]
    for articles, per_region in designs:
        for kind in SIZES:
            for variation in VARIATIONS:
                row = {"articles": articles, "regions": articles // per_region, "texts": kind,
                       "variation": variation.name}  # fmt: skip
                for fold in (1.0, 2.0, 4.0):
                    drawn = [table_of(articles, per_region, kind, variation, fold, rng)
                             for _ in range(tables)]  # fmt: skip
                    row |= _errors(drawn) if fold == 1 else _power(drawn, fold)
                rows.append(row)
    return pd.DataFrame(rows)


def _errors(drawn: list[tuple[pd.DataFrame, np.ndarray]]) -> dict[str, float]:
    cells = pd.concat([table for table, _ in drawn])
    judged = cells[cells["verdict"] != "too few"]
    return {
        "judged": len(judged) / len(cells),
        "false distinctive": float((judged["verdict"] == "distinctive").mean()),
        "false suggestive": float(judged["verdict"].isin(["distinctive", "suggestive"]).mean()),
        "tables with any": float(
            np.mean([(table["verdict"] == "distinctive").any() for table, _ in drawn])
        ),
    }


def _power(drawn: list[tuple[pd.DataFrame, np.ndarray]], fold: float) -> dict[str, float]:
    cells = pd.concat([table[marks] for table, marks in drawn])
    cells = cells[cells["verdict"] != "too few"]
    seen = cells["verdict"].isin(["distinctive", "suggestive"])
    return {
        f"distinctive x{fold:g}": float((cells["verdict"] == "distinctive").mean()),
        f"noticed x{fold:g}": float(seen.mean()),
    }


def page(
    rates: pd.DataFrame, ratios: pd.DataFrame, errors: pd.DataFrame, *, draws: int, tables: int
) -> str:
    """The result as a page of Markdown."""
    head, *notes = _NOTES.strip().split("\n\n")
    numbers = {"seed": SEED, "draws": draws, "tables": tables, "themes": THEMES}
    parts = [head, *(note.replace("\n", " ").format(**numbers) for note in notes)]
    filled = {"RATES": _wide(rates), "RATIOS": _wide(ratios), "VERDICTS": _verdict_rows(errors)}
    return "\n\n".join(_markdown(filled[p]) if p in filled else p for p in parts) + "\n"


_NOTES = """
# Coverage, false alarms and power

Made by `python benchmarks/covering.py --write` (seed {seed}, {draws} draws and {tables} tables
a row); do not edit. What the rules are and why: [decision
0005](decisions/0005-intervals-across-articles.md).

Texts: *articles*, 2,500 characters (median; two in three have 1,500 to 4,100); *reports*, 15,000
(11,000 to 20,000). Rates: hits per 10,000 characters. Variation between articles: none (Poisson),
or rates that follow a gamma or lognormal distribution with a standard deviation of half the mean
(moderate) or of the whole mean (strong).

## 95 % intervals of a rate across articles (`theme_intensity`, log-t)

Share of the printed intervals that cover, and in brackets the share of draws in which one is
printed: ten hits in three articles or more; for the others the table has `none`. °: printed in
fewer than half of the draws. Those are the draws in which chance was high, and no interval can
cover their rate as often.

RATES

## 95 % intervals of the ratio of two rates (`regional_emphasis`, log-t)

A region of so many articles against four times as many; the true ratio is two. Half as many draws.

RATIOS

## Verdicts

Whole tables of {themes} themes: so many articles in so many regions. *judged*: share of cells that
are not "too few". Without any difference: *false distinctive* and *false at all* (suggestive, too)
are shares of the judged cells, *any* the share of tables with a false "distinctive" (promised:
.05). ×2, ×4: a region has twice or four times the rate on three themes; share of those cells that
are called distinctive, and in brackets distinctive or suggestive. With five texts, one to a region,
nothing is ever called so: five texts cannot tell a text's habit from its region's.

VERDICTS
"""


def _share(value: float) -> str:
    return "–" if np.isnan(value) else f"{value:.2f}".removeprefix("0")


def _fine(value: float) -> str:
    return "–" if np.isnan(value) else f"{value:.3f}".removeprefix("0")


def _wide(frame: pd.DataFrame) -> pd.DataFrame:
    """Rates side by side: covered, and the share printed in brackets."""
    cell = [
        f"{_fine(covered)}{'°' if 0 < printed < TOO_RARE else ''} ({_share(printed)})"
        for covered, printed in zip(frame["covered"], frame["printed"], strict=True)
    ]  # fmt: skip
    table = frame.assign(cell=cell).pivot(
        index=["articles", "texts", "variation"], columns="rate", values="cell"
    )
    order = pd.MultiIndex.from_frame(frame[["articles", "texts", "variation"]].drop_duplicates())
    table = table.reindex(order).reset_index()
    return table.rename(columns={rate: f"rate {rate:g}" for rate in RATES})


def _verdict_rows(errors: pd.DataFrame) -> pd.DataFrame:
    frame = errors[["articles", "regions", "texts", "variation"]].copy()
    frame["judged"] = errors["judged"].map(_share)
    frame["false distinctive"] = errors["false distinctive"].map(_fine)
    frame["false at all"] = errors["false suggestive"].map(_fine)
    frame["any"] = errors["tables with any"].map(_share)
    for fold in ("2", "4"):
        frame[f"×{fold}"] = [
            f"{_share(firm)} ({_share(seen)})"
            for firm, seen in zip(errors[f"distinctive x{fold}"], errors[f"noticed x{fold}"],
                                  strict=True)
        ]  # fmt: skip
    return frame


def _markdown(frame: pd.DataFrame) -> str:
    lines = ["| " + " | ".join(map(str, frame.columns)) + " |", "|---" * len(frame.columns) + "|"]
    lines += ["| " + " | ".join(map(str, row)) + " |" for row in frame.itertuples(index=False)]
    return "\n".join(lines)


def main() -> None:
    """Draw, print, and write the page where asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--draws", type=int, default=2000, help="groups a row (default: 2000)")
    parser.add_argument("--tables", type=int, default=100, help="tables a row (default: 100)")
    parser.add_argument("--write", action="store_true", help="renew docs/coverage.md")
    options = parser.parse_args()
    text = page(
        rate_coverage(draws=options.draws),
        ratio_coverage(draws=max(options.draws // 2, 1)),
        verdict_errors(tables=options.tables),
        draws=options.draws,
        tables=options.tables,
    )
    print(text)
    if options.write:
        PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
