"""Make lexicon/gazetteer.csv: cities and counties with their provinces and codes.

    python tools/make_gazetteer.py FOLDER

FOLDER holds published lists of administrative divisions: provinces.csv (code, name), cities.csv
(code, name, provinceCode) and areas.csv (code, name, cityCode, provinceCode), and HK-MO-TW.json
(region -> city -> districts). The facts are taken over, with columns of our own; which names may
stand for a place alone is decided here, by rules and by the lists below.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
#: The starters' copy is the one that `liangwen new` hands out; a test keeps both equal.
TARGETS = (
    ROOT / "lexicon" / "gazetteer.csv",
    ROOT / "src" / "liangwen" / "starters" / "lexicon" / "gazetteer.csv",
)
COLUMNS = ("name", "short", "level", "province", "code", "source", "ambiguous")

#: GB2260 = names and codes of the national standard; list = a published list without codes.
_GB, _LIST = "GB2260", "list"

_PEOPLES = (
    "蒙古|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|"
    "纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|"
    "俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺|回|各"
)
#: Peoples' names before 自治州, 自治县 …; in Xinjiang the longer ones go without 族.
_OF_PEOPLES = re.compile(
    rf"(?:(?:{_PEOPLES})族)+$|(?:蒙古|哈萨克|柯尔克孜|塔吉克|锡伯)$"
)
_ENDINGS = re.compile(r"(?:自治[州县旗]|地区|林区|矿区|特区|新区|[市盟县区旗])$")
#: Banners are told apart by what stands before 旗: without it they have no name of their own.
_BANNER_PART = re.compile(r"[左右前中后]$|翼$")
#: Codes 71–79 of the last two digits are statistical units (开发区), which no division is.
_STATISTICAL = range(71, 80)


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: Short forms that are words, phrases, persons' names, or other places under the same word: first
#: of prefecture-level, then of county-level units. The whole name still counts.
WORDS = _listed("""
吉林 海南 朝阳 日照 来宾 白银 安康 大同 山南 海东 海北 海西 黄南 阿里 兴安 中卫 新乡 怒江
红河 中山 黄石 德州 凉山 巴中 金昌 南通 新北 桃园 台东 台中 达州 白山 河源 内江 通化
大兴安岭

