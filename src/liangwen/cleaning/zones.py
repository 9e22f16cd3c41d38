"""Lines that are what they are because of the lines before them.

A list of links stands behind 相关链接, a box of comments behind 网友评论, a name behind a label
that ends its line. :mod:`.line_kinds` cannot see that from one line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from .bylines import read_byline
from .line_kinds import ABOUT, NOISE, kinds_of
from .lines import uncommon
from .occasions import delivery_goes_on
from .structures import CLOCK, mark_clocks, mark_list, mark_paper, mark_table

#: Behind a marker such as 相关链接 only a real paragraph is article again.
_REAL_PARAGRAPH = 100
#: So much prose means that an article has begun; before it, any sentence may be its first.
_BEGUN = 60
_SENTENCE = 30
_BARE_TITLES, _LATER = 2, 6
_ENDS = re.compile(r"[。！？”…；](?:[(（](?:完|记者[^()（）]{0,20})[)）])?$")
#: A box of comments shows itself by more than one line within so many.
_LEAST_BEFORE, _MOST_TIMES_LONGER = 40, 20
_COMMENT_REACH, _COMMENT_SIGNS = 10, 2
_PLAIN = frozenset(
    {"prose", "clause", "short", "heading", "salutation", "teaser", "enactment", "row"}
)
_SENTENCE_ENDS = "。；"
_VALUES = frozenset({"short", "date_line", "clause"})

_LABEL_ONLY = re.compile(
    r"[【\[(（]?(?:(?:(?:发布|发表|更新|公布|成文|发文)?(?:日期|时间)|(?:文章|稿件|信息|"
    r"新闻)?来源)\s*[:：]\s*)+|"
    r"(?:作者|责任编辑|编辑)\s*[:：]"
)


_YEAR, _DAY = re.compile(r"20\d\d年?"), re.compile(r"\d{1,2}[-/.月]\d{1,2}日?")
_PAUSE = re.compile(r"[，。；、,]")
_GIVES_REPORT = re.compile(r"[^，。]{2,20}作(?:了)?(?:政府)?工作报告。?")


def kinds_in_place(texts: list[str], hints: Sequence[str | None]) -> list[str]:
    """Return the kind of each line, seen with the lines before it."""
    kinds = kinds_of(texts)
    put_in_place(texts, kinds, hints)
    return kinds


def put_in_place(texts: list[str], kinds: list[str], hints: Sequence[str | None]) -> None:
    """Correct the kinds of lines that were judged by themselves."""
    # Nothing that is told by its neighbours is a paragraph or an item by itself.
    odd = uncommon(kinds)
    _join_labels(texts, kinds, odd)
    _join_delivery(texts, kinds, odd)
    _join_days(texts, kinds, odd)
    _mark_reporter(texts, kinds, odd)
    mark_clocks(texts, kinds, odd)
    mark_table(texts, kinds, odd)
    mark_list(texts, kinds, odd)
    mark_paper(texts, kinds, hints, odd)
    _settle_teasers(texts, kinds, odd)
    present = {kinds[i] for i in odd}
    if "related_links" in present:
        _mark_related(texts, kinds, hints)
    if "comments" in present:
        _mark_comments(texts, kinds)


def _join_labels(texts: list[str], kinds: list[str], odd: list[int]) -> None:
    """来源： on one line and the name on the next."""
    for i in odd:
        text = texts[i]
        if text[-1:] in _SENTENCE_ENDS or not _LABEL_ONLY.fullmatch(text):
            continue
        source = "来源" in text
        kinds[i] = "source_line" if source else "credits" if "辑" in text else "date_line"
        if source and i + 1 < len(texts) and kinds[i + 1] in _VALUES:
            kinds[i + 1] = "source_line" if kinds[i + 1] != "date_line" else "date_line"


def _join_delivery(texts: list[str], kinds: list[str], odd: list[int]) -> None:
    for i in odd:
        last = i + 1 == len(texts)
        if (
            kinds[i] in {"short", "clause"}
            and not last
            and delivery_goes_on(texts[i], texts[i + 1])
        ):
            kinds[i] = kinds[i + 1] = "delivery"


def _join_days(texts: list[str], kinds: list[str], odd: list[int]) -> None:
    """A day that a page sets on three lines: 2019, 09/07, 19:02."""
    for i in odd:
        if texts[i][:2] != "20" or i + 1 == len(texts):
            continue
        if _YEAR.fullmatch(texts[i]) and _DAY.fullmatch(texts[i + 1]):
            kinds[i] = kinds[i + 1] = "date_line"
            if i + 2 < len(texts) and CLOCK.fullmatch(texts[i + 2]):
                kinds[i + 2] = "date_line"


def _mark_reporter(texts: list[str], kinds: list[str], odd: list[int]) -> None:
    """某某作政府工作报告, right above the address to the audience, stands below a picture."""
    for i in odd:
        if kinds[i] == "salutation" and i > 0 and _GIVES_REPORT.fullmatch(texts[i - 1]):
            kinds[i - 1] = "caption"


def _settle_teasers(texts: list[str], kinds: list[str], odd: list[int]) -> None:
    """A sentence that trails off in …… is no teaser if nothing on the page goes on from there."""
    for i in odd:
        text = texts[i]
        trails_off = kinds[i] == "teaser" and text.endswith("…") and _PAUSE.search(text)
        if trails_off and _is_alone(texts, i):
            kinds[i] = "prose" if len(text) >= 30 else "clause"


def _is_alone(texts: list[str], i: int) -> bool:
    return not any(text.startswith(texts[i][:12]) for j, text in enumerate(texts) if j != i)


def _mark_related(texts: list[str], kinds: list[str], hints: Sequence[str | None]) -> None:
    behind, links, prose, titles = False, False, 0, 0
    times = Counter(text for text in texts if len(text) >= _REAL_PARAGRAPH)
    for i, text in enumerate(texts):
        if kinds[i] == "related_links":
            behind, links, titles = True, links if behind else False, 0
        elif behind and kinds[i] == "credits":
            behind = False
        elif behind and kinds[i] in _PLAIN:
            least = _REAL_PARAGRAPH if prose >= _BEGUN and not _goes_on(texts, kinds, i) else 16
            # Behind links the page's own structure tells where the article goes on.
            # Two titles in a row are a list without teasers: a sentence is none of it.
            bare = titles >= _BARE_TITLES and _goes_on_later(texts, kinds, i)
            least = _SENTENCE if links or bare else least
            real = kinds[i] == "prose" and len(text) >= least and _ENDS.search(text)
            if real and hints[i] != "link" and times[text] < 2:
                behind = False
            elif read_byline(text) is None and not (prose < _BEGUN and _heads_a_date(kinds, i)):
                titles = -99 if kinds[i] == "prose" else titles + 1
                kinds[i], links = "related_links", links or hints[i] in {"link", "outside"}
        if kinds[i] == "prose":
            prose += len(text)


def _heads_a_date(kinds: list[str], i: int) -> bool:
    """Before the article has begun, a line right above a day is its title and no link."""
    return i + 1 < len(kinds) and kinds[i + 1] in {"date_line", "source_line"}


def _goes_on(texts: list[str], kinds: list[str], i: int) -> bool:
    """Two paragraphs one below the other: a list of teasers has its headlines between."""
    return (
        i + 1 < len(texts)
        and kinds[i] == kinds[i + 1] == "prose"
        and all(len(t) >= _SENTENCE and _ENDS.search(t) for t in texts[i : i + 2])
    )


def _goes_on_later(texts: list[str], kinds: list[str], i: int) -> bool:
    near = range(i + 1, min(i + 1 + _LATER, len(texts)))
    return any(kinds[j] == "prose" and len(texts[j]) >= _SENTENCE for j in near)


def _mark_comments(texts: list[str], kinds: list[str]) -> None:
    """From the head of a box of comments on nothing is article, if an article came before."""
    prose, inside = 0, False
    behind = list(
        accumulate(len(t) if k == "prose" else 0 for t, k in zip(texts, kinds, strict=True))
    )
    for i, text in enumerate(texts):
        if inside and kinds[i] in _PLAIN | ABOUT:
            kinds[i] = "comments"
        elif not inside and kinds[i] == "prose":
            prose += len(text)
        elif not inside and kinds[i] == "comments":
            # Comments may be longer than a short article, but not so many times longer.
            enough = prose >= max(_LEAST_BEFORE, (behind[-1] - behind[i]) / _MOST_TIMES_LONGER)
            inside = enough and _opens_a_box(kinds, i)


def _opens_a_box(kinds: list[str], i: int) -> bool:
    near = kinds[i + 1 : i + 1 + _COMMENT_REACH]
    return near.count("comments") >= _COMMENT_SIGNS or (
        len(near) > 3 and sum(kind in NOISE for kind in near) > len(near) / 2
    )
