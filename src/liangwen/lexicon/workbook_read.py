"""Read an edited `themes.xlsx` back: every cell is checked before anything is written."""

from __future__ import annotations

import copy
import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..errors import LexiconError
from .overlaps import RULES
from .workbook import COLUMNS, LIST_RULES, SEPARATOR, TEXT_RULES

_YES, _NO = {"yes", "true", "1", "y", "是", "对"}, {"", "no", "false", "0", "n", "否", "不"}
#: What a sheet cannot do without; a column that is absent leaves what the file says.
_NEEDED = {
    "themes": ("theme", "name_zh", "name_en"),
    "terms": ("theme", "term"),
    "rules": ("rule", "value"),
    "excludes": ("string",),
}


@dataclass
class Sheet:
    """A sheet's cells as text, with the problems that were met on the way.

    Attributes
    ----------
    rows : list of (int, dict)
        Number of the row as Excel shows it, and column -> text; rows without any text are left out.
    columns : tuple of str
        Those that are there.
    """

    name: str
    rows: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    columns: tuple[str, ...] = ()


@dataclass
class Problems:
    """Everything that is wrong with a workbook, told at once."""

    file: str
    found: list[str] = field(default_factory=list)

    def add(self, sheet: str, row: int | None, words: str) -> None:
        """Note a problem with its place."""
        place = f"{self.file}, sheet {sheet}" + (f", row {row}" if row else "")
        self.found.append(f"{place}: {words}")

    def raise_if_any(self) -> None:
        """Raise one error that lists all problems, a line each."""
        if self.found:
            raise LexiconError("\n".join(self.found))


