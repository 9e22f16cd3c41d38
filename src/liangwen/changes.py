"""What changed between two manifests: articles, terms, settings, notebooks, versions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .findings.wording import counted, pick

#: So many names are given; the rest is counted.
NAMED = 6


@dataclass(frozen=True)
class Change:
    """One thing that differs between two runs.

    Attributes
    ----------
    kind : str
        "article", "term", "theme", "setting", "file", "version" or "source".
    name : str
        Of what: an article's id, a term, a key of study.toml, a file …
    before, after : str or None
        What it was and is; None where it was not there or is no more.
    """

    kind: str
    name: str
    before: str | None
    after: str | None

    @property
    def verb(self) -> str:
        """ "added", "removed" or "changed"."""
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "changed"


def changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Change]:
    """List what went into two runs differently, in the order of the data's way.

    Parameters
    ----------
    old, new : mapping
        Manifests, as :func:`liangwen.report.manifest.read_manifest` gives them.

    Examples
    --------
    >>> empty = dict.fromkeys(("articles", "terms", "settings", "inputs", "versions"), {})
    >>> changes({**empty, "settings": {"hmm": True}}, {**empty, "settings": {"hmm": False}})
    [Change(kind='setting', name='hmm', before='True', after='False')]
    """
    found = list(_pairs("article", old["articles"], new["articles"]))
    found += _terms(old["terms"], new["terms"])
    found += _pairs("setting", _flat(old["settings"]), _flat(new["settings"]))
    known = {*old["articles"], *new["articles"]}
    # A study's own copy of a starter is the same input as the starter.
    files = [
        {name.removeprefix("starters/"): value for name, value in manifest["inputs"].items()
         if name.removeprefix("seeds/") not in known and name != "study.toml"}
        for manifest in (old, new)
    ]  # fmt: skip
    found += _pairs("file", *files)
    found += _pairs("version", old["versions"], new["versions"])
    if old.get("source") and new.get("source") and old["source"] != new["source"]:
        found.append(Change("source", "liangwen", old["source"][:12], new["source"][:12]))
    return found


def _pairs(kind: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    for name in sorted({*old, *new}):
        before, after = (None if m.get(name) is None else str(m[name]) for m in (old, new))
        if before != after:
            yield Change(kind, name, before, after)


def _flat(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Settings with those within a table by name: `title.zh`."""
    flat: dict[str, Any] = {}
    for key, value in settings.items():
        inner = value if isinstance(value, Mapping) else None
        flat |= {key: value} if inner is None else {f"{key}.{k}": v for k, v in inner.items()}
    return flat


def _terms(old: Mapping[str, list[str]], new: Mapping[str, list[str]]) -> Iterator[Change]:
    """Themes that came or went, and terms that did; a term's theme stands beside it."""
    for theme in [*old, *(name for name in new if name not in old)]:
        if theme not in new or theme not in old:
            there = theme in old
            yield Change("theme", theme, theme if there else None, None if there else theme)
    before, after = (
        {term: theme for theme, terms in found.items() for term in terms} for found in (old, new)
    )
    yield from _pairs("term", before, after)


def sentences(found: list[Change], *, language: str = "en") -> list[str]:
    """Say the changes, one sentence a kind and verb; empty where nothing differs.

    Examples
    --------
    >>> for line in sentences([Change("term", "量子传感", None, "quantum"),
    ...                        Change("setting", "hmm", "True", "False")]):
    ...     print(line)
    1 term added: 量子传感 (quantum).
    Setting hmm: True before, False now.
    """
    said: list[str] = []
    for kind in ("article", "theme", "term", "setting", "file", "version", "source"):
        own = [change for change in found if change.kind == kind]
        if kind in ("setting", "version"):
            said += [_from_to(change, language) for change in own]
        elif kind == "source" and own:
            zh = "liangwen 自身的源代码有改动。"
            said.append(pick(language, "Liangwen's own source changed.", zh))
        else:
            said += [
                _listed(kind, verb, part, language)
                for verb in ("added", "removed", "changed")
                if (part := [change for change in own if change.verb == verb])
            ]
    return said


_NOUNS = {"article": "文本", "theme": "主题", "term": "词条", "file": "输入文件"}
_VERBS = {"added": "新增", "removed": "删去", "changed": "改动"}


def _listed(kind: str, verb: str, found: list[Change], language: str) -> str:
    shown = [_named(change, language) for change in found[:NAMED]]
    more = len(found) - len(shown)
    number = len(found)
    names = pick(language, ", ", "、").join(shown)
    noun = {"file": "input file"}.get(kind, kind)
    en = f"{number} {noun}{'' if number == 1 else 's'} {verb}: {names}"
    zh = f"{_VERBS[verb]}{_NOUNS[kind]}{number}个：{names}"
    if more:
        en, zh = f"{en} and {counted(more, 'other')}", f"{zh}等"
    return pick(language, f"{en}.", f"{zh}。")


def _named(change: Change, language: str) -> str:
    if change.kind != "term":
        return change.name
    theme = change.after or change.before
    moved = f"{change.before} → {change.after}" if change.verb == "changed" else theme
    return pick(language, f"{change.name} ({moved})", f"{change.name}（{moved}）")


def _from_to(change: Change, language: str) -> str:
    nothing = pick(language, "none", "无")
    before, after = (nothing if v is None else v for v in (change.before, change.after))
    what = {"setting": ("Setting", "设置"), "version": ("Version of", "版本")}[change.kind]
    return pick(
        language,
        f"{what[0]} {change.name}: {before} before, {after} now.",
        f"{what[1]} {change.name}：原为{before}，现为{after}。",
    )
