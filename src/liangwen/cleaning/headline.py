"""Which line is the article's title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from .bylines import read_byline
from .lines import Lines

#: So far above the body a title is looked for.
_HEAD_LINES = 30
#: Below the title stand day and source, within so many lines.
_META_REACH = 6
#: So much of the body is read for the title's words.
_BODY_READ = 3000

_TITLE_WORDS = re.compile(
    r"报告|意见|规划|方案|通知|条例|办法|决定|公告|解读|答记者问|讲话|致辞|会议|工作|活动|发展|"
    r"计量|建设"
)
_FORMER = re.compile(
    r"[(（【\[]?(?:本文)?原标?题(?:目|为)?\s*[:：]?\s*[《“\"]?(?P<title>.+?)[》”\"]?[)）】\]]?"
)
#: What a page's <title> has behind the article's: _栏目_某某网, or - 某某网. Beyond its first four
#: characters the article's own ends where blanks and dashes begin, so that none are tried twice.
_SITE_TAIL = re.compile(
    r"(?P<title>.{4}(?:.*?(?:[^\s\-–—|｜]|[-–—|｜](?=\s)))??)\s*+[-–—|｜]++\s*+"
    r"[^-–—|｜]{0,16}?(?:网|网站|频道|新闻|社|报|门户|中心|政府|"
    r"在线|首页|平台|"
    r"论坛|博客|客户端|\.com|\.cn|委员会|局|厅|部|委|大学|公司|协会|学会)"
)
#: 新华社北京3月16日电: what news begin with, no title.
_DATELINE = re.compile(r"\S{2,12}\d{1,2}月\d{1,2}日(?:电|讯)")
_WORDS = re.compile(r"\w+")
_PLAIN = frozenset(
    {"short", "salutation", "clause", "prose", "teaser", "heading", "delivery", "navigation"}
)
_META = {"date_line": 3.0, "source_line": 3.0, "delivery": 2.0}


def find_title(
    lines: Lines, kinds: list[str], start: int, end: int, doubtful: Sequence[int]
) -> int | None:
    """Index of the line that is the title: the likeliest of the plain lines above the body.

    Parameters
    ----------
    lines : Lines
        Hints: "page_title" is the page's own <title>, "title" a line in the heading of the first
        rank.
    kinds : list of str
    start, end : int
        The run of lines that is the body; the title may also be its first lines.
    doubtful : sequence of int
        The lines that may be something else than paragraphs and items.
    """
    texts, hints = lines.texts, lines.hints
    first = max(0, start - _HEAD_LINES)
    named = [i for i in lines.hinted if hints[i] in {"title", "page_title"}]
    candidates = [
        i
        for i in sorted({*range(first, start + 2), *(i for i in named if i <= end)})
        if i < len(texts)
        and _may_be_title(texts[i], kinds[i], i < start or _before_meta(kinds, i), hints[i])
    ]
    if not candidates:
        return None
    weigh = _Weigher(lines, kinds, start, end, doubtful)
    best = max(candidates, key=lambda i: (weigh.least(i), i))
    # A title that wins whatever words the body has of it and of the others needs no look there.
    sure = weigh.least(best)
    if sure <= 0 or any(weigh.most(i) >= sure for i in candidates if i != best):
        best = max(candidates, key=lambda i: (weigh(i), i))
        if weigh(best) <= 0:
            return None
    # A table or a menu above the article may bear the title, too: the last one is its own.
    best = max(i for i in candidates if texts[i] == texts[best])
    return _fuller(texts, hints, [i for i in candidates if i < best], best)


def _fuller(texts: list[str], hints: Sequence[str | None], above: list[int], best: int) -> int:
    """The page's heading, where the text begins with a shorter form of it."""
    for i in above:
        plain = hints[i] not in {"page_title", "link", "hidden"} and len(texts[i]) <= 60
        before = texts[i].removesuffix(texts[best])
        if plain and before != texts[i] and re.fullmatch(r"\w+", before):
            return i
    return best


def without_site_name(title: str) -> str:
    """A page's <title> without the names of column and site behind it.

    Examples
    --------
    >>> without_site_name("计量惠企见实效_新闻中心_某某网")
    '计量惠企见实效'
    """
    bare = title.split("_")[0].strip()
    while found := _SITE_TAIL.fullmatch(bare):
        bare = found["title"].strip()
    return bare if len(bare) >= 4 else title.strip()


