"""Bylines: a person's name with the office, on a line of its own."""

from __future__ import annotations

import re
from typing import NamedTuple

_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章云苏潘葛奚范彭郎鲁韦昌马苗"
    "凤方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄穆萧尹姚邵汪祁毛"
    "禹狄米明计伏成戴宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄江童颜郭梅盛林钟徐邱骆高夏蔡田樊胡凌霍"
    "虞万支柯管卢莫房解应宗丁宣邓郁单杭洪包诸左石崔吉龚程邢裴陆荣翁荀甄曲封储靳段巫焦牧车侯全班仰仲宫宁"
    "仇栾甘厉祖武符刘景詹束龙叶幸司韶黎白蒲卓蔺屠蒙池乔谭劳申扶冉雍桑桂牛寿边燕冀尚农温庄晏柴瞿阎慕连茹"
    "赖翟芦丛牟隋薄辜刁苑臧邸姬郜揭鄢竺冼佟栗鞠谌胥佘仝亓阚"
    "习宦艾容古易慎戈廖终步都耿满匡国文寇广欧沃利蔚越隆师巩聂晁冷辛简饶曾沙丰关相查荆游权岳帅涂肖楚闫覃"
)
_DOUBLE_SURNAMES = "欧阳|上官|司马|诸葛|东方|皇甫|尉迟|公孙|令狐|慕容|司徒|夏侯"
_OFFICE_ENDS = (
    "省长|市长|州长|县长|区长|盟长|主席|总理|局长|书记|主任|部长|厅长|处长|司长|院长|所长|会长|"
    "理事长|秘书长|"
    "巡视员|董事长|总经理|总工程师|行长|校长|教授|研究员|院士|主编|委员长|委员|专员|检察长|"
    "党组成员|参事"
)
#: A name: a known surname and one or two characters, or 艾尔肯·吐尼亚孜.
_LONG_NAME = r"[\u4e00-\u9fff]{2,6}(?:·[\u4e00-\u9fff]{2,8})+"
NAME = rf"(?:(?:{_DOUBLE_SURNAMES}|[{_SURNAMES}])[ \u3000]?[\u4e00-\u9fff]{{1,2}}|{_LONG_NAME})"
_LOOSE_NAME = rf"[\u4e00-\u9fff](?:[ \u3000]?[\u4e00-\u9fff]){{1,3}}|{_LONG_NAME}"
_OFFICE = rf"[^\s。！？；,，:：]{{0,40}}?(?:{_OFFICE_ENDS})"
_MARK = r"[\s□■▢●◆◎○—―\-(（【\[]*"
_CLOSE = r"[\s)）】\]]*"

_SPACED = re.compile(rf"{_MARK}(?P<office>{_OFFICE})[\s、]+(?P<name>{_LOOSE_NAME}){_CLOSE}")
_JOINED = re.compile(rf"{_MARK}(?P<office>{_OFFICE})(?P<name>{NAME}){_CLOSE}")
# Blanks with an ordinary one among them, taken for good as all blanks beside a mark are: four such
# places, each dealt out in every way, would take minutes.
_APART = r"(?=[^\S \u3000]*+[ \u3000])\s++"
_AND = rf"(?:\s*+[、,，&和]\s*+|{_APART})"
_NAMES = rf"(?:{_LOOSE_NAME})(?:{_AND}(?:{_LOOSE_NAME})){{0,4}}"
_SURE_NAMES = rf"{NAME}(?:{_AND}{NAME}){{0,4}}"
_LABELLED = re.compile(
    rf"{_MARK}(?:作者|撰文|文|署名|本报记者|记者|特约评论员|报告人|撰稿|执笔|编译)"
    rf"(?:\s*+[:：/／|丨]\s*+|\s++)"
    rf"(?:(?P<office>{_OFFICE})\s*)?(?P<name>{_LOOSE_NAME})(?:\s.{{0,20}})?{_CLOSE}"
)
#: 某某日报记者 李明; 【文/某某网专栏作者 李明】; 《某刊》作者 李明
_PRESS = re.compile(
    rf"{_MARK}(?:文\s*[/／|丨:：]\s*)?[^\s。，；：:]{{0,20}}(?:记者|作者|评论员|通讯员|撰稿人|"
    rf"特约撰稿|研究员)(?:\s*+[:：/／]\s*+|{_APART})"
    rf"(?P<name>{_NAMES}){_CLOSE}"
)
#: 李明/某某日报
_SLASHED = re.compile(
    rf"(?P<name>{NAME})\s*[/／]\s*[\u4e00-\u9fffA-Za-z]{{2,14}}(?:报|网|社|刊|新闻|杂志|电视台|"
    rf"客户端)"
)
#: In a line of several things: | 作者：李明, (记者 李明), （编译/李明）
_WITHIN = re.compile(
    rf"(?:作者|撰文|(?<!责任)(?<!责)编译|文字?)\s*[:：/／]\s*(?P<a>{_LOOSE_NAME})(?=$|[\s)）】\]|"
    rf"｜,，])|"
    rf"(?:^|[\s|｜])作者(?P<b>{NAME})(?=$|[\s)）】\]|｜])|"
    rf"[(（【](?:[^\s()（）【】，。]{{0,12}})?(?:记者|作者|"
    rf"通讯员)\s*+[:：]?\s*+(?P<c>{_SURE_NAMES})(?:[^)）】]{{0,24}})?[)）】]|"
    rf"记者\s*+[:：]?\s*+(?P<d>{_SURE_NAMES}(?:\s*(?:通讯员|实习生)\s*{_SURE_NAMES})?)(?=$|\s*[/／|｜《])"
)
_AT_THE_END = re.compile(
    rf"[。！？”][(（](?:作者|记者|编译|文)?\s*+[:：/／]?\s*+(?P<name>{NAME})[)）]\s*$"
)
_NOBODY = frozenset({"未知", "佚名", "匿名", "管理员", "系统管理员", "本站", "原创", "转载"})
#: An office that a page names as author: no person.
_BODY = re.compile(
    r".*(?:办公室|编辑部|秘书处|本刊|本网|本报)|.{1,3}[处室]|.{3,}(?:[科局部院所会网报社]|中心|学会|协会)"
)
#: Places and bodies of three characters that begin with a surname.
_NO_PERSON = re.compile(r".+[省市县区州网报社台局部委厅处室]")
_BOXED = re.compile(rf"{_MARK}(?P<name>{NAME}){_CLOSE}")


