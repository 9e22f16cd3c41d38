"""Tables of articles, one a row: JSON Lines, CSV, XLSX."""

from __future__ import annotations

import csv
import datetime
import io
import json
import logging
import threading
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from ..errors import SeedError
from .archives import Package, too_large
from .columns import Wishes, choose_columns
from .encodings import decode
from .seeds import is_workbook, load, suffix_of
from .signatures import ZIP
from .source import UNICODE, Source, storable

_log = logging.getLogger(__name__)

#: Excel keeps so many characters of a cell and drops the rest without a word.
EXCEL_CELL = 32_767
_MOST_ROWS = 2_000_000
_MOST_COLUMNS = 2_000
_LONGEST_KEY = 200

# The csv module keeps its longest cell for the whole process; it is put back behind each table.
_CSV_LIMIT = threading.Lock()


class Row(NamedTuple):
    """An article of a table, or why a row is none.

    Attributes
    ----------
    key : str
        What tells the row from the others: its key column's cell, or its number from 1.
    source : Source or None
        The text cell; None for a row that is no article.
    fields : dict
        What other columns say: title, date, source, author, url, region, issuer,
        document_number; empty cells are left out.
    problem : SeedError or None
    """

    key: str
    source: Source | None
    fields: dict[str, str]
    problem: SeedError | None = None


class _Table(NamedTuple):
    """The cells of a table by the names of their columns; a broken row is its error."""

    columns: list[str]
    rows: list[dict[str, Any] | SeedError]
    source: Source
    name: str = ""


def read_table(path: Path, columns: Wishes | None = None) -> list[Row]:
    """Read a table that holds an article a row.

    Parameters
    ----------
    path : Path
        A .jsonl, .csv, .tsv or .xlsx file, gzipped or not.
    columns : mapping, optional
        Role -> names of columns, from study.toml; by default the usual names.

    Returns
    -------
    list of Row
        In the order of the table; a row that holds no article says why.

    Raises
    ------
    SeedError
        If the file is no table, or no column holds the text.
    """
    return rows_of(load(path), path.name, columns)


def rows_of(data: bytes, name: str, columns: Wishes | None = None) -> list[Row]:
    """Read the bytes of a table, as :func:`read_table` does its file."""
    found: list[Row] = []
    chosen_of = _chosen(_tables(data, name), columns or {})
    for number, (table, chosen) in enumerate(chosen_of):
        keys = _keys(table, chosen.get("key"), named="key" in (columns or {}))
        # Rows of a workbook's further sheets bear the sheet's name, so that keys stay apart.
        prefix = f"{table.name}!" if number else ""
        for key, cells in zip(keys, table.rows, strict=True):
            found.append(_row(prefix + key, cells, chosen, table.source))
    if not found:
        raise SeedError("The table has no rows.", "Collect it again, or remove the file.")
    return _each_once(found)


def read_collection(data: bytes, name: str, columns: Wishes | None = None) -> Source:
    """Read a table as one text: the articles' cells one after another, a line break between.

    Raises
    ------
    SeedError
        If no row holds text.
    """
    rows = rows_of(data, name, columns)
    sources = [row.source for row in rows if row.source is not None]
    if not sources:
        raise rows[0].problem or SeedError("The table holds no text.", "Collect it again.")
    lost = len(rows) - len(sources)
    if lost:
        _log.warning("%s: %d of %d rows hold no text.", name or "-", lost, len(rows))
    text = "\n".join(source.text for source in sources)
    return sources[0]._replace(text=text, flags=())


def _chosen(tables: list[_Table], wishes: Wishes) -> list[tuple[_Table, dict[str, str]]]:
    """The tables that hold articles, with their columns; sheets that hold none are passed by."""
    found: list[tuple[_Table, dict[str, str]]] = []
    first: SeedError | None = None
    for table in tables:
        try:
            found.append((table, choose_columns(table.columns, wishes)))
        except SeedError as error:
            first = first or error
    if not found:
        raise first or SeedError("The table is empty.", "Collect it again, or remove the file.")
    return found


def _keys(table: _Table, column: str | None, *, named: bool) -> list[str]:
    numbers = [str(number) for number in range(1, len(table.rows) + 1)]
    if column is None:
        return numbers
    keys = ["" if isinstance(row, SeedError) else _key(row.get(column)) for row in table.rows]
    # A column that happens to be called id must not cost an article; one that was named must.
    if not named and len(set(keys)) < len(keys):
        _log.info("Column %s does not tell the rows apart; their numbers do.", column)
        return numbers
    return [key or number for key, number in zip(keys, numbers, strict=True)]


def _key(cell: Any) -> str:
    return " ".join(_plain(cell).split())[:_LONGEST_KEY]


def _each_once(rows: list[Row]) -> list[Row]:
    times: Counter[str] = Counter()
    found: list[Row] = []
    for row in rows:
        times[row.key] += 1
        if times[row.key] > 1:
            problem = SeedError(
                f"The key {row.key} stands {times[row.key]} times in the table.",
                "Name another column in study.toml ([columns] key = …), or make the keys differ.",
            )
            row = Row(f"{row.key}~{times[row.key]}", None, {}, problem)
        found.append(row)
    return found


