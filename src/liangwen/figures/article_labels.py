"""What single articles are called in a figure: by their region where that tells them apart."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pandas as pd

from .style import check_language

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Characters of a file's name that a label holds.
_LONGEST = 16


def both_sides(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the articles of a table of pairs, of either side: article_id, region, region_en, role.

    One row an article, in the order of first appearance. `role` is "study" where the table does
    not say.
    """
    parts = []
    for prefix in ("", "other_"):
        part = frame[[f"{prefix}{name}" for name in ("article_id", "region", "region_en")]]
        part = part.set_axis(["article_id", "region", "region_en"], axis=1)
        parts.append(part.assign(role=frame.get(f"{prefix}role", "study")))
    return pd.concat(parts).drop_duplicates("article_id").reset_index(drop=True)


def article_labels(articles: pd.DataFrame, language: str) -> dict[str, str]:
    """Label each article: its region; the file's name beside it, or alone, where regions repeat.

    Parameters
    ----------
    articles : DataFrame
        With article_id, region and region_en, one row an article.
    language : "en" or "zh"

    Examples
    --------
    >>> frame = pd.DataFrame({"article_id": ["a.txt", "b.txt", "c.txt"],
    ...                       "region": ["广东", None, "全国"],
    ...                       "region_en": ["Guangdong", None, "National"]})
    >>> article_labels(frame, "en")
    {'a.txt': 'Guangdong 广东', 'b.txt': 'b', 'c.txt': 'National 全国'}
    """
    check_language(language)
    rows = list(articles[["article_id", "region", "region_en"]].itertuples(index=False))
    regions = Counter(row.region for row in rows if isinstance(row.region, str))
    alone = len(regions) < 2 and len(rows) > 1
    return _told_apart({
        row.article_id: _label(row, regions, language, alone=alone) for row in rows
    })


def _label(row: object, regions: Counter[str], language: str, *, alone: bool) -> str:
    region, english = getattr(row, "region", None), getattr(row, "region_en", None)
    name = _short(str(getattr(row, "article_id", "")))
    if not isinstance(region, str) or alone:
        return name
    known = f"{english} {region}" if language == "en" and isinstance(english, str) else region
    if regions[region] == 1:
        return known
    return f"{region} · {name}"


def _short(article_id: str) -> str:
    seed, _, key = article_id.partition("#")
    name = key or PurePosixPath(seed).stem
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"


def _told_apart(labels: dict[str, str]) -> dict[str, str]:
    """Number the labels that are still the same."""
    same: Iterable[str] = [label for label, count in Counter(labels.values()).items() if count > 1]
    seen: Counter[str] = Counter()
    for article_id, label in labels.items():
        if label in same:
            seen[label] += 1
            labels[article_id] = f"{label} ({seen[label]})"
    return labels
