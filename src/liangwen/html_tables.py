"""Short blocks that a page's structure tells apart from menus: cells of data, items of a list.

A plan's table of tasks and a notice's list of firms are part of the article, though their lines
are as short as a menu's.
"""

from __future__ import annotations

import re
from typing import Any

from .html_blocks import Block

#: A sentence of so many characters is a paragraph.
_PARAGRAPH = 20
#: A table of data has so many rows of two cells or more, ...
_FEWEST_ROWS = 2
#: ... no cell that holds an article, and few links.
_LONGEST_CELL, _LINK_SHARE = 600, 0.3
_SPACE = re.compile(r"\s+")


def data_cells(blocks: list[Block]) -> list[bool]:
    """Say of each block whether it stands in a table of data.

    Examples
    --------
    >>> from liangwen.html_blocks import blocks_of, parse
    >>> page = "<p>附表</p><table><tr><td>序号<td>任务<tr><td>1<td>建设中心</table>"
    >>> data_cells(blocks_of(parse(page)))
    [False, True, True, True, True]
    """
    known: dict[Any, bool] = {}
    return [_in_data(block.element, known) for block in blocks]


def _in_data(element: Any, known: dict[Any, bool]) -> bool:
    while element is not None and element.tag != "table":
        element = element.getparent()
    if element is None:
        return False
    if element not in known:
        known[element] = _holds_data(element)
    return known[element]


def _holds_data(table: Any) -> bool:
    if table.find(".//table") is not None:
        return False
    rows = [[cell for cell in row if cell.tag in {"td", "th"}] for row in table.iter("tr")]
    if sum(len(row) > 1 for row in rows) < _FEWEST_ROWS:
        return False
    cells = [_length(cell) for row in rows for cell in row]
    links = sum(map(_length, table.iter("a")))
    return max(cells) <= _LONGEST_CELL and links <= _LINK_SHARE * sum(cells)


def _length(element: Any) -> int:
    return len(_SPACE.sub("", "".join(element.itertext())))


def listed(blocks: list[Block], kinds: list[str]) -> list[int]:
    """Numbers of the short blocks that stand between paragraphs of one element, links apart.

    Parameters
    ----------
    blocks : list of Block
    kinds : list of str
        What each block's line looks like (:mod:`liangwen.cleaning.line_kinds`).
    """
    groups: dict[Any, list[int]] = {}
    for i, block in enumerate(blocks):
        if block.element is not None and not block.hidden:
            groups.setdefault(block.element, []).append(i)
            parent = block.element.getparent()
            if parent is not None:
                groups.setdefault((parent, block.element.tag), []).append(i)
    found: set[int] = set()
    for group in groups.values():
        prose = [
            i
            for i in group
            if kinds[i] == "prose" and len(blocks[i].text) >= _PARAGRAPH and not blocks[i].is_link
        ]
        if len(prose) > 1:
            found.update(
                i
                for i in group
                if prose[0] < i < prose[-1] and kinds[i] == "short" and not blocks[i].is_link
            )
    return sorted(found)
