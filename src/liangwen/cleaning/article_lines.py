"""Lines that say something about the article: day, source, credits, occasion, rights."""

from __future__ import annotations

import re

# Blanks are taken for good where only what may be left out parts them from other blanks.
_DAY = r"(?:19|20)\d\d\s*+[-/.年]\s*+\d{1,2}\s*+[-/.月]\s*+\d{1,2}"
DATE = rf"{_DAY}\s*日?"
TIME = r"\d{1,2}\s*+[:：时]\s*+\d{2}(?:\s*+[:：分]\s*+\d{2}\s*秒?|分)?"
_CHINESE_DAY = r"二[〇○零O0]\S{2}年\S{1,3}月\S{1,4}日"

_SOURCE_LABEL = (
    r"(?:(?:文章|稿件|信息|内容|新闻|本文|文|稿)?来[\s\u3000]*源|转自|转载自|出处|供稿单位|"
    r"发布机构|信息提供)"
)
_SOURCE = re.compile(
    rf"[(（【\[]?{_SOURCE_LABEL}(?:于)?\s*[:：|丨]\s*(?P<source>[^)）】\]]{{0,40}})[)）】\]]?"
)
_SOURCE_WITHIN = re.compile(
    rf"{_SOURCE_LABEL}(?:于)?(?:\s*[:：|丨]\s*|(?=[A-Z]))(?P<source>[^)）】\]|｜]{{0,40}}?)"
    r"(?=$|[)）】\]|｜]|\s|作者|发布|日期[:：]|时间|编辑|责任|字[号体]|浏览|点击|阅读|打印|分享|举报)"
)
_DATE_LINE = re.compile(
    r".{0,80}?(?P<label>(?:发布|发表|更新|录入|上传|添加|公布|创建|最后更新|刊发)?(?:日期|时间|"
    r"于)\s*+[:：]?\s*+)?"
    rf"(?P<date>{_DAY}\s*+日?)(?:\s*+(?:日|T)?[\s,，]*+(?:星期\S|周\S)?\s*+{TIME})?.{{0,80}}"
)
BARE_DATE = re.compile(
    rf"(?:更多\s*+[>＞]*+\s*+)?[\[(（【]?{_DAY}\s*+日?[\])）】]?(?:\s*+{TIME})?"
)
_LABELLED_DATE = re.compile(
    r"(?:发布|发表|更新|录入|上传|添加|公布|创建|刊发)(?:日期|时间|于)?\s*[:：]?\s*(?=(?:19|"
    r"20)\d\d)|"
    r"(?:发布|发表|更新|录入|上传|添加|公布|创建|刊发)(?:日期|时间|于)?\s*[:：]|(?:^|\s)(?:日期|"
    r"时间)\s*[:：]"
)
_META_WORDS = re.compile(rf"{TIME}|来源|作者|编辑|浏览|字号|阅读|点击|评论|第\s*\d{{1,3}}\s*版")
#: A day with the name of who published it, and nothing else: 2019-05-17 · 某某日报.
_DATE_AND_NAME = re.compile(
    rf"(?:{DATE}(?:\s*{TIME})?[\s·•|丨/]+[^\s。，；：:]{{2,16}}|[^\s。，；：:\d]{{2,16}}[\s·•|"
    rf"丨/]*{DATE}\s*{TIME})"
)
_ROLE = (
    r"(?:责任编辑|责任编审|责编|编辑|编审|审核|审校|审读|校对|校审|初审|复审|终审|一审|二审|三审|"
    r"监制|策划|实习生|"
    r"实习编辑|文字编辑|图片编辑|新媒体编辑|网络编辑|值班编辑|值班主任|主编|录入|录入员|制图|"
    r"美编|排版|摄像|剪辑|供稿|"
    r"供图|摄影|来稿|出品|发布人|发布者|信息员|审签|签发)"
)
_CREDITS = re.compile(
    rf"[(（【\[]?{_ROLE}[^。；，:：/|丨]{{0,6}}[:：/|丨][^。；，]{{0,40}}|[(（](?:完|完结|"
    rf"全文完)[)）]|"
    rf"[(（【\[]?(?:{_ROLE}[\s\u3000]+[\u4e00-\u9fff]{{2,4}}[\s\u3000]*){{1,6}}[)）】\]]?|"
    rf"[^。；]{{0,40}}\s(?:责任编辑|责编|编辑)\s*[:：/|丨]\s*[^。]{{0,30}}|"
    r"[(（【\[]?(?:本文)?原(?:标题|题目?|文标题|文题目)(?:为|是)?\s*(?:[:：]|(?=[《“\"])).*|"
    r"[(（【\[](?:综合|本文)?(?:整理|编译|摘编|改编|节选|选自|原载|转载|转|"
    r"来)自[^。]{0,60}[)）】\]]|"
    r"[(（【\[](?:图片?|文|文图|图文|本文图片|图片?均?)(?:来源|来自|据)[^。]{0,40}[)）】\]]|"
    r"图片?(?:均)?来自网络.{0,10}"
)
#: 国发〔2021〕37号 on a line of its own, with its label or without.
DOCUMENT_NUMBER = re.compile(
    r"(?:.{0,30}(?:文\s*号|字\s*号)\s*[:：]\s*)?[(（]?"
    r"(?P<number>[\u4e00-\u9fff]{1,12}[〔\[(（](?:19|20)\d\d[〕\])）]\s?第?\d{1,4}号)[)）]?"
)
#: Cells of the table above a government's document; their values stand in the next cells.
_INDEX_LABELS = frozenset(
    {"索引号", "信息索引号", "发文机关", "发文单位", "发布机构", "发布单位", "成文日期", "发文日期",
     "发布日期", "生成日期", "公开日期", "生效日期", "废止日期", "失效日期", "发文字号", "文号",
     "主题分类", "信息分类", "体裁分类", "组配分类", "服务对象分类", "公开方式", "公开范围",
     "公开形式", "公开时限", "有效性", "时效性", "效力状态", "文件状态", "信息状态", "主题词",
     "内容概述", "载体类型", "信息名称", "标题"}
)  # fmt: skip
_PERSON = r"[\u4e00-\u9fff](?:\s?[\u4e00-\u9fff]){1,3}"
_CAPTION = re.compile(
    rf".{{0,140}}(?:[\s。，,(（/:：]|记者|通讯员|作者|图){_PERSON}\s*(?:[/／]?(?<!拍)摄|"
    rf"[/／]图)[)）]?。?|"
    rf"[^。]{{4,60}}。\S{{0,16}}记者\s*{_PERSON}(?:[/／]?[图摄文]+)?|"
    r"(?:[上下左右]?图为|图[①-⑩]\s*[:：为]).{4,140}|"
    r"[^。]{4,100}[。，]?[(（][^()（）。，]{0,20}(?:供图|提供图片|图/[^()（）]{2,12})[)）]|"
    r"[^。]{4,100}[。，\s][^。，\s]{2,12}供图。?"
)
_TAGS = re.compile(
    r"(?:文章|本文)?(?:关[\s\u3000]*键[\s\u3000]*[词字]|标[\s\u3000]*签|Tags?|TAGS?)\s*(?:[:：]|"
    r">{1,2}|＞{1,2}|\s).{0,80}|"
    r"(?:所属(?:专题|分类)|相关主题)\s*[:：].{0,60}|"
    r"(?:关键[词字]|标签|Tags?)"
)
#: Marks of a site's foot: they are no disclaimer in a sentence of a law on such licences.
_FOOT = re.compile(
    r".*(?:版权所有|All\s*Rights\s*Reserved|Copyright|©|ICP[备证]\s*(?:\d|[^。]{0,12}号)|公网安备|"
    r"违法和?不良信息举报|(?:视听(?:节目)?|互联网新闻信息服务|出版)许可证?(?:号|"
    r"编号)?\s*[:：(（]?\s*\w*\d{4,}|"
    r"(?:网站|政府网站)标识码).*",
    re.IGNORECASE,
)
_DISCLAIMER = re.compile(
    r"[*＊※【\[]?(?:免责|版权|特别|郑重|重要|风险)(?:声明|说明|提示)[】\]]?\s*(?:[:：].*)?|"
    r"[*＊※【\[]?声明[】\]]?\s*[:：].*|"
    r"(?:凡)?(?:本(?:站|网(?!络)|文(?![件书化体本])|网页|平台|公众号|账号|稿)|以上(?:内容|信息|"
    r"文章)|文章(?:内容|版权)|该文)[^。]{0,60}"
    r"(?:不承担|不代表|仅代表|版权|侵权|转载|稿酬|真实性|联系本|删除|仅供参考|民事主体)[^\n]*|"
    r"[(（]?本文(?:来自|来源|转自|首发|摘自|原载|系|由|经)[^。]{0,40}(?:[)）]|原创|授权|首发|"
    r"账号|发布)[^\n]{0,60}|"
    r"[(（【\[]?未经(?:本[站网报刊]|作者|授权|许可|允许|书面|同意)[^。]{0,40}(?:转载|摘编|镜像|"
    r"摘录)[^\n]{0,60}|"
    r"[(（【\[]?(?:(?:欢迎|如需|若需|敬请)?转[载发](?:本文)?(?:请|需|须|时)|"
    r"请支持)[^\n]{0,80}(?:注明|联系|授权|出处|来源|链接)[^\n]*|"
    r"[(（【\[]?如对(?:本[文稿]|稿件|内容|版权|作品)[^。]{0,40}联系[^\n]*|"
    r"[^。]{0,40}[，,。]?(?:如有?|若有?|如?涉及?)[^。，]{0,8}侵[权犯][^。]{0,24}(?:删|联系|告知|"
    r"处理).{0,20}|"
    r"[^。]{0,60}(?:独家|原创|所有)[^。]{0,20}[。，,]?未经(?:授权|许可|允许)[^\n]*|"
    r"[^。]{0,40}[，,]未经(?:授权|许可|允许)[^。]{0,6}转载.{0,6}|"
    r".{0,20}非本(?:网站|站)内容.{0,30}|(?:Notice|Disclaimer)\s*[:：].*",
    re.IGNORECASE,
)
#: What each of the two above asks for, in one quick look.
_OF_RIGHTS = re.compile(
    r"声明|说明|提示|本[站网文平公账稿]|以上[内信文]|文章|该文|未经|转[载发]|请支持|如对|侵[权犯]|"
    r"非本|版权|©|公网安备|不良信息|许可|标识码|[A-Za-z\u017f\u212a]"
)


