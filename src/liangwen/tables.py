"""The study's tables: one function a table, from the corpus with the study's settings.

A notebook cell and the report call the same function, so that a number cannot differ between
them. :func:`all_tables` makes every one; :func:`write_tables` puts them on disk.
"""

from __future__ import annotations

import datetime
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd

from . import emphasis, keywords, themes
from .codebook import codebook, number_format
from .commitments import commitments as find_commitments
from .compared import by_region, tidy
from .corpus import Corpus, iso
from .edits import characters_by_rule
from .report.references import reference

_log = logging.getLogger(__name__)

#: Written into files that carry a time of their own, so that the same input gives the same bytes.
FIXED_TIME = datetime.datetime(2000, 1, 1)

#: Signs that make a spreadsheet take a cell of a CSV file for a formula, full-width ones too.
_FORMULA = r"[=+\-@\t\r＝＋－＠]"
#: Characters that a cell of a workbook holds, less one for the ellipsis.
CELL = 32_766

Tables = dict[str, pd.DataFrame]

ARTICLE_COLUMNS = [
    "article_id", "seed", "title", "date", "date_basis", "kind", "scope", "region", "region_en",
    "source", "author", "author_office", "n_han", "n_tokens", "n_sentences", "n_paragraphs",
    "national_document",
]  # fmt: skip

DUPLICATE_COLUMNS = [
    "article_id", "title", "region", "region_en", "original", "original_title", "kind",
    "similarity", "containment", "counted",
]


def articles(corpus: Corpus) -> pd.DataFrame:
    """One row an article, compared or not, with its caution and its reference (GB/T 7714).

    `compared`: whether the article is counted (a reprint or a reference text is not).
    `removed_share` is the share of the source's characters that left the text without another in
    their place.
    """
    frame = corpus.all_articles
    edits = corpus.all_edits
    # What is replaced one to one (traditional by simplified) did not leave the text.
    gone = (edits["removed"].str.len() - edits["inserted"].str.len()).clip(lower=0)
    removed = gone.groupby(edits["article_id"]).sum()
    table = frame[ARTICLE_COLUMNS].copy()
    table["date"] = [iso(day) for day in frame["date"]]
    # Without any edit pandas would not know what type the sums have.
    lost = pd.Series([float(removed.get(name, 0)) for name in frame["article_id"]], frame.index)
    table["removed_share"] = lost / frame["n_source"].clip(lower=1)
    table["compared"] = frame["article_id"].isin(corpus.articles["article_id"])
    table["caution"] = [_caution(row) for row in frame.itertuples(index=False)]
    table["reference"] = [_reference(row) for row in frame.itertuples(index=False)]
    return tidy(table)


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


def _keyword_options(corpus: Corpus) -> dict[str, Any]:
    settings = corpus.study.settings
    return {
        "minimum_count": settings.minimum_count,
        "minimum_length": settings.minimum_length,
    }


def term_frequencies(corpus: Corpus) -> pd.DataFrame:
    """One row a term of a region: see :func:`liangwen.keywords.term_frequencies`."""
    table = keywords.term_frequencies(
        corpus.articles,
        corpus.term_counts,
        stop_words=corpus.stop_words,
        **_keyword_options(corpus),
    )
    return _told(table, corpus)


def keyness(corpus: Corpus) -> pd.DataFrame:
    """One row a term of a region: see :func:`liangwen.keywords.keyness`; place names left out."""
    table = keywords.keyness(
        corpus.articles,
        corpus.term_counts,
        stop_words=corpus.stop_words | corpus.place_names,
        **_keyword_options(corpus),
    )
    return _told(table, corpus)


def _told(table: pd.DataFrame, corpus: Corpus) -> pd.DataFrame:
    """Tell a table how many articles each region has (``attrs["articles"]``), for its notes."""
    table.attrs["articles"] = by_region(corpus.articles).groupby("region").size().to_dict()
    return table


