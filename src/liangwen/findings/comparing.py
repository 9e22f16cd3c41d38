"""Findings about texts compared with each other: likeness, shared passages, length of sentences."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from liangwen.findings.headline import headline
from liangwen.findings.wording import (
    counted,
    listing,
    missing,
    percent,
    pick,
    sentence,
    subject,
    whole,
)

if TYPE_CHECKING:
    import pandas

#: A quotation in a sentence is cut to so many characters.
QUOTED = 36
#: Texts with fewer sentences than this are not compared by their length.
FEWEST_SENTENCES = 10


def _regions(frame: pandas.DataFrame) -> dict[str, int]:
    """How many articles of a table of pairs each region has."""
    seen: dict[str, Any] = {}
    for prefix in ("", "other_"):
        columns = frame[[f"{prefix}article_id", f"{prefix}region"]].itertuples(index=False)
        seen.update((name, region) for name, region in columns)
    counts: dict[str, int] = {}
    for region in seen.values():
        if not missing(region):
            counts[region] = counts.get(region, 0) + 1
    return counts


def _name(row: dict[Any, Any], regions: dict[str, int], language: str, *, side: str = "") -> str:
    """An article by its region where that names one text only, else by its file's name."""
    region = row[f"{side}region"]
    if not missing(region) and regions.get(region) == 1:
        own = {"region": region, "region_en": row.get(f"{side}region_en")}
        return subject(own, language, articles=1)
    seed, _, key = str(row[f"{side}article_id"]).partition("#")
    name = key or PurePosixPath(seed).stem
    return pick(language, f"the text {name}", f"“{name}”一文")


def _cosine(value: float) -> str:
    return f"{value:.2f}"


def alike(similarity: pandas.DataFrame, *, language: str) -> list[str]:
    """The most and the least alike pair, and the terms that make the most alike one."""
    if len(similarity) < 3:
        return []
    regions = _regions(similarity)
    rows = similarity.sort_values("similarity", ascending=False, kind="stable").to_dict("records")
    best, least = rows[0], rows[-1]
    if best["similarity"] == least["similarity"]:
        return []
    one, other = _name(best, regions, language), _name(best, regions, language, side="other_")
    terms = [part.rsplit(" ", 1)[0] for part in str(best["own_terms"]).split("、") if part]
    shared = listing(terms[:3], language)
    said = [sentence(pick(
        language,
        f"{one} and {other} are the most alike in their words (cosine "
        f"{_cosine(best['similarity'])}, {whole(best['shared_terms'])} terms in common"
        + (f"; more than other pairs they share {shared}" if terms else "") + ").",
        f"用词最相近的是{one}与{other}（余弦{_cosine(best['similarity'])}，共有{whole(best['shared_terms'])}个词"
        + (f"；比其他文章对更多地共有{shared}" if terms else "") + "）。"))]
    one, other = _name(least, regions, language), _name(least, regions, language, side="other_")
    said.append(sentence(pick(
        language,
        f"the least alike pair of the table is {one} and {other} (cosine "
        f"{_cosine(least['similarity'])}).",
        f"表中相差最远的是{one}与{other}（余弦{_cosine(least['similarity'])}）。")))
    return said


def _quoted(text: str) -> str:
    bare = "".join(str(text).split())
    return f"“{bare if len(bare) <= QUOTED else f'{bare[:QUOTED]}…'}”"


def shared(shared_passages: pandas.DataFrame, *, language: str) -> list[str]:
    """How many passages are shared, and the longest that is no common formula."""
    if len(shared_passages) == 0:
        return []
    regions = _regions(shared_passages)
    common = int(shared_passages["common"].astype(bool).sum())
    pairs = len(shared_passages[["article_id", "other_article_id"]].drop_duplicates())
    formulas = pick(
        language, f"; {whole(common)} of them are formulae that more than five texts have",
        f"，其中{whole(common)}段为超过五篇文本都有的套语") if common else ""
    said = [sentence(pick(
        language,
        f"{counted(pairs, 'pair')} of texts share {counted(len(shared_passages), 'passage')} of "
        f"thirteen characters or more, word for word{formulas}.",
        f"共有{whole(pairs)}对文本逐字共有连续十三个字以上的段落，合计{whole(len(shared_passages))}段{formulas}。"))]
    own = shared_passages[~shared_passages["common"].astype(bool)]
    if len(own):
        row = own.sort_values("characters", ascending=False, kind="stable").iloc[0].to_dict()
        one = _name(row, regions, language)
        other = _name(row, regions, language, side="other_")
        said.append(sentence(pick(
            language,
            f"the longest, {whole(row['characters'])} characters, stands in {one} and in {other}: "
            f"{_quoted(row['text'])}",
            f"最长的一段有{whole(row['characters'])}个字，同见于{one}和{other}："
            f"{_quoted(row['text'])}"))
            + pick(language, ".", "。"))
    return said


