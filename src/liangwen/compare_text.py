"""A comparison of two runs as text that a person reads, in English or Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .changes import sentences
from .compare_runs import FindingChange, RunDifference
from .findings.wording import pick
from .table_changes import MAIN, Record, RowChange, TableChange

#: Characters of a cell that are shown.
CELL = 40


def lines_of(found: RunDifference, *, language: str = "en", most: int = 8) -> Iterator[str]:
    """The comparison as Markdown, line by line.

    Parameters
    ----------
    found : RunDifference
    language : {"en", "zh"}
    most : int
        Rows of a table that are listed; the others are counted.
    """
    yield pick(language, "# What changed between two runs", "# 两次运行之间的变化")
    yield ""
    yield f"- A: {_code(found.labels[0])}"
    yield f"- B: {_code(found.labels[1])}"
    yield ""
    yield from _inputs(found, language)
    yield ""
    if found.same:
        yield pick(
            language,
            "The tables of both runs are the same, byte for byte.",
            "两次运行的表逐字节相同。",
        )
        return
    yield from _findings(found.findings, language)
    yield from _tables(found, language, most)


def _inputs(found: RunDifference, language: str) -> Iterator[str]:
    yield pick(language, "## Why: what went in", "## 原因：输入的变化")
    yield ""
    if found.inputs is None:
        yield pick(
            language,
            "A run without a manifest does not say what went into it.",
            "没有清单的运行无从比较输入。",
        )
    elif not found.inputs:
        yield pick(
            language,
            "Nothing: articles, terms, settings, files and versions are the same.",
            "没有变化：文本、词条、设置、文件和版本均相同。",
        )
    else:
        yield from (f"- {line}" for line in sentences(found.inputs, language=language))


def _findings(found: list[FindingChange], language: str) -> Iterator[str]:
    for title, zh, chosen in (
        ("New findings", "新出现的结论", [f for f in found if f.before is None]),
        ("Findings that are gone", "不再成立的结论", [f for f in found if f.after is None]),
        (
            "Findings with other numbers",
            "数字有变的结论",
            [f for f in found if f.before and f.after],
        ),
    ):
        if not chosen:
            continue
        yield f"## {pick(language, title, zh)}"
        yield ""
        for item in chosen:
            if item.before and item.after:
                yield f"- {item.after}"
                yield f"  - {pick(language, 'before:', '原为：')} {item.before}"
            else:
                yield f"- {item.after or item.before}"
        yield ""


def _tables(found: RunDifference, language: str, most: int) -> Iterator[str]:
    yield pick(language, "## Tables", "## 表")
    yield ""
    for names, en, zh in ((found.tables_added, "only in B", "仅 B 有"),
                          (found.tables_removed, "only in A", "仅 A 有")):  # fmt: skip
        if names:
            yield f"- {', '.join(names)}: {pick(language, en, zh)}"
            yield ""
    for table in found.tables:
        yield f"### {table.name}"
        yield ""
        yield _counts(table, language)
        yield ""
        listed = list(_rows(table, language, most))
        yield from listed
        if listed:
            yield ""


def _counts(table: TableChange, language: str) -> str:
    numbers = len(table.added), len(table.removed), len(table.changed)
    said = pick(
        language,
        f"{numbers[0]} rows added, {numbers[1]} removed, {numbers[2]} changed.",
        f"新增{numbers[0]}行，删去{numbers[1]}行，改动{numbers[2]}行。",
    )
    for columns, en, zh in ((table.columns_added, "New columns", "新增的列"),
                            (table.columns_removed, "Columns gone", "删去的列")):  # fmt: skip
        if columns:
            said += pick(language, f" {en}: {', '.join(columns)}.", f"{zh}：{'、'.join(columns)}。")
    return said


def _rows(table: TableChange, language: str, most: int) -> Iterator[str]:
    """The largest changes first, then rows that came and went."""
    for row in table.changed[:most]:
        yield f"- {_key(row.key)}: {_change(table.main, row)}"
    yield from _rest(len(table.changed) - most, "changed", "改动", language)
    for sign, rows, en, zh in (("+", table.added, "added", "新增"),
                               ("−", table.removed, "removed", "删去")):  # fmt: skip
        for record in sorted(rows, key=lambda record: -_size(record, table.main))[:most]:
            shown = _value(record, table.main)
            key = _key(tuple(record.get(column) or "" for column in table.keys))
            yield f"- {sign} {key}{f': {shown}' if shown else ''}"
        yield from _rest(len(rows) - most, en, zh, language)


def _rest(number: int, en: str, zh: str, language: str) -> Iterator[str]:
    if number > 0:
        yield pick(language, f"- … {number} more {en}", f"- …… 另有{number}行{zh}")


def _size(record: Record, main: str) -> float:
    try:
        return abs(float(record.get(main) or 0))
    except ValueError:
        return 0.0


def _key(key: tuple[str, ...]) -> str:
    return _code(" · ".join(_cut(part) for part in key if part) or "–")


def _code(text: str) -> str:
    """Text that Markdown prints as it stands."""
    fence = "`" * (max((len(run) for run in _runs(text)), default=0) + 1)
    return f"{fence}{text}{fence}" if len(fence) == 1 else f"{fence} {text} {fence}"


def _runs(text: str) -> list[str]:
    return re.findall("`+", text)


def _cut(text: str) -> str:
    shown = " ".join(text.split())
    return f"{shown[:CELL]}…" if len(shown) > CELL else shown


def _change(main: str, row: RowChange) -> str:
    """Before and after: the main number with its interval, then what else differs."""
    parts = []
    ends = MAIN.get(main) or ()
    if main in row.before:
        before, after = _value(row.before, main), _value(row.after, main)
        parts.append(f"{before or '–'} → {after or '–'}")
    others = [column for column in row.before if column != main and column not in ends]
    parts += [
        f"{column} {_cut(row.before[column]) or '–'} → {_cut(row.after[column]) or '–'}"
        for column in others[:4]
    ]
    if len(others) > 4:
        parts.append("…")
    return "; ".join(parts)


def _value(record: Record, main: str) -> str:
    """The main number, with its interval where the table has one."""
    if not main or not record.get(main):
        return ""
    ends = MAIN.get(main)
    interval = ""
    if ends and all(record.get(end) for end in ends):
        interval = f" (95 %: {record[ends[0]]}–{record[ends[1]]})"
    return f"{main} {record[main]}{interval}"
