"""The whole build against other tools and against the limits of its parts.

    python -m benchmarks.scale TEXTS [--megabytes 1 10 100] [--times 3] [--once TOOL ...]
                               [--rivals PYTHON] [--out docs/performance.json]

TEXTS is a folder of text files or a file of JSON lines with a `text` each; what is asked for
beyond it is made by repeating it with changes. Every tool runs in a process of its own, imports
and all, one after another, and the whole row is repeated: a ratio is that of the medians of one
run on one machine. The other tools may live in an environment of their own (--rivals); one that
is not installed there, or that fails, is reported with what it said. A tool that took longer than
--patience seconds at one size is not asked at the next.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import sys
import tempfile
from collections.abc import Collection
from pathlib import Path
from typing import Any

from .rivals import OURS_TOO, TOOLS
from .texts import write_texts
from .tree import Taken, run

_RIVALS = Path(__file__).with_name("rivals.py")
#: One thread each: what is measured is work, and the libraries would differ in how many they take.
_ONE_THREAD = {
    name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "ARROW_NUM_THREADS")
}


def build_command(study: Path, workers: int) -> list[str]:
    """The command that builds a study."""
    return [
        sys.executable, "-m", "liangwen", "build", "--study", str(study),
        "--workers", str(workers), "--keep-going",
    ]  # fmt: skip


def measure_build(study: Path, workers: int) -> Taken | str:
    """Build a study from nothing."""
    for made in ("corpus", ".liangwen"):
        shutil.rmtree(study / made, ignore_errors=True)
    return run(build_command(study, workers), _ONE_THREAD)


def measure(study: Path, rivals: str, name: str) -> Taken | str:
    """Run one tool, or the build with so many workers (`build 2`)."""
    if name.startswith("build"):
        return measure_build(study, int(name.split()[1]))
    python = sys.executable if name in OURS_TOO else rivals
    return run([python, str(_RIVALS), name, str(study / "seeds")], _ONE_THREAD)


def one_size(
    source: Path,
    megabytes: float,
    names: list[str],
    times: int,
    rivals: str,
    once: Collection[str] = (),
) -> dict[str, Any]:
    """Measure every tool on so much text, `times` times in turn; some in the last turn only."""
    with tempfile.TemporaryDirectory(prefix="liangwen-bench-") as folder:
        study = Path(folder)
        written = write_texts(source, study / "seeds", megabytes) / 1e6
        (study / "study.toml").write_text('title = "benchmark"\n', encoding="utf-8")
        taken: dict[str, list[Taken]] = {name: [] for name in names}
        failed: dict[str, str] = {}
        for turn in range(times):
            for name in names:
                if name in failed or (name in once and turn < times - 1):
                    continue
                found = measure(study, rivals, name)
                if isinstance(found, str):
                    failed[name] = found
                else:
                    taken[name].append(found)
                print(f"{written:8.1f} MB  {name:12} {found}", flush=True)
    return {
        "megabytes": written,
        "times": times,
        "tools": {name: _median(found) for name, found in taken.items() if found},
        "failed": failed,
    }


def _median(found: list[Taken]) -> dict[str, float]:
    rows = [taken.row() for taken in found]
    medians = {name: statistics.median(row[name] for row in rows) for name in rows[0]}
    return {**medians, "turns": len(rows)}


def machine() -> dict[str, Any]:
    """What it ran on."""
    return {
        "processors": len(os.sched_getaffinity(0)),
        "python": platform.python_version(),
        "system": platform.system(),
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.scale", description=str(__doc__).splitlines()[0]
    )
    parser.add_argument("texts", type=Path)
    parser.add_argument("--megabytes", type=float, nargs="+", default=[1, 10, 100])
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--rivals", default=sys.executable, help="the Python of the other tools")
    parser.add_argument("--tools", nargs="+", default=["build 1", "build 2", *TOOLS])
    parser.add_argument("--once", nargs="+", default=[], help="tools to ask in the last turn only")
    parser.add_argument("--patience", type=float, default=300)
    parser.add_argument("--out", type=Path, help="a JSON file that sizes are added to")
    wishes = parser.parse_args()
    names = list(wishes.tools)
    sizes: list[dict[str, Any]] = []
    for megabytes in sorted(wishes.megabytes):
        size = one_size(
            wishes.texts, megabytes, names, wishes.times, wishes.rivals, wishes.once
        )
        sizes.append(size)
        slow = {n for n, own in size["tools"].items() if own["processor"] > wishes.patience}
        names = [name for name in names if name not in slow and name not in size["failed"]]
        if wishes.out:
            save(wishes.out, sizes)


def save(file: Path, sizes: list[dict[str, Any]]) -> None:
    """Put the measured sizes into a file, in the place of older ones of the same sizes."""
    known: list[dict[str, Any]] = []
    if file.is_file():
        known = json.loads(file.read_text(encoding="utf-8"))["sizes"]
    own = {round(size["megabytes"]) for size in sizes}
    kept = [size for size in known if round(size["megabytes"]) not in own]
    every = sorted([*kept, *sizes], key=lambda size: float(size["megabytes"]))
    content = {"machine": machine(), "sizes": every}
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    file.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
