"""Rows that can be clicked: the one widget from which the explorer's lists are made."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import ipywidgets as widgets

from .overview import Row


class Rows:
    """A list of rows, each a button over HTML; a row can be opened below itself.

    Parameters
    ----------
    pick : callable
        Called with the number of the row that was clicked.
    """

    def __init__(self, pick: Callable[[int], None]) -> None:
        self._pick = pick
        # One layout and one style for all: a widget of its own for each would treble what the
        # browser has to be told.
        plain = widgets.HTML()
        self._layout, self._style = plain.layout, widgets.ButtonStyle()
        self._html_style = plain.style
        self._buttons: list[widgets.Button] = []
        self._faces: list[widgets.HTML] = []
        self._details: list[widgets.HTML] = []
        self._items: list[widgets.Box] = []
        self._picked: int | None = None
        self.box = classed(widgets.VBox([]), "lw-list")

    def show(self, rows: Sequence[Row], *, picked: int | None = None) -> None:
        """Show rows in the place of those before; nothing is open then."""
        while len(self._items) < len(rows):
            self._add()
        for number, row in enumerate(rows):
            self._faces[number].value = row.html
            self._buttons[number].description = row.words
            if self._details[number].value:
                self._details[number].value = ""
        self.pick(picked)
        if len(self.box.children) != len(rows):
            self.box.children = tuple(self._items[: len(rows)])

    def pick(self, number: int | None) -> None:
        """Set a row apart; None sets none."""
        if self._picked == number:
            return
        if self._picked is not None:
            self._items[self._picked].remove_class("lw-picked")
        if number is not None:
            self._items[number].add_class("lw-picked")
        self._picked = number

    def open(self, number: int, html: str) -> None:
        """Open a row below itself and close the others; a row that is open is closed by ""."""
        for other, detail in enumerate(self._details):
            if detail.value and other != number:
                detail.value = ""
        self._details[number].value = html
        self.pick(number if html else None)

    def is_open(self, number: int) -> bool:
        """Whether a row is open."""
        return bool(self._details[number].value)

    def _add(self) -> None:
        number = len(self._items)
        button = widgets.Button(layout=self._layout, style=self._style)
        button.on_click(lambda _: self._pick(number))
        face = widgets.HTML(layout=self._layout, style=self._html_style)
        detail = classed(widgets.HTML(layout=self._layout, style=self._html_style), "lw-detail")
        row = classed(widgets.Box([button, face], layout=self._layout), "lw-row")
        item = classed(widgets.Box([row, detail], layout=self._layout), "lw-item")
        self._buttons.append(button)
        self._faces.append(face)
        self._details.append(detail)
        self._items.append(item)


def classed(widget: widgets.DOMWidget, *names: str) -> widgets.DOMWidget:
    for name in names:
        widget.add_class(name)
    return widget
