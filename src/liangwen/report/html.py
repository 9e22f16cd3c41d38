"""The report as one HTML file that asks for nothing outside itself."""

from __future__ import annotations

import base64
import hashlib
import re
from html import escape
from pathlib import Path
from typing import Any

from liangwen.report.pandoc import write
from liangwen.report.template import outline
from liangwen.report.text import plain

_TAG = re.compile(r"<(?:col|t[hdr]|table|img|div|span|p)\b[^<>]*>")
_STYLE = re.compile(r' style="([^"]*)"')
_SOURCE = re.compile(r'(<img\b[^<>]*?\bsrc=")([^"]*)(")')
_CONTENTS = {"en": "Contents", "zh": "目录"}
_LANGUAGE = {"en": "en", "zh": "zh-CN"}


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


def _with_images(html: str, images: dict[str, Path]) -> str:
    """Put the pictures themselves in the place of their names."""

    def data(match: re.Match[str]) -> str:
        path = images[match.group(2)]
        coded = base64.b64encode(path.read_bytes()).decode("ascii")
        return f"{match.group(1)}data:image/png;base64,{coded}{match.group(3)}"

    return _SOURCE.sub(data, html)


def _toc(tree: dict[str, Any], language: str) -> str:
    items = "\n".join(
        f'<li class="level-{level}"><a href="#{name}">{escape(text)}</a></li>'
        for level, name, text in outline(tree))
    return f'<nav class="toc"><p>{_CONTENTS[language]}</p>\n<ol>\n{items}\n</ol></nav>'


def page(
    tree: dict[str, Any], *, title: str, subtitle: str, language: str, images: dict[str, Path]
) -> bytes:
    """Write a document tree as a page with contents, styles and pictures in one file.

    A strict Content-Security-Policy allows this style sheet (by its hash) and embedded pictures,
    and nothing else: no script, no request.
    """
    body = write(tree, "html5-auto_identifiers", "--no-highlight").decode("utf-8")
    rules: dict[str, str] = {}
    body = _with_images(_without_style(body, rules), images)
    body = re.sub(r"<table\b.*?</table>", r'<div class="scroll">\g<0></div>', body, flags=re.S)
    style = (Path(__file__).parent / "assets" / "report.css").read_text("utf-8")
    style += "".join(f".{name} {{ {declaration} }}\n" for declaration, name in rules.items())
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode("ascii")
    policy = f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; " \
             "form-action 'none'"
    named, under = escape(plain(title)), escape(plain(subtitle))
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
<div class="page">
<header class="title-block"><h1>{named}</h1><p>{under}</p></header>
<div class="columns">
{_toc(tree, language)}
<main>
{body}</main>
</div>
</div>
</body>
</html>
""".encode()
