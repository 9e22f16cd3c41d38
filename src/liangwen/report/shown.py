"""The tables that a report prints: chosen columns, named in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from liangwen.findings.wording import (
    KINDS_ZH,
    SCOPES_ZH,
    columns_wide,
    compared,
    missing,
    percent,
    pick,
    rate,
    whole,
)
from liangwen.leads import Lead
from liangwen.periods import is_period, period_label
from liangwen.report.text import plain
from liangwen.report.tree import Column, Node, Row, Table, led, words

if TYPE_CHECKING:
    import pandas

DASH = "–"


def region_label(row: dict[Any, Any], language: str) -> str:
    """A region as figures name it: "Guangdong 广东" in English, 广东 in Chinese."""
    region, english = row.get("region"), row.get("region_en")
    if missing(region):
        return DASH
    if is_period(str(region)):
        return period_label(str(region), language)
    return f"{english} {region}" if language == "en" and not missing(english) else str(region)


def region_cell(row: dict[Any, Any], language: str) -> list[Node]:
    """A region's label for a narrow column: a long one breaks between its two names."""
    label = region_label(row, language)
    if columns_wide(label) <= 14 or " " not in label:
        return words(label)
    first, last = label.rsplit(" ", 1)
    return [*words(first), {"t": "LineBreak"}, *words(last)]


def theme_label(row: dict[Any, Any], language: str) -> str:
    """A theme by both names in English, by the Chinese one in Chinese."""
    chinese = plain(row.get("theme_zh")) or str(row["theme"])
    english = plain(row.get("theme_en"))
    return f"{english} {chinese}" if language == "en" and english else chinese


def _or_dash(value: Any) -> str:
    return plain(value) or DASH


def _decimal(value: Any, digits: int = 1) -> str:
    if missing(value):
        return DASH
    return f"{float(value):.{digits}f}".replace("-", "−").replace("inf", "∞")


def articles(
    frame: pandas.DataFrame, language: str, *, most: int = 120
) -> tuple[Table, int]:
    """Each article with its kind, date, scope and tie to a national document; the first of many."""
    heads = pick(language, "Text|Title|Kind, scope|Date|National document|Characters|Removed",
                 "文本|标题|种类与范围|日期|相关国家文件|汉字数|删去").split("|")
    widths = (16.5, 21, 14.5, 12, 17, 10.5, 9.5) if language == "en" else (11, 27, 12, 12, 21, 8, 8)
    columns = [Column(head, width, "Right" if place > 4 else "Left")
               for place, (head, width) in enumerate(zip(heads, widths, strict=True))]
    untitled = pick(language, "(without a title)", "（无标题）")
    # Where no text is of a region, a column that says so in each row tells nothing.
    placed = bool(len(compared(frame)))
    if not placed and "year" in frame.columns:
        frame = frame.sort_values("year", kind="stable", na_position="last")
    rows: list[Row] = []
    for row in frame.to_dict("records"):
        kind, scope = plain(row.get("kind")), plain(row.get("scope"))
        if language == "zh":
            kind, scope = KINDS_ZH.get(kind, kind), SCOPES_ZH.get(scope, scope)
        if len(rows) == most:
            break
        rows.append(Row([
            region_cell(row, language) if placed else words(plain(row.get("seed"))),
            led(words(plain(row.get("title")) or untitled),
                Lead("article", "", str(row["article_id"]))),
            pick(language, ", ", "；").join(part for part in (kind, scope) if part) or DASH,
            _day(row), _or_dash(row.get("national_document")),
            whole(row["n_han"]), percent(float(row["removed_share"]), language)]))
    return Table(columns, rows), len(frame) - len(rows)


def _day(row: dict[Any, Any]) -> str:
    """An article's date; the year alone where it is counted in another than its page's."""
    day = plain(row.get("date"))
    year: Any = row.get("year")
    if missing(year) or day.startswith(str(int(year))):
        return day or DASH
    return str(int(year))


def theme_intensity(frame: pandas.DataFrame, language: str) -> tuple[Table, int]:
    """Rates of the themes asked for, grouped by theme, with interval and largest term."""
    heads = pick(
        language,
        "Text|Hits|Per 10,000|95 % interval|Without titles|Sentences|Largest term",
        "文本|命中|每万字|95%区间|剔除标题后|句子占比|首位词条").split("|")
    columns = [Column(head, width, align) for head, width, align in zip(
        heads, (24, 8, 11, 14, 13, 11, 22), ("Left", *["Right"] * 5, "Left"), strict=True)]
    chosen = frame[frame["focus"].astype(bool)]
    rows: list[Row] = []
    for theme in chosen["theme"].unique():
        part = chosen[chosen["theme"] == theme].sort_values(
            ["per_10k", "region"], ascending=[False, True], kind="stable").to_dict("records")
        rows.append(Row(group=theme_label(part[0], language)))
        rows += [_intensity_row(row, language) for row in part]
    return Table(columns, rows), 0


