"""What the figures by period say at their head: one title each, from the frame that is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from liangwen.findings.headline import headline
from liangwen.findings.time import firm, name
from liangwen.findings.wording import missing, pick, rate, sentence, theme_name
from liangwen.periods import period_label

if TYPE_CHECKING:
    import pandas

Row = dict[Any, Any]


def _peak(rows: pandas.DataFrame) -> Row | None:
    """The period in which a theme's interval lies above all others; None where none does."""
    ranked = rows.sort_values("per_10k", ascending=False, kind="stable").to_dict("records")
    first, others = ranked[0], ranked[1:]
    if not others or first["hits"] < 5 or missing(first["low"]):
        return None
    ends = [row["per_10k"] if missing(row["high"]) else row["high"] for row in others]
    return first if float(first["low"]) > max(map(float, ends)) else None


@headline(needs=("period", "theme", "per_10k", "low", "high", "focus"),
          en="The themes by period", zh="各时期的主题")
def headline_theme_by_period(frame: pandas.DataFrame, *, language: str) -> list[str]:
    """Title of the figure theme_by_period: a theme that is densest in one period, if any is."""
    peaks = [row for theme in frame["theme"].unique()
             if (row := _peak(frame[frame["theme"] == theme])) is not None]
    if not peaks:
        return []
    row = max(peaks, key=lambda row: (bool(row["focus"]), row["per_10k"]))
    theme, own = theme_name(row, language), name(row["period"], language)
    value = rate(row["per_10k"])
    return [sentence(pick(language, f"{theme} is densest in the texts of {own}: {value} hits per "
                          "10,000 characters", f"{theme}在{own}的文本中最密集：每万字{value}次")),
            sentence(pick(language, f"{theme} is densest in the texts of {own}",
                          f"{theme}在{own}的文本中最密集"))]


@headline(needs=("period", "term", "verdict", "log_ratio"),
          en="Words of each period's texts against the rest", zh="各时期文本相对于其余时期的特征词")
def headline_keyness_by_period(frame: pandas.DataFrame, *, language: str) -> list[str]:
    """Title of the figure keyness_by_period."""
    best = firm(frame).drop_duplicates("period").sort_values("period").to_dict("records")
    if not best:
        return [pick(language, "No term sets a period apart with certainty",
                     "没有哪个词能确切地区分某一时期")]
    pairs = [pick(language, f"{row['term']} ({period_label(str(row['period']), 'en')})",
                  f"“{row['term']}”（{period_label(str(row['period']), 'zh')}）") for row in best]
    numbers = [n for n in (6, 5, 4, 3, 2, 1) if n <= len(pairs)]
    # The first and the last periods say most of a course.
    return [pick(language, f"Set apart most clearly: {', '.join(part)}",
                 f"最能区分时期的词：{'、'.join(part)}")
            for n in numbers
            for part in [[*pairs[: -(-n // 2)], *(pairs[-(n // 2):] if n > 1 else [])]]]


@headline(needs=("period", "term", "verdict", "log_ratio"),
          en="The rise and fall of words", zh="词语的兴衰")
def headline_terms_by_period(frame: pandas.DataFrame, *, language: str) -> list[str]:
    """Title of the figure terms_by_period."""
    best = firm(frame).drop_duplicates("period").sort_values("period").to_dict("records")
    if len(best) < 2:
        return []
    first, last = best[0], best[-1]
    return [pick(
        language,
        f"From {first['term']} ({period_label(str(first['period']), 'en')}) to {last['term']} "
        f"({period_label(str(last['period']), 'en')}): the rise and fall of words",
        f"词语的兴衰：从“{first['term']}”（{period_label(str(first['period']), 'zh')}）到"
        f"“{last['term']}”（{period_label(str(last['period']), 'zh')}）")]


@headline(needs=("period", "measure", "mean"), en="How the texts are written, period by period",
          zh="各时期文本的写法")
def headline_readability_by_period(frame: pandas.DataFrame, *, language: str) -> list[str]:
    """Title of the figure readability_by_period: where sentences are shortest and longest."""
    rows = frame[(frame["measure"] == "sentence_characters") & frame["low"].notna()]
    if len(rows) < 2:
        return []
    ranked = rows.sort_values(["mean", "period"], kind="stable")
    low, high = ranked.iloc[0].to_dict(), ranked.iloc[-1].to_dict()
    if float(low["high"]) >= float(high["low"]):
        return []
    ends = [(name(row["period"], language), f"{row['mean']:.0f}") for row in (high, low)]
    return [pick(
        language,
        f"Sentences are longest in {ends[0][0]} ({ends[0][1]} characters), shortest in "
        f"{ends[1][0]} ({ends[1][1]})",
        f"{ends[0][0]}的句子最长（平均{ends[0][1]}字），{ends[1][0]}的最短（{ends[1][1]}字）")]