def _may_be_title(text: str, kind: str, above: bool, hint: str | None) -> bool:
    if (kind not in _PLAIN and not hint) or hint == "hidden":
        return False
    if hint in {"title", "page_title"} or text.startswith("# "):
        return len(text) >= 3
    return (
        above
        and kind in {"short", "salutation", "clause", "prose", "teaser"}
        and 4 <= len(text) <= 100
        and not text.endswith(("。", "；", "：", ":", ",", "，"))
        and read_byline(text) is None
        and not _DATELINE.fullmatch(text)
        and len(re.findall(r"[\u3400-\u9fffA-Za-z]", text)) >= 4
    )


def _before_meta(kinds: list[str], i: int) -> bool:
    """A line of the body's own beginning is the title if day or source stand right below it."""
    return any(kind in {"date_line", "source_line", "delivery"} for kind in kinds[i + 1 : i + 3])


def _bare(text: str) -> str:
    return "".join(_WORDS.findall(text))


def _share(text: str, known: str) -> float:
    """Share of the pairs of neighbours in `text` that stand in `known`, which is bare.

    They are looked up one by one: a title has few, and a body would have thousands to collect.
    """
    pairs = set(map("".join, pairwise(_bare(text))))
    return sum(pair in known for pair in pairs) / len(pairs) if pairs else 0.0


class _Weigher:
    """What speaks for a line as the title, in points."""

    def __init__(
        self, lines: Lines, kinds: list[str], start: int, end: int, doubtful: Sequence[int]
    ) -> None:
        texts, hints = lines.texts, lines.hints
        self.texts, self.kinds, self.start, self.end, self.hints = texts, kinds, start, end, hints
        self.former = [
            _bare(found["title"])
            for i in lines.census.holding("former")
            if len(texts[i]) <= 160 and (found := _FORMER.fullmatch(texts[i]))
        ]
        self.page = [
            _bare(without_site_name(texts[i])) for i in lines.hinted if hints[i] == "page_title"
        ]
        self.paths = [texts[i] for i in doubtful if kinds[i] == "navigation" and len(texts[i]) > 12]

    @cached_property
    def body(self) -> str:
        """The body's first words, without what stands between them."""
        return _bare("".join(self.texts[self.start : self.end])[:_BODY_READ])

    def __call__(self, i: int) -> float:
        return self._points(i, _share(self.texts[i], self.body))

    def least(self, i: int) -> float:
        """What speaks for a line if nothing of it stands in the body."""
        return self._points(i, 0.0)

    def most(self, i: int) -> float:
        """What speaks for a line if all of it stands in the body."""
        return self._points(i, 1.0)

    def _points(self, i: int, share: float) -> float:
        text, kinds = self.texts[i], self.kinds
        score = min(len(text), 30) / 10 - 0.1 * max(0, self.start - i)
        score += 1.0 * bool(_TITLE_WORDS.search(text))
        score += 4.0 * share - 1.5
        score += self._place(i)
        score += 3.0 * max((_share(text, title) for title in self.former), default=0.0)
        score += 5.0 * (max((_share(text, title) for title in self.page), default=0.0) > 0.8)
        score += 1.0 * (self.texts.count(text) > 1)
        score += 2.0 * (self.hints[i] == "title") - 1.5 * (self.hints[i] == "page_title")
        score -= 2.0 * (kinds[i] in {"prose", "delivery", "heading"} and text[0] != "#") + 1.0 * (
            " " in text and len(text) < 8
        )
        # Many short words are a menu; 首页 > 新闻 > 题名 is a path.
        score += 1.0 * (i > 0 and kinds[i - 1] == "navigation")
        score += 2.0 * any(t != text and t.endswith(text) for t in self.paths)
        score -= 1.0 * (len(re.findall("[，,]", text)) > 2)
        score += 6.0 * text.startswith("# ")
        words = text.split()
        score -= 2.0 * (len(words) > 4 and max(map(len, words)) < 8)
        score -= 2.0 * (self.hints[i] == "link")
        return score

    def _place(self, i: int) -> float:
        """Day and source stand below the title, with little between."""
        behind = self.kinds[i + 1 : min(i + 1 + _META_REACH, max(self.start, i + 3))]
        best = {kind: n for n, kind in reversed(list(enumerate(behind))) if kind in _META}
        return max((_META[kind] - 0.4 * n for kind, n in best.items()), default=0.0)
