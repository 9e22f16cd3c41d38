"""Findings about themes: which text speaks most of one, on what it hangs, where it is silent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from liangwen.findings.headline import headline
from liangwen.findings.wording import (
    compared,
    counted,
    interval,
    listing,
    missing,
    percent,
    pick,
    place_name,
    rate,
    sentence,
    subject,
    theme_name,
)
from liangwen.leads import Lead, finding
from liangwen.measures.clustered import rate_across

if TYPE_CHECKING:
    import pandas

Row = dict[Any, Any]
# Below this many hits a rate says little, whatever its interval.
FEW_HITS = 5
# A pooled rate has an interval from so many regions with a hit, and so many hits, on.
FEWEST_REGIONS, FEWEST_HITS = 3, 10


def _ranked(rows: pandas.DataFrame) -> list[Row]:
    """Rows of one theme, the highest rate first; ties by region."""
    order = rows.sort_values(["per_10k", "region"], ascending=[False, True], kind="stable")
    return order.to_dict("records")


def _focus(theme_intensity: pandas.DataFrame) -> pandas.DataFrame:
    """Rows of the themes asked for first; all themes where none was."""
    chosen = theme_intensity[theme_intensity["focus"].astype(bool)]
    chosen = chosen if len(chosen) else theme_intensity
    return compared(chosen)


def _apart(first: Row, others: list[Row]) -> Row | None:
    """The other row whose interval reaches highest, if it reaches the first row's; else None.

    Without intervals nothing is set apart, and the next row is returned.
    """
    if missing(first["low"]) or any(missing(row["high"]) for row in others):
        return others[0]
    highest = max(others, key=lambda row: float(row["high"]))
    return highest if float(highest["high"]) >= float(first["low"]) else None


def _lead(row: Row) -> Lead:
    """To the hits that a row of a theme and region counts."""
    return Lead("theme", str(row["region"]), str(row["theme"]))


def _quantity(row: Row, language: str, *, full: bool) -> str:
    """A rate with interval and hits: written out for the leader, in short for the next."""
    hits = int(row["hits"])
    told = pick(language, counted(hits, "hit"), f"{hits}次")
    span = interval(row["low"], row["high"], language)
    if full:
        return pick(language, f"{rate(row['per_10k'])} hits per 10,000 Chinese characters "
                    f"({span}; {told})", f"每万字{rate(row['per_10k'])}次（{span}，共{told}）")
    return pick(language, f"{rate(row['per_10k'])}; {span}", f"{rate(row['per_10k'])}次，{span}")


def leader(rows: pandas.DataFrame, *, language: str) -> str:
    """Which text speaks most of one theme, and whether it is set apart from the others.

    Parameters
    ----------
    rows : frame
        The rows of theme_intensity of one theme, a row a region.

    Notes
    -----
    Two intervals that do not meet are a strict test (stricter than 5 %); the largest of many was
    picked after looking, which the strictness partly pays for. Intervals of single articles hold
    chance within the article only.
    """
    ranked = _ranked(compared(rows))
    if not ranked or ranked[0]["hits"] == 0:
        return ""
    first, others = ranked[0], ranked[1:]
    theme = theme_name(first, language)
    name = subject(first, language)
    verb = "speaks" if name.endswith("text") else "speak"
    en = f"{sentence(name)} {verb} most of {theme}: {_quantity(first, 'en', full=True)}"
    zh = f"谈{theme}最多的是{name}：{_quantity(first, 'zh', full=True)}"
    if not others:
        return finding(pick(language, f"{en}.", f"{zh}。"), _lead(first))
    near = _apart(first, others)
    known = not missing(first["low"]) and not any(missing(row["high"]) for row in others)
    shown = near or others[0]
    next_name, next_rate = subject(shown, language), _quantity(shown, language, full=False)
    if near is None:
        en += (f"; its interval lies above those of all others, of which {next_name} comes next "
               f"({next_rate})")
        zh += f"，区间高于其余各文，其次为{next_name}（{next_rate}）"
    elif not known:
        en += f"; {next_name} comes next ({next_rate}), and without all intervals neither is ahead"
        zh += f"，其次为{next_name}（{next_rate}）；区间不全，不能断言高低"
    else:
        en += f"; its interval overlaps with that of {next_name} ({next_rate})"
        zh += f"，但与{next_name}（{next_rate}）的区间重叠，不能说高于后者"
    outside = first.get("hits_outside_titles", first["hits"]) or 0
    named = int(first["hits"]) - int(outside)
    if named:
        en += (f"; {named} of these hits {'stands' if named == 1 else 'stand'} in titles of "
               f"documents or names of organisations, without them it is "
               f"{rate(first['per_10k_outside_titles'])}")
        zh += (f"；其中{named}次出现在文件名或机构名称中，"
               f"剔除后为每万字{rate(first['per_10k_outside_titles'])}次")
    if first["hits"] < FEW_HITS:
        en += "; so few hits carry little"
        zh += "；命中很少，仅供参考"
    return finding(pick(language, f"{en}.", f"{zh}。"), _lead(first), _lead(shown))


def focus_leaders(theme_intensity: pandas.DataFrame, *, language: str) -> list[str]:
    """`leader` for each theme that the study asks for first, in the table's order."""
    focus = _focus(theme_intensity)
    said = (leader(focus[focus["theme"] == theme], language=language)
            for theme in focus["theme"].unique())
    return [text for text in said if text]


