"""Findings by period: which words and themes set a period's texts apart, and how they are written.

The subject is always the texts of a period, never the period.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from liangwen.findings import themes
from liangwen.findings.wording import (
    all_of,
    counted,
    listing,
    missing,
    pick,
    sentence,
    theme_name,
    whole,
)
from liangwen.leads import Lead, finding
from liangwen.periods import period_label

if TYPE_CHECKING:
    import pandas

Row = dict[Any, Any]
#: Verdicts that a sentence may speak of.
FIRM = ("distinctive", "in this text")


def _told(frame: pandas.DataFrame) -> dict[str, Any]:
    told: dict[str, Any] = frame.attrs.get("periods") or {}
    return told


def name(period: Any, language: str) -> str:
    """A period inside a sentence: "the 1990s", "2015"; 1990年代, 2015年."""
    label = period_label(str(period), language)
    return f"the {label}" if language == "en" and label.endswith("s") else label


def texts(period: Any, number: int, language: str) -> str:
    """The texts of a period, as a subject.

    Examples
    --------
    >>> texts("1990–1999", 10, "en"), texts("2015", 1, "en")
    ('the ten texts of the 1990s', 'the text of 2015')
    >>> texts("1990–1999", 10, "zh"), texts("2015", 1, "zh")
    ('1990年代的10篇文本', '2015年一文')
    """
    own = name(period, language)
    if number == 1:
        return pick(language, f"the text of {own}", f"{own}一文")
    return pick(language, f"the {counted(number, 'text')} of {own}", f"{own}的{number}篇文本")


def axis(periods: pandas.DataFrame, *, language: str) -> list[str]:
    """In which periods the texts are compared, and from where their years come; else why none."""
    if len(periods) == 0:
        return [text for text in [_why_none(periods, language)] if text]
    rows = periods.to_dict("records")
    parts = [pick(language, f"{period_label(str(row['period']), 'en')}: {row['articles']}",
                  f"{period_label(str(row['period']), 'zh')}{row['articles']}篇") for row in rows]
    total = int(periods["articles"].sum())
    said = [sentence(pick(
        language,
        f"by their years, {counted(total, 'text')} fall into {counted(len(rows), 'period')} "
        f"({', '.join(parts) if len(parts) <= 12 else f'{parts[0]} … {parts[-1]}'}).",
        f"按年份，{total}篇文本分属{len(rows)}个时期"
        f"（{'、'.join(parts) if len(parts) <= 12 else f'{parts[0]}……{parts[-1]}'}）。"))]
    if _told(periods).get("years_from") == "file names":
        said.append(pick(
            language,
            "The dates on the pages are not those of the texts, whose titles name other years; the "
            "years are therefore those in the files' names. Dates in seeds/catalog.csv would go "
            "first.",
            "网页所注日期并非文本本身的日期（标题所写年份与之不符），因此年份取自文件名；"
            "seeds/catalog.csv 中写明的日期优先。"))
    return said


def _why_none(periods: pandas.DataFrame, language: str) -> str:
    said = {
        "no dates": (
            "No text bears a date, so nothing is said of time.",
            "没有文本注明日期，因此不作时间上的比较。"),
        "one period": (
            "The dated texts are all of one period, so they are not compared over time.",
            "有日期的文本同属一个时期，因此不作时间上的比较。"),
        "too few articles": (
            "There are fewer than two dated texts a period, of different regions: what differs "
            "between the years may be the regions, so the texts are not compared over time.",
            "平均每个时期有日期的文本不足两篇，且属不同地区：年份之间的差异可能只是地区差异，因此不作时间上的比较。"),
        "asked for none": (
            "The study asks for no comparison over time (period in study.toml).",
            "本研究在 study.toml 中设定不按时期比较（period）。"),
        "dates in doubt": (
            "The titles of many texts name other years than their dates, which may be those of web "
            "pages, so the texts are not compared over time; write their dates into "
            "seeds/catalog.csv.",
            "许多文本标题所写年份与其日期不符，日期可能只是网页的发布日期，因此不作时间上的比较；"
            "请在 seeds/catalog.csv 中写明日期。"),
    }
    en, zh = said.get(str(_told(periods).get("why", "")), ("", ""))
    return pick(language, en, zh)


def firm(frame: pandas.DataFrame, *, more: bool = True) -> pandas.DataFrame:
    """Terms that set a period apart by being used more, the best first."""
    rows = frame[frame["verdict"].isin(FIRM)]
    return rows[rows["log_ratio"] > 0] if more else rows


def _times(row: Row, language: str) -> str:
    """By what factor a term is more frequent, with its interval; what is known without one."""
    ends = [row["log_ratio_low"], row["log_ratio_high"]]
    if missing(ends[0]) or missing(ends[1]):
        own, other = int(row["articles"]), int(row["reference_articles"])
        every = int(row["group_articles"])
        return pick(
            language,
            f"in {all_of(own, every, 'text')}, elsewhere in {other or 'none'}",
            (f"见于全部{own}篇" if own == every else f"见于{every}篇中的{own}篇")
            + (f"，其余时期仅{other}篇" if other else "，其余时期未见"))
    factor, low, high = (_factor(2 ** float(end)) for end in (row["log_ratio"], *ends))
    if not math.isfinite(float(ends[1])):
        return pick(language, f"at least {low} times as frequent as elsewhere",
                    f"频率至少为其余时期的{low}倍")
    return pick(language, f"{factor} times as frequent as elsewhere, 95 % interval {low}–{high}",
                f"频率为其余时期的{factor}倍，95%区间{low}～{high}倍")


def _factor(value: float) -> str:
    if value >= 9.95:
        return whole(value)
    return f"{value:.1f}" if value >= 0.095 else f"{value:.2f}"


def words_apart(
    keyness_by_period: pandas.DataFrame, *, language: str, named: int = 3
) -> list[str]:
    """The terms that set each period's texts apart, period by period in the order of time."""
    said = []
    for period in sorted(set(keyness_by_period["period"])):
        own = keyness_by_period[keyness_by_period["period"] == period]
        rows = firm(own).head(named).to_dict("records")
        if not rows:
            continue
        number = int(own["group_articles"].iloc[0])
        parts = [pick(language, f"{row['term']} ({_times(row, 'en')})",
                      f"“{row['term']}”（{_times(row, 'zh')}）") for row in rows]
        joined = listing(parts, language)
        said.append(finding(sentence(pick(
            language,
            f"{texts(period, number, 'en')} {'is' if number == 1 else 'are'} set apart by "
            f"{joined}.",
            f"{texts(period, number, 'zh')}，特征词为{joined}。")),
            *(Lead("term", str(period), str(row["term"])) for row in rows)))
    return said


