"""Findings about regional emphasis, mentions of places, and the plane of correspondence."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from liangwen.errors import MeasureError
from liangwen.findings.headline import headline
from liangwen.findings.wording import (
    all_of,
    all_of_zh,
    compared,
    counted,
    listing,
    missing,
    percent,
    pick,
    place_name,
    rate,
    sentence,
    subject,
    texts_of,
    theme_name,
    whole,
)
from liangwen.leads import Lead, finding
from liangwen.measures.contingency import table_test
from liangwen.uncertainty import SPOKEN

if TYPE_CHECKING:
    import pandas

Row = dict[Any, Any]
# Of twenty cells without a difference one passes its own 5 %.
_ONE_IN = 20


def _supported(emphasis: pandas.DataFrame) -> pandas.DataFrame:
    """Cells whose verdict lets a difference be spoken of, the firmest first."""
    rows = compared(emphasis[emphasis["verdict"].isin(SPOKEN)])
    rows = rows.assign(firm=rows["verdict"].map(SPOKEN.index), size=rows["residual"].abs())
    return rows.sort_values(["firm", "size"], ascending=[True, False], kind="stable")


def _times(ratio: float) -> str:
    return f"{ratio:.1f}" if ratio >= 1 else f"{ratio:.2f}"


def _more(row: Row) -> bool:
    """Whether the row speaks more than the others: on which side of one its interval lies."""
    return bool(row["rr_low"] > 1)


def _ratio(row: Row, language: str) -> str:
    ratio, low, high = (_times(row[key]) for key in ("rate_ratio", "rr_low", "rr_high"))
    span = pick(language, f"95 % interval {low}–{high}", f"95%区间{low}～{high}")
    if not math.isfinite(row["rate_ratio"]):
        times = pick(language, f"the others have no hit, {span}", f"其余文本未命中，{span}")
    else:
        times = pick(language, f"{ratio} times the others' rate, {span}",
                     f"为其余文本的{ratio}倍，{span}")
    if missing(row["expected"]):
        return times
    observed, expected = whole(row["observed"]), rate(row["expected"])
    return times + pick(language, f"; {observed} where {expected} hits would be expected",
                        f"；观测{observed}次，期望{expected}次")


_ADDED = {
    "distinctive": ("; distinctive in the table as a whole", "；就全表而言差异成立"),
    "suggestive": ("; suggestive only", "；仅有迹象"),
    "in this text": ("", ""),
}


def emphasised(
    regional_emphasis: pandas.DataFrame, *, language: str, named: int = 8
) -> list[str]:
    """Themes that a region's text stresses or passes over, where the verdict lets one say so."""
    said = []
    supported = _supported(regional_emphasis)
    for row in supported.head(named).to_dict("records"):
        texts = texts_of(regional_emphasis, row["region"])
        name, theme = subject(row, language, articles=texts), theme_name(row, language)
        more, added = _more(row), _ADDED[row["verdict"]]
        lead = Lead("theme", str(row["region"]), str(row["theme"]))
        said.append(finding(sentence(pick(
            language,
            f"{name} {'speaks' if texts == 1 else 'speak'} {'more' if more else 'less'} of "
            f"{theme} than the others ({_ratio(row, 'en')}){added[0]}.",
            f"{name}谈{theme}{'多' if more else '少'}于其余文本"
            f"（{_ratio(row, 'zh')}）{added[1]}。")), lead))
    rest = len(supported) - named
    if rest > 0:
        said.append(pick(language, sentence(
            f"{counted(rest, 'more cell')} {'stands' if rest == 1 else 'stand'} out likewise; see "
            "the table regional_emphasis."),
                         f"另有{rest}格同样突出，见表 regional_emphasis。"))
    return said


