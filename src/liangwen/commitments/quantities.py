"""Where quantities stand in a sentence: number, unit, bounds, and what is no quantity."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .numbers import CHARACTERS, DIGITS, value_of

#: Units of what is measured: an object stands before them, or behind without a verb.
MEASURES = tuple(
    re.split(
        r"\s+",
        "元 美元 欧元 日元 港元 英镑 个百分点 百分点 个基点 平方公里 平方千米 平方米 立方米 "
        "万立方 公里 千米 米 公顷 亩 吨标准煤 吨公里 吨 公斤 千克 斤 千瓦时 度 万千瓦 千瓦 "
        "兆瓦 吉瓦 千伏 岁 个月 天 个小时 小时 分钟 个工作日 工作日 标准箱 标箱 摄氏度 升 倍 "
        "微克 毫克",
    )
)
#: Units of what is counted: the object stands behind them.
COUNTED = tuple(
    re.split(
        r"\s+",
        "家次 家 项次 项 种类 种 台件 台套 台次 台 件套 件次 件 套 个 所 座 条 批次 批 户次 "
        "户 人次 名 人 位 场次 场 张 份 类 处 支 期 对 栋 幢 间 片 辆 列 艘 架 笔 宗 起 例 根 "
        "部 篇 册 只 头 株 棵 颗 枚 款 门 口 道 层 次 组 轮 县 省",
    )
)
PERCENT = ("%", "％", "‰")
#: Spans of time and age, which are said of what stands before them.
SPANS = ("岁", "个月", "天", "个小时", "小时", "分钟", "个工作日", "工作日")
#: 26.3微克/立方米, 35元/人
_PER = "立方米|平方米|平方公里|人|年|月|天|日|亩|吨|公斤|户|千瓦时|度|升|小时"
_UNITS = "|".join(sorted([*MEASURES, *COUNTED, *PERCENT], key=lambda unit: (-len(unit), unit)))

_MORE = "超过|超|突破|高于|大于|多于|不少于|不低于|不小于|至少|逾|上"
_LESS = "不超过|不高于|不大于|不多于|低于|少于|小于|至多|最多"
_ABOUT = "大约|大概|约为|约|接近|将近|近|左右|上下"
_BEFORE = re.compile(rf"(?:{_LESS}|{_MORE}|{_ABOUT})$")
_BEHIND = re.compile(r"(?:及|或)?(?:以上|以下|以内|之内|左右|上下)")
_NUMBER = rf"(?:{DIGITS}|{CHARACTERS})"
# 3-5家, 8%至10%: the first number may bear the unit, too.
_RANGE = rf"(?:(?P<first>{_NUMBER})\s?(?:{_UNITS})?\s?(?:[-–—─－~～]{{1,2}}|至|到))?"
_QUANTITY = re.compile(
    rf"(?P<quantity>{_RANGE}(?P<last>{_NUMBER}))\s?(?P<unit>(?:{_UNITS})(?:/(?:{_PER}))?)"
    rf"|(?P<doubled>翻了?(?P<times>[一二两三四五])?番)"
    rf"|百分之(?P<hundredth>[一二三四五六七八九十]+|\d+(?:\.\d+)?)"
    rf"|(?P<tenths>[一二三四五六七八九]|(?<!\d)\d)成(?=以上|以下|左右|[的多，。；、])"
    # 千家万户 and 千山万水 are no numbers.
    rf"|(?<![家门行人山变])(?P<rough>[百千万])(?P<classifier>[家场名户项个座所条])"
    rf"(?![万百])(?=[\u4e00-\u9fff])"
    # Behind 万 and 亿 what is counted may stand without a unit: 1.5亿学生.
    rf"|(?P<bare>\d+(?:\.\d+)?[余多]?[万亿]+[余多]?)(?=[\u4e00-\u9fff，。；、])"
)
# What a number belongs to when it is no quantity: an ordinal, a base (每50公斤), a code (G20).
_NO_QUANTITY = re.compile(r"(?:第|每|前|“|第\s|[A-Za-z.·〔\[（(]\s?|No\.?\s?|\d)$")
_QUOTED = re.compile(r"“[^”]{1,14}”|‘[^’]{1,14}’|《[^》]*》|〔[^〕]*〕")


class Found(NamedTuple):
    """A quantity in a sentence."""

    quantity: str
    unit: str
    start: int
    end: int
    """Behind the unit and a word such as 以上."""
    low: float
    high: float
    comparison: str | None


def locate(sentence: str) -> Iterator[Found]:
    """Yield the quantities of a sentence in their order.

    Examples
    --------
    >>> [(f.quantity, f.unit, f.low, f.high, f.comparison)
    ...  for f in locate("建成3-5家中心，覆盖率达到95%以上，每50公斤提高3元，总量翻两番")]
    [('3-5', '家', 3.0, 5.0, None), ('95', '%', 95.0, 95.0, '以上'), ('3', '元', 3.0, 3.0, None), \
('翻两番', '', 4.0, 4.0, None)]
    """
    quoted = [match.span() for match in _QUOTED.finditer(sentence)]
    place = 0
    while match := _QUANTITY.search(sentence, place):
        place = match.end()
        start = match.start()
        if any(a <= start < b for a, b in quoted) or _NO_QUANTITY.search(sentence[:start]):
            # A base hides its own number only: 每10万人拥有15人.
            place = max(match.end(), start + 1)
            continue
        yield _found(sentence, match)


def _found(sentence: str, match: re.Match[str]) -> Found:
    quantity, unit, low, high = _measured(match, sentence)
    before = _BEFORE.search(sentence[: match.start()])
    behind = _BEHIND.match(sentence, match.end())
    end = behind.end() if behind else match.end()
    comparison = behind[0] if behind else before[0] if before else None
    return Found(quantity, unit, match.start(), end, low, high, comparison)


def _measured(match: re.Match[str], sentence: str) -> tuple[str, str, float, float]:
    if match["doubled"]:
        times = 2.0 ** value_of(match["times"] or "一")
        return match["doubled"], "", times, times
    if match["hundredth"]:
        share = value_of(match["hundredth"])
        return match[0], "", share, share
    if match["tenths"]:
        tenths = value_of(match["tenths"])
        return match["tenths"], "成", tenths, tenths
    if match["rough"]:
        rough = value_of(match["rough"])
        return match["rough"], match["classifier"], rough, rough
    if match["bare"]:
        bare = value_of(match["bare"])
        return match["bare"], "", bare, bare
    high = value_of(match["last"])
    low = value_of(match["first"]) if match["first"] else high
    return match["quantity"].strip(), match["unit"], low, high
