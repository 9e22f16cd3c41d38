"""Findings about change over time: what changed when, how sure that is, and what is not shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from liangwen.findings.headline import headline
from liangwen.findings.wording import (
    counted,
    listing,
    missing,
    pick,
    sentence,
    theme_name,
    whole,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

#: So many periods with text are needed for a trend, and for a change point.
FOR_A_TREND, FOR_A_CHANGE = 5, 8


def _factor(value: float) -> str:
    """A factor as a reader says it: 33, 2.8, 0.48."""
    if value >= 9.95:
        return whole(value)
    return f"{value:.1f}" if value >= 1 else f"{value:.2f}"


def _span(low: Any, high: Any, language: str) -> str:
    ends = [_factor(float(end)) for end in (low, high)]
    return pick(language, f"95 % interval {ends[0]}–{ends[1]}", f"95%区间{ends[0]}～{ends[1]}")


def _when(row: dict[Any, Any], language: str) -> str:
    """The year of a change with its interval; a single year where the interval is one."""
    year, low, high = (int(row[key]) for key in ("change", "change_low", "change_high"))
    if low == high:
        return pick(language, f"{year}, and no other year is likely",
                    f"{year}年（其他年份均不大可能）")
    return pick(language, f"{year} (95 % interval {low} to {high})",
                f"{year}年（95%区间{low}～{high}年）")


def _what(row: dict[Any, Any], language: str) -> str:
    ratio = float(row["ratio"])
    if ratio == float("inf"):
        return pick(language, "before there is no hit", "此前没有命中")
    if ratio == 0:
        return pick(language, "after it there is no hit", "此后没有命中")
    ends = _span(row["ratio_low"], row["ratio_high"], language)
    times = _factor(ratio)
    return pick(language, f"the rate is then {times} times what it was ({ends})",
                f"频率变为此前的{times}倍（{ends}）")


def _named(theme_changes: pd.DataFrame) -> list[dict[Any, Any]]:
    return list(theme_changes[theme_changes["verdict"] == "change"].to_dict("records"))


def changes(theme_changes: pd.DataFrame, *, language: str, named: int = 8) -> list[str]:
    """Each change point with the interval of its year and of its size; the focus themes first."""
    rows = sorted(_named(theme_changes), key=lambda row: not row["focus"])
    said = []
    for row in rows[:named]:
        theme = theme_name(row, language)
        said.append(sentence(pick(
            language,
            f"{theme}: a change of rate begins in {_when(row, 'en')}; {_what(row, 'en')}.",
            f"{theme}自{_when(row, 'zh')}起变化，{_what(row, 'zh')}。")))
    rest = len(rows) - named
    if rest > 0:
        more = counted(rest, "more change point")
        said.append(sentence(pick(
            language, f"{more} {'stands' if rest == 1 else 'stand'} in the table theme_changes.",
            f"另有{rest}个变点，见表 theme_changes。")))
    return said


def steady(theme_changes: pd.DataFrame, *, language: str, named: int = 5) -> str:
    """Themes whose rate rose or fell without a point at which it did."""
    rows = theme_changes[theme_changes["verdict"] == "steady trend"].to_dict("records")
    parts = []
    for row in rows:
        if missing(row["per_decade"]):
            continue
        ends = _span(row["per_decade_low"], row["per_decade_high"], language)
        parts.append(pick(
            language, f"{theme_name(row, 'en')} ({_factor(row['per_decade'])} times a decade, "
            f"{ends})",
            f"{theme_name(row, 'zh')}（每十年为此前的{_factor(row['per_decade'])}倍，{ends}）"))
    if not parts:
        return ""
    return sentence(pick(
        language,
        "a steady rise or fall explains the years as well as a step, so that no year is named, "
        f"for {listing(parts, 'en', most=named)}.",
        "持续的升降与突变同样能解释各年的数字，因而不指明年份的有："
        f"{listing(parts, 'zh', most=named)}。"))


def no_change(theme_changes: pd.DataFrame, *, language: str) -> str:
    """Themes for which a change was looked for and is not shown."""
    rows = theme_changes[theme_changes["verdict"] == "none"].to_dict("records")
    if not rows:
        return ""
    names = listing((theme_name(row, language) for row in rows), language, most=6, measure="个主题")
    return sentence(pick(
        language,
        f"for {names} no change point is shown, which does not mean that nothing changed.",
        f"{names}未检出变点，但这不等于没有变化。"))


def too_few_years(theme_changes: pd.DataFrame, *, language: str) -> str:
    """That the dated texts cover too few years for a change point, and how many it would take.

    With too few for any course of time the figure's place says so.
    """
    years = int(theme_changes["periods"].max()) if len(theme_changes) else 0
    if not FOR_A_TREND <= years < FOR_A_CHANGE:
        return ""
    return pick(
        language,
        f"The dated texts cover {counted(years, 'year')}; a change point is looked for from "
        f"{counted(FOR_A_CHANGE, 'year')} on.",
        f"有日期的文本覆盖{years}个年份；满{FOR_A_CHANGE}个年份才检验变点。")


def _codes(cautions: Iterable[Any]) -> set[str]:
    return {code for caution in cautions if isinstance(caution, str) for code in caution.split(";")}


def time_cautions(theme_changes: pd.DataFrame, *, language: str) -> list[str]:
    """What else than time differs between the years; silent where nothing is said of time."""
    if len(theme_changes) == 0 or theme_changes["periods"].max() < FOR_A_TREND:
        return []
    codes = _codes(theme_changes["caution"])
    said = []
    what = [pick(language, en, zh) for code, en, zh in (
        ("kinds differ", "kind", "文种"), ("regions differ", "region", "地区")) if code in codes]
    if what:
        said.append(pick(
            language,
            f"The years' texts differ in {' and '.join(what)}, too: what looks like change over "
            "time may be a change of what was collected.",
            f"各年文本的{'和'.join(what)}也不相同：看似随时间的变化，可能只是所收文本不同。"))
    if "years from file names" in codes:
        said.append(pick(
            language,
            "The years are those in the files' names, since the titles disprove the pages' dates.",
            "由于标题与网页日期不符，此处年份取自文件名。"))
    if "titles name other years" in codes:
        said.append(pick(
            language,
            "The titles of several articles name other years than their dates, which may be those "
            "of web pages: write the right dates into the catalog before reading a course of time.",
            "多篇文章标题中的年份与其日期不符，日期可能只是网页的发布日期；请先在目录中写明正确日期，再看时间走势。"))
    return said


@headline(needs=("theme", "year", "per_10k", "articles"),
          en="The themes over time", zh="各主题随时间的变化")
def headline_theme_trend(frame: pd.DataFrame, *, language: str) -> list[str]:
    """Title of the figure theme_trend; needs ``frame.attrs["changes"]`` to say a change."""
    told = pd.DataFrame(frame.attrs.get("changes") or [])
    if not len(told):
        return []
    rows = sorted(_named(told), key=lambda row: (not row["focus"], row["p"]))
    themes = len({row["theme"] for row in rows})
    if not rows:
        tested = int(told["p"].notna().sum())
        return [pick(language, f"No change point is shown in any of {counted(tested, 'theme')}",
                     f"所检验的{tested}个主题均未检出变点")] if tested > 1 else []
    first = rows[0]
    theme, year = theme_name(first, language), int(first["change"])
    more = themes - 1
    rest = pick(language, f"; change points in {counted(more, 'more theme')}" if more else "",
                f"；另有{more}个主题出现变点" if more else "")
    ratio = float(first["ratio"])
    finite = 0 < ratio < float("inf")
    how_en = f"from {year} on {_factor(ratio)} times as dense" if finite else f"changes in {year}"
    how_zh = f"自{year}年起频率为此前的{_factor(ratio)}倍" if finite else f"于{year}年发生变化"
    line = sentence(pick(language, f"{theme}: {how_en}" if finite else f"{theme} {how_en}",
                         f"{theme}{how_zh}"))
    return [line + rest, line]

