"""The numbers of a figure as a table, for who cannot see it or wants to follow one to its lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from liangwen.cleaning.rule_names import rule_words
from liangwen.findings.wording import missing, percent, pick, rate, whole
from liangwen.leads import Lead
from liangwen.periods import period_label
from liangwen.report.shown import DASH, region_label, theme_label
from liangwen.report.text import plain
from liangwen.report.tree import Column, Row, Table, led, words

if TYPE_CHECKING:
    import pandas

#: More terms a region than this stand in no picture.
TERMS = 10
#: Terms that are compared across all regions.
SHARED = 20


def _matrix(
    frame: pandas.DataFrame, language: str, shown: Callable[[dict[Any, Any]], str], kind: str,
    column: str, label: Callable[[dict[Any, Any], str], str], *, groups: str = "",
) -> Table:
    """Regions across and themes (or terms) down where regions are few, else the other way."""
    rows = frame.dropna(subset=["region"]).to_dict("records")
    regions = {row["region"]: region_label(row, language) for row in rows}
    keys = {row[column]: label(row, language) for row in rows}
    cells = {}
    for row in rows:
        lead = Lead(kind, row["region"], str(row[column]))
        cells[row["region"], row[column]] = led(words(shown(row)), lead)
    empty = words(DASH)
    wide = len(regions) <= 6
    across, down = (regions, keys) if wide else (keys, regions)
    first = pick(language, "Theme|Term|Region", "主题|词|地区").split("|")
    first[2] = groups or first[2]
    corner = first[(kind == "term") if wide else 2]
    table = Table([Column(corner, 20), *(Column(name, 10, "Right") for name in across.values())])
    for key, name in down.items():
        line = [cells.get((other, key) if wide else (key, other), empty) for other in across]
        table.rows.append(Row([words(name), *line]))
    return table


def _rates(row: dict[Any, Any]) -> str:
    return f"{rate(row['per_10k'])} ({whole(row['hits'])})" if row["hits"] else DASH


def _ratios(row: dict[Any, Any]) -> str:
    ratio = row["rate_ratio"]
    if missing(ratio):
        return DASH
    return f"{float(ratio):.1f} ({whole(row['observed'])})".replace("inf", "∞")


def _counts(row: dict[Any, Any]) -> str:
    return f"{rate(row['per_10k'])} ({whole(row['count'])})" if row["count"] else DASH


def theme_matrix(tables: Mapping[str, pandas.DataFrame], language: str) -> Table:
    """All themes: rate, and hits in brackets."""
    frame = tables["theme_intensity"]
    return _matrix(frame, language, _rates, "theme", "theme", theme_label)


def focus_matrix(tables: Mapping[str, pandas.DataFrame], language: str) -> Table:
    """The themes asked for: rate, and hits in brackets."""
    frame = tables["theme_intensity"]
    chosen = frame[frame["focus"].astype(bool)]
    return _matrix(chosen if len(chosen) else frame, language, _rates, "theme", "theme",
                   theme_label)


def period_matrix(tables: Mapping[str, pandas.DataFrame], language: str) -> Table:
    """All themes by period: rate, and hits in brackets."""
    frame = tables["theme_intensity_by_period"].rename(columns={"period": "region"})
    return _matrix(frame, language, _rates, "theme", "theme", theme_label,
                   groups=pick(language, "Period", "时期"))


def period_terms(tables: Mapping[str, pandas.DataFrame], language: str) -> Table:
    """The terms that set each period apart, with the counts of both sides."""
    frame = tables["keyness_by_period"].rename(columns={"period": "region"})
    frame = frame[frame["verdict"].isin(["distinctive", "in this text"])]
    frame = frame.groupby("region", sort=False).head(TERMS)
    return _term_list(frame, language, pick(
        language, "Period|Term|Count|In the others|Log ratio", "时期|词|次数|其余时期|对数比"),
        lambda row: [whole(row["count"]), whole(row["reference_count"]),
                     f"{row['log_ratio']:.1f}"])


def period_means(tables: Mapping[str, pandas.DataFrame], language: str) -> Table:
    """The measures of readability by period: mean and interval."""
    names = dict(zip(
        ("sentence_characters", "clause_characters", "long_share", "mattr", "uncommon_share"),
        pick(language, "Length of a sentence|Between two marks|Share of long sentences|"
             "Different words in 100|Share of uncommon words",
             "句长|两个标点之间|长句比例|每百词中不同的词|非常用词比例").split("|"), strict=True))
    heads = pick(language, "Period|Measure|Articles|Mean|95 % interval",
                 "时期|指标|篇数|均值|95%区间").split("|")
    table = Table([Column(heads[0], 20), Column(heads[1], 35),
                   *(Column(head, 15, "Right") for head in heads[2:])])
    for row in tables["readability_by_period"].to_dict("records"):
        ends = DASH if missing(row["low"]) else f"{row['low']:.3g}–{row['high']:.3g}"
        mean = DASH if missing(row["mean"]) else f"{row['mean']:.3g}"
        table.rows.append(Row([period_label(str(row["period"]), language), names[row["measure"]],
                               whole(row["articles"]), mean, ends]))
    return table


def emphasis_matrix(tables: Mapping[str, pandas.DataFrame], language: str) -> Table:
    """All themes: rate over that of the other regions, and hits in brackets."""
    return _matrix(tables["regional_emphasis"], language, _ratios, "theme", "theme", theme_label)


def _term_label(row: dict[Any, Any], language: str) -> str:
    return plain(row["term"])


def term_matrix(tables: Mapping[str, pandas.DataFrame], language: str) -> Table:
    """The most frequent terms of all texts: rate per 10,000 words, and count in brackets."""
    frame = tables["term_frequencies"]
    totals = frame.groupby("term")["count"].sum().sort_index()
    chosen = totals.sort_values(ascending=False, kind="stable").head(SHARED).index
    part = frame[frame["term"].isin(chosen)]
    order = {term: place for place, term in enumerate(chosen)}
    regions = {name: place for place, name in enumerate(frame["region"].dropna().unique())}
    part = part.assign(a=part["region"].map(regions), b=part["term"].map(order))
    return _matrix(part.sort_values(["a", "b"]), language, _counts, "term", "term", _term_label)


def _term_list(
    frame: pandas.DataFrame, language: str, heads: str, cells: Callable[[dict[Any, Any]], list[str]]
) -> Table:
    names = heads.split("|")
    table = Table([Column(names[0], 24), Column(names[1], 24),
                   *(Column(name, 14, "Right") for name in names[2:])])
    for row in frame.to_dict("records"):
        lead = Lead("term", str(row["region"]), str(row["term"]))
        first, *rest = cells(row)
        table.rows.append(Row([words(region_label(row, language)), words(row["term"]),
                               led(words(first), lead), *map(words, rest)]))
    return table


def term_list(tables: Mapping[str, pandas.DataFrame], language: str) -> Table:
    """Each region's most frequent terms."""
    frame = tables["term_frequencies"].dropna(subset=["region"])
    frame = frame[frame["rank"] <= TERMS]
    return _term_list(frame, language, pick(
        language, "Region|Term|Count|Per 10,000 words", "地区|词|次数|每万词"),
        lambda row: [whole(row["count"]), rate(row["per_10k"])])


