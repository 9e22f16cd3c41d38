"""What each column of a table means, in English and Chinese: the first sheet of `tables.xlsx`.

A column that means the same in each table stands once; where a table gives it another meaning,
its own entry goes first.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd


class Meaning(NamedTuple):
    """A column's unit and meaning in English and Chinese; "" where it has no unit."""

    unit: str
    unit_zh: str
    meaning: str
    meaning_zh: str


_RATE, _RATE_ZH = "per 10,000 Chinese characters", "每万汉字"

#: Column, or table.column -> what it means.
COLUMNS: dict[str, Meaning] = {
    "article_id": Meaning("", "", "the article: its seed's path below seeds/", "文章编号：种子文件在 seeds/ 下的路径"),
    "seed": Meaning("", "", "the raw file's path below seeds/", "种子文件在 seeds/ 下的路径"),
    "title": Meaning("", "", "as the page has it; empty where it has none", "标题；原页没有则为空"),
    "date": Meaning("YYYY-MM-DD", "年-月-日", "of publication, else of the event; see date_basis", "发布日期，无则为活动日期，见 date_basis"),
    "date_basis": Meaning("", "", "publication, event, row or catalog", "日期依据：发布、活动、表格行或目录"),
    "kind": Meaning("", "", "kind of text: commentary, event report …", "文本种类：评论、活动报道等"),
    "duplicates.kind": Meaning("", "", "duplicate, excerpt, or review (counted)", "重复、节选，或待核（计入）"),
    "scope": Meaning("", "", "what the text is about: province, national document, event", "文本所涉：本省、国家文件或活动"),
    "region": Meaning("", "", "region of the texts: a province's short name, or a joint unit", "文本所属地区：省级简称或联合单位"),
    "region_en": Meaning("", "", "the region's English name", "地区英文名"),
    "source": Meaning("", "", "where the text comes from", "来源"),
    "author": Meaning("", "", "name", "作者"),
    "author_office": Meaning("", "", "the author's office", "作者职务"),
    "n_han": Meaning("characters", "字", "Chinese characters of the clean text", "净文汉字数"),
    "n_tokens": Meaning("words", "词", "words of the clean text", "净文词数"),
    "n_sentences": Meaning("sentences", "句", "sentences of the clean text", "净文句数"),
    "n_paragraphs": Meaning("paragraphs", "段", "paragraphs of the clean text", "净文段数"),
    "national_document": Meaning("", "", "the national document that the text rests on", "文本所依据的国家文件"),
    "removed_share": Meaning("share", "比例", "source characters that cleaning took out without another in their place", "清洗删去（未以他字替换）的原文字符比例"),
    "compared": Meaning("", "", "whether the article is counted", "是否计入比较"),
    "caution": Meaning("", "", "codes joined by ; of what speaks against a plain reading", "须留意之处的代码，以分号相连"),
    "reference": Meaning("", "", "entry of a source list after GB/T 7714", "GB/T 7714 著录格式"),
    "rule": Meaning("", "", "rule of cleaning; kept: what no rule touched", "清洗规则；kept 为保留"),
    "edits": Meaning("edits", "处", "number of edits", "修改处数"),
    "removed": Meaning("characters", "字符", "characters that the rule took out of the source", "该规则从原文删去的字符"),
    "inserted": Meaning("characters", "字符", "characters that the rule put in", "该规则写入的字符"),
    "characters": Meaning("characters", "字符", "kept, or touched by the rule", "保留或被该规则改动的字符"),
    "source_characters": Meaning("characters", "字符", "characters of the article's source", "原文字符总数"),
    "share": Meaning("share", "比例", "of the source's characters", "占原文字符的比例"),
    "term": Meaning("", "", "a word, or a term of the lexicon", "词语，或词典中的词条"),
    "count": Meaning("times", "次", "as a word in the region's texts", "在该地区文本中作为词出现的次数"),
    "string_count": Meaning("times", "次", "as a plain string, inside longer words too", "作为字符串出现的次数（含更长的词内）"),
    "per_10k": Meaning(_RATE, _RATE_ZH, "rate of the hits or mentions", "命中或提及的频率"),
    "term_frequencies.per_10k": Meaning("per 10,000 words", "每万词", "rate of the term", "词频率"),
    "articles": Meaning("articles", "篇", "articles that the row rests on", "该行所依据的篇数"),
    "term_frequencies.articles": Meaning("articles", "篇", "articles of the region that hold the term", "该地区含该词的篇数"),
    "keyness.articles": Meaning("articles", "篇", "articles of the region that hold the term", "该地区含该词的篇数"),
    "dpnorm": Meaning("0 to 1", "0–1", "dispersion over the articles: 0 even, 1 in one place", "离散度：0 为均匀，1 为集中一处"),
    "rank": Meaning("", "", "place by rate, 1 the highest", "按频率的位次，1 为最高"),
    "reference_count": Meaning("times", "次", "in all other regions' texts", "在其余地区文本中的次数"),
    "log_ratio": Meaning("bits", "以2为底", "binary logarithm of the ratio of relative frequencies", "相对频率之比的以2为底对数"),
    "log_ratio_low": Meaning("bits", "以2为底", "lower end of its 95 % interval", "其95%区间下限"),
    "log_ratio_high": Meaning("bits", "以2为底", "upper end of its 95 % interval", "其95%区间上限"),
    "lrc": Meaning("bits", "以2为底", "end of the interval nearer 0, allowing for all terms tested; 0 where it holds 0", "考虑全部检验后区间靠近0的一端；含0则为0"),
    "g2": Meaning("", "", "log-likelihood ratio", "对数似然比"),
    "p": Meaning("0 to 1", "0–1", "p value of G2; describes these texts", "G2 的 p 值，仅描述这些文本"),
    "q": Meaning("0 to 1", "0–1", "p allowing for the false discovery rate", "按错误发现率校正的 p"),
    "bic": Meaning("", "", "evidence after BIC: G2 less the logarithm of the words", "BIC 证据：G2 减词数对数"),
    "theme": Meaning("", "", "identifier of the theme", "主题编号"),
    "theme_zh": Meaning("", "", "the theme's Chinese name", "主题中文名"),
    "theme_en": Meaning("", "", "the theme's English name", "主题英文名"),
    "focus": Meaning("", "", "whether the study asks for the theme first", "是否为重点主题"),
    "hits": Meaning("times", "次", "longest matches of the theme's terms", "主题词条的最长匹配次数"),
    "han": Meaning("characters", "字", "Chinese characters of the texts, the denominator", "文本汉字数（分母）"),
    "low": Meaning(_RATE, _RATE_ZH, "lower end of the rate's 95 % interval", "频率95%区间下限"),
    "high": Meaning(_RATE, _RATE_ZH, "upper end of the rate's 95 % interval", "频率95%区间上限"),
    "interval": Meaning("", "", "garwood (within one article), log-t (between several), none", "区间种类：garwood（单篇内）、log-t（多篇间）、none（无）"),
    "token_share": Meaning("share", "比例", "words that lie in a hit", "落在命中内的词的比例"),
    "sentence_share": Meaning("share", "比例", "sentences with a hit", "含命中的句子的比例"),
    "hits_outside_titles": Meaning("times", "次", "hits outside titles of documents and names of organisations", "文件名与机构名以外的命中"),
    "per_10k_outside_titles": Meaning(_RATE, _RATE_ZH, "their rate", "其频率"),
    "articles_with_hits": Meaning("articles", "篇", "articles with a hit", "有命中的篇数"),
    "top_term": Meaning("", "", "the term with most hits", "命中最多的词条"),
    "top_term_share": Meaning("share", "比例", "its share of the hits", "其占命中的比例"),
    "context": Meaning("", "", "where the hit stands: running text, heading, title, organisation", "命中所在：正文、小标题、文件名或机构名"),
    "left": Meaning("", "", "what stands before the hit", "前文"),
    "hit": Meaning("", "", "the hit", "命中"),
    "right": Meaning("", "", "what stands behind the hit", "后文"),
    "source_start": Meaning("characters", "字符", "the hit's place in the source text, from 0", "命中在原文中的位置，自0起"),
    "term_source": Meaning("", "", "where the lexicon has the term from", "词典中该词条的出处"),
    "position": Meaning("share", "比例", "place in the article: 0 its start, 1 its end", "在文中的位置：0 为开头，1 为结尾"),
    "observed": Meaning("times", "次", "hits", "实得命中"),
    "expected": Meaning("times", "次", "hits expected from the totals of row and column", "按行列合计期望的命中"),
    "rate_ratio": Meaning("ratio", "倍", "rate over that of all other regions together", "与其余地区合计频率之比"),
    "rr_low": Meaning("ratio", "倍", "lower end of its 95 % interval", "其95%区间下限"),
    "rr_high": Meaning("ratio", "倍", "upper end of its 95 % interval", "其95%区间上限"),
    "location_quotient": Meaning("ratio", "倍", "observed over expected", "区位商：实得与期望之比"),
    "residual": Meaning("standard errors", "标准误", "adjusted standardised residual", "调整后标准化残差"),
    "log_odds": Meaning("", "", "natural logarithm of the odds, half a hit added", "对数优势（各加0.5次）"),
    "place": Meaning("", "", "a place, area or national strategy", "地名、区域或国家战略"),
    "place_en": Meaning("", "", "its English name", "其英文名"),
    "level": Meaning("", "", "province, city, county, area or strategy", "层级：省、市、县、区域或战略"),
    "mentions": Meaning("times", "次", "times named", "提及次数"),
    "region_mentions.articles": Meaning("articles", "篇", "articles that name it", "提及它的篇数"),
    "item": Meaning("", "", "region or theme", "地区或主题"),
    "key": Meaning("", "", "the region or the theme's identifier", "地区名或主题编号"),
    "label_zh": Meaning("", "", "its Chinese name", "其中文名"),
    "label_en": Meaning("", "", "its English name", "其英文名"),
    "x": Meaning("", "", "principal coordinate on the first axis", "第一轴主坐标"),
    "y": Meaning("", "", "principal coordinate on the second axis", "第二轴主坐标"),
    "mass": Meaning("share", "比例", "its share of all hits", "占全部命中的比例"),
    "contribution_x": Meaning("share", "比例", "its share of the first axis's inertia", "对第一轴惯量的贡献"),
    "contribution_y": Meaning("share", "比例", "its share of the second axis's inertia", "对第二轴惯量的贡献"),
    "left_out": Meaning("", "", "the article left out; empty: none", "去掉的文章；空为不去掉"),
    "left_out_region": Meaning("", "", "its region", "其地区"),
    "left_out_region_en": Meaning("", "", "its region's English name", "其地区英文名"),
    "quantity": Meaning("", "", "the number as the text writes it", "文中所写的数"),
    "unit": Meaning("", "", "the unit as the text writes it", "文中所写的单位"),
    "object": Meaning("", "", "what is counted; empty where none stands beside it", "所计对象；旁无则空"),
    "sentence": Meaning("", "", "the sentence that it stands in", "所在句子"),
    "codes": Meaning("", "", "GB/T 2260 codes, joined by ;", "GB/T 2260 代码，以分号相连"),
    "year": Meaning("year", "年", "of the texts; empty where no date is known", "文本年份；无日期则空"),
    "tokens": Meaning("words", "词", "words of the texts", "文本词数"),
    "sentences": Meaning("sentences", "句", "sentences of the texts", "文本句数"),
    "original": Meaning("", "", "the article that is counted in its place", "代之计入的文章"),
    "original_title": Meaning("", "", "its title", "其标题"),
    "similarity": Meaning("share", "比例", "shared text over all text of both", "共有文字占两篇合计的比例"),
    "containment": Meaning("share", "比例", "how much of the shorter stands in the other", "较短者见于另一篇的比例"),
    "counted": Meaning("", "", "whether the article is counted all the same", "是否仍计入"),
    "reason": Meaning("", "", "why the seed needs a look", "种子文件须查看的原因"),
    "remedy": Meaning("", "", "what a person can do", "处理办法"),
}