def words_not_apart(keyness_by_period: pandas.DataFrame, *, language: str) -> list[str]:
    """Periods in which no term can be judged, and those in which none stands apart."""
    few, none = [], []
    for period in sorted(set(keyness_by_period["period"])):
        own = keyness_by_period[keyness_by_period["period"] == period]
        if (own["verdict"] == "too few").all():
            few.append(name(period, language))
        elif firm(own).empty:
            none.append(name(period, language))
    said = []
    if few:
        names = listing(few, language, most=6, measure="个时期")
        said.append(pick(
            language, f"For {names} the articles are too few to judge a term.",
            f"{names}的文章太少，不足以判断用词。"))
    if none:
        names = listing(none, language, most=6, measure="个时期")
        said.append(pick(
            language,
            f"No term sets the texts of {names} apart once all that were tested are allowed for; "
            "that is not to say that the words are the same.",
            f"就全部受检词一并校正后，没有词能把{names}的文本与其余时期区分开；这并不表示用词相同。"))
    return said


def _cells(emphasis_by_period: pandas.DataFrame) -> list[Row]:
    rows = emphasis_by_period[emphasis_by_period["verdict"].isin(FIRM)]
    rows = rows.assign(_place=-rows["focus"].astype(int))
    return list(rows.sort_values(["period", "_place", "p"], kind="stable").to_dict("records"))


