"""Findings about the lexicon itself: what people who read the sentences say of its hits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from liangwen.findings.wording import counted, listing, missing, percent, pick, theme_name, whole

if TYPE_CHECKING:
    import pandas

#: Below this share of right hits a theme is named as one to read with care.
DOUBTFUL = 0.8


def _row_of_all(frame: pandas.DataFrame) -> dict[Any, Any]:
    rows = frame[frame["theme"] == "all"] if (frame["theme"] == "all").any() else frame
    return dict(rows.iloc[0].to_dict())


def _with_interval(row: dict[Any, Any], name: str, language: str) -> str:
    low, high = (percent(row[f"{name}_{end}"], language) for end in ("low", "high"))
    share = percent(row[name], language)
    return pick(language, f"{share} (95 % interval {low} to {high})",
                f"{share}（95%区间{low}～{high}）")  # fmt: skip


def validated(frame: pandas.DataFrame, *, language: str) -> list[str]:
    """How many hits are right and how many sentences are missed, or that nobody has read any."""
    if len(frame) == 0:
        return [
            pick(
                language,
                "Nobody has coded sampled sentences of this study yet, so it is not known how "
                "many of the themes’ hits are right, nor what the lexicon misses.",
                "本研究尚未对句子作抽样编码，主题命中的准确程度与词典的遗漏情况均未经检验。",
            )
        ]
    row = _row_of_all(frame)
    said = []
    if not missing(row["precision"]):
        said.append(
            pick(
                language,
                f"Of {counted(row['coded_hits'], 'coded sentence')} with a hit, "
                f"{_with_interval(row, 'precision', 'en')} speak of the hit’s theme.",
                f"在{whole(row['coded_hits'])}个已编码的命中句中，"
                f"{_with_interval(row, 'precision', 'zh')}确实谈到该主题。",
            )
        )
    if not missing(row["recall"]):
        said.append(
            pick(
                language,
                f"Of all pairs of a sentence and a theme that it speaks of, the lexicon finds an "
                f"estimated {_with_interval(row, 'recall', 'en')}.",
                f"就全部“句子—所谈主题”而言，词典估计能找到{_with_interval(row, 'recall', 'zh')}。",
            )
        )
    return said


def doubtful(frame: pandas.DataFrame, *, language: str) -> str:
    """The themes of whose coded hits fewer than four in five are right."""
    own = frame[(frame["theme"] != "all") & (frame["precision"] < DOUBTFUL)]
    own = own.sort_values(["precision", "theme"], kind="stable")
    if len(own) == 0:
        return ""
    names = [
        pick(
            language,
            f"{theme_name(row, 'en')} ({whole(row['right_hits'])} of {whole(row['coded_hits'])})",
            f"{theme_name(row, 'zh')}（{whole(row['right_hits'])}/{whole(row['coded_hits'])}）",
        )
        for row in own.to_dict("records")
    ]
    return pick(
        language,
        f"Fewer than four in five coded hits are right for {listing(names, 'en')}.",
        f"已编码命中的正确率不足八成的主题：{listing(names, 'zh')}。",
    )


def agreement(frame: pandas.DataFrame, *, language: str) -> str:
    """How far two codings agree, and who coded, where the study says so."""
    if len(frame) == 0:
        return ""
    row = _row_of_all(frame)
    note = frame.attrs.get("note", {}).get(language, "")
    if not row["both_coded"] or missing(row["kappa"]):
        return str(note)
    both, apart = row["both_coded"], row["disagreements"]
    said = pick(
        language,
        f"Two codings of {counted(both, 'sentence')} differ in {whole(apart) if apart else 'none'} "
        f"(Cohen’s kappa {row['kappa']:.2f}, 95 % interval {row['kappa_low']:.2f} to "
        f"{row['kappa_high']:.2f}).",
        f"对{whole(both)}个句子的两次编码有{whole(apart)}处不一致（Cohen κ为{row['kappa']:.2f}，"
        f"95%区间{row['kappa_low']:.2f}～{row['kappa_high']:.2f}）。",
    )
    return said + (pick(language, " ", "") + str(note) if note else "")
