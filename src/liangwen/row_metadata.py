"""What a table says of an article in the columns beside its text."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import replace

from .cleaning import Cleaned
from .metadata import Metadata
from .regions import NATIONAL, Gazetteer

BASIS = "row"

#: Read as the head of a text file is, so that title and author also lead to kind and region.
_AS_FRONT_MATTER = ("title", "date", "source", "author")
_AS_THEY_STAND = ("title", "source", "author", "url", "issuer", "document_number")
_NATIONAL_NAMES = frozenset({"全国", "国家", "中央", "中国", "National"})
_DAY = re.compile(
    r"((?:19|20)\d\d)(?:\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*|(?=\d{4}\b)(\d\d))(\d{1,2})"
)


def with_row(cleaned: Cleaned, fields: Mapping[str, str]) -> Cleaned:
    """Put a row's cells where the head of a text file would be; they go before what it says."""
    head = {key: fields[key] for key in _AS_FRONT_MATTER if key in fields}
    return replace(cleaned, front_matter=cleaned.front_matter | head) if head else cleaned


def override_by_row(found: Metadata, fields: Mapping[str, str], gazetteer: Gazetteer) -> Metadata:
    """Put in what a row's cells say; a cell that cannot be read changes nothing.

    Parameters
    ----------
    found : Metadata
        Changed, and returned.
    fields : mapping
        Title, date, source, author, url, region, issuer, document_number; any may lack.
    gazetteer : Gazetteer
        For the region: 湖北省 is 湖北, 武汉 is 湖北 as well.
    """
    for key in _AS_THEY_STAND:
        if value := fields.get(key):
            setattr(found, key, value)
            found.evidence[key] = BASIS
    if day := read_day(fields.get("date", "")):
        found.date, found.date_basis = day, BASIS
        found.evidence["date"] = BASIS
    if regions := read_regions(fields.get("region", ""), gazetteer):
        found.regions, found.region_basis, found.region_confidence = regions, BASIS, 1.0
        found.evidence["region"] = BASIS
    return found


def read_day(cell: str) -> str | None:
    """Read a cell's day in any of the usual forms; None for anything else.

    Examples
    --------
    >>> [read_day(cell) for cell in ("2021年5月3日", "2021/5/3 08:30", "20210503", "2021年")]
    ['2021-05-03', '2021-05-03', '2021-05-03', None]
    """
    match = _DAY.match(cell.strip())
    if match is None:
        return None
    try:
        return datetime.date(int(match[1]), int(match[2] or match[3]), int(match[4])).isoformat()
    except ValueError:
        return None


def read_regions(cell: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    """Read a cell's provinces; empty where it names none."""
    if cell in _NATIONAL_NAMES:
        return (NATIONAL,)
    provinces = (gazetteer.province_of(mention) for mention in gazetteer.mentions(cell))
    return tuple(dict.fromkeys(province for province in provinces if province))
