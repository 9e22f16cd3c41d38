"""Places by their names: what a text mentions, and which province a name leads to.

`regions.yaml` holds provinces, areas and national regional strategies, each with an English
name; `gazetteer.csv` holds cities and counties with their codes and says which of their names
may stand alone. All of them are matched at once, leftmost-longest.
"""

from __future__ import annotations

import csv
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from .errors import LexiconError
from .lexicon import read_yaml
from .matching import StringMatcher
from .textunits import sentence_starts

NATIONAL = "全国"
JOINT = "·"
#: The columns of gazetteer.csv.
COLUMNS = ("name", "short", "level", "province", "code", "source", "ambiguous")
#: Levels whose places lie in one province.
WITHIN_A_PROVINCE = frozenset({"province", "city", "county"})
#: What the column `ambiguous` may say: the name stands in several provinces; it also stands in
#: running text (和县 in 市和县); only its short form is a word or another place.
_NEEDS_A_PLACE_BEFORE = ("several", "string")
#: Strings that are longer than this are texts, not titles or names.
_TITLE = 200
_AMBIGUOUS = ("", "short", *_NEEDS_A_PLACE_BEFORE)


class Place(NamedTuple):
    """An entry of the gazetteer; `provinces` are those it leads to."""

    name: str
    level: str
    en: str | None
    provinces: tuple[str, ...]
    code: str | None = None


class Mention(NamedTuple):
    """One occurrence of a place, an area or a national regional strategy."""

    place: str
    level: str
    alias: str
    start: int
    end: int
    sentence: int


@dataclass(frozen=True)
class Gazetteer:
    """Provinces, cities, counties, areas and strategies, ready to match.

    Attributes
    ----------
    places : dict
        Name -> Place. A county whose name stands in several provinces bears the province's name
        before its own: 北京朝阳区.
    """

    places: dict[str, Place]
    _aliases: dict[str, str]
    _guards: frozenset[str]
    #: Ambiguous name -> province -> the place it is directly behind a place of that province.
    _ambiguous: dict[str, dict[str, str]] = field(default_factory=dict)
    #: The text that was asked for last, with its mentions.
    _last: list[tuple[str, list[Mention]]] = field(
        default_factory=list, init=False, repr=False, compare=False
    )

    @cached_property
    def _matcher(self) -> StringMatcher:
        return StringMatcher([*self._aliases, *self._ambiguous, *self._guards])

    @cached_property
    def provinces(self) -> list[str]:
        """Short names of the province-level units, in the order of their codes."""
        return [name for name, place in self.places.items() if place.level == "province"]

    def mentions(self, text: str) -> list[Mention]:
        """Return all mentions in `text`, in order; guarded strings are none.

        A name that stands in several provinces, or in running text, counts only directly behind
        a place of its province: 北京市朝阳区, not 朝阳区.
        """
        # Whose text it is, whom it is about and what it mentions are asked one after another, and
        # in between for titles and names, which are not worth keeping.
        for known, mentions in self._last:
            if known is text:
                return list(mentions)
        found = self._mentions(text)
        if len(text) > _TITLE:
            self._last[:] = [(text, found)]
        return list(found)

    def _mentions(self, text: str) -> list[Mention]:
        found: list[Mention] = []
        starts: Sequence[int] = ()
        for alias, start, end in self._matches(text):
            before = found[-1] if found and found[-1].end == start else None
            name = self._named(alias, before)
            if name is None and (alias := self._beginning(alias)):
                name, end = self._aliases[alias], start + len(alias)
            if name is not None:
                place = self.places[name]
                starts = starts or sentence_starts(text)
                sentence = bisect_right(starts, start) - 1
                found.append(Mention(place.name, place.level, alias, start, end, sentence))
        return found

    def doubtful(self, text: str) -> list[str]:
        """Return the ambiguous names in `text` that count as no mention, each once."""
        counted = {mention.start for mention in self.mentions(text)}
        names = [
            alias
            for alias, start, _ in self._matches(text)
            if alias in self._ambiguous and start not in counted
        ]
        return list(dict.fromkeys(names))

    def names(self, *levels: str) -> list[str]:
        """Return all names and aliases of the places of some levels."""
        return [alias for alias, name in self._aliases.items() if self.places[name].level in levels]

    def province_named(self, name: str) -> str | None:
        """Return a province's short name for its short or full one, None for anything else."""
        place = self.places.get(self._aliases.get(name.strip(), ""))
        return place.name if place and place.level == "province" else None

    def province_of(self, mention: Mention) -> str | None:
        """Return the one province that a mention of a province, city or county leads to."""
        if mention.level in WITHIN_A_PROVINCE:
            return self.places[mention.place].provinces[0]
        return None

    def english(self, region: str | None) -> str | None:
        """Return the English name of a region, joint units with an en dash."""
        if region is None:
            return None
        if region == NATIONAL:
            return "National"
        known = [self.places[part].en for part in region.split(JOINT) if part in self.places]
        return "–".join(name for name in known if name) or region

    def codes(self, region: str | None) -> str | None:
        """Return the GB/T 2260 codes of a region's members, joined by ;."""
        if region is None or region == NATIONAL:
            return None
        known = [self.places[p].code for p in region.split(JOINT) if p in self.places]
        return ";".join(code for code in known if code) or None

    def _matches(self, text: str) -> Iterator[tuple[str, int, int]]:
        for alias, start, end in self._matcher.find(text):
            if alias in self._guards:
                continue
            # 中原区域 is no 中原区.
            if alias[-1] == "区" and text[end : end + 1] == "域":
                alias = self._beginning(alias)
                end = start + len(alias)
            if alias:
                yield alias, start, end

    def _named(self, alias: str, before: Mention | None) -> str | None:
        if alias not in self._ambiguous:
            return self._aliases[alias]
        province = self.province_of(before) if before else None
        return self._ambiguous[alias].get(province) if province else None

    def _beginning(self, alias: str) -> str:
        """The name that `alias` begins with and that counts alone: 海南 of 海南区."""
        beginnings = (alias[:length] for length in range(len(alias) - 1, 1, -1))
        return next((beginning for beginning in beginnings if beginning in self._aliases), "")


