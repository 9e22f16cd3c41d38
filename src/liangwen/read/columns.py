"""Which column of a table of articles holds what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..errors import SeedError

#: What a column can hold -> the names it is known by when study.toml names none, best first.
KNOWN_NAMES: dict[str, tuple[str, ...]] = {
    "text": ("text", "content", "正文", "内容", "全文", "文本", "body", "article", "文章内容"),
    "title": ("title", "标题", "题名", "题目", "名称", "headline"),
    "date": (
        "date", "发布日期", "发布时间", "日期", "成文日期", "publish_date", "pub_date", "pubdate",
        "publish_time", "published", "时间", "time",
    ),
    "source": ("source", "来源", "信息来源", "媒体", "site", "网站"),
    "author": ("author", "作者"),
    "url": ("url", "link", "链接", "网址", "地址"),
    "region": ("region", "province", "地区", "省份", "省市", "省"),
    "issuer": ("issuer", "发文机关", "发布机构", "发文单位"),
    "document_number": ("document_number", "文号", "发文字号"),
    "key": ("key", "id", "article_id", "编号", "序号"),
}  # fmt: skip

#: What a column can be named for.
ROLES = tuple(KNOWN_NAMES)

Wishes = Mapping[str, Sequence[str]]


def choose_columns(found: Sequence[str], wishes: Wishes) -> dict[str, str]:
    """Choose the columns of a table.

    Parameters
    ----------
    found : sequence of str
        The table's column names.
    wishes : mapping
        What study.toml says: role -> names, of which the first that the table has is taken.

    Returns
    -------
    dict
        Role -> column; `text` is always among them, a role that no column holds is not.

    Raises
    ------
    SeedError
        If no column holds the text, or one that study.toml names is missing.

    Examples
    --------
    >>> choose_columns(["标题", "正文", "x"], {})
    {'text': '正文', 'title': '标题'}
    >>> choose_columns(["a", "b"], {})
    Traceback (most recent call last):
    liangwen.errors.SeedError: No column holds the articles' text; it has the columns a, b. ...
    """
    # A name is the same with blanks around it, in capitals, and behind a byte-order mark.
    plain = {_plain(name): name for name in reversed(found)}
    chosen: dict[str, str] = {}
    for role, known in KNOWN_NAMES.items():
        names = wishes.get(role) or known
        column = next((plain[_plain(name)] for name in names if _plain(name) in plain), None)
        if column is not None:
            chosen[role] = column
        elif role in wishes:
            raise SeedError(
                f"It has no column {' or '.join(names)} for {role}; it has {_listed(found)}.",
                "Mend [columns] in study.toml, or the table's first row.",
            )
    if "text" not in chosen:
        raise SeedError(
            f"No column holds the articles' text; it has {_listed(found)}.",
            'Name it in study.toml: [columns] text = "…".',
        )
    return chosen


def _plain(name: str) -> str:
    return name.strip("\ufeff \t\r\n\u3000").lower()


def _listed(found: Sequence[str]) -> str:
    if not found:
        return "no columns"
    shown = ", ".join((name.strip() or "(unnamed)")[:40] for name in found[:30])
    return f"the columns {shown}{' …' if len(found) > 30 else ''}"
