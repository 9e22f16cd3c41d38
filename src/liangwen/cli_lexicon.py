"""The commands for the lexicon and its validation."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from .errors import LexiconError

STUDY = click.option(
    "--study",
    "study_folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="The study's folder; the nearest one with a study.toml above by default.",
)
_FILE = click.Path(dir_okay=False, path_type=Path)


@click.group()
def lexicon() -> None:
    """Take the themes out to Excel (export), and put an edited workbook back (import)."""


@lexicon.command("export")
@click.argument("file", type=_FILE, required=False)
@STUDY
def export_themes(file: Path | None, study_folder: Path | None) -> None:
    """Write themes.yaml as a workbook; lexicon/themes.xlsx by default."""
    from .lexicon.exchange import export_lexicon
    from .study import open_study

    click.echo(str(export_lexicon(open_study(study_folder), file)), err=True)


@lexicon.command("import")
@click.argument("file", type=_FILE)
@STUDY
def import_themes(file: Path, study_folder: Path | None) -> None:
    """Change themes.yaml to what an edited workbook says; nothing is written if a cell is wrong."""
    from .lexicon.exchange import import_lexicon
    from .study import open_study

    path, count = import_lexicon(open_study(study_folder), file)
    changed = f"{count} line{'s' if count != 1 else ''} changed" if count else "nothing changed"
    click.echo(f"{path}: {changed}", err=True)


@click.command()
@click.argument("theme", required=False)
@click.option("--top", default=50, show_default=True, help="So many proposals at most.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a proposal on a line.")
@click.option("--xlsx", "sheet", type=_FILE, help="Write a workbook with a column to accept.")
@click.option("--accept", "filled", type=_FILE, help="Put a filled workbook's terms into a theme.")
@STUDY
def suggest(
    theme: str | None,
    top: int,
    as_json: bool,
    sheet: Path | None,
    filled: Path | None,
    study_folder: Path | None,
) -> None:
    """Propose terms that a theme (its id) lacks, from the corpus, with their lines."""
    from .study import open_study

    study = open_study(study_folder)
    if filled is not None:
        from .suggest_sheet import accept_suggestions

        path, added = accept_suggestions(study, filled)
        click.echo(f"{path}: {len(added)} added{': ' if added else ''}{', '.join(added)}", err=True)
        return
    if theme is None:
        raise click.UsageError("Give the id of a theme, or --accept FILE.")
    from .corpus import open_corpus
    from .suggest import suggest as propose

    corpus = open_corpus(study)
    frame = propose(
        corpus.articles,
        corpus.tokens,
        corpus.themes,
        theme,
        stop_words=corpus.stop_words | corpus.place_names,
        top=top,
    )
    if sheet is not None:
        from .suggest_sheet import write_suggestions

        write_suggestions(frame, sheet, corpus=f"{len(corpus.articles)} articles")
        click.echo(str(sheet), err=True)
        return
    for row in frame.to_dict("records"):
        if as_json:
            known = {k: None if v != v else v for k, v in row.items()}
            _write_line(json.dumps(known, ensure_ascii=False))
        else:
            _write_line(f"{row['term']}\t{row['count']}\t{row['articles']}\t{row['line_1']}")


@click.command("coding-sheet")
@click.option("--theme", "themes", multiple=True, help="Id of a theme; all themes by default.")
@click.option("--hits", default=50, show_default=True, help="Sentences with a hit, a theme.")
@click.option("--others", default=50, show_default=True, help="Sentences without one, a theme.")
@click.option("--coders", default=2, show_default=True, help="1 or 2: a workbook each.")
@click.option("--seed", default=1, show_default=True, help="The same seed draws the same.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the workbooks; the study's coding/ by default.",
)
@STUDY
def coding_sheet(
    themes: tuple[str, ...],
    hits: int,
    others: int,
    coders: int,
    seed: int,
    out: Path | None,
    study_folder: Path | None,
) -> None:
    """Write sampled sentences as workbooks in which one or two people code the themes."""
    from .coding import sample_sentences, write_sheets
    from .corpus import open_corpus
    from .study import open_study

    if hits < 1 or others < 0:
        raise click.UsageError("--hits must be 1 or more, --others 0 or more.")
    study = open_study(study_folder)
    corpus = open_corpus(study)
    items = sample_sentences(
        corpus.articles, corpus.themes, themes=themes, hits=hits, others=others, seed=seed
    )
    folder = out or study.root / "coding"
    for path in write_sheets(items, corpus.themes, folder, coders=coders, seed=seed):
        click.echo(str(path), err=True)


@click.command("coding-score")
@click.argument("files", nargs=-1, type=_FILE)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a theme on a line.")
@STUDY
def coding_score(files: tuple[Path, ...], as_json: bool, study_folder: Path | None) -> None:
    """Read filled coding sheets (the study's coding/*.xlsx): precision, recall, kappa."""
    from .coding import read_coding, validation
    from .corpus import open_corpus
    from .study import open_study

    study = open_study(study_folder)
    paths = list(files) or study.coding_sheets
    if not paths:
        raise LexiconError(f"{study.root / 'coding'} holds no filled sheet; see coding-sheet.")
    frame = validation(read_coding(paths), open_corpus(study).themes.themes)
    for row in frame.to_dict("records"):
        if as_json:
            known = {k: None if v != v else v for k, v in row.items()}
            _write_line(json.dumps(known, ensure_ascii=False))
        else:
            _write_line(
                f"{row['theme']}\t{row['right_hits']}/{row['coded_hits']}"
                f"\t{row['precision']:.2f} [{row['precision_low']:.2f}, "
                f"{row['precision_high']:.2f}]\t{row['recall']:.2f} "
                f"[{row['recall_low']:.2f}, {row['recall_high']:.2f}]\t{row['kappa']:.2f}"
            )


def _write_line(text: str) -> None:
    # Text may hold any character; the terminal's encoding must not stop a filter.
    sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()


COMMANDS = (lexicon, suggest, coding_sheet, coding_score)
