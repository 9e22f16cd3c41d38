"""What cleaning kept and what each rule removed, as shares of the source's characters.

A bar of the whole at the left; at the right a column of bars a rule, on a scale of their own:
where 95 % are kept, the removed part would be a sliver in the bar of the whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from liangwen.cleaning.rule_names import rule_words

from .labels import articles_note, region_labels
from .percents import percent
from .sheet import MARGIN, NO_VALUE, label_column, new_figure, sheet, shortened, write
from .style import (
    BLUE,
    FAINT,
    GREY,
    GROUPS,
    INK,
    NothingToDraw,
    add_axes,
    as_text,
    check_language,
    footnote,
    headline,
    need,
    page_width,
    wrap,
)

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

#: More articles than this are added up by region; more rules than `RULES` are put together.
FEW, RULES = 12, 6
#: Inches of the bar of the whole, of the number behind it, and of that behind a rule's bar.
WHOLE, NUMBER, SMALL = 1.1, 0.44, 0.36

WORDS = {
    "en": {
        "title": "Cleaning kept {kept} of the characters; named rules account for the rest",
        "title_all": "Cleaning kept every character",
        "subtitle": "Share of each source's characters kept (left), and removed or changed by "
                    "each rule (right, on a scale of their own)",
        "subtitle_regions": "Share of the characters of each region's sources kept (left), and "
                            "removed or changed by each rule (right, on a scale of their own)",
        "note": "All {characters} characters of the sources are accounted for: kept and removed "
                "add up to 100 %. {dash} the rule removed nothing there. Characters that a rule "
                "only changed (traditional to simplified) count as removed under its name. ",
        "kept": "kept", "others": "{n} other rules",
        "rest": "Other rules: {rules}. ", "comma": ", ", "no region": "no region",
    },
    "zh": {
        "title": "清洗原样保留了{kept}的字符，其余均由具名规则删除或改写",
        "title_all": "清洗保留了全部字符",
        "subtitle": "各原始文件中保留字符所占比例（左）与各规则删改字符所占比例"
                    "（右，另用刻度）",
        "subtitle_regions": "各地区原始文件中保留字符所占比例（左）与各规则删改字符所占比例"
                            "（右，另用刻度）",
        "note": "原始文件的{characters}个字符全部有账可查：保留与删除之和为100%。"
                "{dash} 表示该规则在此没有删除。仅被改写的字符（如繁体转为简体）计入该规则的删除。",
        "kept": "保留", "others": "其他{n}项规则", "rest": "其他规则：{rules}。", "comma": "、",
        "no region": "无地区",
    },
}


def plot_cleaning_account(
    frame: pd.DataFrame,
    *,
    language: str = "en",
    title: str | None = None,
    subtitle: str | None = None,
    note: str | None = None,
) -> Figure:
    """Draw what was kept of each source, and what each rule removed.

    Parameters
    ----------
    frame : cleaning_account: a row an article and rule, with article_id, region, region_en, rule
        ("kept" or a rule's name) and characters (kept, or removed by the rule); without that
        column `removed` is read, which then holds the characters kept in the row "kept"
    language : "en" or "zh"
    title, subtitle, note : words of your own instead of the computed ones

    Returns
    -------
    A figure with a row an article; with more than 12 articles a row a region (characters of its
    articles added up, then divided).

    Raises
    ------
    NothingToDraw : there is no article, or the sources are empty

    Notes
    -----
    A large removed share says that a page had much around its article, not that text was lost:
    whether the right characters went is a question for the gold texts.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({
    ...     "article_id": ["a", "a"], "region": ["广东"] * 2, "region_en": ["Guangdong"] * 2,
    ...     "rule": ["kept", "pinyin"], "removed": [950, 50]})
    >>> figure = plot_cleaning_account(frame)
    >>> [text.get_text() for axes in figure.axes for text in axes.texts if "%" in text.get_text()]
    ['95 %', '5.0 %']
    """
    check_language(language)
    # An article without a region has its row, too; `need` would leave it out.
    need(frame.drop(columns="region"), ("article_id", "rule", "removed"), "cleaning_account")
    if "characters" in frame:
        frame = frame.assign(removed=frame["characters"])
    words, shares, labels, articles = WORDS[language], *_shares(frame, language)
    rules = _fold(shares, words["others"])
    figure = _draw(shares["kept"], rules, labels, language)
    kept = frame.loc[frame["rule"] == "kept", "removed"].sum() / frame["removed"].sum()
    grouped = articles > len(shares) and articles > FEW
    found = words["title_all" if kept == 1 else "title"].format(kept=percent(kept, language))
    headline(figure, title or found,
             subtitle or words["subtitle_regions" if grouped and len(shares) > 1 else "subtitle"])
    characters = f"{int(frame['removed'].sum()):,}"
    footnote(figure, note or words["note"].format(characters=characters, dash=NO_VALUE)
             + _rest(shares, language) + articles_note(articles, language))
    return figure


def _shares(frame: pd.DataFrame, language: str) -> tuple[pd.DataFrame, list[str], int]:
    """Shares of the characters: a row an article (or region), a column a rule, "kept" first."""
    if frame["removed"].sum() == 0:
        raise NothingToDraw("No source holds a character, so there is no account of cleaning.")
    articles = frame["article_id"].nunique()
    grouped = articles > FEW
    names = region_labels(frame, language)
    frame = frame.assign(region=frame["region"].fillna(""))
    key = "region" if grouped else "article_id"
    table = frame.pivot_table(index=key, columns="rule", values="removed", aggfunc="sum",
                              fill_value=0).reindex(frame[key].unique())
    region = frame.drop_duplicates(key).set_index(key, drop=False)["region"]
    labels = _told_apart([names.get(region[row], WORDS[language]["no region"])
                          for row in table.index])
    if "kept" not in table:
        table["kept"] = 0
    total = table.sum(axis=1)
    shares = table.div(total.where(total > 0, 1), axis=0)
    removed = table.drop(columns="kept").sum().sort_index()
    order = removed[removed > 0].sort_values(ascending=False, kind="stable").index
    return shares[["kept", *order]], labels, articles


def _told_apart(labels: list[str]) -> list[str]:
    """Number the articles of a region that has several."""
    return [
        f"{label} ({labels[:row].count(label) + 1})" if labels.count(label) > 1 else label
        for row, label in enumerate(labels)
    ]


def _fold(shares: pd.DataFrame, others: str) -> pd.DataFrame:
    """The rules by what they removed; what goes beyond the last column is put together."""
    rules = shares.drop(columns="kept")
    if rules.shape[1] <= RULES:
        return rules
    folded = rules.iloc[:, : RULES - 1].copy()
    rest = rules.iloc[:, RULES - 1 :]
    folded[others.format(n=rest.shape[1])] = rest.sum(axis=1)
    return folded


def _rest(shares: pd.DataFrame, language: str) -> str:
    """Names of the rules that were put together, so that none is left unsaid."""
    rest, words = shares.columns[RULES:], WORDS[language]
    if len(shares.columns) - 1 <= RULES:
        return ""
    names = dict.fromkeys(rule_words(rule, language) for rule in rest)
    return words["rest"].format(rules=words["comma"].join(names))


def _draw(kept: pd.Series, rules: pd.DataFrame, labels: list[str], language: str) -> Figure:
    rows, size = len(kept), 8.0 if len(kept) <= FEW else 7.5
    broken, label_width = label_column(labels, size, 1.2 if rows <= FEW else 1.65)
    lines = max(label.count("\n") + 1 for label in broken)
    step = 0.14 * lines + (0.12 if rows <= FEW else 0.05)
    left = MARGIN + label_width + 0.1
    start = left + WHOLE + NUMBER + 0.08
    pitch = min((page_width() - MARGIN - start) / max(rules.shape[1], 1), 1.3)
    heads = [_head(rule_words(rule, language), pitch - 0.06) for rule in rules.columns]
    head = 0.145 * max([head.count("\n") + 1 for head in heads] or [1]) + 0.08
    figure = new_figure(head + step * rows + 0.04)
    axes = sheet(figure)
    write(axes, left, head - 0.05, WORDS[language]["kept"], 7.5, va="bottom", color=BLUE)
    for row, label in enumerate(broken):
        write(axes, left - 0.08, head + (row + 0.5) * step, label, size, ha="right")
    bars = _panel(figure, (left, head, WHOLE, step * rows), 1.0, rows)
    _stack(bars, kept, rules, language)
    top = float(rules.to_numpy().max()) if rules.size else 1.0
    for column, rule in enumerate(rules.columns):
        x = start + column * pitch
        write(axes, x, head - 0.05, heads[column], 7.5, va="bottom", color=as_text(_colour(column)))
        panel = _panel(figure, (x, head, pitch - SMALL, step * rows), top, rows)
        _numbers(panel, rules[rule], top, _colour(column), language)
    return figure


def _head(words: str, width: float) -> str:
    """A rule's words above its column; a single word that is too wide is cut short."""
    return "\n".join(shortened(line, width, 7.5) for line in wrap(words, width, 7.5).split("\n"))


def _colour(column: int) -> str:
    """Blue is what was kept; the rules have the other colours."""
    return GROUPS[1:][column % (len(GROUPS) - 1)]


def _panel(
    figure: Figure, box: tuple[float, float, float, float], top: float, rows: int
) -> Axes:
    panel = add_axes(figure, *box)
    panel.set_xlim(0, top)
    panel.set_ylim(rows - 0.5, -0.5)
    panel.set_axis_off()
    panel.axvline(0, color=FAINT, linewidth=0.8)
    return panel


def _stack(panel: Axes, kept: pd.Series, rules: pd.DataFrame, language: str) -> None:
    """The bar of the whole: kept, then each rule in its colour; the share kept in words."""
    rows, left = range(len(kept)), kept.to_numpy().copy()
    panel.barh(rows, kept, height=0.55, color=BLUE)
    for column, rule in enumerate(rules.columns):
        panel.barh(rows, rules[rule], left=left, height=0.55, color=_colour(column))
        left = left + rules[rule].to_numpy()
    for row, share in enumerate(kept):
        panel.text(1.04, row, percent(share, language), fontsize=7.5, va="center", color=INK)


def _numbers(panel: Axes, shares: pd.Series, top: float, colour: str, language: str) -> None:
    """Bars of one rule, the share where the bar ends."""
    panel.barh(range(len(shares)), shares, height=0.55, color=colour)
    for row, share in enumerate(shares):
        panel.annotate(
            percent(share, language) if share > 0 else NO_VALUE, (share, row), xytext=(3, 0),
            textcoords="offset points", fontsize=7, va="center",
            color=INK if share > 0 else GREY, annotation_clip=False,
        )
