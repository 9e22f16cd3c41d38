"""What kind of text an article is, and what an event report reports.

A title is read for what it *is*, not for what it mentions: a plan's title ends with 规划, while a
meeting on a plan, a notice that issues one and an essay on one only hold the word.
"""

from __future__ import annotations

import re
from itertools import islice

from .events import DAY, held_event

EVENT_REPORT = "event report"
KINDS = (
    EVENT_REPORT, "commentary", "interpretation", "speech", "plan", "regulation", "notice",
    "work report",
)  # fmt: skip

#: What stands behind the words that name the kind: (2021—2035年)、（征求意见稿）、——…、全文.
_TAIL = re.compile(
    r"\s*(?:[(（〔\[【][^()（）]{0,40}[)）〕\]】]|(?<!\d)(?:——|－－|――|--)[^—]{4,60}|全文|[!！])$"
)
_INSTRUMENTS = re.compile(
    r"(?:通知|通告|公告|公示|通报|批复|复函|函|决定|决议|答复|令)$|征(?:求|集)(?!.{0,8}稿).{0,40}意见$"
)
_ISSUES = re.compile(
    r"(?:印发|发布|公布|下发|转发|批转|颁布)(?P<what>.{2,60}?)的?(?:通知|公告|决定|通告|令)$"
)
_GIVES = re.compile(
    r"(?:并|作|做|发表|致)了?(?:重要|主旨|主题|视频|书面|开幕)?(?:讲话|致辞|致词|发言|演讲)$|"
    r"(?<!所)作了?(?:政府)?工作报告$"
)
_SPEECH = re.compile(
    r"(?:讲话|致辞|致词|发言|演讲|贺词|献词)稿?(?:摘要|摘编|实录)?$|在.{2,40}上的(?:主旨|专题)?报告$"
)
_EXPLAINS = re.compile(
    r"(?:解读|解析|答疑|问答|答问|记者问|访谈|专访|图解|实录|起草说明|编制说明)"
    r"(?:之?[一二三四五六七八九十\d]{1,3})?$|"
    r"^.{0,8}(?:解读|图解|漫画|问答|答疑|访谈|专访)\s*[|｜丨:：《“]|一图读懂|一图看懂"
)
_MENTIONS_EXPLAINING = re.compile(r"解读|答记者问|政策解析|图解")
_HELD_IN_TITLE = re.compile(
    r"召开|举行|举办|开幕|闭幕|落幕|开班|揭牌|启动|开展|圆满|会见|座谈|莅临|出席|"
    r"(?:赴|(?<!现)在).{2,20}(?:调研|考察|督导|检查|走访|慰问|交流)|"
    r"(?:会议|会上|讲话)?(?:强调|指出)|会议(?:要求|审议|部署)|"
    r"(?:推进|座谈|交流|宣贯|宣讲|贯彻|部署|动员|现场|评审|研讨|协调|视频|电视电话|发布)会$"
)
_WORK_REPORT = re.compile(
    r"工作(?:情况)?(?:年度)?(?:的)?(?:报告|总结)$|"
    r"(?:情况|草案|决算|预算|计划|规划|安排)(?:的)?报告$"
)
_ABOUT_A_REPORT = re.compile(
    r"(?:热议|审议|讨论|学习|听取|聚焦|关注|点赞|通过|批准|速览|速读|读懂|数说|看懂|里的|解码).{0,16}报告$"
)
_REGULATION = re.compile(
    r"(?:条例|办法|规定|规则|细则|章程|准则|修正案|的解释)$|"
    r"[\u4e00-\u9fff](?<![做方看想说用算书司执立普守违合非依])法$"
)
_PLAN = re.compile(
    r"(?:规划|计划|方案|纲要|意见|措施|要点|任务分工|路线图)(?:\d{4}年版?)?$|若干政策$"
)
#: News of a document: 山东出台计量惠企措施 is none.
_NEWS = re.compile(
    r"^(?!.*关于).{0,24}(?:出台|公布|发布|印发|编制|审议|通过|听取|收集|采取|解码|聚焦|迎来).{2}"
)
_SALUTATION = re.compile(r"^(?:各位|尊敬的|同志们|女士们)", re.MULTILINE)
_QUESTION = re.compile(r"^.{4,80}[?？]$", re.MULTILINE)
_ARTICLE_NUMBER = re.compile(r"\n第[一二三四五六七八九十百]+条")
_SECTION = re.compile(
    r"^(?:第[一二三四五六七八九十]+[章节部]|[一二三四五六七八九十]{1,3}、)", re.MULTILINE
)
#: So many numbered articles make a regulation, so many sections a document that is issued, so
#: many questions an interpretation.
_ARTICLES, _SECTIONS, _QUESTIONS = 5, 3, 3
_LEAD = 200


