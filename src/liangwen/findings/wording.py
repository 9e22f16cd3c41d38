"""Small change of sentences: numbers, intervals, subjects and lists in English and Chinese."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from liangwen.errors import LiangwenError

if TYPE_CHECKING:
    import pandas

LANGUAGES = ("en", "zh")
_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
# What a line of a figure's title holds, in columns: a Chinese character takes two.
TITLE_COLUMNS = {"en": 80, "zh": 72}

KINDS_ZH = {
    "event report": "活动报道", "commentary": "评论", "interpretation": "解读", "speech": "讲话",
    "plan": "规划", "regulation": "法规", "notice": "通知", "work report": "工作报告",
}
SCOPES_ZH = {"province": "本省", "national document": "国家文件", "event": "活动"}


def pick(language: str, en: str, zh: str) -> str:
    """Choose the text of a language; an unknown language is an error, never a silent default.

    Examples
    --------
    >>> pick("zh", "five", "五")
    '五'
    """
    if language not in LANGUAGES:
        raise LiangwenError(f"There are no sentences in {language!r}: use 'en' or 'zh'.")
    return zh if language == "zh" else en


def missing(value: Any) -> bool:
    """Whether a cell is empty: None, NaN, NaT, pandas' NA or the empty string."""
    if value is None or value == "":
        return True
    return str(value) in ("<NA>", "NaT", "nan", "None")


def whole(value: float) -> str:
    """Write a count with thousands separated.

    Examples
    --------
    >>> whole(11312)
    '11,312'
    """
    return f"{round(value):,}"


def rate(value: float) -> str:
    """Write a rate: whole from ten up, one decimal below, so that no digit is pretended.

    Examples
    --------
    >>> rate(83.71), rate(3.04), rate(0)
    ('84', '3.0', '0')
    """
    if value == 0:
        return "0"
    return whole(value) if value >= 9.95 else f"{value:.1f}"


def all_of(number: int, total: int, noun: str) -> str:
    """Write "all five regions" or "3 of 5 regions".

    Examples
    --------
    >>> all_of(5, 5, "region"), all_of(3, 5, "region"), all_of(2, 2, "region")
    ('all five regions', '3 of 5 regions', 'both regions')
    """
    if number != total:
        return f"{number} of {total} {_plural(noun)}"
    return f"both {_plural(noun)}" if total == 2 else f"all {counted(total, noun)}"


def all_of_zh(number: int, total: int, noun: str = "个地区") -> str:
    """Write 全部5个地区 or 5个地区中3个.

    Examples
    --------
    >>> all_of_zh(5, 5), all_of_zh(3, 5)
    ('全部5个地区', '5个地区中3个')
    """
    return f"全部{total}{noun}" if number == total else f"{total}{noun}中{number}{noun[0]}"


def percent(share: float, language: str) -> str:
    """Write a share (0 to 1) as a percentage.

    Examples
    --------
    >>> percent(0.274, "en"), percent(0.274, "zh"), percent(0.004, "zh")
    ('27 %', '27%', '不到1%')
    """
    value = 100 * share
    if 0 < value < 0.5:
        return pick(language, "less than 1 %", "不到1%")
    if 99.5 <= value < 100:
        return pick(language, "more than 99 %", "99%以上")
    return f"{value:.0f}{pick(language, ' ', '')}%"


def interval(low: Any, high: Any, language: str) -> str:
    """Write the two ends of a 95 % interval, or say that there is none.

    Examples
    --------
    >>> interval(42, 149.8, "en"), interval(42, 149.8, "zh")
    ('95 % interval 42–150', '95%区间42～150')
    """
    if missing(low) or missing(high) or not math.isfinite(float(high)):
        return pick(language, "no interval can be given", "无法给出区间")
    ends = rate(float(low)), rate(float(high))
    return pick(language, f"95 % interval {ends[0]}–{ends[1]}", f"95%区间{ends[0]}～{ends[1]}")


def _plural(noun: str) -> str:
    if noun.endswith(("ry", "ty")):
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "ch", "sh")) else f"{noun}s"


def counted(number: int, noun: str, *, plural: str | None = None) -> str:
    """Write a small count in words with its English noun.

    Examples
    --------
    >>> counted(1, "hit"), counted(5, "text"), counted(12, "text")
    ('one hit', 'five texts', '12 texts')
    >>> counted(9, "speech")
    'nine speeches'
    """
    words = _WORDS[number] if 0 <= number <= 10 else whole(number)
    return f"{words} {noun if number == 1 else plural or _plural(noun)}"


def listing(
    items: Iterable[str], language: str, *, most: int | None = None, measure: str = "项"
) -> str:
    """Join items as a sentence does, and say how many are not named (Chinese: with a measure word).

    Examples
    --------
    >>> listing(["a", "b", "c"], "en"), listing(["甲", "乙", "丙"], "zh")
    ('a, b and c', '甲、乙和丙')
    >>> listing("abcde", "en", most=2)
    'a, b and three more'
    """
    names = list(items)
    if most is not None and len(names) > most + 1:
        rest = len(names) - most
        more = counted(rest, "more", plural="more")
        return pick(language, f"{', '.join(names[:most])} and {more}",
                    f"{'、'.join(names[:most])}等{len(names)}{measure}")
    if len(names) < 2:
        return "".join(names)
    return pick(language, f"{', '.join(names[:-1])} and {names[-1]}",
                f"{'、'.join(names[:-1])}和{names[-1]}")


