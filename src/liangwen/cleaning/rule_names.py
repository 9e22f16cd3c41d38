"""Cleaning rules in plain words, for figures and sentences."""

from __future__ import annotations

#: Rules in plain words (English, Chinese); a rule that is not listed is printed by its name.
RULE_WORDS = {
    "characters": ("invisible characters", "不可见字符"),
    "front_matter": ("front matter", "文首元数据"),
    "markup": ("HTML markup", "HTML标记"),
    "pinyin": ("pinyin in brackets", "括注拼音"),
    "traditional": ("traditional characters", "繁体字"),
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
    "disclaimer": ("disclaimers", "免责声明"),
}


def rule_words(rule: str, language: str) -> str:
    """A cleaning rule in plain words; one that we do not know is printed by its own name.

    Examples
    --------
    >>> rule_words("pinyin", "en"), rule_words("pinyin", "zh"), rule_words("my_rule", "en")
    ('pinyin in brackets', '括注拼音', 'my_rule')
    """
    return RULE_WORDS[rule][language == "zh"] if rule in RULE_WORDS else rule