def find_kind(
    title: str | None, lead: str, text: str, author: str | None, office: str | None
) -> tuple[str | None, str]:
    """Return the kind and the words that speak for it; (None, "") where nothing does.

    Parameters
    ----------
    title : str or None
    lead : str
        The first paragraph that says something.
    text : str
        The clean text.
    author, office : str or None
        Who signed it, and as what.

    Notes
    -----
    A text that reports what was held is an event report, whatever its title says of the event;
    a text signed by an office-holder, with no other mark, is a commentary. News that a document
    was issued, and other news in which nothing was held, have no kind.

    Examples
    --------
    >>> [find_kind(title, "", "", None, None)[0] for title in (
    ...     "天津召开计量规划贯彻会", "《计量发展规划》解读", "天津市计量发展规划(2023—2035年)")]
    ['event report', 'interpretation', 'plan']
    """
    bare = _bare(title or "")
    for kind, read in (
        ("notice", _INSTRUMENTS.search),
        (EVENT_REPORT, _GIVES.search),
        ("speech", _SPEECH.search),
        ("interpretation", _EXPLAINS.search),
    ):
        if found := read(bare):
            return _settled(kind, found, text)
    enacted = _holds_articles(text)
    if enacted and (found := _REGULATION.search(bare)):
        return "regulation", found[0]
    event = held_event(lead)
    spoken = _SALUTATION.search(text[:_LEAD])
    signed = bool(author and office)
    if not spoken and not signed and (found := _HELD_IN_TITLE.search(bare.split("关于")[0])):
        return EVENT_REPORT, event.clause if event else found[0]
    if found := _MENTIONS_EXPLAINING.search(bare):
        return "interpretation", found[0]
    if found := _ABOUT_A_REPORT.search(bare):
        return (EVENT_REPORT, event.clause) if event else (None, "")
    if found := _WORK_REPORT.search(bare):
        return "work report", found[0]
    if event and not spoken:
        return EVENT_REPORT, event.clause
    if not signed and not _NEWS.search(bare):
        for kind, pattern in (("regulation", _REGULATION), ("plan", _PLAN)):
            if found := pattern.search(bare):
                return kind, found[0]
    return _by_form(text, lead, author, office)


def _holds_articles(text: str) -> bool:
    """Say whether so many lines begin as the articles of a law do."""
    # Begun with a line end, the pattern is looked for at the ends of lines alone.
    return _holds(_ARTICLE_NUMBER, f"\n{text}", _ARTICLES)


def _holds(pattern: re.Pattern[str], text: str, times: int) -> bool:
    """Say whether a pattern stands in a text so many times; the rest of it is not looked at."""
    return next(islice(pattern.finditer(text), times - 1, None), None) is not None


def _bare(title: str) -> str:
    """The title without what stands behind the words that name its kind.

    Examples
    --------
    >>> _bare("《计量发展规划（2021—2035年）》"), _bare("政府工作报告——2016年3月5日在大会上")
    ('计量发展规划', '政府工作报告')
    """
    bare = title.strip()
    if bare.startswith("《") and bare.endswith("》") and bare.count("《") == 1:
        bare = bare[1:-1]
    while (found := _TAIL.search(bare)) and found.start() >= 4:
        bare = bare[: found.start()]
    return bare


def _settled(kind: str, found: re.Match[str], text: str) -> tuple[str, str]:
    """What the text itself decides: a notice that holds what it issues is that document."""
    if kind == "notice" and (issued := _ISSUES.search(found.string)):
        what = _bare(issued["what"].strip("《》"))
        if _REGULATION.search(what) and _holds_articles(text):
            return "regulation", issued["what"]
        if _PLAN.search(what) and _holds(_SECTION, text, _SECTIONS):
            return "plan", issued["what"]
    if kind == EVENT_REPORT and _SALUTATION.search(text[:_LEAD]):
        return ("work report" if found[0].endswith("报告") else "speech"), found[0]
    return kind, found[0]


def _by_form(
    text: str, lead: str, author: str | None, office: str | None
) -> tuple[str | None, str]:
    if text.count("？") + text.count("?") >= _QUESTIONS:
        questions = _QUESTION.findall(text)
        if len(questions) >= _QUESTIONS:
            return "interpretation", questions[0]
    if _holds_articles(text):
        return "regulation", "第一条"
    if salutation := _SALUTATION.search(text[:_LEAD]):
        return "speech", salutation[0]
    # A reporter signs news; who holds an office, and who writes without a day, signs an essay.
    if author and (office or not DAY.search(lead[:60])):
        return "commentary", f"{office or ''}{author}"
    return None, ""
