"""What a single line of a web article's dump is, judged by itself.

Each kind has a named pattern; the kind's name is the name of the rule under which such a line
leaves the text. Kinds say what a line looks like; :mod:`.anatomy` decides, from the lines
around it, whether it stays.
"""

from __future__ import annotations

import re
from functools import lru_cache

#: Kinds that are no part of an article wherever they stand.
NOISE = frozenset(
    {"navigation", "related_links", "disclaimer", "credits", "contact", "teaser", "visits"}
)
#: Kinds that say something about the article: metadata reads them, the text does not hold them.
ABOUT = frozenset({"date_line", "source_line", "byline", "delivery"})

_SPACE = r"[ \t\u3000]*"
_DATE = r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?"
_TIME = r"\d{1,2}\s*[:：时]\s*\d{2}(?:\s*[:：分]\s*\d{2}\s*秒?|分)?"

_MENU_WORDS = (
    "首页|返回首页|返回|返回顶部|回到顶部|下载|打印|打印本页|打印此页|关闭|关闭窗口|关闭本页|全屏|收藏|收藏本页|"
    "加入收藏|设为首页|分享|分享到|分享至|微信|微博|新浪微博|腾讯微博|QQ空间|QQ好友|朋友圈|复制链接|加大|还原|"
    "减小|大|中|小|默认|特大|字号|字体|缩小字体|放大字体|登录|注册|登录/注册|退出|搜索|站内搜索|检索|导航|"
    "网站导航|网站地图|联系我们|关于我们|广告服务|招聘信息|法律声明|版权声明|隐私政策|English|手机版|电脑版|"
    "无障碍|无障碍浏览|长者模式|适老版|APP下载|客户端|移动客户端|上一页|下一页|上一篇|下一篇|尾页|更多|更多>|"
    "查看更多|展开全文|阅读全文|点击查看|评论|发表评论|点赞|举报|扫一扫|二维码|图片名|正文|正文内容|当前位置|"
    "您的位置|您现在的位置|位置|以后再说X?|以后再说|×|x|X|关闭X|菜单|目录导航|栏目导航|快速导航|加载中"
)
_MENU = re.compile(
    rf"[\s【】\[\]()（）《》<>〈〉|｜/·•:：;；,，>»›*＞]*"
    rf"(?:(?:{_MENU_WORDS})[\s【】\[\]()（）|｜/·•:：>»›＞.…]*)+"
)
_PUNCTUATION_ONLY = re.compile(r"[^\w\u3400-\u9fff]+")
_CRUMBS = re.compile(
    r"(?:(?:您|你)?(?:现在|当前)?(?:所在)?(?:的)?位置(?:是)?\s*[:：].*|"
    r"[^\s。，！？；>»›＞]{1,16}(?:\s*[>»›＞]+\s*[^\s。，！？；>»›＞]{0,24}){1,8})"
)
_GREETING = re.compile(
    r"(?:欢迎(?:您)?(?:访问|光临|来到|关注|浏览)[^。]{0,40}|"
    r".{0,30}浏览器(?:版本)?(?:过低|太低|不支持).{0,60}|.{0,20}(?:升级|更新|更换)[^。]{0,12}浏览器.{0,20}|"
    r"(?:扫一扫|扫描二维码|长按|微信扫).{0,30}|(?:返回|回到|进入)[^。，]{0,24}(?:首页|新闻|列表|栏目|顶部)"
    r"(?:\s*[|｜/]\s*(?:返回|回到|进入)[^。，]{0,24})*|【?(?:打印|关闭|收藏|字号|字体)[^。]{0,40}】?|"
    r"分享(?:到|至)?\s*[:：].{0,40}|》*点击(?:图片|此处|这里|链接|查看|进入|下载)[^。]{0,20}《*)[!！~。]?"
)
# A section's name in two languages, 新闻中心 NEWS CENTER: a banner of the site.
_BANNER = re.compile(r"[\u3400-\u9fff]{2,8}\s*/?\s*[A-Z][A-Z&' ]{3,30}")
_CONTACT = re.compile(
    r"(?:(?:全国|24小时|免费)?(?:服务|咨询|客服|投诉|举报|监督|联系|订购)?(?:热线|电话|邮箱|传真|QQ|手机)"
    rf"{_SPACE}[:：].{{0,60}}|(?:[^。，]{{0,10}}(?:办公区|地址|地点|邮编|邮政编码|Add|Tel|E-?mail))"
    rf"{_SPACE}[:：].{{0,120}})",
    re.IGNORECASE,
)
_RELATED = re.compile(
    r"[【\[]?(?:相关(?:链接|报道|新闻|阅读|文章|文档|推荐|稿件|资讯|内容|信息|专题|附件|解读)|延伸阅读|推荐阅读|"
    r"阅读推荐|热门(?:推荐|文章|新闻|评论|阅读)|内容推荐|精彩推荐|为您推荐|猜你喜欢|更多(?:新闻|推荐|精彩|资讯)|"
    r"最新(?:文章|新闻|资讯|评论)|栏目导航|栏目推荐|点击排行|阅读排行|排行榜|网友评论|全部评论|最新评论|"
    r"上一[篇条]|下一[篇条])[】\]]?(?:\s*[:：>＞].*|\s*[(（]?\d*[)）]?\s*)"
)
_DISCLAIMER = re.compile(
    r"(?:.*(?:版权所有|All\s*Rights\s*Reserved|Copyright|©|ICP[备证]|公网安备|违法和不良信息|网络视听许可).*|"
    r"[*＊※【\[]?(?:免责|版权|特别|郑重)?(?:声明|说明|提示)[】\]]?\s*[:：].*|"
    r"(?:凡)?(?:本(?:站|网|文|页|平台|公众号|账号)|以上(?:内容|信息|文章)|文章(?:内容|版权)|该文)[^。]{0,60}"
    r"(?:不承担|不代表|仅代表作者|版权|侵权|转载|稿酬|真实性|联系本|删除|仅供参考|民事主体)[^\n]*|"
    r"(?:未经|转载请|如需转载|如有侵权|若有侵权|如涉及|如对)[^\n]{0,80}"
    r"(?:转载|注明|联系|授权|删除|追究|说明来源)[^\n]*)",
    re.IGNORECASE,
)
_CREDITS = re.compile(
    r"[(（【\[]?(?:责任编辑|责编|编辑|编审|审核|校对|初审|复审|终审|监制|策划|实习生|文字编辑|图片编辑|"
    r"值班编辑|录入|整理|制图|供稿|供图|摄影|来稿)[^。；]{0,6}[:：/][^。]{0,60}|[(（]完[)）]|原标题\s*[:：].*|"
    r"[(（【]?原[标题]题(?:为)?\s*[:：].*"
)
_VISITS = re.compile(
    r"(?:(?:浏览|阅读|点击|访问|人气|关注)(?:次数|量|数|率)?\s*[:：]?\s*\d*\s*次?|\d+\s*次?(?:浏览|阅读|点击|访问))"
)
_SOURCE = re.compile(
    r"[(（【\[]?(?:文章|稿件|信息|内容|新闻|本文|资料|文)?(?:来源|转自|转载自|出处)(?:于)?\s*[:：]\s*"
    r"(?P<source>[^)）】\]]{0,40})[)）】\]]?"
)
_DATE_LINE = re.compile(
    rf".{{0,80}}?(?P<label>(?:发布|发表|更新|录入|上传|添加|公布|创建|最后更新|刊发)?(?:日期|时间|于)\s*[:：]?\s*)?"
    rf"(?P<date>{_DATE})(?:\s*(?:日|T)?\s*{_TIME})?.{{0,80}}"
)
_BARE_DATE = re.compile(rf"(?:更多\s*[>＞]*\s*)?[\[(（【]?{_DATE}[\])）】]?(?:\s*{_TIME})?")
_LABELLED_DATE = re.compile(
    r"(?:发布|发表|更新|录入|上传|添加|公布|创建|刊发)(?:日期|时间|于)?\s*[:：]|(?:^|\s)(?:日期|时间)\s*[:：]"
)
_DELIVERY = re.compile(
    r"[(（]?[—―─\-－]*\s*[(（]?(?:[12]\d{3}|二[〇○零]\S{2})年.{1,12}日在.{2,60}(?:上|会议)(?:的?(?:报告|讲话|致辞|发言))?"
    r"[)）]?(?:\s.{1,24})?"
)
_CUT_SHORT = re.compile(r"(?:\.{3,}|…+|。{3,})$")
_HEADING = re.compile(
    r"(?:第?[一二三四五六七八九十百]+[、.．]|[(（][一二三四五六七八九十百\d]+[)）]|第[一二三四五六七八九十百\d]+[章节条编部]|"
    r"\d{1,2}[、.．](?!\d)|[①-⑳])"
)
_SENTENCE_END = re.compile(r"[。！？；!?;]")
_FINAL = re.compile(r"[。！？!?：:…”\"』」)）]$")