def is_date_line(text: str, prose: bool) -> bool:
    """A day with a label, a clock time, a source, or nearly alone."""
    # A century is looked for before the day around it: few lines hold one.
    if prose or not ("20" in text or "19" in text):
        return False
    found = _DATE_LINE.fullmatch(text)
    if not found:
        return False
    if found["label"] or _LABELLED_DATE.search(text) or _DATE_AND_NAME.fullmatch(text):
        return True
    rest = len(text) - len(found["date"])
    return rest <= 2 or (rest <= 60 and bool(_META_WORDS.search(text)))


def is_source_line(text: str) -> bool:
    """来源：某某日报, with nothing else."""
    return bool(_SOURCE.fullmatch(text))


def is_credits(text: str) -> bool:
    """Who edited, drew, checked; what the title was before."""
    return len(text) <= 160 and bool(_CREDITS.fullmatch(text))


def is_caption(text: str) -> bool:
    """What stands below a picture, by the photographer's name at its end.

    Examples
    --------
    >>> is_caption("省长作政府工作报告。本报记者 林君摄"), is_caption("影片由李明拍摄。")
    (True, False)
    """
    if len(text) > 160 or not ("摄" in text or "图" in text or "记者" in text):
        return False
    return bool(_CAPTION.fullmatch(text))


