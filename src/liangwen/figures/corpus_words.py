"""What the forms of the corpus overview share: their words, and the bars of length."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .labels import KINDS_ZH
from .style import BLUE, INK

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WORDS: dict[str, dict[str, Any]] = {
    "en": {
        "title": "The corpus: {n} and {han} Chinese characters",
        "articles": "{n:,} articles", "article": "1 article",
        "subtitle": "Length in Chinese characters (bar and number), kind, date and subject of "
                    "each text",
        "subtitle_regions": "Chinese characters (bar and number), articles (n), and articles by "
                            "year and kind",
        "rust": "Rust: the text's subject is a national document or one event, not its province. ",
        "note": "Lengths, kinds and years differ: compare rates, not counts, and texts, not "
                "provinces.",
        "note_regions": "{other:,} of {n:,} articles are not about their own province (a national "
                        "document, an event); {undated:,} bear no date. {dash} none.",
        "no date": "no date", "event day": "(of event)", "no title": "no title in the text",
        "no region": "no region", "unknown": "unknown", "others": "others",
        "heads": ("region", "characters", "kind", "date", "about", "title"),
        "n": "n", "year": "year", "kind": "kind", "period": "period",
        "subtitle_periods": "Chinese characters (bar and number), articles (n), and articles by "
                            "kind, period by period",
        "note_periods": "Of {n:,} articles, {undated:,} have no year. {dash} none.",
        "note_dated": "{dash} none.",
        "province": "its province", "national document": "national document", "event": "an event",
    },
    "zh": {
        "title": "语料：{n}，共{han}个汉字",
        "articles": "{n:,}篇文章", "article": "1篇文章",
        "subtitle": "各篇的长度（横条与数字为汉字数）、文体、日期与论述对象",
        "subtitle_regions": "各地区汉字数（横条与数字）、文章篇数（n）及按年份、文体的篇数",
        "rust": "橙色：该文论述的是国家文件或一次活动，而非本地区。",
        "note": "各篇长度、文体、年份不同：宜比较频率而非次数；所比较的是文本，不是省份。",
        "note_regions": "{n:,}篇中有{other:,}篇论述的不是本地区（而是国家文件或活动），"
                        "{undated:,}篇无日期。{dash} 表示没有。",
        "no date": "无日期", "event day": "（活动日）", "no title": "文中无标题",
        "no region": "无地区", "unknown": "不详", "others": "其他",
        "heads": ("地区", "汉字数", "文体", "日期", "论述对象", "标题"),
        "n": "n", "year": "年份", "kind": "文体", "period": "时期",
        "subtitle_periods": "各时期汉字数（横条与数字）、文章篇数（n）及按文体的篇数",
        "note_periods": "{n:,}篇中{undated:,}篇年份不明。{dash} 表示没有。",
        "note_dated": "{dash} 表示没有。",
        "province": "本地区", "national document": "国家文件", "event": "一次活动",
    },
}


def word(value: object, language: str, unknown: str) -> str:
    """A kind or scope in the reader's language; one that we do not know stays as it is."""
    if not isinstance(value, str) or not value:
        return unknown
    known = WORDS[language].get(value)
    if isinstance(known, str):
        return known
    return KINDS_ZH.get(value, value) if language == "zh" else value


def length_bars(axes: Axes, middles: list[float], lengths: list[int], size: float) -> None:
    """Length bars on a scale of characters, the number where the bar ends."""
    axes.barh(middles, lengths, height=0.13, color=BLUE)
    top = max([*lengths, 1])
    for y, length in zip(middles, lengths, strict=True):
        axes.text(length + top * 0.05, y, f"{length:,}", fontsize=size, va="center", color=INK)
    axes.set_xlim(0, top * 1.75)
    axes.set_axis_off()
    axes.patch.set_alpha(0)