@lru_cache(maxsize=4096)
def kind_of(line: str) -> str:
    """Name what a stripped line looks like.

    Returns
    -------
    str
        One of NOISE, one of ABOUT, or "prose" (at least one whole sentence), "heading"
        (numbered), "salutation" (各位代表：) or "short" (nothing to tell it by).

    Examples
    --------
    >>> [kind_of(line) for line in ("首页 > 新闻", "来源：河北日报", "一、总体要求")]
    ['navigation', 'source_line', 'heading']
    """
    text = line.strip()
    if len(text) > 400:
        return "prose" if _SENTENCE_END.search(text) else "short"
    for kind, matches in _TESTS:
        if matches(text):
            return kind
    if _HEADING.match(text):
        return "heading"
    if _is_prose(text):
        return "prose"
    return "salutation" if text.endswith(("：", ":")) and len(text) <= 20 else "short"


def _is_prose(text: str) -> bool:
    if len(text) >= 16 and _SENTENCE_END.search(text):
        return True
    return len(text) >= 6 and text.endswith(("。", "！", "？"))


def _is_date_line(text: str) -> bool:
    found = _DATE_LINE.fullmatch(text)
    if not found or _is_prose(text):
        return False
    if found["label"] or _LABELLED_DATE.search(text):
        return True
    # Without a label: a date with a clock time, or with a source, or nearly alone.
    rest = len(text) - len(found["date"])
    return rest <= 2 or (rest <= 60 and bool(re.search(rf"{_TIME}|来源|作者|编辑|浏览|字号", text)))


