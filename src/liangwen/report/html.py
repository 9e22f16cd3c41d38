"""The report as one HTML file that asks for nothing outside itself."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from liangwen.leads import Lead
from liangwen.report.evidence_page import WIDTH, EvidencePage
from liangwen.report.page_tables import dressed
from liangwen.report.pandoc import write
from liangwen.report.pictures import Picture, pictures
from liangwen.report.template import outline
from liangwen.report.text import plain
from liangwen.report.tree import (
    NO_ATTRIBUTES,
    Node,
    attributes,
    lead_at,
    raw,
    resolved,
    walk,
    without,
    words,
)

if TYPE_CHECKING:
    from liangwen.report.reading import Reading

_TAG = re.compile(r"<(?:col|t[hdr]|table|img|div|span|p)\b[^<>]*>")
_STYLE = re.compile(r' style="([^"]*)"')
# An alternative text may hold < and > as they are, and stand in either kind of quotes.
_IMAGE = re.compile(
    r"""<img\b(?:[^<>"']|"[^"]*"|'[^']*')*?\bsrc="([^"]*)"(?:[^<>"']|"[^"]*"|'[^']*')*>""")
_LANGUAGE = {"en": "en", "zh": "zh-CN"}
#: The whole page shall weigh less than 8 MB.
WEIGHT = 7_820_000
_LINES, _TEXTS = "<!--lines-->", "<!--texts-->"
_WORDS: dict[str, dict[str, Any]] = {
    "en": {"contents": "Contents", "skip": "Skip to the report", "numbers": "The numbers of this "
           "figure", "evidence": "Evidence", "texts": "The texts in full",
           "script": {"filter": "Filter:", "left": "{n} shown", "sort": "Sort by this column",
                      "back": "← All lines", "close": "Close"}},
    "zh": {"contents": "目录", "skip": "跳至正文", "numbers": "本图数值", "evidence": "例句",
           "texts": "文本全文",
           "script": {"filter": "筛选：", "left": "共{n}行", "sort": "按此列排序",
                      "back": "← 全部例句", "close": "关闭"}},
}


def _without_style(html: str, rules: dict[str, str]) -> str:
    """Turn inline styles of tags into classes, so that the page's policy can forbid inline styles.

    Text cannot be hit: pandoc writes its < and > as entities.
    """

    def tag(match: re.Match[str]) -> str:
        text = match.group()
        style = _STYLE.search(text)
        if not style:
            return text
        declaration = style.group(1).strip().rstrip(";")
        if declaration.startswith("text-align:"):
            name = f"to-{declaration.split(':')[1].strip()}"
        else:
            name = rules.setdefault(declaration, f"w{len(rules) + 1}")
        text = _STYLE.sub("", text)
        if ' class="' in text:
            return text.replace(' class="', f' class="{name} ', 1)
        end = "/>" if text.endswith("/>") else ">"
        return f'{text[: -len(end)].rstrip()} class="{name}"{" " if end == "/>" else ""}{end}'

    return _TAG.sub(tag, html)


def _with_images(html: str, drawn: dict[str, Picture], evidence: EvidencePage | None) -> str:
    """Put the pictures themselves in the place of their names, and links over their cells."""

    def image(match: re.Match[str]) -> str:
        picture = drawn[match.group(1)]
        start, end = match.span(1)
        tag = match.group()
        first = match.start()
        tag = f"{tag[: start - first]}{picture.data}{tag[end - first :]}"
        return f'<span class="plot">{tag}{_overlay(picture, evidence)}</span>'

    return _IMAGE.sub(image, html)


def _overlay(picture: Picture, evidence: EvidencePage | None) -> str:
    """Links over the cells and bars of a picture; for keyboards and readers there is its table."""
    if evidence is None:
        return ""
    cells = []
    width, height = picture.size
    for area in picture.areas:
        target = evidence.target(area.lead)
        if not target:
            continue
        x, y = area.left * width, area.top * height
        box = f'x="{x:.0f}" y="{y:.0f}" width="{area.right * width - x:.0f}" ' \
              f'height="{area.bottom * height - y:.0f}"'
        cells.append(f'<a href="{target}" tabindex="-1"><rect {box}><title>'
                     f"{escape(evidence.title(area.lead))}</title></rect></a>")
    if not cells:
        return ""
    return (f'<svg class="over" viewBox="0 0 {width} {height}" aria-hidden="true" '
            f'focusable="false">{"".join(cells)}</svg>')


def _toc(tree: dict[str, Any], language: str) -> str:
    items = "\n".join(
        f'<li class="level-{level}"><a href="#{name}">{escape(text)}</a></li>'
        for level, name, text in outline(tree))
    name = _WORDS[language]["contents"]
    return (f'<nav class="toc" id="contents" aria-label="{name}"><p>{name}</p>\n<ol>\n{items}\n'
            "</ol></nav>")


