"""jieba's exact segmentation, compiled.

`liangwen.cutting` does what jieba does, over arrays; jieba itself, which defines what is right, is
loaded for parts of speech only. No global state of it changes.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from .cutting.dictionary import Dictionary

# A token that holds no letter, digit or character is punctuation or blank.
_WORD = re.compile(r"\w")
#: One more than the last code point.
_CODES = 0x110000


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


class Counted(NamedTuple):
    """A text's tokens, none of them as a string, and its words, which are few.

    Attributes
    ----------
    lengths : array
        Characters of each token, in order.
    spelt : array
        The different tokens that are words, sorted by code points, in UTF-8.
    starts : array
        Where each of the words starts among those bytes, and where the last one ends.
    counts : array
        How often each of the words stands in the text.
    """

    lengths: NDArray[np.uint32]
    spelt: NDArray[np.uint8]
    starts: NDArray[np.int32]
    counts: NDArray[np.int64]

    @property
    def terms(self) -> list[str]:
        """The words as strings."""
        spelt = self.spelt.tobytes()
        return [spelt[start:end].decode() for start, end in pairwise(self.starts.tolist())]


class Segmenter:
    """Cut text as jieba 0.42.1 does, in its default mode.

    Parameters
    ----------
    words : iterable of str
        A user dictionary: words to keep whole. jieba ignores those that hold punctuation.
    hmm : bool
        Let the hidden Markov model guess words that no dictionary has.
    cache : Path, optional
        Folder for what jieba itself keeps of its dictionary, which parts of speech need; the
        system's temporary folder otherwise.

    Examples
    --------
    >>> Segmenter(["量值传递"]).cut("加强量值传递工作")
    ['加强', '量值传递', '工作']
    """

    def __init__(
        self, words: Iterable[str] = (), *, hmm: bool = True, cache: Path | None = None
    ) -> None:
        self.hmm = hmm
        self._words = sorted(set(words))
        self._cache = cache

    @cached_property
    def _dictionary(self) -> Dictionary:
        from .cutting.dictionary import dictionary_of

        return dictionary_of(self._words)

    def _lengths(self, text: str) -> NDArray[np.uint32]:
        from .codepoints import codes_of

        return self._dictionary.cut(codes_of(text), guess=self.hmm)

    def cut(self, text: str) -> list[str]:
        """Return the tokens of `text`; joined together they are `text`."""
        return _pieces(text, self._lengths(text))

    def count(self, text: str) -> Counted:
        """Return how long the tokens of `text` are, and how often each word stands there.

        The same as :meth:`cut` and :func:`count_terms`, in a fifth of the time.

        Examples
        --------
        >>> found = Segmenter().count("计量，计量工作")
        >>> found.lengths.tolist(), found.terms, found.counts.tolist()
        ([2, 1, 2, 2], ['工作', '计量'], [1, 2])
        """
        from .codepoints import codes_of
        from .cutting.count import count_tokens, spell

        lengths = self._lengths(text)
        rows = count_tokens(codes_of(text), lengths, _word_characters())
        return Counted(lengths, *spell(codes_of(text), rows, rows[:, 0].argsort()))

    def cut_and_count(self, text: str) -> tuple[list[str], Counter[str]]:
        """Return the tokens of `text` and, of those that are words, how often each stands there."""
        found = self.count(text)
        counts = Counter(dict(zip(found.terms, found.counts.tolist(), strict=True)))
        return _pieces(text, found.lengths), counts

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
        tokenizer = _own_jieba(self._cache)
        for word in self._words:
            tokenizer.add_word(word)
        return jieba.posseg.POSTokenizer(tokenizer)

    def has_word(self, word: str) -> bool:
        """Whether jieba's dictionary, with the user's words, holds a word."""
        return bool(self._dictionary.count(word))


def _pieces(text: str, lengths: NDArray[np.uint32]) -> list[str]:
    ends = accumulate(lengths.tolist(), initial=0)
    return [text[start:end] for start, end in pairwise(ends)]


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


@lru_cache(maxsize=1)
def _word_characters() -> NDArray[np.bool_]:
    """Of each code point, whether a token that holds it is a word."""
    import numpy as np

    every = np.arange(_CODES, dtype=np.uint32).tobytes().decode("utf-32-le", "surrogatepass")
    found = np.zeros(_CODES, np.bool_)
    for run in re.finditer(_WORD.pattern + "+", every):
        found[run.start() : run.end()] = True
    return found


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
