"""Bytes to source text: formats, encodings, and tables that hold an article a row."""

from __future__ import annotations

from .encodings import decode
from .rows import Row, read_table
from .seeds import TABLE_SUFFIXES, TEXT_SUFFIXES, is_table, read_bytes, read_seed
from .source import Source

__all__ = [
    "TABLE_SUFFIXES",
    "TEXT_SUFFIXES",
    "Row",
    "Source",
    "decode",
    "is_table",
    "read_bytes",
    "read_seed",
    "read_table",
]
