"""The command that opens the explorer in a browser."""

from __future__ import annotations

import importlib.util
import json
import tempfile
from pathlib import Path

import click

from .errors import StudyError
from .study import STARTERS, Study

NOTEBOOK = "explorer.ipynb"
#: Only this machine is served: the texts of a study are nobody else's.
ADDRESS = "127.0.0.1"

#: The page may ask this server and nobody else: not for a font or a style of voila's, and not
#: for a picture that an article's text would have.
POLICY = (
    "default-src 'self' data: blob:; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
    "style-src 'self' 'unsafe-inline'; connect-src 'self' ws://127.0.0.1:*; "
    "frame-ancestors 'self'"
)


@click.command()
@click.option(
    "--study",
    "study_folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="The study's folder; the nearest one with a study.toml above by default.",
)
@click.option("--port", type=click.IntRange(1, 65535), default=8866, show_default=True)
@click.option("--no-browser", is_flag=True, help="Only serve the page; open it yourself.")
def explore(study_folder: Path | None, port: int, no_browser: bool) -> None:
    """Look around in a study: lines, themes and terms, served to this machine alone."""
    from .corpus import read_manifest
    from .study import open_study

    study = open_study(study_folder)
    read_manifest(study)
    if importlib.util.find_spec("voila") is None:
        raise StudyError(
            "The explorer is served by voila, which is not installed: "
            'pip install "voila>=0.5.11" (with uv: uv pip install "voila>=0.5.11").'
        )
    from voila.app import Voila

    with tempfile.TemporaryDirectory(prefix="liangwen-") as scratch:
        notebook = notebook_of(study, Path(scratch))
        # In this process: a signal to it ends the server and its kernels.
        Voila.launch_instance(voila_arguments(notebook, port=port, browser=not no_browser))


def notebook_of(study: Study, scratch: Path) -> Path:
    """Return the study's own explorer notebook, or a copy of the starter's that opens the study."""
    own = study.root / "notebooks" / NOTEBOOK
    if own.is_file():
        return own
    book = json.loads((STARTERS / "notebooks" / NOTEBOOK).read_text(encoding="utf-8"))
    for cell in book["cells"]:
        if "parameters" in cell["metadata"].get("tags", []):
            cell["source"] = f"study = {str(study.root)!r}\nlanguage = None"
    copy = scratch / NOTEBOOK
    copy.write_text(json.dumps(book, ensure_ascii=False, indent=1), encoding="utf-8")
    return copy


def voila_arguments(notebook: Path, *, port: int, browser: bool) -> list[str]:
    """Return what voila is started with, so that it serves a notebook to this machine alone.

    Examples
    --------
    >>> given = voila_arguments(Path("explorer.ipynb"), port=8866, browser=False)
    >>> [word for word in given if "ip=" in word or "browser" in word]
    ['--Voila.ip=127.0.0.1', '--no-browser']
    """
    given = [
        str(notebook), f"--Voila.ip={ADDRESS}", f"--port={port}", "--theme=light",
        "--strip_sources=True", "--show_tracebacks=False",
        f"--Voila.tornado_settings={{'headers': {{'Content-Security-Policy': \"{POLICY}\"}}}}",
        "--TagRemovePreprocessor.enabled=True",
        "--TagRemovePreprocessor.remove_cell_tags=only_in_lab",
        # A page that was closed leaves no kernel behind for long.
        "--MappingKernelManager.cull_interval=60", "--MappingKernelManager.cull_idle_timeout=600",
    ]  # fmt: skip
    return given if browser else [*given, "--no-browser"]


COMMANDS = (explore,)