def judged(regional_emphasis: pandas.DataFrame, *, language: str) -> list[str]:
    """How many cells were judged, with what outcome, and what the silence of the others allows."""
    rows = compared(regional_emphasis)
    counts = rows["verdict"].value_counts().to_dict()
    tested = len(rows) - counts.get("too few", 0)
    if tested == 0:
        return []
    shown = sum(counts.get(verdict, 0) for verdict in SPOKEN)
    en = f"Of {counted(tested, 'cell')} that can be judged, {counts_en(counts)}"
    zh = f"可判断的{tested}格中，{counts_zh(counts)}"
    if counts.get("suggestive"):
        chance = max(1, round(tested / _ONE_IN))
        en += f" (about {counted(chance, 'cell')} would look so by chance)"
        zh += f"（单凭偶然约有{chance}格如此）"
    if shown < tested:
        en += "; for the others no difference is shown, which is no proof that they are alike"
        zh += "；其余各格未见差异，但不等于没有差异"
    said = [pick(language, f"{en}.", f"{zh}。")]
    quiet = rows[rows["verdict"] == "not set apart"]
    power = quiet["power"].dropna() if "power" in quiet else quiet["expected"].iloc[:0]
    if len(power):
        ends = [percent(float(end), language) for end in (power.min(), power.max())]
        span = ends[0] if ends[0] == ends[1] else pick(language, " to ", "至").join(ends)
        said.append(pick(
            language,
            f"Where no difference is shown, a fourfold rate would have been noticed with a chance "
            f"of {span}.", f"在未见差异的格中，即便频率为他处的四倍，被发现的概率也只有{span}。"))
    single = sum(texts_of(rows, region) == 1 for region in rows["region"].unique())
    if single:
        said.append(pick(
            language,
            f"{sentence(counted(single, 'region'))} "
            f"{'speaks' if single == 1 else 'speak'} with a single text: what is said holds in "
            "this text, and not for its province.",
            f"有{single}个地区仅有一篇文本：所述只就该文而言，不代表该省份。"))
    return said


def counts_en(counts: dict[str, int]) -> str:
    """Verdicts with their numbers, in English."""
    names = {"distinctive": "{n} {be} distinctive in the table as a whole",
             "in this text": "{n} {stand} out within a text", "suggestive": "{n} {be} suggestive"}
    parts = [names[verdict].format(n=counted(n, "")[:-1].strip() if n < 11 else n,
                                   be="is" if n == 1 else "are",
                                   stand="stands" if n == 1 else "stand")
             for verdict in SPOKEN if (n := counts.get(verdict, 0))]
    return listing(parts, "en") or "none stands out"


def counts_zh(counts: dict[str, int]) -> str:
    """Verdicts with their numbers, in Chinese."""
    names = {"distinctive": "{n}格就全表而言差异成立", "in this text": "{n}格在该文中突出",
             "suggestive": "{n}格仅有迹象"}
    parts = [names[verdict].format(n=n) for verdict in SPOKEN if (n := counts.get(verdict, 0))]
    return "、".join(parts) or "没有哪一格突出"


def association(regional_emphasis: pandas.DataFrame, *, language: str) -> str:
    """Cramér's V of regions and themes; silent where the table has fewer than two of either."""
    observed = regional_emphasis.pivot(index="region", columns="theme", values="observed")
    try:
        test = table_test(observed.to_numpy(float))
    except MeasureError:
        return ""
    v, chi2, df = float(test.cramers_v), float(test.chi2), int(test.df)
    return pick(
        language,
        f"Regions and themes go together with Cramér's V = {v:.2f} (chi² = {rate(chi2)}, {df} "
        "degrees of freedom): it describes the hits of these texts and tests nothing.",
        f"地区与主题的关联强度为克拉默V＝{v:.2f}（卡方＝{rate(chi2)}，自由度{df}），"
        "仅描述这些文本的命中，不作检验。",
    )


def weak_cells(regional_emphasis: pandas.DataFrame, *, language: str) -> str:
    """How many cells hold too few hits for anything to be said."""
    total = len(regional_emphasis)
    weak = int((regional_emphasis["verdict"] == "too few").sum())
    if total == 0 or weak == 0:
        return ""
    return pick(
        language,
        f"In {weak} of {total} cells of region and theme there are too few hits (fewer than five "
        "expected, or in too few articles); nothing is concluded there, whatever the residual.",
        f"{total}个“地区×主题”格中有{weak}格命中过少（期望次数不足5，或所在文本过少），"
        "不论残差大小均不作结论。",
    )


def most_mentioned(region_mentions: pandas.DataFrame, *, language: str, named: int = 3) -> str:
    """The national strategies and areas that most texts mention."""
    rows = region_mentions[region_mentions["level"].isin(["strategy", "area"])]
    rows = rows[rows["mentions"] > 0].dropna(subset=["region"])
    if len(rows) == 0:
        return ""
    total = int(region_mentions["region"].nunique())
    table = rows.groupby("place", sort=True).agg(
        mentions=("mentions", "sum"), regions=("region", "nunique"), english=("place_en", "first"))
    top = table.sort_values(["regions", "mentions"], ascending=False, kind="stable").head(named)
    parts = []
    for place, row in top.iterrows():
        english = place if missing(row["english"]) else f"{row['english']} {place}"
        parts.append(pick(
            language,
            f"{english} ({counted(int(row['mentions']), 'mention')}, "
            f"{counted(int(row['regions']), 'region')})",
            f"“{place}”（{int(row['mentions'])}次，{int(row['regions'])}个地区）"))
    return finding(pick(
        language,
        f"Of the strategies and areas that cross provinces, the texts of the "
        f"{counted(total, 'region')} name most widely {listing(parts, 'en')}.",
        f"就跨省战略与区域而言，{total}个地区的文本提及最广的是{listing(parts, 'zh')}。",
    ), *(Lead("place", "", str(place)) for place in top.index))


