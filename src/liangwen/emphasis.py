"""Regional emphasis: what one region's texts stress more than the others', and whom they name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from .compared import (
    by_region,
    counts_matrix,
    grouped,
    region_names,
    region_order,
    significant,
    tidy,
)
from .errors import MeasureError
from .measures.contingency import location_quotient, log_odds_rest, table_test
from .measures.correspondence import correspondence
from .uncertainty import FEWEST_EXPECTED, JUDGED, compare_groups, verdicts

if TYPE_CHECKING:
    from .regions import Gazetteer

EMPHASIS_COLUMNS = [
    "region", "region_en", "theme", "theme_zh", "theme_en", "focus", "observed", "expected",
    "rate_ratio", "rr_low", "rr_high", "location_quotient", "residual", "log_odds", "caution",
    "interval", "verdict", "p", "p_family", "power", "rank", "texts", "others_low", "others_high",
    "articles", "lq_low", "lq_high",
]  # fmt: skip
MENTION_COLUMNS = [
    "region", "region_en", "place", "place_en", "level", "mentions", "articles", "per_10k",
]  # fmt: skip
CORRESPONDENCE_COLUMNS = [
    "item", "key", "label_zh", "label_en", "focus", "x", "y", "mass", "contribution_x",
    "contribution_y",
]  # fmt: skip


def regional_emphasis(
    intensity: pd.DataFrame, article_hits: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Compare each theme's weight in one region's texts with its weight in all others'.

    Parameters
    ----------
    intensity : DataFrame
        Of :func:`liangwen.themes.theme_intensity`, by region or by any other grouping; its first
        column is the group.
    article_hits : DataFrame, optional
        Of :func:`hits_by_article`, by the same grouping. Without it a group of several articles
        has a ratio, but no interval: how its articles vary is not known.

    Returns
    -------
    DataFrame
        One row a theme of a group, themes without any hit left out: observed hits, expected hits
        (row × column / N), rate_ratio per Chinese character against the other groups with the ends
        of its 95 % interval, location_quotient (observed / expected) with the ends of its interval
        (lq_low, lq_high), residual (adjusted, standardised), log_odds against
        the rest (+0.5), caution ("expected < 5" or ""); the
        interval's form, p, power, rank, texts, others_low and others_high as
        :func:`liangwen.uncertainty.compare_groups` gives them; p_family and verdict as
        :func:`liangwen.uncertainty.verdicts` does; articles. ``attrs["cramers_v"]``, ``["chi2"]``,
        ``["df"]`` and ``["chi2_p"]`` are of the whole table of hits. Empty with fewer than two
        groups or without a hit.

    Notes
    -----
    When it misleads: residual and location quotient are shares of *hits*, so one frequent term of
    another theme moves them; the rate ratio is not. "not set apart" is no proof of likeness: see
    power. A group of one article is "in this text", never "in this province".
    """
    group = str(intensity.columns[0])
    columns = [group, *[c for c in EMPHASIS_COLUMNS if c != "region" and c in _kept(intensity)]]
    groups = list(dict.fromkeys(intensity[group]))
    used = intensity.groupby("theme")["hits"].sum()
    themes = [theme for theme in dict.fromkeys(intensity["theme"]) if used[theme] > 0]
    if len(groups) < 2 or not themes:
        return pd.DataFrame(columns=columns)
    table = counts_matrix(intensity, groups, themes, of=(group, "theme"), value="hits")
    test = _test(table)
    cells = {"observed": table.astype(int), "expected": test["expected"]} | {
        key: test[key] for key in ("location_quotient", "residual", "log_odds")
    }
    index = pd.MultiIndex.from_product([groups, themes], names=[group, "theme"])
    frame = pd.DataFrame({k: np.asarray(v).ravel() for k, v in cells.items()}, index=index)
    compared = _compared(intensity, article_hits, group, themes).reindex(index)
    frame = frame.join(compared).reset_index()
    names = [c for c in (f"{group}_en", "theme_zh", "theme_en", "focus", "articles")
             if c in intensity.columns]
    frame = frame.merge(intensity[[group, "theme", *names]], on=[group, "theme"])
    low = frame["expected"] < FEWEST_EXPECTED
    frame["caution"] = np.where(low, f"expected < {FEWEST_EXPECTED}", "")
    frame[["lq_low", "lq_high"]] = np.stack([x.ravel() for x in test["lq_ends"]], axis=1)
    told = tidy(verdicts(frame, expected=_expected(frame, intensity, group))[columns])
    told.attrs |= test["whole"]
    return told


