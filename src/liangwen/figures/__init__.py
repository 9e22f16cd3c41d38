"""Figures of a study: one module a figure, one function ``plot_<name>`` in it.

``from liangwen.figures import plot_theme_intensity, save_figure`` imports only what is named:
matplotlib costs seconds, and most of the package does without it.
"""

from __future__ import annotations

from importlib import import_module

#: The figures of a study, in the order of the report.
NAMES = (
    "corpus_overview",
    "cleaning_account",
    "term_frequencies",
    "term_heatmap",
    "word_clouds",
    "keyness",
    "term_contrast",
    "word_network",
    "theme_intensity",
    "theme_comparison",
    "theme_positions",
    "regional_emphasis",
    "region_map",
    "mention_network",
    "correspondence",
    "certainty",
    "theme_trend",
    "theme_by_period",
    "keyness_by_period",
    "terms_by_period",
    "readability_by_period",
    "similarity",
    "shared_passages",
)

_HOME = {f"plot_{name}": name for name in NAMES} | {
    "NothingToDraw": "style",
    "house_style": "style",
    "overlapping_texts": "layout",
    "region_labels": "labels",
    "save_figure": "save",
    "theme_labels": "labels",
}

__all__ = ["NAMES", *sorted(_HOME)]


def __getattr__(name: str) -> object:
    """Import a figure's module when its function is first asked for."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_HOME[name]}", __name__), name)


def __dir__() -> list[str]:
    return sorted(__all__)