def _cell(row: Row, language: str, *, full: bool) -> str:
    """A theme with its ratio and interval: written out for the first, in short for the next."""
    ratio = float(row["rate_ratio"])
    theme = theme_name(row, language)
    if missing(row["rr_low"]) or not math.isfinite(ratio):
        return theme
    ends = [_factor(float(row[key])) for key in ("rr_low", "rr_high")]
    if not full:
        return pick(language, f"{theme} ({_factor(ratio)} times, {ends[0]}–{ends[1]})",
                    f"{theme}（{_factor(ratio)}倍，{ends[0]}～{ends[1]}倍）")
    return pick(
        language,
        f"{theme} ({_factor(ratio)} times the other periods' rate, 95 % interval "
        f"{ends[0]}–{ends[1]})",
        f"{theme}（频率为其余时期的{_factor(ratio)}倍，95%区间{ends[0]}～{ends[1]}倍）")


def limits(periods: pandas.DataFrame, *, language: str) -> list[str]:
    """What may not be concluded from a comparison of periods; silent where there is none."""
    if len(periods) == 0:
        return []
    said = [pick(
        language,
        "A period is the texts that are dated in it: texts of another kind or length, or on "
        "another occasion, would change what sets it apart.",
        "所谓时期，只是其中所收的文本：文种、篇幅或场合不同，特征也会不同。")]
    if (periods["articles"] < 3).any():
        names = listing((name(row, language) for row in periods.loc[periods["articles"] < 3,
                         "period"]), language, most=6, measure="个时期")
        said.append(pick(
            language, f"For {names} there are fewer than three texts, so that nothing is known of "
            "how its texts vary.",
            f"{names}不足三篇文本，无从知道同期文本之间的差异。"))
    said.append(pick(
        language,
        "Neighbouring years resemble each other, which makes intervals rather too narrow; and the "
        "borders of the periods are those of the calendar.",
        "相邻年份彼此相似，区间因而偏窄；时期的划分只依历法。"))
    return said


def themes_apart(
    emphasis_by_period: pandas.DataFrame, *, language: str, named: int = 4
) -> list[str]:
    """Which themes a period's texts speak of more, and less, than those of all other periods."""
    said = []
    rows = _cells(emphasis_by_period)
    for period in dict.fromkeys(row["period"] for row in rows):
        for more in (True, False):
            own = [row for row in rows
                   if row["period"] == period and (float(row["rate_ratio"]) > 1) == more]
            if not own:
                continue
            told = (_cell(row, language, full=not place) for place, row in enumerate(own))
            parts = listing(told, language, most=named, measure="个主题")
            number = int(own[0]["articles"])
            verb = "speaks" if number == 1 else "speak"
            said.append(finding(sentence(pick(
                language,
                f"{texts(period, number, 'en')} {verb} {'more' if more else 'less'} than those of "
                f"other periods of {parts}.",
                f"{texts(period, number, 'zh')}比其余时期更{'多' if more else '少'}谈及{parts}。")),
                *(Lead("theme", str(period), str(row["theme"])) for row in own[:named])))
    return said


def themes_judged(emphasis_by_period: pandas.DataFrame, *, language: str) -> str:
    """How many cells of theme and period can be judged at all, and that none stands apart."""
    total = len(emphasis_by_period)
    if not total:
        return ""
    judged = int((emphasis_by_period["verdict"] != "too few").sum())
    firm = len(_cells(emphasis_by_period))
    if not judged:
        return pick(
            language, "No pair of theme and period holds enough articles and hits to be judged.",
            "没有一对“主题—时期”的文章数和命中数足以判断。")
    silent = pick(language, "none stands apart", "没有一对突出")
    stand = pick(language, f"{firm} {'stands' if firm == 1 else 'stand'} apart",
                 f"其中{firm}对突出")
    return pick(
        language,
        f"Of {total} pairs of theme and period, {judged} hold enough articles and hits to be "
        f"judged; {stand if firm else silent} once all of these are allowed for, which does not "
        "mean that the others are alike.",
        f"{total}对“主题—时期”中，{judged}对的文章数和命中数足以判断，"
        f"一并校正后{stand if firm else silent}；这并不表示其余各对没有差别。")


_MEASURES = {
    "sentence_characters": ("sentences", "characters", "句子", "个字", 1.0, "longest", "shortest",
                            "最长", "最短"),
    "mattr": ("words in a hundred that differ", "%", "每百词中不同的词", "%", 100.0, "most",
              "fewest", "最多", "最少"),
    "uncommon_share": ("uncommon words", "%", "非常用词", "%", 100.0, "most frequent", "rarest",
                       "最多", "最少"),
}


