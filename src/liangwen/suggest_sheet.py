"""Proposed terms as a workbook with a column to accept them, and accepted ones back."""

from __future__ import annotations

import copy
import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from .lexicon.exchange import FILE, save_content
from .lexicon.file import read_yaml
from .lexicon.workbook_read import Problems, open_sheets, read_sheet
from .suggest import COLUMNS

if TYPE_CHECKING:
    from .study import Study

SHEET = "suggestions"
#: What a person fills in.
OWN = ("accept", "initials", "near", "en")
ALL = ("accept", "initials", *COLUMNS, "near", "en", "corpus")
_YES, _NO = {"yes", "y", "1", "true", "是"}, {"", "no", "n", "0", "false", "否"}

_HELP = (
    "accept: yes for a term that shall go into the theme, after reading its lines. initials: who "
    "accepts it. near: yes for a word that says nothing of the theme by itself. en: an English "
    "gloss. Then: liangwen suggest --accept FILE",
    "accept：读过例句后，要收入主题的词条填 yes。initials：接受者姓名缩写。near：单独不足以"
    "表示该主题的一般词填 yes。en：英文释义。然后运行：liangwen suggest --accept 文件",
)


def write_suggestions(frame: pd.DataFrame, path: Path, *, corpus: str) -> None:
    """Write proposals as a workbook; `corpus` says in a few words what they come from."""
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": True}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"created": datetime.datetime(2000, 1, 1)})
        head, text = book.add_format({"bold": True, "bottom": 1}), book.add_format({})
        sheet = book.add_worksheet(SHEET)
        for at, column in enumerate(ALL):
            width = 46 if column.startswith("line_") else 14
            sheet.set_column(at, at, width, text)
            sheet.write_string(0, at, column, head)
            values = frame[column] if column in frame else [corpus] * len(frame)
            for line, value in enumerate(values if column not in OWN else [], 1):
                if isinstance(value, str):
                    sheet.write_string(line, at, value)
                elif pd.notna(value):
                    sheet.write_number(line, at, round(float(value), 3))
        for column in ("accept", "near"):
            at = ALL.index(column)
            choices = {"validate": "list", "source": ["yes", "no"]}
            sheet.data_validation(1, at, max(len(frame), 1), at, choices)
        sheet.freeze_panes(1, ALL.index("term") + 1)
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        help_sheet = book.add_worksheet("help")
        for at, words in enumerate(_HELP):
            help_sheet.set_column(at, at, 70)
            help_sheet.write_string(0, at, words, wrapped)


def accept_suggestions(study: Study, path: Path) -> tuple[Path, list[str]]:
    """Put the accepted proposals of a workbook into the study's `themes.yaml`.

    Returns
    -------
    tuple
        The file, and the terms that were added. Their source names the corpus and who accepted
        them.

    Raises
    ------
    LexiconError
        With every problem, a line each: sheet, row, what is wrong and what to do; then nothing is
        written.
    """
    problems = Problems(path.name)
    sheets = open_sheets(path, {SHEET: ALL}, problems)
    if not sheets:
        problems.add(SHEET, None, "this sheet is missing; take one that liangwen suggest wrote.")
    problems.raise_if_any()
    read = ("theme", "term", "corpus", *OWN)
    found = read_sheet(sheets[0], read, ("theme", "term", "accept"), problems, passed_over=ALL)
    content = copy.deepcopy(read_yaml(study.lexicon(FILE)))
    themes = {str(entry["id"]): entry for entry in content.get("themes") or []}
    terms = {_word(item): name for name, e in themes.items() for item in e.get("terms") or []}
    added: list[str] = []
    for number, row in found.rows:
        answer = row["accept"].lower()
        if answer not in _YES | _NO:
            problems.add(SHEET, number, f"accept = {row['accept']} must be yes, no or empty.")
        elif row["near"].lower() not in _YES | _NO:
            problems.add(SHEET, number, f"near = {row['near']} must be yes, no or empty.")
        elif answer in _NO:
            continue
        elif row["theme"] not in themes:
            problems.add(SHEET, number, f"there is no theme {row['theme'] or '(empty)'}.")
        elif not row["term"]:
            problems.add(SHEET, number, "term is empty; write it, or do not accept the row.")
        elif row["term"] in terms:
            problems.add(SHEET, number, f"{row['term']} is a term of {terms[row['term']]} already.")
        else:
            terms[row["term"]] = row["theme"]
            entry = themes[row["theme"]]
            entry["terms"] = [*(entry.get("terms") or []), _entry(row)]
            added.append(row["term"])
    problems.raise_if_any()
    return save_content(study, content)[0], added


def _word(item: Any) -> str:
    return str(item if isinstance(item, str) else item["term"]).strip()


def _entry(row: dict[str, str]) -> dict[str, Any]:
    source = f"suggested from {row['corpus'] or 'the corpus'}"
    source += f", accepted by {row['initials']}" if row["initials"] else ", accepted"
    entry: dict[str, Any] = {"term": row["term"], "source": source}
    if row["near"].lower() in _YES:
        entry["near"] = True
    if row["en"]:
        entry["en"] = row["en"]
    return entry