class Byline(NamedTuple):
    """A person and, where the line gives it, the office."""

    name: str
    office: str | None


def read_byline(line: str) -> Byline | None:
    """Read a line that holds nothing but a byline.

    Returns
    -------
    Byline or None
        None when the line is something else; a name alone counts only behind a mark such as □
        or 作者, or in the closed form of a name with ·.

    Examples
    --------
    >>> read_byline("□广东省人民政府副省长陈良贤")
    Byline(name='陈良贤', office='广东省人民政府副省长')
    >>> read_byline("省长　王予波").name
    '王予波'
    >>> read_byline("副省长出席会议") is None
    True
    """
    text = line.strip()
    if not 2 <= len(text) <= 60:
        return None
    for pattern in (_PRESS, _SLASHED):
        found = pattern.fullmatch(text)
        if found and _is_person(name := _names(found["name"])):
            return Byline(name, None)
    for pattern in (_LABELLED, _SPACED, _JOINED):
        found = pattern.fullmatch(text)
        if found and _is_person(_bare(found["name"])):
            return Byline(_bare(found["name"]), found["office"])
    if text[0] in "□■▢●◆◎":
        boxed = _BOXED.fullmatch(text)
        if boxed:
            return Byline(_bare(boxed["name"]), None)
    return None


def is_bare_name(line: str) -> bool:
    """A name of three characters, or of two with a blank, and nothing else.

    Only its place, between the day and the text, makes such a line a byline.

    Examples
    --------
    >>> is_bare_name("王 凯"), is_bare_name("总体要求")
    (True, False)
    """
    text = line.strip()
    return len(text) >= 3 and is_name(text)


def is_name(words: str) -> bool:
    """A person's name as far as its form can tell: a surname, one or two characters, no body.

    Examples
    --------
    >>> is_name("王凯"), is_name("华龙网"), is_name("江苏省")
    (True, False, False)
    """
    return bool(re.fullmatch(NAME, words)) and not _NO_PERSON.fullmatch(words)


def _is_person(name: str) -> bool:
    return name not in _NOBODY and not _BODY.fullmatch(name)


def names_within(line: str) -> str | None:
    """The author that a line of several things names: 来源：… 作者：李明, (记者 李明).

    Examples
    --------
    >>> names_within("2026-02-03 来源：云南日报 作者：李明")
    '李明'
    """
    found = _WITHIN.search(line)
    name = _names(next(filter(None, found.groups()))) if found else ""
    return name if name and _is_person(name) else None


def name_at_the_end(line: str) -> str | None:
    """The name in brackets behind the last full stop: ……举行。（李明）"""
    found = _AT_THE_END.search(line)
    return _bare(found["name"]) if found else None


def _names(names: str) -> str:
    """Names as they are written, blanks within one left out, blanks between two kept."""
    words = [x for x in re.split(r"\s+", names.strip()) if x not in {"记者", "通讯员", "实习生"}]
    if any(len(word) == 1 for word in words):
        return _bare(names)
    return " ".join(words)


def _bare(name: str) -> str:
    return re.sub(r"\s", "", name)
