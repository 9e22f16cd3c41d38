"""jieba's exact segmentation at Rust speed.

rjieba cuts; where a token holds Latin letters or digits the two differ, and jieba cuts that token
again. User words go into both dictionaries with the frequency that jieba gives them, and one
dummy word makes the totals equal. Both are own instances: no global state of a library changes.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

_MIXED = re.compile(r"[A-Za-z0-9]")
# A token that holds no letter, digit or character is punctuation or blank.
_WORD = re.compile(r"\w")
_DUMMY = "\ue000liangwen\ue001"


class Token(NamedTuple):
    """A token with its place: half-open code-point offsets in the text that was cut."""

    token: str
    start: int
    end: int


class TaggedToken(NamedTuple):
    """A token with its place and its part of speech, a tag of jieba's set (n, v, vn, ns …)."""

    token: str
    start: int
    end: int
    pos: str


class _Known(NamedTuple):
    """A token of rjieba's: what jieba parts it into, () for nothing, and whether it counts."""

    pieces: tuple[str, ...]
    is_word: bool


_WHOLE_WORD, _WHOLE_MARK = _Known((), True), _Known((), False)
#: So many different tokens are remembered at once: some tens of megabytes.
_MOST_KNOWN = 300_000


class Segmenter:
    """Cut text as jieba 0.42.1 does, in its default mode.

    Parameters
    ----------
    words : iterable of str
        A user dictionary: words to keep whole. jieba ignores those that hold punctuation.
    hmm : bool
        Let the hidden Markov model guess words that no dictionary has.
    cache : Path, optional
        Folder for jieba's dictionary cache; the system's temporary folder otherwise.

    Examples
    --------
    >>> Segmenter(["量值传递"]).cut("加强量值传递工作")
    ['加强', '量值传递', '工作']
    """

    def __init__(
        self, words: Iterable[str] = (), *, hmm: bool = True, cache: Path | None = None
    ) -> None:
        self.hmm = hmm
        self._jieba = _own_jieba(cache)
        self._fast = _own_rjieba()
        self._known: dict[str, _Known] = {}
        self._add(sorted(set(words)))

    def _add(self, words: Sequence[str]) -> None:
        if not words:
            return
        before = self._jieba.total
        for word in words:
            self._jieba.add_word(word)
        # rjieba keeps the sum of what it was given: hand over the same numbers, prefixes
        # excluded, and let a dummy take what jieba counts on top (a word added twice).
        added = 0
        for word in words:
            frequency = self._jieba.FREQ.get(word, 0)
            if frequency:
                known = self._fast.has_word(word)
                self._fast.add_word(word, frequency, None)
                added += 0 if known else frequency
        surplus = self._jieba.total - before - added
        if surplus > 0:
            self._fast.add_word(_DUMMY, surplus, None)

    def cut(self, text: str) -> list[str]:
        """Return the tokens of `text`; joined together they are `text`."""
        return self.cut_and_count(text)[0]

    def cut_and_count(self, text: str) -> tuple[list[str], Counter[str]]:
        """Return the tokens of `text` and, of those that are words, how often each stands there.

        The same as :meth:`cut` and :func:`count_terms`, in half the time.
        """
        tokens: list[str] = self._fast.cut(text, self.hmm)
        counts = Counter(tokens)
        kinds = self._kinds(counts)
        special = [
            (token, kind)
            for token, kind in zip(counts, kinds, strict=True)
            if kind is not _WHOLE_WORD
        ]
        apart = {token: kind.pieces for token, kind in special if kind.pieces}
        # All of them go before any piece comes: one's piece may be the other.
        times = {token: counts.pop(token) for token, _ in special}
        for token, pieces in apart.items():
            for piece in pieces:
                if self._known[piece].is_word:
                    counts[piece] += times[token]
        return (_parted(tokens, apart) if apart else tokens), counts

    def _kinds(self, tokens: Iterable[str]) -> list[_Known]:
        """Look up what is known of each token; in all texts each is looked at once."""
        if len(self._known) > _MOST_KNOWN:
            self._known.clear()
        kinds: list[Any] = list(map(self._known.get, tokens))
        for place, token in enumerate(tokens) if None in kinds else ():
            if kinds[place] is None:
                self._learn(token)
                kinds[place] = self._known[token]
        return kinds

    def _learn(self, token: str) -> None:
        """Note of a token of rjieba's what jieba makes of it, and what it is."""
        pieces: tuple[str, ...] = ()
        if len(token) > 1 and _MIXED.search(token):
            own = tuple(self._jieba.lcut(token, HMM=self.hmm))
            pieces = own if own != (token,) else ()
        whole = _WHOLE_WORD if is_word(token) else _WHOLE_MARK
        self._known[token] = _Known(pieces, whole.is_word) if pieces else whole
        for piece in pieces:
            if piece not in self._known:
                self._learn(piece)

    def tokens(self, text: str) -> list[Token]:
        """Return the tokens of `text` with their places.

        Examples
        --------
        >>> [(token.token, token.start) for token in Segmenter().tokens("计量工作")]
        [('计量', 0), ('工作', 2)]
        """
        found, start = [], 0
        for token in self.cut(text):
            found.append(Token(token, start, start + len(token)))
            start += len(token)
        return found

    def tag(self, text: str) -> list[TaggedToken]:
        """Return the tokens of `text` with their parts of speech, as jieba.posseg has them.

        Notes
        -----
        When it misleads: jieba.posseg guesses unknown words by a model of its own, so its tokens
        can differ from those of `cut` (which all counts stand on); words of the user dictionary
        bear the tag x; and tags are those of news text of 1998. It is jieba's own Python code,
        some seventy times slower than `cut`.

        Examples
        --------
        >>> [(token.token, token.pos) for token in Segmenter().tag("推进计量工作")]
        [('推进', 'v'), ('计量', 'n'), ('工作', 'vn')]
        """
        found, start = [], 0
        for pair in self._tagger.cut(text, HMM=self.hmm):
            found.append(TaggedToken(pair.word, start, start + len(pair.word), pair.flag))
            start += len(pair.word)
        return found

    @cached_property
    def _tagger(self) -> Any:
        import jieba.posseg

        # On the own dictionary: the module's tagger would load and change the shared one.
        return jieba.posseg.POSTokenizer(self._jieba)

    def has_word(self, word: str) -> bool:
        """Whether jieba's dictionary, with the user's words, holds a word."""
        return bool(self._jieba.FREQ.get(word))