def load_gazetteer(path: Path, divisions: Path | None = None) -> Gazetteer:
    """Load a `regions.yaml` and the cities and counties that go with it.

    Parameters
    ----------
    path : Path
        A regions.yaml.
    divisions : Path, optional
        A gazetteer.csv; by default the one beside `path`, if there is one.

    Raises
    ------
    LexiconError
        If an alias leads to two places, an entry lacks its English name or its province is
        unknown, or gazetteer.csv has other columns than it should.
    """
    content = read_yaml(path)
    places: dict[str, Place] = {}
    aliases: dict[str, str] = {}
    for place, spellings in _entries(content):
        if not place.en:
            raise LexiconError(f"{path.name}: {place.name} has no English name (en); give it one.")
        places[place.name] = place
        for spelling in spellings:
            if aliases.setdefault(spelling, place.name) != place.name:
                raise LexiconError(
                    f"{path.name}: {spelling} is an alias of {aliases[spelling]} and of "
                    f"{place.name}; keep it in one of them."
                )
    guards = frozenset(g for many in (content.get("guards") or {}).values() for g in many)
    ambiguous: dict[str, dict[str, str]] = {}
    file = divisions or path.with_name("gazetteer.csv")
    if file.is_file():
        _add_divisions(_division_rows(file), places, aliases, ambiguous)
    return Gazetteer(places, aliases, guards, ambiguous)


def _entries(content: dict[str, Any]) -> Iterator[tuple[Place, list[str]]]:
    for name, entry in (content.get("provinces") or {}).items():
        place = Place(name, "province", entry.get("en", ""), (name,), str(entry["code"]))
        longer = [alias for alias in entry.get("abbr", []) if len(alias) > 1]
        yield place, [name, entry["full"], *longer, *entry.get("also", [])]
    for name, entry in (content.get("cities") or {}).items():
        place = Place(name, "city", entry.get("en", ""), (entry["province"],))
        yield place, [name, *entry.get("aliases", [])]
    for name, entry in (content.get("areas") or {}).items():
        place = Place(name, "area", entry.get("en", ""), tuple(entry.get("members") or ()))
        yield place, list(dict.fromkeys([*entry.get("aliases", [])]))
    for entry in (content.get("strategies") or {}).values():
        members = tuple(entry.get("members") or ())
        place = Place(entry["name"], "strategy", entry.get("en", ""), members)
        yield place, [entry["name"], *entry.get("aliases", [])]


def _division_rows(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as handle:
        rows = csv.DictReader(handle)
        if tuple(rows.fieldnames or ()) != COLUMNS:
            raise LexiconError(f"{file.name}: its columns must be {', '.join(COLUMNS)}.")
        for number, row in enumerate(rows, start=2):
            if row["ambiguous"] not in _AMBIGUOUS or row["level"] not in {"city", "county"}:
                raise LexiconError(
                    f"{file.name}, line {number}: level {row['level']}, ambiguous "
                    f"{row['ambiguous']}; use city or county, and one of {', '.join(_AMBIGUOUS)}."
                )
            yield row


def _add_divisions(
    rows: Iterator[dict[str, str]],
    places: dict[str, Place],
    aliases: dict[str, str],
    ambiguous: dict[str, dict[str, str]],
) -> None:
    """Add cities and counties; what regions.yaml says of a name stands."""
    for row in rows:
        name, province = row["name"], row["province"]
        known = places.get(aliases.get(name, ""))
        if known:
            places[known.name] = known._replace(code=row["code"] or known.code)
            continue
        if row["ambiguous"] in _NEEDS_A_PLACE_BEFORE:
            label = f"{province}{name}" if row["ambiguous"] == "several" else name
            ambiguous.setdefault(name, {})[province] = label
        else:
            short = "" if row["ambiguous"] else row["short"]
            label = short if short and short not in aliases and short not in places else name
            for spelling in _spellings(row):
                aliases.setdefault(spelling, label)
        if label not in places:
            places[label] = Place(label, row["level"], None, (province,), row["code"] or None)


def _spellings(row: dict[str, str]) -> list[str]:
    """What stands for a division alone: its name, its short form, 恩施州 for a prefecture."""
    found = [row["name"]]
    if row["short"] and not row["ambiguous"]:
        found.append(row["short"])
    if row["short"] and row["name"].endswith("自治州"):
        # 海南州 is a prefecture of Qinghai, although 海南 alone is the province.
        found.append(row["short"] + "州")
    return found
