"""Rule `markup`: HTML tags, comments and entities that were left in a text file."""

from __future__ import annotations

import html
import re

from ..edits import Change

RULE = "markup"

_BLOCK_TAGS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "body", "br", "center", "dd", "div", "dl"),
        *("dt", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("head", "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section"),
        *("table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul"),
    }
)
_INLINE_TAGS = frozenset(
    {
        *("a", "abbr", "b", "big", "button", "cite", "code", "em", "embed", "font", "i", "iframe"),
        *("img", "input", "ins", "label", "link", "mark", "meta", "noscript", "o:p", "object"),
        *("param", "q", "s", "small", "source", "span", "st1:chsdate", "strike", "strong", "style"),
        *("sub", "sup", "svg", "u", "var", "video", "wbr"),
    }
)
_NAMES = "|".join(sorted(map(re.escape, _BLOCK_TAGS | _INLINE_TAGS), key=lambda n: (-len(n), n)))

_HIDDEN = re.compile(
    r"<!--.*?-->|<(script|style)\b[^<>]*>.*?</\1\s*>|<!DOCTYPE[^<>]*>|<\?xml[^<>]*\?>",
    re.DOTALL | re.IGNORECASE,
)
# Known names only: 〈表1〉 typed as <表1>, or a < b, are the author's.
_TAG = re.compile(
    rf"</?(?P<name>{_NAMES})(?=[\s/>])(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>", re.IGNORECASE
)
_AUTOLINK = re.compile(r"<(?:https?|ftp)://[^\s<>]+>")
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_MARKDOWN_LINK = re.compile(r"!?\[(?P<label>[^\[\]\n]*)\]\((?P<target>[^()\s]+)\)")


def markup(text: str) -> list[Change]:
    """Remove markup; a block's tag becomes a line end, an entity its character.

    A Markdown link keeps its label and loses its target.
    """
    changes: list[Change] = []
    if "<" in text:
        changes += [Change(m.start(), m.end(), "", RULE) for m in _HIDDEN.finditer(text)]
        taken = changes[:]
        for found in _TAG.finditer(text):
            if not any(c.start < found.end() and found.start() < c.end for c in taken):
                block = found["name"].lower() in _BLOCK_TAGS
                changes.append(Change(found.start(), found.end(), "\n" if block else "", RULE))
    if "&" in text:
        for found in _ENTITY.finditer(text):
            character = html.unescape(found[0])
            if character != found[0]:
                changes.append(Change(found.start(), found.end(), character, RULE))
    if "](" in text:
        for found in _MARKDOWN_LINK.finditer(text):
            start, end = found.span("label")
            changes.append(Change(found.start(), start, "", RULE))
            changes.append(Change(end, found.end(), "", RULE))
    return _without_overlaps(sorted(changes))


def links(text: str) -> list[str]:
    """Return the addresses that stand as autolinks (``<http://…>``) in the text."""
    return [found[0][1:-1] for found in _AUTOLINK.finditer(text)]


def _without_overlaps(changes: list[Change]) -> list[Change]:
    kept: list[Change] = []
    for change in changes:
        if not kept or change.start >= kept[-1].end:
            kept.append(change)
    return kept
