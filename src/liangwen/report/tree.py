"""Small builders for pandoc's document tree: text put in here stays text in every format."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from liangwen.leads import Lead
from liangwen.report.text import plain

Node = dict[str, Any]
NO_ATTRIBUTES: list[Any] = ["", [], []]


def attributes(identifier: str = "", *classes: str, **pairs: str) -> list[Any]:
    """Identifier, classes and key–value pairs as pandoc writes them."""
    return [identifier, list(classes), [[key, value] for key, value in pairs.items()]]


def words(value: Any) -> list[Node]:
    """A value's text as inline nodes.

    Examples
    --------
    >>> words("a b")
    [{'t': 'Str', 'c': 'a'}, {'t': 'Space'}, {'t': 'Str', 'c': 'b'}]
    """
    nodes: list[Node] = []
    for part in re.split("( )", plain(value)):
        if part:
            nodes.append({"t": "Space"} if part == " " else {"t": "Str", "c": part})
    return nodes


def strong(value: Any) -> Node:
    """Text set apart (black type in Chinese, bold in Latin)."""
    return {"t": "Strong", "c": words(value)}


def span(inlines: list[Node], *classes: str) -> Node:
    """Inline nodes with a class."""
    return {"t": "Span", "c": [attributes("", *classes), inlines]}


def paragraph(inlines: list[Node]) -> Node:
    """A paragraph."""
    return {"t": "Para", "c": inlines}


def bullets(items: Iterable[str | list[Node]]) -> Node:
    """A list, one item a sentence or a line of inline nodes."""
    return {"t": "BulletList", "c": [
        [paragraph(words(item) if isinstance(item, str) else item)] for item in items]}


def numbered(texts: Iterable[str]) -> Node:
    """A list with the numbers [1], [2] … of a source list, as paragraphs of a class."""
    lines = [[{"t": "Str", "c": f"[{number}]"}, {"t": "Space"}, *words(text)]
             for number, text in enumerate(texts, start=1)]
    return division([paragraph(line) for line in lines], "references")


def division(blocks: list[Node], *classes: str) -> Node:
    """Blocks with a class."""
    return {"t": "Div", "c": [attributes("", *classes), blocks]}


def heading(level: int, text: str, *classes: str) -> Node:
    """A heading; numbers and identifiers come later, for the whole document."""
    return {"t": "Header", "c": [level, attributes("", *classes), words(text)]}


@dataclass(frozen=True)
class Column:
    """A column of a printed table: its head, its share of the width, how it is set."""

    head: str
    width: float
    align: str = "Left"  # Left, Right or Center


@dataclass(frozen=True)
class Row:
    """A row: a cell a column (text or inline nodes), or one cell that spans all (``group``)."""

    cells: Sequence[Any] = ()
    group: str = ""


@dataclass
class Table:
    """A table that is set as such in every format, its head repeated on each page."""

    columns: Sequence[Column]
    rows: list[Row] = field(default_factory=list)

    def node(self, caption: list[Node], *classes: str) -> Node:
        """The table as a node of pandoc's tree."""
        total = sum(column.width for column in self.columns)
        specs = [[{"t": f"Align{column.align}"}, {"t": "ColWidth", "c": column.width / total}]
                 for column in self.columns]
        head = [_row([_cell(words(column.head)) for column in self.columns])]
        body = [_row([_cell([strong(row.group)], len(self.columns), "Left")] if row.group else
                     [_cell(cell if isinstance(cell, list) else words(cell))
                      for cell in row.cells]) for row in self.rows]
        return {"t": "Table", "c": [
            attributes("", *classes), [None, [{"t": "Plain", "c": caption}] if caption else []],
            specs, [NO_ATTRIBUTES, head], [[NO_ATTRIBUTES, 0, [], body]], [NO_ATTRIBUTES, []]]}


def _cell(inlines: list[Node], span_columns: int = 1, align: str = "Default") -> list[Any]:
    return [NO_ATTRIBUTES, {"t": f"Align{align}"}, 1, span_columns,
            [{"t": "Plain", "c": inlines}]]


def _row(cells: list[Any]) -> list[Any]:
    return [NO_ATTRIBUTES, cells]


def figure(source: str, alt: str, caption: list[Node], *, width: str) -> Node:
    """An image with its caption; ``alt`` is what a reader hears who cannot see it."""
    image = {"t": "Image", "c": [attributes("", width=width), words(alt), [source, ""]]}
    return {"t": "Figure", "c": [NO_ATTRIBUTES, [None, [{"t": "Plain", "c": caption}]],
                                 [{"t": "Plain", "c": [image]}]]}


def led(inlines: list[Node], lead: Lead) -> list[Node]:
    """Inline nodes that lead to what they count, in the formats that can (see `resolved`)."""
    kind, region, key = lead
    pairs = {"kind": kind, "region": region, "key": key}
    return [{"t": "Link", "c": [attributes("", "lead", **pairs), inlines, ["", ""]]}]


def lead_at(node: Node) -> Lead | None:
    """The lead that a node bears, if it bears one."""
    if node.get("t") != "Link" or "lead" not in node["c"][0][1]:
        return None
    pairs = dict(node["c"][0][2])
    return Lead(pairs["kind"], pairs["region"], pairs["key"])


def resolved(
    tree: Any, target: Callable[[Lead], str], label: Callable[[Lead], str] = lambda lead: ""
) -> Any:
    """Copy a tree, its leads turned into links; one without a target becomes plain text.

    A lead that has no words of its own is given its label.
    """

    def change(node: Node) -> list[Node] | None:
        lead = lead_at(node)
        if lead is None:
            return None
        inlines, address = node["c"][1], target(lead)
        if not address:
            return list(inlines)
        named = inlines or words(label(lead))
        return [{"t": "Link", "c": [attributes("", "lead"), named, [address, ""]]}]

    return walk(tree, change)


def without(tree: Any, *classes: str) -> Any:
    """Copy a tree without the divisions and spans of some classes, and without its leads."""

    def change(node: Node) -> list[Node] | None:
        dropped = node["t"] in ("Div", "Span") and set(classes) & set(node["c"][0][1])
        return [] if dropped else None

    return resolved(walk(tree, change), lambda lead: "")


def raw(format_: str, text: str, *, inline: bool = False) -> Node:
    """Markup of one format, written by us and never from data."""
    return {"t": "RawInline" if inline else "RawBlock", "c": [format_, text]}


def walk(node: Any, change: Callable[[Node], Node | list[Node] | None]) -> Any:
    """Copy a tree; ``change`` may replace a node by another, by several, or (None) keep it."""
    if isinstance(node, list):
        copied: list[Any] = []
        for part in node:
            new = walk(part, change)
            if isinstance(part, dict) and isinstance(new, list):
                copied += new
            else:
                copied.append(new)
        return copied
    if not isinstance(node, dict):
        return node
    if "t" in node:
        new = change(node)
        if new is not None:
            return new
    return {key: walk(value, change) for key, value in node.items()}


def text_of(node: Any) -> str:
    """All text of a tree, in order."""
    if isinstance(node, list):
        return "".join(text_of(part) for part in node)
    if not isinstance(node, dict):
        return ""
    if node.get("t") == "Str":
        return str(node["c"])
    if node.get("t") in ("Space", "SoftBreak"):
        return " "
    return text_of(node.get("c", []))