# More regions than this whose texts never name them are counted, not listed.
_OWN_NAMES = 5


def own_name(
    region_mentions: pandas.DataFrame, articles: pandas.DataFrame, *, language: str
) -> list[str]:
    """Texts that never name the province they stand for: a caution for all that is said of them."""
    provinces = region_mentions[region_mentions["level"] == "province"]
    said = []
    placed = articles[articles["region"].notna() & (articles["region"] != "全国")]
    for region, rows in placed.groupby("region", sort=False):
        named = provinces[provinces["region"] == region]
        mentioned = set(named.loc[named["mentions"] > 0, "place"])
        row = rows.iloc[0].to_dict()
        # 川渝 names 四川·重庆 as well: both have one English name.
        whole_unit = region_mentions[region_mentions["region"] == region]
        as_one = not missing(row.get("region_en")) and "place_en" in whole_unit and (
            (whole_unit["place_en"] == row["region_en"]) & (whole_unit["mentions"] > 0)).any()
        if mentioned & set(str(region).split("·")) or as_one:
            continue
        name, place = subject(row, language, articles=len(rows)), place_name(row, language)
        verb = "names" if len(rows) == 1 else "name"
        said.append(sentence(pick(language, f"{name} never {verb} {place}.",
                                  f"{name}正文从未提到{place}。")))
    if len(said) > _OWN_NAMES:
        total = placed["region"].nunique()
        return [pick(
            language,
            f"The texts of {len(said)} of {total} regions never name their own region; the table "
            "region_mentions says which places they name.",
            f"{total}个地区中有{len(said)}个的文本从未提到本地区，所提及的地方见表 "
            "region_mentions。")]
    return said


def _inertia(correspondence: pandas.DataFrame) -> list[float]:
    shares = correspondence.attrs.get("inertia") or []
    return [float(share) for share in shares][:2]


def plane(correspondence: pandas.DataFrame, *, language: str) -> list[str]:
    """What the two axes show, and who makes the first; silent without the axes' shares."""
    shares = _inertia(correspondence)
    rows = correspondence[correspondence["item"] == "region"]
    if not shares or len(rows) < 3:
        return []
    told = percent(min(1.0, sum(shares)), language)
    said = [pick(
        language,
        f"The plane of correspondence shows {told} of the differences between the texts' mixtures "
        "of themes.",
        f"对应分析平面呈现了各文本主题构成差异的{told}。")]
    top = rows.sort_values("contribution_x", ascending=False, kind="stable").iloc[0]
    if top["contribution_x"] >= 0.5:
        name = pick(language, f"the {top['label_en']} text", f"{top['label_zh']}一文")
        part = percent(float(top["contribution_x"]), language)
        said.append(sentence(pick(
            language,
            f"{name} alone makes {part} of the first axis: it sets that text against the rest.",
            f"{name}对第一轴的贡献率为{part}，该轴主要把该文与其余文本分开。")))
    return said


@headline(needs=("region", "theme", "residual", "verdict", "rr_low"),
          en="Regional emphasis: rates against the other texts",
          zh="区域侧重：与其余文本的频率之比")
def headline_regional_emphasis(frame: pandas.DataFrame, *, language: str) -> list[str]:
    """Title of the figure regional_emphasis, from the table of that name."""
    enough = int((frame["verdict"] != "too few").sum())
    if enough == 0:
        return [pick(language, "No cell of region and theme has hits enough to be judged",
                     "没有哪一格有足够命中可作判断")]
    supported = _supported(frame)
    if len(supported) == 0:
        return [pick(language, f"None of {counted(enough, 'cell')} with enough hits stands out",
                     f"次数足够的{enough}格中没有哪一格突出")]
    top = supported.iloc[0].to_dict()
    texts = texts_of(frame, top["region"])
    name, theme = subject(top, language, articles=texts), theme_name(top, language)
    more, s = _more(top), "es" if texts == 1 else ""
    first = sentence(pick(
        language,
        f"{name} stress{s} {theme} most" if more else f"{name} pass{s} over {theme} most",
        f"{name}最{'突出' if more else '少谈'}{theme}"))
    verb = "stands" if len(supported) == 1 else "stand"
    of = "cell" if enough == 1 else "cells"
    told = pick(language, f"{len(supported)} of {enough} {of} with enough hits {verb} out",
                f"次数足够的{enough}格中有{len(supported)}格突出")
    return [first + pick(language, "; ", "；") + told, first, told]


