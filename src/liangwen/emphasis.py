"""Regional emphasis: what one region's texts stress more than the others', and whom they name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from .compared import by_region, counts_matrix, region_names, region_order, tidy
from .errors import MeasureError
from .lexicon import Theme
from .measures.contingency import location_quotient, log_odds_rest, table_test
from .measures.correspondence import correspondence
from .measures.rates import rate_ratio_interval

if TYPE_CHECKING:
    from .regions import Gazetteer

#: Below this expected count a residual says nothing.
FEWEST_EXPECTED = 5

EMPHASIS_COLUMNS = [
    "region", "region_en", "theme", "theme_zh", "theme_en", "focus", "observed", "expected",
    "rate_ratio", "rr_low", "rr_high", "location_quotient", "residual", "log_odds", "caution",
]  # fmt: skip
MENTION_COLUMNS = [
    "region", "region_en", "place", "place_en", "level", "mentions", "articles", "per_10k",
]  # fmt: skip
PANEL_COLUMNS = [
    "region", "region_en", "codes", "year", "theme", "theme_en", "hits", "han", "tokens",
    "sentences", "per_10k",
]  # fmt: skip
CORRESPONDENCE_COLUMNS = [
    "item", "key", "label_zh", "label_en", "focus", "x", "y", "mass", "contribution_x",
    "contribution_y",
]  # fmt: skip


def regional_emphasis(intensity: pd.DataFrame) -> pd.DataFrame:
    """Compare each theme's weight in one region's texts with its weight in all others'.

    Parameters
    ----------
    intensity : DataFrame
        Of :func:`liangwen.themes.theme_intensity`.

    Returns
    -------
    DataFrame
        One row a theme of a region, themes without any hit left out: observed hits, expected hits
        (row × column / N), rate_ratio per Chinese character against the other regions with its
        exact interval, location_quotient (observed / expected), residual (adjusted, standardised),
        log_odds against the rest (+0.5), caution ("expected < 5" or "").

    Notes
    -----
    When it misleads: residual and location quotient are shares of *hits*, so one frequent term of
    another theme moves them; the rate ratio is not. All describe these texts.
    """
    regions = list(dict.fromkeys(intensity["region"]))
    used = intensity.groupby("theme")["hits"].sum()
    themes = [theme for theme in dict.fromkeys(intensity["theme"]) if used[theme] > 0]
    if len(regions) < 2 or len(themes) < 2:
        return pd.DataFrame(columns=EMPHASIS_COLUMNS)
    table = counts_matrix(intensity, regions, themes, of=("region", "theme"), value="hits")
    han = intensity.groupby("region")["han"].first().reindex(regions).to_numpy(float)
    ratio = rate_ratio_interval(
        table, han[:, np.newaxis], table.sum(axis=0) - table, (han.sum() - han)[:, np.newaxis]
    )
    test = _test(table)
    cells = {
        "observed": table.astype(int),
        "expected": test["expected"],
        "rate_ratio": ratio.estimate,
        "rr_low": ratio.low,
        "rr_high": ratio.high,
        "location_quotient": test["location_quotient"],
        "residual": test["residual"],
        "log_odds": test["log_odds"],
    }
    index = pd.MultiIndex.from_product([regions, themes], names=["region", "theme"])
    frame = pd.DataFrame({k: np.asarray(v).ravel() for k, v in cells.items()}, index=index)
    frame = frame.reset_index().merge(
        intensity[["region", "region_en", "theme", "theme_zh", "theme_en", "focus"]],
        on=["region", "theme"],
    )
    low = frame["expected"] < FEWEST_EXPECTED
    frame["caution"] = np.where(low, f"expected < {FEWEST_EXPECTED}", "")
    return tidy(frame[EMPHASIS_COLUMNS])


def _test(table: np.ndarray) -> dict[str, Any]:
    try:
        test = table_test(table)
    except MeasureError:  # all hits in one region: nothing to compare by hits
        empty = np.full(table.shape, np.nan)
        return dict.fromkeys(("expected", "location_quotient", "residual", "log_odds"), empty)
    return {
        "expected": test.expected,
        "residual": test.adjusted,
        "location_quotient": location_quotient(table).estimate,
        "log_odds": log_odds_rest(table).estimate,
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


def panel(
    articles: pd.DataFrame,
    theme_hits: pd.DataFrame,
    themes: Sequence[Theme],
    gazetteer: Gazetteer,
) -> pd.DataFrame:
    """Lay out region × year × theme, for statistical packages.

    Returns
    -------
    DataFrame
        One row a theme of a region's texts of one year: region, region_en, codes (GB/T 2260,
        joined by ;), year (null where no date is known), theme, theme_en, hits, han, tokens,
        sentences, per_10k.
    """
    rows = by_region(articles)
    dates = pd.to_datetime(rows["date"])
    rows = rows.assign(year=dates.dt.year.astype("Int64"))
    hits = theme_hits.groupby(["article_id", "theme"]).size()
    records = []
    for (region, year), texts in rows.groupby(["region", "year"], dropna=False, sort=False):
        han = int(texts["n_han"].sum())
        for theme in themes:
            count = sum(int(hits.get((name, theme.id), 0)) for name in texts["article_id"])
            records.append(
                {
                    "region": region,
                    "region_en": gazetteer.english(region),
                    "codes": gazetteer.codes(region),
                    "year": year,
                    "theme": theme.id,
                    "theme_en": theme.name_en,
                    "hits": count,
                    "han": han,
                    "tokens": int(texts["n_tokens"].sum()),
                    "sentences": int(texts["n_sentences"].sum()),
                    "per_10k": 1e4 * count / han,
                }
            )
    frame = pd.DataFrame(records, columns=PANEL_COLUMNS)
    frame["year"] = frame["year"].astype("Int64")
    return tidy(frame)
