"""Which province an article is of, with the evidence and how sure it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from .gazetteer import JOINT, NATIONAL, WITHIN_A_PROVINCE, Gazetteer, Mention, Place, load_gazetteer

__all__ = [
    "JOINT", "NATIONAL", "Gazetteer", "Mention", "Place", "RegionFinding", "find_regions",
    "load_gazetteer",
]  # fmt: skip


class RegionFinding(NamedTuple):
    """The provinces an article is of, why, and how sure that is.

    `confidence` (0 to 1, None without regions) is the share of all evidence that speaks for the
    regions, lowered where there is little of it. It orders findings; it is no probability.
    """

    regions: tuple[str, ...]
    basis: str | None
    confidence: float | None = None

    @property
    def region(self) -> str | None:
        """The unit that is compared: one province, a joint unit, 全国, or nothing."""
        return JOINT.join(self.regions) if self.regions else None


NOTHING = RegionFinding((), None)

#: What a kind of evidence weighs. The place where something is held says less than who holds it.
_WEIGHTS = {
    "title": 6, "byline": 6, "delivery": 6, "issuer": 6, "enacted": 6, "organiser": 5, "venue": 3,
}  # fmt: skip
#: Who published a text says where it was read, not what it is about: that only adds to a
#: province that something else speaks for.
_SUPPORT = {"source": 2}
#: What a province's share of all mentions adds at most.
_BALANCE = 4
#: Mentions alone must be this many, from this many sentences, and this share of all.
_ALONE_MENTIONS, _ALONE_SHARE = 5, 0.6
#: And they must stand in so many fifths of the text: one story of a broadcast is not its subject.
_ALONE_FIFTHS = 3
#: So many provinces at most make a joint unit; more are a list, not a subject.
_JOINT_MEMBERS = 2
#: A text that names so many provinces, none of them for more than this share, is about all.
_ALL_PROVINCES, _ALL_SHARE = 12, 0.25
#: Evidence that would make a finding half sure, were there nothing against it.
_HALF_SURE = 2

_NATIONAL_SPEAKER = re.compile(
    r"国务院(?:总理|副总理|新闻办|办公厅)?|中共中央|全国人民代表大会|全国人大|最高人民(?:法院|检察院)"
)
_NATIONAL_TITLE = re.compile(
    rf"^中华人民共和国|^(?:国务院|国家|中央|中共中央|全国人大)|^\d{{4}}年国务院|{_NATIONAL_SPEAKER.pattern}"
)
_CITED = re.compile(r"《[^《》]*》|〈[^〈〉]*〉")
#: Where an agency's dispatch was written (新华社北京3月17日电) says nothing of its subject.
_DATELINE = re.compile(r"[社网报][\u4e00-\u9fff]{2,8}\d{1,2}月\d{1,2}日[^\n电]{0,20}电")
#: Who enacted a regulation stands in its first lines: 东莞市第十七届人民代表大会…通过.
_CONGRESS = "届人民代表大会"
_ENACTED = re.compile(rf"([\u4e00-\u9fff]{{2,16}})第[一二三四五六七八九十]{{1,3}}{_CONGRESS}")
_ENACTED_NATIONALLY = re.compile(
    r"全国人民代表大会(?:常务委员会)?第|国务院令|国务院发布|最高人民(?:法院|检察院)|国家[\u4e00-\u9fff]{2,12}令"
)
#: What a work report of the State Council says first, wherever its title went.
_SPEAKS_FOR_THE_NATION = re.compile(r"代表国务院[,，]?(?:向大会|在[^。\n]{0,20}会议上|作)")
#: So many characters of the text hold those lines, none of which is longer than this.
_HEAD, _HEAD_LINE = 300, 60


def find_regions(gazetteer: Gazetteer, evidence: Mapping[str, str], body: str) -> RegionFinding:
    """Decide which province(s) an article is of.

    Parameters
    ----------
    gazetteer : Gazetteer
    evidence : mapping
        Kind of evidence ("title", "byline", "delivery", "issuer", "organiser", "venue",
        "source") -> the words of the article that hold it.
    body : str
        The clean text, for the balance of mentions.

    Returns
    -------
    RegionFinding
        Without regions where nothing speaks for one: no guess.

    Notes
    -----
    Cities and counties speak for their province. 全国 is a text in which a national body speaks
    and no province's name stands in title, byline or issuer, or one that names a dozen provinces
    evenly.
    """
    evidence = {**evidence, "enacted": _enacted(body)}
    weights, reasons = _weigh(gazetteer, evidence)
    mentions = [m for m in gazetteer.mentions(body) if m.level in WITHIN_A_PROVINCE]
    mentioned = Counter(gazetteer.places[m.place].provinces[0] for m in mentions)
    firm = {kind for kinds in reasons.values() for kind in kinds} - {"venue"}
    if not firm and (national := _speaker(evidence, body)):
        return RegionFinding((NATIONAL,), f"{NATIONAL}: {national}", _confidence(6, 0))
    total = mentioned.total()
    if not weights:
        return _by_mentions(gazetteer, mentioned, mentions, len(body))
    for kind, added in _SUPPORT.items():
        for province in set(_provinces(gazetteer, evidence.get(kind, ""))) & set(weights):
            weights[province] += added
            reasons[province].append(kind)
    for province in weights:
        weights[province] += _BALANCE * mentioned[province] / max(total, 1)
    top = max(gazetteer.provinces, key=lambda province: weights.get(province, 0))
    chosen = [top, *_partners(top, reasons)]
    basis = "; ".join(
        f"{p}: {', '.join(reasons[p])}, {mentioned[p]} of {total} mentions" for p in chosen
    )
    own = sum(weights[p] for p in chosen)
    others = _BALANCE * sum(n for p, n in mentioned.items() if p not in weights) / max(total, 1)
    against = sum(weights.values()) - own + others
    # One order for all articles of a joint unit, whichever member an article names more often.
    return RegionFinding(tuple(sorted(chosen)), basis, _confidence(own, against))


def _enacted(body: str) -> str:
    head = _CITED.sub("", body[:_HEAD])
    return " ".join(_ENACTED.findall(head)) if _CONGRESS in head else ""


def _weigh(
    gazetteer: Gazetteer, evidence: Mapping[str, str]
) -> tuple[dict[str, float], dict[str, list[str]]]:
    weights: dict[str, float] = {}
    reasons: dict[str, list[str]] = {}
    for kind, weight in _WEIGHTS.items():
        if not (words := evidence.get(kind)):
            continue
        for province in dict.fromkeys(_provinces(gazetteer, _DATELINE.sub("", words))):
            weights[province] = weights.get(province, 0) + weight
            reasons.setdefault(province, []).append(kind)
    return weights, reasons


def _confidence(own: float, against: float) -> float:
    return round(own / (own + against + _HALF_SURE), 3)


def _partners(top: str, reasons: dict[str, list[str]]) -> list[str]:
    """Provinces that share all of the top one's evidence but the venue, which is in one place."""
    needed = set(reasons[top]) - {"venue", *_SUPPORT}
    partners = [p for p, kinds in reasons.items() if p != top and needed and needed <= set(kinds)]
    return partners if len(partners) < _JOINT_MEMBERS else []