def _is_navigation(text: str) -> bool:
    return bool(
        _MENU.fullmatch(text)
        or _PUNCTUATION_ONLY.fullmatch(text)
        or _CRUMBS.fullmatch(text)
        or _GREETING.fullmatch(text)
        or _BANNER.fullmatch(text)
        or re.fullmatch(r"<?(?:https?|ftp)://\S+>?", text)
    )


def _is_disclaimer(text: str) -> bool:
    return len(text) <= 300 and bool(_DISCLAIMER.fullmatch(text))


_TESTS = (
    ("related_links", lambda text: bool(_RELATED.fullmatch(text))),
    ("related_links", lambda text: text.startswith("更多") and bool(_BARE_DATE.fullmatch(text))),
    ("navigation", _is_navigation),
    ("disclaimer", _is_disclaimer),
    ("contact", lambda text: bool(_CONTACT.fullmatch(text))),
    ("visits", lambda text: bool(_VISITS.fullmatch(text))),
    ("date_line", _is_date_line),
    ("source_line", lambda text: bool(_SOURCE.fullmatch(text))),
    ("credits", lambda text: bool(_CREDITS.fullmatch(text))),
    ("delivery", lambda text: bool(_DELIVERY.fullmatch(text))),
    ("teaser", lambda text: len(text) <= 80 and bool(_CUT_SHORT.search(text))),
)


def date_in(line: str) -> str | None:
    """Return the date that a date line gives, as it is written there."""
    found = _DATE_LINE.fullmatch(line.strip())
    return found["date"].strip() if found else None


def source_in(line: str) -> str | None:
    """Return the name behind 来源 in a line, up to the next blank or label."""
    found = re.search(
        _SOURCE.pattern.replace("{0,40}", "{0,40}?") + r"(?=$|\s|作者|发布|时间|编辑)", line
    )
    name = found["source"].strip(" 　:：") if found else ""
    return name or None
