"""Which element of a page holds the article.

Each block weighs what :func:`liangwen.cleaning.body_run.weights_of` says of its line; an element
weighs what its blocks weigh together. The article's container is the element that weighs most,
and of equal ones the innermost: around it menus and lists only draw the sum down.
"""

from __future__ import annotations

import re
from typing import Any

from .cleaning.body_run import weights_of
from .cleaning.zones import kinds_in_place
from .html_blocks import Block
from .html_tables import data_cells, listed

_APART = frozenset({"nav", "footer", "aside", "form", "button"})
_APART_NAMES = re.compile(
    r"(?:^|[^a-z])(?:comments?|cmt|related|relate|recommend|share|sharebar|copyright|"
    r"breadcrumbs?|crumbs?|"
    r"nav|navbar|menu|side|sidebar|sidelist|footer|footnav|hotnews|hot-news|advert|ads?|toolbar|"
    r"pagination|pages?-?nav|login|qrcode|ewm|editor)(?:$|[^a-z])",
    re.IGNORECASE,
)
#: A part that is named after such things is one only if it holds little of the article.
_APART_SHARE = 0.3


def hints_of(blocks: list[Block], title: str) -> list[str | None]:
    """Say of each block what the page's structure says of it.

    Parameters
    ----------
    blocks : list of Block
    title : str
        The page's <title>, "" if it has none.

    Returns
    -------
    list of str or None
        "hidden", "outside" the article's container, "title" (a heading that the page's <title>
        repeats), "link" (nothing but a link), "item" (of a table of data, or
        a short line between paragraphs of one element), or None.
    """
    texts = [block.text for block in blocks]
    cells = data_cells(blocks)
    marks: list[str | None] = [
        "link" if block.is_link else "item" if cell else None
        for block, cell in zip(blocks, cells, strict=True)
    ]
    kinds = kinds_in_place(texts, marks)
    for i in listed(blocks, kinds):
        marks[i] = "item"
    weights = [
        0.0 if block.hidden else value
        for block, value in zip(blocks, weights_of(texts, kinds, marks), strict=True)
    ]
    inside = _inside(blocks, weights)
    titles = _titles(blocks, title)
    found: list[str | None] = []
    for i, block in enumerate(blocks):
        if block.hidden:
            found.append("hidden")
        elif i in titles:
            found.append("title")
        elif not inside[i]:
            found.append("outside")
        else:
            found.append(marks[i])
    return found


def _inside(blocks: list[Block], weights: list[float]) -> list[bool]:
    """Whether each block stands in the container, and in no part of it that is set apart."""
    if any(block.element is None for block in blocks):
        return [True] * len(blocks)
    sums, prose = _sums(blocks, weights), _sums(blocks, [max(0.0, w) for w in weights])
    if not sums:
        return [True] * len(blocks)
    container = max(sums, key=lambda e: (sums[e][0], sums[e][1]))
    if sums[container][0] <= 0:
        return [True] * len(blocks)
    known: dict[Any, bool] = {container: True}
    limit = _APART_SHARE * prose[container][0]
    return [_stands_in(block.element, known, prose, limit) for block in blocks]


def _sums(blocks: list[Block], weights: list[float]) -> dict[Any, tuple[float, int]]:
    """Return (sum of the weights below it, depth) of each element that holds a block."""
    depth: dict[Any, int] = {}
    total: dict[Any, float] = {}
    for block, value in zip(blocks, weights, strict=True):
        total[block.element] = total.get(block.element, 0.0) + value
        _measure(block.element, depth)
    for element in sorted(depth, key=depth.__getitem__, reverse=True):
        parent = element.getparent()
        if parent is not None:
            total[parent] = total.get(parent, 0.0) + total.get(element, 0.0)
    return {element: (round(total.get(element, 0.0), 3), depth[element]) for element in depth}


def _measure(element: Any, depth: dict[Any, int]) -> None:
    path = []
    while element is not None and element not in depth:
        path.append(element)
        element = element.getparent()
    level = depth[element] if element is not None else -1
    for element in reversed(path):
        level += 1
        depth[element] = level


def _stands_in(
    element: Any, known: dict[Any, bool], prose: dict[Any, tuple[float, int]], limit: float
) -> bool:
    path = []
    while element is not None and element not in known:
        path.append(element)
        element = element.getparent()
    inside = known[element] if element is not None else False
    for element in reversed(path):
        inside = inside and not (_is_apart(element) and prose[element][0] < limit)
        known[element] = inside
    return inside


def _is_apart(element: Any) -> bool:
    if element.tag in _APART:
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return bool(_APART_NAMES.search(names))


def _titles(blocks: list[Block], title: str) -> set[int]:
    """Headings of the first ranks that the page's <title> repeats; else the only <h1>."""
    bare = re.sub(r"\s", "", title)
    headings = [
        i for i, b in enumerate(blocks) if 1 <= b.heading <= 3 and not b.hidden and len(b.text) >= 4
    ]
    repeated = {i for i in headings if re.sub(r"\s", "", blocks[i].text) in bare}
    if repeated:
        return repeated
    first = [i for i in headings if blocks[i].heading == 1 and not blocks[i].is_link]
    return set(first) if len(first) == 1 else set()
