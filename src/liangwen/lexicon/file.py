"""Read and check a lexicon's files: `themes.yaml` and the lists of words."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ..errors import LexiconError
from .model import Term, Theme, ThemeLexicon
from .overlaps import LEFTMOST_LONGEST, RULES

TOP_KEYS = (
    "version", "note", "overlaps", "joiners", "generic_near", "global_exclude", "exclude_within",
    "one_term", "themes",
)  # fmt: skip
THEME_KEYS = (
    "id", "name_zh", "name_en", "short_zh", "short_en", "focus", "chapter", "note", "terms",
)  # fmt: skip
TERM_KEYS = ("term", "source", "near", "en", "note")


def load_themes(path: Path) -> ThemeLexicon:
    """Load and check a `themes.yaml`.

    Raises
    ------
    LexiconError
        Names the file, the entry and the remedy: an unknown key (with the nearest known one), a
        theme without both names, a term that stands in two themes, an empty term, a rule that
        names no term.
    """
    return lexicon_of(read_yaml(path), path)


def lexicon_of(content: Mapping[str, Any], path: Path) -> ThemeLexicon:
    """Check the content of a `themes.yaml` and make it a lexicon; `path` is what errors name."""
    _known_keys(content, TOP_KEYS, path, "the file's head")
    _shapes(content, path)
    themes = tuple(_theme(entry, path) for entry in content.get("themes") or [])
    _no_term_twice(themes, path)
    terms = {term.term for theme in themes for term in theme.terms}
    overlaps = content.get("overlaps") or LEFTMOST_LONGEST
    if overlaps not in RULES:
        raise LexiconError(
            f"{path.name}: overlaps = {overlaps} is no rule; known: {', '.join(RULES)}."
        )
    return ThemeLexicon(
        themes,
        exclude=_strings(content, "global_exclude", path),
        exclude_within={
            str(k): tuple(map(str, v)) for k, v in (content.get("exclude_within") or {}).items()
        },
        spellings=_spellings(content.get("one_term") or [], terms, path),
        near=_strings(content, "generic_near", path),
        version=str(content.get("version", "")),
        joiners=_strings(content, "joiners", path),
        overlaps=overlaps,
    )


def read_yaml(path: Path) -> dict[str, Any]:
    """Read a YAML file that must hold a mapping."""
    try:
        return parse_yaml(path.read_text(encoding="utf-8-sig"), path)
    except OSError as error:
        raise LexiconError(f"{path.name} cannot be opened ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise LexiconError(
            f"{path.name} is no valid YAML in UTF-8; mend the line or restore the file."
        ) from error


def parse_yaml(text: str, path: Path) -> dict[str, Any]:
    """Parse a YAML text that must hold a mapping; `path` is what errors name."""
    import yaml

    try:
        # libyaml's parser where the package has it: a lexicon loads in a tenth of the time.
        content = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        place = getattr(error, "problem_mark", None)
        line = f", line {place.line + 1}" if place else ""
        raise LexiconError(
            f"{path.name}{line} is no valid YAML in UTF-8; mend the line or restore the file."
        ) from error
    if not isinstance(content, dict):
        raise LexiconError(f"{path.name} must hold a mapping of keys to values at its top.")
    return content


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


def _shapes(content: Mapping[str, Any], path: Path) -> None:
    """Each key holds what it must: a string in a list's place would be read letter by letter."""
    lists = ("themes", "global_exclude", "one_term", "generic_near", "joiners")
    wrong = [key for key in lists if not isinstance(content.get(key) or [], list)]
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


def _strings(content: Mapping[str, Any], key: str, path: Path) -> tuple[str, ...]:
    found = tuple(content.get(key) or ())
    if not all(isinstance(item, str) and item for item in found):
        raise LexiconError(
            f"{path.name}: {key} holds an entry that is no text, or empty; write it in quotes, or "
            "take it out."
        )
    return found


def _spellings(groups: Iterable[Iterable[Any]], terms: set[str], path: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    for group in groups:
        names = [str(spelling) for spelling in group]
        if not names or not all(names):
            raise LexiconError(f"{path.name}: one_term holds an empty group or spelling.")
        if names[0] not in terms:
            raise LexiconError(
                f"{path.name}: one_term counts {'、'.join(names[1:]) or 'nothing'} as {names[0]}, "
                "which is no term of a theme; put it into one, or begin the group with a term."
            )
        for name in names:
            if found.setdefault(name, names[0]) != names[0]:
                raise LexiconError(
                    f"{path.name}: one_term counts {name} as {found[name]} and as {names[0]}; "
                    "leave it in one group."
                )
    return found


def _theme(entry: Mapping[str, Any], path: Path) -> Theme:
    name = entry.get("id", "?")
    _known_keys(entry, THEME_KEYS, path, f"theme {name}")
    for key in ("id", "name_zh", "name_en"):
        if not entry.get(key):
            raise LexiconError(f"{path.name}: theme {name} has no {key}; give it one.")
    focus = entry.get("focus") or False
    if not isinstance(focus, bool):
        raise LexiconError(f"{path.name}: theme {name}: focus = {focus} must be true or false.")
    return Theme(
        str(entry["id"]),
        str(entry.get("short_zh") or entry["name_zh"]),
        str(entry.get("short_en") or entry["name_en"]),
        tuple(_term(item, path, name) for item in entry.get("terms") or []),
        focus,
    )


def _term(item: Mapping[str, Any] | str, path: Path, theme: str) -> Term:
    if isinstance(item, str):
        item = {"term": item}
    _known_keys(item, TERM_KEYS, path, f"a term of theme {theme}")
    word = item.get("term")
    if not isinstance(word, str | None):
        raise LexiconError(
            f"{path.name}: theme {theme}: the term {word} is no text; write it in quotes."
        )
    if not (word or "").strip():
        raise LexiconError(f"{path.name}: theme {theme} holds an empty term; remove it.")
    near = item.get("near") or False
    words = tuple(near) if isinstance(near, list) else ()
    if not isinstance(near, bool | list) or not all(isinstance(w, str) and w for w in words):
        raise LexiconError(
            f"{path.name}: theme {theme}: near = {near} of {word} must be true, false or a list "
            "of words."
        )
    return Term(str(word).strip(), str(item.get("source", "")), bool(near), item.get("en"), words)


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


def _known_keys(entry: Mapping[str, Any], known: Iterable[str], path: Path, where: str) -> None:
    for key in entry:
        if key not in known:
            near = difflib.get_close_matches(str(key), sorted(known), 1)
            hint = f" Did you mean {near[0]}?" if near else f" Known: {', '.join(sorted(known))}."
            raise LexiconError(f"{path.name}: {where} has the unknown key {key}.{hint}")