def written(readability_by_period: pandas.DataFrame, *, language: str) -> list[str]:
    """Periods with the longest and shortest sentences, the most and fewest different words."""
    said = []
    for measure in _MEASURES:
        rows = readability_by_period[(readability_by_period["measure"] == measure)
                                     & readability_by_period["low"].notna()]
        if len(rows) < 2:
            continue
        ranked = rows.sort_values(["mean", "period"], ascending=[False, True], kind="stable")
        said.append(_ends(ranked.iloc[0].to_dict(), ranked.iloc[-1].to_dict(), measure, language))
    return [text for text in said if text]


def _value(row: Row, measure: str, language: str) -> str:
    _, unit_en, _, unit_zh, times = _MEASURES[measure][:5]
    low, mean, high = (f"{times * float(row[key]):.0f}" for key in ("low", "mean", "high"))
    gap = "\u00a0" if unit_en == "%" else " "
    return pick(language, f"{mean}{gap}{unit_en}, 95 % interval {low}–{high}",
                f"{mean}{unit_zh}，95%区间{low}～{high}")


def _ends(first: Row, last: Row, measure: str, language: str) -> str:
    what_en, _, what_zh, _, _, most, fewest, most_zh, fewest_zh = _MEASURES[measure]
    if round(float(first["mean"]), 3) == round(float(last["mean"]), 3):
        return ""
    apart = float(first["low"]) > float(last["high"])
    meet_en = "the intervals do not meet" if apart else "the intervals meet"
    meet_zh = "两者区间不重叠" if apart else "两者区间重叠，不能断言高低"
    where = [name(row["period"], language) for row in (first, last)]
    values = [_value(row, measure, language) for row in (first, last)]
    if measure == "mattr":
        return pick(
            language,
            f"A hundred words hold the most different ones in the texts of {where[0]} "
            f"({values[0]}) and the fewest in those of {where[1]} ({values[1]}); {meet_en}.",
            f"每百词中不同的词以{where[0]}的文本为最多（{values[0]}），{where[1]}为最少"
            f"（{values[1]}）；{meet_zh}。")
    return sentence(pick(
        language,
        f"{what_en} are {most} in the texts of {where[0]} ({values[0]}) and {fewest} in those of "
        f"{where[1]} ({values[1]}); {meet_en}.",
        f"{what_zh}以{where[0]}的文本为{most_zh}（{values[0]}），{where[1]}为{fewest_zh}"
        f"（{values[1]}）；{meet_zh}。"))


def densest(theme_intensity_by_period: pandas.DataFrame, *, language: str) -> str:
    """The densest themes over all dated texts, for a study that compares no regions."""
    return themes.densest(theme_intensity_by_period, language=language)


def first_words(keyness_by_period: pandas.DataFrame, *, language: str, named: int = 6) -> str:
    """One term a period for the summary: the one that sets it apart most clearly."""
    best = firm(keyness_by_period).drop_duplicates("period").sort_values("period")
    rows = best.to_dict("records")
    if len(rows) < 2:
        return ""
    chosen = rows if len(rows) <= named else [*rows[: named // 2], *rows[-(named // 2):]]
    parts = [pick(language, f"{row['term']} ({period_label(str(row['period']), 'en')})",
                  f"“{row['term']}”（{period_label(str(row['period']), 'zh')}）") for row in chosen]
    return finding(pick(
        language,
        f"The words that set the texts of a period apart most clearly are {listing(parts, 'en')}.",
        f"最能区分各时期文本的词是{listing(parts, 'zh')}。"),
        *(Lead("term", str(row["period"]), str(row["term"])) for row in chosen))


def first_themes(emphasis_by_period: pandas.DataFrame, *, language: str) -> list[str]:
    """The first sentences of `themes_apart` for the summary: what the latest periods stress."""
    return themes_apart(emphasis_by_period, language=language, named=3)[-2:]


def first_written(readability_by_period: pandas.DataFrame, *, language: str) -> list[str]:
    """The first sentence of `written` for the summary."""
    return written(readability_by_period, language=language)[:1]
