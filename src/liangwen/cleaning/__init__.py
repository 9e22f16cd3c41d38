"""Cleaning: one rule a module, source text to edits; the pipeline composes them."""

from .pipeline import CHARACTER_RULES, Cleaned, clean_text

__all__ = ["CHARACTER_RULES", "Cleaned", "clean_text"]
