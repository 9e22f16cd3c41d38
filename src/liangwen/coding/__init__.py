"""Validate the themes: sheets of sampled sentences for people to code, and what they say."""

from __future__ import annotations

from .read import read_coding
from .sample import sample_sentences
from .score import validation
from .sheet import write_sheets

__all__ = ["read_coding", "sample_sentences", "validation", "write_sheets"]
