"""Figures and tables that the text points to: "see Figure 3", in every format a working link."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from liangwen.errors import ReportError
from liangwen.report.tree import Node, attributes, text_of, walk, words

#: The class of a place in the text that names a figure or table; its words come afterwards.
REFERENCE = "liangwen-ref"


def anchor_of(kind: str, name: str) -> str:
    """Identifier of a figure or table within the document.

    Examples
    --------
    >>> anchor_of("figure", "theme_intensity")
    'figure-theme-intensity'
    """
    return f"{kind}-{name.replace('_', '-')}"


def bookmark_of(anchor: str) -> str:
    """An anchor as Word wants a bookmark's name: letters, digits and _, 40 at most."""
    return "".join(sign if sign.isalnum() else "_" for sign in f"to_{anchor}")[:40]


def with_references(tree: Any, labels: Mapping[str, tuple[str, str]]) -> Any:
    """Copy a tree, each reference turned into a link that bears the number.

    Parameters
    ----------
    labels : mapping
        Anchor of a figure or table -> the anchor and its label ("Figure 3").

    Raises
    ------
    ReportError
        For a name that is not in the document.
    """

    def change(node: Node) -> list[Node] | None:
        if node["t"] != "Span" or REFERENCE not in node["c"][0][1]:
            return None
        pairs = dict(node["c"][0][2])
        kind, name = pairs["kind"], pairs["key"]
        if anchor_of(kind, name) not in labels:
            raise ReportError(
                f"The template refers to the {kind} {name!r}, which is not in this report: put "
                f"{{% if drawn('{name}') %}} … {{% endif %}} around the reference.")
        anchor, label = labels[anchor_of(kind, name)]
        return [{"t": "Link", "c": [attributes("", "xref", anchor=anchor), words(label),
                                    [f"#{anchor}", ""]]}]

    return walk(tree, change)


def reference_at(node: Node) -> tuple[str, str] | None:
    """Anchor and words of a node that points to a figure or table."""
    if node["t"] != "Link" or "xref" not in node["c"][0][1]:
        return None
    return dict(node["c"][0][2])["anchor"], text_of(node["c"][1])
