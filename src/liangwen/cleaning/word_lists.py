"""Words without which a line cannot be what a test of :mod:`.line_tests` asks for.

The tests are many, and nearly all lines of an article are sentences that none of them can
match. One pass over the text (:mod:`.line_census`) says of each line which of these lists it holds
a word of, at a fraction of the tests' cost. A list may hold words that no test needs, but each
test's own must be among them.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import product
from typing import Any

#: Every test that a line ending in a full stop can pass asks for one of these words.
SITE_WORDS = (
    "位置", "来源", "出处", "转自", "供稿单位", "发布机构", "信息提供", "原标题", "原题", "原文",
    "来自网络", "摄", "/图", "／图", "记者", "网友", "自觉遵守", "评论", "跟帖", "跟贴", "留言",
    "点评", "编辑", "责编", "版权", "转载", "转发", "侵权", "侵犯", "未经", "声明", "特别提示",
    "重要提示", "风险提示", "特别说明", "重要说明", "本文", "本站", "本网", "本稿", "本账号",
    "本平台", "以上内容", "以上信息", "以上文章", "该文", "文章内容", "如对", "请支持",
    "客户端", "APP", "App", "app", "公众号", "公号", "微信", "微博", "二维码", "小程序", "视频号",
    "QQ", "扫码", "扫一扫", "识别", "长按", "回复“", "回复[", "回复「", "在看", "菜单栏",
    "邮件", "【", "→", "➡", ">>", "浏览", "登录", "登陆", "©", "copyright",
    "Copyright", "COPYRIGHT", "ICP", "许可证", "公网安备", "标识码", "不良信息", "rights",
    "Rights", "RIGHTS", "热线", "电话", "传真", "邮箱", "地址", "地点", "邮编", "手机", "报料",
    "爆料", "@", "加载中", "今天是", "今日是", "现在是", "当前时间", "现在时间", "今天：", "今天:",
    "今天2", "今日2", "Notice", "Disclaimer", "NOTICE", "http", "www.", "相关链接", "相关报道",
    "相关新闻", "相关阅读", "相关文章", "相关推荐", "延伸阅读", "推荐阅读", "上一篇", "下一篇",
    "上一条", "下一条", "请关注", "请点击", "请查看", "请访问", "请移步", "请下载",
    "请前往", "图为", "供图",
    "分享：", "分享:", "分享到", "正文已结束", "自律公约", "扫描", "好看",
    "。。。", "星期", "notice", "disclaimer", "DISCLAIMER", "icp", "Tel", "TEL", "tel", "mail",
    "Mail", "MAIL", "Add", "ADD", "add", "视听", "互联网新闻信息服务", "出版许可",
    "邮政编码", "来 ", "来\u3000", "今天 ", "今日 ", "今天\u3000", "今日\u3000", "今天1", "今日1",
    "今天公", "今日公", "今日:", "今日：", "ftp:",
    *(f"图{number}" for number in "①②③④⑤⑥⑦⑧⑨⑩"),
)  # fmt: skip

CAPITALS = tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
LETTERS = CAPITALS + tuple("abcdefghijklmnopqrstuvwxyz")


def _each(first: str, second: str) -> tuple[str, ...]:
    """Every word of the first kind with every one of the second behind it."""
    return tuple(map("".join, product(first.split(), second.split())))


#: The lists by their names. "site" decides for whole sentences, the others for the tests.
LISTS: dict[str, tuple[str, ...]] = {
    "site": SITE_WORDS,
    "ends": tuple("。！？；!?;"),
    "pauses": tuple("，、,"),
    "colon": tuple(":：@"),
    "labelled": tuple(":：|丨"),
    "century": ("19", "20"),
    "day": ("日",),
    "in": ("在",),
    "attachment": ("附",),
    "stop": (".",),
    "bar": ("|",),
    "more": ("更多",),
    "letter": LETTERS,
    "related": (
        "相关", "延伸", "推荐", "热", "精彩", "猜您", "猜你", "你可能", "你或许", "您可能",
        "您或许", "大家都", "更多", "最新", "栏目", "排行", "头条新闻", "图片新闻", "视频新闻",
        "此前报道", "早前报道", "新闻链接", "看过", "上一", "下一", "上篇", "下篇",
    ),
    "comments": (
        "评论", "跟帖", "跟贴", "留言", "点评", "热评", "输入", "有话说", "说两句", "发帖", "发贴",
        "我要发言", "自律公约",
    ),
    "visitor": (
        "位置", "页", ">", "»", "›", "＞", "欢迎", "浏览", "扫", "长按", "返回", "回到",
        "进入", "打印", "关闭", "收藏", "字号", "字体", "分享", "点击", "正文已结束",
        "阅读全文", "余下全文", "加载中", "登录", "登陆", "注册", "://", "www.", "版",
        *_each("戳", "上 下 左 右 文 顶 图 此 这 链 查 进 大 蓝 名 卡 关"), *CAPITALS,
    ),
    "today": ("今天", "今日", "现在", "当前时间"),
    "week": ("星期",),
    "reactions": (
        "顶", "踩", "赞", "支持", "反对", "回复", "举报", "收藏", "分享", "参与", "推荐", "来自",
        "网友", "自觉遵守", "人关注", "人喜欢", "人已读",
    ),
    "rights": (
        *_each("免责 版权 特别 郑重 重要 风险", "声明 说明 提示"), "声明", "本站", "本网", "本文",
        "本平台", "本公众号", "本账号", "本稿", "以上内容", "以上信息", "以上文章", "文章内容",
        "文章版权", "该文", *_each("未经", "本 作者 授权 许可 允许 书面 同意"), "转载", "转发",
        "请支持", "如对", "非本网", "非本站", "版权所有", "©", "公网安备", "不良信息", "视听许可",
        "节目许可", "信息服务许可", "出版许可", "标识码", *LETTERS,
    ),
    "infringement": ("侵权", "侵犯"),
    "remedy": ("删", "联系", "告知", "处理"),
    "promotion": (
        "APP", "App", "app", "客户端", "公众号", "公号", "微信", "官方微博", "二维码", "小程序",
        "视频号", "QQ群", "手机报", "阅读原文", "回复", "在看", "好看", "菜单栏", "邮件",
        *_each("请 请持续", "关注 点击 查看 登录 访问 移步 下载 前往"),
        *_each("【 [", "下载 点击 立即 马上 戳"),
    ),
    "contact": (
        "热线", "电话", "邮箱", "传真", "手机", "报料", "爆料", "办公区", "址", "地点", "邮编",
        "邮政编码", "@", *LETTERS,
    ),
    "visits": ("浏览", "阅读", "点击", "访问", "人气", "关注", "查看", "围观"),
    "source": ("源", "转自", "转载自", "出处", "供稿单位", "发布机构", "信息提供"),
    "credits": (
        "责编", "编辑", "编审", "审核", "审校", "审读", "校对", "校审", "初审", "复审", "终审",
        "一审", "二审", "三审", "监制", "策划", "实习生", "主编", "录入", "制图", "美编", "排版",
        "摄像", "剪辑", "供稿", "供图", "摄影", "来稿", "出品", "发布人", "发布者", "值班主任",
        "信息员", "审签", "签发", "完)", "完）", "完结", "原标题", "原题", "原文标题", "原文题",
        "整理自", "编译自", "编自", "选自", "载自", "转自", "来自", "来源",
        *_each("图 片 文 均", "据"),
    ),
    "labels": tuple("号关位构期类式围限性态词述型称题"),
    "tags": ("键", "签", "Tag", "tag", "TAG", "专题", "分类", "主题"),
    "captions": (
        "摄", "/图", "／图", "图为", "供图", "提供图片", "图/", *_each("图", "① ② ③ ④ ⑤ ⑥ ⑦ ⑧ ⑨ ⑩"),
    ),
    "reporter": ("记者",),
    # What the title was before.
    "former": ("原题", "原标题"),
}  # fmt: skip


@lru_cache(maxsize=1)
def _automaton() -> Any:
    from ahocorasick_rs import AhoCorasick, Implementation

    # So few words make a small table, and the table is twice as fast as what is the default.
    return AhoCorasick(SITE_WORDS, implementation=Implementation.DFA)


def has_site_word(text: str) -> bool:
    """Whether the line holds a word that a line of the site may be told by.

    Examples
    --------
    >>> has_site_word("扫码关注我们。"), has_site_word("本条例自公布之日起施行。")
    (True, False)
    """
    try:
        return bool(_automaton().find_matches_as_indexes(text))
    except UnicodeEncodeError:  # a lone surrogate, which the automaton cannot take
        return True
