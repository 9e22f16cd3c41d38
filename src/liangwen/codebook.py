"""What each column of a table means, in English and Chinese: the first sheet of `tables.xlsx`.

The entries stand in :mod:`liangwen.column_meanings`.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from .column_meanings import COLUMNS, Meaning

__all__ = ["COLUMNS", "HEADS", "Meaning", "codebook", "meaning_of", "number_format"]

HEADS = ["table", "column", "type", "unit", "unit_zh", "meaning", "meaning_zh"]


def meaning_of(table: str, column: str) -> Meaning | None:
    """What a table's column means; None for one that this book does not know.

    Examples
    --------
    >>> meaning_of("duplicates", "kind").meaning_zh, meaning_of("x", "nothing")
    ('重复、节选，或待核（计入）', None)
    """
    base = _BASES.get(table)
    if base is None or f"{table}.{column}" in COLUMNS:
        return COLUMNS.get(f"{table}.{column}", COLUMNS.get(column))
    known = COLUMNS.get(f"{base}.{column}", COLUMNS.get(column))
    return None if known is None else Meaning(*(_of_periods(text) for text in known))


#: Tables by period -> the table by region that has the same columns.
_BASES = {
    "term_frequencies_by_period": "term_frequencies", "keyness_by_period": "keyness",
    "theme_intensity_by_period": "theme_intensity", "emphasis_by_period": "regional_emphasis",
    "readability_by_period": "readability",
}  # fmt: skip


def _of_periods(text: str) -> str:
    return text.replace("region", "period").replace("地区", "时期")


def _kind(values: pd.Series) -> str:
    if values.dtype == bool:
        return "yes or no"
    if pd.api.types.is_integer_dtype(values):
        return "whole number"
    return "number" if pd.api.types.is_float_dtype(values) else "text"


def codebook(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Say what each column of some tables means.

    Returns
    -------
    DataFrame
        One row a column of a table: table, column, type (text, whole number, number, yes or no),
        unit, unit_zh, meaning, meaning_zh.
    """
    rows = []
    for table, frame in tables.items():
        for column in frame.columns:
            known = meaning_of(table, str(column)) or Meaning("", "", "", "")
            rows.append((table, column, _kind(frame[column]), *known))
    return pd.DataFrame(rows, columns=HEADS)


def number_format(table: str, column: str, values: pd.Series) -> str:
    """How a spreadsheet shows a column: "" for text; a share as a percentage.

    Examples
    --------
    >>> number_format("theme_intensity", "sentence_share", pd.Series([0.25]))
    '0.0%'
    >>> number_format("theme_intensity", "hits", pd.Series([1200]))
    '#,##0'
    """
    if values.dtype == bool or not pd.api.types.is_numeric_dtype(values):
        return ""
    known = meaning_of(table, column)
    unit = known.unit if known else ""
    if unit == "share":
        return "0.0%"
    if unit == "year" or column == "year":
        return "0"
    if pd.api.types.is_integer_dtype(values):
        return "#,##0"
    return {"p": "0.0E+00", "q": "0.0E+00"}.get(column, "#,##0.00")