def densest(theme_intensity: pandas.DataFrame, *, language: str, named: int = 3) -> str:
    """The themes with the highest pooled rates over all texts, with intervals between regions."""
    totals = theme_intensity.groupby("theme", sort=True)[["hits", "han"]].sum()
    totals = totals[(totals["hits"] > 0) & (totals["han"] > 0)]
    if len(totals) < 2:
        return ""
    totals["rate"] = 1e4 * totals["hits"] / totals["han"]
    top = totals.sort_values("rate", ascending=False, kind="stable").head(named)
    first = theme_intensity.drop_duplicates("theme").to_dict("records")
    names = {row["theme"]: row for row in first}
    ends = {theme: _between(theme_intensity[theme_intensity["theme"] == theme], language)
            for theme in top.index}
    parts = [pick(language,
                  f"{theme_name(names[theme], 'en')} ({rate(row['rate'])}{ends[theme]})",
                  f"{theme_name(names[theme], 'zh')}（{rate(row['rate'])}次{ends[theme]}）")
             for theme, row in top.iterrows()]
    by_period = "period" in theme_intensity
    of = pick(language, "periods'" if by_period else "regions'",
              "各时期文本" if by_period else "各地区文本")
    told = pick(language, f"; the intervals are for the differences between the {of} texts",
                f"；区间反映{of}之间的差异") if any(ends.values()) else ""
    return finding(pick(
        language,
        f"Over all texts the densest themes, in hits per 10,000 Chinese characters, are "
        f"{listing(parts, 'en')}{told}.",
        f"合并全部文本，每万字命中最多的主题是{listing(parts, 'zh')}{told}。",
    ), *(Lead("theme", "", str(theme)) for theme in top.index))


def _between(rows: pandas.DataFrame, language: str) -> str:
    """The interval of a pooled rate across regions, in words; nothing where there is none."""
    rows = rows[rows["han"] > 0]
    if (rows["hits"] > 0).sum() < FEWEST_REGIONS or rows["hits"].sum() < FEWEST_HITS:
        return ""
    _, low, high = rate_across(rows["hits"].to_numpy(), rows["han"].to_numpy())
    if missing(low) or missing(high):
        return ""
    return pick(language, ", ", "，") + interval(low, high, language)


def absent(theme_intensity: pandas.DataFrame, *, language: str) -> list[str]:
    """Texts without a hit of a theme asked for, with what such silence still allows.

    The upper end of a zero's interval is what a longer text of the same kind may well have.
    """
    said = []
    focus = _focus(theme_intensity)
    for theme in focus["theme"].unique():
        rows = focus[(focus["theme"] == theme) & (focus["hits"] == 0)].to_dict("records")
        if not rows:
            continue
        names = listing((subject(row, language) for row in rows), language, most=5, measure="地")
        label = theme_name(rows[0], language)
        highs = [float(row["high"]) for row in rows if not missing(row["high"])]
        allowed = pick(
            language,
            f"; by its length a rate of up to {rate(max(highs))} per 10,000 characters would still "
            "agree with that" if len(rows) == 1 else
            f"; by their lengths, rates of up to {rate(min(highs))} (the longest) or "
            f"{rate(max(highs))} (the shortest) per 10,000 characters would still agree with that",
            f"；但就篇幅而言，每万字不超过{rate(max(highs))}次的频率仍与此相容" if len(rows) == 1
            else f"；但就篇幅而言，每万字不超过{rate(min(highs))}次（最长者）或"
            f"{rate(max(highs))}次（最短者）的频率仍与此相容",
        ) if highs else ""
        said.append(pick(language, f"There is no hit of {label} in {names}{allowed}.",
                         f"{names}未出现{label}的任何词条{allowed}。"))
    return said


