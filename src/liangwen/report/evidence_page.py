"""The last part of the HTML report: the lines that each number counts, and the texts they stand in.

All of it is plain HTML with anchors, so that it works without a script; the places of the lines
are handed to the script besides, which shows all lines of a number in a panel.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from liangwen.concordance import context_of
from liangwen.findings.wording import pick, place_name, whole
from liangwen.leads import Lead
from liangwen.periods import is_period, period_label
from liangwen.report.article_page import Limits, TextPage
from liangwen.report.reading import Place, Reading
from liangwen.report.text import plain

#: So many lines at most stand in the page as text, shared out among the leads; a script shows all.
STATIC_LINES = 6000
#: What one line weighs in bytes, about.
LINE_BYTES = 230
#: Characters of context on each side of a hit.
WIDTH = 24
#: What one lead with a single line weighs.
BLOCK_BYTES = 310

_WORDS = {
    "en": {
        "theme": "Themes", "term": "Words",
        "place": "Places", "all": "All texts", "rest": "{n} more stand in the texts below.",
        "said": "Each line is one hit and leads to its place in the text.",
        "read": "Each text as it was counted, with the hits of the themes marked. What cleaning "
        "removed can be shown in its place, under the name of its rule.",
        "join": ": ", "count": " ({n})",
    },
    "zh": {
        "theme": "主题", "term": "词语", "place": "地名与战略",
        "all": "全部文本", "rest": "另有{n}行，见下方全文。",
        "said": "每行为一次命中，点击可至其在原文中的位置。",
        "read": "以下为计数所用的全文，主题命中已作标记；清洗所删文字可按规则名原位显示。",
        "join": "：", "count": "（{n}）",
    },
}


@dataclass
class EvidencePage:
    """The evidence of one report in one language.

    Attributes
    ----------
    numbers : dict
        The number of each lead that has lines; its element's id is ``e`` and this number.
    """

    reading: Reading
    language: str
    leads: Sequence[Lead]
    room: int = 10**9
    numbers: dict[Lead, int] = field(default_factory=dict)
    places: dict[Lead, list[Place]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        found = self.reading.places(self.leads)
        self.places = {lead: places for lead, places in found.items() if places}
        counted = [lead for lead in self.places if lead.kind != "quote"]
        order = {kind: place for place, kind in enumerate(("theme", "term", "place"))}
        themes = {name: place for place, name in enumerate(self.reading.themes)}
        regions = {name: place for place, name in enumerate(["", *self.reading.regions])}
        counted.sort(key=lambda lead: (
            order[lead.kind], themes.get(lead.key, 0), lead.key, regions.get(lead.region, 0)))
        self.numbers = {lead: number for number, lead in enumerate(counted)}
        self._words = _WORDS[self.language]
        self.texts = self._page(Limits.steps()[0])

    def _page(self, limits: Limits) -> TextPage:
        kept = {place for places in self.places.values() for place in places}
        return TextPage(self.reading, self.language, limits, kept)

    def fit(self, room: int) -> None:
        """Make lines and texts fit into a number of bytes, as far as every line has its place.

        Long removed stretches are shortened first, then paragraphs without a line are left out.
        """
        self.room = room
        lines = len(self.numbers) * BLOCK_BYTES
        for limits in Limits.steps()[1:]:
            if self.texts.size() + lines <= room:
                break
            self.texts = self._page(limits)

    def target(self, lead: Lead) -> str:
        """Address of what a lead counts within the page; "" where there is nothing."""
        if lead.kind == "article":
            number = self.reading.number.get(lead.key)
            return "" if number is None else f"#a{number}"
        if lead.kind == "quote":
            places = self.places.get(lead)
            return self.texts.anchor(places[0]) if places else ""
        return f"#e{self.numbers[lead]}" if lead in self.numbers else ""

    def label(self, lead: Lead) -> str:
        """What a lead counts, in words: "Hubei: dual carbon"."""
        what = lead.key
        if lead.kind == "theme":
            row = self.reading.themes.get(lead.key, {"theme": lead.key})
            what = plain(row.get(pick(self.language, "theme_en", "theme_zh"))) or lead.key
        where = self._words["all"]
        if is_period(lead.region):
            where = period_label(lead.region, self.language)
        elif lead.region:
            where = place_name({"region": lead.region,
                                "region_en": self.reading.regions.get(lead.region)}, self.language)
        return f"{plain(where)}{self._words['join']}{plain(what)}"

    def title(self, lead: Lead) -> str:
        """`label` with the number of lines; of an article its title."""
        if lead.kind == "article":
            number = self.reading.number.get(lead.key)
            return lead.key if number is None else self.texts.title(self.reading.texts[number])
        count = whole(len(self.places.get(lead, ())))
        return self.label(lead) + self._words["count"].format(n=count)

    def lines_html(self) -> str:
        """The lines of each lead, as many as there is room for."""
        words = self._words
        parts = [f"<p>{words['said']}</p>\n"]
        most = self._most()
        kind = ""
        for lead, number in self.numbers.items():
            if lead.kind != kind:
                kind = lead.kind
                parts.append(f'<h2 id="lines-{kind}">{words[kind]}</h2>\n')
            parts.append(self._block(lead, number, most))
        return f'<div id="evidence-lines">{"".join(parts)}</div>\n'

    def texts_html(self) -> str:
        """The articles."""
        return f'<div id="texts-all"><p>{self._words["read"]}</p>\n{self.texts.html()}</div>\n'

    def _most(self) -> int:
        """Lines a lead that the room allows; all of them where they are few."""
        total = sum(len(self.places[lead]) for lead in self.numbers)
        left = self.room - self.texts.size() - len(self.numbers) * BLOCK_BYTES
        allowed = min(max(0, left) // LINE_BYTES + len(self.numbers), STATIC_LINES)
        return total if total <= allowed else max(1, allowed // max(1, len(self.numbers)))

    def _block(self, lead: Lead, number: int, most: int) -> str:
        places = self.places[lead]
        lines = "\n".join(self._line(place) for place in places[:most])
        rest = len(places) - most
        more = f"<p>{self._words['rest'].format(n=whole(rest))}</p>" if rest > 0 else ""
        return (f'<section class="lines" id="e{number}"><h3>{escape(self.title(lead))}</h3>\n'
                f"<ol>\n{lines}\n</ol>{more}</section>\n")

    def _line(self, place: Place) -> str:
        text = self.reading.texts[place.article].text
        left, right = context_of(text, place.start, place.end, WIDTH)
        hit = text[place.start : place.end]
        return (f'<li><a href="{self.texts.anchor(place)}"><bdi>{escape(plain(left))}'
                f"<b>{escape(plain(hit))}</b>{escape(plain(right))}</bdi></a></li>")

    def rows(self) -> dict[int, list[int]]:
        """Article, distance and length of each place, so that the script can show every line."""
        rows: dict[int, list[int]] = {}
        for lead, number in self.numbers.items():
            row = rows.setdefault(number, [])
            article, before = -1, 0
            for place in self.places[lead]:
                if place.article != article:
                    # A negative number begins an article.
                    row.append(-1 - place.article)
                    article, before = place.article, 0
                row += [place.start - before, place.end - place.start]
                before = place.start
        return rows
