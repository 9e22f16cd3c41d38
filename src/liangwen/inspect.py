"""See what cleaning did: an article's source text with every removed stretch under its rule's name.

A :class:`View` is made from a clean text and its edits alone, so that it shows what the store
holds and not what a second cleaning would do.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from .edits import Edit, characters_by_rule
from .errors import LiangwenError, StudyError
from .study import Study

#: Colours of a terminal's background, by a rule's place in the account; black stands on them.
_BACKGROUNDS = (226, 117, 214, 156, 219, 159, 223, 183, 120, 210, 153, 187)


class Stretch(NamedTuple):
    """A stretch of the source and what became of it; kept text has no rule."""

    rule: str | None
    source: str
    text: str


class Account(NamedTuple):
    """What a rule did in an article: edits, characters removed and inserted."""

    rule: str
    edits: int
    removed: int
    inserted: int


@dataclass(frozen=True)
class View:
    """An article as cleaning left it, and all that it took away.

    Attributes
    ----------
    name : str
    text : str
        The clean text.
    edits : sequence of Edit
        Ordered.
    facts : dict
        What is known of the article (title, date, region …), for the head of the view.
    """

    name: str
    text: str
    edits: Sequence[Edit]
    facts: dict[str, str] = field(default_factory=dict)

    @property
    def stretches(self) -> list[Stretch]:
        """The source in order, cut where edits begin and end: together they are all of it."""
        found: list[Stretch] = []
        position = 0
        for edit in self.edits:
            kept = self.text[position : edit.text_start]
            if kept:
                found.append(Stretch(None, kept, kept))
            found.append(Stretch(edit.rule, edit.removed, edit.inserted))
            position = edit.text_end
        if self.text[position:]:
            found.append(Stretch(None, self.text[position:], self.text[position:]))
        return found

    @property
    def account(self) -> list[Account]:
        """What each rule did, the one that removed most first."""
        rules = characters_by_rule(self.edits)
        rows = [Account(rule, *counts) for rule, counts in rules.items()]
        return sorted(rows, key=lambda row: (-row.removed, row.rule))

    @property
    def characters(self) -> int:
        """Characters of the source: those kept and those that the rules removed."""
        return sum(len(stretch.source) for stretch in self.stretches)

    @property
    def kept(self) -> int:
        """Characters of the source that stand in the clean text."""
        return sum(len(stretch.source) for stretch in self.stretches if stretch.rule is None)

    def _repr_html_(self) -> str:
        from .inspect_page import fragment

        return fragment(self)


def as_marks(view: View, *, colour: bool = False) -> Iterator[str]:
    """Yield the view as lines of plain text, or with a terminal's colours.

    Removed text stands as ``[-rule: removed-]``, inserted text as ``{+inserted+}``; with `colour`
    each rule has its background, and its name stands before a stretch where the rule changes.
    """
    codes = {row.rule: _BACKGROUNDS[i % len(_BACKGROUNDS)] for i, row in enumerate(view.account)}
    parts: list[str] = []
    before: str | None = None
    for rule, source, text in view.stretches:
        if rule is None:
            parts.append(visible(source))
            before = None if source.strip() else before
        elif colour:
            name = "" if rule == before else f"\x1b[2m{rule}\x1b[22m "
            parts.append(_painted(name + visible(source, ends=True), codes[rule]))
            parts.append(f"\x1b[4m{visible(text)}\x1b[24m" if text else "")
            before = rule
        else:
            parts.append(f"[-{rule}: {visible(source, ends=True)}-]" if source else "")
            parts.append(f"{{+{visible(text)}+}}" if text else "")
    yield from "".join(parts).split("\n")
    yield ""
    yield from _account_lines(view, codes if colour else {})


def _painted(text: str, code: int) -> str:
    return "\n".join(f"\x1b[30;48;5;{code}m{line}\x1b[0m" for line in text.split("\n"))


def _account_lines(view: View, codes: dict[str, int]) -> Iterator[str]:
    total = max(view.characters, 1)
    rows = [("kept", 0, view.kept, 0), *view.account]
    for rule, edits, characters, inserted in rows:
        more = f", {inserted} inserted" if inserted else ""
        words = f"{rule:<16}{characters:>9}  {characters / total:6.1%}"
        line = f"{words}  {edits} edits{more}" if edits else words
        yield _painted(line, codes[rule]) if rule in codes else line
    yield f"{'source':<16}{view.characters:>9}  {1:6.1%}"


def visible(text: str, *, ends: bool = False) -> str:
    """Return text that is safe on a terminal: control characters become pictures of themselves.

    Parameters
    ----------
    text : str
    ends : bool
        Also show a line end, as ↵ before it.

    Examples
    --------
    >>> visible("计\\x1b[31m量\\u200b")
    '计␛[31m量⟨200B⟩'
    """
    return "".join(_shown(character, ends) for character in text)


def _shown(character: str, ends: bool) -> str:
    code = ord(character)
    if character == "\n":
        return "↵\n" if ends else "\n"
    if character == "\t":
        return character
    if code < 32:
        return chr(0x2400 + code)
    return f"⟨{code:04X}⟩" if is_unseen(character) else character


def is_unseen(character: str) -> bool:
    """Whether a character leaves no trace on a page: marks of direction, joiners, controls."""
    code = ord(character)
    return (
        0x7F <= code <= 0x9F
        or code in {0xAD, 0xFEFF}
        or 0x200B <= code <= 0x200F
        or 0x2028 <= code <= 0x202E
        or 0x2060 <= code <= 0x2069
        or 0xD800 <= code <= 0xDFFF
        or (code < 32 and character not in "\t\n")
    )


def open_view(name: str, study: Study | None = None) -> View:
    """Find an article by name: in a study's store, or as a file outside any.

    Parameters
    ----------
    name : str
        An article_id of the study, a part of one that fits no other, or the path of a file.
    study : Study, optional

    Raises
    ------
    StudyError
        If the study has no such article, or several; the message names the nearest.
    SeedError
        If a file holds no article.
    """
    if study is not None and (study.corpus_place or (study.corpus / "manifest.json").is_file()):
        found = _in_store(name, study)
        if found is not None:
            return found
    path = Path(name)
    if path.is_file():
        return _of_file(path, study)
    if study is None:
        raise StudyError(f"{name} is no file, and no study is near; give --study or a file's path.")
    raise StudyError(f"{study.root} has no article {name}.{_nearest(name, study)}")


def _in_store(name: str, study: Study) -> View | None:
    from .corpus import read_rows

    articles = {row["article_id"]: row for row in read_rows(study, "articles")}
    path = Path(name).resolve()
    if name not in articles and path.is_file() and path.is_relative_to(study.seeds.resolve()):
        name = path.relative_to(study.seeds.resolve()).as_posix()
    if name not in articles:
        parts = [article for article in articles if name in article]
        if len(parts) > 1 and not Path(name).is_file():
            raise StudyError(f"{name} fits {len(parts)} articles: {', '.join(sorted(parts)[:5])} …")
        if len(parts) != 1 or Path(name).is_file():
            return None
        name = parts[0]
    edits = [row for row in read_rows(study, "edits") if row.pop("article_id") == name]
    row = articles[name]
    return View(name, row["text"], [Edit(**edit) for edit in edits], _facts(row))


def _of_file(path: Path, study: Study | None) -> View:
    from .filter import clean_file

    found = clean_file(path, study=study.root if study else None)
    return View(path.name, found["text"], [Edit(**e) for e in found["edits"]], _facts(found))


def _facts(row: dict[str, Any]) -> dict[str, str]:
    names = ("title", "date", "source", "author", "kind", "region", "script")
    facts = {name: str(row[name]) for name in names if row.get(name)}
    return facts | ({"flags": ", ".join(row["flags"])} if row.get("flags") else {})


def _nearest(name: str, study: Study) -> str:
    from .corpus import read_rows

    try:
        known = [row["article_id"] for row in read_rows(study, "articles", ["article_id"])]
    except LiangwenError:
        return " It has no corpus yet; run liangwen build."
    near: Iterable[str] = difflib.get_close_matches(name, known, 3, cutoff=0.4) or known[:3]
    return f" Did you mean {', '.join(near)}?"
