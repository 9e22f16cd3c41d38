"""Set up liangwen: a `.venv` beside this folder, the locked requirements, the package.

Needs Python 3.11 or newer and nothing else; `make` calls it, and so can you:

    python tools/set_up.py          what a study needs
    python tools/set_up.py --dev    and the tools for testing

A second call finds the stamp in `.venv` and does nothing. The stamp holds the hash of everything
the environment was made from, so that a changed lock, or a folder that moved, is set up again.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

OLDEST = (3, 11)
#: What each layer of the environment is made from, in the order in which they are installed.
LAYERS = {
    "study": ("requirements.txt", "requirements.in", "pyproject.toml", "src/liangwen/__init__.py"),
    "dev": ("requirements-dev.txt",),
}
BUILD_TOOL = "setuptools"


class SetUpError(Exception):
    """What is wrong and what to do, in a sentence."""


def venv_python(venv: Path) -> Path:
    """Path of an environment's interpreter, which Windows keeps elsewhere."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def fingerprint(root: Path, layer: str) -> str:
    """Hash of the files that a layer is made from."""
    digest = hashlib.sha256()
    for name in LAYERS[layer]:
        digest.update(f"{name}\n".encode() + (root / name).read_bytes())
    return digest.hexdigest()


def read_stamp(path: Path) -> dict[str, str]:
    """What was set up; empty where nothing was, or a set-up was cut short."""
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def pinned(lock: str, name: str) -> str:
    """Return one package's lines of a lock: its version and hashes.

    >>> pinned("a==1 \\\\\\n    --hash=sha256:0\\nb==2 \\\\\\n    --hash=sha256:1\\n", "b")
    'b==2 \\\\\\n    --hash=sha256:1\\n'
    """
    found = re.search(rf"^{re.escape(name)}==.*\n(?: +--hash=.*\n)+", lock, flags=re.MULTILINE)
    if found is None:
        raise SetUpError(f"requirements.txt pins no {name}: add it to the .in file, `make lock`")
    return found[0]


def run(command: Sequence[str | Path], **environment: str) -> None:
    """Run a command to its end; its own words are on the screen when it fails."""
    # In the locale C a folder's Chinese name could not be written where Python looks for packages.
    locale = {"LC_ALL": "C.UTF-8"} if os.environ.get("LC_ALL") in {"C", "POSIX"} else {}
    settings = os.environ | locale | environment
    outcome = subprocess.run([str(part) for part in command], env=settings)
    if outcome.returncode:
        raise SetUpError(f"this command failed with status {outcome.returncode}: {command[0]} ...")


def create(venv: Path) -> None:
    """Make an empty environment with the Python that runs this script."""
    version = ".".join(map(str, sys.version_info[:3]))
    print(f"Creating {venv.name} with Python {version}", flush=True)
    run([sys.executable, "-m", "venv", "--clear", "--without-pip", venv])


def has_pip(python: Path) -> bool:
    """Whether the environment has pip, which one made for uv does not."""
    question = "import importlib.util as u; raise SystemExit(u.find_spec('pip') is None)"
    return subprocess.run([str(python), "-c", question]).returncode == 0


def installer(python: Path, choice: str) -> list[str | Path]:
    """The command that installs into the environment: uv where there is one, otherwise pip."""
    uv = shutil.which("uv")
    if choice == "uv" and uv is None:
        raise SetUpError("uv was asked for and is not on the PATH: install it, or use pip")
    if choice != "pip" and uv is not None:
        # Compiled now, as pip does: later, Python 3.12 warns of escapes in jieba, and every run
        # would compile pandas again where PYTHONDONTWRITEBYTECODE is set.
        return [uv, "pip", "install", "--quiet", "--compile-bytecode", "--python", python]
    if not has_pip(python):
        try:
            run([python, "-m", "ensurepip", "--default-pip"])
        except SetUpError as error:
            hint = "on Debian and Ubuntu install python3-venv; or install uv, which needs no pip"
            raise SetUpError(f"this Python cannot provide pip: {hint}") from error
    return [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]


def install_lock(install: list[str | Path], lock: Path) -> None:
    """Install a lock; each file must have one of its hashes."""
    # Built with the lock's own tool, as an isolated build would fetch one that no hash vouches for.
    # Older versions of pip build without it, and so differently, unless told to use PEP 517.
    options = ["--require-hashes", "--no-build-isolation", "--requirement"]
    run([*install, *options, lock], PIP_USE_PEP517="1")


def install_study(install: list[str | Path], root: Path, venv: Path) -> None:
    """Install the build tool out of the lock, then the lock, then this package as it lies here."""
    lock = root / "requirements.txt"
    tool = venv / "build-tool.txt"
    tool.write_text(pinned(lock.read_text(encoding="utf-8"), BUILD_TOOL), encoding="utf-8")
    install_lock(install, tool)
    install_lock(install, lock)
    run([*install, "--no-deps", "--no-build-isolation", "--editable", root])
    # Not left to the first build: its loops over characters take some fifteen seconds, and the
    # modules would be read as text each time where PYTHONDONTWRITEBYTECODE is set.
    python = venv_python(venv)
    run([python, "-m", "compileall", "-q", root / "src"])
    run([python, "-m", "liangwen.precompile"])


def set_up(root: Path, *, dev: bool = False, choice: str = "auto") -> list[str]:
    """Bring the environment up to date; the names of the layers that were installed."""
    venv = root / ".venv"
    python, stamp = venv_python(venv), venv / "liangwen.json"
    done = read_stamp(stamp)
    # The scripts in an environment hold its path: in a folder that moved they point nowhere.
    if not python.exists() or done.get("root", str(root)) != str(root):
        create(venv)
        done = {}
    wanted = ["study", "dev"] if dev else ["study"]
    stale = [layer for layer in wanted if done.get(layer) != fingerprint(root, layer)]
    if not stale:
        return []
    install = installer(python, choice)
    for layer in stale:
        print(f"Installing {LAYERS[layer][0]}: some minutes the first time", flush=True)
        if layer == "study":
            install_study(install, root, venv)
        else:
            install_lock(install, root / LAYERS[layer][0])
        done |= {"root": str(root), layer: fingerprint(root, layer)}
        stamp.write_text(json.dumps(done, indent=1), encoding="utf-8")
    return stale


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the options and set up; a failure is one line and status 1."""
    if sys.version_info < OLDEST:
        needed, found = (".".join(map(str, v)) for v in (OLDEST, sys.version_info[:3]))
        sys.exit(f"liangwen needs Python {needed} or newer, this is {found}: run it with another")
    parser = argparse.ArgumentParser(description="Set up liangwen in .venv beside this folder.")
    parser.add_argument("--dev", action="store_true", help="the tools for testing as well")
    parser.add_argument("--installer", choices=("auto", "uv", "pip"), default="auto")
    options = parser.parse_args(arguments)
    root = Path(__file__).resolve().parent.parent
    try:
        if set_up(root, dev=options.dev, choice=options.installer):
            print(f"Ready: {venv_python(Path('.venv'))}", flush=True)
    except SetUpError as error:
        sys.exit(f"Set-up stopped: {error}")


if __name__ == "__main__":
    main()
