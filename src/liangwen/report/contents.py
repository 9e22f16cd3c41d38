"""What a template can place: figures, tables, findings, problems, sources, evidence, versions.

A template is Markdown; what it places is put into pandoc's document tree afterwards, so that no
word of the data is ever read as markup.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from liangwen.errors import ReportError
from liangwen.findings import found
from liangwen.findings.summary import HEADLINES, headline_of
from liangwen.findings.wording import compared, counted, pick, whole
from liangwen.leads import leads_of
from liangwen.report import evidence as concordance
from liangwen.report import shown
from liangwen.report.crossrefs import REFERENCE, anchor_of
from liangwen.report.images import page_width
from liangwen.report.numbers import numbers_of
from liangwen.report.text import Markdown, plain
from liangwen.report.tree import (
    Column,
    Node,
    Row,
    Table,
    bullets,
    division,
    figure,
    led,
    numbered,
    paragraph,
    span,
    words,
)

if TYPE_CHECKING:
    import pandas

SLOT = "liangwen-slot"
#: The class of a sentence that stands where a figure would.
LEFT_OUT = "left-out"
#: A sentence that names more than this is followed by its first links only.
MOST_LEADS = 6


def _tied(text: str) -> str:
    """Keep a number and its % on one line."""
    return re.sub(r"(?<=\d) %", "\u00a0%", text)


@dataclass
class Contents:
    """The parts of one report in one language; each method returns a place holder in Markdown."""

    tables: Mapping[str, pandas.DataFrame]
    language: str
    figures: Path
    failures: Sequence[Mapping[str, str]] = ()
    left_out: Mapping[str, str] = field(default_factory=dict)
    provenance: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    slots: list[list[Node]] = field(default_factory=list)
    images: dict[str, Path] = field(default_factory=dict)
    labels: dict[str, tuple[str, str]] = field(default_factory=dict)
    _figures: int = 0
    _tables: int = 0

    def __post_init__(self) -> None:
        self.found = found(self.tables, language=self.language)

    def _slot(self, blocks: list[Node]) -> Markdown:
        if not blocks:
            return Markdown("")
        self.slots.append(blocks)
        return Markdown(f'\n\n::: {{.{SLOT} number="{len(self.slots) - 1}"}}\n:::\n\n')

    def _caption(self, kind: str, text: str, name: str = "") -> list[Node]:
        """"Figure 1", "表 2": the number apart, so that Word can make a field of it."""
        number = self._figures if kind == "figure" else self._tables
        word = pick(self.language, kind.capitalize(), {"figure": "图", "table": "表"}[kind])
        label = span(words(f"{word} {number}"), "caption-number", kind)
        # Where one is placed twice, references lead to the first.
        anchor = anchor_of(kind, name)
        if name and anchor not in self.labels:
            self.labels[anchor] = (anchor, f"{word}\u00a0{number}")
            label["c"][0][0] = anchor
        gap = pick(self.language, ". ", "\u3000")
        return [label, {"t": "Str", "c": gap.rstrip(" ")}, *([{"t": "Space"}] * gap.endswith(" ")),
                *words(text)]

    def headline(self, name: str) -> str:
        """The finding that a figure states."""
        return headline_of(name, self.tables, language=self.language)

    def figure(self, name: str, caption: str = "") -> Markdown:
        """A figure with its number and caption; nothing, or a reason, where it was not drawn."""
        path = self.figures / self.language / f"{name}.png"
        if not path.is_file():
            if name not in HEADLINES and name not in self.left_out:
                raise ReportError(f"There is no figure {name!r}: see {path.parent} for those made.")
            reason = self.left_out.get(name, "")
            return self._slot([division([paragraph(words(reason))], LEFT_OUT)] if reason else [])
        self._figures += 1
        self.images[f"{name}.png"] = path
        finding = self.headline(name)
        alt = pick(self.language, ". ", "。").join(part for part in (finding, caption) if part)
        drawn = figure(f"{name}.png", alt, self._caption("figure", caption or finding, name),
                       width=page_width(path))
        return self._slot([drawn, *self._numbers(name)])

    def _numbers(self, name: str) -> list[Node]:
        """The figure's numbers, for the page that can fold them away."""
        made = numbers_of(name, self.tables, self.language)
        if made is None:
            return []
        number = self._figures
        said = pick(self.language, f"The numbers of figure {number}", f"图{number}的数值")
        return [division([made.node(words(said), "sortable", "numbers-table")], "numbers")]

    def _led(self, text: str) -> list[Node]:
        """A sentence, and links to what it counts for the page that can follow them."""
        leads = [led([], lead) for lead in leads_of(text)[:MOST_LEADS]]
        parts = [part for link in leads for part in ({"t": "Space"}, *link)]
        return [*words(_tied(text)), *([span(parts, "leads")] if parts else [])]

    def table(self, name: str, caption: str = "") -> Markdown:
        """One of the printed tables; nothing where it has no row."""
        if name not in shown.TABLES:
            raise ReportError(f"There is no table {name!r} to print: use "
                              f"{', '.join(sorted(shown.TABLES))}.")
        if name not in self.tables:
            return Markdown("")
        made, hidden = shown.TABLES[name](self.tables[name], self.language)
        if not made.rows:
            return Markdown("")
        self._tables += 1
        blocks = [made.node(self._caption("table", caption or name, name), name.replace("_", "-"),
                            "sortable")]
        if hidden:
            blocks.append(paragraph(words(pick(
                self.language,
                f"The table tables/{name}.csv holds {counted(hidden, 'further row')}.",
                f"另有{whole(hidden)}行，见 tables/{name}.csv。"))))
        return self._slot(blocks)

    def drawn(self, name: str) -> bool:
        """Whether a figure of this name was drawn for this study."""
        return (self.figures / self.language / f"{name}.png").is_file()

    def ref(self, name: str, kind: str = "figure") -> Markdown:
        """The number of a figure or table ("Figure 3"), before or after it, as a link to it."""
        if kind not in ("figure", "table"):
            raise ReportError(f"A reference leads to a figure or a table, not to a {kind!r}.")
        if not name.replace("_", "").isalnum() or not name.isascii():
            raise ReportError(f"There is no {kind} {name!r} to refer to.")
        return Markdown(f'[ ]{{.{REFERENCE} kind="{kind}" key="{name}"}}')

    def sentences(self, *sections: str) -> Markdown:
        """The findings of some sections as a list; nothing where they are silent."""
        unknown = [section for section in sections if section not in self.found]
        if unknown:
            raise ReportError(f"There are no findings called {unknown[0]!r}: use "
                              f"{', '.join(self.found)}.")
        said = [self._led(text) for section in sections for text in self.found[section]]
        return self._slot([bullets(said)] if said else [])

    def prose(self, *sections: str) -> Markdown:
        """The findings of some sections as one paragraph."""
        said = [self._led(text) for section in sections for text in self.found[section]]
        gap: list[Node] = [{"t": "Space"}] if self.language == "en" else []
        parts = [part for place, one in enumerate(said) for part in (gap if place else []) + one]
        return self._slot([paragraph(parts)] if parts else [])

    def problems(self) -> Markdown:
        """Seeds that did not become articles: the reason, and what a person can do."""
        if not self.failures:
            return Markdown("")
        heads = pick(self.language, "Seed|Reason|What to do", "种子文件|原因|处理办法").split("|")
        columns = [Column(head, width) for head, width in zip(heads, (26, 37, 37), strict=True)]
        rows = [Row([failure.get(key, "") for key in ("seed", "reason", "remedy")])
                for failure in self.failures]
        return self._numbered(Table(columns, rows), pick(
            self.language, "Seeds that did not become articles", "未能成为文本的种子文件"))

    def _numbered(self, made: Table, caption: str, *classes: str) -> Markdown:
        self._tables += 1
        return self._slot([made.node(self._caption("table", caption), *classes)])

    def references(self) -> Markdown:
        """The source list after GB/T 7714."""
        entries = self.tables["articles"]["reference"] if "articles" in self.tables else []
        texts = [plain(entry) for entry in entries if plain(entry)]
        return self._slot([numbered(texts)] if texts else [])

    def evidence(self, **limits: int) -> Markdown:
        """The concordance lines."""
        needed = ("theme_evidence", "theme_intensity", "articles")
        if any(name not in self.tables for name in needed):
            return Markdown("")
        lines, intensity, articles = (self.tables[name] for name in needed)
        if len(intensity) == 0 and "certainty" in self.tables:
            # Where no text is of a region, the themes are known from all texts together.
            intensity = self.tables["certainty"]
        return self._slot(concordance.appendix(lines, intensity, articles, self.language,
                                               **limits))

    def versions(self) -> Markdown:
        """Versions of the packages and hashes of the inputs, shortened."""
        rows = [Row([name, version]) for name, version in
                sorted(self.provenance.get("versions", {}).items())]
        inputs = [Row([name, digest[:16]]) for name, digest in
                  sorted(self.provenance.get("inputs", {}).items())]
        made = Table([Column(pick(self.language, "Name", "名称"), 60),
                      Column(pick(self.language, "Version or SHA-256 (first 16 digits)",
                                  "版本或 SHA-256（前16位）"), 40)])
        for rows_, title in ((rows, pick(self.language, "Versions", "版本")),
                             (inputs, pick(self.language, "Inputs", "输入文件"))):
            made.rows += [Row(group=title), *rows_] if rows_ else []
        if not made.rows:
            return Markdown("")
        return self._numbered(made, pick(self.language, "Versions and inputs", "版本与输入文件"),
                              "versions")

    def _axes(self) -> dict[str, int]:
        """How many regions and periods the study compares: templates choose chapters by it."""
        articles, periods = self.tables.get("articles"), self.tables.get("periods")
        regions = 0
        if articles is not None and len(articles):
            if "compared" in articles.columns:
                articles = articles[articles["compared"].astype(bool)]
            regions = int(compared(articles)["region"].nunique())
        return {"regions": regions, "periods": 0 if periods is None else len(periods)}

    def placed(self, text: str) -> Markdown:
        """What a macro of the template has printed: escaped already, piece by piece."""
        return Markdown(text)

    def names(self) -> dict[str, Any]:
        """The names that a template can use."""
        return {
            "figure": self.figure, "table": self.table, "sentences": self.sentences,
            "prose": self.prose, "problems": self.problems, "references": self.references,
            "evidence": self.evidence, "versions": self.versions, "headline": self.headline,
            "ref": self.ref, "drawn": self.drawn, "placed": self.placed, **self._axes(),
            "found": self.found, "language": self.language, "failures": self.failures,
        }