def theme_intensity(corpus: Corpus) -> pd.DataFrame:
    """One row a theme of a region: see :func:`liangwen.themes.theme_intensity`."""
    return themes.theme_intensity(
        corpus.articles, corpus.theme_hits, corpus.tokens, corpus.themes.themes
    )


def theme_evidence(corpus: Corpus) -> pd.DataFrame:
    """One row a hit: see :func:`liangwen.themes.theme_evidence`."""
    table = themes.theme_evidence(
        corpus.articles,
        corpus.theme_hits,
        corpus.edits,
        width=corpus.study.settings.evidence_width,
    )
    sources = {term.term: term.source for theme in corpus.themes.themes for term in theme.terms}
    table["term_source"] = table["term"].map(sources)
    return table


def theme_positions(corpus: Corpus) -> pd.DataFrame:
    """One row a hit: see :func:`liangwen.themes.theme_positions`."""
    return themes.theme_positions(corpus.articles, corpus.theme_hits, corpus.themes.themes)


def regional_emphasis(corpus: Corpus) -> pd.DataFrame:
    """One row a theme of a region: see :func:`liangwen.emphasis.regional_emphasis`."""
    return emphasis.regional_emphasis(theme_intensity(corpus))


def region_mentions(corpus: Corpus) -> pd.DataFrame:
    """One row a place named by a region's texts: see :func:`liangwen.emphasis.mention_table`."""
    return emphasis.mention_table(corpus.articles, corpus.region_mentions, corpus.gazetteer)


def correspondence(corpus: Corpus) -> pd.DataFrame:
    """One row a region or theme: see :func:`liangwen.emphasis.correspondence_map`."""
    return emphasis.correspondence_map(theme_intensity(corpus))


def certainty(corpus: Corpus) -> pd.DataFrame:
    """One row a theme and article left out: see :func:`liangwen.themes.ranking_certainty`."""
    return themes.ranking_certainty(corpus.articles, corpus.theme_hits, corpus.themes.themes)


def commitments(corpus: Corpus) -> pd.DataFrame:
    """One row a quantity: see :func:`liangwen.commitments.commitments`."""
    return find_commitments(corpus.articles)


def panel(corpus: Corpus) -> pd.DataFrame:
    """One row a theme of a region's texts of a year: see :func:`liangwen.emphasis.panel`."""
    return emphasis.panel(
        corpus.articles, corpus.theme_hits, corpus.themes.themes, corpus.gazetteer
    )


def problems(corpus: Corpus) -> pd.DataFrame:
    """One row a seed that did not become an article, or a correction by hand that fits nothing."""
    return pd.DataFrame(
        [vars(failure) for failure in corpus.failures], columns=["seed", "reason", "remedy"]
    )


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


#: Every table of a study, by the name of its file.
TABLES: dict[str, Callable[[Corpus], pd.DataFrame]] = {
    function.__name__: function
    for function in (
        articles, cleaning_account, term_frequencies, keyness, theme_intensity, theme_evidence,
        theme_positions, regional_emphasis, region_mentions, correspondence, certainty,
        commitments, panel, duplicates, problems,
    )
}  # fmt: skip


def all_tables(corpus: Corpus) -> Tables:
    """Make every table.

    Returns
    -------
    dict
        Name -> frame, in the order of `TABLES`.
    """
    return {name: function(corpus) for name, function in TABLES.items()}