def from_references(
    text_reuse: pandas.DataFrame, *, language: str, named: int = 5
) -> list[str]:
    """How much each text has word for word from a reference text, the largest shares first."""
    rows = text_reuse[text_reuse["other_role"] == "reference"]
    said = []
    regions = _regions(text_reuse) if len(rows) else {}
    for reference in rows["other_article_id"].drop_duplicates():
        part = rows[rows["other_article_id"] == reference]
        part = part.sort_values("share", ascending=False, kind="stable").to_dict("records")
        stem = PurePosixPath(str(reference).partition("#")[0]).stem
        shares = [f"{_name(row, regions, language)} {percent(row['share'], language)}"
                  for row in part]
        told = listing(shares, language, most=named, measure="篇")
        said.append(sentence(pick(
            language,
            f"word for word from the reference text {stem} are, of {told}.",
            f"与参照文本“{stem}”逐字相同的文字所占比例：{told}。")))
    return said


def sentence_lengths(readability: pandas.DataFrame, *, language: str) -> str:
    """The texts with the longest and the shortest sentences."""
    rows = readability[readability["sentences"] >= FEWEST_SENTENCES]
    if len(rows) < 2:
        return ""
    order = rows.sort_values("sentence_characters", ascending=False, kind="stable")
    regions = readability["region"].dropna().value_counts().to_dict()
    longest, shortest = order.iloc[0].to_dict(), order.iloc[-1].to_dict()
    if round(longest["sentence_characters"]) == round(shortest["sentence_characters"]):
        return ""
    ends = [(_name(row, regions, language), f"{row['sentence_characters']:.0f}")
            for row in (longest, shortest)]
    return sentence(pick(
        language,
        f"sentences are longest in {ends[0][0]} ({ends[0][1]} characters on average) and shortest "
        f"in {ends[1][0]} ({ends[1][1]}).",
        f"句子最长的是{ends[0][0]}（平均{ends[0][1]}个字），最短的是{ends[1][0]}（{ends[1][1]}个字）。"))


@headline(needs=("article_id", "other_article_id", "region", "other_region", "similarity"),
          en="How alike the articles are in their words", zh="各文章用词的相似程度")
def headline_similarity(frame: pandas.DataFrame, *, language: str) -> list[str]:
    """Title of the figure similarity, from the table of that name."""
    if len(frame) < 3:
        return []
    row = frame.sort_values("similarity", ascending=False, kind="stable").iloc[0].to_dict()
    regions = _regions(frame)
    one, other = _name(row, regions, language), _name(row, regions, language, side="other_")
    short = other.removeprefix("the ").removesuffix(" text") if language == "en" else other
    plain = one.removesuffix(" text") if language == "en" else one
    return [sentence(pick(language, f"{one} and {other} are the most alike in their words",
                          f"用词最相近的是{one}与{other}")),
            sentence(pick(language, f"{plain} and {short}: the most alike texts",
                          f"{one}与{other}用词最相近"))]


@headline(needs=("article_id", "other_article_id", "region", "other_region", "characters",
                 "common", "other_role"),
          en="Where the articles share their words", zh="各文章共有的文字")
def headline_shared_passages(frame: pandas.DataFrame, *, language: str) -> list[str]:
    """Title of the figure shared_passages, from the table of that name."""
    pairs = len(frame[["article_id", "other_article_id"]].drop_duplicates())
    longest = int(frame["characters"].max())
    return [pick(language, f"{whole(pairs)} pairs of texts share passages word for word, of up to "
                 f"{whole(longest)} characters" if pairs != 1 else
                 f"One pair of texts shares passages word for word, of up to {whole(longest)} "
                 "characters",
                 f"{whole(pairs)}对文本有逐字相同的段落，最长{whole(longest)}个字")]
