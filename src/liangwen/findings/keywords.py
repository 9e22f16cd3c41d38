"""Findings about words: the frequent ones, the shared ones, and those that set a text apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from liangwen.findings.headline import headline
from liangwen.findings.wording import (
    all_of,
    all_of_zh,
    counted,
    listing,
    missing,
    pick,
    place_name,
    rate,
    sentence,
    subject,
    texts_of,
    whole,
)
from liangwen.leads import Lead, finding

if TYPE_CHECKING:
    import pandas


def _regions(frame: pandas.DataFrame) -> int:
    return int(frame["region"].nunique())


def _first_terms(term_frequencies: pandas.DataFrame) -> tuple[str, int]:
    """The term that leads in most regions, and in how many; ties by the term."""
    leaders = term_frequencies[term_frequencies["rank"] == 1]
    counts = leaders.groupby("term")["region"].nunique().sort_index()
    if len(counts) == 0:
        return "", 0
    order = counts.sort_values(ascending=False, kind="stable")
    return str(order.index[0]), int(order.iloc[0])


def _everywhere(term_frequencies: pandas.DataFrame) -> pandas.Series:
    """Total counts of the terms that stand in every region, largest first."""
    used = term_frequencies[term_frequencies["count"] > 0]
    spread = used.groupby("term")["region"].nunique()
    terms = spread[spread == _regions(term_frequencies)].index
    totals = used[used["term"].isin(terms)].groupby("term")["count"].sum().sort_index()
    return totals.sort_values(ascending=False, kind="stable")


def most_frequent(term_frequencies: pandas.DataFrame, *, language: str) -> str:
    """The term that is most frequent in most texts, with its rates."""
    term, regions = _first_terms(term_frequencies)
    total = _regions(term_frequencies)
    if regions < 2:
        return ""
    rates = term_frequencies.loc[term_frequencies["term"] == term, "per_10k"]
    low, high = rate(rates.min()), rate(rates.max())
    count = whole(term_frequencies.loc[term_frequencies["term"] == term, "count"].sum())
    of_all = pick(language, all_of(regions, total, "region"), all_of_zh(regions, total))
    return finding(pick(
        language,
        f"{term} is the most frequent term in the texts of {of_all}: {count} times over all texts, "
        f"between {low} and {high} per 10,000 words.",
        f"在{of_all}的文本中，“{term}”都是最常见的词：全部文本共{count}次，每万词{low}～{high}次。",
    ), Lead("term", "", str(term)))


def shared_terms(term_frequencies: pandas.DataFrame, *, language: str, named: int = 5) -> str:
    """How many terms stand in the texts of every region, and the most frequent of them."""
    totals, regions = _everywhere(term_frequencies), _regions(term_frequencies)
    if regions < 2 or len(totals) == 0:
        return ""
    number = int(term_frequencies["term"].nunique())
    names = [f"{term} ({whole(n)})" if language == "en" else f"“{term}”（{whole(n)}次）"
             for term, n in totals.head(named).items()]
    shared = counted(len(totals), "term").split()[0]
    return finding(pick(
        language,
        sentence(f"{shared} of {whole(number)} terms {'stands' if len(totals) == 1 else 'stand'} "
                 f"in the texts of {all_of(regions, regions, 'region')}, most often "
                 f"{listing(names, 'en')}."),
        f"{whole(number)}个词中有{whole(len(totals))}个见于全部{regions}个地区的文本，"
        f"最多的是{listing(names, 'zh')}。",
    ), *(Lead("term", "", str(term)) for term in totals.head(named).index))


def _own(keyness: pandas.DataFrame) -> pandas.DataFrame:
    """Terms set apart upwards, by region in order of appearance, the clearest first."""
    own = keyness[keyness["lrc"] > 0]
    return own.sort_values(["lrc", "term"], ascending=[False, True], kind="stable")


def _one_term(row: dict[Any, Any], language: str) -> str:
    if language == "en":
        return (f"{row['term']} ({whole(row['count'])} times, {whole(row['reference_count'])} in "
                f"the others; LRC {row['lrc']:.1f})")
    return (f"“{row['term']}”（{whole(row['count'])}次，其余文本{whole(row['reference_count'])}次，"
            f"LRC {row['lrc']:.1f}）")


def set_apart(
    keyness: pandas.DataFrame, *, language: str, named: int = 3, regions: int = 12
) -> list[str]:
    """For each region the terms that set its text apart, ranked by LRC.

    LRC is the end of the log ratio's interval that lies nearer zero: 1.0 means at least twice as
    frequent as in the others, 2.0 four times. A region without such a term is not named here
    (see `not_set_apart`); of more than ``regions`` the clearest are named.
    """
    said = []
    own = _own(keyness)
    clearest = set(own["region"].dropna().unique()[:regions])
    for region in (name for name in keyness["region"].dropna().unique() if name in clearest):
        rows = own[own["region"] == region]
        # A term's own number of articles is no count of the region's articles.
        name = subject(_region_row(keyness, region), language)
        terms = listing((_one_term(row, language) for row in rows.head(named).to_dict("records")),
                        language)
        more = len(rows) - named
        rest = pick(language, f"; {counted(more, 'more term')} {'is' if more == 1 else 'are'} "
                    "above the others", f"，另有{more}个词") if more > 0 else ""
        text = sentence(pick(language, f"{name} is set apart by {terms}{rest}.",
                             f"使{name}有别于其余文本的词是{terms}{rest}。"))
        said.append(finding(text, *(Lead("term", str(region), str(term))
                                    for term in rows["term"].head(named))))
    hidden = own["region"].nunique() - len(clearest)
    if hidden > 0:
        said.append(pick(language, f"For {counted(hidden, 'more region')} see the table keyness.",
                         f"另有{hidden}个地区，见表 keyness。"))
    return said


def _region_row(keyness: pandas.DataFrame, region: str) -> dict[Any, Any]:
    """A region's names, and its number of articles as far as its terms show it."""
    rows = keyness[keyness["region"] == region]
    first = rows.iloc[0].to_dict()
    first["articles"] = texts_of(keyness, region)
    return first


