"""All loops that a build needs are compiled when one is set up, and loaded before workers start."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import liangwen

SOURCE = Path(liangwen.__file__).parent
#: Prints the loops that Python itself called; what they call is part of them.
CALLED = """
import gc
print(*sorted(f"{loop.__module__}.{loop.__name__}" for loop in gc.get_objects()
              if type(loop).__name__ == "CPUDispatcher" and loop.overloads))
"""


def run(code, **environment):
    done = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, **environment},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout.split()


def loops():
    """File and name of each function that is compiled."""
    for path in SOURCE.rglob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and any(
                isinstance(d, ast.Name) and d.id == "compiled" for d in node.decorator_list
            ):
                yield path.stem, node.name


@pytest.mark.slow
def test_every_loop_is_kept_and_loaded(tmp_path):
    folder = {"NUMBA_CACHE_DIR": str(tmp_path)}
    subprocess.run(
        [sys.executable, "-m", "liangwen.precompile"], env={**os.environ, **folder}, check=True
    )
    kept = {tuple(path.name.split("-")[0].split(".")) for path in tmp_path.rglob("*.nbi")}
    assert kept >= set(loops())
    by_a_build = run(f"from liangwen.precompile import main; main()\n{CALLED}", **folder)
    # Reprints are measured where the command runs, by no worker.
    by_a_build.remove("liangwen.shingle_hashes.in_common")
    assert run(f"import liangwen.building.preloaded\n{CALLED}", **folder) == by_a_build
