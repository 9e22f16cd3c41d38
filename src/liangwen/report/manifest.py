"""The manifest: what went in, what came out, with which settings, versions and source."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from liangwen.errors import ReportError

SCHEMA = 2
NAME = "manifest.json"

#: What each part of a manifest holds.
PARTS = ("inputs", "outputs", "settings", "versions", "source", "random", "articles", "terms")


def manifest_of(
    *,
    inputs: Mapping[str, str],
    outputs: Mapping[str, str],
    settings: Mapping[str, Any],
    versions: Mapping[str, str],
    source: str,
    random: Mapping[str, list[int]],
    articles: Mapping[str, str],
    terms: Mapping[str, list[str]],
) -> dict[str, Any]:
    """What the manifest says, as plain values; there is no time and no folder of a machine in it.

    Parameters
    ----------
    inputs, outputs : mapping
        A file's name within the study -> SHA-256.
    settings : mapping
        As in study.toml, with the defaults.
    versions : mapping
        Package -> version.
    source : str
        SHA-256 of liangwen's own source.
    random : mapping
        What uses random numbers -> the numbers that they begin with.
    articles : mapping
        article_id -> SHA-256 of its seed.
    terms : mapping
        Theme -> its terms.
    """
    return {
        "schema": SCHEMA,
        "inputs": dict(inputs),
        "outputs": dict(outputs),
        "settings": dict(settings),
        "versions": dict(versions),
        "source": source,
        "random": {user: list(found) for user, found in random.items()},
        "articles": dict(articles),
        "terms": {theme: list(found) for theme, found in terms.items()},
    }


def text_of(manifest: Mapping[str, Any]) -> str:
    """The manifest as JSON, sorted: the same text for the same content.

    Examples
    --------
    >>> text_of({"b": 1, "a": "文"})
    '{\\n "a": "文",\\n "b": 1\\n}\\n'
    """
    return json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def read_manifest(path: Path) -> dict[str, Any]:
    """Read a manifest, of this version's kind or an older one (what it lacks is empty then).

    Raises
    ------
    ReportError
        If there is none, or the file is no manifest.
    """
    try:
        content: Any = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ReportError(f"{path} is missing; run `liangwen report` there first.") from error
    except (OSError, ValueError) as error:
        raise ReportError(f"{path} is no manifest ({error}); run `liangwen report --force`.") from (
            error
        )
    if not isinstance(content, dict) or not isinstance(content.get("outputs"), dict):
        raise ReportError(f"{path} is no manifest; run `liangwen report --force` there.")
    return {**{part: "" if part == "source" else {} for part in PARTS}, **content}