def keyness_list(tables: Mapping[str, pandas.DataFrame], language: str) -> Table:
    """Each region's terms that are used more than in the rest, by LRC and log ratio."""
    frame = tables["keyness"].dropna(subset=["region"])
    frame = frame[frame["log_ratio"] > 0].sort_values(
        ["lrc", "log_ratio", "term"], ascending=[False, False, True], kind="stable")
    frame = frame.groupby("region", sort=False).head(TERMS)
    order = {name: place for place, name in enumerate(tables["keyness"]["region"].unique())}
    frame = frame.assign(place=frame["region"].map(order)).sort_values("place", kind="stable")
    return _term_list(frame, language, pick(
        language, "Region|Term|Count|In the others|Log ratio", "地区|词|次数|其余文本|对数比"),
        lambda row: [whole(row["count"]), whole(row["reference_count"]),
                     f"{row['log_ratio']:.1f}"])


def mention_list(tables: Mapping[str, pandas.DataFrame], language: str) -> Table:
    """Each region's places and strategies, with the number of mentions."""
    heads = pick(language, "Region|Place or strategy|Mentions",
                 "地区|地名或战略|提及次数").split("|")
    table = Table([Column(heads[0], 30), Column(heads[1], 50), Column(heads[2], 20, "Right")])
    for row in tables["region_mentions"].dropna(subset=["region"]).to_dict("records"):
        english = plain(row.get("place_en"))
        place = plain(row["place"])
        name = f"{english} {place}" if language == "en" and english else place
        table.rows.append(Row([words(region_label(row, language)), words(name), led(
            words(whole(row["mentions"])), Lead("place", row["region"], str(row["place"])))]))
    return table