def articles_of(row: Mapping[Any, Any]) -> int:
    """Number of articles behind a row; one where the row does not say."""
    number: Any = row.get("articles")
    return 1 if missing(number) else max(1, int(number))


def compared(frame: pandas.DataFrame) -> pandas.DataFrame:
    """Rows of regions that are compared: not those without a region, and not the nation's."""
    return frame[frame["region"].notna() & (frame["region"] != "全国")]


def texts_of(frame: pandas.DataFrame, region: Any) -> int:
    """Number of texts a region has, as far as a frame knows.

    ``frame.attrs["articles"]`` ({region: number}) says it; else the largest number in the column
    ``articles`` of the region's rows (which may count only the texts that use a term, and is then
    too small where no term stands in all of them); else one.
    """
    known = frame.attrs.get("articles")
    if isinstance(known, Mapping) and region in known:
        return int(known[region])
    if "articles" not in frame.columns:
        return 1
    numbers = frame.loc[frame["region"] == region, "articles"].dropna()
    return max(1, int(numbers.max())) if len(numbers) else 1


def subject(row: Mapping[Any, Any], language: str, *, articles: int | None = None) -> str:
    """Name the text (or texts) of a row: the subject of each finding, never the province.

    Examples
    --------
    >>> row = {"region": "河北", "region_en": "Hebei"}
    >>> subject(row, "en"), subject(row, "zh"), subject(row, "en", articles=3)
    ('the Hebei text', '河北一文', 'the three Hebei texts')
    """
    number = articles_of(row) if articles is None else articles
    if missing(row.get("region")):
        return pick(language, f"the {'text' if number == 1 else 'texts'} without a region",
                    "地区不明的文本")
    name = place_name(row, language)
    if number == 1:
        return pick(language, f"the {name} text", f"{name}一文")
    return pick(language, f"the {counted(number, f'{name} text')}", f"{name}{number}篇")


def place_name(row: Mapping[Any, Any], language: str) -> str:
    """Name of a row's region in a language; the Chinese one where the English is not known."""
    region, english = row["region"], row.get("region_en")
    if language == "en" and not missing(english):
        return "national" if region == "全国" else str(english)
    return str(region)


# First words that keep their capital inside a sentence.
_PROPER = {"China", "Chinese", "Beijing", "Yangtze", "Greater", "Belt", "Party", "Internet"}


def _lowered(name: str) -> str:
    """A name as it stands inside a sentence: without the capital that a label begins with.

    Examples
    --------
    >>> _lowered("Dual carbon"), _lowered("SI units"), _lowered("Chinese medicine")
    ('dual carbon', 'SI units', 'Chinese medicine')
    """
    first = name.split(" ", 1)[0]
    if first in _PROPER or first[1:] != first[1:].lower() or len(first) < 2:
        return name
    return name[0].lower() + name[1:]


def theme_name(row: Mapping[Any, Any], language: str) -> str:
    """Name of a row's theme: quoted in Chinese; in English where it is one word or holds a comma.

    Examples
    --------
    >>> row = {"theme": "dual_carbon", "theme_zh": "双碳", "theme_en": "dual carbon"}
    >>> theme_name(row, "en"), theme_name(row, "zh")
    ('dual carbon', '“双碳”')
    """
    name = row.get(pick(language, "theme_en", "theme_zh"))
    text = str(row["theme"]) if missing(name) else str(name)
    if language == "en":
        text = _lowered(text)
    # A name with commas would fall apart in a list, a bare "regional" in the sentence.
    quoted = "," in text or " " not in text
    return pick(language, f'"{text}"' if quoted else text, f"“{text}”")


def sentence(text: str) -> str:
    """Begin with a capital letter; an English sentence keeps its full stop, a Chinese one its own.

    Examples
    --------
    >>> sentence("the Hebei text says so.")
    'The Hebei text says so.'
    """
    first = 1 if text.startswith("“") else 0
    return text[:first] + text[first : first + 1].upper() + text[first + 1 :]


def columns_wide(text: str) -> int:
    """Width of a line in columns; Chinese characters and full-width signs count two.

    Examples
    --------
    >>> columns_wide("Hebei 河北")
    10
    """
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def fitting(candidates: Sequence[str], language: str) -> str:
    """First candidate that one line of a figure's title holds; the empty string if none does.

    Examples
    --------
    >>> fitting(["x" * 91, "", "short"], "en")
    'short'
    """
    limit = TITLE_COLUMNS[pick(language, "en", "zh")]
    return next((line for line in candidates if line and columns_wide(line) <= limit), "")
