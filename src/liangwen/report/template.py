"""Fill a Markdown template and make one document tree of it, with numbered headings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from liangwen.errors import ReportError
from liangwen.report.contents import LEFT_OUT, SLOT, Contents
from liangwen.report.crossrefs import with_references
from liangwen.report.pandoc import read_markdown
from liangwen.report.text import Markdown, escape
from liangwen.report.tree import Node, text_of, walk, words

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def find_template(language: str, folder: Path | None) -> Path:
    """The study's own template of a language, or the one that comes with the package.

    Raises
    ------
    ReportError
        If there is none.
    """
    own = Path(__file__).resolve().parents[1] / "starters" / "templates"
    for place in (folder, own):
        path = place / f"report.{language}.md.j2" if place else None
        if path and path.is_file():
            return path
    raise ReportError(f"There is no template report.{language}.md.j2: write one, or leave "
                      f"{language!r} out of the study's languages.")


def fill(path: Path, contents: Contents, facts: dict[str, Any]) -> str:
    """Fill a template; whatever it prints is escaped, except what `Contents` places.

    Raises
    ------
    ReportError
        With the line, where the template is wrong or asks for what does not exist.
    """
    from jinja2 import StrictUndefined, TemplateError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    # Data reach a template as values only; finalize escapes each value that is printed.
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, finalize=escape, trim_blocks=True, lstrip_blocks=True,
        autoescape=False, keep_trailing_newline=True,
    )
    try:
        template = environment.from_string(path.read_text("utf-8"))
        return template.render({**facts, **contents.names()})
    except TemplateError as error:
        line = getattr(error, "lineno", None)
        where = f"{path.name}, line {line}" if line else path.name
        raise ReportError(f"The template {where} cannot be filled: {error}.") from error


def tree_of(markdown: str, contents: Contents) -> dict[str, Any]:
    """Read filled Markdown and put the contents in their places."""

    def place(node: Node) -> list[Node] | None:
        if node["t"] == "Div" and SLOT in node["c"][0][1]:
            pairs = dict(node["c"][0][2])
            return contents.slots[int(pairs["number"])]
        return None

    tree: dict[str, Any] = walk(read_markdown(markdown), place)
    tree = with_references(tree, contents.labels)
    tree["blocks"] = without_empty_sections(without_repetition(tree["blocks"]))
    return number_headings(tree, contents.language)


def without_repetition(blocks: list[Node]) -> list[Node]:
    """Say once a chapter why figures are left out, where several are for one reason.

    Examples
    --------
    >>> reason = {"t": "Div", "c": [["", [LEFT_OUT], []], [{"t": "Str", "c": "None."}]]}
    >>> len(without_repetition([reason, {"t": "HorizontalRule"}, reason]))
    2
    """
    kept: list[Node] = []
    said: set[str] = set()
    for block in blocks:
        if block["t"] == "Header" and block["c"][0] == 1:
            said.clear()
        if block["t"] == "Div" and LEFT_OUT in block["c"][0][1]:
            text = text_of(block)
            if text in said:
                continue
            said.add(text)
        kept.append(block)
    return kept


def without_empty_sections(blocks: list[Node]) -> list[Node]:
    """Leave out headings that nothing stands under: their figures were not drawn.

    Examples
    --------
    >>> heads = [{"t": "Header", "c": [level, ["", [], []], []]} for level in (1, 2, 1)]
    >>> len(without_empty_sections([*heads, {"t": "Para", "c": []}]))
    2
    """
    kept: list[Node] = []
    for block in reversed(blocks):
        following = kept[-1] if kept else None
        if block["t"] == "Header" and (
            following is None
            or (following["t"] == "Header" and following["c"][0] <= block["c"][0])
        ):
            continue
        kept.append(block)
    return kept[::-1]


def number_headings(tree: dict[str, Any], language: str) -> dict[str, Any]:
    """Number the headings (1, 1.1; appendices A, B) and give them plain identifiers.

    A heading of the class ``appendix`` begins an appendix; one of ``unnumbered`` bears no number.
    """
    counts = [0, 0, 0]
    appendices, seen = 0, 0

    def number(node: Node) -> Node | None:
        nonlocal appendices, seen
        if node["t"] != "Header":
            return None
        level, (_, classes, pairs), inlines = node["c"]
        seen += 1
        label = ""
        if level == 1:
            appendices += "appendix" in classes
            counts[0] += "unnumbered" not in classes and "appendix" not in classes
            counts[1:] = [0, 0]
            label = _appendix(appendices, language) if "appendix" in classes else str(counts[0])
        elif level <= 3 and "unnumbered" not in classes:
            counts[level - 1] += 1
            counts[level:] = [0] * (3 - level)
            first = _LETTERS[appendices - 1] if appendices else str(counts[0])
            label = ".".join([first, *map(str, counts[1:level])])
        shown = [] if "unnumbered" in classes else [*words(label), {"t": "Str", "c": "\u2002"}]
        return {"t": "Header", "c": [level, [f"s{seen}", classes, pairs], [*shown, *inlines]]}

    numbered: dict[str, Any] = walk(tree, number)
    return numbered


def _appendix(count: int, language: str) -> str:
    letter = _LETTERS[(count - 1) % len(_LETTERS)]
    return f"附录{letter}" if language == "zh" else f"Appendix {letter}"


def outline(tree: dict[str, Any], *, depth: int = 2) -> list[tuple[int, str, str]]:
    """Level, identifier and text of each heading down to a depth, in order."""
    found: list[tuple[int, str, str]] = []

    def look(node: Node) -> Node | None:
        if node["t"] == "Header" and node["c"][0] <= depth:
            found.append((node["c"][0], node["c"][1][0], text_of(node["c"][2])))
        return None

    walk(tree, look)
    return found


__all__ = ["Markdown", "fill", "find_template", "number_headings", "outline", "tree_of"]
