"""What a single line of a web article's dump is, judged by itself.

Each kind has a named test; the kind's name is the name of the rule under which such a line
leaves the text. Kinds say what a line looks like; :mod:`.anatomy` decides, from the lines
around it, whether it stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from .article_lines import date_in, source_in
from .line_census import BITS, Census, census_of
from .line_forms import HEADING, KIND_OF_FORM, LONGEST, PARAGRAPH, SHORTEST_SENTENCE, UNTOLD
from .line_tests import ANY, is_prose, kind_by
from .word_lists import has_site_word

__all__ = [
    "ABOUT", "NOISE", "date_in", "is_prose", "kind_by_tests", "kind_of", "kinds_by", "kinds_of",
    "source_in",
]  # fmt: skip

#: Kinds that are no part of an article wherever they stand.
NOISE = frozenset(
    {"navigation", "related_links", "disclaimer", "credits", "contact", "teaser", "visits",
     "promotion", "comments", "tags", "caption"}
)  # fmt: skip
#: Kinds that say something about the article: metadata reads them, the text does not hold them.
ABOUT = frozenset({"date_line", "source_line", "byline", "delivery"})

_HEADING = re.compile(
    r"(?:#{1,6}\s|第?[一二三四五六七八九十百]+[、.．]|[(（][一二三四五六七八九十百\d]+[)）]|"
    r"第[一二三四五六七八九十百\d]+[章节条编部]|"
    r"\d{1,2}[、.．](?!\d)|[①-⑳])"
)
#: A heading that nothing else can be: 第三章 计量检定, （二）总体要求.
_CHAPTER = re.compile(
    r"(?:#{1,6}\s+)?(?:第[一二三四五六七八九十百\d]+[章节条编部]|[一二三四五六七八九十]{1,3}、|"
    r"[(（][一二三四五六七八九十]{1,3}[)）])"
    r"[\s\u3400-\u9fff、“”]{0,24}"
)
_SENTENCE_END = re.compile(r"[。！？；!?;]")
#: Part of a sentence on a line of its own, as in verses and in posts: ends or pauses in it.
_CLAUSE = re.compile(r"[\u3400-\u9fff“”‘’\"].*[，。！？；、,!?;~～…][”’\"』」)）]*$")
#: A numbered line in words and the commonest marks: what speaks to a visitor has figures,
#: letters, colons or other marks, bears one of the site's words, or begins otherwise. The
#: characters left out are the tests' own words that are too short for that list: 扫, 地址：,
#: 今天星期一, 好看, 阅读全文, 办公区：, and a sentence that trails off in full stops.
_ITEM = re.compile(
    r"(?:#{1,6} )?(?:第[一二三四五六七八九十百\d]+[章节条编部]|"
    r"[(（][一二三四五六七八九十百]+[)）]|[一二三四五六七八九十百]+、)(?!.*[扫址今看阅])"
    r"[\u3400-\u9fff \u3000，、；。（）“”《》]*(?:(?<![区码])：)?(?<!。。。)"
)


def kind_of(line: str) -> str:
    """Name what a line looks like.

    Returns
    -------
    str
        One of NOISE, one of ABOUT, or "prose" (at least one whole sentence), "clause" (a part
        of one), "heading" (numbered), "enactment" (a law's passing), "row" (of a table),
        "attachment", "salutation" (各位代表：) or "short" (nothing to tell it by).

    Notes
    -----
    A sentence or a numbered item without any word that a site is told by is no line of a site.

    Examples
    --------
    >>> [kind_of(line) for line in ("首页 > 新闻", "来源：河北日报", "一、总体要求")]
    ['navigation', 'source_line', 'heading']
    """
    line = line.strip()
    if len(line) <= LONGEST and not has_site_word(line):
        if len(line) >= SHORTEST_SENTENCE and line[-1] in "。；":
            return "heading" if _HEADING.match(line) else "prose"
        if _ITEM.fullmatch(line):
            return "heading"
    return kind_by_tests(line)


def kinds_of(lines: Sequence[str]) -> list[str]:
    """Name what each of the lines looks like, as :func:`kind_of` does.

    Examples
    --------
    >>> kinds_of(["首页 > 新闻", "第一条 为了加强计量监督管理，制定本法。"])
    ['navigation', 'heading']
    """
    census = census_of("\n".join(lines))
    if len(census.forms) != len(lines):  # a line that holds a line end is one nevertheless
        return list(map(kind_of, lines))
    return kinds_by(census, lines)


def kinds_by(census: Census, lines: Sequence[str]) -> list[str]:
    """Name the lines' kinds, given what one look at all of them told."""
    forms = census.forms
    kinds = [KIND_OF_FORM[form] for form in forms.tolist()]
    for i in np.flatnonzero(census.asked).tolist():
        kinds[i] = _asked(lines[i], int(census.asked[i]), int(census.holds[i]), int(forms[i]))
    for i in np.flatnonzero(forms == UNTOLD).tolist():
        kinds[i] = kind_of(lines[i])
    return kinds


def _asked(line: str, asked: int, holds: int, form: int) -> str:
    """The kind of a line that may pass some tests: that of the first, else that of its form."""
    # What is a heading or an item for sure has the form of one.
    if form in {HEADING, PARAGRAPH} and (
        _CHAPTER.fullmatch(line) or (not holds & BITS["site"] and _ITEM.fullmatch(line))
    ):
        return "heading"
    return kind_by(asked, line) or KIND_OF_FORM[form]


def kind_by_tests(text: str) -> str:
    """Name what a stripped line looks like by all tests, one after another."""
    if len(text) > LONGEST:
        return "prose" if _SENTENCE_END.search(text) else "short"
    if _CHAPTER.fullmatch(text):
        return "heading"
    return kind_by(ANY, text) or _by_form(text)


def _by_form(text: str) -> str:
    """What a line is that passes no test; :func:`.line_forms.form_of` says the same."""
    if _HEADING.match(text):
        return "heading"
    if is_prose(text):
        return "prose"
    if text.endswith(("：", ":")) and len(text) <= 20:
        return "salutation"
    return "clause" if _is_clause(text) else "short"


def _is_clause(text: str) -> bool:
    return len(text) >= 4 and not text.endswith("、") and bool(_CLAUSE.match(text))
