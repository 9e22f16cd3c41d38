"""Articles as they are read in the HTML report: hits marked, removed text in place on demand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import NamedTuple

from liangwen.cleaning.rule_names import rule_words
from liangwen.findings.wording import KINDS_ZH, SCOPES_ZH, pick, place_name, whole
from liangwen.inspect import is_unseen
from liangwen.report.reading import Mark, Place, Reading, Text
from liangwen.report.text import plain

_WORDS = {
    "en": {
        "untitled": "(without a title)", "raw": "Show what cleaning removed ({n} characters)",
        "none": "Cleaning removed nothing from this text.", "themes": "Themes marked:",
        "skipped": "[{n} characters without a hit are left out here]",
        "cut": "[{n} characters more]", "region": "Region", "seed": "Seed", "date": "Date",
        "kind": "Kind", "scope": "Scope", "source": "Source", "author": "Author",
        "author_office": "Office", "issuer": "Issuer", "document_number": "Number",
        "national_document": "National document", "url": "Address", "top": "Back to the contents",
        "unshown": "The removed text of so many articles would make this page too heavy: "
        "liangwen inspect shows it.",
    },
    "zh": {
        "untitled": "（无标题）", "raw": "显示清洗所删文字（{n}个字符）",
        "none": "本文未删去任何文字。", "themes": "所标主题：",
        "skipped": "〔此处略去{n}个未命中的字符〕", "cut": "〔另有{n}个字符〕", "region": "地区",
        "seed": "种子文件", "date": "日期", "kind": "种类", "scope": "范围", "source": "来源",
        "author": "作者", "author_office": "职务", "issuer": "发文机关", "document_number": "文号",
        "national_document": "相关国家文件", "url": "网址", "top": "返回目录",
        "unshown": "文章较多，所删文字未收入本页，可用 liangwen inspect 查看。",
    },
}


class Limits(NamedTuple):
    """How much of the texts a page holds."""

    removed: int  # characters of one removed stretch; 0 shows none
    whole: bool  # whether paragraphs without a hit are there

    @classmethod
    def steps(cls) -> list[Limits]:
        """From everything to the least that all lines need."""
        return [cls(4000, True), cls(300, True), cls(80, True), cls(80, False), cls(0, False)]


@dataclass
class TextPage:
    """The reading views of all articles in one language."""

    reading: Reading
    language: str
    limits: Limits
    kept: set[Place]

    def __post_init__(self) -> None:
        self._words = _WORDS[self.language]
        self._theme = {name: number for number, name in enumerate(self.reading.themes)}
        first, self._first = 0, []
        for text in self.reading.texts:
            self._first.append(first)
            first += len(text.marks)
        rules = {edit.rule for text in self.reading.texts for edit in text.edits}
        self._rule = {rule: number for number, rule in enumerate(sorted(rules))}
        self._hit = {(text.number, mark.start, mark.end): self._first[text.number] + place
                     for text in self.reading.texts for place, mark in enumerate(text.marks)}
        self._needed: dict[int, set[int]] = {}
        for place in self.kept:
            self._needed.setdefault(place.article, set()).add(self._paragraph(place))
        self._html = "\n".join(self._article(text) for text in self.reading.texts)

    def html(self) -> str:
        """All articles."""
        return self._html

    def size(self) -> int:
        """Bytes of the articles in UTF-8."""
        return len(self._html.encode())

    def _paragraph(self, place: Place) -> int:
        starts = [start for start, _ in self.reading.texts[place.article].paragraphs]
        return bisect_right(starts, place.start) - 1

    def anchor(self, place: Place) -> str:
        """Address of a place: its mark where a theme's hit is just there, else its paragraph."""
        hit = self._hit.get((place.article, place.start, place.end))
        if hit is not None:
            return f"#h{hit}"
        return f"#a{place.article}p{self._paragraph(place)}"

    def style(self) -> str:
        """Names of rules and numbers of themes, as the style sheet writes them beside a stretch."""
        rules = "".join(
            f".q{number}::before{{content:{_css(rule_words(rule, self.language))}}}\n"
            for rule, number in self._rule.items())
        marks = "".join(f'mark.t{number}::after{{content:"{number + 1}"}}\n'
                        for number in self._theme.values())
        return rules + marks

    def _article(self, text: Text) -> str:
        words = self._words
        title = self.title(text)
        body = "".join(self._paragraphs(text))
        return (
            f'<article class="text" id="a{text.number}" tabindex="-1">\n'
            f'<h2 lang="zh-CN"><bdi>{escape(title)}</bdi></h2>\n{self._facts(text)}\n'
            f"{self._legend(text)}\n{self._switch(text)}\n"
            f'<div class="body" lang="zh-CN">{body}</div>\n'
            f'<p class="top"><a href="#contents">{words["top"]}</a></p></article>')

    def title(self, text: Text) -> str:
        """An article's title; its region stands before the words for having none."""
        title = plain(text.facts.get("title"))
        if title:
            return title
        region = text.facts.get("region")
        where = plain(place_name(text.facts, self.language)) if isinstance(region, str) else ""
        return " ".join(part for part in (where, self._words["untitled"]) if part)

    def _facts(self, text: Text) -> str:
        known = self.reading.facts(text)
        if self.language == "zh":
            known |= {"kind": KINDS_ZH.get(known.get("kind", ""), known.get("kind", "")),
                      "scope": SCOPES_ZH.get(known.get("scope", ""), known.get("scope", ""))}
        region = text.facts.get("region")
        named = place_name(text.facts, self.language) if isinstance(region, str) else ""
        rows = {"region": plain(named), **known, "seed": plain(text.facts.get("seed"))}
        cells = "".join(
            f"<div><dt>{self._words[name]}</dt><dd><bdi>{escape(value)}</bdi></dd></div>"
            for name, value in rows.items() if value)
        return f'<dl class="facts">{cells}</dl>'

    def _legend(self, text: Text) -> str:
        counts: dict[str, int] = {}
        for mark in text.marks:
            counts[mark.theme] = counts.get(mark.theme, 0) + 1
        if not counts:
            return ""
        items = "".join(
            f'<li><mark class="t{number} c{number % 8}">{escape(self._name(theme))}</mark> '
            f"{whole(counts[theme])}</li>"
            for theme, number in self._theme.items() if theme in counts)
        return f'<div class="legend"><p>{self._words["themes"]}</p><ul>{items}</ul></div>'

    def _name(self, theme: str) -> str:
        row = self.reading.themes[theme]
        return plain(row[pick(self.language, "theme_en", "theme_zh")]) or theme

    def _switch(self, text: Text) -> str:
        removed = sum(len(edit.removed) for edit in text.edits)
        if not removed:
            return f'<p class="note">{self._words["none"]}</p>'
        if not self.limits.removed:
            return f'<p class="note">{self._words["unshown"]}</p>'
        label = self._words["raw"].format(n=whole(removed))
        return (f'<p class="switch"><label><input type="checkbox" class="raw"> {label}</label></p>')

    def _paragraphs(self, text: Text) -> Iterator[str]:
        needed = self._needed.get(text.number, set())
        skipped = 0
        edits = text.edits if self.limits.removed else ()
        at = 0
        for number, (start, end) in enumerate(text.paragraphs):
            first = at
            # What was removed at a line end belongs to the paragraph that ends there.
            last = number == len(text.paragraphs) - 1
            while at < len(edits) and (edits[at].text_start <= end or last):
                at += 1
            if not self.limits.whole and number not in needed:
                skipped += end - start
                continue
            if skipped:
                yield self._skipped(skipped)
                skipped = 0
            inner = self._inner(text, start, end, slice(first, at))
            if inner:
                yield f'<p id="a{text.number}p{number}" data-s="{start}">{inner}</p>\n'
        if skipped:
            yield self._skipped(skipped)

    def _skipped(self, characters: int) -> str:
        return f'<p class="note">{self._words["skipped"].format(n=whole(characters))}</p>\n'

    def _inner(self, text: Text, start: int, end: int, own: slice) -> str:
        """A paragraph: its text cut at marks, with what was removed between."""
        cuts: list[tuple[int, int, str]] = []
        seen: set[str] = set()
        if self.limits.removed:
            for edit in text.edits[own]:
                if edit.removed:
                    cuts.append((min(edit.text_start, end), 1, self._removed(
                        edit.rule, edit.removed, named=edit.rule not in seen)))
                    seen.add(edit.rule)
        first = self._first[text.number]
        low = bisect_right(text.marks, Mark(start, -1, ""))
        for place in range(low, len(text.marks)):
            mark = text.marks[place]
            if mark.start >= end:
                break
            number = self._theme[mark.theme]
            cuts.append((mark.start, 2, f'<mark id="h{first + place}" tabindex="-1" '
                                        f'class="t{number} c{number % 8}">'))
            cuts.append((min(mark.end, end), 0, "</mark>"))
        parts, at = [], start
        for where, _, html in sorted(cuts, key=lambda cut: cut[:2]):
            parts += [shown(text.text[at:where]), html]
            at = max(at, where)
        return "".join([*parts, shown(text.text[at:end])])

    def _removed(self, rule: str, removed: str, *, named: bool) -> str:
        most, block = self.limits.removed, "\n" in removed.strip("\n")
        inner = shown(removed)
        if len(removed) > most:
            half = most // 2
            cut = self._words["cut"].format(n=whole(len(removed) - 2 * half))
            inner = f"{shown(removed[:half])}<i>{cut}</i>{shown(removed[-half:])}"
        classes = f"q{self._rule[rule]}" if named else ""
        classes += " block" if block else ""
        mark = f' class="{classes.strip()}"' if classes.strip() else ""
        return f"<del{mark}>{inner}</del>"


def _css(text: str) -> str:
    """A string of a style sheet."""
    return '"' + "".join(c if c.isalnum() or c == " " else f"\\{ord(c):x} " for c in text) + '"'


@lru_cache(maxsize=4096)
def _is_plain(text: str) -> bool:
    return not any(is_unseen(sign) for sign in set(text))


def shown(text: str) -> str:
    """Escape text for the page; a sign that leaves no trace is named instead of obeyed.

    Examples
    --------
    >>> shown("a<b\\u202e")
    'a&lt;b<span class="unseen">U+202E</span>'
    """
    if _is_plain(text):
        return escape(text, quote=False)
    return "".join(f'<span class="unseen">U+{ord(sign):04X}</span>' if is_unseen(sign)
                   else escape(sign, quote=False) for sign in text)
