"""One text, many texts, none with a region, many with the same name: the sentences stay sensible."""

from __future__ import annotations

import pandas as pd
import pytest

from liangwen.findings import corpus, regions
from liangwen.report.build import _subtitle

BOTH = pytest.mark.parametrize("language", ["en", "zh"])


def articles(*places: str | None, **columns: list) -> pd.DataFrame:
    frame = pd.DataFrame(
        {"article_id": [f"a{n}" for n in range(len(places))], "region": list(places),
         "region_en": [None if p is None else f"Region {p}" for p in places],
         "n_han": [1000 * (n + 1) for n in range(len(places))],
         "title": [f"T{n}" for n in range(len(places))],
         "date": None, "kind": None, "national_document": None, "caution": ""}
    )  # fmt: skip
    return frame.assign(**columns)


def test_a_single_text_is_compared_with_none():
    assert corpus.size(articles("北京"), language="en") == (
        "The study holds a single text of 1,000 Chinese characters."
    )
    assert corpus.size(articles("北京"), language="zh") == "本研究只有一篇文本，1,000个汉字。"
    assert _subtitle(articles("北京"), "en") == "One text, 1,000 Chinese characters"


def test_texts_without_a_region_are_from_no_region():
    frame = articles(None, "全国", None)
    said = corpus.size(frame, language="en")
    assert "three texts, none of which belongs to a province-level region" in said
    assert said.endswith("the longest has 3,000, the shortest 1,000.")
    assert "均不属于某一省级地区" in corpus.size(frame, language="zh")
    assert _subtitle(frame, "en") == "Three texts, 6,000 Chinese characters"
    assert "regions" not in corpus.headline_corpus_overview(frame, language="en")
    assert "0个地区" not in corpus.headline_corpus_overview(frame, language="zh")


def test_one_region_is_no_comparison_of_regions():
    assert _subtitle(articles("北京", "北京"), "en").startswith("A study of two texts from one region")


@BOTH
def test_names_that_texts_share_name_none_of_them(language):
    frame = articles("北京", "北京", "天津", date=[None, None, "2024-01-01"])
    said = corpus.dates(frame, language=language)
    assert ("two texts" in said) if language == "en" else ("2篇文本" in said)


def test_kinds_that_are_not_known_are_counted():
    frame = articles("北京", "天津", "上海", kind=["speech", None, None])
    assert corpus.kinds(frame, language="en") == (
        "The kind is known of one speech; of two others it is not."
    )
    assert corpus.kinds(frame.head(1), language="en") == "They are of one kind: one speech."


def test_many_national_documents_are_counted():
    frame = articles(*"甲乙丙丁戊己", national_document=[f"《D{n}》" for n in range(6)])
    assert len(corpus.national_ties(frame.head(5), language="en")) == 5
    assert corpus.national_ties(frame, language="en") == [
        "Six texts are tied to six documents of the national government; the table of articles "
        "names them."
    ]


def test_a_text_that_shares_its_region_is_named_by_its_title():
    frame = articles("北京", "北京", national_document=["《D》", None])
    assert corpus.national_ties(frame, language="en") == [
        "The text “T0” is tied to a national document, 《D》."
    ]
    assert corpus.national_ties(frame, language="zh") == ["《T0》一文与国家文件《D》相关。"]


def test_many_regions_that_are_never_named_are_counted():
    none = pd.DataFrame(columns=["region", "region_en", "place", "place_en", "level", "mentions"])
    said = regions.own_name(none, articles(*"甲乙丙丁戊己"), language="en")
    assert len(said) == 1 and "of 6 of 6 regions never name their own region" in said[0]
    assert len(regions.own_name(none, articles("甲", "乙"), language="zh")) == 2


@BOTH
def test_losses_of_texts_with_one_name_are_a_range(language):
    rows = [(a, "北京", "Beijing", "menus", gone, 0, gone) for a, gone in (("a", 10), ("b", 50))]
    rows += [(a, "北京", "Beijing", "kept", 0, 0, 100) for a in "ab"]
    frame = pd.DataFrame(rows, columns=["article_id", "region", "region_en", "rule", "removed",
                                        "inserted", "characters"])  # fmt: skip
    said = corpus.cleaning_extremes(frame, language=language)
    assert ("Single texts lost from 9 %" in said) if language == "en" else ("各篇删去的比例自9%" in said)
