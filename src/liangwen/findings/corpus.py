"""Findings about the texts themselves: how many, of what kind, when, and what cleaning removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liangwen.cleaning.rule_names import rule_words
from liangwen.findings.headline import headline
from liangwen.findings.wording import (
    KINDS_ZH,
    compared,
    counted,
    listing,
    missing,
    percent,
    pick,
    place_name,
    sentence,
    subject,
    whole,
)
from liangwen.leads import Lead, finding

if TYPE_CHECKING:
    import pandas

# More names than this make a sentence a list.
_NAMED = 5


def _texts(frame: pandas.DataFrame, language: str) -> str:
    """Name the texts of some rows of articles, each once: "the Hebei and Hubei texts"."""
    rows = frame.to_dict("records")
    if len(rows) > 1 and frame["region"].dropna().nunique() < len(rows):
        # Names that several texts share name none of them.
        return counted(len(rows), "text") if language == "en" else f"{len(rows)}篇文本"
    if language == "zh":
        names = [subject(row, "zh", articles=1) for row in rows]
        return listing(names, "zh", most=_NAMED, measure="篇")
    if len(rows) == 1:
        return subject(rows[0], "en", articles=1)
    names = [place_name(row, "en") if not missing(row["region"]) else "unplaced" for row in rows]
    return f"the {listing(names, 'en', most=_NAMED)} texts"


def _texts_or_titles(
    rows: pandas.DataFrame, everyone: pandas.DataFrame, language: str
) -> str:
    """Name texts by region, or a single one by its title where others are of its region, too."""
    region = rows["region"].iloc[0]
    shared = len(rows) == 1 and (missing(region) or (everyone["region"] == region).sum() > 1)
    if not shared:
        return _texts(rows, language)
    title = rows["title"].iloc[0] if "title" in rows.columns else None
    if missing(title) or not title:
        return _texts(rows, language) if not missing(region) else pick(
            language, "one text without a region", "一篇地区不明的文本")
    return pick(language, f"the text “{title}”", f"《{title}》一文")


def size(articles: pandas.DataFrame, *, language: str) -> str:
    """Number of texts and regions, and how unequal the texts are in length.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"region": ["河北", "湖北"], "region_en": ["Hebei", "Hubei"],
    ...                       "n_han": [3000, 1000]})
    >>> size(frame, language="en")
    'The study compares two texts from two regions, 4,000 Chinese characters in all; the longest, \
the Hebei text, has 3,000, the shortest, the Hubei text, 1,000.'
    """
    if len(articles) == 0:
        return ""
    regions = compared(articles)["region"].nunique()
    total = whole(articles["n_han"].sum())
    order = articles.sort_values("n_han", kind="stable").to_dict("records")
    long, short = order[-1], order[0]
    texts = counted(len(articles), "text")
    if len(articles) == 1:
        en, zh = "The study holds a single text", "本研究只有一篇文本"
    elif regions == 0:
        en = f"The study holds {texts}, none of which belongs to a province-level region"
        zh = f"本研究共有{len(articles)}篇文本，均不属于某一省级地区"
    else:
        en = f"The study compares {texts} from {counted(regions, 'region')}"
        zh = f"本研究比较{regions}个地区的{len(articles)}篇文本"
    if len(articles) == 1:
        en, zh = f"{en} of {total} Chinese characters", f"{zh}，{total}个汉字"
    else:
        en, zh = f"{en}, {total} Chinese characters in all", f"{zh}，共{total}个汉字"
    if len(articles) == 1 or long["n_han"] == short["n_han"]:
        return pick(language, f"{en}.", f"{zh}。")
    if long["region"] == short["region"] or missing(long["region"]) or missing(short["region"]):
        ends = whole(long["n_han"]), whole(short["n_han"])
        return pick(language, f"{en}; the longest has {ends[0]}, the shortest {ends[1]}.",
                    f"{zh}；最长的{ends[0]}字，最短的{ends[1]}字。")
    named = [subject(row, language, articles=1) for row in (long, short)]
    return pick(
        language,
        f"{en}; the longest, {named[0]}, has {whole(long['n_han'])}, the shortest, {named[1]}, "
        f"{whole(short['n_han'])}.",
        f"{zh}；最长的是{named[0]}（{whole(long['n_han'])}字），最短的是{named[1]}"
        f"（{whole(short['n_han'])}字）。",
    )


def kinds(articles: pandas.DataFrame, *, language: str) -> str:
    """Kinds of text and what follows when they differ; silent where no kind is known."""
    counts = articles["kind"].value_counts().sort_index()
    if len(counts) == 0:
        return ""
    order = counts.sort_values(ascending=False, kind="stable")
    en = listing((counted(int(n), str(kind)) for kind, n in order.items()), "en")
    zh = listing((f"{KINDS_ZH.get(str(kind), str(kind))}{n}篇" for kind, n in order.items()), "zh")
    unknown = len(articles) - int(order.sum())
    if unknown:
        return pick(
            language,
            f"The kind is known of {en}; of {counted(unknown, 'other')} it is not.",
            f"种类可知的有{zh}，其余{unknown}篇种类不明。")
    if len(order) == 1:
        return pick(language, f"They are of one kind: {en}.", f"文本种类相同：{zh}。")
    return pick(
        language,
        f"They are of different kinds ({en}): a difference between two texts may be one of kind.",
        f"文本种类不一（{zh}），因此文本之间的差异可能只是种类之别。",
    )


def dates(articles: pandas.DataFrame, *, language: str) -> str:
    """First and last date, and the texts that bear none; silent where no date is known."""
    known = articles["date"].dropna()
    undated = articles[articles["date"].isna()]
    if len(known) == 0:
        return ""
    if articles.attrs.get("years_from") == "file names":
        return ""  # The pages' dates are not those of the texts; the periods tell the years.
    first, last = min(known), max(known)
    en = f"The dated texts run from {first} to {last}" if first != last else f"Dated {first}"
    zh = f"有日期的文本自{first}至{last}" if first != last else f"日期均为{first}"
    if len(undated) == 0:
        return pick(language, f"{en}.", f"{zh}。")
    verb = "bears" if len(undated) == 1 else "bear"
    return pick(language, f"{en}; {_texts(undated, 'en')} {verb} no date.",
                f"{zh}；{_texts(undated, 'zh')}未载日期。")


def national_ties(articles: pandas.DataFrame, *, language: str) -> list[str]:
    """One sentence for each national document that texts are tied to; silent without any."""
    said = []
    tied = articles.dropna(subset=["national_document"])
    documents = tied["national_document"].nunique()
    if documents > _NAMED:
        return [pick(
            language,
            f"{counted(len(tied), 'text').capitalize()} are tied to "
            f"{counted(documents, 'document')} of the national government; the table of articles "
            "names them.",
            f"{len(tied)}篇文本与{documents}份国家文件相关，文件名称见文本一览表。")]
    for document, rows in tied.groupby("national_document", sort=True):
        verb = "is" if len(rows) == 1 else "are"
        document = document if "《" in str(document) else f"《{document}》"
        texts = _texts_or_titles(rows, articles, language)
        said.append(sentence(pick(
            language,
            f"{texts} {verb} tied to a national document, {document}.",
            f"{texts}与国家文件{document}相关。",
        )))
    return said


def cautions(articles: pandas.DataFrame, *, language: str) -> list[str]:
    """What stands between a text and its province; silent where nothing does."""
    notes = {
        "subject is a national document": (
            "{texts} explain{s} a national document: the subject is that document, not the "
            "province.", "{texts}解读的是国家文件，主题是该文件而非该省。"),
        "event only": (
            "{texts} report{s} an event that took place there: the subject is the event, not the "
            "province.", "{texts}报道的是在当地举行的活动，主题是活动而非该省。"),
        "mojibake": (
            "{texts} contain{s} characters that were damaged before collection.",
            "{texts}含有采集前即已损坏的字符。"),
        "no region": ("For {texts} no region could be found.", "{texts}未能确定所属地区。"),
    }
    said = []
    for code, (en, zh) in notes.items():
        rows = articles[[code in str(cell).split(";") for cell in articles["caution"].fillna("")]]
        if len(rows):
            text = pick(language, en, zh).format(
                texts=_texts(rows, language), s="s" if len(rows) == 1 else ""
            )
            said.append(sentence(text))
    return said


def lexicon_from_these_texts(
    theme_evidence: pandas.DataFrame, *, language: str, least: float = 0.2
) -> str:
    """How far the lexicon's terms were read in the very texts that it is counted in.

    Terms whose source begins with "seed" came from a text of the study; they favour it.
    """
    if len(theme_evidence) == 0 or "term_source" not in theme_evidence.columns:
        return ""
    own = theme_evidence["term_source"].fillna("").str.startswith("seed")
    share = float(own.mean())
    if share < least:
        return ""
    return pick(
        language,
        f"{percent(share, 'en')} of all theme hits are hits of terms that were read in these very "
        "texts: the lexicon favours the texts that it was made from, above all where a term names "
        "what a single text is about.",
        f"全部主题命中的{percent(share, 'zh')}来自本研究文本中收集的词语：词典偏向其来源文本，"
        "某词只为一篇文本的主题所用时尤其如此。",
    )


def limits(articles: pandas.DataFrame, *, language: str) -> list[str]:
    """What may not be concluded from as many texts as there are."""
    counts = compared(articles).groupby("region")["article_id"].nunique().tolist()
    if not counts:
        return []
    single = counts.count(1)
    said = []
    if single == len(counts):
        said.append(pick(
            language,
            "One text stands for each region: a difference describes these texts and says nothing "
            "of how the regions' other texts would compare.",
            "每个地区只有一篇文本：差异只描述这些文本，不能推及该地区的其他文本。"))
    elif single:
        said.append(pick(
            language,
            f"{counted(single, 'region').capitalize()} of {len(counts)} "
            f"{'has' if single == 1 else 'have'} a single text: a difference there describes that "
            "text only.",
            f"{len(counts)}个地区中有{single}个只有一篇文本，其差异只描述该篇。"))
    if min(counts) < 5 and single < len(counts):
        said.append(pick(
            language,
            "Under five texts a region, an interval across texts rests on very little.",
            "一个地区不足五篇文本时，文本之间的区间依据甚少。"))
    if single:
        said.append(pick(
            language,
            "The interval of a single text covers chance within that text; how much one text of a "
            "region differs from the next is not in it and would make it wider.",
            "单篇文本的区间只反映该文本内部的偶然变动，不含同一地区各文本之间的差别，"
            "计入后区间会更宽。"))
    return said


def _characters(account: pandas.DataFrame) -> pandas.Series:
    """Characters of each row: those kept or removed, in whichever column the table has them."""
    return account["characters" if "characters" in account.columns else "removed"].astype(float)


def _taken(account: pandas.DataFrame) -> pandas.DataFrame:
    """Rows of rules with `out` (characters that left) and `new` (those with another in place)."""
    rows = account[account["rule"] != "kept"].copy()
    replaced = rows.get("inserted", 0)
    rows["out"] = (rows["removed"] - replaced).clip(lower=0)
    rows["new"] = rows["removed"] - rows["out"]
    return rows


def _strongest_rule(rows: pandas.DataFrame) -> tuple[str, float]:
    by_rule = rows.groupby("rule")["out"].sum().sort_index()
    rule = str(by_rule.sort_values(ascending=False, kind="stable").index[0])
    return rule, float(by_rule[rule])


def cleaning_total(cleaning_account: pandas.DataFrame, *, language: str) -> str:
    """Share of the collected characters that cleaning took out, and the rule that took most."""
    rows = _taken(cleaning_account)
    total = float(_characters(cleaning_account).sum())
    out, new = float(rows["out"].sum()), float(rows["new"].sum())
    if total == 0 or out == 0:
        return ""
    rule, most = _strongest_rule(rows)
    also = pick(language, f" and replaced {whole(new)}, mostly traditional ones by simplified"
                if new else "", f"，另有{whole(new)}个被替换（多为繁体改简体）" if new else "")
    return pick(
        language,
        f"Cleaning took {whole(out)} of {whole(total)} collected characters out "
        f"({percent(out / total, 'en')}){also}; the rule for {rule_words(rule, 'en')} took most "
        f"({whole(most)}, {percent(most / out, 'en')} of what went).",
        f"清洗从采集的{whole(total)}个字符中删去{whole(out)}个"
        f"（{percent(out / total, 'zh')}）{also}；其中{rule_words(rule, 'zh')}最多"
        f"（{whole(most)}个，占删去部分的{percent(most / out, 'zh')}）。",
    )


def cleaning_extremes(cleaning_account: pandas.DataFrame, *, language: str) -> str:
    """The text that lost the largest share, and the one that lost the smallest."""
    whole_of = _characters(cleaning_account).groupby(cleaning_account["article_id"]).sum()
    out = _taken(cleaning_account).groupby("article_id")["out"].sum()
    heads = cleaning_account.drop_duplicates("article_id").copy()
    if len(heads) < 2:
        return ""
    heads["lost"] = heads["article_id"].map(out).fillna(0) / heads["article_id"].map(whole_of)
    order = heads.sort_values("lost", ascending=False, kind="stable")
    most, least = order.iloc[0].to_dict(), order.iloc[-1].to_dict()
    if most["lost"] == least["lost"]:
        return ""
    names = [subject(row, language, articles=1) for row in (most, least)]
    lost = [percent(float(row["lost"]), language) for row in (most, least)]
    if names[0] == names[1]:
        # Texts that cannot be told apart by a region's name: the range says what there is to say.
        return "" if lost[0] == lost[1] else pick(
            language, f"Single texts lost from {lost[1]} to {lost[0]} of their characters.",
            f"各篇删去的比例自{lost[1]}至{lost[0]}不等。")
    return finding(pick(
        language,
        sentence(f"{names[0]} lost most ({lost[0]} of its characters), {names[1]} least "
                 f"({lost[1]})."),
        f"删去比例最高的是{names[0]}（{lost[0]}），最低的是{names[1]}（{lost[1]}）。",
    ), *(Lead("article", "", str(row["article_id"])) for row in (most, least)))


def commitments(table: pandas.DataFrame, *, language: str) -> str:
    """How many numbered objects the texts state, and which text states most."""
    if len(table) == 0:
        return ""
    counts = table.groupby("article_id", sort=True).size()
    order = counts.sort_values(ascending=False, kind="stable")
    row = table[table["article_id"] == order.index[0]].iloc[0].to_dict()
    alone = len(order) > 1 and order.iloc[0] > order.iloc[1]
    en = f"The texts state {counted(len(table), 'quantity')} with what is counted"
    zh = f"各文本共列出{len(table)}项带有对象的数量"
    if not alone:
        return pick(language, f"{en}.", f"{zh}。")
    name = subject(row, language, articles=1)
    if table.loc[table["region"] == row["region"], "article_id"].nunique() > 1:
        name = pick(language, f"one {place_name(row, 'en')} text", f"{row['region']}的一篇")
    return pick(language, f"{en}; most stand in {name} ({order.iloc[0]}).",
                f"{zh}，以{name}为最多（{order.iloc[0]}项）。")


@headline(needs=("region", "n_han"), en="The texts: length, kind and date",
          zh="各文本的篇幅、种类与日期")
def headline_corpus_overview(articles: pandas.DataFrame, *, language: str) -> list[str]:
    """Title of the figure corpus_overview, from the table articles."""
    low, high = whole(articles["n_han"].min()), whole(articles["n_han"].max())
    number, regions = len(articles), compared(articles)["region"].nunique()
    total = whole(articles["n_han"].sum())
    different = "kind" in articles and articles["kind"].dropna().nunique() > 1
    if number == 1:
        return [pick(language, f"One text of {total} Chinese characters",
                     f"一篇文本，{total}个汉字")]
    of, zh_of = (f" of {counted(regions, 'region')}", f"{regions}个地区、") if regions else ("", "")
    en = sentence(f"{counted(number, 'text')}{of}, from {low} to {high} Chinese characters")
    zh = f"{zh_of}{number}篇文本，最短{low}字，最长{high}字"
    more = [pick(language, f"{en}, of different kinds", f"{zh}，种类不一")] if different else []
    return [*more, pick(language, en, zh)]


@headline(needs=("rule", "removed"), en="What cleaning kept and what it removed, by rule",
          zh="清洗保留与删去的内容（按规则）")
def headline_cleaning_account(account: pandas.DataFrame, *, language: str) -> list[str]:
    """Title of the figure cleaning_account, from the table of that name."""
    rows = _taken(account)
    total, out = float(_characters(account).sum()), float(rows["out"].sum())
    if total == 0 or out == 0:
        return []
    rule, _ = _strongest_rule(rows)
    share = percent(out / total, language)
    return [
        pick(language,
             f"Cleaning took out {share} of the characters, above all {rule_words(rule, 'en')}",
             f"清洗删去全部字符的{share}，以{rule_words(rule, 'zh')}最多"),
        pick(language, f"Cleaning took out {share} of the collected characters",
             f"清洗删去全部采集字符的{share}"),
    ]
