"""The tile grid: each of the 34 province-level units a square of equal size.

The squares keep the neighbourhoods roughly and leave areas and borders out, which carry nothing
here and raise questions that a study of texts need not answer.
"""

from __future__ import annotations

#: region: (row from the top, column from the left, two-letter code, one-character abbreviation)
TILES: dict[str, tuple[int, int, str, str]] = {
    "黑龙江": (0, 8, "HL", "黑"),
    "内蒙古": (1, 5, "NM", "蒙"), "吉林": (1, 8, "JL", "吉"),
    "新疆": (2, 0, "XJ", "新"), "宁夏": (2, 3, "NX", "宁"), "山西": (2, 4, "SX", "晋"),
    "河北": (2, 5, "HE", "冀"), "北京": (2, 6, "BJ", "京"), "天津": (2, 7, "TJ", "津"),
    "辽宁": (2, 8, "LN", "辽"),
    "青海": (3, 1, "QH", "青"), "甘肃": (3, 2, "GS", "甘"), "陕西": (3, 3, "SN", "陕"),
    "河南": (3, 4, "HA", "豫"), "山东": (3, 5, "SD", "鲁"),
    "西藏": (4, 0, "XZ", "藏"), "四川": (4, 2, "SC", "川"), "重庆": (4, 3, "CQ", "渝"),
    "湖北": (4, 4, "HB", "鄂"), "安徽": (4, 5, "AH", "皖"), "江苏": (4, 6, "JS", "苏"),
    "上海": (4, 7, "SH", "沪"),
    "云南": (5, 2, "YN", "云"), "贵州": (5, 3, "GZ", "贵"), "湖南": (5, 4, "HN", "湘"),
    "江西": (5, 5, "JX", "赣"), "浙江": (5, 6, "ZJ", "浙"),
    "广西": (6, 3, "GX", "桂"), "广东": (6, 4, "GD", "粤"), "福建": (6, 5, "FJ", "闽"),
    "台湾": (6, 7, "TW", "台"),
    "海南": (7, 3, "HI", "琼"), "澳门": (7, 4, "MO", "澳"), "香港": (7, 5, "HK", "港"),
}
ROWS, COLUMNS = 8, 9
#: The units in the order in which the gazetteer has them: by code, as atlases list them.
OFFICIAL = (
    "北京", "天津", "河北", "山西", "内蒙古", "辽宁", "吉林", "黑龙江", "上海", "江苏", "浙江",
    "安徽", "福建", "江西", "山东", "河南", "湖北", "湖南", "广东", "广西", "海南", "重庆", "四川",
    "贵州", "云南", "西藏", "陕西", "甘肃", "青海", "宁夏", "新疆", "香港", "澳门", "台湾",
)  # fmt: skip


def members(region: str) -> list[str]:
    """Province-level units of a region: 四川·重庆 has two.

    Examples
    --------
    >>> members("四川·重庆"), members("湖北")
    (['四川', '重庆'], ['湖北'])
    """
    return region.split("·")


def tile_owners(regions: list[str]) -> dict[str, str]:
    """Which region's value each tile bears: {tile: region}; tiles without a text are left out.

    A unit with a text of its own bears that; else the first joint unit that it belongs to.

    Examples
    --------
    >>> tile_owners(["四川·重庆", "湖北", "四川"])
    {'四川': '四川', '重庆': '四川·重庆', '湖北': '湖北'}
    """
    owners = {}
    for tile in TILES:
        joint = [region for region in regions if "·" in region and tile in members(region)]
        if tile in regions:
            owners[tile] = tile
        elif joint:
            owners[tile] = joint[0]
    order = [tile for region in regions for tile in members(region)]
    return {tile: owners[tile] for tile in dict.fromkeys(order) if tile in owners}


def off_the_map(regions: list[str]) -> list[str]:
    """Regions that no tile bears: 全国, unknown names, joint units whose members have own texts."""
    shown = set(tile_owners(regions).values())
    return [region for region in regions if region not in shown]
