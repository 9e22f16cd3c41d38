"""Cleaning rules in plain words, for figures and sentences."""

from __future__ import annotations

#: Rules in plain words (English, Chinese); a rule that is not listed is printed by its name.
RULE_WORDS = {
    "characters": ("invisible characters", "不可见字符"),
    "front_matter": ("front matter", "文首元数据"),
    "markup": ("HTML markup", "HTML标记"),
    "pinyin": ("pinyin in brackets", "括注拼音"),
    "traditional": ("traditional characters", "繁体字"),
    "mojibake": ("wrongly decoded text", "乱码还原"),
    "wrapped": ("wrapped lines", "断行合并"),
    "spaced": ("letter-spaced text", "字间空格"),
    "linked": ("words on lines of their own", "句中断行"),
    "repeated": ("repeated body", "正文重复"),
    "layout": ("blanks and line breaks", "空白与换行"),
    "title": ("title", "标题"),
    "byline": ("byline", "作者行"),
    "source_line": ("source line", "来源行"),
    "date_line": ("date lines", "日期行"),
    "delivery": ("occasion of delivery", "会议场合"),
    "credits": ("credits", "责任编辑等署名"),
    "contact": ("contact details", "联系方式"),
    "navigation": ("menus", "导航菜单"),
    "page_head": ("head of the page", "页首文字"),
    "page_foot": ("foot of the page", "页尾文字"),
    "related_links": ("related links", "相关链接"),
    "teaser": ("teasers", "摘要与预告"),
    "visits": ("visit counts", "浏览次数"),
    "promotion": ("promotion of the site", "推广语"),
    "comments": ("comments", "评论区"),
    "tags": ("key words of the page", "关键词标签"),
    "caption": ("photo captions", "图片说明"),
    "disclaimer": ("disclaimers", "免责声明"),
    "by_hand": ("by hand", "人工指定"),
    "outside": ("outside the article", "正文之外"),
    "hidden": ("hidden text", "隐藏文字"),
    "link": ("links", "链接"),
}


def rule_words(rule: str, language: str) -> str:
    """A cleaning rule in plain words; one that we do not know is printed by its own name.

    Examples
    --------
    >>> rule_words("pinyin", "en"), rule_words("pinyin", "zh"), rule_words("my_rule", "en")
    ('pinyin in brackets', '括注拼音', 'my_rule')
    """
    return RULE_WORDS[rule][language == "zh"] if rule in RULE_WORDS else rule
