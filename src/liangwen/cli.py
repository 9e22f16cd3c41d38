"""The command `liangwen`; thin: each command opens what it needs and calls the library."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from . import __version__
from .cli_explore import COMMANDS as EXPLORE_COMMANDS
from .cli_lexicon import COMMANDS as LEXICON_COMMANDS
from .errors import LiangwenError, SeedError

if TYPE_CHECKING:
    from .corpus import Failure
    from .study import Study

_STUDY = click.option(
    "--study",
    "study_folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="The study's folder; the nearest one with a study.toml above by default.",
)
_KEEP_GOING = click.option(
    "--keep-going", is_flag=True, help="Exit with 0 although a seed could not be read."
)


class _Commands(click.Group):
    """Turns the library's errors into one line and exit status 1."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except LiangwenError as error:
            click.echo(f"liangwen: {error}", err=True)
            ctx.exit(1)
        except BrokenPipeError:
            # The reader of a pipe has seen enough; nothing more can be written to it.
            sys.stderr.close()
            ctx.exit(0)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="liangwen")
@click.option("-v", "--verbose", count=True, help="Say more; twice: everything.")
def main(verbose: int) -> None:
    """量文 liangwen: clean, measure and compare Chinese policy texts."""
    level = (logging.ERROR, logging.INFO, logging.DEBUG)[min(verbose, 2)]
    logging.basicConfig(level=level, format="%(name)s: %(message)s", stream=sys.stderr)
    if not verbose:
        # What a lost cluster means is said in a sentence; Dask's own tracebacks would hide it.
        for handler in logging.getLogger().handlers:
            handler.addFilter(lambda r: not r.name.startswith(("distributed", "asyncio")))


@main.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--title", required=True, help="The study's title.")
@click.option("--title-zh", help="Its Chinese title, where it is another one.")
@click.option(
    "--seeds", type=click.Path(path_type=Path), help="A folder of raw articles; they are copied."
)
@click.option("--lexicon", default="empty", show_default=True, help="The lexicon to begin with.")
@click.option("--languages", default="en,zh", show_default=True, help="Of figures and reports.")
def new(
    folder: Path, title: str, title_zh: str | None, seeds: Path | None, lexicon: str, languages: str
) -> None:
    """Make a new study in the folder DIR, ready for `liangwen report`."""
    from .new_study import new_study

    chosen = [part.strip() for part in languages.split(",") if part.strip()]
    study = new_study(
        folder, title=title, title_zh=title_zh, seeds=seeds, lexicon=lexicon, languages=chosen
    )
    click.echo(f"{study.root} is a study.")
    if seeds is None:
        click.echo("Put the raw articles into its folder seeds/, then run there: liangwen report")
    else:
        click.echo("Run there: liangwen report")


@main.command()
@_STUDY
@_KEEP_GOING
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="Processes that clean and count.",
)
@click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Do it on a Dask cluster instead: tcp://host:8786; its workers must see the study's "
    "folder under the same path (docs/scale.md).",
)
def build(
    study_folder: Path | None, keep_going: bool, workers: int, cluster: str | None
) -> None:
    """Clean, segment and match the seeds: seeds/ to corpus/; only what has changed."""
    from .corpus import build as build_corpus
    from .remote import shown

    study = _open(study_folder)
    result = build_corpus(study, progress=_progress, workers=workers, cluster=cluster)
    _summary(result.articles, result.failures, [study.corpus], study)
    if study.corpus_place:
        click.echo(f"Published at {shown(study.corpus_place)}", err=True)
    if not result.changed:
        click.echo("Nothing has changed since the last build.", err=True)
    _exit(result.failures, keep_going)


@main.command()
@_STUDY
@_KEEP_GOING
@click.option("--force", is_flag=True, help="Do every step, whether anything changed or not.")
@click.option(
    "--reference-doc",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A Word file whose styles, fonts and page the Word report takes.",
)
def report(
    study_folder: Path | None, keep_going: bool, force: bool, reference_doc: Path | None
) -> None:
    """Make what is not as it would come out now: corpus/, tables/, figures/ and report/."""
    from .run import report as run_report
    from .summary import lines_of

    study = _styled(_open(study_folder), reference_doc)
    began = time.monotonic()
    result = run_report(study, progress=_progress, tell=_step, force=force)
    for line in lines_of(result, study, seconds=time.monotonic() - began):
        click.echo(line, err=True)
    _exit(result.failures, keep_going)