def not_set_apart(keyness: pandas.DataFrame, *, language: str) -> str:
    """Regions whose texts no term sets apart; silent where each has one."""
    apart = set(_own(keyness)["region"])
    rows = [_region_row(keyness, region) for region in keyness["region"].dropna().unique()
            if region not in apart]
    if not rows:
        return ""
    names = listing((subject(row, language) for row in rows), language, most=6, measure="地")
    return pick(
        language,
        f"No term sets {names} apart once the number of terms tested is allowed for; that is not "
        "to say that the words are the same.",
        f"考虑到检验的词数之多，没有哪个词能把{names}与其余文本区分开；这并不表示用词相同。",
    )


def keyness_caution(keyness: pandas.DataFrame, *, language: str) -> str:
    """How the tests of keyness are to be read; silent where each region has five texts or more."""
    regions = keyness["region"].dropna().unique()
    if len(regions) == 0 or min(texts_of(keyness, region) for region in regions) >= 5:
        return ""
    return pick(
        language,
        "G2, p and q describe these texts: with one text against a few, words that a single author "
        "repeats look significant in a third to two thirds of cases without any true difference.",
        "G2、p、q仅用于描述这些文本：以一篇对数篇时，即使并无真实差异，"
        "单个作者反复使用的词也有三分之一到三分之二会显得“显著”。",
    )


@headline(needs=("region", "term", "count", "rank"), en="The most frequent terms of each text",
          zh="各文本最常见的词")