def _provinces(gazetteer: Gazetteer, words: str) -> list[str]:
    found: list[str] = []
    for mention in gazetteer.mentions(words):
        members = gazetteer.places[mention.place].provinces
        # 川渝 is two provinces; a strategy's members are no subject.
        if mention.level in WITHIN_A_PROVINCE or len(members) == _JOINT_MEMBERS:
            found += members
    return found


def _speaker(evidence: Mapping[str, str], body: str) -> str | None:
    """Why a text is a national body's, or None."""
    for kind in ("byline", "delivery", "issuer"):
        if found := _NATIONAL_SPEAKER.search(evidence.get(kind, "")):
            return f"{kind}, {found[0]}"
    found = _NATIONAL_TITLE.search(_CITED.sub("", evidence.get("title", "")))
    if found:
        return f"title, {found[0]}"
    if found := _SPEAKS_FOR_THE_NATION.search(body[:_HEAD]):
        return f"delivery, {found[0]}"
    # 第一条 may cite who approved something else: that is no line of enactment.
    head = [line for line in body[:_HEAD].split("\n") if len(line) <= _HEAD_LINE]
    found = _ENACTED_NATIONALLY.search(_CITED.sub("", "\n".join(head)))
    return f"enacted, {found[0]}" if found and not evidence.get("venue") else None


def _by_mentions(
    gazetteer: Gazetteer, mentioned: Counter[str], mentions: list[Mention], length: int
) -> RegionFinding:
    total = mentioned.total()
    if not total:
        return NOTHING
    province, count = min(mentioned.items(), key=lambda item: (-item[1], item[0]))
    if len(mentioned) >= _ALL_PROVINCES and count <= _ALL_SHARE * total:
        most = f"{province} most often: {count} of {total}"
        basis = f"{NATIONAL}: {len(mentioned)} provinces named, {most}"
        return RegionFinding((NATIONAL,), basis, _confidence(_BALANCE * (1 - count / total), 2))
    fifths = {5 * m.start // length for m in mentions if gazetteer.province_of(m) == province}
    enough = count >= _ALONE_MENTIONS and count >= _ALONE_SHARE * total
    if enough and len(fifths) >= _ALONE_FIFTHS:
        own = _BALANCE * count / total
        basis = f"{province}: {count} of {total} mentions"
        return RegionFinding((province,), basis, _confidence(own, _BALANCE - own))
    return NOTHING