@main.command()
@_STUDY
def verify(study_folder: Path | None) -> None:
    """Make the report again in a scratch folder and compare every output, byte for byte."""
    from .verify import lines_of
    from .verify import verify as run_verify

    study = _open(study_folder)
    began = time.monotonic()
    found = run_verify(study, progress=_progress, tell=_step)
    for line in lines_of(found, seconds=time.monotonic() - began):
        click.echo(line)
    sys.exit(0 if found.holds else 1)


@main.command()
@click.argument("a", type=click.Path(path_type=Path))
@click.argument("b", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="The whole comparison as one JSON object.")
@click.option(
    "--markdown",
    "markdown_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the text to a file.",
)
@click.option(
    "--language", type=click.Choice(["en", "zh"]), default="en", show_default=True,
    help="Of text and findings.",
)  # fmt: skip
def diff(a: Path, b: Path, as_json: bool, markdown_file: Path | None, language: str) -> None:
    """Compare two runs (studies, folders of tables, or manifests): what changed, and why."""
    from .compare_runs import compare_runs, open_run
    from .compare_text import lines_of

    found = compare_runs(open_run(a), open_run(b), language=language)
    if as_json:
        _write_line(json.dumps(found.plain(), ensure_ascii=False))
    lines = list(lines_of(found, language=language))
    if markdown_file is not None:
        markdown_file.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
        click.echo(str(markdown_file), err=True)
    elif not as_json:
        for line in lines:
            _write_line(line)


@main.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…|-")
@click.option("--json", "as_json", is_flag=True, help="One JSON object an article on a line.")
@click.option("--whole", is_flag=True, help="Keep every line as body.")
@_STUDY
def clean(files: tuple[str, ...], as_json: bool, whole: bool, study_folder: Path | None) -> None:
    """Print the clean text of files, or of standard input (-); needs no study."""
    from .filter import clean_articles, clean_standard_input

    def articles(name: str) -> Iterator[tuple[str, dict[str, Any] | SeedError]]:
        try:
            if name == "-":
                data = sys.stdin.buffer.read()
                yield name, clean_standard_input(data, whole=whole, study=study_folder)
            else:
                for row, found in clean_articles(Path(name), whole=whole, study=study_folder):
                    yield (name if "#" not in row else f"{name}#{row.partition('#')[2]}"), found
        except SeedError as error:
            yield name, error

    failed = False
    for name, found in (article for file in files for article in articles(file)):
        if isinstance(found, SeedError):
            click.echo(f"liangwen: {name}: {found}", err=True)
            failed = True
        else:
            _write_line(json.dumps(found, ensure_ascii=False) if as_json else found["text"])
    if failed:
        sys.exit(1)


@main.command()
@click.argument("terms", nargs=-1, required=True, metavar="TERM…")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a hit on a line.")
@click.option(
    "--width",
    default=24,
    show_default=True,
    type=click.IntRange(min=0),
    help="Characters of context a side.",
)
@click.option(
    "--by",
    "match",
    type=click.Choice(["string", "token"]),
    default="string",
    show_default=True,
    help="Find plain strings, or whole words as they were cut.",
)
@click.option(
    "--sort",
    default="",
    metavar="KEYS",
    callback=lambda context, parameter, value: _sort_order(value),
    help="Order by words left and right of the hit: 1L, 2R …, left, right, hit; several by commas.",
)
@_STUDY
def concordance(
    terms: tuple[str, ...],
    as_json: bool,
    width: int,
    match: str,
    sort: str,
    study_folder: Path | None,
) -> None:
    """Print every hit of one or several terms in the clean texts, in its context."""
    from .filter import concordance_lines

    study = _open(study_folder)
    for line in concordance_lines(study, terms, width=width, match=match, sort=sort):
        if as_json:
            _write_line(json.dumps(line, ensure_ascii=False))
        else:
            where = line["region"] or "–"
            _write_line(f"{where}\t{line['left']}【{line['hit']}】{line['right']}")


