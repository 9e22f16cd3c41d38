"""Corrections by hand: lines of a seed that a person keeps or drops, by patterns beside it.

Beside `seeds/report.txt` there may stand `seeds/report.txt.drop` and `seeds/report.txt.keep`. Each
of their lines is a pattern: a plain string that a line holds, or a regular expression between
slashes (`/^第\\d+页$/`); empty lines and those that begin with # are none. A line that a pattern of
`.drop` fits leaves the text under the rule's name *by_hand*; one that a pattern of `.keep` fits
stays, whatever the rules say of it. Where both fit, the line stays. Patterns are tried on the line
as it stands in the source and on the line as the character rules left it, so that either can be
copied. For a table of articles they hold for all its rows.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import SeedError

if TYPE_CHECKING:
    from .cleaning.anatomy import Line

RULE = "by_hand"
KEEP, DROP = ".keep", ".drop"
SUFFIXES = (KEEP, DROP)


@dataclass(frozen=True)
class Pattern:
    """One line of a file of corrections."""

    written: str
    compiled: re.Pattern[str]


@dataclass
class ByHand:
    """A seed's corrections, and which of them fitted a line so far.

    Attributes
    ----------
    keep, drop : tuple of Pattern
    """

    keep: tuple[Pattern, ...] = ()
    drop: tuple[Pattern, ...] = ()
    _used: set[str] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.keep or self.drop)

    def corrected(self, lines: Sequence[Line], sources: Sequence[str | None]) -> list[Line]:
        """Return the lines with the kinds that the corrections give them.

        Parameters
        ----------
        lines : sequence of Line
        sources : sequence of str or None
            The line of the source that each of them comes from.
        """
        return [
            line._replace(kind=self._kind(line, source or ""))
            for line, source in zip(lines, sources, strict=True)
        ]

    def _kind(self, line: Line, source: str) -> str:
        fits = {
            suffix: [p for p in patterns if _fits(p, line.text) or _fits(p, source)]
            for suffix, patterns in ((KEEP, self.keep), (DROP, self.drop))
        }
        self._used |= {suffix + p.written for suffix, found in fits.items() for p in found}
        if fits[KEEP]:
            return "body"
        return RULE if fits[DROP] else line.kind

    def problems(self, seed: str) -> Iterator[tuple[str, SeedError]]:
        """Yield the patterns that fitted no line: what they were written for has changed."""
        for suffix, patterns in ((KEEP, self.keep), (DROP, self.drop)):
            for pattern in patterns:
                if suffix + pattern.written not in self._used:
                    yield seed + suffix, SeedError(
                        f"Its pattern {pattern.written} fits no line of {seed}.",
                        "Correct the pattern, or take it out.",
                    )


def _fits(pattern: Pattern, line: str) -> bool:
    return pattern.compiled.search(line) is not None


def read_by_hand(seed: Path) -> ByHand:
    """Read the corrections that stand beside a seed; none where there are no such files.

    Raises
    ------
    SeedError
        For a regular expression that is none.
    """
    keep, drop = (_patterns(f"{seed}{suffix}") for suffix in SUFFIXES)
    return ByHand(keep, drop)


def _patterns(name: str) -> tuple[Pattern, ...]:
    # Most seeds have none: told without a Path, which costs more than the question.
    if not os.path.isfile(name):
        return ()
    file = Path(name)
    try:
        written = file.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise SeedError(f"{file.name} is no UTF-8 text.", "Save it as UTF-8.") from error
    lines = [line.strip() for line in written]
    return tuple(_pattern(line, file) for line in lines if line and not line.startswith("#"))


def _pattern(written: str, file: Path) -> Pattern:
    if len(written) < 3 or not (written[0] == written[-1] == "/"):
        return Pattern(written, re.compile(re.escape(written)))
    try:
        return Pattern(written, re.compile(written[1:-1]))
    except re.error as error:
        raise SeedError(
            f"{file.name}: {written} is no regular expression ({error}).", "Mend that line."
        ) from error


def orphans(seeds: Path) -> Iterator[tuple[str, SeedError]]:
    """Yield the files of corrections whose seed is not there."""
    for path in sorted(p for suffix in SUFFIXES for p in seeds.rglob(f"*{suffix}")):
        if not path.with_suffix("").is_file():
            yield path.relative_to(seeds).as_posix(), SeedError(
                "It corrects a seed that is not there.", "Rename it after its seed, or remove it."
            )
