"""The report as PDF: typst with the package's own fonts, no font of the machine."""

from __future__ import annotations

import re
import tempfile
from copy import deepcopy
from itertools import pairwise
from pathlib import Path
from typing import Any

from liangwen.errors import ReportError
from liangwen.report.fonts import font_folders, printable, with_glyphs
from liangwen.report.pandoc import write
from liangwen.report.text import plain
from liangwen.report.tree import Node, raw, text_of, walk

_CONTENTS = {"en": "Contents", "zh": "目录"}
#: The class of a figure that does not float.
HERE = "here"
#: A drawing above this size is slower to show than its picture is coarse.
_LARGEST_SVG = 3_000_000


def _drawing(path: Path) -> Path:
    """The SVG beside a PNG where it can be set as it is, else the PNG.

    Text in an SVG would be set in whatever font its name finds; only drawings whose letters are
    outlines are taken.
    """
    vector = path.with_suffix(".svg")
    if not vector.is_file() or vector.stat().st_size > _LARGEST_SVG:
        return path
    return path if b"<text" in vector.read_bytes() else vector


def _marked(tree: Any) -> Any:
    """Give the numbers of captions the labels that references lead to."""

    def change(node: Node) -> list[Node] | None:
        if node["t"] != "Span" or not node["c"][0][0]:
            return None
        (anchor, classes, pairs), inlines = node["c"]
        # A label holds on to an element of its own, which text is not for certain.
        mark = raw("typst", f"#metadata(none)<{anchor}>", inline=True)
        return [mark, {"t": "Span", "c": [["", classes, pairs], inlines]}]

    return {key: walk(value, change) for key, value in tree.items()}


def _for_page(tree: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    """Set tables and pictures as the page wants them."""

    def change(node: Node) -> Node | list[Node] | None:
        if node["t"] == "Figure":
            return _picture(_marked(node), names)
        if node["t"] == "Table":
            return [raw("typst", "#[#set table(stroke: (x, y) => ruled(y))"),
                    _grouped(_marked(node)), raw("typst", "]")]
        return None

    changed: dict[str, Any] = walk(_kept(tree), change)
    return changed


def _kept(tree: dict[str, Any]) -> dict[str, Any]:
    """A copy in which figures that alone make up a section are marked to stay where they are.

    Floating away they would leave their heading bare.
    """
    tree = deepcopy(tree)
    blocks: list[Node] = tree.get("blocks", [])
    heads = [place for place, block in enumerate(blocks) if block["t"] == "Header"]
    for start, end in pairwise([*heads, len(blocks)]):
        section = [block for block in blocks[start + 1 : end] if block["t"] != "RawBlock"]
        if all(block["t"] == "Figure" for block in section):
            for block in section:
                block["c"][0][1] = [*block["c"][0][1], HERE]
    return tree


def _string(text: str) -> str:
    """A string of typst's code."""
    inner = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{inner}"'


def _picture(node: Node, names: dict[str, str]) -> list[Node]:
    """A figure with its alternative text, which pandoc's writer would leave out."""
    _, (_, caption), body = node["c"]
    (_, _, pairs), inlines, (name, _) = body[0]["c"][0]["c"]
    place = "none" if HERE in node["c"][0][1] else "auto"
    image = f"image({_string(names[name])}, width: {dict(pairs)['width']}, " \
            f"alt: {_string(text_of(inlines))})"
    start = raw("typst", f"#figure({image}, placement: {place}, caption: [")
    return [start, *caption, raw("typst", "])")]


def _grouped(table: Node) -> Node:
    """A copy in which the rows that head a group bear their tint, by a mark in their cell."""
    table = deepcopy(table)
    for _, _, _, rows in table["c"][4]:
        for _, cells in rows:
            if len(cells) == 1 and cells[0][3] > 1:
                cells[0][0] = ["", [], [["typst:fill", 'rgb("#f2f4f6")']]]
    return table


# A row that heads a group, as pandoc writes it: a line of its own, which no text can imitate.
_GROUP = re.compile(r"^    (table\.cell\(align: left, colspan: \d+, fill: .*\]),$", re.M)


def _literally(tree: dict[str, Any]) -> dict[str, Any]:
    """Each text as a string of typst's code: no sign in it is markup, a shorthand or a quote."""

    def change(node: Node) -> Node | None:
        if node["t"] != "Str":
            return None
        return raw("typst", f"#{_string(node['c'])};", inline=True)

    changed: dict[str, Any] = walk(tree, change)
    return changed


def source(tree: dict[str, Any], names: dict[str, str]) -> str:
    """Write a document tree in typst's markup, without the page's frame.

    A row that heads a group becomes a lower head of the table: it never stays alone at a page's
    end, and is repeated where its group goes on.
    """
    shown = _literally(_for_page(with_glyphs(tree), names))
    return _GROUP.sub(r"    table.header(level: 2, \1),", write(shown, "typst").decode("utf-8"))


def compile_pdf(
    tree: dict[str, Any],
    *,
    title: str,
    subtitle: str,
    as_of: str,
    language: str,
    images: dict[str, Path],
    epoch: int,
) -> bytes:
    """Write a document tree as PDF, the same bytes for the same tree.

    Characters that no font of the package has are written as their numbers ([U+20BB7]).

    Raises
    ------
    ReportError
        With typst's message.
    """
    import typst

    with tempfile.TemporaryDirectory(prefix="liangwen-") as name:
        folder = Path(name)
        names = {}
        for image, path in images.items():
            drawn = _drawing(path)
            names[image] = f"{Path(image).stem}{drawn.suffix}"
            (folder / names[image]).write_bytes(drawn.read_bytes())
        body = source(tree, names)
        head = (Path(__file__).parent / "assets" / "report.typ").read_text("utf-8")
        main = folder / "report.typ"
        main.write_text(f"{head}\n#show: report\n#title-page\n#contents\n{body}", "utf-8")
        inputs = {"title": title, "subtitle": subtitle, "asof": as_of, "language": language,
                  "contents": _CONTENTS[language]}
        try:
            made = typst.compile(
                str(main), root=str(folder), format="pdf", timestamp=epoch,
                font_paths=[str(path) for path in font_folders()], ignore_system_fonts=True,
                sys_inputs={key: printable(plain(value)) for key, value in inputs.items()})
        except typst.TypstError as error:
            raise ReportError(f"typst could not set the report: {error}.") from error
    if not isinstance(made, bytes):
        raise ReportError("typst set no page: see the template.")
    return made