def cleaning_list(tables: Mapping[str, pandas.DataFrame], language: str) -> Table:
    """What each rule took from each article."""
    heads = pick(language, "Text|Seed|Rule|Characters|Share",
                 "文本|种子文件|规则|字符|占比").split("|")
    table = Table([Column(heads[0], 20), Column(heads[1], 30), Column(heads[2], 20),
                   Column(heads[3], 15, "Right"), Column(heads[4], 15, "Right")])
    kept = pick(language, "kept", "保留")
    for row in tables["cleaning_account"].to_dict("records"):
        rule = kept if row["rule"] == "kept" else rule_words(row["rule"], language)
        count = row.get("characters", row["removed"])
        table.rows.append(Row([
            words(region_label(row, language)),
            led(words(row["article_id"]), Lead("article", "", row["article_id"])),
            words(rule), words(whole(count)), words(percent(row["share"], language))]))
    return table


def ranking_list(tables: Mapping[str, pandas.DataFrame], language: str) -> Table:
    """The themes over all texts: hits, rate and rank."""
    heads = pick(language, "Theme|Hits|Per 10,000 characters|Rank",
                 "主题|命中|每万字|位次").split("|")
    table = Table([Column(heads[0], 40), *(Column(head, 20, "Right") for head in heads[1:])])
    frame = tables["certainty"]
    for row in frame[frame["left_out"] == ""].sort_values("rank", kind="stable").to_dict("records"):
        lead = Lead("theme", "", row["theme"])
        table.rows.append(Row([words(theme_label(row, language)),
                               led(words(whole(row["hits"])), lead),
                               words(rate(row["per_10k"])), words(whole(row["rank"]))]))
    return table


_Maker = Callable[[Mapping[str, "pandas.DataFrame"], str], Table]
#: Figure -> its numbers; a figure that is followed by its table in the report has none here.
NUMBERS: dict[str, tuple[str, _Maker]] = {
    "cleaning_account": ("cleaning_account", cleaning_list),
    "term_frequencies": ("term_frequencies", term_list),
    "term_heatmap": ("term_frequencies", term_matrix),
    "keyness": ("keyness", keyness_list),
    "theme_comparison": ("theme_intensity", focus_matrix),
    "theme_intensity": ("theme_intensity", theme_matrix),
    "theme_positions": ("theme_intensity", focus_matrix),
    "regional_emphasis": ("regional_emphasis", emphasis_matrix),
    "region_map": ("theme_intensity", focus_matrix),
    "mention_network": ("region_mentions", mention_list),
    "certainty": ("certainty", ranking_list),
    "theme_by_period": ("theme_intensity_by_period", period_matrix),
    "keyness_by_period": ("keyness_by_period", period_terms),
    "terms_by_period": ("keyness_by_period", period_terms),
    "readability_by_period": ("readability_by_period", period_means),
}


def numbers_of(
    figure: str, tables: Mapping[str, pandas.DataFrame], language: str
) -> Table | None:
    """The numbers of a figure as a table; None where it has none, or none with a region."""
    table, make = NUMBERS.get(figure, ("", None))
    if make is None or table not in tables or len(tables[table]) == 0:
        return None
    made = make(tables, language)
    return made if made.rows else None