def _leads(tree: Any, drawn: Iterable[Picture]) -> list[Lead]:
    """What the page's tables, sentences and pictures count."""
    found: list[Lead] = []

    def look(node: Node) -> Node | None:
        lead = lead_at(node)
        if lead is not None:
            found.append(lead)
        return None

    walk(tree, look)
    found += [area.lead for picture in drawn for area in picture.areas]
    return list(dict.fromkeys(found))


def _header(level: int, name: str, text: str) -> Node:
    return {"t": "Header", "c": [level, attributes(name, "unnumbered"), words(text)]}


def _with_evidence(tree: dict[str, Any], evidence: EvidencePage, language: str) -> dict[str, Any]:
    """The tree with all lines in the place of the printed selection, and the texts at its end."""
    placed = False
    words_ = _WORDS[language]

    def change(node: Node) -> list[Node] | None:
        nonlocal placed
        if node["t"] != "Div" or "evidence" not in node["c"][0][1] or placed:
            return None
        placed = True
        return [raw("html", _LINES)]

    changed: dict[str, Any] = resolved(walk(tree, change), evidence.target, evidence.title)
    blocks = list(changed["blocks"])
    if not placed:
        blocks += [_header(1, "evidence", words_["evidence"]), raw("html", _LINES)]
    blocks += [_header(1, "texts", words_["texts"]), raw("html", _TEXTS)]
    return {**changed, "blocks": blocks}


def _folded(tree: dict[str, Any], language: str) -> dict[str, Any]:
    """The numbers of figures behind a line that opens them."""

    def change(node: Node) -> list[Node] | None:
        if node["t"] != "Div" or "numbers" not in node["c"][0][1]:
            return None
        said = escape(_WORDS[language]["numbers"])
        return [raw("html", f'<details class="numbers"><summary>{said}</summary>'),
                {"t": "Div", "c": [NO_ATTRIBUTES, node["c"][1]]}, raw("html", "</details>")]

    folded: dict[str, Any] = walk(tree, change)
    return folded


def _hash(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def page(
    tree: dict[str, Any], *, title: str, subtitle: str, language: str, images: dict[str, Path],
    reading: Reading | None = None,
) -> bytes:
    """Write a document tree as a page with contents, styles and pictures in one file.

    Parameters
    ----------
    reading : Reading, optional
        The texts; with them each number leads to its lines and each line to its article.

    Notes
    -----
    A strict Content-Security-Policy allows this style sheet and these scripts (by their hashes)
    and embedded pictures, and nothing else: no request. Without scripts every link still leads to
    a place in the page.
    """
    assets = Path(__file__).parent / "assets"
    drawn = pictures(images)
    evidence = None
    if reading is not None:
        evidence = EvidencePage(reading, language, _leads(tree, drawn.values()))
        tree = _folded(_with_evidence(tree, evidence, language), language)
    else:
        tree = _folded(without(tree, "leads"), language)
    body = write(tree, "html5-auto_identifiers", "--no-highlight").decode("utf-8")
    rules: dict[str, str] = {}
    body = _with_images(dressed(_without_style(body, rules)), drawn, evidence)
    style = (assets / "report.css").read_text("utf-8")
    style += "".join(f".{name} {{ {declaration} }}\n" for declaration, name in rules.items())
    data: dict[str, Any] = {"words": _WORDS[language]["script"], "rows": {}, "width": WIDTH}
    if evidence is not None:
        data["rows"] = evidence.rows()
        evidence.fit(WEIGHT - len(body.encode()) - 4 * sum(map(len, data["rows"].values())))
        style += evidence.texts.style()
        body = body.replace(_LINES, evidence.lines_html(), 1)
        body = body.replace(_TEXTS, evidence.texts_html(), 1)
    # "</script" cannot stand in this: its text holds no "<".
    store = json.dumps(data, ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c")
    scripts = [(assets / name).read_text("utf-8") for name in ("tablesort.min.js", "report.js")]
    allowed = " ".join(map(_hash, scripts))
    policy = f"default-src 'none'; img-src data:; style-src {_hash(style)}; " \
             f"script-src {allowed}; base-uri 'none'; form-action 'none'"
    named, under = escape(plain(title)), escape(plain(subtitle))
    run = "\n".join(f"<script>{script}</script>" for script in scripts)
    return f"""<!DOCTYPE html>
<html lang="{_LANGUAGE[language]}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="liangwen">
<title>{named}</title>
<style>{style}</style>
</head>
<body lang="{_LANGUAGE[language]}">
<a class="skip" href="#main">{_WORDS[language]["skip"]}</a>
<div class="page">
<header class="title-block"><h1><bdi>{named}</bdi></h1><p>{under}</p></header>
<div class="columns">
{_toc(tree, language)}
<main id="main" tabindex="-1">
{body}</main>
</div>
</div>
<script type="application/json" id="places">{store}</script>
{run}
</body>
</html>
""".encode()