def _expected(frame: pd.DataFrame, intensity: pd.DataFrame, group: str) -> pd.Series:
    """Expected hits; where a table of one theme has none, by the length of the texts."""
    merged = frame[[group, "theme"]].merge(intensity[[group, "theme", "han"]])
    hits = frame.groupby("theme")["observed"].transform("sum")
    by_length = hits * merged["han"] / merged.groupby("theme")["han"].transform("sum")
    return frame["expected"].fillna(by_length)


def _kept(intensity: pd.DataFrame) -> list[str]:
    """Which columns the result has: names and labels only where the intensities have them."""
    labels = {"region_en", "theme_zh", "theme_en", "focus", "articles"} - set(intensity.columns)
    return [column for column in EMPHASIS_COLUMNS if column not in labels]


def _compared(
    intensity: pd.DataFrame, article_hits: pd.DataFrame | None, group: str, themes: Sequence[str]
) -> pd.DataFrame:
    """Each theme of a group against the articles outside the group."""
    several = "articles" in intensity.columns and bool((intensity["articles"] > 1).any())
    if article_hits is None:
        rows = intensity.rename(columns={group: "group"})[["group", "theme", "hits", "han"]]
    else:
        rows = article_hits
    parts = []
    for theme in themes:
        own = rows[rows["theme"] == theme]
        found = compare_groups(
            own["hits"].to_numpy(float), own["han"].to_numpy(float), own["group"].to_numpy()
        )
        if article_hits is None and several:
            # Without its articles nothing is known of how a group varies.
            found[[*JUDGED, "rank", "others_low", "others_high"]] = np.nan
            found["interval"] = "none"
        parts.append(found.assign(theme=theme))
    frame = pd.concat(parts).reset_index(names=group)
    return frame.set_index([group, "theme"])


def hits_by_article(
    articles: pd.DataFrame, theme_hits: pd.DataFrame, *, by: str = "region"
) -> pd.DataFrame:
    """Count each theme's hits article by article, as `regional_emphasis` needs them.

    Parameters
    ----------
    articles, theme_hits : DataFrame
        A corpus' frames.
    by : str
        The grouping: see :func:`liangwen.compared.grouped`.

    Returns
    -------
    DataFrame
        One row an article and theme that has a hit anywhere: article_id, group, han (Chinese
        characters), theme, hits (0 too).
    """
    rows = grouped(articles, by=by)[["article_id", "group", "n_han"]]
    counts = theme_hits[theme_hits["article_id"].isin(rows["article_id"])]
    wide = pd.crosstab(counts["article_id"], counts["theme"]).reindex(
        rows["article_id"], fill_value=0
    )
    named = wide.set_axis(pd.MultiIndex.from_frame(rows))
    long = named.melt(var_name="theme", value_name="hits", ignore_index=False).reset_index()
    return long.rename(columns={"n_han": "han"})[["article_id", "group", "han", "theme", "hits"]]


def _test(table: np.ndarray) -> dict[str, Any]:
    try:
        test = table_test(table)
    except MeasureError:  # all hits in one region: nothing to compare by hits
        empty = np.full(table.shape, np.nan)
        cells = ("expected", "location_quotient", "residual", "log_odds")
        return dict.fromkeys(cells, empty) | {"whole": {}, "lq_ends": (empty, empty)}
    quotient = location_quotient(table)
    return {
        "expected": test.expected,
        "residual": test.adjusted,
        "location_quotient": quotient.estimate,
        "lq_ends": (quotient.low, quotient.high),
        "log_odds": log_odds_rest(table).estimate,
        "whole": {
            "chi2": significant(float(test.chi2)),
            "df": int(test.df),
            "chi2_p": significant(float(test.p)),
            "cramers_v": significant(float(test.cramers_v)),
        },
    }