def by_period(frame: pandas.DataFrame, language: str) -> tuple[Table, int]:
    """Rates of the themes asked for, grouped by theme, the periods in the order of time."""
    heads = pick(
        language,
        "Period|Texts|Hits|Per 10,000|95 % interval|Without titles|Largest term",
        "时期|篇数|命中|每万字|95%区间|剔除标题后|首位词条").split("|")
    columns = [Column(head, width, align) for head, width, align in zip(
        heads, (16, 9, 9, 13, 17, 14, 22), ("Left", *["Right"] * 5, "Left"), strict=True)]
    chosen = frame[frame["focus"].astype(bool)]
    chosen = chosen if len(chosen) else frame
    rows: list[Row] = []
    for theme in chosen["theme"].unique():
        part = chosen[chosen["theme"] == theme].sort_values("period", kind="stable")
        told = part.rename(columns={"period": "region"}).to_dict("records")
        rows.append(Row(group=theme_label(told[0], language)))
        for row in told:
            label, hits, per, ends, outside, _, term = _intensity_row(row, language).cells
            rows.append(Row([label, whole(row["articles"]), hits, per, ends, outside, term]))
    return Table(columns, rows), 0


def _intensity_row(row: dict[Any, Any], language: str) -> Row:
    ends = (DASH if missing(row["low"]) or missing(row["high"])
            else f"{rate(row['low'])}{pick(language, '–', '～')}{rate(row['high'])}")
    term = DASH if missing(row.get("top_term")) else (
        f"{row['top_term']} ({percent(row['top_term_share'], 'en')})" if language == "en"
        else f"{row['top_term']}（{percent(row['top_term_share'], 'zh')}）")
    lead = Lead("theme", str(row["region"]), str(row["theme"]))
    return Row([region_cell(row, language), led(words(whole(row["hits"])), lead),
                rate(row["per_10k"]), ends,
                rate(row["per_10k_outside_titles"]), percent(row["sentence_share"], language),
                term])


def validation(frame: pandas.DataFrame, language: str) -> tuple[Table, int]:
    """What coders found of each theme: right hits, precision, recall, agreement."""
    heads = pick(language, "Theme|Right hits|Precision|95 % interval|Recall|95 % interval|Kappa",
                 "主题|正确命中|精确率|95%区间|召回率|95%区间|κ").split("|")
    columns = [Column(head, width, align) for head, width, align in zip(
        heads, (30, 12, 12, 14, 10, 14, 8), ("Left", *["Right"] * 6), strict=True)]
    rows = [Row([theme_label(row, language),
                 f"{whole(row['right_hits'])}/{whole(row['coded_hits'])}",
                 _share(row, "precision"), _ends(row, "precision", language),
                 _share(row, "recall"), _ends(row, "recall", language),
                 _decimal(row["kappa"], 2)])
            for row in frame.to_dict("records")]
    return Table(columns, rows), 0


def _share(row: dict[Any, Any], name: str) -> str:
    return DASH if missing(row[name]) else _decimal(row[name], 2)


def _ends(row: dict[Any, Any], name: str, language: str) -> str:
    low, high = row[f"{name}_low"], row[f"{name}_high"]
    return DASH if missing(low) else (
        f"{_decimal(low, 2)}{pick(language, '–', '～')}{_decimal(high, 2)}")


def keyness(frame: pandas.DataFrame, language: str) -> tuple[Table, int]:
    """The terms that set each text apart most clearly: five a text, three of many texts."""
    heads = pick(language, "Term|Count|In the others|Log ratio|95 % interval|LRC|G2",
                 "词|次数|其余文本|对数比|95%区间|LRC|G2").split("|")
    columns = [Column(head, width, "Left" if place == 0 else "Right") for place, (head, width)
               in enumerate(zip(heads, (24, 10, 14, 12, 18, 10, 10), strict=True))]
    own = frame[frame["lrc"] > 0].sort_values(["lrc", "term"], ascending=[False, True],
                                              kind="stable")
    most = 5 if frame["region"].nunique() <= 12 else 3
    rows, hidden = [], 0
    for region in frame["region"].dropna().unique():
        part = own[own["region"] == region]
        if len(part) == 0:
            continue
        hidden += max(0, len(part) - most)
        rows.append(Row(group=region_label(part.iloc[0].to_dict(), language)))
        for row in part.head(most).to_dict("records"):
            ends = (f"{_decimal(row['log_ratio_low'])}{pick(language, ' to ', '～')}"
                    f"{_decimal(row['log_ratio_high'])}")
            lead = Lead("term", str(region), str(row["term"]))
            rows.append(Row([row["term"], led(words(whole(row["count"])), lead),
                             whole(row["reference_count"]),
                             _decimal(row["log_ratio"]), ends, _decimal(row["lrc"]),
                             _decimal(row["g2"])]))
    return Table(columns, rows), hidden