@headline(needs=("region", "theme", "per_10k", "hits", "focus"),
          en="The themes asked for on the map of province-level units",
          zh="重点主题在省级地图上的分布")
def headline_region_map(frame: pandas.DataFrame, *, language: str) -> list[str]:
    """Title of the figure region_map, from theme_intensity."""
    rows = compared(frame[(frame["hits"] > 0) & frame["focus"].astype(bool)])
    if len(rows) == 0:
        return []
    order = rows.sort_values(["per_10k", "region"], ascending=[False, True], kind="stable")
    tops = order.drop_duplicates("theme").set_index("theme")
    themes = [theme for theme in frame["theme"].unique() if theme in tops.index]
    rows_ = [tops.loc[theme].to_dict() | {"theme": theme} for theme in themes]
    # After the first text the next ones need their names only: "in the Hebei text, … in Hubei's".
    pairs = [pick(language,
                  f"{theme_name(row, 'en')} in "
                  f"{place_name(row, 'en') + chr(39) + 's' if number else subject(row, 'en')}",
                  f"{theme_name(row, 'zh')}为{subject(row, 'zh')}")
             for number, row in enumerate(rows_)]
    return [pick(language, f"Highest: {', '.join(pairs[:n])}",
                 f"频率最高者：{'，'.join(pairs[:n])}") for n in range(len(pairs), 0, -1)]


@headline(needs=("region", "place", "level", "mentions"),
          en="Which places and national strategies each text mentions",
          zh="各文本提及的地方与国家战略")
def headline_mention_network(frame: pandas.DataFrame, *, language: str) -> list[str]:
    """Title of the figure mention_network, from region_mentions."""
    rows = frame[(frame["mentions"] > 0) & frame["level"].isin(["strategy", "area"])]
    rows = rows.dropna(subset=["region"])
    total = int(frame["region"].nunique())
    if len(rows) == 0:
        return []
    columns = {"regions": ("region", "nunique"), "mentions": ("mentions", "sum")}
    if "place_en" in rows:
        columns["english"] = ("place_en", "first")
    table = rows.groupby("place", sort=True).agg(**columns)
    top = table.sort_values(["regions", "mentions"], ascending=False, kind="stable").iloc[0]
    place, regions = top.name, int(top["regions"])
    if regions < 2:
        return [pick(language, "No strategy or area is named in the texts of two regions",
                     "没有哪个战略或区域被两个以上地区的文本提及")]
    english = "" if missing(top.get("english")) else f"{top['english']} "
    where = pick(language, f"in the texts of {all_of(regions, total, 'region')}",
                 f"{all_of_zh(regions, total)}的文本")
    return [pick(language, f"{english}{place} is named most widely: {where}",
                 f"提及最广的是“{place}”：{where}"),
            pick(language, f"{place} is named most widely: {where}", f"提及最广的是“{place}”")]


@headline(needs=("item", "x", "y", "contribution_x"),
          en="Texts and themes in one plane", zh="文本与主题的对应分析")
def headline_correspondence(frame: pandas.DataFrame, *, language: str) -> list[str]:
    """Title of the figure correspondence; needs ``frame.attrs["inertia"]`` to say a share."""
    shares = _inertia(frame)
    rows = frame[frame["item"] == "region"]
    if not shares or len(rows) < 3:
        return []
    told = percent(min(1.0, sum(shares)), language)
    top = rows.sort_values("contribution_x", ascending=False, kind="stable").iloc[0]
    lines = [pick(language, f"Two axes show {told} of the differences between the texts' themes",
                  f"两轴呈现各文本主题构成差异的{told}")]
    if top["contribution_x"] >= 0.5:
        lines.insert(0, pick(
            language,
            f"The first axis sets the {top['label_en']} text apart; two axes show {told}",
            f"第一轴主要分出{top['label_zh']}一文；两轴共呈现差异的{told}"))
    return lines
