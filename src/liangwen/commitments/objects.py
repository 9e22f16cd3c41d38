"""What a quantity counts or measures: the words behind it, or those before it."""

from __future__ import annotations

import re

from .quantities import COUNTED, PERCENT, SPANS, Found

# A phrase ends at a mark, at a function word, or at the verb that says what the counted thing does.
_END = re.compile(
    r"[，,。；;、：:！？!?\n（()）《》\s]|和|与|及(?!格)|并|被|将|用于|为(?!民)|在(?!校|建|职|线|岗|册|研)|以(?!上)|(?<![高中初平])等(?!级)|"
    r"(?<=[\u4e00-\u9fff])(?:通过|共享|缔结|保供|通(?![信讯道用知高])|高效运营|高效|受益|全线|获(?!得感)|入选|落户|上市|纳入|实现|完成|"
    r"达到|达|建成|投产|投用|投运|填补|(?<!新)开工|竣工|的(?=\d)|消除|覆盖(?!率|面|人口)|落地|全面|全部|顺利|成功|有序|加快|正式|参加|参与|接受|享受|"
    r"得到|居|均|同比|增长|提供|支持|进入|取得|带动|推动|促进(?!会)|脱贫|签约|入驻|挂牌|启动|已|正在|能够|可|比|较|占|"
    r"实行|实施|开展|组织|初步|基本|稳定|共|总|圆满|持续|受到|遭受|转移|就业)"
)
_QUOTES = "“”‘’"
_BREAK = re.compile(r"[，,。；;、：:！？!?\n（()）]")
# Words that lead from what is measured to its number; they are no part of it.
_LEADING_TO = re.compile(
    r"(?:每[\d一二三五十百千万]*[公斤户人吨亩名个家]{1,2}|(?:从|由|到|至|比|较)?(?:\d{4}年|去年|上年|今年|前年|年初)年?[底末初]?的?|"
    r"连续[一二两三四五六七八九十\d]+年|基本建成|建成|新开工|开工|分别|年均|平均|累计|合计|总计|共计|全部|超额|同比|环比|同口径|实际|(?<![占之对环同])比(?!例|重|率|值|达|为|超|降|升|提|约|近|$)[^，]{1,8}|较[^，]{1,8}|只有|仅|约为|大约|约|接近|将近|近|"
    r"超过|超|逾|突破|不少于|不低于|不超过|不高于|高于|低于|至少|达到了|达到|达|增长到|增加到|提高到|提升到|扩大到|下降到|降低到|"
    r"减少到|缩短到|提高至|增加至|提升至|扩大至|降低至|下降至|下调至|降至|增至|升至|升到|降到|增到|增长|增加|提高|提升|扩大|下降|"
    r"降低|减少|缩短|压缩|压减|减|增|升|降|回落|上升|保持在|稳定在|控制在|保持|持续|稳定|维持在|完成|实现|安排|为|至|到|占|有|"
    r"是|在|由|从|了|都|(?<!人)均|要|将|已|共|再|又|还|也|上|以|各|率先|力争|确保|之间|新增|达成|缔结)$"
)
# Verbs and times at the head of a phrase; what is counted stands behind them.
_HEADING = re.compile(
    r"^(?:(?:到|至|在)?\d{4}年[底末]?前?|“十[二三四五]五”(?:时期|期间|末)?|"
    r"(?:在|对(?!外)|向|为|面向|围绕).{2,10}?(?:实施|开展|建设|举办|建成|新增|培育|完成)|.{2,6}?(?:安排|拨付|下达)|力争|确保|推动|推进|促进|加快|继续|全年|今年|去年|明年|当年|每年|我省|我市|全省|全市|全区|预计|其中|新建和改造提升|改造提升|提升(?!率)|淘汰|取消和调整|中?分.轮|"
    r"新建和改善|新建和加固|新建、改扩建|新建改建|新改建|新建成|新建|改建|扩建|改扩建|改造完工|改造|建设或改造|建设运营|建设|建成|新增|"
    r"新培育|培育|引进培育|引进|打造|创建|举办|举行|组建|增设|筹集|压减|争创|完成|实现|新开工|开工|安排|拟安排|拟|投入|减免|发放|支持|出台|收购|盘活|"
    r"累计|营造|保供|提供|获评|突破|形成|设立|启动|检定校准|检定|校准|投资|推广|新开通|开通|实施|组织|开展|开发|研制|制定|"
    r"修订|发布|招收|招引|帮扶|资助|救助|安置|带动|使(?!用)|使用|让|把|对(?!外)|将|要|着力|争取|努力|进一步|全面|深入|大力|积极|五年|三年|"
    r"年均|年内|到|以|在|整体|累积|总共|共|建有|拥有|现有|已有|有)"
)
# 高于全国1.7个百分点 is said of what was measured before.
_COMPARED = re.compile(r"^(?:高于|低于|快于|好于|优于|高出|低了|高了|较|比(?!例|重))")
_NOTHING = re.compile(r"^(?:的|多|余|以上|以下|左右|之间|了|个|年|月|日)*$")


