"""Hits of terms in one text: by string or by token, and what stands beside them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate

from .errors import LiangwenError
from .textunits import sentence_spans


def find_string(text: str, string: str) -> Iterator[int]:
    """Yield each place where `string` stands, as ``str.count`` counts them: without overlap.

    Examples
    --------
    >>> list(find_string("计量的计量", "计量"))
    [0, 3]
    """
    if not string:
        raise LiangwenError("An empty string stands everywhere; give the word to look for.")
    start = text.find(string)
    while start >= 0:
        yield start
        start = text.find(string, start + len(string))


def find_tokens(text: str, ends: Sequence[int], term: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each token that is `term`, or of each run of tokens.

    Parameters
    ----------
    text : str
    ends : sequence of int
        Where each token ends.
    term : str
        One token, or several with a blank between: "高质量 发展" is a place where the first is
        directly followed by the second.

    Examples
    --------
    >>> list(find_tokens("计量工作计量", [2, 4, 6], "工作 计量"))
    [(2, 6)]
    """
    words = term.split()
    if not words:
        raise LiangwenError("An empty string is no token; give the word to look for.")
    string = "".join(words)
    inner = list(accumulate(len(word) for word in words))
    start, until = text.find(string), 0
    while start >= 0:
        first = bisect_left(ends, start)
        here = start == 0 or (first < len(ends) and ends[first] == start)
        first = 0 if start == 0 else first + 1
        cut = [end - start for end in ends[first : first + len(words)]]
        if here and cut == inner and start >= until:
            yield start, start + len(string)
            until = start + len(string)
        start = text.find(string, start + 1)


def find_terms(
    text: str, terms: Sequence[str], *, ends: Sequence[int] | None = None
) -> list[tuple[int, int]]:
    """Return (start, end) of all hits of several terms, in order of place.

    By string, or by token where `ends` says where each token ends. Each term is counted by itself:
    计量 and 计量标准 at one place are two hits.
    """
    found: set[tuple[int, int]] = set()
    for term in terms:
        if ends is None:
            found |= {(start, start + len(term)) for start in find_string(text, term)}
        else:
            found |= set(find_tokens(text, ends, term))
    return sorted(found)


def context_of(text: str, start: int, end: int, width: int | None) -> tuple[str, str]:
    """Return what stands left and right of a place, at most `width` characters of its paragraph.

    With `width` None, the rest of its sentence.
    """
    if width is None:
        line = text.rfind("\n", 0, start) + 1
        stop = text.find("\n", end)
        paragraph = text[line : stop if stop >= 0 else len(text)]
        spans = [(a + line, b + line) for a, b in sentence_spans(paragraph)]
        left = max((a for a, _ in spans if a <= start), default=line)
        right = min((b for _, b in spans if b >= end), default=len(text))
        return text[left:start], text[end:right].rstrip("\n")
    left_text = text[max(0, start - width) : start].rsplit("\n", 1)[-1]
    return left_text, text[end : end + width].split("\n", 1)[0]


def checked_query(
    terms: str | Sequence[str], width: int | None, match: str, tokens: object
) -> list[str]:
    """Return the terms as a list, or say what is wrong with the query."""
    wanted = list(dict.fromkeys([terms] if isinstance(terms, str) else terms))
    if not wanted or not all(term.strip() if match == "token" else term for term in wanted):
        raise LiangwenError("An empty string stands everywhere; give the word to look for.")
    if width is not None and width < 0:
        raise LiangwenError(f"width must be zero or more characters, but is {width}.")
    if match not in ("string", "token"):
        raise LiangwenError(f"match must be 'string' or 'token', but is {match!r}.")
    if match == "token" and tokens is None:
        raise LiangwenError("Looking for tokens needs the corpus' tokens; give tokens=.")
    return wanted
