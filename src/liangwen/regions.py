"""Which places a text mentions, and which province an article is of, with the evidence."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from .errors import LexiconError
from .lexicon import read_yaml
from .matching import StringMatcher
from .textunits import sentence_spans

NATIONAL = "全国"
JOINT = "·"

_GUARD = "guard"


class Place(NamedTuple):
    """An entry of the gazetteer; `provinces` are those it leads to."""

    name: str
    level: str
    en: str
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
    """Provinces, cities, areas and strategies, ready to match.

    Attributes
    ----------
    places : dict
        Name -> Place.
    """

    places: dict[str, Place]
    _aliases: dict[str, str]
    _guards: frozenset[str]

    def __post_init__(self) -> None:
        object.__setattr__(self, "_matcher", StringMatcher([*self._aliases, *self._guards]))

    @property
    def provinces(self) -> list[str]:
        """Short names of the province-level units, in the order of their codes."""
        return [name for name, place in self.places.items() if place.level == "province"]

    def mentions(self, text: str) -> list[Mention]:
        """Return all mentions in `text`, in order; guarded strings are none."""
        spans = sentence_spans(text)
        found: list[Mention] = []
        sentence = 0
        for alias, start, end in self._matcher.find(text):  # type: ignore[attr-defined]
            if alias in self._guards:
                continue
            while sentence < len(spans) - 1 and start >= spans[sentence][1]:
                sentence += 1
            place = self.places[self._aliases[alias]]
            found.append(Mention(place.name, place.level, alias, start, end, sentence))
        return found

    def province_named(self, name: str) -> str | None:
        """Return a province's short name for its short or full one, None for anything else."""
        place = self.places.get(self._aliases.get(name.strip(), ""))
        return place.name if place and place.level == "province" else None

    def names(self, *levels: str) -> list[str]:
        """Return all names and aliases of the places of some levels."""
        return [alias for alias, name in self._aliases.items() if self.places[name].level in levels]

    def province_of(self, mention: Mention) -> str | None:
        """Return the one province a mention of a province or city leads to."""
        if mention.level in {"province", "city"}:
            return self.places[mention.place].provinces[0]
        return None

    def english(self, region: str | None) -> str | None:
        """Return the English name of a region, joint units with an en dash."""
        if region is None:
            return None
        if region == NATIONAL:
            return "National"
        parts = [self.places[part].en for part in region.split(JOINT) if part in self.places]
        return "–".join(parts) if parts else region

    def codes(self, region: str | None) -> str | None:
        """Return the GB/T 2260 codes of a region's members, joined by ;."""
        if region is None or region == NATIONAL:
            return None
        known = [self.places[p].code for p in region.split(JOINT) if p in self.places]
        return ";".join(code for code in known if code) or None


def load_gazetteer(path: Path) -> Gazetteer:
    """Load a `regions.yaml`.

    Raises
    ------
    LexiconError
        If an alias leads to two places, or an entry lacks its English name.
    """
    content = read_yaml(path)
    places: dict[str, Place] = {}
    aliases: dict[str, str] = {}
    for place, spellings in _entries(content, path):
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
    return Gazetteer(places, aliases, guards)


def _entries(content: dict[str, Any], path: Path) -> list[tuple[Place, list[str]]]:
    found: list[tuple[Place, list[str]]] = []
    for name, entry in (content.get("provinces") or {}).items():
        place = Place(name, "province", entry.get("en", ""), (name,), str(entry["code"]))
        longer = [alias for alias in entry.get("abbr", []) if len(alias) > 1]
        found.append((place, [name, entry["full"], *longer, *entry.get("also", [])]))
    for name, entry in (content.get("cities") or {}).items():
        place = Place(name, "city", entry.get("en", ""), (entry["province"],))
        found.append((place, [name, *entry.get("aliases", [])]))
    for name, entry in (content.get("areas") or {}).items():
        place = Place(name, "area", entry.get("en", ""), tuple(entry.get("members") or ()))
        found.append((place, list(dict.fromkeys([*entry.get("aliases", [])]))))
    for entry in (content.get("strategies") or {}).values():
        members = tuple(entry.get("members") or ())
        place = Place(entry["name"], "strategy", entry.get("en", ""), members)
        found.append((place, [entry["name"], *entry.get("aliases", [])]))
    return found


