"""Write coding sheets: a workbook a coder, the same sentences in an order of its own."""

from __future__ import annotations

import datetime
import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ..errors import LexiconError
from ..lexicon import Theme, ThemeLexicon
from .sample import Item

COLUMNS = ("id", "theme", "name_zh", "name_en", "sentence", "code", "comment", "article_id",
           "start", "end")  # fmt: skip
KEY_COLUMNS = ("id", "theme", "article_id", "start", "end", "stratum", "stratum_size", "version")
SHEET, KEY = "code", "key"
YES, NO = "yes", "no"

_WIDTHS = {"id": 14, "theme": 16, "name_zh": 22, "name_en": 22, "sentence": 90, "code": 8,
           "comment": 30, "article_id": 24, "start": 8, "end": 8}  # fmt: skip

_HELP = (
    ("How to code", "编码说明"),
    (
        "Read each sentence of the sheet “code” and answer in the column code: does this sentence "
        "speak of the theme that its row names? yes or no, nothing else.",
        "请逐行阅读工作表 code 中的句子，并在 code 列回答：该句是否谈到本行所列主题？"
        "只填 yes 或 no。",
    ),
    (
        "yes: someone who only reads this sentence learns something that belongs under the "
        "theme's name. A bare name in passing (of a unit, a document, a person's office) is no.",
        "yes：仅读此句，即可得到属于该主题的内容。只是顺带出现的机构名、文件名、职务名，填 no。",
    ),
    (
        "Judge the meaning, not the words: the theme's name need not stand in the sentence. A "
        "sentence may speak of several themes; each row asks for one.",
        "依意义判断，不依字面：句中不必出现主题名称。一句可涉及多个主题，每行只问其中一个。",
    ),
    (
        "Some of the sentences hold a term of the theme's list, some do not; the sheet does not "
        "say which. Do not sort the rows by anything, and do not look at another coder's sheet.",
        "部分句子含有该主题的词条，部分不含，表中不予标明。请勿排序，亦勿查看另一位编码者的表格。",
    ),
    (
        "Leave a cell empty if you cannot tell, and say why in comment: the row is not counted.",
        "无法判断时留空，并在 comment 中说明：该行不计入。",
    ),
    (
        "Save the workbook into the study's folder coding/ and run: liangwen coding-score",
        "完成后存入研究文件夹下的 coding/，运行：liangwen coding-score",
    ),
)


def write_sheets(
    items: Sequence[Item],
    lexicon: ThemeLexicon,
    folder: Path,
    *,
    coders: int = 2,
    seed: int = 1,
    codes: Mapping[str, Mapping[str, str]] | None = None,
) -> list[Path]:
    """Write a workbook for each coder and return their paths.

    Parameters
    ----------
    items : sequence of Item
        From :func:`liangwen.coding.sample_sentences`.
    lexicon : ThemeLexicon
        Gives the themes' names.
    folder : Path
        Made where it is not there. A sheet that is there is never written over.
    coders : int
        1 or 2: coder_A.xlsx, coder_B.xlsx.
    seed : int
        Decides each coder's order.
    codes : mapping, optional
        Coder -> id -> yes or no, for codes that were given elsewhere.

    Raises
    ------
    LexiconError
        If there is nothing to code, or a sheet of that name is there.
    """
    if not items:
        raise LexiconError("There is no sentence to code; build the study, or ask for more.")
    if coders not in (1, 2):
        raise LexiconError(f"coders = {coders} must be 1 or 2.")
    paths = [folder / f"coder_{coder}.xlsx" for coder in "AB"[:coders]]
    for path in paths:
        if path.exists():
            raise LexiconError(
                f"{path} is there and may be filled in; move it away, or give another folder."
            )
    folder.mkdir(parents=True, exist_ok=True)
    themes = {theme.id: theme for theme in lexicon.themes}
    for path, coder in zip(paths, "AB", strict=False):
        order = list(items)
        # The themes stay together, which is easier on the reader; their sentences are mixed.
        random.Random(f"{seed} {coder}").shuffle(order)
        place = {theme: i for i, theme in enumerate(dict.fromkeys(item.theme for item in items))}
        order.sort(key=lambda item: place[item.theme])
        own = (codes or {}).get(coder, {})
        _write(path, coder, order, items, themes, own, lexicon.version)
    return paths


def _write(
    path: Path,
    coder: str,
    order: Sequence[Item],
    items: Sequence[Item],
    themes: Mapping[str, Theme],
    codes: Mapping[str, str],
    version: str,
) -> None:
    import xlsxwriter

    # Text that begins with = stays text, and an address no link.
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"created": datetime.datetime(2000, 1, 1)})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        head = book.add_format({"bold": True, "bottom": 1})
        sheet = book.add_worksheet(SHEET)
        for at, column in enumerate(COLUMNS):
            sheet.set_column(at, at, _WIDTHS[column], wrapped)
            sheet.write_string(0, at, column, head)
        for line, item in enumerate(order, 1):
            _write_row(sheet, line, item, themes[item.theme], codes.get(item.id, ""))
        sheet.freeze_panes(1, 0)
        at = COLUMNS.index("code")
        choices = {"validate": "list", "source": [YES, NO]}
        sheet.data_validation(1, at, len(order), at, choices)
        _write_help(book.add_worksheet("help"), wrapped)
        _write_key(book.add_worksheet(KEY), coder, items, version)


def _write_row(sheet: Any, line: int, item: Item, theme: Theme, code: str) -> None:
    values = {"id": item.id, "theme": item.theme, "name_zh": theme.name_zh,
              "name_en": theme.name_en, "sentence": item.text, "code": code,
              "article_id": item.article_id}  # fmt: skip
    for column, value in values.items():
        if value:
            sheet.write_string(line, COLUMNS.index(column), value)
    for column in ("start", "end"):
        sheet.write_number(line, COLUMNS.index(column), getattr(item, column))


def _write_help(sheet: Any, wrapped: Any) -> None:
    for at, column in enumerate(zip(*_HELP, strict=True)):
        sheet.set_column(at, at, 80, wrapped)
        for line, words in enumerate(column):
            sheet.write_string(line, at, words, wrapped)


def _write_key(sheet: Any, coder: str, items: Sequence[Item], version: str) -> None:
    """What the reading needs and the coder must not see: which sentences held a hit."""
    sheet.very_hidden()
    sheet.write_row(0, 0, [*KEY_COLUMNS, "coder", coder])
    for line, item in enumerate(sorted(items), 1):
        sheet.write_row(line, 0, [*(getattr(item, c) for c in KEY_COLUMNS[:-1]), version])
