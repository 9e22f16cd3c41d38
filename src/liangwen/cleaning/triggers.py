"""A cheap gate: words without which a whole sentence cannot be a line of the site.

The tests of :mod:`.line_kinds` are many, and nearly all lines of an article are sentences that
none of them can match. One pass of an automaton says so at a fraction of their cost.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Any

#: Every test that a line ending in a full stop can pass asks for one of these words.
_SENTENCE_TRIGGERS = [
    "位置", "来源", "出处", "转自", "供稿单位", "发布机构", "信息提供", "原标题", "原题", "原文",
    "来自网络", "摄", "/图", "／图", "记者", "网友", "自觉遵守", "评论", "跟帖", "跟贴", "留言",
    "点评", "编辑", "责编", "版权", "转载", "转发", "侵权", "侵犯", "未经", "声明", "特别提示",
    "重要提示", "风险提示", "特别说明", "重要说明", "本文", "本站", "本网", "本稿", "本公众号",
    "本账号", "本平台", "以上内容", "以上信息", "以上文章", "该文", "文章内容", "如对", "请支持",
    "客户端", "APP", "App", "app", "公众号", "公号", "微信", "微博", "二维码", "小程序", "视频号",
    "QQ", "扫码", "扫一扫", "识别", "长按", "回复【", "回复“", "回复[", "回复「", "在看", "菜单栏",
    "阅读原文", "邮件", "【", "→", "➡", ">>", "浏览", "登录", "登陆", "©", "copyright",
    "Copyright", "COPYRIGHT", "ICP", "许可证", "公网安备", "标识码", "不良信息", "rights",
    "Rights", "RIGHTS", "热线", "电话", "传真", "邮箱", "地址", "地点", "邮编", "手机", "报料",
    "爆料", "@", "加载中", "今天是", "今日是", "现在是", "当前时间", "现在时间", "今天：", "今天:",
    "今天2", "今日2", "Notice", "Disclaimer", "NOTICE", "http", "www.", "相关链接", "相关报道",
    "相关新闻", "相关阅读", "相关文章", "相关推荐", "延伸阅读", "推荐阅读", "上一篇", "下一篇",
    "上一条", "下一条", "请关注", "请点击", "请查看", "请登录", "请访问", "请移步", "请下载",
    "请前往", "图为", "供图", "提供图片",
    "分享：", "分享:", "分享到", "正文已结束", "自律公约", "非本网站", "非本站", "扫描", "好看",
    "。。。", "星期", "notice", "disclaimer", "DISCLAIMER", "icp", "Tel", "TEL", "tel", "mail",
    "Mail", "MAIL", "Add", "ADD", "add", "视听", "互联网新闻信息服务", "出版许可",
    "邮政编码", "来 ", "来\u3000", "今天 ", "今日 ", "今天\u3000", "今日\u3000", "今天1", "今日1",
    "今天公", "今日公", "今日:", "今日：", "ftp:",
    *(f"图{number}" for number in "①②③④⑤⑥⑦⑧⑨⑩"),
]  # fmt: skip


@lru_cache(maxsize=1)
def _automaton() -> Any:
    from ahocorasick_rs import AhoCorasick, Implementation

    # So few words make a small table, and the table is twice as fast as what is the default.
    return AhoCorasick(_SENTENCE_TRIGGERS, implementation=Implementation.DFA)


def has_trigger(text: str) -> bool:
    """Whether the line holds a word that a line of the site may be told by.

    Examples
    --------
    >>> has_trigger("扫码关注我们。"), has_trigger("本条例自公布之日起施行。")
    (True, False)
    """
    try:
        return bool(_automaton().find_matches_as_indexes(text))
    except UnicodeEncodeError:  # a lone surrogate, which the automaton cannot take
        return True


def lines_with_trigger(lines: Sequence[str]) -> frozenset[int]:
    """Return the numbers of the lines that :func:`has_trigger`, by one look at all of them.

    Examples
    --------
    >>> lines_with_trigger(["本条例自公布之日起施行。", "扫码关注我们。"])
    frozenset({1})
    """
    try:
        found = _automaton().find_matches_as_indexes("\n".join(lines))
    except UnicodeEncodeError:
        return frozenset(i for i, line in enumerate(lines) if has_trigger(line))
    # No word reaches over a line's end, so that none can hide the first one of the next line.
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    return frozenset(bisect_right(starts, start) - 1 for _, start, _ in found)
