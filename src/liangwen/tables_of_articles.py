"""The study's tables of articles: what each is, what cleaning took from it, whose copy it is.

As all tables they are computed once a run; see :mod:`liangwen.tables`.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from .compared import tidy
from .corpus import Corpus, iso
from .edits import characters_by_rule
from .kept import kept
from .periods import years
from .report.references import reference
from .tables_by_period import by_period

ARTICLE_COLUMNS = [
    "article_id", "seed", "title", "date", "date_basis", "kind", "scope", "region", "region_en",
    "source", "author", "author_office", "n_han", "n_tokens", "n_sentences", "n_paragraphs",
    "national_document", "year", "period",
]  # fmt: skip

DUPLICATE_COLUMNS = [
    "article_id",
    "title",
    "region",
    "region_en",
    "original",
    "original_title",
    "kind",
    "similarity",
    "containment",
    "counted",
]


@kept
def articles(corpus: Corpus) -> pd.DataFrame:
    """One row an article, compared or not, with its caution and its reference (GB/T 7714).

    `compared`: whether the article is counted (a reprint or a reference text is not). `year` and
    `period`: in which it is counted, see :mod:`liangwen.periods`.
    `removed_share` is the share of the source's characters that left the text without another in
    their place.
    """
    frame = corpus.all_articles
    edits = corpus.all_edits
    # What is replaced one to one (traditional by simplified) did not leave the text.
    gone = (edits["removed"].str.len() - edits["inserted"].str.len()).clip(lower=0)
    removed = gone.groupby(edits["article_id"]).sum()
    counted = by_period(corpus)
    counted = counted.assign(year=years(counted)).set_index("article_id")
    frame = frame.assign(
        year=frame["article_id"].map(counted["year"]).astype("Int64"),
        period=frame["article_id"].map(counted["period"]),
    )
    table = frame[ARTICLE_COLUMNS].copy()
    table["date"] = [iso(day) for day in frame["date"]]
    # Without any edit pandas would not know what type the sums have.
    lost = pd.Series([float(removed.get(name, 0)) for name in frame["article_id"]], frame.index)
    table["removed_share"] = lost / frame["n_source"].clip(lower=1)
    table["compared"] = frame["article_id"].isin(corpus.articles["article_id"])
    table["caution"] = [_caution(row) for row in frame[_CAUTIONED].itertuples(index=False)]
    # A reference begins with the text's first words where there is no title: not with all of it.
    cited = frame[_CITED].assign(text=frame["text"].str[:_FIRST_WORDS])
    table["reference"] = [_reference(row) for row in cited.itertuples(index=False)]
    return tidy(table)


_CAUTIONED = ["flags", "scope", "role"]
_CITED = ["title", "author", "source", "date", "date_basis", "url", "kind"]
_FIRST_WORDS = 400


def _caution(row: Any) -> str:
    codes = list(row.flags)
    if row.scope == "national document":
        codes.append("subject is a national document")
    if row.scope == "event":
        codes.append("event only")
    if row.role != "study":
        codes.append(row.role)
    return ";".join(codes)


def _reference(row: Any) -> str:
    def known(value: Any) -> str | None:
        return value if isinstance(value, str) and value else None

    return reference(
        title=known(row.title),
        author=known(row.author),
        source=known(row.source),
        date=None if row.date_basis == "event" else iso(row.date),
        url=known(row.url),
        kind=known(row.kind),
        text=row.text,
    )


@kept
def cleaning_account(corpus: Corpus) -> pd.DataFrame:
    """One row a rule of an article: characters kept, removed and inserted, and their share.

    Kept and removed characters add up to those of the source text.
    """
    edits = corpus.all_edits
    own = dict(iter(edits.groupby("article_id", sort=False)))
    records = []
    for row in corpus.all_articles.itertuples(index=False):
        rules = characters_by_rule(
            own[row.article_id].itertuples(index=False) if row.article_id in own else ()
        )
        removed = sum(found[1] for found in rules.values())
        kept = row.n_source - removed
        head = (row.article_id, row.region, row.region_en)
        records.append((*head, "kept", 0, 0, 0, kept, row.n_source))
        for rule, (count, gone, inserted) in sorted(rules.items(), key=lambda item: -item[1][1]):
            records.append((*head, rule, count, gone, inserted, gone, row.n_source))
    frame = pd.DataFrame(
        records,
        columns=["article_id", "region", "region_en", "rule", "edits", "removed", "inserted",
                 "characters", "source_characters"],
    )  # fmt: skip
    frame["share"] = frame["characters"] / frame["source_characters"]
    return tidy(frame)


@kept
def problems(corpus: Corpus) -> pd.DataFrame:
    """One row a seed that did not become an article, or a correction by hand that fits nothing."""
    return pd.DataFrame(
        [vars(failure) for failure in corpus.failures], columns=["seed", "reason", "remedy"]
    )


@kept
def duplicates(corpus: Corpus) -> pd.DataFrame:
    """One row an article that shares text with another: see :mod:`liangwen.duplicates`.

    Duplicates and excerpts are left out of all other tables but `articles` and
    `cleaning_account`; what stands for review is counted.
    """
    known = corpus.all_articles.set_index("article_id")
    table = corpus.duplicates.sort_values("article_id")
    for column in ("title", "region", "region_en"):
        table[column] = table["article_id"].map(known[column])
    table["original_title"] = table["original"].map(known["title"])
    table["counted"] = table["kind"] == "review"
    return tidy(table[DUPLICATE_COLUMNS])