def object_of(
    sentence: str, found: Found, before_it: str | None, previous_end: int
) -> tuple[str | None, int]:
    """Name what a quantity counts or measures, and where that name ends.

    Parameters
    ----------
    sentence : str
    found : Found
    before_it : str or None
        The object of the quantity before, taken where only a verb stands between both (…、增长5%).
    previous_end : int
        Where the quantity before and its object end; no object reaches back behind it.

    Returns
    -------
    (str or None, int)
        None where the sentence does not say it.
    """
    counted = found.unit in COUNTED or found.unit == ""
    behind = _behind(sentence, found, counted=counted)
    if behind:
        # The last character serves: quotation marks may have been taken off.
        return behind, sentence.index(behind[-1], found.end + len(behind) - 1) + 1
    stretch = sentence[previous_end : found.start]
    return _before(stretch, before_it if previous_end else None), found.end


def _behind(sentence: str, found: Found, *, counted: bool) -> str | None:
    place = found.end
    of = sentence[place : place + 1] == "的"
    bare = found.unit in (*PERCENT, *SPANS) and not of
    if found.quantity.startswith("翻") or bare:
        return None
    place += of
    end = _END.search(sentence, place)
    phrase = _unquoted(sentence[place : end.start() if end else len(sentence)])
    if len(phrase) < (1 if counted else 2) or len(phrase) > 24 or not re.match(r"[\w“‘]", phrase):
        return None
    if re.match(r"\d", phrase) and counted:
        # 12类45件民生实事: the second quantity's object is the first one's, too.
        following = re.match(r"[\d.]+[万亿]*[\u4e00-\u9fff]", phrase)
        phrase = phrase[following.end() :] if following else phrase
    return phrase or None


def _before(stretch: str, previous: str | None) -> str | None:
    """The last phrase before the number, without the verbs around it."""
    carries_on = re.match(r"[、和与至到]", stretch) or len(stretch) > 1
    phrase = _BREAK.split(re.sub(r"[（(][^（）()]*[）)]", "", stretch))[-1].strip()
    previous = previous if carries_on else None
    while match := _LEADING_TO.search(phrase):
        phrase = phrase[: match.start()]
    while (match := _HEADING.search(phrase)) and len(phrase) - match.end() >= 2:
        phrase = phrase[match.end() :]
    if phrase.endswith("的"):
        # 高标准农田达到耕地总面积的64%: the share of a whole; what has it stands before the verb.
        phrase = re.split(r"达到?|占", phrase.removesuffix("的"))[0]
    phrase = _unquoted(re.sub(r"^[^等]{1,8}等(?=[^级].{3})", "", phrase).strip())
    if len(phrase) < 2 or _NOTHING.match(phrase) or _COMPARED.match(phrase):
        return previous
    return phrase


def _unquoted(phrase: str) -> str:
    """Without the marks around all of it, and without one whose partner was cut off."""
    inner = phrase[1:-1]
    if phrase[:1] in "“‘" and phrase[-1:] in "”’" and not set(inner) & set(_QUOTES):
        return inner
    for mark, partner in ("“”", "”“", "‘’", "’‘"):
        if phrase.count(mark) > phrase.count(partner):
            phrase = phrase.replace(mark, "", 1)
    return phrase
