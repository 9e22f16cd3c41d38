"""Call pandoc: the one place that starts it, with nothing of the machine let in."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from liangwen.errors import ReportError

# Plain Markdown with tables and divisions; what could read files or carry raw markup stays off.
_READER = (
    "markdown+east_asian_line_breaks-raw_html-raw_tex-raw_attribute-tex_math_dollars"
    "-latex_macros-citations-example_lists-yaml_metadata_block-pandoc_title_block-smart"
    "-native_divs-native_spans-markdown_in_html_blocks-implicit_figures"
)


def run(
    arguments: list[str], text: str, *, folder: Path | None = None, epoch: int = 0
) -> bytes:
    """Give a text to pandoc and return what it writes.

    Parameters
    ----------
    arguments : list of str
        Without the program's name.
    folder : path, optional
        Where relative paths (images) are looked for.
    epoch : int
        The time that files may carry, in seconds since 1970.

    Raises
    ------
    ReportError
        With pandoc's own last line.
    """
    import pypandoc

    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(epoch), "LC_ALL": "C.UTF-8"}
    # No user's data directory: a default file there would change what is written.
    command = [pypandoc.get_pandoc_path(), "--data-dir=", *arguments]
    done = subprocess.run(command, input=text.encode("utf-8"), capture_output=True, cwd=folder,
                          env=environment, check=False)
    if done.returncode != 0:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["no message"]
        raise ReportError(
            f"pandoc could not write the report ({lines[-1]}): see the template at that place."
        )
    return done.stdout


def read_markdown(text: str) -> dict[str, Any]:
    """Read Markdown into pandoc's document tree."""
    tree: dict[str, Any] = json.loads(run(["--sandbox", "-f", _READER, "-t", "json"], text))
    return tree


def write(tree: dict[str, Any], to: str, *options: str, folder: Path | None = None,
          epoch: int = 0) -> bytes:
    """Write a document tree in one of pandoc's formats."""
    return run(["-f", "json", "-t", to, "--wrap=none", *options],
               json.dumps(tree, ensure_ascii=True), folder=folder, epoch=epoch)
