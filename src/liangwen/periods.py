"""Time as an axis: the year that an article is of, and the periods in which articles are compared.

A period is a year, or a stretch of ten (fifty, a hundred) years. Which, a rule decides from the
dated articles; `period` in study.toml overrules it.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from .regions import NATIONAL

if TYPE_CHECKING:
    import pandas as pd

#: What `period` in study.toml may say.
CHOICES = ("auto", "year", "decade", "none")
#: As many periods at most stand side by side in a figure and are compared without being asked for.
MOST_COMPARED = 12
#: Where several regions are compared, a period must hold so many articles on average: with fewer
#: it is its region that sets it apart.
FEWEST_EACH = 2.0
#: Lengths in years of what follows on single years.
LENGTHS = (10, 50, 100)
#: Where the titles of more than this share of the articles name other years than the dates, the
#: dates are in doubt.
MANY_DISAGREE = 0.1
#: File names are believed where so many of them name one year, and so many titles agree.
MOST_AGREE = 0.9
#: Where the years come from, in a series' ``attrs``.
BASIS = "years_from"

# A year in a title: 2021年, 2021—2035年.
_TITLE_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=\s*(?:年|[-—–～~至]))")
_NAME_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


class Periods(NamedTuple):
    """The periods of a study: none where `names` is empty.

    Attributes
    ----------
    length : int
        Years of a period; 1 for single years.
    names : list of str
        Those that have an article, in the order of time: 1954, or 1950–1959.
    why : str
        Why there are none: "no dates", "one period", "too few articles", "asked for none",
        "dates in doubt"; else empty.
    """

    length: int
    names: list[str]
    why: str = ""


def name_of(start: int, length: int) -> str:
    """Write a period by its first year and its length.

    Examples
    --------
    >>> name_of(1954, 1), name_of(1950, 10)
    ('1954', '1950–1959')
    """
    return str(start) if length == 1 else f"{start}–{start + length - 1}"


def first_year(name: str) -> int:
    """Read the first year of a period's name.

    Examples
    --------
    >>> first_year("1950–1959")
    1950
    """
    return int(name[:4])


def period_label(name: str, language: str) -> str:
    """Write a period as a reader says it.

    Examples
    --------
    >>> [period_label(name, "en") for name in ("1950–1959", "1954", "1951–1955")]
    ['1950s', '1954', '1951–1955']
    >>> [period_label(name, "zh") for name in ("1950–1959", "1954", "1951–1955")]
    ['1950年代', '1954年', '1951–1955年']
    """
    first, _, last = name.partition("–")
    if not last:
        return f"{first}年" if language == "zh" else first
    if first.endswith("0") and int(last) - int(first) == 9:
        return f"{first}年代" if language == "zh" else f"{first}s"
    return f"{name}年" if language == "zh" else name


def is_period(name: str) -> bool:
    """Whether a text is a period's name, and so not a region's."""
    return re.fullmatch(r"\d{4}(–\d{4})?", name) is not None


def years(articles: pd.DataFrame) -> pd.Series:
    """Return the year that each article is of, null where nothing tells it.

    Parameters
    ----------
    articles : DataFrame
        A corpus' articles.

    Returns
    -------
    Series
        The year of `date`. Where the titles of more than a tenth of the articles name other years
        than the dates (a page of 2006 that holds a report of 1978), and nine in ten of the files'
        names hold one year with which the titles agree, the year in the file's name; dates that a
        person wrote (catalog, or a table's column) stand. ``attrs["years_from"]`` is "date" or
        "file names".

    Notes
    -----
    When it misleads: a file's name may name the year of collection. It is asked only where the
    dates are disproved by the titles, and believed only where the titles bear it out.
    """
    import pandas as pd

    found = pd.to_datetime(articles["date"]).dt.year.astype("Int64")
    found.attrs[BASIS] = "date"
    by_hand = _by_hand(articles)
    if not {"title", "seed"} <= set(articles.columns) or by_hand.all():
        return found
    doubted = articles[~by_hand]
    if not in_doubt(doubted, found[~by_hand]):
        return found
    named = doubted["seed"].map(_year_in_name).astype("Int64")
    titles = disagreeing(doubted, named)
    told = doubted["title"].map(lambda title: bool(_title_years(title)))
    if named.notna().mean() < MOST_AGREE or len(titles) > (1 - MOST_AGREE) * max(told.sum(), 1):
        return found
    found = found.where(by_hand, named.reindex(found.index).fillna(found))
    found.attrs[BASIS] = "file names"
    return found


def _by_hand(articles: pd.DataFrame) -> pd.Series:
    import pandas as pd

    if "date_basis" not in articles.columns:
        return pd.Series(False, articles.index)
    return articles["date_basis"].isin(["catalog", "row"])


def _year_in_name(seed: str) -> int | None:
    """The one year that a file's name holds; None for none or several."""
    path, _, key = seed.partition("#")
    found = set(_NAME_YEAR.findall(key or PurePosixPath(path).stem))
    return int(found.pop()) if len(found) == 1 else None


def _title_years(title: object) -> list[int]:
    return [int(year) for year in _TITLE_YEAR.findall(title)] if isinstance(title, str) else []


def disagreeing(articles: pd.DataFrame, year: pd.Series) -> list[str]:
    """Return the ids of articles whose title names years, all far from the given one.

    One year more or less is no disagreement: reports look ahead and back.
    """
    import pandas as pd

    rows = zip(articles["article_id"], articles["title"], year, strict=True)
    return [
        name
        for name, title, own in rows
        if not pd.isna(own)
        and (named := _title_years(title))
        and min(abs(int(own) - other) for other in named) > 1
    ]


def in_doubt(articles: pd.DataFrame, year: pd.Series) -> bool:
    """Whether the titles of many articles name other years than these."""
    known = int(year.notna().sum())
    return len(disagreeing(articles, year)) > MANY_DISAGREE * known if known else False


def choose(articles: pd.DataFrame, *, setting: str = "auto") -> Periods:
    """Choose the periods in which articles are compared.

    Parameters
    ----------
    articles : DataFrame
        A corpus' articles.
    setting : {"auto", "year", "decade", "none"}
        "year" and "decade" are taken as they are, also where the rule would take none.

    Returns
    -------
    Periods
        By the rule ("auto"): single years where the dated articles span twelve years or fewer,
        else decades (stretches of 50 or 100 years where there would be more than twelve). None
        where all are of one period, where dates are in doubt (see `years`), and where several
        regions are compared and a period holds fewer than two articles on average.

    Notes
    -----
    When it misleads: the borders of decades are those of the calendar, not of history.
    """
    own = years(articles)
    if setting == "none":
        return Periods(1, [], "asked for none")
    known = own.dropna().astype(int)
    if known.empty:
        return Periods(1, [], "no dates")
    length = _length(known, setting)
    starts = sorted(set((known // length * length).tolist()))
    names = [name_of(start, length) for start in starts]
    if len(names) < 2:
        return Periods(length, [], "one period")
    if setting == "auto":
        if {"title", "seed"} <= set(articles.columns) and in_doubt(articles, own):
            return Periods(length, [], "dates in doubt")
        regions = set(articles["region"].dropna()) - {NATIONAL}
        if len(regions) > 1 and len(known) < FEWEST_EACH * len(names):
            return Periods(length, [], "too few articles")
    return Periods(length, names)


def _length(known: pd.Series, setting: str) -> int:
    if setting in ("year", "decade"):
        return {"year": 1, "decade": 10}[setting]
    first, last = int(known.min()), int(known.max())
    if last - first < MOST_COMPARED:
        return 1
    fitting = (n for n in LENGTHS if last // n - first // n < MOST_COMPARED)
    return next(fitting, LENGTHS[-1])


def period_values(articles: pd.DataFrame, *, setting: str = "auto") -> pd.Series:
    """Return the name of each article's period, missing where it has no year or there are none."""
    import pandas as pd

    found = choose(articles, setting=setting)
    own = years(articles)
    if not found.names:
        return pd.Series(None, articles.index, dtype="str")
    start = own // found.length * found.length
    named = [None if pd.isna(year) else name_of(int(year), found.length) for year in start]
    return pd.Series(named, articles.index, dtype="str")