def _row(
    key: str, cells: dict[str, Any] | SeedError, chosen: Mapping[str, str], read: Source
) -> Row:
    if isinstance(cells, SeedError):
        return Row(key, None, {}, cells)
    text = _plain(cells.get(chosen["text"]))
    if not text.strip():
        problem = SeedError(
            f"The row's cell {chosen['text']} is empty.", "Fill it, or take the row out."
        )
        return Row(key, None, {}, problem)
    fields = {
        role: value
        for role, column in chosen.items()
        if role not in {"text", "key"} and (value := " ".join(_plain(cells.get(column)).split()))
    }
    cut = len(text) >= EXCEL_CELL and read.encoding == UNICODE
    flags = ("cut by Excel",) if cut else ()
    return Row(key, read._replace(text=text, hints=None, flags=flags), fields)


def _plain(cell: Any) -> str:
    """A cell as text: lists are paragraphs, dates are ISO 8601, what is nested is nothing."""
    if cell is None or isinstance(cell, (dict, bool)):
        return ""
    if isinstance(cell, str):
        return storable(cell)
    if isinstance(cell, list):
        return "\n".join(_plain(part) for part in cell if isinstance(part, str))
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _tables(data: bytes, name: str) -> list[_Table]:
    if data.startswith(ZIP):
        if not is_workbook(data):
            raise SeedError("The file is a ZIP archive and no workbook.", "Save it as .xlsx.")
        return _sheets(data)
    read = decode(data)
    text = read.text.removeprefix("\ufeff")
    if suffix_of(name) == ".xlsx":
        raise SeedError("The file is called .xlsx, but it is no workbook.", "Save it as .xlsx.")
    if suffix_of(name) in {".jsonl", ".ndjson"}:
        return [_json_lines(text, read)]
    return [_separated(text, read)]


def _json_lines(text: str, read: Source) -> _Table:
    rows: list[dict[str, Any] | SeedError] = []
    columns: dict[str, None] = {}
    for number, line in enumerate(io.StringIO(text, newline="\n"), start=1):
        if not line.strip():
            continue
        row = _json_object(line, number)
        if isinstance(row, dict) and len(columns) < _MOST_COLUMNS:
            columns |= dict.fromkeys(row)
        rows.append(row)
    broken = next((row for row in rows if isinstance(row, SeedError)), None)
    if broken and not columns:
        raise broken
    return _Table(list(columns), rows, read)


def _json_object(line: str, number: int) -> dict[str, Any] | SeedError:
    remedy = 'Write one JSON object a line, such as {"title": "…", "text": "…"}.'
    try:
        row = json.loads(line)
    # Nesting without end is a RecursionError, a number of thousands of digits a ValueError.
    except (ValueError, RecursionError):
        return SeedError(f"Line {number} is no JSON.", remedy)
    if not isinstance(row, dict):
        return SeedError(f"Line {number} is no JSON object.", remedy)
    return row


def _separated(text: str, read: Source) -> _Table:
    head, _, _ = text.lstrip("\r\n").partition("\n")
    separator = max(",\t;|", key=head.count)
    with _CSV_LIMIT:
        before = csv.field_size_limit(len(text) + 1)
        try:
            reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
            lines = [line for line in reader if any(cell.strip() for cell in line)]
        except csv.Error as error:
            raise SeedError(
                f"The table cannot be read as CSV ({error}).",
                "Open it in a spreadsheet and save it as .xlsx or as CSV UTF-8.",
            ) from error
        finally:
            csv.field_size_limit(before)
    return _Table(*_under_names(iter(lines)), read)


def _under_names(lines: Iterator[list[Any]]) -> tuple[list[str], list[dict[str, Any] | SeedError]]:
    """The first line that is not empty names the columns of those under it."""
    columns = [_plain(cell) for cell in next(lines, [])][:_MOST_COLUMNS]
    rows: list[dict[str, Any] | SeedError] = []
    for number, line in enumerate(lines, start=1):
        if number > _MOST_ROWS:
            raise too_large(f"{_MOST_ROWS} rows")
        extra = [cell for cell in line[len(columns) :] if _plain(cell).strip()]
        if extra:
            rows.append(
                SeedError(
                    f"Row {number} has more cells than the table has columns ({len(columns)}).",
                    "Put quotation marks around cells that hold commas or line breaks.",
                )
            )
        else:
            rows.append(dict(zip(columns, line, strict=False)))
    return columns, rows


def _sheets(data: bytes) -> list[_Table]:
    import openpyxl

    Package(data)  # within bounds, and without a password
    read = Source("", UNICODE, 1.0, basis="format")
    tables: list[_Table] = []
    try:
        # What openpyxl warns of (styles, settings of the view) is nothing that is read here.
        with warnings.catch_warnings(action="ignore"):
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            for sheet in book.worksheets:
                lines = (list(line) for line in sheet.iter_rows(values_only=True) if any(line))
                tables.append(_Table(*_under_names(lines), read, sheet.title))
            book.close()
    except SeedError:
        raise
    # A damaged workbook can raise nearly anything: each means that it cannot be read.
    except Exception as error:
        raise SeedError(
            "The workbook is damaged.", "Open it in a spreadsheet and save it again as .xlsx."
        ) from error
    return tables
