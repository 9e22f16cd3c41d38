"""The manifest: what went in, what came out, with which settings and versions."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from liangwen.errors import ReportError

SCHEMA = 1


def sha256(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _named(paths: Mapping[str, Path] | Iterable[Path], root: Path) -> dict[str, Path]:
    """Paths by their names relative to ``root``, with slashes on every system."""
    if isinstance(paths, Mapping):
        return dict(paths)
    named = {}
    for path in paths:
        try:
            name = path.resolve().relative_to(root.resolve()).as_posix()
        except ValueError:
            name = path.name
        if name in named:
            raise ReportError(f"Two files are called {name} in the manifest: name them apart.")
        named[name] = path
    return named


def manifest_of(
    *,
    inputs: Mapping[str, Path] | Iterable[Path],
    outputs: Mapping[str, Path] | Iterable[Path],
    settings: Mapping[str, Any],
    versions: Mapping[str, str],
    root: Path = Path(),
) -> dict[str, Any]:
    """What the manifest says, as a dictionary: hashes by name, sorted, and no time in it.

    Parameters
    ----------
    inputs, outputs : mapping of name to path, or paths
        Plain paths are named relative to ``root``.
    settings, versions : mapping
        Written as they are; values must be plain JSON.

    Raises
    ------
    ReportError
        For a file that is not there, or two of one name.
    """
    hashes: dict[str, dict[str, str]] = {}
    for part, paths in (("inputs", inputs), ("outputs", outputs)):
        named = _named(paths, root)
        gone = sorted(name for name, path in named.items() if not path.is_file())
        if gone:
            raise ReportError(f"The manifest's {part} lack {gone[0]}: make it first.")
        hashes[part] = {name: sha256(named[name]) for name in sorted(named)}
    return {"schema": SCHEMA, **hashes, "settings": dict(settings), "versions": dict(versions)}


def write_manifest(
    path: Path,
    *,
    inputs: Mapping[str, Path] | Iterable[Path],
    outputs: Mapping[str, Path] | Iterable[Path],
    settings: Mapping[str, Any],
    versions: Mapping[str, str],
    root: Path | None = None,
) -> dict[str, Any]:
    """Write `manifest_of` as JSON, the same bytes for the same files; returns what was written.

    ``root`` (default: the manifest's folder's parent) is what names are relative to.
    """
    content = manifest_of(inputs=inputs, outputs=outputs, settings=settings, versions=versions,
                          root=path.parent.parent if root is None else root)
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    path.write_bytes(f"{text}\n".encode())
    return content
