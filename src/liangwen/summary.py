"""The last words of a run: what was made, where, how long it took, what needs a look."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .corpus import Failure

if TYPE_CHECKING:
    from .run import RunResult
    from .study import Study


def lines_of(result: RunResult, study: Study, *, seconds: float) -> Iterator[str]:
    """The summary of a run of the report, line by line.

    Parameters
    ----------
    result : RunResult
    study : Study
    seconds : float
        How long the run took.
    """
    yield f"{_many(result.articles, 'article')}, {study.root}"
    if result.unchanged:
        yield f"Nothing has changed since the last run: all is as it was made. {seconds:.1f} s"
    else:
        yield from _made(result)
        yield f"{seconds:.0f} s"
    for name in result.removed:
        yield f"Taken away, since nothing makes it any more: {name}"
    yield from failed(result.failures)


def _made(result: RunResult) -> Iterator[str]:
    """One line a folder: how much of it was made again, and how long that took."""
    for folder, prefix, what in (
        ("corpus/", "corpus", ""),
        ("tables/", "tables", ""),
        ("figures/, report/notebooks/", "notebooks/", "notebook"),
        ("report/", "report/", "language"),
    ):
        steps = [step for step in result.steps if step.name.startswith(prefix)]
        done = [step for step in steps if step.why]
        if not steps:
            continue
        files = _many(sum(step.files for step in steps), "file")
        if not done:
            yield f"  {folder:<28} {files}, as before"
            continue
        part = f"{len(done)} of {_many(len(steps), what)}, " if what else ""
        # Notebooks run side by side: the longest is how long all of them took.
        took = max if what == "notebook" else sum
        yield f"  {folder:<28} {part}{files}, {took(step.seconds for step in done):.0f} s"


def failed(failures: list[Failure]) -> Iterator[str]:
    """The seeds that need a look, each with its reason and remedy."""
    if failures:
        verb = "needs" if len(failures) == 1 else "need"
        yield f"{_many(len(failures), 'seed')} {verb} a look:"
    for failure in failures:
        yield f"  {failure.seed}: {failure.reason} {failure.remedy}"


def _many(number: int, noun: str) -> str:
    """A number with its noun.

    Examples
    --------
    >>> _many(1, "file"), _many(0, "file")
    ('1 file', '0 files')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