def hanging_on_one_term(
    theme_intensity: pandas.DataFrame, *, language: str, share: float = 0.5, named: int = 6
) -> list[str]:
    """Themes of a text that rest on a single term for at least ``share`` of five or more hits.

    The themes asked for come first; after ``named`` sentences the rest is counted.
    """
    rows = theme_intensity.dropna(subset=["region", "top_term", "top_term_share"])
    rows = rows[(rows["hits"] >= FEW_HITS) & (rows["top_term_share"] >= share)]
    rows = rows.sort_values(["focus", "top_term_share"], ascending=False, kind="stable")
    said = []
    for row in rows.head(named).to_dict("records"):
        hits = int(row["hits"])
        own = round(hits * float(row["top_term_share"]))
        left = 1e4 * (hits - own) / float(row["han"]) if row["han"] else 0.0
        name, theme, term = subject(row, language), theme_name(row, language), row["top_term"]
        told = percent(float(row["top_term_share"]), language)
        said.append(finding(pick(
            language,
            f"In {name}, {theme} hangs on one term: {own} of {hits} hits ({told}) are {term}; "
            f"without it {rate(left)} per 10,000 characters remain.",
            f"{name}的{theme}主要系于一词：命中{hits}次，其中{own}次（{told}）为“{term}”，"
            f"除去后每万字{rate(left)}次。",
        ), _lead(row)))
    if len(rows) > named:
        more = len(rows) - named
        said.append(pick(
            language,
            f"The same holds for {counted(more, 'further pair')} of text and theme "
            "(top_term_share in the table theme_intensity).",
            f"另有{more}对“文本—主题”亦然（见表 theme_intensity 的 top_term_share）。"))
    return said


def outside_titles(theme_intensity: pandas.DataFrame, *, language: str) -> str:
    """How much of the themes asked for stands only in titles and organisations' names."""
    focus = _focus(theme_intensity)
    hits = int(focus["hits"].sum())
    inside = hits - int(focus["hits_outside_titles"].sum())
    if hits == 0 or inside == 0:
        return ""
    share = percent(inside / hits, language)
    return pick(
        language,
        f"{inside} of {hits} hits of the themes asked for ({share}) stand in titles "
        "of documents or names of organisations; the tables give the rates without them, too.",
        f"重点主题命中{hits}次，其中{inside}次（{share}）出现在文件名或机构名称中，"
        "表中另列剔除后的频率。",
    )


def _thirds(theme_positions: pandas.DataFrame) -> list[tuple[float, Row, int, int]]:
    """Share of the fullest third for each focus theme and text with enough hits, highest first."""
    found = []
    rows = theme_positions[theme_positions["focus"].astype(bool)].dropna(subset=["region"])
    seen = theme_positions.groupby("region")["article_id"].nunique().to_dict()
    known = theme_positions.attrs.get("articles", {})
    for _, group in rows.groupby(["theme", "region"], sort=True):
        # With several texts a position has no one text to be said of.
        region = group["region"].iloc[0]
        if len(group) < FEW_HITS or max(seen[region], known.get(region, 1)) > 1:
            continue
        places = [min(2, int(3 * place)) for place in group["position"]]
        counts = [places.count(third) for third in range(3)]
        fullest = max(counts)
        row = group.iloc[0].to_dict()
        found.append((fullest / len(group), row, counts.index(fullest), len(group)))
    return sorted(found, key=lambda item: -item[0])


def _part(part: float, hits: int, language: str) -> str:
    if part == 1:
        return pick(language, f"all {hits}", "全部")
    return pick(language, f"{round(part * hits)} of {hits}", f"有{round(part * hits)}次")


_THIRDS = {"en": ("first", "middle", "last"), "zh": ("前三分之一", "中间三分之一", "后三分之一")}


