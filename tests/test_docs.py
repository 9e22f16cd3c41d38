"""The documents: what they promise is there, and their examples run."""

from __future__ import annotations

import doctest
import re
import shlex
import subprocess
import sys
import tomllib
from dataclasses import MISSING, fields
from itertools import takewhile
from pathlib import Path

import click
import pytest

from liangwen import tables
from liangwen.cleaning import clean_text
from liangwen.cli import main
from liangwen.corpus import Corpus
from liangwen.figures import NAMES
from liangwen.filter import clean_file
from liangwen.lexicon import load_themes, read_words
from liangwen.segment import Segmenter, count_terms
from liangwen.study import Settings, check_settings

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.zh-CN.md")
GUIDES = (*READMES, "CONTRIBUTING.md", "CHANGELOG.md")
PAGES = [*GUIDES, *(str(p.relative_to(ROOT)) for p in sorted((ROOT / "docs").rglob("*.md")))]
RUNNERS = ("liangwen ", ".venv/bin/python -m liangwen ", ".venv/bin/liangwen ")

_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^()\s]+)\)")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(name: str, language: str | None = None) -> list[str]:
    found = _BLOCK.findall(read(name))
    return [code for kind, code in found if language is None or kind == language]


def headings(name: str) -> list[str]:
    prose = _BLOCK.sub("", read(name))
    return re.findall(r"^#+ .*$", prose, re.MULTILINE)


def rows(page: str, *head: str) -> list[list[str]]:
    """Cells of the one table of a page whose first row is `head`."""
    lines = page.splitlines()
    start = lines.index(f"| {' | '.join(head)} |") + 2
    found = []
    for line in lines[start:]:
        if not line.startswith("|"):
            break
        found.append([cell.strip() for cell in line.strip("|").split(" | ")])
    return found


def commands() -> list[tuple[str, str]]:
    """(page, line) of each command in the guides' code blocks."""
    return [
        (name, line)
        for name in GUIDES
        for code in blocks(name, "")
        for line in code.splitlines()
        if line.startswith(("make ", "python tools/", *RUNNERS))
    ]


def check_liangwen(arguments: list[str]) -> None:
    """Let click parse the arguments as a call would, without running anything."""
    options = list(takewhile(lambda word: word.startswith("-"), arguments))
    name, *rest = arguments[len(options) :]
    main.make_context("liangwen", [*options, name])
    main.commands[name].make_context(name, rest)


def make_targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):.*## ", read("Makefile"), re.MULTILINE))


def test_there_are_commands_to_check():
    found = [line for _, line in commands()]
    assert {"make report", "make test", "python tools/set_up.py"} <= set(found)
    assert len(found) > 20


@pytest.mark.parametrize(("page", "line"), commands())
def test_each_command_is_there(page, line):
    # In CONTRIBUTING a command is followed by what it does, after two or more blanks.
    words = shlex.split(re.split(r" {2,}", line)[0])
    if words == ["make"]:
        assert ".DEFAULT_GOAL := help" in read("Makefile")
    elif words[0] == "make":
        assert words[1] in make_targets()
        options = [w.removeprefix("ARGS=") for w in words[2:] if w.startswith("ARGS=")]
        if options and words[1] in main.commands:
            check_liangwen([words[1], *shlex.split(options[0])])
    elif words[0] == "python":
        usage = set_up_usage()
        assert words[1] == "tools/set_up.py" and all(word in usage for word in words[2:])
    else:
        runner = next(r for r in RUNNERS if line.startswith(r))
        check_liangwen(shlex.split(line[len(runner) :]))