class RegionFinding(NamedTuple):
    """The provinces an article is of, and why."""

    regions: tuple[str, ...]
    basis: str | None

    @property
    def region(self) -> str | None:
        """The unit that is compared: one province, a joint unit, 全国, or nothing."""
        return JOINT.join(self.regions) if self.regions else None


#: What a kind of evidence weighs. The place where something is held says less than who holds it.
_WEIGHTS = {"title": 6, "byline": 6, "delivery": 6, "issuer": 6, "organiser": 5, "venue": 3}
#: Mentions add to the balance, but alone must be this many and this share of all.
_ALONE_MENTIONS = 5
_ALONE_SHARE = 0.6
#: So many provinces at most make a joint unit; more are a list, not a subject.
_JOINT_MEMBERS = 2

_NATIONAL_SPEAKER = re.compile(
    r"国务院(?:总理|副总理|新闻办|办公厅)?|中共中央|全国人民代表大会|全国人大"
)


def find_regions(gazetteer: Gazetteer, evidence: dict[str, str], body: str) -> RegionFinding:
    """Decide which province(s) an article is of.

    Parameters
    ----------
    gazetteer : Gazetteer
    evidence : dict
        Kind of evidence ("title", "byline", "delivery", "issuer", "organiser", "venue") -> the
        words of the article that hold it.
    body : str
        The clean text, for the balance of mentions.

    Returns
    -------
    RegionFinding
        Without regions where nothing speaks for one: no guess.
    """
    weights: Counter[str] = Counter()
    reasons: dict[str, list[str]] = {}
    for kind, words in evidence.items():
        named = list(dict.fromkeys(_provinces(gazetteer, words)))
        for province in named:
            weights[province] += _WEIGHTS[kind]
            reasons.setdefault(province, []).append(kind)
    mentioned = Counter(_provinces(gazetteer, body, areas=False))
    total = sum(mentioned.values())
    if not weights:
        return _by_mentions(mentioned, total, evidence)
    for province in weights:
        weights[province] += 4 * mentioned[province] / max(total, 1)  # type: ignore[assignment]
    top = max(gazetteer.provinces, key=lambda province: weights[province])
    chosen = [top, *_partners(top, reasons)]
    basis = "; ".join(
        f"{p}: {', '.join(reasons[p])}, {mentioned[p]} of {total} mentions" for p in chosen
    )
    # One order for all articles of a joint unit, whichever member an article names more often.
    return RegionFinding(tuple(sorted(chosen)), basis)


def _partners(top: str, reasons: dict[str, list[str]]) -> list[str]:
    """Provinces that share all of the top one's evidence but the venue, which is in one place."""
    needed = set(reasons[top]) - {"venue"}
    partners = [p for p, kinds in reasons.items() if p != top and needed and needed <= set(kinds)]
    return partners if len(partners) < _JOINT_MEMBERS else []


def _provinces(gazetteer: Gazetteer, words: str, *, areas: bool = True) -> list[str]:
    found: list[str] = []
    for mention in gazetteer.mentions(words):
        members = gazetteer.places[mention.place].provinces
        # 川渝 is two provinces; a strategy's members are no subject.
        if mention.level in {"province", "city"} or (areas and len(members) == _JOINT_MEMBERS):
            found += members
    return found


def _by_mentions(mentioned: Counter[str], total: int, evidence: dict[str, str]) -> RegionFinding:
    speaker = " ".join(evidence.get(kind, "") for kind in ("byline", "delivery", "issuer"))
    if _NATIONAL_SPEAKER.search(speaker):
        return RegionFinding((NATIONAL,), "a national body speaks")
    if not mentioned:
        return RegionFinding((), None)
    (province, count), *_ = sorted(mentioned.items(), key=lambda item: (-item[1], item[0]))
    if count >= _ALONE_MENTIONS and count >= _ALONE_SHARE * total:
        return RegionFinding((province,), f"{province}: {count} of {total} mentions")
    return RegionFinding((), None)
