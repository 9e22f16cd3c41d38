"""What a single line of a web article's dump is, judged by itself.

Each kind has a named test; the kind's name is the name of the rule under which such a line
leaves the text. Kinds say what a line looks like; :mod:`.anatomy` decides, from the lines
around it, whether it stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from .article_lines import (
    BARE_DATE,
    date_in,
    is_caption,
    is_credits,
    is_date_line,
    is_disclaimer,
    is_source_line,
    is_tags,
    source_in,
)
from .occasions import is_delivery
from .site_lines import (
    is_comment_head,
    is_comment_tool,
    is_contact,
    is_navigation,
    is_promotion,
    is_visits,
)
from .triggers import lines_with_trigger

__all__ = ["ABOUT", "NOISE", "date_in", "kind_by_tests", "kind_of", "kinds_of", "source_in"]

#: Kinds that are no part of an article wherever they stand.
NOISE = frozenset(
    {"navigation", "related_links", "disclaimer", "credits", "contact", "teaser", "visits",
     "promotion", "comments", "tags", "caption"}
)  # fmt: skip
#: Kinds that say something about the article: metadata reads them, the text does not hold them.
ABOUT = frozenset({"date_line", "source_line", "byline", "delivery"})

_RELATED = re.compile(
    r"[【\[◆■●▌|]?\s*(?:(?:与内文)?相关(?:的)?(?:链接|报道|新闻|阅读|文章|文档|推荐|稿件|资讯|"
    r"内容|信息|专题|附件|解读|话题)|"
    r"延伸\s*[·•]?\s*(?:阅读|推荐)|推荐(?:阅读|新闻|文章|视频|内容)|精彩视频推荐|阅读推荐|"
    r"热(?:门|点|评)(?:推荐|文章|新闻|阅读|话题|资讯|视频|标签|专题)?|热(?:新闻|话题)|内容推荐|"
    r"精彩推荐|精彩内容|编辑推荐|"
    r"为[您你]推荐|猜[您你]喜欢|[你您](?:可能|或许)(?:会)?(?:也|还)?(?:喜欢|感兴趣).{0,8}|"
    r"大家都爱看|大家都在看|"
    r"更多(?:新闻|推荐|精彩|资讯|相关|报道|内容).{0,8}|最新(?:文章|新闻|资讯|报道|消息)|栏目导航|"
    r"栏目推荐|点击排行|"
    r"(?:新闻|本周|本月|24小时|今日|阅读|热度|点击)?排行(?:榜)?|今日热点|头条新闻|图片新闻|"
    r"视频新闻|今日推荐|特别推荐|"
    r"此前报道|早前报道|新闻链接|新闻推荐|看过本文的人还看过.{0,8}|上一[篇条]|下一[篇条]|上篇|下篇)"
    r"[】\]]?(?:\s*[:：>＞].*|\s*[(（]?\d*[)）]?\s*)"
)
_CUT_SHORT = re.compile(r"(?:\.{2,}|…+|。{3,})$")
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
_ATTACHMENT = re.compile(
    r"附\s*件\s*(?:\d{1,2}|[一二三四五六七八九十])?\s*(?:[:：].{0,120}|)|.{2,80}\.(?:docx?|xlsx?|"
    r"pdf|wps|et|ofd|zip|rar|pptx?)",
    re.IGNORECASE,
)
#: A row of a table as Markdown writes it.
_ROW = re.compile(r"\|(?=.*[\w\u3400-\u9fff]).*\|?")
#: When a law was passed, made known, revised: part of the law, below its title.
_ENACTMENT = re.compile(
    r"[(（]?.{0,20}(?:19|20)\d\d年\d{1,2}月\d{1,2}日.{0,140}?(?:通过|批准|修订|修正|修改|施行|"
    r"实施|废止|"
    r"(?:令|公告|文|字)[^。]{0,12}第?[〔\[(（]?\d+[^。]{0,12}号?(?:公布|发布|印发)|公告(?:公布|"
    r"发布))[)）]?|"
    r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日\s*[\u4e00-\u9fff、，\s\d]{2,40}?(?:修正)?(?:发布|公布|"
    r"印发|制定|颁布)[)）]?|"
    r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日\s*(?:发布|公布|起?生效|起?施行|"
    r"[^\s。，]{2,24}令第[^。，]{1,8}号)[)）]?"
)
_SENTENCE_END = re.compile(r"[。！？；!?;]")
#: Part of a sentence on a line of its own, as in verses and in posts: ends or pauses in it.
_CLAUSE = re.compile(r"[\u3400-\u9fff“”‘’\"].*[，。！？；、,!?;~～…][”’\"』」)）]*$")


#: A longer line is told by its length alone, a shorter sentence may be the site's: 正在加载。
_LONGEST, _SHORTEST_SENTENCE = 400, 16
#: A numbered line in words and the commonest marks: what speaks to a visitor has figures,
#: letters, colons or other marks, bears a word of :mod:`.triggers`, or begins otherwise. The
#: characters left out are the tests' own words that are too short for that list: 扫, 地址：,
#: 今天星期一, 好看, 阅读全文, 办公区：, and a sentence that trails off in full stops.
_ITEM = re.compile(
    r"(?:#{1,6} )?(?:第[一二三四五六七八九十百\d]+[章节条编部]|"
    r"[(（][一二三四五六七八九十百]+[)）]|[一二三四五六七八九十百]+、)(?!.*[扫址今看阅])"
    r"[\u3400-\u9fff \u3000，、；。（）“”《》]*(?:(?<![区码])：)?(?<!。。。)"
)


def kind_of(line: str) -> str:
    """Name what a stripped line looks like.

    Returns
    -------
    str
        One of NOISE, one of ABOUT, or "prose" (at least one whole sentence), "clause" (a part
        of one), "heading" (numbered), "enactment" (a law's passing), "row" (of a table),
        "attachment", "salutation" (各位代表：) or "short" (nothing to tell it by).

    Examples
    --------
    >>> [kind_of(line) for line in ("首页 > 新闻", "来源：河北日报", "一、总体要求")]
    ['navigation', 'source_line', 'heading']
    """
    return kinds_of([line])[0]


def kinds_of(lines: Sequence[str]) -> list[str]:
    """Name what each of the lines looks like, as :func:`kind_of` does.

    Most lines of most articles are sentences or numbered items that no test can match: one
    look at all lines tells which, at a fraction of the tests' cost.

    Examples
    --------
    >>> kinds_of(["首页 > 新闻", "第一条 为了加强计量监督管理，制定本法。"])
    ['navigation', 'heading']
    """
    lines = [line.strip() for line in lines]
    told = lines_with_trigger(lines)
    is_numbered, is_item = _HEADING.match, _ITEM.fullmatch
    kinds: list[str] = []
    for i, line in enumerate(lines):
        if len(line) <= _LONGEST and i not in told:
            if len(line) >= _SHORTEST_SENTENCE and line[-1] in "。；":
                kinds.append("heading" if is_numbered(line) else "prose")
                continue
            if is_item(line):
                kinds.append("heading")
                continue
        kinds.append(kind_by_tests(line))
    return kinds


@lru_cache(maxsize=8192)
def kind_by_tests(text: str) -> str:
    """Name what a stripped line looks like by all tests, one after another."""
    if len(text) > _LONGEST:
        return "prose" if _SENTENCE_END.search(text) else "short"
    if _CHAPTER.fullmatch(text):
        return "heading"
    if "年" in text and _ENACTMENT.fullmatch(text):
        return "enactment"
    if text[:1] == "|" and text.count("|") > 1 and _ROW.fullmatch(text):
        return "row"
    if _ATTACHMENT.fullmatch(text) and "//" not in text:
        return "attachment"
    for kind, matches in _TESTS:
        if matches(text):
            return kind
    if _HEADING.match(text):
        return "heading"
    if is_prose(text):
        return "prose"
    if text.endswith(("：", ":")) and len(text) <= 20:
        return "salutation"
    return "clause" if _is_clause(text) else "short"


def is_prose(text: str) -> bool:
    """Whether a line holds at least one whole sentence.

    Examples
    --------
    >>> is_prose("计量是科技创新的重要基础。"), is_prose("计量科技创新")
    (True, False)
    """
    if len(text) >= 16 and (text[-1] in "。；" or _SENTENCE_END.search(text)):
        return True
    if len(text) >= 30 and text.endswith(("：", ":")) and re.search(r"[，、,]", text):
        return True
    return len(text) >= 6 and text.endswith(("。", "！", "？"))


def _is_clause(text: str) -> bool:
    return len(text) >= 4 and not text.endswith("、") and bool(_CLAUSE.match(text))


_TESTS = (
    ("related_links", lambda text: bool(_RELATED.fullmatch(text))),
    ("related_links", lambda text: text.startswith("更多") and bool(BARE_DATE.fullmatch(text))),
    ("comments", is_comment_head),
    ("navigation", is_navigation),
    ("comments", is_comment_tool),
    ("disclaimer", is_disclaimer),
    ("promotion", is_promotion),
    ("contact", is_contact),
    ("visits", is_visits),
    ("date_line", lambda text: is_date_line(text, is_prose(text))),
    ("source_line", is_source_line),
    ("credits", is_credits),
    ("tags", is_tags),
    ("caption", is_caption),
    ("delivery", is_delivery),
    ("teaser", lambda text: len(text) <= 80 and bool(_CUT_SHORT.search(text))),
)