@main.command()
@click.argument("article")
@click.option(
    "--html",
    "page_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the view as a page of HTML, source and clean text side by side.",
)
@_STUDY
def inspect(article: str, page_file: Path | None, study_folder: Path | None) -> None:
    """Show what cleaning took from an article (its id in the study, or a file), rule by rule."""
    from .inspect import as_marks, open_view

    view = open_view(article, _open_if_near(study_folder))
    if page_file is None:
        for line in as_marks(view, colour=sys.stdout.isatty() and not os.environ.get("NO_COLOR")):
            _write_line(line)
        return
    from .inspect_page import page

    page_file.write_text(page(view), encoding="utf-8")
    click.echo(str(page_file), err=True)


@main.command()
@_STUDY
def lab(study_folder: Path | None) -> None:
    """Open JupyterLab on the study's notebooks; a study without any is given the starter's."""
    from .study import own_notebooks

    study = _open(study_folder)
    folder, made = own_notebooks(study)
    if made:
        click.echo(f"The starter's notebooks were copied to {folder}.", err=True)
    sys.exit(subprocess.call([sys.executable, "-m", "jupyter", "lab", str(folder)]))


@main.command(context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1)
def test(arguments: tuple[str, ...]) -> None:
    """Run the project's tests (in a checkout, after tools/set_up.py --dev)."""
    sys.exit(subprocess.call([sys.executable, "-m", "pytest", *arguments]))


@main.command()
def lint() -> None:
    """Check the project's style and types (in a checkout, after tools/set_up.py --dev)."""
    first = subprocess.call([sys.executable, "-m", "ruff", "check", "."])
    second = subprocess.call([sys.executable, "-m", "mypy"])
    sys.exit(first or second)


for _command in (*EXPLORE_COMMANDS, *LEXICON_COMMANDS):
    main.add_command(_command)


def _sort_order(value: str) -> str:
    """Check the keys of a sort order: an unknown one is wrong usage."""
    from .kwic_sort import sorting

    try:
        sorting(value)
    except LiangwenError as error:
        raise click.BadParameter(str(error)) from error
    return value


def _styled(study: Study, reference_doc: Path | None) -> Study:
    """The study with a Word file for its styles, named from its folder where it lies there."""
    if reference_doc is None:
        return study
    path = reference_doc.resolve()
    root = study.root.resolve()
    named = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
    return replace(study, settings=replace(study.settings, reference_doc=named))


def _open(folder: Path | None) -> Study:
    from .study import open_study

    return open_study(folder)


def _open_if_near(folder: Path | None) -> Study | None:
    from .errors import StudyError

    try:
        return _open(folder)
    except StudyError:
        if folder is not None:
            raise
        return None


def _progress(items: Sequence[Any], label: str) -> Iterable[Any]:
    """A bar on a terminal, silence elsewhere; short work shows none."""
    from tqdm import tqdm

    return tqdm(items, desc=label, delay=2, disable=None, leave=False, file=sys.stderr)


def _step(words: str) -> None:
    click.echo(words, err=True)


def _summary(articles: int, failures: list[Failure], made: list[Path], study: Study) -> None:
    click.echo(f"{articles} article{'s' if articles != 1 else ''}", err=True)
    for path in made:
        click.echo(f"  {path.relative_to(study.root)}/", err=True)
    if failures:
        many = len(failures) != 1
        click.echo(f"{len(failures)} seed{'s need' if many else ' needs'} a look:", err=True)
    for failure in failures:
        click.echo(f"  {failure.seed}: {failure.reason} {failure.remedy}", err=True)


def _exit(failures: list[Failure], keep_going: bool) -> None:
    if failures and not keep_going:
        sys.exit(1)


def _write_line(text: str) -> None:
    # Text may hold any character; the terminal's encoding must not stop a filter.
    sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()