def correspondence_map(intensity: pd.DataFrame) -> pd.DataFrame:
    """Place regions and themes in one plane by correspondence analysis.

    Returns
    -------
    DataFrame
        One row a region or theme: item, key, labels, focus, x, y (principal coordinates), mass,
        contributions to both axes; ``attrs["inertia"]`` holds the share of each of the two axes.
        Empty where fewer than three regions or themes have hits: there is no plane then.
    """
    regions = list(dict.fromkeys(intensity["region"]))
    themes = list(dict.fromkeys(intensity["theme"]))
    table = counts_matrix(intensity, regions, themes, of=("region", "theme"), value="hits")
    if (table.sum(axis=1) > 0).sum() < 3 or (table.sum(axis=0) > 0).sum() < 3:
        return pd.DataFrame(columns=CORRESPONDENCE_COLUMNS)
    found = correspondence(table, rows=regions, columns=themes)
    if found.inertia.size < 2:
        return pd.DataFrame(columns=CORRESPONDENCE_COLUMNS)
    region_en = dict(zip(intensity["region"], intensity["region_en"], strict=True))
    labels = intensity.drop_duplicates("theme").set_index("theme")
    records = [
        ("region", key, key, region_en[key], False, *point)
        for key, point in zip(
            found.rows,
            _points(found.row_coordinates, found.row_masses, found.row_contributions),
            strict=True,
        )
    ] + [
        ("theme", key, labels.at[key, "theme_zh"], labels.at[key, "theme_en"],
         bool(labels.at[key, "focus"]), *point)
        for key, point in zip(
            found.columns,
            _points(found.column_coordinates, found.column_masses, found.column_contributions),
            strict=True,
        )
    ]  # fmt: skip
    frame = tidy(pd.DataFrame(records, columns=CORRESPONDENCE_COLUMNS))
    frame.attrs["inertia"] = [round(float(share), 6) for share in found.share[:2]]
    return frame


def _points(
    coordinates: np.ndarray, masses: np.ndarray, contributions: np.ndarray
) -> list[tuple[float, float, float, float, float]]:
    return [
        (float(c[0]), float(c[1]), float(m), float(k[0]), float(k[1]))
        for c, m, k in zip(coordinates, masses, contributions, strict=True)
    ]


def mention_table(
    articles: pd.DataFrame, region_mentions: pd.DataFrame, gazetteer: Gazetteer
) -> pd.DataFrame:
    """Count which places, areas and national strategies the texts of each region name.

    Returns
    -------
    DataFrame
        One row a place that a region's texts name: place, place_en, level, mentions, articles
        (that name it), per_10k (Chinese characters).

    Notes
    -----
    When it misleads: a place inside a longer name that the gazetteer holds is counted once, as the
    longer one; an organisation's name (四川大学) counts as a mention of its province.
    """
    rows = by_region(articles)
    if rows.empty:
        return pd.DataFrame(columns=MENTION_COLUMNS)
    names = region_names(articles)
    han = rows.groupby("region")["n_han"].sum()
    merged = region_mentions.merge(rows[["article_id", "region"]], on="article_id")
    grouped = merged.groupby(["region", "place", "level"], sort=True)
    table = grouped.agg(
        mentions=("start", "size"), articles=("article_id", "nunique")
    ).reset_index()
    table["region_en"] = table["region"].map(names)
    table["place_en"] = [gazetteer.places[p].en for p in table["place"]]
    table["per_10k"] = 1e4 * table["mentions"] / table["region"].map(han)
    table["order"] = table["region"].map({r: i for i, r in enumerate(region_order(articles))})
    table = table.sort_values(["order", "mentions", "place"], ascending=[True, False, True])
    return tidy(table[MENTION_COLUMNS])
