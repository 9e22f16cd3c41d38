"""What the set-up promises: one lock with hashes, one version of each package, one source each."""

from __future__ import annotations

import ast
import importlib.util
import re
import subprocess
import sys
import tomllib
from fnmatch import fnmatch
from importlib.metadata import packages_distributions, version
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import liangwen

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "liangwen"
LOCKS = ("requirements.txt", "requirements-dev.txt")
_PIN = re.compile(r"^([a-z0-9-]+)==([^ ;\\]+)(.*(?:\n    --hash=.*)*)", re.MULTILINE)


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def normal(name: str) -> str:
    """A distribution's name as locks spell it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def asked_for(name: str) -> set[str]:
    return {normal(found) for found in re.findall(r"^[A-Za-z0-9_.-]+", text(name), re.MULTILINE)}


def pins(name: str) -> dict[str, str]:
    return {found[1]: found[2] for found in _PIN.finditer(text(name))}


def pyproject() -> dict[str, Any]:
    return tomllib.loads(text("pyproject.toml"))


# --- the locks ---------------------------------------------------------------------------------


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_of_a_lock_is_a_pin_a_hash_or_a_remark(lock: str) -> None:
    pin, sha256 = r"[a-z0-9-]+==[^ \\]+( ; .+)? \\", r"    --hash=sha256:[0-9a-f]{64}( \\)?"
    allowed = re.compile(rf"{pin}|{sha256}| *#.*")
    odd = [line for line in text(lock).splitlines() if not allowed.fullmatch(line)]
    assert odd == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_hashes(lock: str) -> None:
    found = _PIN.findall(text(lock))
    assert len(found) > 20
    assert [name for name, _, rest in found if "--hash=sha256:" not in rest] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_no_lock_names_an_address_or_a_place_on_a_disk(lock: str) -> None:
    remarks = [line for line in text(lock).splitlines() if "--hash" not in line]
    assert [line for line in remarks if re.search(r"://|--|\s/|@|[A-Z]:\\", line)] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_no_package_has_a_second_version_for_another_python(lock: str) -> None:
    names = [name for name, _, _ in _PIN.findall(text(lock))]
    assert sorted(names) == sorted(set(names))


def test_the_tools_for_testing_change_no_version_of_the_study() -> None:
    study, dev = (pins(lock) for lock in LOCKS)
    shared = study.keys() & dev.keys()
    assert {name: dev[name] for name in shared} == {name: study[name] for name in shared}


@pytest.mark.parametrize("stem", ["requirements", "requirements-dev"])
def test_the_lock_holds_all_that_was_asked_for(stem: str) -> None:
    assert asked_for(f"{stem}.in") - pins(f"{stem}.txt").keys() == set()


@pytest.mark.parametrize("stem", ["requirements", "requirements-dev"])
def test_each_requirement_bears_its_reason(stem: str) -> None:
    lines = [line for line in text(f"{stem}.in").splitlines() if line and line[0] != "#"]
    assert [line for line in lines if not re.search(r"\S +# \w", line)] == []


def test_each_direct_dependency_is_described() -> None:
    rows = re.findall(r"^\| `([^`]+)` ", text("docs/dependencies.md"), re.MULTILINE)
    wanted = asked_for("requirements.in") | asked_for("requirements-dev.in")
    assert {normal(name) for name in rows} == wanted


def test_the_environment_runs_what_the_lock_says() -> None:
    expected = pins("requirements.txt")
    names = asked_for("requirements.in") - {"setuptools"}
    assert {name: version(name) for name in names} == {name: expected[name] for name in names}


# --- the package -------------------------------------------------------------------------------


def imported_modules(path: Path) -> set[str]:
    """Top-level names of the absolute imports of a file, wherever in it they stand."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def test_the_source_imports_only_what_is_asked_for_by_name() -> None:
    known, declared = packages_distributions(), asked_for("requirements.in")
    extras = pyproject()["project"]["optional-dependencies"].values()
    for wanted in [name for extra in extras for name in extra]:
        declared |= {normal(name) for name in re.findall(r"[A-Za-z][A-Za-z0-9_-]*", wanted)}
    imported = set().union(*(imported_modules(path) for path in SOURCE.rglob("*.py")))
    foreign = imported - set(sys.stdlib_module_names) - {"liangwen"}
    homes = {name: {normal(home) for home in known.get(name, [name])} for name in foreign}
    assert [name for name, home in sorted(homes.items()) if not home & declared] == []


