"""What regions, themes and places are called in a figure.

English figures print both names (Guangdong 广东), so that a reader can go from the figure to the
text; Chinese figures print the Chinese name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from liangwen.errors import LiangwenError
from liangwen.periods import is_period, period_label

from .fonts import text_width, wrap
from .style import check_language

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

#: Kinds of article in Chinese; in English they are printed as they stand in the table.
KINDS_ZH = {
    "event report": "活动报道", "commentary": "评论", "interpretation": "解读", "speech": "讲话",
    "plan": "规划", "regulation": "法规", "notice": "通知", "work report": "工作报告",
}


def _text(value: object) -> str:
    """A cell as text; a missing value (None, NaN, NA) is the empty string."""
    return value if isinstance(value, str) else ""


def _labels(
    frame: pd.DataFrame, key: str, chinese: str, english: str, language: str, gap: str
) -> dict[str, str]:
    """Labels by key, in the order of first appearance; keys that are null are left out."""
    check_language(language)
    columns = [key, chinese, english] if english in frame else [key, chinese]
    rows = frame[columns].drop_duplicates(key).dropna(subset=[key])
    labels = {}
    for row in rows.itertuples(index=False):
        name, other = _text(row[1]) or row[0], _text(row[2]) if len(row) > 2 else ""
        labels[row[0]] = f"{other}{gap}{name}" if language == "en" and other else name
    return labels


def region_labels(frame: pd.DataFrame, language: str) -> dict[str, str]:
    """Label of each region of a frame: {region: label}, in the order of first appearance.

    Parameters
    ----------
    frame : any table with the columns region and region_en; a period may stand in the place of a
        region
    language : "en" or "zh"

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"region": ["广东", "全国"], "region_en": ["Guangdong", "National"]})
    >>> region_labels(frame, "en")
    {'广东': 'Guangdong 广东', '全国': 'National 全国'}
    >>> region_labels(frame, "zh")
    {'广东': '广东', '全国': '全国'}
    """
    labels = _labels(frame, "region", "region", "region_en", language, " ")
    return {
        key: period_label(key, language) if is_period(str(key)) else label
        for key, label in labels.items()
    }


def theme_labels(frame: pd.DataFrame, language: str) -> dict[str, str]:
    """Label of each theme of a frame: {theme: label}, in the order of first appearance.

    Parameters
    ----------
    frame : any table with the columns theme, theme_zh, theme_en
    language : "en" or "zh"

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"theme": ["quantum"], "theme_zh": ["量子计量"],
    ...                       "theme_en": ["quantum metrology"]})
    >>> theme_labels(frame, "en"), theme_labels(frame, "zh")
    ({'quantum': 'quantum metrology 量子计量'}, {'quantum': '量子计量'})
    """
    return _labels(frame, "theme", "theme_zh", "theme_en", language, " ")


def theme_names(frame: pd.DataFrame, language: str) -> dict[str, str]:
    """Name of each theme in one language only, for sentences and crowded places."""
    check_language(language)
    column = "theme_en" if language == "en" else "theme_zh"
    rows = frame[["theme", column]].drop_duplicates("theme")
    return {theme: _text(name) or theme for theme, name in rows.itertuples(index=False)}


def place_labels(frame: pd.DataFrame, language: str) -> dict[str, str]:
    """Label of each place of region_mentions: {place: label}; place_en may be null."""
    return _labels(frame, "place", "place", "place_en", language, " ")


def fitted(label: str, width: float, size: float) -> str:
    """A label on one line where it fits into ``width`` inches, else broken between its names.

    "quantum metrology 量子计量与国际单位制变革" breaks first before the Chinese; what is still too
    long is wrapped.

    Examples
    --------
    >>> fitted("Guangdong 广东", 2.0, 9)
    'Guangdong 广东'
    >>> fitted("quantum metrology 量子计量与国际单位制变革", 1.6, 9)
    'quantum metrology\\n量子计量与国际单位制变革'
    """
    if text_width(label, size) <= width:
        return label
    cut = next((i for i, c in enumerate(label) if i and "一" <= c <= "鿿"
                and label[i - 1] == " "), None)
    if cut is None:
        return balanced(label, width, size)
    return f"{balanced(label[: cut - 1], width, size)}\n{balanced(label[cut:], width, size)}"


def balanced(text: str, width: float, size: float) -> str:
    """A text in as few lines as `wrap` makes, but of similar length: no last line of one character.

    Examples
    --------
    >>> print(balanced("量值传递溯源与计量基准标准", 1.25, 7.5))
    量值传递溯源与
    计量基准标准
    """
    lines = wrap(text, width, size).count("\n")
    while lines and width > 0.2 and wrap(text, width - 0.02, size).count("\n") == lines:
        width -= 0.02
    return wrap(text, width, size)


def articles_note(articles: int, language: str) -> str:
    """The words that close a note: "n = 5 articles." or 共5篇文章。

    Examples
    --------
    >>> articles_note(1, "en").replace("\\u00a0", " "), articles_note(5, "zh")[-5:]
    ('n = 1 article.', '5篇文章。')
    """
    # No-break spaces: a line must not end with "n =".
    if language == "zh":
        return f"n\u00a0=\u00a0{articles:,}篇文章。"
    return f"n\u00a0=\u00a0{articles:,} article{'' if articles == 1 else 's'}."


def ordered_themes(frame: pd.DataFrame) -> tuple[list[str], list[str]]:
    """Themes that were asked for first, and the others by falling pooled rate.

    Parameters
    ----------
    frame : a theme table with theme, focus, and hits and han (or observed)

    Returns
    -------
    (focus themes in the frame's order, the others; ties in the frame's order)
    """
    flags = frame.drop_duplicates("theme").set_index("theme")["focus"]
    focus = [theme for theme in flags.index if flags[theme]]
    amount = "hits" if "hits" in frame else "observed"
    totals = frame.groupby("theme", sort=False)[amount].sum()
    rest = totals[~totals.index.isin(focus)].sort_values(ascending=False, kind="stable")
    return focus, list(rest.index)


def chosen_themes(frame: pd.DataFrame, themes: Sequence[str] | None, *, most: int = 3) -> list[str]:
    """The themes to draw: those named, else the focus themes, else the ``most`` frequent ones.

    Focus themes come in the order of ``frame.attrs["themes"]`` where a table tells it (a list of
    ids), else as they first appear.

    Raises
    ------
    LiangwenError
        for a theme that the frame does not hold
    """
    known = list(frame["theme"].drop_duplicates())
    if themes is not None:
        unknown = [theme for theme in themes if theme not in known]
        if unknown:
            raise LiangwenError(
                f"no theme {', '.join(map(repr, unknown))}: choose from {', '.join(known)}."
            )
        return list(themes)
    if "focus" in frame and frame["focus"].any():
        focus = list(frame.loc[frame["focus"].astype(bool), "theme"].drop_duplicates())
        # A table of hits has its themes in the order of the hits, unless it tells the lexicon's.
        order = {theme: i for i, theme in enumerate(frame.attrs.get("themes", ()))}
        return sorted(focus, key=lambda theme: order.get(theme, len(order)))
    if "hits" in frame:
        return list(frame.groupby("theme", sort=False)["hits"].sum()
                    .sort_values(ascending=False, kind="stable").index[:most])
    return list(frame["theme"].value_counts(sort=True).index[:most])


def count_articles(frame: pd.DataFrame) -> int:
    """Number of articles behind a theme table: all of each region, with hits or without.

    Examples
    --------
    >>> import pandas as pd
    >>> count_articles(pd.DataFrame({"region": ["广东", "广东", "天津"], "articles": [3, 3, 1],
    ...                              "articles_with_hits": [1, 0, 1]}))
    4
    """
    return int(frame.groupby("region")["articles"].max().sum())
