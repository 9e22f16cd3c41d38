"""Why a figure is not drawn, in the reader's language: what the study lacks for it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from liangwen.findings.wording import pick


@dataclass(frozen=True)
class Extent:
    """How much there is of what figures are drawn from.

    Attributes
    ----------
    texts, regions, themes, hits : int
        Compared texts, compared regions, themes of the lexicon, hits of theirs.
    """

    texts: int
    regions: int
    themes: int
    hits: int


#: Figures that need a second region: of one alone there is nothing to compare.
COMPARISONS = ("keyness", "term_contrast", "regional_emphasis", "correspondence")
#: Figures of themes whose names do not say so.
OF_THEMES = ("regional_emphasis", "correspondence", "certainty", "region_map")
#: Figures of all texts, also those that belong to no region.
OF_TEXTS = (
    "corpus_overview", "cleaning_account", "word_network", "theme_trend", "similarity",
    "shared_passages", "theme_by_period", "keyness_by_period", "terms_by_period",
    "readability_by_period",
)  # fmt: skip
_HAN = re.compile("[\u4e00-\u9fff]")


def why_left_out(name: str, extent: Extent, said: str, *, empty: bool, language: str) -> str:
    """One sentence on why a figure is left out.

    Parameters
    ----------
    name : str
        The figure's.
    extent : Extent
    said : str
        What the figure's own function said, in the language or in English.
    empty : bool
        Whether the table that it draws has no row.
    language : {"en", "zh"}

    Examples
    --------
    >>> why_left_out("keyness", Extent(1, 1, 0, 0), "", empty=False, language="en")
    'All texts are of one region, so no region can be compared with another.'
    """
    of_themes = "theme" in name or name in OF_THEMES
    if of_themes and extent.themes == 0:
        return pick(
            language,
            "The study's lexicon holds no theme yet (lexicon/themes.yaml), so no theme is counted.",
            "本研究的词典（lexicon/themes.yaml）尚无主题，因此没有主题统计。",
        )
    if extent.regions == 0 and empty and name not in OF_TEXTS:
        return pick(
            language,
            "No text of the study belongs to a province-level region, so what is counted by region "
            "is left out here.",
            "本研究的文本均不属于某一省级地区，因此此处略去按地区的统计。",
        )
    if of_themes and extent.hits == 0:
        return pick(
            language, "No text holds a term of any theme.", "各文本均未出现任何主题的词条。"
        )
    if name in COMPARISONS and extent.regions == 1:
        return pick(
            language,
            "All texts are of one region, so no region can be compared with another.",
            "全部文本属于同一地区，无法作地区之间的比较。",
        )
    if name == "certainty" and extent.texts < 2:
        return pick(
            language,
            "There is a single text; none can be left out to see what depends on it.",
            "只有一篇文本，无法逐篇剔除以检验排序。",
        )
    # A figure that speaks Chinese itself knows more: how many years there are, say.
    fallback = f"表 {name} 中没有足以成图的内容，此图从略。"
    own = said if _HAN.match(said) else _CHINESE.get(name, fallback)
    return pick(language, said, own)


#: What the figures' functions say, in Chinese.
_CHINESE = {
    "cleaning_account": "源文没有任何字符，因此没有清洗的账目。",
    "keyness": "没有词足以区分各地区的文本，此图从略。",
    "term_contrast": "没有词可供一地区的文本与其他文本对照，此图从略。",
    "theme_positions": "没有命中可以标出位置，此图从略。",
    "regional_emphasis": "比较侧重至少需要两个地区和一次命中，此图从略。",
    "region_map": "没有省级单位的文本含有重点主题，此图从略。",
    "mention_network": "各文本除本地区外没有提及其他地方，此图从略。",
    "word_clouds": "各地区的文本没有可画的词，此图从略。",
    "theme_intensity": "没有主题在任何地区的文本中命中，此图从略。",
    "term_heatmap": "各文本没有达到最低次数的词，此图从略。",
    "term_frequencies": "各文本没有达到最低次数的词，此图从略。",
    "theme_comparison": "重点主题在各地区的文本中均无命中，此图从略。",
    "word_network": "没有两个词足够多次共现于同一句，无从画出词网络，此图从略。",
    "theme_trend": "有日期的文本太少，或各年均无主题命中，无从画出时间走势，此图从略。",
    "similarity": "用词相似程度至少需要两篇文章，此图从略。",
    "shared_passages": "没有两篇文本共有足够长的段落，此图从略。",
    "correspondence": "地区或主题太少，不能作对应分析，此图从略。",
}