def test_each_file_of_the_package_is_packed() -> None:
    patterns = pyproject()["tool"]["setuptools"]["package-data"]["liangwen"]
    code = {".py", ".pyc"}
    files = [path for path in SOURCE.rglob("*") if path.is_file() and path.suffix not in code]
    # What numba has compiled lies beside what Python has.
    files = [path for path in files if "__pycache__" not in path.parts]
    names = [path.relative_to(SOURCE).as_posix() for path in files]
    # fnmatch's star crosses folders, as ** does; a file at the top has no folder to cross.
    assert [n for n in names if not any(fnmatch(f"x/{n}", p) or n == p for p in patterns)] == []


def test_the_version_stands_in_one_place() -> None:
    project = pyproject()
    assert "version" in project["project"]["dynamic"] and "version" not in project["project"]
    assert project["tool"]["setuptools"]["dynamic"]["version"] == {"attr": "liangwen.__version__"}
    assert re.fullmatch(r"\d+\.\d+\.\d+([a-z]+\d+)?", liangwen.__version__)
    assert f"## [{liangwen.__version__}]" in text("CHANGELOG.md")


def test_importing_the_package_loads_nothing_heavy() -> None:
    question = (
        "import sys, liangwen; heavy = {'pandas', 'matplotlib', 'numpy', 'pyarrow', 'jieba'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", question], capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "[]"


# --- the commands ------------------------------------------------------------------------------


def test_make_help_shows_every_target_with_a_line() -> None:
    makefile = text("Makefile")
    phony = re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    assert phony
    described = dict(re.findall(r"^([a-z-]+):[^=\n]*?## (.+)$", makefile, re.MULTILINE))
    assert set(phony[1].split()) == described.keys()
    assert {"setup", "build", "report", "test", "lint", "lab", "quality", "lock", "clean"} < (
        described.keys()
    )


def test_the_gate_tests_then_reports_then_looks_at_the_tree() -> None:
    gate = text(".ci/run")
    places = [gate.index(step) for step in ("make test", "make report", "git status --porcelain")]
    assert places == sorted(places)
    assert gate.startswith("#!/usr/bin/env bash\n") and "set -euo pipefail" in gate


@pytest.mark.parametrize(
    ("path", "ignored"),
    [
        ("tables/keyness.csv", False),
        ("figures/zh/keyness.png", False),
        ("seeds/a.txt", False),
        ("src/liangwen/report/manifest.py", False),
        ("figures/zh/keyness.svg", True),
        ("tables/tables.xlsx", True),
        ("tables/panel.dta", True),
        ("corpus/articles/0.parquet", True),
        ("report/report.zh.pdf", True),
        (".liangwen/jieba.cache", True),
        (".venv/bin/python", True),
    ],
)
def test_git_keeps_the_published_state_and_ignores_the_rest(path: str, ignored: bool) -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not a checkout")
    # --no-index: ask the rules, also for files that are committed already.
    question = ["git", "check-ignore", "--no-index", "--quiet", path]
    assert (subprocess.run(question, cwd=ROOT).returncode == 0) is ignored


# --- tools/set_up.py ---------------------------------------------------------------------------