def open_sheets(path: Path, known: Mapping[str, tuple[str, ...]], problems: Problems) -> list[Any]:
    """Open a workbook and return those of its sheets that are known by name."""
    import zipfile

    import openpyxl

    try:
        book = openpyxl.load_workbook(path)
    except (OSError, zipfile.BadZipFile, KeyError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is no workbook"
        raise LexiconError(
            f"{path.name} cannot be opened as .xlsx ({reason}); save it again from Excel."
        ) from error
    for name in book.sheetnames:
        near = difflib.get_close_matches(name, known, 1, cutoff=0.8)
        if name not in known and near and near[0] not in book.sheetnames:
            problems.add(name, None, f"this sheet is not known; did you mean {near[0]}?")
    return [book[name] for name in known if name in book.sheetnames]


def read_sheet(
    sheet: Any,
    known: Iterable[str],
    needed: Iterable[str],
    problems: Problems,
    *,
    passed_over: Iterable[str] = (),
) -> Sheet:
    """Read a sheet as text, by the names in its first row.

    Merged cells, formulas and columns without a known name are problems; so is a number, in a
    column that names strings. Cells are stripped. Columns `passed_over` are known and not read.
    """
    found = Sheet(sheet.title)
    known, passed = list(known), set(passed_over)
    for merged in sorted(sheet.merged_cells.ranges, key=str):
        problems.add(
            sheet.title, merged.min_row,
            f"the cells {merged.coord} are merged; unmerge them and fill each.",
        )  # fmt: skip
    columns: dict[int, str] = {}
    for at, cell in enumerate(next(sheet.iter_rows(min_row=1, max_row=1), ())):
        name = str(cell.value).strip() if cell.value is not None else ""
        if name in columns.values():
            problems.add(sheet.title, 1, f"two columns are named {name}; remove one.")
        elif name in known:
            columns[at] = name
        elif name not in passed and (near := difflib.get_close_matches(name, known, 1)):
            problems.add(sheet.title, 1, f"the column {name} is not known; did you mean {near[0]}?")
    for name in needed:
        if name not in columns.values():
            problems.add(sheet.title, 1, f"the column {name} is missing; put it back.")
    found.columns = tuple(columns.values())
    for number, cells in enumerate(sheet.iter_rows(min_row=2), 2):
        row = {
            name: _text(cells[at], sheet.title, number, name, problems)
            for at, name in columns.items()
        }
        if any(row.values()):
            found.rows.append((number, dict.fromkeys(known, "") | row))
    return found


def _text(cell: Any, sheet: str, row: int, column: str, problems: Problems) -> str:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        problems.add(sheet, row, f"{column} holds a formula; write what it says as text.")
        return ""
    if cell.data_type == "e":
        problems.add(sheet, row, f"{column} holds the error {value}; write the text.")
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if not isinstance(value, str):
        if column in ("version", "value", "chapter", "note", "focus", "near"):
            return str(value)
        problems.add(
            sheet, row, f"{column} holds the number or date {value}; format the cell as text."
        )
        return ""
    return value.strip()


def read_workbook(path: Path, content: Mapping[str, Any]) -> dict[str, Any]:
    """Read a workbook as what `themes.yaml` shall hold.

    Parameters
    ----------
    path : Path
        A workbook that :func:`write_workbook` wrote and a person edited. A sheet or column that is
        absent leaves what `content` says.
    content : mapping
        What `themes.yaml` holds now.

    Raises
    ------
    LexiconError
        With every problem, a line each: sheet, row, what is wrong and what to do.
    """
    problems = Problems(path.name)
    sheets = {
        sheet.title: read_sheet(sheet, COLUMNS[sheet.title], _NEEDED[sheet.title], problems)
        for sheet in open_sheets(path, COLUMNS, problems)
    }
    if not sheets:
        problems.add(
            "themes", None, "the workbook has none of the sheets " + ", ".join(COLUMNS) + "."
        )
    problems.raise_if_any()
    wanted = copy.deepcopy(dict(content))
    if "themes" in sheets:
        wanted["themes"] = _themes(sheets["themes"], wanted, problems)
    if "terms" in sheets:
        _terms(sheets["terms"], wanted, problems)
    if "rules" in sheets:
        _rules(sheets["rules"], wanted, problems)
    if "excludes" in sheets:
        _excludes(sheets["excludes"], wanted, problems)
    problems.raise_if_any()
    return wanted


def _themes(sheet: Sheet, content: dict[str, Any], problems: Problems) -> list[dict[str, Any]]:
    old = {str(entry["id"]): entry for entry in content.get("themes") or []}
    seen: dict[str, int] = {}
    found = []
    for number, row in sheet.rows:
        name = row["theme"]
        if not name:
            problems.add(sheet.name, number, "theme is empty; give the theme an id.")
            continue
        if name in seen:
            problems.add(
                sheet.name, number, f"the theme {name} stands in row {seen[name]} already."
            )
            continue
        seen[name] = number
        entry = dict(old.get(name, {"id": name}))
        for column in [column for column in sheet.columns if column != "theme"]:
            if column in ("name_zh", "name_en") and not row[column]:
                problems.add(sheet.name, number, f"{column} of {name} is empty; fill it in.")
            if column == "focus":
                value = _boolean(row[column], sheet.name, number, column, problems)
                _set(entry, column, value, unsaid=False)
            else:
                _set(entry, column, row[column])
        entry.setdefault("terms", [])
        found.append(entry)
    return found


def _set(entry: dict[str, Any], key: str, value: Any, *, unsaid: Any = "") -> None:
    """Put a value where it differs; one that says nothing new leaves its key as it was."""
    old = entry.get(key)
    if value == unsaid:
        if old not in (None, unsaid):
            del entry[key]
    elif not isinstance(value, str) or str(old) != value or old is None:
        entry[key] = value


def _boolean(value: str, sheet: str, row: int, column: str, problems: Problems) -> bool:
    if value.lower() not in _YES | _NO:
        problems.add(sheet, row, f"{column} = {value} must be yes, or empty.")
    return value.lower() in _YES


def _terms(sheet: Sheet, content: dict[str, Any], problems: Problems) -> None:
    themes = {str(entry["id"]): entry for entry in content.get("themes") or []}
    old = {_word(item): item for entry in themes.values() for item in entry.get("terms") or []}
    own: dict[str, list[Any]] = {name: [] for name in themes}
    seen: dict[str, tuple[int, str]] = {}
    groups: list[list[str]] = []
    for number, row in sheet.rows:
        theme, word = row["theme"], row["term"]
        if theme not in themes:
            near = difflib.get_close_matches(theme, themes, 1)
            hint = f" Did you mean {near[0]}?" if near else ""
            words = f"there is no theme {theme}.{hint}" if theme else "theme is empty; fill it in."
            problems.add(sheet.name, number, words)
        if not word:
            problems.add(sheet.name, number, "term is empty; fill it in or delete the row.")
            continue
        if word in seen:
            first, other = seen[word]
            where = "already" if other == theme else f"for {other}; a term belongs to one theme"
            problems.add(sheet.name, number, f"{word} stands in row {first} {where}.")
            continue
        seen[word] = number, theme
        item = _term(old.get(word, word), row, sheet, number, problems)
        own.setdefault(theme, []).append(item)
        if row["spellings"]:
            groups.append([word, *_split(row["spellings"])])
    for name, entry in themes.items():
        if own[name] or entry.get("terms") is not None:
            entry["terms"] = own[name]
    if "spellings" in sheet.columns:
        _groups(groups, {w: n for w, (n, _) in seen.items()}, sheet, problems)
        _put(content, "one_term", groups)


def _word(item: Any) -> str:
    return str(item if isinstance(item, str) else item["term"]).strip()


def _split(cell: str) -> list[str]:
    return [part.strip() for part in cell.replace("｜", SEPARATOR).split(SEPARATOR) if part.strip()]


def _term(old: Any, row: dict[str, str], sheet: Sheet, number: int, problems: Problems) -> Any:
    entry = {"term": old} if isinstance(old, str) else dict(old)
    for column in ("en", "source", "note"):
        if column in sheet.columns:
            _set(entry, column, row[column])
    if "near" in sheet.columns:
        near = row["near"]
        words: Any = near.lower() in _YES
        if near.lower() not in _YES | _NO:
            words = _split(near)
            if near.isascii():
                problems.add(
                    sheet.name, number,
                    f"near = {near} must be yes, empty, or words separated by {SEPARATOR}.",
                )  # fmt: skip
        _set(entry, "near", words, unsaid=False)
    return old if isinstance(old, str) and set(entry) == {"term"} else entry


def _groups(
    groups: list[list[str]], rows: Mapping[str, int], sheet: Sheet, problems: Problems
) -> None:
    seen: dict[str, str] = {}
    for name, *spellings in groups:
        for spelling in [name, *spellings]:
            if seen.setdefault(spelling, name) != name:
                problems.add(
                    sheet.name, rows[name],
                    f"{spelling} is a spelling of {seen[spelling]} already; leave it in one row.",
                )  # fmt: skip
        if len({name, *spellings}) < len(spellings) + 1:
            problems.add(sheet.name, rows[name], f"a spelling of {name} is given twice.")


def _put(content: dict[str, Any], key: str, value: Any) -> None:
    """Set a part of the content; an empty one is put only where there was one."""
    if value:
        content[key] = value
    elif content.get(key):
        del content[key]


def _rules(sheet: Sheet, content: dict[str, Any], problems: Problems) -> None:
    known = (*TEXT_RULES, *LIST_RULES)
    seen: set[str] = set()
    for number, row in sheet.rows:
        rule, value = row["rule"], row["value"]
        if rule not in known:
            near = difflib.get_close_matches(rule, known, 1)
            hint = f"did you mean {near[0]}?" if near else "known: " + ", ".join(known) + "."
            problems.add(sheet.name, number, f"there is no rule {rule or 'without a name'}; {hint}")
        elif rule in seen:
            problems.add(sheet.name, number, f"the rule {rule} is given twice.")
        elif rule == "overlaps" and value and value not in RULES:
            problems.add(
                sheet.name, number, f"overlaps = {value} is no rule; known: {', '.join(RULES)}."
            )
        elif rule in LIST_RULES:
            _put(content, rule, _split(value))
        elif str(content.get(rule) or "") != value:
            _put(content, rule, value)
        seen.add(rule)


def _excludes(sheet: Sheet, content: dict[str, Any], problems: Problems) -> None:
    terms = {
        _word(item) for entry in content.get("themes") or [] for item in entry.get("terms") or []
    }
    everywhere: list[str] = []
    within: dict[str, list[str]] = {}
    for number, row in sheet.rows:
        string, term = row["string"], row["term"]
        own = within.setdefault(term, []) if term else everywhere
        if not string:
            problems.add(sheet.name, number, "string is empty; fill it in or delete the row.")
        elif string in own:
            problems.add(sheet.name, number, f"{string} is excluded twice.")
        elif term and term not in terms:
            problems.add(sheet.name, number, f"{term} is no term of a theme; see the sheet terms.")
        elif term and term not in string:
            problems.add(
                sheet.name, number, f"{term} does not stand in {string}, so nothing is excluded."
            )
        else:
            own.append(string)
    _put(content, "global_exclude", everywhere)
    _put(content, "exclude_within", within)
