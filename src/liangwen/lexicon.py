"""Themes: named lists of terms, loaded, checked and matched.

Matching works on the clean text, over the union of all themes, leftmost-longest, so that
计量标准 inside 社会公用计量标准 is not counted again and no two themes claim the same characters.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from .errors import LexiconError
from .matching import StringMatcher
from .textunits import sentence_spans

_TOP_KEYS = {
    "version", "themes", "global_exclude", "exclude_within", "one_term", "generic_near", "note",
}  # fmt: skip
_THEME_KEYS = {
    "id", "name_zh", "name_en", "short_zh", "short_en", "focus", "chapter", "terms", "note",
}  # fmt: skip
_TERM_KEYS = {"term", "source", "near", "en", "note"}


@dataclass(frozen=True)
class Term:
    """A theme's term: where it was found, and whether it counts only near the field's words."""

    term: str
    source: str
    near: bool = False
    en: str | None = None


@dataclass(frozen=True)
class Theme:
    """A named list of terms."""

    id: str
    name_zh: str
    name_en: str
    terms: tuple[Term, ...]
    focus: bool = False


class ThemeHit(NamedTuple):
    """One occurrence of a theme's term; `sentence` is the ordinal of its sentence."""

    theme: str
    term: str
    start: int
    end: int
    sentence: int


@dataclass(frozen=True)
class ThemeLexicon:
    """All themes of a study, ready to match.

    Attributes
    ----------
    themes : tuple of Theme
        In the order of the file.
    exclude : tuple of str
        Strings in which nothing is a hit (化学计量学).
    exclude_within : dict
        Term -> strings in which that term is no hit (计量法 in 计量法定).
    spellings : dict
        Spelling -> the one name under which an expression is counted.
    near : tuple of str
        A generic term counts only in a sentence that holds one of these.
    version : str
    """

    themes: tuple[Theme, ...]
    exclude: tuple[str, ...] = ()
    exclude_within: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    spellings: Mapping[str, str] = field(default_factory=dict)
    near: tuple[str, ...] = ()
    version: str = ""

    @cached_property
    def _terms(self) -> dict[str, tuple[str, Term]]:
        return {term.term: (theme.id, term) for theme in self.themes for term in theme.terms}

    @cached_property
    def _matcher(self) -> StringMatcher:
        return StringMatcher([*self._terms, *self.exclude])

    def match(self, text: str) -> list[ThemeHit]:
        """Return the hits of all themes in `text`, in order and without overlap.

        Examples
        --------
        >>> theme = Theme("quantum", "量子计量", "quantum metrology", (Term("量子计量", "seed"),))
        >>> ThemeLexicon((theme,)).match("布局量子计量基准。")
        [ThemeHit(theme='quantum', term='量子计量', start=2, end=6, sentence=0)]
        """
        spans = sentence_spans(text)
        hits: list[ThemeHit] = []
        sentence = 0
        for string, start, end in self._kept_matches(text):
            while sentence < len(spans) - 1 and start >= spans[sentence][1]:
                sentence += 1
            theme, term = self._terms[string]
            if term.near and not self._is_near(text, *spans[sentence], start, end):
                continue
            hits.append(ThemeHit(theme, self.spellings.get(string, string), start, end, sentence))
        return hits

    def _kept_matches(self, text: str) -> Iterable[tuple[str, int, int]]:
        """Matches that are terms; behind a term struck out by exclude_within look again."""
        offset = 0
        while True:
            struck: int | None = None
            for match in self._matcher.find(text[offset:]):
                start, end = match.start + offset, match.end + offset
                if match.string not in self._terms:
                    continue
                if self._is_within(match.string, text, start):
                    struck = start
                    break
                yield match.string, start, end
            if struck is None:
                return
            offset = struck + 1

    def _is_within(self, term: str, text: str, start: int) -> bool:
        for longer in self.exclude_within.get(term, ()):
            at = longer.find(term)
            begin = start - at
            if at >= 0 and begin >= 0 and text.startswith(longer, begin):
                return True
        return False

    def _is_near(self, text: str, low: int, high: int, start: int, end: int) -> bool:
        around = text[low:start] + "\n" + text[end:high]
        return not self.near or any(word in around for word in self.near)


def load_themes(path: Path) -> ThemeLexicon:
    """Load and check a `themes.yaml`.

    Raises
    ------
    LexiconError
        Names the file, the entry and the remedy: an unknown key (with the nearest known one), a
        theme without both names, a term that stands in two themes, an empty term.
    """
    content = read_yaml(path)
    _known_keys(content, _TOP_KEYS, path, "the file's head")
    _shapes(content, path)
    themes = tuple(_theme(entry, path) for entry in content.get("themes") or [])
    _no_term_twice(themes, path)
    spellings = {
        spelling: group[0] for group in content.get("one_term") or [] for spelling in group
    }
    return ThemeLexicon(
        themes,
        exclude=tuple(content.get("global_exclude") or ()),
        exclude_within={k: tuple(v) for k, v in (content.get("exclude_within") or {}).items()},
        spellings=spellings,
        near=tuple(content.get("generic_near") or ()),
        version=str(content.get("version", "")),
    )