@pytest.fixture
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("set_up", ROOT / "tools" / "set_up.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Bench:
    """A small project whose set-up records its commands instead of running them."""

    def __init__(self, root: Path, tool: ModuleType) -> None:
        self.root, self.tool = root, tool
        self.commands: list[list[str]] = []
        for names in tool.LAYERS.values():
            for name in names:
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_text(f"{tool.BUILD_TOOL}==1 \\\n    --hash=sha256:0\n")

    def run(self, command: list[str | Path], **environment: str) -> None:
        self.commands.append([str(part) for part in command])
        if "venv" in self.commands[-1]:
            python = self.tool.venv_python(Path(command[-1]))
            python.parent.mkdir(parents=True, exist_ok=True)
            python.touch()

    def set_up(self, **options: Any) -> list[str]:
        self.commands.clear()
        return list(self.tool.set_up(self.root, **options))


@pytest.fixture
def bench(tmp_path: Path, tool: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Bench:
    bench = Bench(tmp_path / "project", tool)
    monkeypatch.setattr(tool, "run", bench.run)
    monkeypatch.setattr(tool, "has_pip", lambda python: True)
    monkeypatch.setattr(tool.shutil, "which", lambda name: None)
    return bench


def test_set_up_installs_the_build_tool_then_the_lock_then_the_package(bench: Bench) -> None:
    assert bench.set_up() == ["study"]
    assert "venv" in bench.commands[0]
    installs = [command for command in bench.commands if "install" in command]
    ends = [Path(command[-1]).name for command in installs]
    assert ends == ["build-tool.txt", "requirements.txt", "project"]
    assert all("--require-hashes" in command for command in installs[:2])
    assert "--no-deps" in installs[2]


def test_a_second_set_up_runs_nothing(bench: Bench) -> None:
    bench.set_up(dev=True)
    assert bench.set_up(dev=True) == []
    assert bench.commands == []


def test_testing_after_reporting_adds_only_the_tools(bench: Bench) -> None:
    bench.set_up()
    assert bench.set_up(dev=True) == ["dev"]
    assert [Path(command[-1]).name for command in bench.commands] == ["requirements-dev.txt"]


def test_a_changed_lock_is_installed_into_the_same_environment(bench: Bench) -> None:
    bench.set_up()
    lock = bench.root / "requirements.txt"
    lock.write_text(lock.read_text().replace("==1", "==2"))
    assert bench.set_up() == ["study"]
    assert not any("venv" in command for command in bench.commands)


def test_a_set_up_that_was_cut_short_is_done_again(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(command: list[str | Path], **environment: str) -> None:
        bench.run(command)
        if "--require-hashes" in command:
            raise bench.tool.SetUpError("no network")

    with monkeypatch.context() as broken:
        broken.setattr(bench.tool, "run", fail)
        with pytest.raises(bench.tool.SetUpError, match="no network"):
            bench.set_up()
    assert bench.set_up() == ["study"]


def test_a_folder_that_moved_gets_a_new_environment(bench: Bench) -> None:
    bench.set_up()
    bench.root = bench.root.rename(bench.root.with_name("moved"))
    assert bench.set_up() == ["study"]
    assert "venv" in bench.commands[0]


@pytest.mark.parametrize(("choice", "uses_uv"), [("auto", True), ("uv", True), ("pip", False)])
def test_uv_is_used_where_it_is_there(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, choice: str, uses_uv: bool
) -> None:
    monkeypatch.setattr(bench.tool.shutil, "which", lambda name: "/bin/uv")
    bench.set_up(choice=choice)
    installs = [command for command in bench.commands if "install" in command]
    assert {command[0] == "/bin/uv" for command in installs} == {uses_uv}


def test_asking_for_a_uv_that_is_not_there_says_so(bench: Bench) -> None:
    with pytest.raises(bench.tool.SetUpError, match="not on the PATH"):
        bench.set_up(choice="uv")


def test_a_lock_without_the_build_tool_says_so(tool: ModuleType) -> None:
    with pytest.raises(tool.SetUpError, match="pins no setuptools"):
        tool.pinned("wheel==1 \\\n    --hash=sha256:0\n", "setuptools")
