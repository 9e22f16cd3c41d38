"""Entries of a source list after GB/T 7714—2015, from what is known and nothing else."""

from __future__ import annotations

import re
from typing import Any

from liangwen.report.text import plain

# Mark of the kind of document (annex B); what is published on a site and is no report is 电子公告.
_MARKS = {"work report": "R"}
_TITLE_WORDS = 24
# A clause of fewer characters (5月15日) names no text; the next one is taken in.
_CLAUSE_WORDS = 8
_CLAUSE = re.compile(r"[，。；：！？,;!?\s]")


def _given_title(text: Any) -> str:
    """A title of the text's first words: one or more clauses, 24 characters at most."""
    whole = plain(text).strip()
    ends = [found.start() for found in _CLAUSE.finditer(whole)]
    end = next((at for at in ends if at >= _CLAUSE_WORDS), len(whole))
    first = whole[:end]
    if not first:
        return "[题名不详]"
    return f"[{first[:_TITLE_WORDS]}{'…' if len(first) > _TITLE_WORDS else ''}（拟题）]"


def reference(
    title: str | None,
    author: str | None = None,
    source: str | None = None,
    date: str | None = None,
    url: str | None = None,
    kind: str | None = None,
    *,
    text: str | None = None,
    accessed: str | None = None,
    online: bool = True,
) -> str:
    """Write an entry as GB/T 7714—2015 (4.6, electronic resources) has it.

    ``author. title[EB/OL]. source, (date)[accessed]. url.``

    Parameters
    ----------
    title, author, source, date, url, kind : str or None
        As in the table articles; what is null is not known.
    text : str, optional
        The article's text: its first words stand in square brackets, marked 拟题, where there is
        no title.
    accessed : str, optional
        Day of the visit; left out where it is not recorded.
    online : bool
        False for what was never on a site (mark [Z] instead of [EB/OL]).

    Returns
    -------
    str
        One line. An author that is not known is left out, as the standard allows in numbered
        lists (8.1.5); a date that is not known is written [日期不详]; nothing is made up.

    Examples
    --------
    >>> reference("深入贯彻实施规划", "陈良贤", "中国市场监管新闻网", "2022-05-20")
    '陈良贤. 深入贯彻实施规划[EB/OL]. 中国市场监管新闻网, (2022-05-20).'
    >>> reference(None, text="为推动国家量值传递，会议召开。")
    '[为推动国家量值传递（拟题）][EB/OL]. [日期不详].'
    """
    mark = _MARKS.get(kind or "", "EB" if online else "Z") + ("/OL" if online else "")
    named = plain(title).rstrip("。.") or _given_title(text)
    when = f"({plain(date)})" if plain(date) else "[日期不详]"
    seen = f"[{plain(accessed)}]" if plain(accessed) else ""
    place = f"{plain(source)}, " if plain(source) else ""
    parts = [plain(author), f"{named}[{mark}]", f"{place}{when}{seen}", plain(url)]
    return ". ".join(part for part in parts if part) + "."