def read_yaml(path: Path) -> dict[str, Any]:
    """Read a YAML file that must hold a mapping."""
    import yaml

    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise LexiconError(f"{path.name} cannot be opened ({error.strerror}).") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        place = getattr(error, "problem_mark", None)
        line = f", line {place.line + 1}" if place else ""
        raise LexiconError(
            f"{path.name}{line} is no valid YAML in UTF-8; mend the line or restore the file."
        ) from error
    if not isinstance(content, dict):
        raise LexiconError(f"{path.name} must hold a mapping of keys to values at its top.")
    return content


def _shapes(content: Mapping[str, Any], path: Path) -> None:
    """Each key holds what it must: a string in a list's place would be read letter by letter."""
    wrong = [
        key
        for key in ("themes", "global_exclude", "one_term", "generic_near")
        if not isinstance(content.get(key) or [], list)
    ]
    wrong += [
        key
        for key, inner in (("themes", Mapping), ("one_term", list))
        if key not in wrong and not all(isinstance(x, inner) for x in content.get(key) or [])
    ]
    within = content.get("exclude_within") or {}
    if not isinstance(within, Mapping) or not all(isinstance(v, list) for v in within.values()):
        wrong.append("exclude_within")
    for entry in content.get("themes") or [] if "themes" not in wrong else []:
        terms = entry.get("terms") or []
        if not isinstance(terms, list) or not all(isinstance(t, str | Mapping) for t in terms):
            wrong.append(f"terms of theme {entry.get('id', '?')}")
    if wrong:
        raise LexiconError(
            f"{path.name}: {wrong[0]} has the wrong shape; see the starter's file for how a list "
            "of themes, terms or strings is written."
        )
    names = [str(entry.get("id")) for entry in content.get("themes") or []]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise LexiconError(f"{path.name}: two themes have the id {twice[0]}; rename one.")


def _theme(entry: Mapping[str, Any], path: Path) -> Theme:
    name = entry.get("id", "?")
    _known_keys(entry, _THEME_KEYS, path, f"theme {name}")
    for key in ("id", "name_zh", "name_en"):
        if not entry.get(key):
            raise LexiconError(f"{path.name}: theme {name} has no {key}; give it one.")
    terms = tuple(_term(item, path, name) for item in entry.get("terms") or [])
    return Theme(
        str(entry["id"]),
        entry.get("short_zh") or entry["name_zh"],
        entry.get("short_en") or entry["name_en"],
        terms,
        bool(entry.get("focus", False)),
    )


def _term(item: Mapping[str, Any] | str, path: Path, theme: str) -> Term:
    if isinstance(item, str):
        item = {"term": item}
    _known_keys(item, _TERM_KEYS, path, f"a term of theme {theme}")
    word = str(item.get("term") or "").strip()
    if not word:
        raise LexiconError(f"{path.name}: theme {theme} holds an empty term; remove it.")
    return Term(word, str(item.get("source", "")), bool(item.get("near", False)), item.get("en"))


def _no_term_twice(themes: tuple[Theme, ...], path: Path) -> None:
    seen: dict[str, str] = {}
    for theme in themes:
        for term in theme.terms:
            if term.term in seen:
                raise LexiconError(
                    f"{path.name}: {term.term} stands in {seen[term.term]} and in {theme.id}; "
                    "a term belongs to one theme, so remove it from the other."
                )
            seen[term.term] = theme.id


def _known_keys(entry: Mapping[str, Any], known: set[str], path: Path, where: str) -> None:
    for key in entry:
        if key not in known:
            near = difflib.get_close_matches(str(key), sorted(known), 1)
            hint = f" Did you mean {near[0]}?" if near else f" Known: {', '.join(sorted(known))}."
            raise LexiconError(f"{path.name}: {where} has the unknown key {key}.{hint}")


def read_words(path: Path, *, first_column: bool = False) -> list[str]:
    """Read a word list; # starts a comment.

    With `first_column` a line's first word counts, what follows is its source; otherwise each.
    """
    words: list[str] = []
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise LexiconError(f"{path.name} is not UTF-8; save it as UTF-8 text.") from error
    for line in text.splitlines():
        found = line.split("#", 1)[0].split()
        words += found[:1] if first_column else found
    return words
