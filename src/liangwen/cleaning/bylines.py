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
    "习宦艾容古易慎戈廖终步都耿满匡国文寇广欧沃利蔚越隆师巩聂晁冷辛简饶曾沙丰关相查荆游权岳帅涂肖楚闫覃"
)
_DOUBLE_SURNAMES = "欧阳|上官|司马|诸葛|东方|皇甫|尉迟|公孙|令狐|慕容|司徒|夏侯"
_OFFICE_ENDS = (
    "省长|市长|州长|县长|区长|盟长|主席|总理|局长|书记|主任|部长|厅长|处长|司长|院长|所长|会长|理事长|秘书长|"
    "巡视员|董事长|总经理|总工程师|行长|校长|教授|研究员|院士|主编|委员长|委员|专员|检察长|党组成员|参事"
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
_LABELLED = re.compile(
    rf"{_MARK}(?:作者|撰文|文|署名|本报记者|记者|特约评论员|报告人)\s*(?:[:：/]|\s)\s*"
    rf"(?:(?P<office>{_OFFICE})\s*)?(?P<name>{_LOOSE_NAME})(?:\s.{{0,20}})?{_CLOSE}"
)
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
    for pattern in (_LABELLED, _SPACED, _JOINED):
        found = pattern.fullmatch(text)
        if found:
            return Byline(_bare(found["name"]), found["office"])
    if text[0] in "□■▢●◆◎":
        boxed = _BOXED.fullmatch(text)
        if boxed:
            return Byline(_bare(boxed["name"]), None)
    return None


def _bare(name: str) -> str:
    return re.sub(r"\s", "", name)