def _parted(tokens: Sequence[str], apart: Mapping[str, Sequence[str]]) -> list[str]:
    """Put the pieces of some tokens in their places."""
    result: list[str] = []
    done = 0
    for place in [i for i, token in enumerate(tokens) if token in apart]:
        result += tokens[done:place]
        result += apart[tokens[place]]
        done = place + 1
    return result + list(tokens[done:])


def count_terms(tokens: Iterable[str]) -> Counter[str]:
    """Count tokens that hold a letter, digit or character; punctuation is none.

    Examples
    --------
    >>> sorted(count_terms(["计量", "，", "计量"]).items())
    [('计量', 2)]
    """
    # Types are far fewer than tokens: what is no word goes after counting.
    counts = Counter(tokens)
    for token in [token for token in counts if not is_word(token)]:
        del counts[token]
    return counts


def is_word(token: str) -> bool:
    """Whether a token holds a letter, digit or character, and so is counted."""
    return _WORD.search(token) is not None


def _own_jieba(cache: Path | None) -> Any:
    import jieba

    # Silence only this library's chatter about its cache; the level is its own logger's.
    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    if cache is not None:
        cache.mkdir(parents=True, exist_ok=True)
        tokenizer.tmp_dir = str(cache)
    tokenizer.initialize()
    return tokenizer


def _own_rjieba() -> Any:
    import rjieba

    return rjieba.Jieba()