def commitments(frame: pandas.DataFrame, language: str, *, most: int = 40) -> tuple[Table, int]:
    """Quantities with their objects and the sentences they stand in."""
    heads = pick(language, "Text|Quantity|Object|Sentence", "文本|数量|对象|所在句子").split("|")
    columns = [Column(head, width, align) for head, width, align in zip(
        heads, (18, 12, 20, 50), ("Left", "Right", "Left", "Left"), strict=True)]
    rows = [Row([region_cell(row, language),
                 led(words(f"{plain(row['quantity'])}{plain(row['unit'])}"),
                     Lead("quote", str(row["article_id"]), plain(row["sentence"]))),
                 _or_dash(row["object"]),
                 _around(plain(row["sentence"]), plain(row["quantity"]), 90)])
            for row in frame.head(most).to_dict("records")]
    return Table(columns, rows), max(0, len(frame) - most)


def _around(sentence: str, quantity: str, most: int) -> str:
    """A stretch of a sentence that holds the quantity, cut where it is too long."""
    start = max(0, sentence.find(quantity) - most // 2)
    if start + most >= len(sentence):
        start = max(0, len(sentence) - most)
    cut = sentence[start : start + most]
    return f"{'…' if start else ''}{cut}{'…' if start + most < len(sentence) else ''}"


def duplicates(frame: pandas.DataFrame, language: str, *, most: int = 40) -> tuple[Table, int]:
    """Articles that share text with another, and whether they are counted."""
    heads = pick(language, "Text|Original|Kind|Similarity|Contained|Counted",
                 "文本|原文|类别|相似度|包含度|计入").split("|")
    columns = [Column(head, width, align) for head, width, align in zip(
        heads, (28, 28, 13, 11, 10, 10), (*["Left"] * 3, *["Right"] * 2, "Left"), strict=True)]
    kinds = dict(zip(("duplicate", "excerpt", "review"), pick(
        language, "duplicate|excerpt|for review", "重复|节选|待核").split("|"), strict=True))
    yes, no = pick(language, "yes|no", "是|否").split("|")
    rows = [Row([plain(row["title"]) or row["article_id"],
                 plain(row["original_title"]) or row["original"], kinds[row["kind"]],
                 percent(row["similarity"], language), percent(row["containment"], language),
                 yes if row["counted"] else no])
            for row in frame.head(most).to_dict("records")]
    return Table(columns, rows), max(0, len(frame) - most)


def shared_passages(
    frame: pandas.DataFrame, language: str, *, most: int = 12
) -> tuple[Table, int]:
    """The longest passages that two texts share, common formulae left out, a passage once."""
    heads = pick(language, "Text|Also in|Characters|Passage", "文本|亦见于|字数|段落").split("|")
    columns = [Column(head, width, align) for head, width, align in zip(
        heads, (18, 18, 11, 53), ("Left", "Left", "Right", "Left"), strict=True)]
    own = frame[~frame["common"].astype(bool)].sort_values("characters", ascending=False,
                                                           kind="stable")
    rows = [Row([_named(row, "", language), _named(row, "other_", language),
                 whole(row["characters"]), clip("".join(plain(row["text"]).split()), 90)])
            for row in own.head(most).to_dict("records")]
    return Table(columns, rows), max(0, len(frame) - len(rows)) if rows else 0


def _named(row: dict[Any, Any], side: str, language: str) -> str:
    """An article by its region, or by its file where it has none or is of the whole nation."""
    own = {"region": row[f"{side}region"], "region_en": row[f"{side}region_en"]}
    if missing(own["region"]) or own["region"] == "全国":
        return str(row[f"{side}article_id"])
    return region_label(own, language)


def clip(text: str, most: int, *, end: bool = True) -> str:
    """Cut a text to a number of characters and show where.

    Examples
    --------
    >>> clip("计量发展规划", 4), clip("计量发展规划", 4, end=False)
    ('计量发展…', '…发展规划')
    """
    if len(text) <= most:
        return text
    return f"{text[:most]}…" if end else f"…{text[-most:]}"


TABLES = {"articles": articles, "theme_intensity": theme_intensity, "keyness": keyness,
          "theme_intensity_by_period": by_period,
          "validation": validation,
          "commitments": commitments, "shared_passages": shared_passages,
          "duplicates": duplicates}
