"""What all headlines share: one line, true of the frame, or a plain description of the figure."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING

from liangwen.findings.wording import fitting, pick

if TYPE_CHECKING:
    import pandas

Candidates = Callable[..., list[str]]


def headline(
    *, needs: tuple[str, ...], en: str, zh: str
) -> Callable[[Candidates], Callable[..., str]]:
    """Make a figure's title from a function that proposes findings, the best first.

    The first proposal that fits into one line (90 columns of Latin, 38 Chinese characters) is
    taken. Where the frame is empty, lacks a needed column or carries no finding, the plain
    description stands instead: a title never fails and never claims more than its data.

    Parameters
    ----------
    needs : tuple of str
        Columns without which nothing can be found.
    en, zh : str
        The plain descriptions.
    """

    def decorate(propose: Candidates) -> Callable[..., str]:
        @functools.wraps(propose)
        def title(frame: pandas.DataFrame, *, language: str) -> str:
            plain = pick(language, en, zh)
            if len(frame) == 0 or not set(needs) <= set(frame.columns):
                return plain
            return fitting(propose(frame, language=language), language) or plain

        return title

    return decorate
