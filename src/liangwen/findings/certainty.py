"""Findings about certainty: how far the ranking of themes moves when an article is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from liangwen.findings.headline import headline
from liangwen.findings.wording import (
    counted,
    missing,
    pick,
    place_name,
    sentence,
    theme_name,
)
from liangwen.leads import Lead, finding

if TYPE_CHECKING:
    import pandas


def _moves(certainty: pandas.DataFrame) -> list[dict[Any, Any]]:
    """Each theme and left-out article with the ranks before and after, largest move first."""
    whole = certainty[certainty["left_out"] == ""].set_index("theme")["rank"]
    parts = certainty[certainty["left_out"] != ""].copy()
    parts = parts[parts["theme"].isin(whole.index)]
    if len(parts) == 0:
        return []
    parts["before"] = parts["theme"].map(whole)
    parts["move"] = (parts["rank"] - parts["before"]).abs()
    order = parts.sort_values(["move", "focus", "theme", "left_out"],
                              ascending=[False, False, True, True], kind="stable")
    return order.to_dict("records")


def _left_out(row: dict[Any, Any], certainty: pandas.DataFrame, language: str) -> str:
    """Name of the text that was left out; a region with several texts shows which by its id."""
    region = row.get("left_out_region")
    if missing(region):
        return pick(language, f"the text {row['left_out']}", f"文本{row['left_out']}")
    names = {"region": region, "region_en": row.get("left_out_region_en")}
    parts = certainty[certainty["left_out_region"] == region]
    name = place_name(names, language)
    if parts["left_out"].nunique() > 1:
        return pick(language, f"one {name} text ({row['left_out']})",
                    f"{name}的一篇（{row['left_out']}）")
    return pick(language, f"the {name} text", f"{name}一文")


def largest_move(certainty: pandas.DataFrame, *, language: str) -> str:
    """The theme whose rank depends most on one article."""
    moves = _moves(certainty)
    if not moves:
        return ""
    row = moves[0]
    themes = int(certainty["theme"].nunique())
    if themes < 2:
        return ""
    if row["move"] == 0:
        return pick(
            language,
            f"The ranking of the {counted(themes, 'theme')} stays the same whichever article is "
            "left out.", f"无论去掉哪一篇，{themes}个主题的排序都不变。")
    name, theme = _left_out(row, certainty, language), theme_name(row, language)
    before, after = int(row["before"]), int(row["rank"])
    others = len({other["theme"] for other in moves if other["move"] == row["move"]}) - 1
    en = (f"{counted(others, 'other theme')} {'moves' if others == 1 else 'move'} as far, none "
          "farther" if others else "no other rank depends more on one article")
    zh = f"另有{others}个主题变动相同，无更大者" if others else "是最依赖单篇文本的排位"
    return finding(pick(
        language,
        f"Without {name}, {theme} {'falls' if after > before else 'rises'} from rank {before} to "
        f"rank {after} of {themes} themes: {en}.",
        f"去掉{name}后，{theme}在{themes}个主题中由第{before}位{'降' if after > before else '升'}至"
        f"第{after}位，{zh}。",
    ), Lead("theme", "", str(row["theme"])), Lead("article", "", str(row["left_out"])))


def focus_ranges(certainty: pandas.DataFrame, *, language: str) -> list[str]:
    """For each theme asked for, its rank with all articles and the range with one left out."""
    said: list[str] = []
    rows = certainty[certainty["focus"].astype(bool)]
    themes = int(certainty["theme"].nunique())
    if themes < 2:
        return said
    for theme in rows["theme"].unique():
        mine = rows[rows["theme"] == theme]
        whole, parts = mine[mine["left_out"] == ""], mine[mine["left_out"] != ""]
        if len(whole) == 0 or len(parts) == 0:
            continue
        first = whole.iloc[0].to_dict()
        rank, low, high = int(first["rank"]), int(parts["rank"].min()), int(parts["rank"].max())
        name = theme_name(first, language)
        if low == high == rank:
            said.append(sentence(pick(
                language, f"{name} keeps rank {rank} of {themes} whichever article is left out.",
                f"无论去掉哪一篇，{name}都居{themes}个主题的第{rank}位。")))
        else:
            said.append(sentence(pick(
                language, f"{name} has rank {rank} of {themes} over all texts, and ranks from "
                f"{low} to {high} when one article is left out.",
                f"{name}在全部文本中居{themes}个主题的第{rank}位，去掉任一篇后在第{low}至第{high}位"
                "之间。")))
    return said


def firm_top(certainty: pandas.DataFrame, *, language: str) -> str:
    """The theme that stays first in every run; silent where the first place changes hands."""
    firsts = certainty[certainty["rank"] == 1]
    if certainty["theme"].nunique() < 2:
        return ""
    if certainty["left_out"].nunique() < 2 or firsts["theme"].nunique() != 1:
        return ""
    name = theme_name(firsts.iloc[0].to_dict(), language)
    return sentence(pick(language, f"{name} stays the densest theme whichever article is left out.",
                         f"无论去掉哪一篇，{name}始终是最密集的主题。"))


@headline(needs=("theme", "left_out", "rank", "focus"),
          en="The ranking of themes when one article is left out",
          zh="去掉一篇文本后主题排序的变化")
def headline_certainty(frame: pandas.DataFrame, *, language: str) -> list[str]:
    """Title of the figure certainty, from the table of that name."""
    moves = _moves(frame)
    if not moves or frame["theme"].nunique() < 2:
        return []
    row = moves[0]
    if row["move"] == 0:
        return [pick(language, "No article moves the ranking of themes",
                     "去掉任何一篇，主题排序都不变")]
    name, theme = _left_out(row, frame, language), theme_name(row, language)
    before, after = int(row["before"]), int(row["rank"])
    far = {other["theme"] for other in moves if other["move"] == row["move"]}
    articles = {other["left_out"] for other in moves if other["move"] == row["move"]}
    if len(far) > 1 or len(articles) > 1:
        # Several go as far: to name one of them would be a choice that the data do not make.
        return [pick(language, f"Leaving one article out moves {counted(len(far), 'theme')} by "
                     f"{counted(int(row['move']), 'rank')}, none farther",
                     f"去掉任意一篇，主题排位至多变动{int(row['move'])}位，涉及{len(far)}个主题"),
                pick(language, f"Leaving one article out moves a theme by up to "
                     f"{counted(int(row['move']), 'rank')}",
                     f"去掉一篇文本，主题排位最多变动{int(row['move'])}位")]
    return [
        pick(language,
             f"Without {name}, {theme} {'falls' if after > before else 'rises'} from rank {before} "
             f"to {after}",
             f"去掉{name}，{theme}由第{before}位{'降' if after > before else '升'}至第{after}位"),
        pick(language, f"Leaving one article out moves a theme by up to {int(row['move'])} ranks",
             f"去掉一篇文本，主题排位最多变动{int(row['move'])}位"),
    ]
