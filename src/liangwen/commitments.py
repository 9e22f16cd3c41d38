"""Commitments: quantities with their unit, what they count, and their sentence."""

from __future__ import annotations

import re

import pandas as pd

from .compared import by_region
from .textunits import sentence_spans

_UNITS = (
    "万亿元|亿元|万元|元|个百分点|百分点|平方公里|公里|千米|亩|万吨|吨|万千瓦|千瓦|家次|家|项次|项|种类|种|"
    "台件|台套|台|件套|件|套|个|所|座|条|批次|批|户次|户|人次|名|人|场次|场|张|份|类|处|支|期|倍|%|％|‰"
)
_NUMBER = r"(?:\d+(?:[.,，]\d+)*|[一二两三四五六七八九十百千]+(?=余|多|万|亿))"
_QUANTITY = re.compile(
    rf"(?P<quantity>(?:超过|不少于|不低于|达到|约|近|逾|累计)?{_NUMBER}(?:万|亿|千|百)?(?:余|多)?(?:万|亿)?)"
    rf"\s?(?P<unit>{_UNITS})(?P<more>以上|左右|多)?"
)
# What is counted follows the unit, up to the next mark or function word.
_OBJECT = re.compile(
    r"[的个]?(?P<object>[A-Za-z\u4e00-\u9fff“”]{2,16}?)(?=[，,。；;、：:！？\n)）]|$|和|与|及|以|在|并|等|，|被|将|用于|为)"
)
# Where nothing follows, what is counted stands before: 检定校准体温计20多万件.
_OBJECT_BEFORE = re.compile(r"(?P<object>[\u4e00-\u9fff]{2,14})$")
_ORDINAL = re.compile(r"第$")
COLUMNS = ["region", "region_en", "article_id", "quantity", "unit", "object", "sentence"]


def commitments(articles: pd.DataFrame) -> pd.DataFrame:
    """Find quantities with unit and object: 31家产业计量测试中心, 7055项社会公用计量标准.

    Returns
    -------
    DataFrame
        One row a quantity, in the order of the text; `object` is null where none follows.

    Notes
    -----
    When it misleads: a quantity may be a count, a target or a share; the sentence says which.
    Dates, ordinals and numbers of documents are no quantities.
    """
    records = []
    for row in by_region(articles).itertuples(index=False):
        for start, end in sentence_spans(row.text):
            sentence = row.text[start:end].strip()
            for quantity, unit, thing in find_quantities(sentence):
                records.append(
                    (row.region, row.region_en, row.article_id, quantity, unit, thing, sentence)
                )
    return pd.DataFrame(records, columns=COLUMNS)


def find_quantities(sentence: str) -> list[tuple[str, str, str | None]]:
    """Return (quantity, unit, object) of each quantity in a sentence.

    Examples
    --------
    >>> find_quantities("建设31家产业计量测试中心,培育4200多家检验检测机构。")
    [('31', '家', '产业计量测试中心'), ('4200多', '家', '检验检测机构')]
    """
    found: list[tuple[str, str, str | None]] = []
    for match in _QUANTITY.finditer(sentence):
        if _ORDINAL.search(sentence[: match.start()]):
            continue
        behind = _OBJECT.match(sentence, match.end())
        thing = behind or _OBJECT_BEFORE.search(sentence[: match.start()])
        name = thing["object"].strip("“”") if thing else None
        found.append((match["quantity"] + (match["more"] or ""), match["unit"], name or None))
    return found
