"""The explorer: lines, themes and terms of a study, asked for by clicking.

Everything that is computed or written stands in modules without widgets (`groups`, `places`,
`rates`, `reading`, `overview`, `term_plot`, `figures`, `saving`); `app` only puts it on a page.
``import liangwen.explorer`` imports neither ipywidgets nor matplotlib.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

__all__ = ["open_explorer"]


def open_explorer(study: Path | str = ".", language: str | None = None) -> Any:
    """Open a study's explorer: a widget for JupyterLab or voila.

    Parameters
    ----------
    study : path
        The study's folder.
    language : str, optional
        "en" or "zh": what it begins in; the study's first language by default.

    Returns
    -------
    ipywidgets.Widget
        The explorer; where the study cannot be opened, a page with the sentence that says why.
    """
    from .app import open_app

    return open_app(study, language)
