"""Rule `front_matter`: the YAML block at a Markdown file's head is metadata, not text."""

from __future__ import annotations

import re

from ..edits import Change

RULE = "front_matter"

_BLOCK = re.compile(r"\A\s*---[ \t]*\n(?P<yaml>.*?\n)---[ \t]*(?:\n|\Z)", re.DOTALL)
_KEY = re.compile(r"^[A-Za-z_][\w-]*\s*:", re.MULTILINE)


def _block(text: str) -> re.Match[str] | None:
    if text.lstrip()[:3] != "---":
        return None
    block = _BLOCK.match(text)
    # A ruled line of hyphens is no front matter: that has keys.
    return block if block and _KEY.search(block["yaml"]) else None


def front_matter(text: str) -> list[Change]:
    """Remove the block; :func:`read_front_matter` reads what stands in it."""
    block = _block(text)
    return [Change(0, block.end(), "", RULE)] if block else []


def read_front_matter(text: str) -> dict[str, str]:
    """Return the block's keys (in lower case) and values as strings.

    Examples
    --------
    >>> read_front_matter('---\\ntitle: "计量"\\ndate: 2022-05-20\\n---\\n正文')
    {'title': '计量', 'date': '2022-05-20'}
    """
    block = _block(text)
    if block is None:
        return {}
    import yaml

    try:
        # BaseLoader keeps each scalar as it stands: a date stays the date that was written.
        loaded = yaml.load(block["yaml"], Loader=yaml.BaseLoader)
    except yaml.YAMLError:
        return {}
    if not isinstance(loaded, dict):
        return {}
    return {
        str(key).strip().lower(): value.strip()
        for key, value in loaded.items()
        if isinstance(value, str) and value.strip()
    }
