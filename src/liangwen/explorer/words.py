"""What the explorer says, in English and Chinese."""

from __future__ import annotations

from typing import Any

from liangwen.errors import LiangwenError
from liangwen.findings.wording import pick

#: key -> (English, Chinese).
WORDS: dict[str, tuple[str, str]] = {
    "explorer": ("Explorer", "语料探索"),
    "lines": ("Lines", "检索"),
    "themes": ("Themes", "主题"),
    "terms": ("Terms", "用词"),
    "articles": ("{n} articles", "{n}篇文章"),
    "article": ("1 article", "1篇文章"),
    # Controls.
    "look_for": ("Look for", "检索对象"),
    "string": ("String", "字串"),
    "word": ("Word", "词"),
    "theme": ("Theme", "主题"),
    "string_hint": ("type, then Enter; several: a; b", "输入后按回车；多个用分号隔开"),
    "word_hint": ("whole words; a sequence: 高质量 发展", "整词；连续几个词以空格隔开：高质量 发展"),
    "all_terms": ("all its terms", "全部词条"),
    "term": ("Term", "词条"),
    "word_head": ("Term", "词"),
    "by": ("Group by", "分组"),
    "region": ("region", "地区"),
    "kind": ("kind of text", "文种"),
    "source": ("source", "来源"),
    "year": ("year", "年份"),
    "by_article": ("article", "单篇文章"),
    "group": ("Show", "显示"),
    "all_groups": ("all", "全部"),
    "sort": ("Sort by", "排序"),
    "sort_place": ("place in the texts", "文中位置"),
    "sort_left": ("what stands left", "左侧语境"),
    "sort_right": ("what stands right", "右侧语境"),
    "sort_newest": ("date, newest first", "日期（由近及远）"),
    "sort_oldest": ("date, oldest first", "日期（由远及近）"),
    "view": ("View", "视图"),
    "heat": ("Heat map", "热力图"),
    "dots": ("Dots", "点图"),
    "focus_group": ("Texts of", "文本"),
    "against": ("Compared with", "对照"),
    "rest": ("all others", "其余全部"),
    "direction": ("Used", "用法"),
    "more": ("more", "偏多"),
    "less": ("less", "偏少"),
    "minimum": ("Minimum count", "最低频次"),
    "save_figure": ("Save figure", "保存图"),
    "save_lines": ("Save lines", "保存例句"),
    "language": ("Language", "语言"),
    # What is found.
    "line_count": ("{n} lines in {m} of {k} articles", "{n}条例句，见于{k}篇文章中的{m}篇"),
    "one_line": ("One line in one of {k} articles", "1条例句，见于{k}篇文章中的1篇"),
    "lines_alone": ("{n} lines in the one article", "该篇文章中有{n}条例句"),
    "one_line_alone": ("One line in the one article", "该篇文章中有1条例句"),
    "range": ("{a}–{b} of {n}", "第{a}～{b}条，共{n}条"),
    "before": ("Previous", "上一页"),
    "after": ("Next", "下一页"),
    "open_line": ("Open: {words}", "打开：{words}"),
    "open_hint": ("A click on a line opens its place in the article.", "点击例句，可查看其在文中的位置。"),
    "without_group": (
        "{n} of the lines stand in articles without a {by} to compare; they are listed, but in no "
        "row here.",
        "其中{n}条例句所在文章没有可比较的{by}，已列出，但不计入此处各行。",
    ),
    "one_without_group": (
        "One of the lines stands in an article without a {by} to compare; it is listed, but in no "
        "row here.",
        "其中1条例句所在文章没有可比较的{by}，已列出，但不计入此处各行。",
    ),
    "national": ("National 全国", "全国"),
    "no_group": ("no {by}", "无{by}"),
    "per_han": ("per 10,000 characters", "每万汉字次数"),
    "per_tokens": ("per 10,000 words", "每万词次数"),
    "rate": ("rate", "频率"),
    "hits": ("hits", "次数"),
    "texts": ("texts", "篇数"),
    "interval_note": (
        "Line: 95 % interval; of one text it knows chance within that text only. No line: too few "
        "hits or articles for one. Arrow: it goes on.",
        "横线为95%区间；只有一篇的组仅含篇内偶然波动。没有横线表示命中或篇数太少，无法给出区间。"
        "箭头表示区间未画完。",
    ),
    "heat_note": (
        "Darker: more hits per 10,000 characters. – no hit. A click on a row shows its lines.",
        "颜色越深，每万汉字命中越多。“–”表示没有命中。点击一行可查看例句。",
    ),
    "row_note": ("A click on a row shows its lines.", "点击一行可查看例句。"),
    "no_interval": ("no interval", "无区间"),
    "interval": ("95 % interval {low}–{high}", "95%区间{low}～{high}"),
    "cell": ("{hits} hits, {rate} per 10,000 characters", "命中{hits}次，每万汉字{rate}次"),
    "one_cell": ("one hit, {rate} per 10,000 characters", "命中1次，每万汉字{rate}次"),
    "mostly": ("{share} of them {term}", "其中“{term}”占{share}"),
    # Terms.
    "count": ("here : there", "本组 : 对照"),
    "log_ratio": ("log ratio, 95 % interval", "对数比与95%区间"),
    "axis_here": ("per 10,000 words, {group}", "每万词次数：{group}"),
    "axis_there": ("per 10,000 words, {group}", "每万词次数：{group}"),
    "term_note": (
        "Blue more, rust less often beyond chance for all terms tested together (LRC); grey: may "
        "be chance. A click on a term shows its lines.",
        "蓝色多用、橙色少用，就全部受检词而言超出偶然（LRC）；灰色：可能出于偶然。点击一个词可查看例句。",
    ),
    "single_note": (
        "One article: the differences are of this text, and nothing about others of its kind.",
        "只有一篇：差异只属于该文，不能推及同类其他文章。",
    ),
    "named": ("Named: {n} of the strongest terms. ", "标出差别最大的词中的{n}个。"),
    "term_list": ("The {n} strongest of {total} terms are listed", "所列为{total}个词中差别最大的{n}个"),
    "drawing": ("Drawing the figure …", "正在绘图……"),
    # The place in the article.
    "untitled": ("(without a title)", "（无标题）"),
    "seed": ("Seed", "种子文件"),
    "date": ("Date", "日期"),
    "region_of": ("Region", "地区"),
    "kind_of": ("Kind", "文种"),
    "source_of": ("Source", "来源"),
    "themes_marked": ("Themes marked:", "所标主题："),
    "show_removed": ("Show what cleaning removed ({n} characters)", "显示清洗所删文字（{n}个字符）"),
    "nothing_removed": ("Cleaning removed nothing from this text.", "本文未删去任何文字。"),
    "whole": ("Show the whole article", "显示全文"),
    "above": ("{n} paragraphs above", "以上{n}段"),
    "below": ("{n} paragraphs below", "以下{n}段"),
    "one_above": ("one paragraph above", "以上1段"),
    "one_below": ("one paragraph below", "以下1段"),
    "cut": ("[{n} characters more]", "〔另有{n}个字符〕"),
    "long": (
        "The article has {n} characters; only what stands near the place is shown here. liangwen "
        "inspect shows all of it.",
        "全文共{n}个字符，此处只显示该处上下文。全文可用 liangwen inspect 查看。",
    ),
    "place": ("character {n} of the source", "原文第{n}个字符"),
    # Empty results and mistakes, as sentences.
    "nothing_asked": ("Type a string to look for, or pick a theme.", "请输入要检索的字串，或选择一个主题。"),
    "nothing_asked_word": ("Type a word to look for.", "请输入要检索的词。"),
    "not_found": ("“{what}” stands in none of these texts.", "所选文本中没有“{what}”。"),
    "not_found_word": (
        "“{what}” is no word of these texts as the segmenter cuts them; look for it as a string.",
        "所选文本的分词结果中没有“{what}”，可改用“字串”检索。",
    ),
    "no_hits": ("{what} has no hit in these texts.", "所选文本中没有“{what}”的命中。"),
    "too_long": ("The query is longer than {n} characters; shorten it.", "检索内容超过{n}个字符，请缩短。"),
    "no_themes": ("The study's lexicon holds no theme yet.", "该研究的词典中还没有主题。"),
    "no_theme_hits": ("No theme has a hit in these texts.", "所有主题在文本中均无命中。"),
    "no_articles": (
        "The study has no articles to compare yet: put texts into seeds/ and run liangwen build.",
        "该研究还没有可比较的文章：请将文本放入 seeds/，再运行 liangwen build。",
    ),
    "one_group": (
        "Terms are compared between groups, and by {by} there is only one; group by something else.",
        "用词须在各组之间比较，而按{by}只有一组；请改用其他分组。",
    ),
    "one_text": (
        "Terms are compared between texts, and the study has one article only.",
        "用词须在各文本之间比较，而该研究只有一篇文章。",
    ),
    "no_terms": (
        "No term stands {n} times or more in these texts; lower the minimum count.",
        "没有词在所选文本中出现{n}次以上（含）；请降低最低频次。",
    ),
    "no_more": ("No term is used more here than there.", "没有本组偏多的词。"),
    "no_less": ("No term is used less here than there.", "没有本组偏少的词。"),
    "pick_term": ("Pick a term at the left.", "请在左侧选择一个词。"),
    "saved": ("Saved: {files}", "已保存：{files}"),
    "nothing_to_save": ("There is nothing to save yet.", "目前没有可保存的内容。"),
    "not_written": ("{file} could not be written: {why}", "无法写入{file}：{why}"),
    "no_glyph": (
        "The figure was not saved: its font has no sign {sign}.",
        "未能保存图：字体缺少字符{sign}。",
    ),
    "no_study": (
        "The explorer cannot be opened: {why}", "无法打开语料探索：{why}"),
    "trouble": (
        "This did not work ({why}); the terminal or the log has the details.",
        "操作未成功（{why}），详情见终端或日志。",
    ),
    # Titles of saved figures.
    "figure_lines": ("{what} by {by}", "各{by}文本中的{what}"),
    "figure_theme": ("{what} by {by}", "各{by}文本中的{what}"),
    "figure_heat": ("Themes by {by}", "各{by}文本的主题强度"),
    "figure_terms": ("Words of {group}, compared with {reference}", "{group}与{reference}的用词比较"),
    "sub_han": (
        "Hits per 10,000 Chinese characters; line: 95 % interval; number: hits",
        "每万汉字命中次数；横线为95%区间；数字为命中次数",
    ),
    "sub_tokens": (
        "Hits per 10,000 words; line: 95 % interval; number: hits",
        "每万词命中次数；横线为95%区间；数字为命中次数",
    ),
    "sub_heat": (
        "Hits per 10,000 Chinese characters (small: number of hits); darker is more",
        "每万汉字命中次数（小字为命中数），颜色越深越多",
    ),
    "sub_terms": (
        "Occurrences per 10,000 words, on logarithmic axes; on the dashed line equally often",
        "每万词出现次数（对数坐标）；虚线上两边频率相同",
    ),
    "note_rates": (
        "Ring: no hit. No line: no interval can be given. The interval of a single text knows "
        "chance within that text only. ",
        "空心圆表示没有命中；没有横线表示无法给出区间；单篇文本的区间仅含篇内偶然波动。",
    ),
    "note_heat": (
        "– no hit. A term counts once, for the longest match. Differences describe these texts. ",
        "“–”表示没有命中；重叠词语按最长匹配计一次。差异反映的是这些文章。",
    ),
    "note_terms": (
        "Blue more, rust less often beyond chance for all terms tested together (LRC); grey may be "
        "chance. At the edges: not used at all on that side. ",
        "蓝色多用、橙色少用，就全部受检词而言超出偶然（LRC）；灰色可能出于偶然。边缘处表示该侧完全没有用到。",
    ),
    "note_most": (
        "The {n} highest of {total} rows. ", "{total}行中仅列最高的{n}行。"),
    "note_first": (
        "The first {n} of {total} rows. ", "{total}行中仅列前{n}行。"),
}  # fmt: skip


