"""jieba's dictionary, cutting and counting in arrays of numbers."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path


def file_of_jieba(name: str) -> Path:
    """Return a file of the package jieba, which is not imported: that takes time and memory."""
    spec = find_spec("jieba")
    assert spec is not None and spec.origin is not None, "jieba is not installed"
    return Path(spec.origin).parent / name
