"""What the corpus holds: length, kind, date and subject of each article.

Three forms: a row an article with its whole title (up to `FEW`), a line an article (up to
`LINES`), and beyond that a row a region with counts by year and by kind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .corpus_by_region import by_region, over_time
from .corpus_words import WORDS, length_bars, word
from .labels import region_labels
from .sheet import (
    MARGIN,
    NO_VALUE,
    clipped_lines,
    label_column,
    new_figure,
    sheet,
    shortened,
    write,
)
from .style import (
    EMPTY,
    GREY,
    INK,
    RUST,
    add_axes,
    check_language,
    footnote,
    headline,
    need,
    page_width,
    wrap,
)

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

FEW, LINES = 12, 45
#: Scopes of texts whose subject is not their own province.
ELSEWHERE = ("national document", "event")


def plot_corpus_overview(
    frame: pd.DataFrame,
    *,
    language: str = "en",
    title: str | None = None,
    subtitle: str | None = None,
    note: str | None = None,
) -> Figure:
    """Draw what each article of the corpus is.

    Parameters
    ----------
    frame : articles: a row an article, with region, region_en, n_han, kind, scope, date,
        date_basis, title (kind, scope, date, title and region may be null)
    language : "en" or "zh"
    title, subtitle, note : words of your own instead of the computed ones

    Returns
    -------
    A figure with a row an article; with more than 45 articles a row a region.

    Raises
    ------
    NothingToDraw : the corpus holds no article

    Notes
    -----
    A long bar is a long text, not an important one.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({
    ...     "region": ["广东"], "region_en": ["Guangdong"], "n_han": [3302], "kind": ["commentary"],
    ...     "scope": ["province"], "date": ["2022-05-20"], "date_basis": ["publication"],
    ...     "title": ["构建“大计量”工作格局"]})
    >>> plot_corpus_overview(frame).texts[0].get_text()
    'The corpus: 1 article and 3,302 Chinese characters'
    """
    check_language(language)
    # An article without a region has its row, too; `need` would leave it out.
    need(frame.drop(columns="region"), ("n_han", "kind", "scope", "date", "title"), "articles")
    words = WORDS[language]
    grouped = len(frame) > LINES
    figure = by_region(frame, language) if grouped else _by_article(frame, language)
    n = words["article"] if len(frame) == 1 else words["articles"].format(n=len(frame))
    headline(
        figure,
        title or words["title"].format(n=n, han=f"{int(frame['n_han'].sum()):,}"),
        subtitle or words[_subtitle(frame) if grouped else "subtitle"],
    )
    footnote(figure, note or _note(frame, words, grouped))
    return figure


def _subtitle(frame: pd.DataFrame) -> str:
    return "subtitle_periods" if over_time(frame) else "subtitle_regions"


def _note(frame: pd.DataFrame, words: dict, grouped: bool) -> str:
    other = int(frame["scope"].isin(ELSEWHERE).sum())
    if not grouped:
        return (words["rust"] if other else "") + words["note"]
    undated = int(frame["year" if over_time(frame) else "date"].isna().sum())
    over = "note_periods" if undated else "note_dated"
    note = words[over if over_time(frame) else "note_regions"]
    return note.format(n=len(frame), other=other, undated=undated, dash=NO_VALUE)


def _by_article(frame: pd.DataFrame, language: str) -> Figure:
    """A row an article; the title in full while there are few, on one line otherwise."""
    words, few = WORDS[language], len(frame) <= FEW
    size = 8.0 if few else 7.5
    labels = region_labels(frame, language)
    regions = [labels.get(region, words["no region"]) for region in frame["region"]]
    regions, label_width = label_column(regions, size, 1.05 if few else 1.65)
    start = MARGIN + label_width + 0.12
    steps = (0.0, 0.92, 1.62, 2.5) if few else (0.0, 0.86, 1.49, 2.52)
    kind, date, about, last = (start + 1.05 + x for x in steps)
    cells, heights = [], []
    for row in frame.itertuples(index=False):
        texts = _cells(row, language, size, few, page_width() - MARGIN - last)
        cells.append(texts)
    for region, texts in zip(regions, cells, strict=True):
        lines = max(text.count("\n") + 1 for text in [region, *texts])
        heights.append(lines * size * 1.25 / 72 + (0.14 if few else 0.06))
    head = 0.24
    figure = new_figure(head + sum(heights) + 0.02)
    axes = sheet(figure)
    for x, text in zip((MARGIN, start, kind, date, about, last), words["heads"], strict=True):
        write(axes, x, head / 2, text, 7.5, color=GREY)
    middles, y = [], head
    for region, texts, height, row in zip(
        regions, cells, heights, frame.itertuples(index=False), strict=True
    ):
        edge = MARGIN / page_width()
        axes.axhline(y, edge, 1 - edge, color=EMPTY, linewidth=0.5)
        middle = y + height / 2
        write(axes, MARGIN, middle, region, size)
        colours = _colours(row)
        for x, text, colour in zip((kind, date, about, last), texts, colours, strict=True):
            write(axes, x, middle, text, size, color=colour)
        middles.append(middle)
        y += height
    bars = add_axes(figure, start, 0, 1.0, head + sum(heights) + 0.02)
    bars.set_ylim(head + sum(heights) + 0.02, 0)
    length_bars(bars, middles, [int(n) for n in frame["n_han"]], size - 0.5)
    return figure


def _cells(row: Any, language: str, size: float, few: bool, width: float) -> list[str]:
    """Kind, date, subject and title of an article, wrapped to their columns."""
    words = WORDS[language]
    date = row.date if isinstance(row.date, str) and row.date else words["no date"]
    basis = getattr(row, "date_basis", None)
    if few and date == row.date and isinstance(basis, str) and basis.startswith("event"):
        date = f"{date}\n{words['event day']}"
    heading = row.title if isinstance(row.title, str) and row.title else words["no title"]
    kind, scope = (word(value, language, words["unknown"]) for value in (row.kind, row.scope))
    if not few:
        return [shortened(kind, 0.82, size), date, shortened(scope, 1.0, size),
                shortened(heading, width, size)]
    return [wrap(kind, 0.88, size), date, wrap(scope, 0.84, size),
            clipped_lines(wrap(heading, width, size), 4)]


def _colours(row: Any) -> list[str]:
    """Grey for what is unknown, rust for a subject that is not the text's province."""
    foreign = row.scope in ELSEWHERE
    return [
        INK if isinstance(row.kind, str) else GREY,
        INK if isinstance(row.date, str) else GREY,
        RUST if foreign else INK if isinstance(row.scope, str) else GREY,
        INK if isinstance(row.title, str) else GREY,
    ]
