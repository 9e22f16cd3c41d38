"""Write the report of a study: templates filled once a language, three formats of each."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from liangwen.errors import ReportError
from liangwen.findings.wording import compared, counted, pick, subject, whole
from liangwen.report import docx, html, pdf
from liangwen.report.contents import Contents
from liangwen.report.template import fill, find_template, tree_of
from liangwen.report.text import plain
from liangwen.report.tree import without

if TYPE_CHECKING:
    import pandas

    from liangwen.corpus import Corpus
    from liangwen.report.reading import Reading

log = logging.getLogger(__name__)

FORMATS = ("html", "docx", "pdf")


def _epoch(as_of: str, articles: pandas.DataFrame | None) -> int:
    """The time that files carry: the report's day, else the last article's, never the clock's."""
    dated = [] if articles is None else [plain(day) for day in articles["date"].dropna()]
    for day in (as_of, *([max(dated)] if dated else [])):
        try:
            at = datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC)
        except ValueError:
            continue
        return max(315532800, int(at.timestamp()))  # a zip file knows no time before 1980
    return 946684800


def _subtitle(articles: pandas.DataFrame | None, language: str) -> str:
    if articles is None or len(articles) == 0:
        return ""
    if "compared" in articles.columns:
        articles = articles[articles["compared"].astype(bool)]
    regions = int(compared(articles)["region"].nunique())
    total = whole(articles["n_han"].sum())
    if len(articles) == 1 or regions == 0:
        return pick(language, f"{counted(len(articles), 'text').capitalize()}, "
                    f"{total} Chinese characters", f"{len(articles)}篇文本，共{total}个汉字")
    if regions == 1:
        return pick(language, f"A study of {counted(len(articles), 'text')} from one region, "
                    f"{total} Chinese characters",
                    f"一个地区{len(articles)}篇文本的研究，共{total}个汉字")
    return pick(language,
                f"A comparison of {counted(len(articles), 'text')} from "
                f"{counted(regions, 'region')}, {total} Chinese characters",
                f"{regions}个地区{len(articles)}篇文本的比较，共{total}个汉字")


def _a_text(articles: pandas.DataFrame | None, language: str) -> str:
    """What a finding calls a text of the study; empty where none belongs to a region."""
    placed = None if articles is None else compared(articles)
    if placed is None or len(placed) == 0:
        return ""
    return subject(placed.iloc[0].to_dict(), language, articles=1)


def build_report(
    study_root: Path,
    *,
    title: Mapping[str, str] | str,
    languages: Sequence[str] = ("en", "zh"),
    tables: Mapping[str, pandas.DataFrame],
    figures: Path,
    out: Path,
    failures: Sequence[Mapping[str, str]] = (),
    templates: Path | None = None,
    as_of: date | str | None = None,
    left_out: Mapping[str, Mapping[str, str]] | None = None,
    provenance: Mapping[str, Mapping[str, str]] | None = None,
    facts: Mapping[str, Any] | None = None,
    formats: Sequence[str] = FORMATS,
    corpus: Corpus | None = None,
    reference_doc: Path | None = None,
) -> list[Path]:
    """Write ``report.<language>.html``, ``.docx`` and ``.pdf``.

    Parameters
    ----------
    study_root : path
        The study's folder; relative paths are meant from here.
    title : str or mapping of language to str
        The study's title.
    tables : mapping of name to frame
        As in tables/; what is missing leaves its section out.
    figures : path
        Folder with ``<language>/<name>.png`` and, for the PDF, ``.svg``.
    out : path
        Folder of the reports; made where it is not there.
    failures : sequence of mappings
        ``seed``, ``reason``, ``remedy`` of each seed that did not become an article.
    templates : path, optional
        A folder whose ``report.<language>.md.j2`` stands before the package's own.
    as_of : date or str, optional
        The day that stands on the title page and in the files; no clock is read.
    left_out : mapping of language to mapping of figure to str, optional
        Why a figure was not drawn; printed in its place.
    provenance : mapping, optional
        ``versions`` (package: version) and ``inputs`` (name: SHA-256) for the last appendix.
    facts : mapping, optional
        More names for the templates; their values are escaped where they are printed.
    formats : sequence of str
        Some of html, docx, pdf.
    corpus : Corpus, optional
        The texts; with them each number of the HTML report leads to its lines, and each line to
        its article.
    reference_doc : path, optional
        A Word file whose styles, page and fonts the Word report takes instead of its own.

    Returns
    -------
    list of path
        In the order of languages and formats. The same arguments give the same bytes.

    Raises
    ------
    ReportError
        For a template, figure or document that cannot be made; it names which and why.
    """
    root = Path(study_root)
    figures, out = root / figures, root / out
    folder = None if templates is None else root / templates
    unknown = sorted(set(formats) - set(FORMATS))
    if unknown:
        raise ReportError(f"A report cannot be written as {unknown[0]!r}: use html, docx or pdf.")
    out.mkdir(parents=True, exist_ok=True)
    reading = _reading(corpus) if corpus is not None and "html" in formats else None
    styles = None if reference_doc is None else docx.read_reference(root / reference_doc)
    day = as_of.isoformat() if isinstance(as_of, date) else plain(as_of)
    articles = tables.get("articles")
    written: list[Path] = []
    for language in languages:
        contents = Contents(
            tables, language, figures, failures=failures,
            left_out=(left_out or {}).get(language, {}), provenance=provenance or {})
        named = title if isinstance(title, str) else title.get(language) or next(
            iter(title.values()), "")
        page = {"title": plain(named), "subtitle": _subtitle(articles, language),
                "language": language}
        named_text = {"a_text": _a_text(articles, language)}
        path = find_template(language, folder)
        tree = tree_of(fill(path, contents, {**named_text, **(facts or {}), **page,
                                            "as_of": day}), contents)
        said = pick(language, f"As of {day}", f"截至{day}") if day else ""
        made = _documents(tree, page, said, contents, _epoch(day, articles), formats,
                          reading=reading, styles=styles)
        for suffix, data in made.items():
            target = out / f"report.{language}.{suffix}"
            target.write_bytes(data)
            log.info("wrote %s", target)
            written.append(target)
    return written


def _reading(corpus: Corpus) -> Reading:
    from liangwen.report.reading import Reading

    return Reading(corpus)


def _documents(
    tree: dict[str, Any], page: dict[str, str], as_of: str, contents: Contents, epoch: int,
    formats: Sequence[str], *, reading: Reading | None, styles: bytes | None,
) -> dict[str, bytes]:
    """The bytes of each format of one tree."""
    made = {}
    # Paper folds nothing away and follows no link to lines; its appendix holds them.
    printed = without(tree, "numbers", "leads")
    for suffix in formats:
        if suffix == "html":
            under = " · ".join(part for part in (page["subtitle"], as_of) if part)
            made[suffix] = html.page(tree, title=page["title"], subtitle=under,
                                     language=page["language"], images=contents.images,
                                     reading=reading)
        elif suffix == "docx":
            made[suffix] = docx.document(printed, **page, as_of=as_of, images=contents.images,
                                         epoch=epoch, styles=styles)
        else:
            made[suffix] = pdf.compile_pdf(printed, **page, as_of=as_of, images=contents.images,
                                           epoch=epoch)
    return made
