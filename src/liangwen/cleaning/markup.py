"""Rule `markup`: HTML tags, comments and entities that were left in a text file.

Entities are read where they are whole (``&ldquo;``), where the ``;`` or the ``&`` was lost
(``&#8220``, ``ldquo;``) and where they were escaped twice (``&amp;nbsp;``).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import lru_cache
from operator import itemgetter

from ..edits import Change, new_change
from .census import census_of
from .characters import plain

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
        *("param", "q", "rb", "rp", "rt", "rtc", "ruby", "s", "small", "source", "span"),
        *("st1:chsdate", "strike", "strong", "style", "sub", "sup", "svg", "u", "var", "video"),
        "wbr",
    }
)
# As a pattern, because letters of either case stand for each other there, K (Kelvin) for k, too.
_KNOWN_TAG = re.compile("|".join(map(re.escape, _BLOCK_TAGS | _INLINE_TAGS)), re.IGNORECASE)

# A quoted value may hold > or the other kind of quote. Where quotes do not pair, as in
# style="font-family:"宋体", the tag ends at the first > . Lengths are bounded, so that ten
# thousand open quotes cost no more than their number.
_TAG = re.compile(
    r"</?(?P<name>\w[\w:]{0,11})(?=[\s/>])"
    r"(?:(?:[^<>\"']|\"[^\"<]{0,600}\"|'[^'<]{0,600}'){0,400}>|[^<>]{0,2000}>)"
)
_HIDDEN_START = re.compile(r"<!--|<(?P<name>script|style)\b[^<>]*>|<!DOCTYPE|<\?xml", re.IGNORECASE)
_HIDDEN_ENDS = {
    "script": re.compile(r"</script\s*>", re.IGNORECASE),
    "style": re.compile(r"</style\s*>", re.IGNORECASE),
    "<!--": re.compile("-->"),
    "<?xml": re.compile(">"),
    "<!doctype": re.compile(">"),
}
_AUTOLINK = re.compile(r"<(?:https?|ftp)://[^\s<>]+>")
# Without & by its first letter, which the search jumps to, and the rest.
_BARE = {
    "n": "bsp|dash", "e": "[nm]sp", "m": "dash|iddot", "l": "[ds]quo", "r": "[ds]quo",
    "h": "ellip", "#": r"160|183|8\d{3}",
}  # fmt: skip
_ENTITY = re.compile(
    r"&(?:amp;){0,3}(?P<name>[A-Za-z]{2,8};|#\d{1,7};|#[xX][0-9A-Fa-f]{1,6};)"
    r"|&(?:amp;)?(?P<open>#(?:8[0-4]\d\d|\d{2,6}(?!\d))|nbsp|[lr][ds]quo|mdash|hellip|middot)|"
    + "|".join(f"{first}(?<![&#]{first})(?:{rest});" for first, rest in _BARE.items())
)
#: Without an & an entity shows itself by its end; a ; of a sentence stands behind no letter.
_ENTITY_END = re.compile(r";(?<=[a-z\d];)")
_MARKDOWN_LINK = re.compile(r"\[(?P<label>[^\[\]\n]*)\]\((?P<target>[^()\s]+)\)")

#: A text without any of these has nothing for this rule (`;` stands for entities without &).
TRIGGERS = frozenset("<&;]")


def markup(text: str) -> list[Change]:
    """Remove markup; a block's tag becomes a line end, an entity its character.

    A Markdown link keeps its label and loses its target.
    """
    changes: list[Change] = []
    if "<" in text:
        changes += _hidden(text)
        for found in _TAG.finditer(text):
            instead = _instead(found[1])
            if instead is not None:
                start, end = found.span()
                changes.append(new_change(Change, (start, end, instead, RULE)))
    if "&" in text or _ENTITY_END.search(text):
        changes += _entities(text)
    if "]" in text and "](" in text:
        for found in _MARKDOWN_LINK.finditer(text):
            start, end = found.span("label")
            is_image = text[start - 2 : start - 1] == "!"
            changes.append(Change(found.start() - is_image, start, "", RULE))
            changes.append(Change(end, found.end(), "", RULE))
    # Of those that start together the longest came first, and stays first.
    changes.sort(key=itemgetter(0))
    return _without_overlaps(changes)


@lru_cache(maxsize=1024)
def _instead(name: str) -> str | None:
    """Return what takes the place of a tag of this name; None if there is no such tag."""
    if not _KNOWN_TAG.fullmatch(name):
        return None
    return "\n" if name.lower() in _BLOCK_TAGS else ""


def _hidden(text: str) -> Iterator[Change]:
    """Comments, scripts and styles with all that stands in them; one that never ends is text."""
    position = 0
    endless: set[str] = set()
    while found := _HIDDEN_START.search(text, position):
        kind = (found["name"] or found[0]).lower()
        end = None if kind in endless else _HIDDEN_ENDS[kind].search(text, found.end())
        if end is None:
            # None of its kind ends behind here: looking again would cost the text's length.
            endless.add(kind)
            position = found.end()
            continue
        yield Change(found.start(), end.end(), "", RULE)
        position = end.end()


def _entities(text: str) -> Iterator[Change]:
    for found in _ENTITY.finditer(text):
        name = (found["name"] or found["open"] or found[0]).rstrip(";")
        character = html.unescape(f"&{name};")
        if not character.startswith("&") or name == "amp":
            yield Change(found.start(), found.end(), plain(character), RULE)


def links(text: str) -> list[str]:
    """Return the addresses that stand as autolinks (``<http://…>``) in the text."""
    if not census_of(text).may_have_tag("hf"):
        return []
    return [found[0][1:-1] for found in _AUTOLINK.finditer(text)]


def _without_overlaps(changes: list[Change]) -> list[Change]:
    kept: list[Change] = []
    taken = 0
    for change in changes:
        if change[0] >= taken:
            kept.append(change)
            taken = change[1]
    return kept
