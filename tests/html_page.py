"""What a browser would make of a fragment: its elements, and the text in and out of them."""

from __future__ import annotations

from html.parser import HTMLParser

#: Signs that a page, a template, a sheet or a line of text could take for its own.
HOSTILE = "<script>alert(1)</script>{{ 7*7 }}<img src=x onerror=alert(1)>&amp;"
RIGHT_TO_LEFT = "\u202e"
_EMPTY = {"img", "br", "input", "circle", "line"}


class Page(HTMLParser):
    """Elements in order with their attributes; text but in the tags or classes named."""

    def __init__(self, html: str, *, without: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.without, self.open = set(without), []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(html)
        self.close()
        assert self.open == [], self.open

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        if tag not in _EMPTY:
            self.open.append((tag, dict(attributes).get("class")))

    def handle_endtag(self, tag):
        if tag not in _EMPTY:
            assert self.open.pop()[0] == tag

    def handle_data(self, data):
        if not any(self.without & set(known) for known in self.open):
            self.words += data

    @property
    def tags(self) -> set[str]:
        return {tag for tag, _ in self.elements}

    def harmless(self) -> bool:
        """No script, no picture, nothing that runs."""
        active = [name for _, given in self.elements for name in given if name.startswith("on")]
        return not (self.tags & {"script", "img", "iframe", "object", "style", "a"}) and not active
