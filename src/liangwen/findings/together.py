"""Findings about words that stand together, and about the dictionary that cut them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from liangwen.findings.headline import headline
from liangwen.findings.wording import counted, listing, percent, pick, sentence, whole

if TYPE_CHECKING:
    import pandas

#: A run of so many words says more than a pair.
LONG_RUN = 3


def phrases(ngrams: pandas.DataFrame, *, language: str, named: int = 3) -> str:
    """The most frequent runs of three words and more over all texts; silent where none is."""
    long = ngrams[ngrams["n"] >= LONG_RUN]
    if len(long) == 0:
        return ""
    counts = long.groupby("string").agg(
        count=("count", "sum"), regions=("count", "size"), n=("n", "first")
    )
    counts = counts.sort_index().sort_values(
        ["count", "n"], ascending=[False, False], kind="stable"
    )
    names = [
        pick(language, f"{string} ({whole(row['count'])} times)",
             f"“{string}”（{whole(row['count'])}次）")
        for string, row in counts.head(named).to_dict("index").items()
    ]  # fmt: skip
    return pick(
        language,
        f"Of the phrases of {counted(LONG_RUN, 'word')} and more, the most frequent "
        f"{'is' if len(names) == 1 else 'are'} {listing(names, 'en')}.",
        f"三个词以上的短语中最常见的是{listing(names, 'zh')}。",
    )


def neighbours(collocations: pandas.DataFrame, *, language: str, named: int = 4) -> str:
    """The neighbours that are tied most closely, by logDice."""
    if len(collocations) == 0:
        return ""
    rows = collocations.head(named).to_dict("records")
    names = [
        pick(language, f"{row['first']} {row['second']} ({whole(row['count'])} times)",
             f"“{row['first']}{row['second']}”（{whole(row['count'])}次）")
        for row in rows
    ]  # fmt: skip
    return pick(
        language,
        f"{sentence(counted(len(collocations), 'pair'))} of neighbouring words "
        f"{'stands' if len(collocations) == 1 else 'stand'} together more often than chance "
        f"would have it, most closely {listing(names, 'en')}.",
        f"相邻出现明显多于偶然的词对有{whole(len(collocations))}对，"
        f"结合最紧的是{listing(names, 'zh')}。",
    )


def _either(row: dict[Any, Any]) -> int:
    """Units that hold one of the two terms, or both."""
    return int(row["first_units"] + row["second_units"] - row["together"])


def linked(co_occurrence: pandas.DataFrame, *, language: str, named: int = 3) -> str:
    """The strongest links of the network."""
    if len(co_occurrence) == 0:
        return ""
    rows = co_occurrence.head(named).to_dict("records")
    unit = str(rows[0]["unit"])
    names = [
        pick(language, f"{row['first']} and {row['second']} ({row['together']} of {_either(row)})",
             f"“{row['first']}”与“{row['second']}”（{_either(row)}{_measure(unit)}中"
             f"{row['together']}{_measure(unit)}）")
        for row in rows
    ]  # fmt: skip
    return pick(
        language,
        f"Among the most frequent terms, those that share most of their {unit}s are "
        f"{', '.join(names[:-1])}{' and ' if len(names) > 1 else ''}{names[-1]}.",
        f"最常见的词中，共处{'同一句' if unit == 'sentence' else '同一篇'}最多的是"
        f"{'、'.join(names)}。",
    )


def _measure(unit: str) -> str:
    return "句" if unit == "sentence" else "篇"


def whole_terms(term_wholeness: pandas.DataFrame, *, language: str) -> str:
    """How many of the lexicon's terms the segmenter keeps whole, and how often in the texts."""
    if len(term_wholeness) == 0:
        return ""
    terms = term_wholeness.drop_duplicates("term")
    kept, total = int(terms["whole_alone"].sum()), len(terms)
    places, one = int(terms["string_count"].sum()), int(terms["whole"].sum())
    if places == 0:
        return ""
    share = one / places
    return pick(
        language,
        f"The segmenter leaves {whole(kept)} of the lexicon's {whole(total)} terms whole, and "
        f"{whole(one)} of their {whole(places)} occurrences ({percent(share, 'en')}) are one word; "
        "themes are therefore matched as strings.",
        f"词表的{whole(total)}个词条中，分词保持完整的有{whole(kept)}个；它们在文本中出现"
        f"{whole(places)}次，其中{whole(one)}次（{percent(share, 'zh')}）恰为一个词。"
        "因此主题按字符串匹配。",
    )


def proposed(new_words: pandas.DataFrame, *, language: str, named: int = 5) -> str:
    """Strings that behave as words and stand in no dictionary."""
    if len(new_words) == 0:
        return ""
    names = [
        pick(language, f"{row['word']} ({whole(row['frequency'])})",
             f"“{row['word']}”（{whole(row['frequency'])}次）")
        for row in new_words.head(named).to_dict("records")
    ]  # fmt: skip
    number = len(new_words)
    return pick(
        language,
        f"{sentence(counted(number, 'string'))} {'behaves' if number == 1 else 'behave'} as a word "
        f"does and {'stands' if number == 1 else 'stand'} in no dictionary: "
        f"{listing(names, 'en')}{' first' if number > len(names) else ''}. Whether a term is among "
        "them is for a person to decide.",
        f"有{whole(number)}个字符串表现如词而未见于词典，"
        f"{'前几个' if number > len(names) else ''}是{listing(names, 'zh')}；"
        "是否收入用户词典由人判断。",
    )


@headline(
    needs=("first", "second", "together", "first_units", "second_units", "unit"),
    en="Which frequent terms stand in the same sentences",
    zh="哪些常见词出现在同一句中",
)
def headline_word_network(frame: pandas.DataFrame, *, language: str) -> list[str]:
    """Title of the figure word_network, from co_occurrence."""
    row = frame.iloc[0].to_dict()
    unit, both, either = str(row["unit"]), int(row["together"]), _either(row)
    one, other = row["first"], row["second"]
    if both == either:
        return [
            pick(
                language,
                f"{one} and {other} always share a{'n' if unit == 'article' else ''} {unit} "
                f"({both} of {both})",
                f"“{one}”与“{other}”总在同一{_measure(unit)}（共{both}{_measure(unit)}）",
            )
        ]
    return [
        pick(
            language,
            f"Closest: {one} and {other}, together in {both} of {either} {unit}s",
            f"联系最紧的是“{one}”与“{other}”：{either}{_measure(unit)}中{both}{_measure(unit)}同现",
        )
    ]