HEADS = ["table", "column", "type", "unit", "unit_zh", "meaning", "meaning_zh"]


def meaning_of(table: str, column: str) -> Meaning | None:
    """What a table's column means; None for one that this book does not know.

    Examples
    --------
    >>> meaning_of("duplicates", "kind").meaning_zh, meaning_of("x", "nothing")
    ('重复、节选，或待核（计入）', None)
    """
    return COLUMNS.get(f"{table}.{column}", COLUMNS.get(column))


def _kind(values: pd.Series) -> str:
    if values.dtype == bool:
        return "yes or no"
    if pd.api.types.is_integer_dtype(values):
        return "whole number"
    return "number" if pd.api.types.is_float_dtype(values) else "text"


def codebook(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Say what each column of some tables means.

    Returns
    -------
    DataFrame
        One row a column of a table: table, column, type (text, whole number, number, yes or no),
        unit, unit_zh, meaning, meaning_zh.
    """
    rows = []
    for table, frame in tables.items():
        for column in frame.columns:
            known = meaning_of(table, str(column)) or Meaning("", "", "", "")
            rows.append((table, column, _kind(frame[column]), *known))
    return pd.DataFrame(rows, columns=HEADS)


def number_format(table: str, column: str, values: pd.Series) -> str:
    """How a spreadsheet shows a column: "" for text; a share as a percentage.

    Examples
    --------
    >>> number_format("theme_intensity", "sentence_share", pd.Series([0.25]))
    '0.0%'
    >>> number_format("theme_intensity", "hits", pd.Series([1200]))
    '#,##0'
    """
    if values.dtype == bool or not pd.api.types.is_numeric_dtype(values):
        return ""
    known = meaning_of(table, column)
    unit = known.unit if known else ""
    if unit == "share":
        return "0.0%"
    if unit == "year" or column == "year":
        return "0"
    if pd.api.types.is_integer_dtype(values):
        return "#,##0"
    return {"p": "0.0E+00", "q": "0.0E+00"}.get(column, "#,##0.00")
