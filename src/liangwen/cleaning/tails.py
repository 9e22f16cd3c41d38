"""What a site glued to the end of an article's last paragraph."""

from __future__ import annotations

import re

from ..edits import Change

_CREDIT = (
    r"[(（【\[](?:责任编辑|责编|编辑|文章来源|本文来源|来源|原标题|"
    r"实习编辑)\s*[:：][^)）】\]。]{0,40}[)）】\]]|"
    r"(?:责任编辑|责编)\s*[:：]\s*[^。，\s]{2,12}|[(（【]完[)）】]|"
    r"[(（](?:原载|摘自|来源)?\s*《[^》]{2,12}》\s*(?:19|20)\d\d[\d\s年月日第至版.，,-]{2,30}[)）]"
)
_LINK = (
    r"(?:返回|进入|点击进入|点击查看|查看|更多)[^。，！？]{0,20}[>＞»]{1,2}|"
    r"返回[^。，！？]{0,12}(?:首页|顶部|列表)|"
    r"【(?:打印|关闭|返回|收藏|字号|我要纠错|纠错|下载|点击)[^。】]{0,12}】|收藏本文|阅读原文"
)
_TAIL = re.compile(rf"(?<=[。！？”’）)…])(?P<tail>(?:\s*(?:(?P<credit>{_CREDIT})|{_LINK}))+)\s*$")


def tail_of(text: str, start: int) -> Change | None:
    """The change that takes such words off a paragraph.

    Parameters
    ----------
    text : str
        The paragraph.
    start : int
        Where it starts in the whole text.

    Examples
    --------
    >>> tail_of("整顿仍将持续。返回某某网首页>>", 0)
    Change(start=7, end=16, inserted='', rule='navigation')
    >>> tail_of("计量是基础。（李明）", 0) is None
    True
    """
    if text.endswith("。"):  # nothing that a site glues to a paragraph ends so
        return None
    found = _TAIL.search(text[-120:])
    if found is None:
        return None
    offset = start + max(0, len(text) - 120)
    kind = "credits" if found["credit"] else "navigation"
    return Change(offset + found.start("tail"), offset + found.end("tail"), "", kind)