def say(key: str, language: str, **values: Any) -> str:
    """Return one of the explorer's words or sentences.

    Examples
    --------
    >>> say("range", "en", a=1, b=25, n=312), say("range", "zh", a=1, b=25, n=312)
    ('1–25 of 312', '第1～25条，共312条')
    """
    text = pick(language, *WORDS[key])
    return text.format(**values) if values else text


class Unanswered(LiangwenError):
    """A question without an answer: a sentence in either language says why.

    Parameters
    ----------
    key : str
        Of `WORDS`.
    **values
        What its sentence names; a value that is a pair is one text a language.

    Examples
    --------
    >>> Unanswered("not_found", what="量子").said("zh")
    '所选文本中没有“量子”。'
    """

    def __init__(self, key: str, **values: Any) -> None:
        self.key, self.values = key, values
        super().__init__(self.said("en"))

    def said(self, language: str) -> str:
        """The sentence in a language."""
        spoken = {
            name: pick(language, *value) if isinstance(value, tuple) else value
            for name, value in self.values.items()
        }
        return say(self.key, language, **spoken)


def sentence_of(error: Exception, language: str) -> str:
    """What a reader is told of an error, in a language where we have it in both."""
    if isinstance(error, Unanswered):
        return error.said(language)
    if isinstance(error, LiangwenError):
        return str(error)
    return say("trouble", language, why=type(error).__name__)
