"""Noise as it is seen on scraped pages, laid over clean simplified text.

Eight styles; each takes a text and a source of chance and returns what a scraper might have
stored. All of them can be taken back: what they add carries nothing that the text lacks.

=============  =========================================================================
annotated      traditional, and every character that changed bears its reading, 計(jì)
subset         traditional, and a fixed set of characters bears readings, changed or not
sparse         a few readings on any characters, without tones or with digits, 量(liang4)
doubled        traditional, an annotator ran twice, 測(ce)(ce)試
every          each character bears its reading, in brackets of any kind or in ruby tags
traditional    characters converted one by one: 體係, 全麵, 著力, with variants (産 爲)
characters     zero-width marks, NBSP, <U+00A0>, entities broken in two, full-width 2021
layout         keywords on lines of their own, headings spelt out, the body several times
=============  =========================================================================
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from functools import lru_cache

from opencc import OpenCC
from pypinyin import Style, lazy_pinyin, pinyin

Noise = Callable[[str, random.Random], str]

_HAN = re.compile("[\u4e00-\u9fff]")
#: One character for one, as naive programs do it; where simplified script has merged several
#: the wrong one is as good as the right one.
NAIVE = {
    "系": "係", "面": "麵", "制": "製", "历": "曆", "志": "誌", "着": "著", "后": "後", "于": "於",
    "里": "裡", "只": "隻", "台": "臺", "范": "範", "准": "準", "征": "徵", "复": "複", "干": "乾",
    "斗": "鬥", "周": "週", "余": "餘", "产": "産", "为": "爲", "布": "佈", "升": "昇", "群": "羣",
}  # fmt: skip
_BRACKETS = ("()", "（）", "[]", "［］", "( )", "【】")


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    every = [chr(point) for point in range(0x4E00, 0xA000)]
    converted = OpenCC("s2t").convert("\n".join(every)).split("\n")
    table = {a: b for a, b in zip(every, converted, strict=True) if a != b}
    back = OpenCC("t2s")
    naive = {a: b for a, b in NAIVE.items() if a == "着" or back.convert(b) == a}
    return table | naive


def _naive(text: str) -> str:
    return text.translate(str.maketrans(_table()))


def _reading(character: str, chance: random.Random) -> str:
    style = chance.choice((Style.TONE, Style.TONE, Style.NORMAL, Style.TONE3))
    return chance.choice(pinyin(character, style=style, heteronym=True)[0])


def _annotated(text: str, chance: random.Random, chosen: Callable[[str, str], bool]) -> str:
    """Write traditional characters; those that `chosen` picks bear a reading."""
    written = []
    for plain, character in zip(text, _naive(text), strict=True):
        written.append(character)
        if _HAN.match(plain) and chosen(plain, character):
            left, right = chance.choice(("()", "()", "（）"))
            written.append(f"{left}{_reading(plain, chance)}{right}")
    return "".join(written)


def annotated(text: str, chance: random.Random) -> str:
    return _annotated(text, chance, lambda plain, character: plain != character)


def subset(text: str, chance: random.Random) -> str:
    every = sorted(set(_HAN.findall(text)))
    fixed = set(chance.sample(every, k=len(every) // 4))
    return _annotated(text, chance, lambda plain, _: plain in fixed)


def sparse(text: str, chance: random.Random) -> str:
    written = []
    for character in text:
        written.append(character)
        if _HAN.match(character) and chance.random() < 0.03:
            style = chance.choice((Style.NORMAL, Style.TONE3, Style.TONE))
            written.append(f"({lazy_pinyin(character, style=style)[0]})")
    return "".join(written)


def doubled(text: str, chance: random.Random) -> str:
    written = []
    for plain, character in zip(text, _naive(text), strict=True):
        written.append(character)
        if plain != character and chance.random() < 0.5:
            written.append(f"({lazy_pinyin(plain)[0]})" * 2)
    return "".join(written)


def every(text: str, chance: random.Random) -> str:
    tagged = chance.random() < 0.5
    left, right = chance.choice(_BRACKETS)[0], chance.choice(_BRACKETS)[-1]
    written = []
    for character in text:
        if not _HAN.match(character):
            written.append(character)
            continue
        reading = lazy_pinyin(character, style=Style.TONE)[0]
        if tagged:
            written.append(f"<ruby>{character}<rp>(</rp><rt>{reading}</rt><rp>)</rp></ruby>")
        else:
            written.append(f"{character}{left}{reading}{right}")
    return "".join(written)


def traditional(text: str, chance: random.Random) -> str:
    return _naive(text)


def characters(text: str, chance: random.Random) -> str:
    wide = {point: point + 0xFEE0 for point in (*range(48, 58), *range(65, 91), *range(97, 123))}
    entities = {"“": "ldquo;", "”": "&rdquo", "—": "&#8212;", "·": "&amp;middot;", "…": "&#8230"}
    marks = ("\u200b", "\ufeff", "\u00ad", "\u2060", "<U+200B>")
    written = []
    for line in text.split("\n"):
        broken = []
        for character in line.translate(wide) if chance.random() < 0.7 else line:
            character = (
                entities[character]
                if character in entities and chance.random() < 0.5
                else character
            )
            broken.append(character + (chance.choice(marks) if chance.random() < 0.02 else ""))
        indent = chance.choice(
            ("\u00a0\u00a0", "<U+00A0>" * 4, "&nbsp;&nbsp;", "nbsp;", "\u3000\u3000")
        )
        written.append(indent + "".join(broken) + chance.choice(("", "\r", "<U+00A0>")))
    return "\n".join(written)


def layout(text: str, chance: random.Random) -> str:
    words = [word for word in ("计量", "发展", "质量", "科技创新", "标准") if word in text]
    lines = []
    for line in text.split("\n"):
        if 6 <= len(line) <= 24 and _HAN.sub("", line) == "":
            lines.append(" ".join(line))
        elif len(line) >= 60 and words:
            word = chance.choice(words)
            lines.append(re.sub(f"(?<=[\u4e00-\u9fff])({word})(?=[，。、；,;])", r"\n\1\n", line))
        else:
            lines.append(line)
    once = "\n\n".join(lines)
    return "\n\n".join([once] * chance.randint(1, 6))


STYLES: dict[str, Noise] = {
    style.__name__: style
    for style in (annotated, subset, sparse, doubled, every, traditional, characters, layout)
}

#: Lines that look like noise and are not; each stays as it is in every style.
TRAPS = (
    "采用质量管理(PDCA)循环和客户关系(CRM)系统,一氧化碳(CO)浓度以百万分之一(ppm)计,每次六十分钟(min)。",
    "国际单位制(SI)规定质量(kg)、长度(m)和压力帕(Pa)的定义,零部件(元器件)应当符合要求。",
    "这部专著的著者是著名学者,成效显著,论著等身,以严谨著称。",
    "标志着计量工作迈入新阶段,随着名单公布,各单位沿着作业线开展检定。",
    "乾隆年间的度量衡制度与瞭望塔的故事由於先生讲述,後藤先生也参加了会议。",
    "会议由自治区主席 韦 韬主持,代表们就《计量法》第3条第(二)项进行了讨论。",
    "设备的工作频率为18 MHz,符合GB/T 7714—2015的要求,误差a < b且c > d。",
    "如<表1>与<附件二>所示,P&L与R&D的投入增长8.5%,约合3.2亿元(含税)。",
)


def with_traps(style: Noise, text: str, chance: random.Random) -> str:
    """Return `text` in a style of noise, with the trap lines between its paragraphs, unharmed.

    The style `layout` works on lines and leaves the traps alone by itself: its copies of the
    body hold them, too.
    """
    if style is layout:
        return style(_between(text, "\n"), chance)
    return _between(style(text, chance), "\n")


def _between(text: str, mark: str) -> str:
    paragraphs = text.split(mark)
    step = max(1, len(paragraphs) // (len(TRAPS) + 1))
    for number, trap in enumerate(TRAPS, 1):
        paragraphs.insert(min(len(paragraphs), number * step + number - 1), trap)
    return mark.join(paragraphs)