def write_tables(tables: Tables, folder: Path) -> list[Path]:
    """Write the tables as CSV, all of them as one XLSX, and the panel for Stata.

    Equal tables give equal bytes. A file whose bytes would not change is left as it is.

    Returns
    -------
    list of Path
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = [_write_csv(frame, folder / f"{name}.csv") for name, frame in tables.items()]
    written.append(_write_workbook(tables, folder / "tables.xlsx"))
    if not tables["panel"].empty:
        written.append(_write_stata(tables["panel"], folder / "panel.dta"))
    return written


def _write_csv(frame: pd.DataFrame, path: Path) -> Path:
    text = _as_text(frame).to_csv(index=False, lineterminator="\n", float_format="%.6g")
    # utf-8-sig: Excel reads a CSV file as UTF-8 only behind a byte-order mark.
    data = text.encode("utf-8-sig")
    if not path.is_file() or path.read_bytes() != data:
        path.write_bytes(data)
    return path


def _as_text(frame: pd.DataFrame) -> pd.DataFrame:
    """Put an apostrophe before text that a spreadsheet would run as a formula.

    A CSV file cannot say that a cell is text; see docs/decisions/.
    """
    changed = frame.copy(deep=False)
    for column in frame.columns:
        values = frame[column]
        if pd.api.types.is_string_dtype(values) or values.dtype == object:
            begins = values.astype("str").str.match(_FORMULA).fillna(False) & values.notna()
            if begins.any():
                changed[column] = values.where(~begins, "'" + values.astype("str"))
    return changed


def _cut(frame: pd.DataFrame) -> pd.DataFrame:
    """Shorten, with an ellipsis, text that a cell of a workbook cannot hold."""
    changed = frame.copy(deep=False)
    for column in frame.columns:
        values = frame[column]
        if pd.api.types.is_string_dtype(values) or values.dtype == object:
            long = values.astype("str").str.len() > CELL
            if long.any():
                changed[column] = values.where(~long, values.astype("str").str.slice(0, CELL) + "…")
    return changed


def _write_workbook(tables: Tables, path: Path) -> Path:
    # Text that starts with = stays text, and an address no link.
    options = {"strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": True}
    with pd.ExcelWriter(path, engine="xlsxwriter", engine_kwargs={"options": options}) as writer:
        writer.book.set_properties({"created": FIXED_TIME})
        for name, frame in {"codebook": codebook(tables), **tables}.items():
            cells = _cut(frame)
            cells.to_excel(writer, sheet_name=name[:31], index=False, freeze_panes=(1, 0))
            _dress_sheet(writer.book, writer.sheets[name[:31]], name, frame)
    return path


def _dress_sheet(book: Any, sheet: Any, name: str, frame: pd.DataFrame) -> None:
    """Widths, number formats, and arrows at the heads that filter and sort."""
    for i, column in enumerate(frame.columns):
        shown = number_format(name, str(column), frame[column])
        look = book.add_format({"num_format": shown}) if shown else None
        sheet.set_column(i, i, _width(column, frame[column]), look)
    if len(frame.columns):
        sheet.autofilter(0, 0, len(frame), len(frame.columns) - 1)


def _width(name: str, values: pd.Series) -> float:
    """Column width in characters; Chinese takes two."""
    shown = [str(value) for value in values.head(200)]
    longest = max([len(name), *(sum(2 if ord(c) > 0x2E7F else 1 for c in s) for s in shown)])
    return float(min(longest + 2, 60))


def _write_stata(panel_table: pd.DataFrame, path: Path) -> Path:
    frame = panel_table.copy()
    for column in frame.columns:
        if str(frame[column].dtype) in {"str", "object", "string"}:
            frame[column] = frame[column].fillna("").astype(object)
    frame["year"] = frame["year"].astype("float64")
    frame.to_stata(
        path,
        version=118,
        write_index=False,
        time_stamp=FIXED_TIME,
        data_label="Theme hits by region and year",
        variable_labels={
            "region": "Region of the texts (Chinese name)",
            "region_en": "Region of the texts",
            "codes": "GB/T 2260 codes, joined by ;",
            "year": "Year of publication or event",
            "theme": "Theme (identifier)",
            "theme_en": "Theme",
            "hits": "Hits of the theme's terms",
            "han": "Chinese characters of the texts",
            "tokens": "Tokens of the texts",
            "sentences": "Sentences of the texts",
            "per_10k": "Hits per 10,000 Chinese characters",
        },
    )
    return path
