"""Themes: named lists of terms, loaded, checked, matched, and edited in a workbook."""

from __future__ import annotations

from .file import load_themes, read_words, read_yaml
from .model import Term, Theme, ThemeHit, ThemeLexicon

__all__ = [
    "Term",
    "Theme",
    "ThemeHit",
    "ThemeLexicon",
    "load_themes",
    "read_words",
    "read_yaml",
]
