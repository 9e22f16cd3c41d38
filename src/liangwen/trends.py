"""Change over time: what themes did year by year, and where a change is shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from .compared import tidy
from .lexicon import Theme
from .measures import change_points as points
from .measures import slopes
from .periods import BASIS, disagreeing, in_doubt, name_of, years
from .uncertainty import pooled_rate

#: A table of more periods than this takes longer ones.
MOST_PERIODS = 70
#: Lengths of a period in years; the first that keeps to MOST_PERIODS is taken.
LENGTHS = (1, 5, 10, 50, 100)
#: Fewer periods with text than this are no course of time.
FEWEST_PERIODS = slopes.FEWEST_PERIODS
#: The chance of naming any change where there is none, over all themes of a table.
ALPHA = 0.05

_LABELS = ["theme", "theme_zh", "theme_en", "focus"]
TREND_COLUMNS = [
    *_LABELS, "year", "period", "hits", "han", "per_10k", "low", "high", "interval", "articles",
]  # fmt: skip
CHANGE_COLUMNS = [
    *_LABELS, "number", "verdict", "periods", "hits", "per_decade", "per_decade_low",
    "per_decade_high", "change", "change_low", "change_high", "before", "ratio", "ratio_low",
    "ratio_high", "p", "p_adjusted", "caution",
]  # fmt: skip


class Periods(NamedTuple):
    """The stretches of time that a table counts by."""

    starts: list[int]
    length: int

    def name(self, start: int) -> str:
        """Write a period: 1954, or 1951–1955."""
        return name_of(start, self.length)


def periods(found: Sequence[int]) -> Periods:
    """Choose years, or longer stretches where there would be too many, without a gap.

    Examples
    --------
    >>> periods([2018, 2021]).starts
    [2018, 2019, 2020, 2021]
    >>> long = periods([1921, 2021])
    >>> long.name(long.starts[0]), long.name(long.starts[-1])
    ('1920–1924', '2020–2024')
    """
    if not found:
        return Periods([], 1)
    first, last = min(found), max(found)
    for length in LENGTHS:
        start = first // length * length
        starts = list(range(start, last + 1, length))
        if len(starts) <= MOST_PERIODS:
            break
    return Periods(starts, length)


def dated(articles: pd.DataFrame) -> pd.DataFrame:
    """Return the articles whose year is known, with their `year`; one row an article.

    ``attrs["years_from"]`` says where the years come from: see :func:`liangwen.periods.years`.
    """
    year = years(articles)
    rows = articles[year.notna()].assign(year=year[year.notna()].astype(int))
    rows.attrs[BASIS] = year.attrs[BASIS]
    return rows.reset_index(drop=True)


def theme_trend(
    articles: pd.DataFrame, theme_hits: pd.DataFrame, themes: Sequence[Theme]
) -> pd.DataFrame:
    """Measure each theme year by year, over all compared articles that bear a date.

    Parameters
    ----------
    articles, theme_hits : DataFrame
        A corpus' frames. Articles of the whole nation and without a region are counted, too.
    themes : sequence of Theme

    Returns
    -------
    DataFrame
        One row a theme of a year, from the first year to the last: year, period (the year, or a
        stretch of 5, 10 … years where there are more than seventy; `year` is its first), hits,
        han, per_10k with its interval as in :func:`liangwen.themes.theme_intensity`, articles. A
        year without a dated text is a row with 0 articles, null hits and rate, and `interval`
        "no text": a gap is not zero.

    Notes
    -----
    When it misleads: the years' texts may be of other kinds or regions, and then it is not time
    that a line shows. With one article a year the interval is of chance within that article.
    """
    rows = dated(articles)
    found = periods(rows["year"].tolist())
    start = rows["year"] // found.length * found.length
    counts = pd.crosstab(theme_hits["article_id"], theme_hits["theme"])
    counts = counts.reindex(index=rows["article_id"], columns=[t.id for t in themes], fill_value=0)
    size = rows["n_han"].to_numpy(float)
    inside = [(begin, (start == begin).to_numpy()) for begin in found.starts]
    records = [
        (theme.id, theme.name_zh, theme.name_en, theme.focus, begin, found.name(begin),
         *_period(counts[theme.id].to_numpy(float)[own], size[own]))
        for theme in themes
        for begin, own in inside
    ]  # fmt: skip
    frame = pd.DataFrame(records, columns=TREND_COLUMNS)
    frame["hits"] = frame["hits"].astype("Int64")
    frame = tidy(frame)
    frame.attrs["length"] = found.length
    return frame


def _period(count: np.ndarray, size: np.ndarray) -> tuple[Any, ...]:
    if not len(count):
        return None, 0, np.nan, np.nan, np.nan, "no text", 0
    return int(count.sum()), int(size.sum()), *pooled_rate(count, size), len(count)


def theme_changes(
    articles: pd.DataFrame, theme_hits: pd.DataFrame, themes: Sequence[Theme]
) -> pd.DataFrame:
    """Say of each theme whether, when and by how much its rate changed, and how sure that is.

    Parameters
    ----------
    articles, theme_hits, themes
        As for `theme_trend`.

    Returns
    -------
    DataFrame
        One row a theme, and a row more for each further change point (`number`): verdict
        ("change", "steady trend": a steady rise or fall explains as much as a step; "none": no
        change is shown; "too few years", "too few hits"), periods (with text), hits, per_decade
        (factor of a steady trend, with its interval), change (first year of the new rate) with
        the interval change_low to change_high, before (last year with text before it), ratio
        (rate after over rate before) with its interval, p, p_adjusted (times the themes tested),
        caution.

    Notes
    -----
    See :mod:`liangwen.measures.change_points` and :mod:`liangwen.measures.slopes`; a change is
    named where p_adjusted is up to .05 and a steady trend does not explain as much. When it
    misleads: `caution` names what else changed with the years ("kinds differ", "regions
    differ"), titles that name other years than the dates ("titles name other years": the date may
    be that of a web page), and years taken from the files' names for that reason ("years from file
    names"). "none" means "not shown", not "unchanged".
    """
    trend = theme_trend(articles, theme_hits, themes)
    note = _caution(dated(articles), trend.attrs["length"])
    told = trend[trend["articles"] > 0]
    parts = {theme.id: told[told["theme"] == theme.id] for theme in themes}
    tested = sum(_few(part, points.FEWEST_PERIODS, points.FEWEST_HITS) == "" for part in
                 parts.values())  # fmt: skip
    records = [
        dict(zip(_LABELS, (theme.id, theme.name_zh, theme.name_en, theme.focus), strict=True))
        | row
        | {"caution": note}
        for theme in themes
        for row in _changes(parts[theme.id], tested)
    ]
    frame = pd.DataFrame(records, columns=CHANGE_COLUMNS)
    for name in ("change", "change_low", "change_high", "before"):
        frame[name] = frame[name].astype("Int64")
    return tidy(frame)


def _few(part: pd.DataFrame, years: int, hits: int) -> str:
    if len(part) < years:
        return "too few years"
    return "too few hits" if part["hits"].sum() < hits else ""


def _changes(part: pd.DataFrame, tested: int) -> list[dict[str, Any]]:
    hits, size = part["hits"].to_numpy(float), part["han"].to_numpy(float)
    year = part["year"].to_numpy(int)
    row: dict[str, Any] = {"number": 1, "periods": len(part), "hits": int(hits.sum())}
    if not _few(part, slopes.FEWEST_PERIODS, points.FEWEST_HITS):
        line = slopes.slope(hits, size, year)
        if np.isfinite([line.ratio, line.high]).all():
            ends = (line.ratio, line.low, line.high)
            row |= dict(zip(("per_decade", "per_decade_low", "per_decade_high"), ends, strict=True))
    if why := _few(part, points.FEWEST_PERIODS, points.FEWEST_HITS):
        return [row | {"verdict": why}]
    # Enough permutations for the smallest p to pass, however many themes are tested.
    found = points.change_points(
        hits, size, time=year, alpha=ALPHA / tested,
        permutations=max(points.PERMUTATIONS, 40 * tested - 1),
    )  # fmt: skip
    if not found.named:
        verdict = "steady trend" if found.steady else "none"
        return [row | {"verdict": verdict, **_tested(found.best, tested)}]
    return [
        row | {"number": number, "verdict": "change", **_tested(change, tested)}
        | _placed(change, year)
        for number, change in enumerate(found.named, start=1)
    ]  # fmt: skip


def _tested(change: points.Change, tested: int) -> dict[str, float]:
    return {"p": change.p, "p_adjusted": min(1.0, change.p * tested)}


def _placed(change: points.Change, year: np.ndarray) -> dict[str, Any]:
    return {
        "change": int(year[change.place]),
        "change_low": int(year[change.low]),
        "change_high": int(year[change.high]),
        "before": int(year[change.place - 1]),
        "ratio": change.ratio,
        "ratio_low": change.ratio_low,
        "ratio_high": change.ratio_high,
    }


def _caution(rows: pd.DataFrame, length: int) -> str:
    """Name what else than time differs between the periods' texts."""
    start = rows["year"] // length * length
    codes = ["kinds differ"] if rows["kind"].dropna().nunique() > 1 else []
    places = rows["region"].fillna("").groupby(start).agg(lambda names: tuple(sorted(set(names))))
    if places.nunique() > 1:
        codes.append("regions differ")
    if in_doubt(rows, rows["year"]):
        codes.append("titles name other years")
    if rows.attrs.get(BASIS) == "file names":
        codes.append("years from file names")
    return ";".join(codes)


def years_disagree(rows: pd.DataFrame) -> list[str]:
    """Return the ids of dated articles whose title names years, all far from the date's.

    A web page of 2006 that holds a report of 1978 bears the page's date; the catalog can say the
    right one. One year more or less is no disagreement: reports look ahead and back.
    """
    return disagreeing(rows, rows["year"])