def set_up_usage() -> str:
    command = [sys.executable, ROOT / "tools" / "set_up.py", "--help"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_a_command_that_is_not_there_would_be_found():
    with pytest.raises(KeyError):
        check_liangwen(["publish"])
    with pytest.raises(click.UsageError):
        check_liangwen(["--fast", "report"])
    with pytest.raises(click.UsageError):
        check_liangwen(["report", "--fast"])


@pytest.mark.parametrize("name", READMES)
def test_every_command_and_option_is_documented(name):
    page = read(name)
    for command in main.commands.values():
        assert f"`{command.name}`" in page
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert any(option in page for option in parameter.opts), parameter.opts
    assert all(option in page for option in ("`-v`", "`--version`", "`--help`"))


@pytest.mark.parametrize(
    ("name", "head", "obligatory"),
    [
        ("README.md", ("key", "default", "meaning"), "obligatory"),
        ("README.zh-CN.md", ("键", "默认值", "含义"), "必填"),
    ],
)
def test_the_settings_are_those_of_the_code(name, head, obligatory):
    found = {key.strip("`"): default for key, default, _ in rows(read(name), *head)}
    assert list(found) == [item.name for item in fields(Settings)]
    for item in fields(Settings):
        if item.default is MISSING and item.default_factory is MISSING:
            assert found[item.name] == obligatory
        else:
            value = tomllib.loads(f"x = {found[item.name].strip('`')}")["x"]
            made = item.default if item.default is not MISSING else item.default_factory()
            assert (tuple(value) if isinstance(value, list) else value) == made


@pytest.mark.parametrize("name", READMES)
def test_the_titles_of_the_readme_are_settings(name):
    for title in ('title = "…"', 'title = {en = "…", zh = "…"}'):
        assert title.removeprefix("title = ") in read(name)
        check_settings(tomllib.loads(title))


@pytest.mark.parametrize("name", READMES)
def test_the_examples_run_as_they_stand(name, mini: Corpus, monkeypatch, capsys):
    monkeypatch.chdir(mini.study.root)
    names: dict[str, object] = {}
    for code in blocks(name, "python"):
        exec(compile(code, name, "exec"), names)
    first = mini.all_articles.sort_values("article_id").iloc[0]
    seed = (mini.study.seeds / first["seed"]).read_text(encoding="utf-8")
    assert names["source"] == seed
    shown, source = capsys.readouterr().out.rstrip("\n").split("\n", 1)
    hit = names["line"]["hit"]  # type: ignore[index]
    assert hit in shown and source.startswith(hit)


@pytest.mark.parametrize("name", READMES)
def test_the_source_comes_back_in_six_lines(name, mini: Corpus):
    code = blocks(name, "python")[0]
    six = code.split("\n\n")[-1].splitlines()
    assert len(six) == 6
    folder = f'folder = "{mini.study.root.as_posix()}"'
    for number in range(len(mini.all_articles)):
        here = code.replace('folder = "."', folder).replace("iloc[0]", f"iloc[{number}]")
        assert folder in here
        exec(compile(here, name, "exec"), {})


def test_both_readmes_have_the_same_shape():
    def shape(name: str) -> list[int]:
        return [len(line) - len(line.lstrip("#")) for line in headings(name)]

    assert shape("README.md") == shape("README.zh-CN.md")
    assert blocks("README.md") == blocks("README.zh-CN.md")
    tables_of = [len(re.findall(r"^\|", read(name), re.MULTILINE)) for name in READMES]
    assert tables_of[0] == tables_of[1]
    for name, language in zip(READMES, ("en", "zh"), strict=True):
        assert f"](figures/{language}/" in read(name)


@pytest.mark.parametrize("page", PAGES)
def test_every_relative_link_leads_somewhere(page):
    for target in _LINK.findall(_BLOCK.sub("", read(page))):
        if not re.match(r"[a-z]+:", target) and not target.startswith("#"):
            file = (ROOT / page).parent / target.split("#")[0]
            assert file.exists(), f"{page}: {target}"


@pytest.mark.parametrize("name", READMES)
def test_a_picture_has_words_for_who_does_not_see_it(name):
    pictures = re.findall(r"!\[([^\]]*)\]\(figures/\w+/(\w+)\.png\)", read(name))
    assert pictures and all(len(words) > 20 and figure in NAMES for words, figure in pictures)


_PICTURE = re.compile(r"!\[([^\]]*)\]\(([^()\s]+\.png)\)")


def test_every_figure_of_the_study_stands_in_the_gallery():
    shown = {target for _, target in _PICTURE.findall(read("docs/gallery.md"))}
    there = {f"../{p.relative_to(ROOT).as_posix()}" for p in (ROOT / "figures").rglob("*.png")}
    assert len(there) > 30 and there <= shown


def test_every_picture_of_the_gallery_is_there_and_small():
    pictures = [(words, (ROOT / "docs" / target).resolve())
                for words, target in _PICTURE.findall(read("docs/gallery.md"))]  # fmt: skip
    assert len(pictures) > 90 and all(len(words) > 5 for words, _ in pictures)
    assert [str(file) for _, file in pictures if not file.is_file()] == []
    kept = sorted((ROOT / "docs" / "gallery").rglob("*.png"))
    assert set(kept) <= {file for _, file in pictures}
    assert sum(file.stat().st_size for file in kept) < 4e6
    # The width stands in a PNG's bytes 16 to 19.
    assert max(int.from_bytes(file.read_bytes()[16:20], "big") for file in kept) <= 1000


def test_the_gallery_shows_a_figure_in_both_languages():
    page = read("docs/gallery.md")
    for study in ("gwr2026", "national"):
        own = {p.name.rsplit(".", 2)[0] for p in (ROOT / "docs" / "gallery" / study).glob("*.*.png")}
        assert own <= set(NAMES) and len(own) > 10
        for name in own:
            for language in ("en", "zh"):
                assert f"](gallery/{study}/{name}.{language}.png)" in page


@pytest.fixture(scope="module")
def made(mini: Corpus) -> tables.Tables:
    return tables.all_tables(mini)


def test_every_table_stands_in_the_codebook():
    listed = {cells[0].strip("`") for cells in rows(
        read("docs/codebook.md"), "table", "a row is", "columns that need a word")}  # fmt: skip
    assert listed == set(tables.TABLES)


def test_every_measure_stands_in_the_methods(made):
    page = read("docs/methods.md")
    for name, frame in made.items():
        for column in frame.select_dtypes("number").columns:
            assert f"`{column}`" in page, f"{name}: {column}"


def test_every_table_named_in_the_readmes_is_made():
    for name in READMES:
        named = set(re.findall(r"(\w+)\.csv", read(name))) - {"catalog", "gazetteer"}
        assert len(named) > 3 and named <= set(tables.TABLES)


def test_the_examples_of_the_methods_run():
    # doctest would take a closing fence for output: an empty line stands before each.
    found = doctest.testfile(
        str(ROOT / "docs" / "methods.md"), module_relative=False, encoding="utf-8"
    )
    assert found.attempted > 12 and found.failed == 0


def as_text(cell: str) -> str:
    """What a cell of the methods' table of rules stands for; &nbsp; stands for itself."""
    return cell.strip("`").replace("&#8203;", "\u200b").replace("⏎", "\n")


@pytest.mark.parametrize(
    "cells", rows(read("docs/methods.md"), "rule", "what it does", "source", "clean"), ids=str
)
def test_each_rule_does_what_the_methods_show(cells):
    rule, _, source, clean = cells
    found = clean_text(as_text(source), whole=True)
    assert found.text == as_text(clean)
    assert rule.strip("`") in {edit.rule for edit in found.edits}


def test_three_ways_of_counting_as_the_methods_tell_them():
    """The table in docs/methods.md, counted again in the seed."""
    terms = ("碳达峰", "碳中和", "碳达峰碳中和")
    text = clean_file(ROOT / "seeds" / "004_e19842c16986fd52.txt")["text"]
    words = read_words(ROOT / "lexicon" / "terms.txt", first_column=True)
    tokens = count_terms(Segmenter(words).cut(text))
    longer = count_terms(Segmenter([*words, "碳达峰碳中和"]).cut(text))
    hits = [hit.term for hit in load_themes(ROOT / "lexicon" / "themes.yaml").match(text)]
    page = read("docs/methods.md")
    for label, counts in {
        "string": [text.count(term) for term in terms],
        "token, with `terms.txt` as it is": [tokens[term] for term in terms],
        "hit": [hits.count(term) for term in terms],
    }.items():
        assert f"| {label} | {' | '.join(map(str, counts))} |" in page
    assert [longer[term] for term in terms] == [0, 1, 4]
