"""Commitments: quantities with their unit, what they count, their deadline, and their sentence."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

import pandas as pd

from ..compared import by_region
from ..concordance import source_maps
from ..textunits import sentence_spans
from .objects import object_of
from .quantities import Found, locate

__all__ = ["COLUMNS", "Quantity", "commitments", "find_quantities"]

COLUMNS = [
    "region", "region_en", "article_id", "quantity", "unit", "object", "sentence", "low", "high",
    "comparison", "kind", "deadline", "start", "source_start",
]  # fmt: skip

Kind = Literal["target", "change", "level"]
_DEADLINE = re.compile(r"(?:到|至|在|力争)?(?<!\d)(20\d\d)年(底|末|年底|前|之前|以前)?")
_BY = re.compile(r"(?:到|至|力争)$|到|至")
_AIM = re.compile(
    r"力争|确保|目标|计划(?=新|建|实|完|投|用)|拟|预期|争取|要(?!求|素|点|闻|地|件)|将(?!军|近)|努力|安排好|不低于|不少于|"
    r"实现.*目标"
)
_DONE = re.compile(r"去年|五年来|已|累计|完成了|以来|达到了|圆满|完成(?!率)|回顾")
_CHANGE = re.compile(
    r"(?:增长|增加|提高|提升|扩大|下降|降低|减少|缩短|压缩|压减|回落|上升|上调|下调|增|减|升|降)"
    r"(?:了|幅|约|近|超过|超|逾)*$"
)


class Quantity(NamedTuple):
    """A quantity of a sentence and what is known of it."""

    quantity: str
    """As the text writes it, without the unit and words such as 超过."""
    unit: str
    object: str | None
    start: int
    """Place in the sentence."""
    low: float
    high: float
    comparison: str | None
    """以上, 不少于, 约 …"""
    kind: Kind
    deadline: int | None
    """The year by which it is to be so."""


def find_quantities(sentence: str) -> list[Quantity]:
    """Return the quantities of a sentence, in their order.

    Examples
    --------
    >>> for found in find_quantities("到2025年，建设31家产业计量测试中心，覆盖率达到95%以上。"):
    ...     found.quantity, found.unit, found.object, found.comparison, found.kind, found.deadline
    ('31', '家', '产业计量测试中心', None, 'target', 2025)
    ('95', '%', '覆盖率', '以上', 'target', 2025)
    """
    quantities: list[Quantity] = []
    before_it: str | None = None
    end = last = 0
    for found in locate(sentence):
        thing, end = object_of(sentence, found, before_it, end)
        deadline = _deadline(sentence, found)
        kind = _kind(sentence, found, deadline)
        if quantities and sentence[last : found.start] == "、":
            kind = quantities[-1].kind  # 分别增长8%、8.4%
        last = found.end
        quantities.append(
            Quantity(
                found.quantity, found.unit, thing, found.start, found.low, found.high,
                found.comparison, kind, deadline,
            )
        )  # fmt: skip
        before_it = thing
    return quantities


def _deadline(sentence: str, found: Found) -> int | None:
    """The last year before the quantity that is set as a term: 到2025年, 2027年底前."""
    years = [
        int(match[1])
        for match in _DEADLINE.finditer(sentence, 0, found.start)
        if match[2] or re.match("到|至|力争", match[0])
    ]
    return years[-1] if years else None


def _kind(sentence: str, found: Found, deadline: int | None) -> Kind:
    if deadline or (_AIM.search(sentence, 0, found.start) and not _DONE.search(sentence)):
        return "target"
    if found.quantity.startswith("翻") or "百分点" in found.unit:
        return "change"
    return "change" if _CHANGE.search(sentence[: found.start]) else "level"


def commitments(articles: pd.DataFrame, edits: pd.DataFrame | None = None) -> pd.DataFrame:
    """Find quantities with unit and object: 31家产业计量测试中心, 7055项社会公用计量标准.

    Parameters
    ----------
    articles : DataFrame
        A corpus' articles.
    edits : DataFrame, optional
        A corpus' edits; without them source_start is null.

    Returns
    -------
    DataFrame
        One row a quantity, in the order of the text: quantity and unit as the text writes them,
        object (null where the sentence does not name it), the sentence; low and high, the number
        it is worth (equal but for a range such as 3-5家; of 翻一番 the factor 2; in the unit as
        written, 万 and 亿 multiplied out); comparison (以上, 超过, 约 …) or null; kind; deadline, a
        year or null; start, the place in the clean text, and source_start in the source text.

    Notes
    -----
    kind is "target" where a deadline or a word of aiming (力争, 目标, 要 …) stands before it,
    "change" where a verb of growth or decline leads to it without 到 or 至, else "level".

    When it misleads: a quantity may be a past result, a target or a share; kind guesses it by
    single words, the sentence says it. Dates, ordinals, bases (每50公斤), document numbers,
    quoted slogans and small counts in characters (三项任务) are none. How often it is right
    stands in ``tests/quality/test_commitments.py``.
    """
    records = []
    rows = by_region(articles)
    maps = {} if edits is None else source_maps(edits, set(rows["article_id"]))
    for row in rows.itertuples(index=False):
        to_source = maps.get(row.article_id)
        for start, end in sentence_spans(row.text):
            shown = row.text[start:end]
            sentence = shown.strip()
            lead = start + len(shown) - len(shown.lstrip())
            for q in find_quantities(sentence):
                records.append(
                    (row.region, row.region_en, row.article_id, q.quantity, q.unit, q.object,
                     sentence, q.low, q.high, q.comparison, q.kind, q.deadline, lead + q.start,
                     to_source.start(lead + q.start) if to_source else None)
                )  # fmt: skip
    frame = pd.DataFrame(records, columns=COLUMNS)
    return frame.astype({"deadline": "Int64", "start": "Int64", "source_start": "Int64"})