def positions(
    theme_positions: pandas.DataFrame, *, language: str, share: float = 0.6, named: int = 6
) -> list[str]:
    """Themes asked for whose hits crowd into one third of a text, the first ``named`` of them."""
    said = []
    crowded = [found for found in _thirds(theme_positions) if found[0] >= share]
    for part, row, third, hits in crowded[:named]:
        name, theme = subject(row, language, articles=1), theme_name(row, language)
        said.append(finding(pick(
            language,
            f"In {name}, {_part(part, hits, 'en')} hits of {theme} stand in the "
            f"{_THIRDS['en'][third]} third.",
            f"在{name}中，{theme}的{hits}次命中{_part(part, hits, 'zh')}落在"
            f"{_THIRDS['zh'][third]}。"), _lead(row)))
    if (more := len(crowded) - named) > 0:
        said.append(pick(
            language,
            f"Hits crowd into one third of a text for {counted(more, 'further pair')} of text and "
            "theme (table theme_positions).",
            f"另有{more}对“文本—主题”的命中也集中于文中某三分之一（见表 theme_positions）。"))
    return said


@headline(needs=("region", "theme", "hits", "per_10k"), en="Policy themes, text by text",
          zh="各文本的政策主题强度")
def headline_theme_intensity(frame: pandas.DataFrame, *, language: str) -> list[str]:
    """Title of the figure theme_intensity, from the table of that name."""
    rows = compared(frame[frame["hits"] >= FEW_HITS])
    if len(rows) == 0:
        return []
    top = _ranked(rows)[0]
    value, name = rate(top["per_10k"]), subject(top, language)
    theme = theme_name(top, language)
    return [
        sentence(pick(language, f"{theme} in {name} is densest: {value} hits per 10,000 characters",
                      f"最密集的是{name}的{theme}：每万字{value}次")),
        sentence(pick(language, f"{theme} is densest in {name}", f"{name}的{theme}最密集")),
    ]


@headline(needs=("region", "theme", "hits", "per_10k", "low", "high", "focus"),
          en="The themes asked for, text by text", zh="各文本的重点主题")
def headline_theme_comparison(frame: pandas.DataFrame, *, language: str) -> list[str]:
    """Title of the figure theme_comparison, from theme_intensity."""
    focus = _focus(frame)
    apart, leaders = [], []
    for theme in focus["theme"].unique():
        ranked = _ranked(focus[focus["theme"] == theme])
        if len(ranked) < 2 or ranked[0]["hits"] == 0:
            continue
        leaders.append(ranked[0])
        if _apart(ranked[0], ranked[1:]) is None:
            apart.append(ranked[0])
    if not apart:
        if not leaders:
            return []
        return [pick(language, "On no theme asked for does one interval lie above all others",
                     "各重点主题中，没有哪篇文本的区间高于其余各篇")]
    first = apart[0]
    name, theme, value = (subject(first, language), theme_name(first, language),
                          rate(first["per_10k"]))
    pairs_en = ", ".join(f"{place_name(row, 'en')} on {theme_name(row, 'en')}" for row in apart)
    pairs_zh = "，".join(f"{theme_name(row, 'zh')}：{subject(row, 'zh')}" for row in apart)
    only = "Only " if len(apart) == 1 and len(leaders) > 1 else ""
    if len(apart) > 1:
        return [pick(language, f"Intervals above all others: {pairs_en}",
                     f"区间高于其余各文者——{pairs_zh}"),
                pick(language, f"On {len(apart)} of {len(leaders)} themes one interval lies above "
                     "the others",
                     f"{len(leaders)}个重点主题中有{len(apart)}个，一文的区间高于其余")]
    own = "its" if name.endswith("text") else "their"
    return [
        sentence(pick(
            language,
            f"{only}{theme} has an interval above all others: {place_name(first, 'en')}, {value} "
            "per 10,000",
            f"{'仅' if only else ''}{theme}一题有高于其余各文的区间：{name}，每万字{value}次")),
        sentence(pick(language, f"{name}: {own} interval on {theme} lies above all others",
                      f"{name}的{theme}区间高于其余各文")),
    ]


@headline(needs=("region", "theme", "position", "focus", "article_id"),
          en="Where in each text the hits stand", zh="主题词在各文本中的位置")
def headline_theme_positions(frame: pandas.DataFrame, *, language: str) -> list[str]:
    """Title of the figure theme_positions, from the table of that name."""
    found = _thirds(frame)
    if not found or found[0][0] < 0.6:
        return []
    part, row, third, hits = found[0]
    name, theme = subject(row, language, articles=1), theme_name(row, language)
    return [sentence(pick(
        language,
        f"{_part(part, hits, 'en')} hits of {theme} in {name} stand in its {_THIRDS['en'][third]} "
        "third",
        f"{name}的{theme}{hits}次命中{_part(part, hits, 'zh')}落在{_THIRDS['zh'][third]}"))]
