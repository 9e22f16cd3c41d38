"""A lexicon as a workbook that analysts edit: `themes.yaml` written as `themes.xlsx`."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from .overlaps import RULES

#: Separates the strings of one cell; none of them may hold it.
SEPARATOR = "|"

#: Sheet -> its columns, in order.
COLUMNS: dict[str, tuple[str, ...]] = {
    "themes": ("theme", "name_zh", "name_en", "short_zh", "short_en", "focus", "chapter", "note"),
    "terms": ("theme", "term", "en", "near", "spellings", "source", "note"),
    "rules": ("rule", "value"),
    "excludes": ("string", "term"),
}
#: Rules whose value is one text, and those whose value is a list of strings.
TEXT_RULES, LIST_RULES = ("version", "note", "overlaps"), ("joiners", "generic_near")

_WIDTHS = {"name_zh": 36, "name_en": 30, "term": 30, "en": 34, "spellings": 40, "source": 30,
           "note": 50, "value": 60, "string": 24, "near": 12}  # fmt: skip

_HELP = (
    ("What this is", "说明"),
    (
        "The study's themes.yaml, to be edited here and read back with: liangwen lexicon import "
        "FILE. Only what differs is changed in themes.yaml; its comments stay.",
        "本工作簿即研究的 themes.yaml，可在此修改，再用 liangwen lexicon import 文件 "
        "读回。themes.yaml 中只改动有差异之处，注释保留。",
    ),
    (
        "themes: one row a theme. theme is its id; name_zh and name_en are obligatory; focus: yes "
        "for the themes that the study asks for first.",
        "themes：一行一个主题。theme 为主题代号；name_zh、name_en 必填；focus 填 yes "
        "表示重点主题。",
    ),
    (
        "terms: one row a term; a term stands in one theme only. near: empty (counts anywhere), "
        "yes (counts only in a sentence with one of generic_near), or words of its own, separated "
        "by |. spellings: other spellings of the same expression, separated by |. source: where "
        "the term was seen. Add rows at the end, delete rows that are not wanted.",
        "terms：一行一个词条，一个词条只属于一个主题。near：留空（随处计数）、yes"
        "（仅当同句含 generic_near 中的词时计数），或自定的词，以 | 分隔。spellings：同一说法的其他"
        "写法，以 | 分隔。source：词条出处。新词条加在末尾，不要的行可删除。",
    ),
    (
        "rules: version, note; overlaps: " + ", ".join(RULES) + "; joiners: what may stand in "
        "place of 、 in a term, separated by |; generic_near: the field's words, separated by |.",
        "rules：version、note；overlaps：命中重叠时的取舍规则；joiners：可替代词条中“、”的字，"
        "以 | 分隔；generic_near：本领域的标志词，以 | 分隔。",
    ),
    (
        "excludes: a string in which nothing counts; with a term beside it, only that term does "
        "not count in it.",
        "excludes：其中一律不计数的字串；若同行填了 term，则仅该词条在其中不计数。",
    ),
)


def rows_of(content: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Return a `themes.yaml`'s content as the rows of each sheet.

    Parameters
    ----------
    content : mapping
        As parsed, checked by :func:`liangwen.lexicon.file.lexicon_of`.

    Returns
    -------
    dict
        Sheet -> rows; what is not said is an empty string.
    """
    groups = {group[0]: group[1:] for group in content.get("one_term") or []}
    themes = content.get("themes") or []
    return {
        "themes": [_theme_row(entry) for entry in themes],
        "terms": [
            _term_row(entry["id"], item, groups)
            for entry in themes
            for item in entry.get("terms") or []
        ],
        "rules": [{"rule": rule, "value": str(content.get(rule) or "")} for rule in TEXT_RULES]
        + [{"rule": rule, "value": SEPARATOR.join(content.get(rule) or [])} for rule in LIST_RULES],
        "excludes": list(_exclude_rows(content)),
    }


def _theme_row(entry: Mapping[str, Any]) -> dict[str, Any]:
    row = {name: str(entry.get(name) or "") for name in COLUMNS["themes"]}
    return row | {"theme": str(entry["id"]), "focus": "yes" if entry.get("focus") else ""}


def _term_row(
    theme: str, item: Mapping[str, Any] | str, groups: Mapping[str, Sequence[str]]
) -> dict[str, Any]:
    own: Mapping[str, Any] = {"term": item} if isinstance(item, str) else item
    near = own.get("near")
    return {
        "theme": str(theme),
        "term": own["term"],
        "en": str(own.get("en") or ""),
        "near": SEPARATOR.join(near) if isinstance(near, list) else "yes" if near else "",
        "spellings": SEPARATOR.join(groups.get(own["term"], ())),
        "source": str(own.get("source") or ""),
        "note": str(own.get("note") or ""),
    }


def _exclude_rows(content: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for string in content.get("global_exclude") or []:
        yield {"string": string, "term": ""}
    for term, strings in (content.get("exclude_within") or {}).items():
        for string in strings:
            yield {"string": string, "term": term}


def write_workbook(content: Mapping[str, Any], path: Path) -> None:
    """Write a lexicon's content as a workbook; the same content gives the same bytes."""
    import xlsxwriter

    # Text that begins with = stays text, and an address no link.
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"created": datetime.datetime(2000, 1, 1)})
        head = book.add_format({"bold": True, "bottom": 1})
        text = book.add_format({"num_format": "@", "valign": "top"})
        rows = rows_of(content)
        for name, columns in COLUMNS.items():
            _write_sheet(book.add_worksheet(name), columns, rows[name], head, text)
        _limit_choices(book, len(rows["themes"]))
        _write_help(book)


def _write_sheet(
    sheet: Any, columns: Sequence[str], rows: list[dict[str, Any]], head: Any, text: Any
) -> None:
    for at, column in enumerate(columns):
        # Cells of text, also the empty ones: Excel would turn 1-2 into a date.
        sheet.set_column(at, at, _WIDTHS.get(column, 16), text)
        sheet.write_string(0, at, column, head)
        for line, row in enumerate(rows, 1):
            if row[column]:
                sheet.write_string(line, at, row[column], text)
    sheet.freeze_panes(1, 2 if "term" in columns[:2] else 1)
    sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)


def _limit_choices(book: Any, themes: int) -> None:
    """Offer the themes' ids and yes; what is typed beyond them is judged when it is read back."""
    source = f"=themes!$A$2:$A${max(themes, 1) + 30}"
    choices = {"validate": "list", "source": source, "error_type": "warning"}
    book.get_worksheet_by_name("terms").data_validation(1, 0, 20_000, 0, choices)
    yes = {"validate": "list", "source": ["yes", "no"], "error_type": "warning"}
    book.get_worksheet_by_name("themes").data_validation(1, 5, 500, 5, yes)


def _write_help(book: Any) -> None:
    sheet = book.add_worksheet("help")
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for at, column in enumerate(zip(*_HELP, strict=True)):
        sheet.set_column(at, at, 70, wrapped)
        for line, words in enumerate(column):
            sheet.write_string(line, at, words, wrapped)
