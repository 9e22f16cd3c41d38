"""From what a reader has chosen to what is shown: an overview and the lines behind it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from liangwen.findings.wording import interval, listing, missing, percent, pick, whole

from .groups import Grouping, by_word
from .holdings import Holdings
from .overview import (
    Row,
    dot_head,
    dot_row,
    heat_head,
    heat_row,
    line_row,
    line_words,
    rate,
    scale_end,
    term_head,
    term_row,
)
from .places import Query
from .state import Drawing, Evidence, Overview, State
from .words import Unanswered, say, sentence_of

#: Rows of the lists at the left, and lines at the right, that stand on a page.
SIDE_ROWS, LINES = 60, 25
#: Terms that are listed; the others are points of the drawing.
TERMS = 60
#: Intervals of terms end here (2 to the 6th is 64 times), unless a dot lies beyond.
EDGE = 6.0
#: With so few themes a cell has room for its hits beside the rate.
FEW_THEMES = 6


def first_state(holdings: Holdings, language: str | None = None) -> State:
    """What the explorer begins with: the first theme with a hit, by the first grouping."""
    settings = holdings.study.settings
    state = State(language or settings.languages[0], holdings.groupings[0])
    state.minimum = settings.minimum_count
    hits = set(holdings.corpus.theme_hits["theme"])
    focus = [theme.id for theme in holdings.corpus.themes.themes if theme.focus]
    ranked = [theme for theme in [*focus, *holdings.themes] if theme in hits]
    state.theme = next(iter([*ranked, *holdings.themes]), "")
    state.mode = "theme" if ranked else "string"
    return settle(holdings, state)


def settle(holdings: Holdings, state: State) -> State:
    """Return the state with groups that its grouping has; others are forgotten."""
    order = holdings.grouping(state.by).order
    focus = state.focus if state.focus in order else order[0]
    reference = state.reference if state.reference in order else None
    return replace(
        state,
        group=state.group if state.group in order else None,
        focus=focus,
        reference=None if reference == focus else reference,
    )


def answer(holdings: Holdings, state: State) -> tuple[Overview, Evidence]:
    """Answer what is chosen; where there is no answer, a sentence says why."""
    try:
        overview = _OVERVIEWS[state.tab](holdings, state)
    except Unanswered as reason:
        told = reason.said(state.language)
        return Overview(message=told), Evidence()
    return overview, evidence(holdings, state)


def evidence(holdings: Holdings, state: State) -> Evidence:
    """Return the places behind what is picked, or the sentence that says why there are none."""
    language, group = state.language, state.group
    if state.tab == "lines":
        query = state.query
    elif state.tab == "themes":
        query = Query("theme", theme=state.theme)
    elif state.picked:
        query, group = Query("word", state.picked), state.focus
    else:
        return Evidence(message=say("pick_term", language))
    groups = holdings.grouping(state.by)
    try:
        found = holdings.places(query, state.sort)
    except Unanswered as reason:
        return Evidence(message=reason.said(language))
    where = "" if group is None else groups.label(group, language)
    names = groups.articles(group) if group is not None else list(holdings.texts)
    if state.tab == "terms" and not found["article_id"].isin(names).any():
        # A term that this side never uses: its lines are those of the other.
        where, names = _other_side(groups, state)
    if group is not None:
        found = found[found["article_id"].isin(names)].reset_index(drop=True)
    what = what_of(holdings, query, language)
    title = f"{what} · {where}" if where else what
    parts = ("lines", _asked(query), state.by, "" if group is None else str(group), state.sort)
    if found.empty:
        return Evidence(title, message=_nothing(query, what).said(language), parts=parts)
    return Evidence(title, _counted(found, len(names), language), found, parts=parts)


def _other_side(groups: Grouping, state: State) -> tuple[str, list[str]]:
    """What the other side of a comparison is called, and its articles."""
    if state.reference is not None:
        return groups.label(state.reference, state.language), groups.articles(state.reference)
    own = set(groups.articles(state.focus))
    return say("rest", state.language), [name for name in groups.of if name not in own]


def _nothing(query: Query, what: str) -> Unanswered:
    if query.mode == "theme":
        return Unanswered("no_hits", what=what)
    key = "not_found_word" if query.mode == "word" else "not_found"
    return Unanswered(key, what="; ".join(query.wanted))


def _counted(places: pd.DataFrame, articles: int, language: str) -> str:
    number, held = len(places), places["article_id"].nunique()
    one = "one_line" if number == 1 else "line_count" if articles > 1 else "lines_alone"
    if articles == 1:
        one = "one_line_alone" if number == 1 else "lines_alone"
    return say(one, language, n=whole(number), m=whole(held), k=whole(articles))


def what_of(holdings: Holdings, query: Query, language: str) -> str:
    """Name what is looked for: “量子”, or a theme, or a theme and one of its terms."""
    if query.mode != "theme":
        return listing([f"“{one}”" for one in query.wanted], language)
    name = pick(language, *holdings.themes[query.theme])
    return f"{name} · {query.term}" if query.term else name


def _asked(query: Query) -> str:
    return query.text or "_".join(filter(None, [query.theme, query.term]))


def _spoken(make: Any) -> dict[str, str]:
    """A text in both languages, for a figure that is drawn in each."""
    return {language: make(language) for language in ("en", "zh")}


def _labelled(frame: pd.DataFrame, groups: Grouping) -> pd.DataFrame:
    """A frame with what its groups are called in each language."""
    return frame.assign(
        label_en=[groups.label(group, "en") for group in frame["group"]],
        label_zh=[groups.label(group, "zh") for group in frame["group"]],
    )


def _dots(
    frame: pd.DataFrame, groups: Grouping, state: State, *, unit: str
) -> tuple[str, list[Row]]:
    """The head and the rows of a dot plot by group."""
    language, end = state.language, scale_end(frame)
    head = dot_head(by_word(state.by, language), end, language)
    rows = []
    for row in frame.to_dict("records"):
        label = groups.label(row["group"], language)
        told = "–" if missing(row["per_10k"]) else rate(row["per_10k"])
        words = f"{label}: {told} {say(unit, language)}"
        rows.append(Row(dot_row(row, label, end, language), words))
    return head, rows


def _lines(holdings: Holdings, state: State) -> Overview:
    language, query = state.language, state.query
    found, groups = holdings.places(query), holdings.grouping(state.by)
    what = what_of(holdings, query, language)
    if found.empty:
        raise _nothing(query, what)
    frame = holdings.rates(query, state.by)
    unit = "per_tokens" if query.mode == "word" else "per_han"
    head, rows = _dots(frame, groups, state, unit=unit)
    outside = int((~found["article_id"].isin(groups.of)).sum())
    note = [say("interval_note", language), say("row_note", language)]
    if outside:
        key = "one_without_group" if outside == 1 else "without_group"
        note.append(say(key, language, n=whole(outside), by=by_word(state.by, language)))
    by = _spoken(lambda spoken: by_word(state.by, spoken))
    drawing = Drawing(
        _plot("plot_group_rates"), _labelled(frame, groups), ("lines", _asked(query), state.by),
        {"title": _spoken(lambda x: _capital(say("figure_lines", x, by=by[x], what=what_of(
            holdings, query, x)))),
         "subtitle": _spoken(lambda x: say(
             "sub_tokens" if query.mode == "word" else "sub_han", x))},
    )  # fmt: skip
    return Overview(what, _by(state, unit), head, rows, groups.order, state.group,
                    pick(language, " ", "").join(note), drawing=drawing)


def _by(state: State, unit: str) -> str:
    """What the rows are, and what the rates are per."""
    by, per = by_word(state.by, state.language), say(unit, state.language)
    return pick(state.language, f"By {by}, {per}", f"按{by}，{per}")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _plot(name: str) -> Any:
    """A plot of `figures`, whose matplotlib is imported when it is drawn and not before."""

    def plot(frame: pd.DataFrame, **options: Any) -> Any:
        from . import figures

        return getattr(figures, name)(frame, **options)

    return plot


def _themes(holdings: Holdings, state: State) -> Overview:
    language, groups = state.language, holdings.grouping(state.by)
    table = holdings.intensity(state.by)
    one = table[table["theme"] == state.theme].reset_index(drop=True)
    name = pick(language, *holdings.themes[state.theme])
    by = _spoken(lambda spoken: by_word(state.by, spoken))
    if state.view == "dots":
        head, rows = _dots(one, groups, state, unit="per_han")
        note = f"{say('interval_note', language)} {say('row_note', language)}"
        drawing = Drawing(
            _plot("plot_group_rates"), _labelled(one, groups), ("theme", state.theme, state.by),
            {"title": _spoken(lambda x: _capital(say("figure_theme", x, by=by[x], what=pick(
                x, *holdings.themes[state.theme])))),
             "subtitle": _spoken(lambda x: say("sub_han", x))},
        )  # fmt: skip
    else:
        head, rows = _heat(table, groups, holdings, state)
        note = say("heat_note", language)
        drawing = Drawing(
            _plot("plot_themes_by_group"), _labelled(table, groups), ("themes", state.by),
            {"title": _spoken(lambda x: say("figure_heat", x, by=by[x]))},
        )  # fmt: skip
    return Overview(name, _cell(one, state, groups), head, rows, groups.order, state.group, note,
                    drawing=drawing)


def _cell(one: pd.DataFrame, state: State, groups: Grouping) -> str:
    """What the picked cell says: hits, rate, interval, and the term that most of it hangs on."""
    if state.group is None:
        return _by(state, "per_han")
    row, language = one[one["group"] == state.group].iloc[0], state.language
    parts = [
        groups.label(state.group, language),
        say("one_cell" if row["hits"] == 1 else "cell", language, hits=whole(row["hits"]),
            rate=rate(row["per_10k"])),
        interval(row["low"], row["high"], language),
    ]  # fmt: skip
    if row["hits"] > 1:
        share = percent(row["top_term_share"], language)
        parts.append(say("mostly", language, share=share, term=row["top_term"]))
    return pick(language, ": ", "：").join([parts[0], pick(language, "; ", "；").join(parts[1:])])


def _heat(
    table: pd.DataFrame, groups: Grouping, holdings: Holdings, state: State
) -> tuple[str, list[Row]]:
    language, top = state.language, float(table["per_10k"].max())
    names = [pick(language, *pair) for pair in holdings.themes.values()]
    head = heat_head(names, state.theme, list(holdings.themes), language)
    rows = []
    for group, part in table.groupby("group", sort=False):
        label, cells = groups.label(group, language), part.to_dict("records")
        html = heat_row(cells, label, top, chosen=state.theme, wide=len(names) <= FEW_THEMES)
        here = next(cell for cell in cells if cell["theme"] == state.theme)
        rows.append(Row(html, f"{label}: {rate(here['per_10k'])} {say('per_han', language)}"))
    return head, rows


def _terms(holdings: Holdings, state: State) -> Overview:
    from .term_plot import term_svg

    language, groups = state.language, holdings.grouping(state.by)
    table = holdings.keyness(state.by, state.focus, state.reference, state.minimum)
    here = _spoken(lambda x: groups.label(state.focus, x))
    there = _spoken(
        lambda x: say("rest", x) if state.reference is None else groups.label(state.reference, x)
    )
    more = state.direction == "more"
    chosen = table[table["log_ratio"] > 0] if more else table[table["log_ratio"] < 0]
    if chosen.empty:
        raise Unanswered("no_more" if more else "no_less")
    listed = chosen.head(TERMS)
    dots = float(listed["log_ratio"].abs().max()) + 0.5
    reach = max(min(EDGE, float(_finite_reach(listed))), dots)
    axes = {name: _spoken(lambda x, of=of, name=name: say(f"axis_{name}", x, group=of[x]))
            for name, of in (("here", here), ("there", there))}  # fmt: skip
    svg = term_svg(table, x_label=axes["there"][language], y_label=axes["here"][language],
                   chosen=state.picked)  # fmt: skip
    rows = [
        Row(term_row(row, reach, language), f"{row['term']}: {row['count']} : "
                                            f"{row['reference_count']}")
        for row in listed.to_dict("records")
    ]
    note = say("term_note", language)
    single = len(groups.articles(state.focus)) == 1
    if single:
        note += pick(language, " ", "") + say("single_note", language)
    title = _spoken(lambda x: say("figure_terms", x, group=here[x], reference=there[x]))
    sub = say("term_list", language, n=whole(len(listed)), total=whole(len(table)))
    drawing = Drawing(
        _plot("plot_term_axes"), table,
        ("terms", state.by, str(state.focus), "" if state.reference is None
         else str(state.reference), str(state.minimum)),
        {"title": title, "x_label": axes["there"], "y_label": axes["here"],
         "note": _spoken(lambda x: say("single_note", x) + pick(x, " ", "")) if single else ""},
    )  # fmt: skip
    return Overview(title[language], sub, svg + term_head(language), rows,
                    listed["term"].tolist(), state.picked or None, note, drawing=drawing)


def _finite_reach(listed: pd.DataFrame) -> float:
    ends = listed[["log_ratio_low", "log_ratio_high"]].abs()
    finite = ends[ends < float("inf")].max().max()
    return EDGE if missing(finite) else finite + 0.2


_OVERVIEWS = {"lines": _lines, "themes": _themes, "terms": _terms}


def line_rows(holdings: Holdings, state: State, places: pd.DataFrame) -> list[Row]:
    """The lines of one page, each with its place; the hits stand below each other."""
    language, groups = state.language, holdings.grouping(state.by)
    lines = holdings.lines(places)
    longest = max((_ems(hit) for hit in lines["hit"]), default=1.0)
    titles = holdings.titles[language]
    rows = []
    for line in lines.to_dict("records"):
        name = line["article_id"]
        label = groups.label(groups.of.get(name), language)
        if state.by == "region" and holdings.is_national(name):
            # No region that is compared, but not without one either.
            label = say("national", language)
        hint = " · ".join(filter(None, [titles[name], holdings.dates[name]]))
        rows.append(Row(line_row(line, label, hint, min(longest, 14.0) + 0.4),
                        say("open_line", language, words=line_words(line, label))))
    return rows


def _ems(text: str) -> float:
    return sum(1.0 if ord(sign) > 0x2E7F else 0.6 for sign in text)


__all__ = [
    "LINES", "SIDE_ROWS", "TERMS", "answer", "evidence", "first_state", "line_rows", "sentence_of",
    "settle", "what_of",
]  # fmt: skip
