"""Tables of the page as a screen reader and a sorter want them: scopes, groups, a frame to scroll.

Works on what pandoc wrote, as a parsed tree.
"""

from __future__ import annotations

from lxml import etree
from lxml import html as parser

#: Tables whose first column names the row.
_NAMED = {"articles", "theme-intensity", "keyness", "commitments", "numbers-table", "duplicates",
          "versions"}


def dressed(body: str) -> str:
    """Give each table of a page's body its scopes, and a frame that a keyboard can scroll."""
    root = parser.fragment_fromstring(body, create_parent="div")
    for number, table in enumerate(root.iter("table"), start=1):
        _scopes(table)
        _groups(table)
        _framed(table, number)
    inner = (root.text or "") + "".join(
        etree.tostring(child, method="html", encoding="unicode") for child in root)
    return inner


def _scopes(table: etree._Element) -> None:
    for head in table.iterfind("thead//th"):
        head.set("scope", "col")
    if not set((table.get("class") or "").split()) & _NAMED:
        return
    for row in table.iterfind("tbody/tr"):
        first = row[0]
        if first.tag == "td" and not first.get("colspan"):
            first.tag = "th"
            first.set("scope", "row")


def _groups(table: etree._Element) -> None:
    """A body for each group of rows, headed by the row that names it."""
    bodies = table.findall("tbody")
    rows = [row for body in bodies for row in body]
    if not any(_heads(row) for row in rows):
        return
    for body in bodies:
        table.remove(body)
    current = None
    for row in rows:
        if current is None or _heads(row):
            current = etree.SubElement(table, "tbody")
        current.append(row)
        if _heads(row):
            row[0].tag = "th"
            row[0].set("scope", "rowgroup")
            row.set("class", "group")
            row.set("data-sort-method", "none")


def _heads(row: etree._Element) -> bool:
    return len(row) == 1 and int(row[0].get("colspan") or 1) > 1


def _framed(table: etree._Element, number: int) -> None:
    frame = etree.Element("div", {"class": "scroll", "tabindex": "0", "role": "group"})
    caption = table.find("caption")
    if caption is not None:
        caption.set("id", f"caption-{number}")
        frame.set("aria-labelledby", f"caption-{number}")
    parent = table.getparent()
    parent.replace(table, frame)
    frame.tail, table.tail = table.tail, None
    frame.append(table)
