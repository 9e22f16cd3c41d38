"""The tests of a single line, in their order, each with the words that it cannot do without."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from .article_lines import (
    BARE_DATE,
    is_caption,
    is_credits,
    is_date_line,
    is_disclaimer,
    is_source_line,
    is_tags,
)
from .line_forms import LONGEST
from .occasions import is_delivery
from .site_lines import (
    is_comment_head,
    is_comment_tool,
    is_contact,
    is_navigation,
    is_promotion,
    is_visits,
)

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
    r"[】\]]?\s*+(?:[:：>＞].*|[(（]?\d*+[)）]?\s*+)"
)
_CUT_SHORT = re.compile(r"(?:\.{2,}|…+|。{3,})$")
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

#: The site's words, or none at all, or nothing but what menus are made of, or a leading dash.
_SITE = ("visitor", "no word", "of a menu", "dash")


class LineTest(NamedTuple):
    """A test, the kind of line it is for, and what each line that passes it holds."""

    kind: str
    matches: Callable[[str], bool]
    #: A longer line fails.
    longest: int
    #: A word of a list of each of these groups: names of :data:`.word_lists.LISTS`, or of signs
    #: that :mod:`.line_census` gives by a line's form.
    needs: tuple[tuple[str, ...], ...]


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


def _is_enactment(text: str) -> bool:
    return "年" in text and bool(_ENACTMENT.fullmatch(text))


def _is_row(text: str) -> bool:
    return text[:1] == "|" and text.count("|") > 1 and bool(_ROW.fullmatch(text))


def _is_attachment(text: str) -> bool:
    return bool(_ATTACHMENT.fullmatch(text)) and "//" not in text


def _is_related(text: str) -> bool:
    return bool(_RELATED.fullmatch(text))


def _is_more(text: str) -> bool:
    return text.startswith("更多") and bool(BARE_DATE.fullmatch(text))


def _is_dated(text: str) -> bool:
    return is_date_line(text, is_prose(text))


def _is_teaser(text: str) -> bool:
    return len(text) <= 80 and bool(_CUT_SHORT.search(text))


#: The first one that a line passes names it.
TESTS = (
    LineTest("enactment", _is_enactment, LONGEST, (("century",), ("day",))),
    LineTest("row", _is_row, LONGEST, (("bar",),)),
    LineTest("attachment", _is_attachment, LONGEST, (("attachment",),)),
    LineTest("attachment", _is_attachment, LONGEST, (("stop",), ("letter",))),
    LineTest("related_links", _is_related, LONGEST, (("related",),)),
    LineTest("related_links", _is_more, LONGEST, (("more",), ("century",))),
    LineTest("comments", is_comment_head, 40, (("comments",),)),
    LineTest("navigation", is_navigation, LONGEST, (_SITE,)),
    LineTest("navigation", is_navigation, LONGEST, (("today",), ("century", "week"))),
    LineTest("comments", is_comment_tool, 120, (("reactions",),)),
    LineTest("disclaimer", is_disclaimer, 300, (("rights",),)),
    LineTest("disclaimer", is_disclaimer, 100, (("infringement",), ("remedy",))),
    LineTest("promotion", is_promotion, 120, (("promotion",),)),
    LineTest("contact", is_contact, 160, (("contact",), ("colon",))),
    LineTest("visits", is_visits, LONGEST, (("visits",),)),
    LineTest("date_line", _is_dated, LONGEST, (("century",), ("no sentence",))),
    LineTest("source_line", is_source_line, LONGEST, (("source",), ("labelled",))),
    LineTest("credits", is_credits, 160, (("credits",),)),
    LineTest("tags", is_tags, 12, (("labels",),)),
    LineTest("tags", is_tags, 100, (("tags",),)),
    LineTest("caption", is_caption, 160, (("captions",),)),
    LineTest("caption", is_caption, 160, (("reporter",), ("no full stop",))),
    LineTest("delivery", is_delivery, 120, (("day",), ("in",))),
    LineTest("teaser", _is_teaser, 80, (("trailing off",),)),
)
#: A line that any of them may pass.
ANY = (1 << len(TESTS)) - 1


@lru_cache(maxsize=8192)
def kind_by(asked: int, text: str) -> str | None:
    """Return the kind that the first of the tests says which a line passes, if any.

    Parameters
    ----------
    asked : int
        The tests that the line may pass, one bit each; :data:`ANY` for all.
    text : str
    """
    for kind, matches in _tests_in(asked):
        if matches(text):
            return kind
    return None


@lru_cache(maxsize=4096)
def _tests_in(asked: int) -> tuple[tuple[str, Callable[[str], bool]], ...]:
    return tuple((test.kind, test.matches) for i, test in enumerate(TESTS) if asked >> i & 1)
