"""Change a `themes.yaml` so that only the lines that must change do.

The file's text is kept, comments, quotes and order included; its parsed nodes only say where a
value stands. What is written is parsed again and must hold exactly what was asked for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from ..errors import LexiconError
from .file import parse_yaml

#: Characters that a plain string may be written with; anything else stands in quotes.
_PLAIN = re.compile(r"[A-Za-z\u3400-\u9fff_][\w\u3400-\u9fff—·、，。（）()/ +-]*")
#: From a key's colon to the first item of its list, over comments.
_TO_KEY = re.compile(r":[ \t]*(?:#[^\n]*)?\r?\n(?:[ \t]*(?:#[^\n]*)?\r?\n)*[ \t]*\Z")
_WORDS = {"true", "false", "yes", "no", "on", "off", "null", "y", "n"}


class _Change(NamedTuple):
    start: int
    end: int
    text: str


def edited(text: str, content: Mapping[str, Any], path: Path) -> str:
    """Return the YAML text with what differs from `content` changed in it.

    Parameters
    ----------
    text : str
        The file as it is.
    content : mapping
        What it shall hold. Items of a list are told by what names them (a theme by its id, a term
        by itself); their order in `content` does not count, new ones come behind the old ones.
    path : Path
        Named in errors.

    Raises
    ------
    LexiconError
        Where the file is written in a way that cannot be changed in place (anchors, say).

    Examples
    --------
    >>> edited("version: '1'  # ours\\njoiners: [和]\\n", {"version": "2", "joiners": ["和", "与"]},
    ...        Path("themes.yaml"))
    "version: '2'  # ours\\njoiners: [和, 与]\\n"
    """
    old = parse_yaml(text, path)
    if _equal(old, content):
        return text
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    body = text[len(mark) :]
    root = yaml.compose(body)
    assert isinstance(root, yaml.MappingNode)  # parse_yaml has seen to it
    changes = sorted(_Writer(body).mapping(root, content, top=True))
    for change in reversed(changes):
        body = body[: change.start] + change.text + body[change.end :]
    try:
        right = _equal(parse_yaml(body, path), content)
    except LexiconError:
        right = False
    if not right:
        raise LexiconError(
            f"{path.name} is written in a way that cannot be changed in place; make the change in "
            "the file itself."
        )
    return mark + body


class _Writer:
    """Finds the changes that turn the nodes of a text into a content."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.line_end = "\r\n" if "\r\n" in text else "\n"

    def mapping(
        self, node: yaml.MappingNode, wanted: Mapping[str, Any], *, top: bool = False
    ) -> Iterator[_Change]:
        pairs = {key.value: (key, value) for key, value in node.value}
        for name, (_, value) in pairs.items():
            if name in wanted:
                yield from self.value(value, wanted[name])
        gone = [i for i, name in enumerate(pairs) if name not in wanted]
        extents = [(k.start_mark.index, self.end(v)) for k, v in pairs.values()]
        yield from self.removals(node, extents, gone)
        new = {name: value for name, value in wanted.items() if name not in pairs}
        if not new:
            return
        kept = [i for i, name in enumerate(pairs) if name in wanted]
        if node.flow_style:
            written = ", ".join(f"{_scalar(k)}: {_flow(v, _quoted(k))}" for k, v in new.items())
            yield self.into_flow(node, extents, kept, written)
            return
        indent = " " * node.start_mark.column
        written = "".join(
            self.line_end + indent + line
            for name, value in new.items()
            for line in self.block(name, value)
        )
        # At the file's top a rule belongs before the themes, or it would be taken for one's own.
        names = list(pairs)
        if top and "themes" in names:
            at = pairs["themes"][0].start_mark.index
            yield _Change(at, at, written.removeprefix(self.line_end) + self.line_end)
        else:
            yield _Change(extents[-1][1], extents[-1][1], written)

    def value(self, node: yaml.Node, wanted: Any) -> Iterator[_Change]:
        old = yaml.safe_load(self.text[node.start_mark.index : self.end(node)] or "null") if (
            isinstance(node, yaml.ScalarNode)
        ) else None  # fmt: skip
        if isinstance(node, yaml.ScalarNode):
            if old != wanted or type(old) is not type(wanted):
                start, end = node.start_mark.index, self.end(node)
                written = _flow(wanted, node.style if isinstance(wanted, str) else None)
                space = " " if start == end and self.text[start - 1 : start] == ":" else ""
                yield _Change(start, end, space + written)
        elif isinstance(node, yaml.MappingNode) and isinstance(wanted, Mapping):
            yield from self.mapping(node, wanted)
        elif isinstance(node, yaml.SequenceNode) and isinstance(wanted, Sequence):
            yield from self.sequence(node, list(wanted))
        else:
            yield _Change(node.start_mark.index, self.end(node), _flow(wanted))

    def sequence(self, node: yaml.SequenceNode, wanted: list[Any]) -> Iterator[_Change]:
        new = {_name(item): item for item in wanted}
        names = [_name_of(item) for item in node.value]
        for name, item in zip(names, node.value, strict=True):
            if name in new:
                yield from self.value(item, new[name])
        extents = [(item.start_mark.index, self.end(item)) for item in node.value]
        gone = [i for i, name in enumerate(names) if name not in new]
        kept = [i for i, name in enumerate(names) if name in new]
        added = [item for name, item in new.items() if name not in names]
        if not kept and (added or gone):
            yield from self.whole(node, wanted)
            return
        yield from self.removals(node, extents, gone)
        if not added:
            return
        if node.flow_style:
            yield self.into_flow(node, extents, kept, ", ".join(map(_flow, added)))
            return
        indent = " " * node.start_mark.column
        lines = [indent + line for item in added for line in self.block_item(item)]
        at = self.line_stop(extents[kept[-1]][1])
        yield _Change(at, at, "".join(self.line_end + line for line in lines))

    def block(self, name: str, value: Any) -> Iterator[str]:
        if isinstance(value, list) and value and isinstance(value[0], (Mapping, list)):
            yield f"{_scalar(name)}:"
            for item in value:
                for line in self.block_item(item):
                    yield f"  {line}"
        elif isinstance(value, Mapping):
            yield f"{_scalar(name)}:"
            for key, inner in value.items():
                yield f"  {_scalar(key)}: {_flow(inner)}"
        else:
            yield f"{_scalar(name)}: {_flow(value)}"

    def block_item(self, item: Any) -> Iterator[str]:
        if not (isinstance(item, Mapping) and "terms" in item):
            yield f"- {_flow(item)}"
            return
        lines = [line for name, value in item.items() for line in self.block(name, value)]
        for i, line in enumerate(lines):
            yield ("- " if i == 0 else "  ") + line

    def removals(
        self, node: yaml.CollectionNode, extents: list[tuple[int, int]], gone: list[int]
    ) -> Iterator[_Change]:
        last = max((i for i in range(len(extents)) if i not in gone), default=-1)
        for i in gone:
            start, end = extents[i]
            if not node.flow_style:
                low = self.text.rfind("\n", 0, start) + 1
                # A mapping's first key stands behind its dash; the line is not its own.
                yield _Change(
                    low, min(self.line_stop(end) + len(self.line_end), len(self.text)), ""
                )
            elif i < last:
                yield _Change(start, extents[i + 1][0], "")
        if node.flow_style and gone and last < len(extents) - 1:
            yield _Change(extents[last][1], extents[-1][1], "")

    def whole(self, node: yaml.CollectionNode, wanted: list[Any]) -> Iterator[_Change]:
        """Write a list anew, in one line behind its key: nothing of the old one is left."""
        start, end = node.start_mark.index, self.end(node)
        key = None if node.flow_style else _TO_KEY.search(self.text, 0, start)
        if key is None:
            yield _Change(start, end, _flow(wanted))
            return
        yield _Change(key.start() + 1, key.start() + 1, " " + _flow(wanted))
        low = self.text.rfind("\n", 0, start) + 1
        yield _Change(low, min(self.line_stop(end) + len(self.line_end), len(self.text)), "")

    def into_flow(
        self, node: yaml.CollectionNode, extents: list[tuple[int, int]], kept: list[int], new: str
    ) -> _Change:
        at = extents[-1][1] if kept else node.start_mark.index + 1
        return _Change(at, at, (", " if kept else "") + new)

    def end(self, node: yaml.Node) -> int:
        """Where a node ends; the parser lets a block reach to the next token, comments included."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return self.end(last[1] if isinstance(last, tuple) else last)
        end = int(node.end_mark.index)
        if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
            return len(self.text[:end].rstrip())
        return end

    def line_stop(self, at: int) -> int:
        """Where the line that holds a place ends, a comment behind the value included."""
        stop = self.text.find(self.line_end, at)
        return stop if stop >= 0 else len(self.text)


def _name(item: Any) -> str:
    """What tells an item of a list from the others."""
    if isinstance(item, Mapping):
        return str(item.get("id") or item.get("term"))
    return "\n".join(map(str, item[:1])) if isinstance(item, list) else str(item)


def _name_of(node: yaml.Node) -> str:
    if isinstance(node, yaml.MappingNode):
        found = {key.value: value.value for key, value in node.value}
        return str(found.get("id") or found.get("term"))
    if isinstance(node, yaml.SequenceNode):
        return "\n".join(item.value for item in node.value[:1])
    return str(node.value)


def _flow(value: Any, style: str | None = None) -> str:
    if isinstance(value, Mapping):
        pairs = (f"{_scalar(k)}: {_flow(v, _quoted(k))}" for k, v in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_flow(v) for v in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return _scalar(value, style)


def _quoted(key: str) -> str | None:
    return '"' if key in ("term", "source", "en", "note") else None


def _scalar(value: Any, style: str | None = None) -> str:
    if value is None:
        return "null"
    text = str(value)
    if style == "'" and "\n" not in text:
        return "'" + text.replace("'", "''") + "'"
    if style == '"' or not _PLAIN.fullmatch(text) or text.lower() in _WORDS or text[-1] == " ":
        return json.dumps(text, ensure_ascii=False)
    return text


def _equal(one: Any, other: Any) -> bool:
    """Equal but for the order of named items."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(_equal(one[k], other[k]) for k in one)
    if isinstance(one, list) and isinstance(other, list):
        first, second = ({_name(item): item for item in items} for items in (one, other))
        if len(first) != len(one) or len(second) != len(other):
            return one == other
        return first.keys() == second.keys() and all(_equal(first[k], second[k]) for k in first)
    return type(one) is type(other) and bool(one == other)