def headline_term_frequencies(frame: pandas.DataFrame, *, language: str) -> list[str]:
    """Title of the figure term_frequencies, from the table of that name."""
    term, leading = _first_terms(frame)
    total = _regions(frame)
    if leading < 2:
        return []
    return [pick(
        language,
        f"{term} is the most frequent term in the texts of {all_of(leading, total, 'region')}",
        f"“{term}”在{all_of_zh(leading, total)}的文本中最常见")]


@headline(needs=("region", "term", "count"), en="Frequent terms, text by text",
          zh="常见词在各文本中的频率")
def headline_term_heatmap(frame: pandas.DataFrame, *, language: str) -> list[str]:
    """Title of the figure term_heatmap, from term_frequencies or a part of it."""
    totals, regions = _everywhere(frame), _regions(frame)
    if regions < 2 or len(totals) == 0:
        return []
    number = int(frame["term"].nunique())
    return [pick(
        language,
        f"{len(totals)} of {whole(number)} terms {'stands' if len(totals) == 1 else 'stand'} in "
        f"the texts of {all_of(regions, regions, 'region')}, {totals.index[0]} most often",
        f"{whole(number)}个词中有{len(totals)}个见于全部{regions}个地区的文本，"
        f"“{totals.index[0]}”最多")]


@headline(needs=("region", "term", "count"), en="The words of each text, sized by frequency",
          zh="各文本的词云（字号表示频率）")
def headline_word_clouds(frame: pandas.DataFrame, *, language: str) -> list[str]:
    """Title of the figure word_clouds, from term_frequencies."""
    top = frame.sort_values(["count", "term"], ascending=[False, True], kind="stable")
    top = top.drop_duplicates("region")
    terms = top["term"].value_counts()
    total = _regions(frame)
    if total < 2 or terms.iloc[0] < 2:
        return []
    term, leading = sorted(terms.items(), key=lambda item: (-item[1], str(item[0])))[0]
    return [pick(language, f"{term} is the largest word in {all_of(leading, total, 'cloud')}",
                 f"“{term}”在{all_of_zh(leading, total, '幅词云')}中最大")]


@headline(needs=("region", "term", "lrc"), en="Words of one text against those of all the others",
          zh="某一文本与其他文本的用词")
def headline_term_contrast(frame: pandas.DataFrame, *, language: str) -> list[str]:
    """Title of the figure term_contrast, from keyness: the region with the clearest term."""
    own = _own(frame)
    if len(own) == 0:
        return [pick(language, "No term lies beyond chance", "没有词超出偶然")]
    first = own.iloc[0].to_dict()
    count = int((own["region"] == first["region"]).sum())
    name = subject(first, language, articles=texts_of(frame, first["region"]))
    return [pick(language, f"{counted(count, 'term').capitalize()} beyond chance in {name}, "
                           f"{first['term']} most clearly",
                 f"{name}有{count}个词超出偶然，以“{first['term']}”最为明显")]


@headline(needs=("region", "term", "lrc"), en="Words of each region's text against the rest",
          zh="各地区文本相对于其余文本的特征词")
def headline_keyness(frame: pandas.DataFrame, *, language: str) -> list[str]:
    """Title of the figure keyness, from the table of that name."""
    own = _own(frame)
    if len(own) == 0:
        return [pick(language, "No term sets a text apart from the others with certainty",
                     "没有哪个词能确切地区分某一篇文本")]
    best = own.drop_duplicates("region").to_dict("records")
    pairs = [pick(language, f"{row['term']} ({place_name(row, 'en')})",
                  f"“{row['term']}”（{row['region']}）")
             for row in best if not missing(row["region"])]
    first = best[0]
    name = subject(first, language, articles=texts_of(frame, first["region"]))
    return [
        *(pick(language, f"Set apart most clearly: {', '.join(pairs[:n])}",
               f"最能区分文本的词：{'、'.join(pairs[:n])}")
          for n in (5, 4, 3, 2) if len(pairs) >= n),
        pick(language, f"{first['term']} sets {name} apart most clearly",
             f"最能区分文本的词是“{first['term']}”（{name}）"),
    ]