东方 新民 新乐 三河 安国 高平 原平 孝义 沙河 南宫 河间 灯塔 凤城 榆树 磐石 集安 临江 尚志
五常 北安 安达 海林 海伦 东宁 宁安 铁力 同江 启东 兴化 海安 永康 江山 临海 平湖 玉环 天长
明光 界首 宁国 无为 永安 南安 福安 乐平 高安 丰城 新泰 永城 应城 当阳 天门 广水 利川 赤壁
石首 宜城 常宁 津市 恩平 四会 阳春 普宁 北流 合山 平果 文昌 万宁 简阳 万源 赤水 兴义 兴仁
福泉 水富 开远 弥勒 合作 同仁 玉门 兴平 子长 双河 昆玉 新星 白杨 北屯 龙泉 台山 沅江 嫩江
洪湖 龙井 扬中 平度 高密 英德 会理 建德 广德 铁门关 清水河 安宁 开平 长葛 大安 东港 东兴
龙港 沙湾 栖霞 大理 资兴 海城 兴城 迁安 开原 龙口 和龙 高邮 乌苏 新密 项城 永济 桂平 兰溪
""")
#: Counties and districts are named with their kind; these few are known without it.
KNOWN_WITHOUT_KIND = _listed("浦东 海淀")
#: Whole names that also stand in running text, within or across its words.
STRINGS = _listed("""
城区 郊区 矿区 东区 西区 港口区 解放区 新市区 工农区 回民区 富裕县 民权县 公安县 平房区
前进区 复兴区 海港区 运河区 安居区 大观区 市南区 市北区 市中区 东城区 西城区 城东区 城西区
城北区 老城区 越城区 新建区 古城区 新兴区 西山区 海南区 河北区 政和县 会同县 和政县 海城市
应城市 宜城市 项城市 兴城市
""")


class Unit(NamedTuple):
    """A city or county as the lists have it."""

    name: str
    level: str
    province: str
    code: str
    source: str


def short_province(name: str) -> str:
    """Return a province's short name: 内蒙古 for 内蒙古自治区.

    Examples
    --------
    >>> short_province("新疆维吾尔自治区"), short_province("黑龙江省")
    ('新疆', '黑龙江')
    """
    return re.sub(r"(?:壮族|回族|维吾尔)?自治区$|特别行政区$|[省市]$", "", name)


def short_form(name: str) -> str:
    """Return a division's name without its kind and its peoples; empty if nothing is left.

    Examples
    --------
    >>> [short_form(name) for name in ("武汉市", "大理白族自治州", "和县", "东乡族自治县")]
    ['武汉', '大理', '', '']
    """
    bare = _ENDINGS.sub("", name)
    if "自治" in name or bare.endswith("族"):
        bare = _OF_PEOPLES.sub("", bare)
    if len(bare) < 2 or (name.endswith("旗") and _BANNER_PART.search(bare)):
        return ""
    return "" if re.fullmatch(rf"(?:{_PEOPLES})族?", bare) else bare


def read_units(folder: Path) -> list[Unit]:
    """Read the lists: cities, then counties, in the order of their codes."""
    provinces = {row["code"]: short_province(row["name"]) for row in _rows(folder, "provinces.csv")}
    cities = [
        Unit(row["name"], "city", provinces[row["provinceCode"]], row["code"] + "00", _GB)
        for row in _rows(folder, "cities.csv")
        if not re.search(r"市辖区$|直辖|^县$", row["name"])
    ]
    counties = [
        Unit(row["name"], "county", provinces[row["provinceCode"]], row["code"], _GB)
        for row in _rows(folder, "areas.csv")
        if int(row["code"][4:]) not in _STATISTICAL and row["name"][-1] in "县区市旗"
    ]
    islands = json.loads((folder / "HK-MO-TW.json").read_text(encoding="utf-8"))
    others = [
        Unit(city, "city", short_province(province), "", _LIST)
        for province, members in islands.items()
        for city in members
        if city[-1] in "市县"
    ]
    # A city without counties stands in both lists; it is one unit.
    codes = {unit.code for unit in cities}
    return [*cities, *others, *(unit for unit in counties if unit.code not in codes)]


def _rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def rows_of(units: list[Unit]) -> list[tuple[str, ...]]:
    """Return a row a unit, with what may stand for it alone."""
    provinces = {unit.province for unit in units}
    holders: dict[str, set[str]] = defaultdict(set)
    for unit in units:
        short = short_form(unit.name)
        for spelling in (unit.name, short if _goes_without_kind(unit, short) else unit.name):
            holders[spelling].add(unit.province)
    rows: list[tuple[str, ...]] = []
    for unit in units:
        short = short_form(unit.name)
        ambiguous = ""
        if len(holders[unit.name]) > 1:
            ambiguous = "several"
        elif len(unit.name) == 2 or unit.name in STRINGS:
            ambiguous = "string"
        elif not _goes_without_kind(unit, short):
            short = ""
        elif short in provinces or short in WORDS or len(holders[short]) > 1:
            ambiguous = "short"
        if ambiguous in {"several", "string"}:
            short = ""
        rows.append((unit.name, short, *unit[1:], ambiguous))
    return rows


def _goes_without_kind(unit: Unit, short: str) -> bool:
    """Cities are called 武汉, counties seldom 和 or 平安: those need three characters."""
    return unit.name.endswith("市") or unit.level == "city" or len(short) > 2 or (
        short in KNOWN_WITHOUT_KIND
    )  # fmt: skip


def main() -> None:
    """Write the gazetteer to both its places."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="the published lists")
    folder = parser.parse_args().folder
    rows = rows_of(read_units(folder))
    for target in TARGETS:
        with target.open("w", encoding="utf-8", newline="") as handle:
            writer = csv.writer(handle, lineterminator="\n")
            writer.writerow(COLUMNS)
            writer.writerows(rows)


if __name__ == "__main__":
    main()
