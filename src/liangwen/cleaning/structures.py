"""Lines that stand in a table, a list or a transcript, where no page's tree tells so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .line_kinds import NOISE

CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")
#: No clock is longer; most lines need not be looked at.
_CLOCK_LENGTH = 8
#: [主持人]：, 【王明】 : who speaks in a transcript.
_SPEAKS = re.compile(
    r"[\[【][^\[\]【】]{2,16}[\]】]\s*[:：]?\s*\S|(?:主持人|记者|嘉宾|网友)\s*[:：]"
)
_FEWEST_TURNS = 3
_NUMBER_HEADS = frozenset({"序号", "序 号", "编号"})
_MOST_COLUMNS = 12
_FEWEST_ITEMS, _ITEM = 5, 8
_CELLS = frozenset({"short", "clause", "date_line", "tags"})
_PAPER = re.compile(r"[(（]?《[^》]{2,12}(?:报|网|周刊|杂志)》[)）]?")


def mark_clocks(texts: list[str], kinds: list[str], odd: list[int]) -> None:
    """When each speaker of a transcript spoke; the hours of a programme stand at no speaker."""
    clocks = [i for i in odd if len(texts[i]) <= _CLOCK_LENGTH and CLOCK.fullmatch(texts[i])]
    if not clocks or sum(map(bool, map(_SPEAKS.match, texts))) < _FEWEST_TURNS:
        return
    for i in clocks:
        near = [texts[j] for j in (i - 1, i + 1) if 0 <= j < len(texts)]
        if any(map(_SPEAKS.match, near)):
            kinds[i] = "date_line"


def mark_table(texts: list[str], kinds: list[str], odd: list[int]) -> None:
    """The cells of a table with numbered rows, each on a line of its own: 序号, 任务, 1, …, 2, …"""
    for head in (i for i in odd if texts[i] in _NUMBER_HEADS):
        if "1" not in texts[head : head + _MOST_COLUMNS]:
            continue
        rows = [texts.index("1", head)]
        columns = rows[0] - head
        while (number := str(len(rows) + 1)) in texts[rows[-1] : rows[-1] + 2 * columns]:
            rows.append(texts.index(number, rows[-1]))
        if len(rows) > 1:
            for i in range(head, min(rows[-1] + columns, len(texts))):
                kinds[i] = "row" if kinds[i] in _CELLS else kinds[i]


def mark_list(texts: list[str], kinds: list[str], odd: list[int]) -> None:
    """Lines below each other that end alike and are longer than a menu's: …有限公司, …有限公司."""
    run: list[int] = []
    for i in [i for i in odd if kinds[i] == "short"]:
        if (
            run
            and i == run[-1] + 1
            and len(texts[i]) >= _ITEM
            and texts[i][-2:] == texts[run[0]][-2:]
        ):
            run.append(i)
        else:
            _mark_rows(texts, kinds, run)
            run = [i]
    _mark_rows(texts, kinds, run)


def _mark_rows(texts: list[str], kinds: list[str], run: list[int]) -> None:
    if len(run) >= _FEWEST_ITEMS and len(texts[run[0]]) >= _ITEM:
        for i in run:
            kinds[i] = "row"


def mark_paper(
    texts: list[str], kinds: list[str], hints: Sequence[str | None], odd: list[int]
) -> None:
    """The newspaper's name below the last paragraph is where the article is from."""
    for i in odd:
        if (
            kinds[i] == "short"
            and i > 0
            and kinds[i - 1] in {"prose", "caption"}
            and _PAPER.fullmatch(texts[i])
        ):
            last = i + 1 == len(texts) or hints[i + 1] in {"outside", "link", "hidden"}
            if last or kinds[i + 1] in NOISE:
                kinds[i] = "source_line"
