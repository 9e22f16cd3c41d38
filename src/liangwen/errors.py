"""One family of exceptions: each message says what is wrong, where, and what to do."""

from __future__ import annotations


class LiangwenError(Exception):
    """Base of all errors that liangwen raises on purpose."""


class StudyError(LiangwenError):
    """A study's folder, settings or store is not as it must be."""


class SeedError(LiangwenError):
    """A raw file cannot become an article.

    Attributes
    ----------
    reason, remedy : str
        What is wrong, and what a person can do; both are listed at the end of a build.
    """

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(f"{reason} {remedy}")
        self.reason = reason
        self.remedy = remedy

    def __reduce__(self) -> tuple[type[SeedError], tuple[str, str]]:
        # An exception is pickled by its args, which hold the one sentence only.
        return type(self), (self.reason, self.remedy)


class LexiconError(LiangwenError):
    """A lexicon file says something that cannot be matched or is not allowed."""


class MeasureError(LiangwenError, ValueError):
    """A measure was asked for numbers that it is not defined for."""


class ReportError(LiangwenError):
    """A notebook or a report could not be made."""