def is_tags(text: str) -> bool:
    """Key words of the page, and the labels of its index.

    Examples
    --------
    >>> is_tags("关键词：计量 标准"), is_tags("索 引 号："), is_tags("计量标准")
    (True, True, False)
    """
    if len(text) <= 12 and re.sub(r"[\s:：]", "", text) in _INDEX_LABELS:
        return True
    return len(text) <= 100 and not text.endswith("。") and bool(_TAGS.fullmatch(text))


def is_disclaimer(text: str) -> bool:
    """Whose the rights are, and who answers for nothing."""
    if len(text) > 300 or not _OF_RIGHTS.search(text):
        return False
    return bool(
        _DISCLAIMER.fullmatch(text)
        or (_FOOT.fullmatch(text) and (len(text) <= 60 or not text.endswith("。")))
    )


def date_in(line: str) -> str | None:
    """Return the date that a date line gives, as it is written there.

    Examples
    --------
    >>> date_in("分类:动态 发布时间:2021-11-16 11048次浏览")
    '2021-11-16'
    """
    found = _DATE_LINE.fullmatch(line.strip())
    return found["date"].strip() if found else None


def source_in(line: str) -> str | None:
    """Return the name behind 来源 in a line, up to the next blank or label.

    Examples
    --------
    >>> source_in("2026-02-03 来源：云南日报 作者：李明")
    '云南日报'
    """
    found = _SOURCE_WITHIN.search(line)
    name = found["source"].strip(" 　:：") if found else ""
    return name or None
