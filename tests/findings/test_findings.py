"""The data changes, and the sentence changes or falls silent."""

from __future__ import annotations

import itertools
import re

import pandas as pd
import pytest

from liangwen.findings import certainty, corpus, found, keywords, regions, themes
from liangwen.findings.summary import HEADLINES, headline_of
from liangwen.findings.wording import TITLE_COLUMNS, columns_wide
from liangwen.measures.clustered import rate_across

BOTH = pytest.mark.parametrize("language", ["en", "zh"])


def theme_rows(tables, theme):
    frame = tables["theme_intensity"]
    return frame[frame["theme"] == theme].copy()


def with_value(frame, region, **values):
    frame = frame.copy()
    for column, value in values.items():
        frame.loc[frame["region"] == region, column] = value
    return frame


# themes


def test_the_leader_is_named_with_rate_interval_and_hits(tables):
    said = themes.leader(theme_rows(tables, "dual_carbon"), language="en")
    assert said.startswith("The Sichuan–Chongqing text speaks most of dual carbon: 84 hits per")
    assert "95 % interval 42–150; 11 hits" in said
    assert "its interval lies above those of all others" in said and "overlaps" not in said


def test_overlapping_intervals_take_the_distinction_back(tables):
    rows = with_value(theme_rows(tables, "dual_carbon"), "天津", high=60.0)
    assert "its interval overlaps with that of the Tianjin text" in themes.leader(
        rows, language="en")
    assert "天津一文（10次，95%区间1.2～60）的区间重叠" in themes.leader(rows, language="zh")


def test_another_text_leads_when_the_data_say_so(tables):
    rows = with_value(theme_rows(tables, "dual_carbon"), "湖北", per_10k=200.0, hits=26, low=130.0,
                      high=290.0)
    assert themes.leader(rows, language="zh").startswith("谈“双碳”最多的是湖北一文：每万字200次")


def test_no_hit_no_leader(tables):
    rows = theme_rows(tables, "dual_carbon").assign(hits=0, per_10k=0.0)
    assert themes.leader(rows, language="en") == ""


def test_without_an_interval_nothing_is_ahead(tables):
    rows = theme_rows(tables, "dual_carbon").assign(low=float("nan"), high=float("nan"))
    said = themes.leader(rows, language="en")
    assert "no interval can be given" in said and "neither is ahead" in said
    assert "overlaps" not in said and "lies above" not in said


def test_few_hits_are_called_few(tables):
    rows = theme_rows(tables, "international")
    rows = rows[rows["hits"] < 4]
    assert themes.leader(rows, language="en").endswith("so few hits carry little.")


def test_several_articles_become_the_subject(tables):
    rows = with_value(theme_rows(tables, "dual_carbon"), "四川·重庆", articles=3)
    said = themes.leader(rows, language="en")
    assert said.startswith("The three Sichuan–Chongqing texts speak most of dual carbon")
    assert themes.leader(rows, language="zh").startswith("谈“双碳”最多的是四川·重庆3篇")


def test_the_nation_is_no_compared_region(tables):
    rows = theme_rows(tables, "dual_carbon").replace({"region": {"四川·重庆": "全国"}})
    assert "Tianjin text speaks most" in themes.leader(rows, language="en")


def test_absence_comes_with_what_it_allows(tables):
    said = themes.absent(tables["theme_intensity"], language="en")
    assert said[0].startswith("There is no hit of dual carbon in the Hubei text; by its length a "
                              "rate of up to 28")
    full = tables["theme_intensity"].assign(hits=lambda frame: frame["hits"].clip(lower=1))
    assert themes.absent(full, language="en") == []


def test_the_densest_themes_have_intervals_between_regions_where_there_can_be_one():
    frame = pd.DataFrame({
        "theme": ["a"] * 4 + ["b"] * 4, "theme_en": ["A"] * 4 + ["B"] * 4,
        "theme_zh": ["甲"] * 4 + ["乙"] * 4, "region": ["广东", "天津", "河北", "湖北"] * 2,
        "hits": [14, 3, 9, 22, 2, 0, 0, 1], "han": [5200, 3100, 4800, 6100] * 2})
    said = themes.densest(frame, language="en")
    # 48 hits in 19,200 characters; leaving one region out at a time, t on three degrees of freedom.
    _, low, high = rate_across([14, 3, 9, 22], [5200, 3100, 4800, 6100])
    assert f"A (25, 95 % interval {low:.0f}–{high:.0f})" in said.replace('"', "")
    assert "B (1.6)" in said.replace('"', "")
    assert said.endswith("the intervals are for the differences between the regions' texts.")
    few = themes.densest(frame.assign(hits=[2, 1, 1, 2, 2, 0, 0, 1]), language="zh")
    assert "区间" not in few


def test_hanging_on_one_term_counts_the_rest(tables):
    said = themes.hanging_on_one_term(tables["theme_intensity"], language="en", named=2)
    assert len(said) == 3 and "further pairs of text and theme" in said[-1]
    assert re.search(r"5 of 7 hits \(71 %\) are 量子计量; without it 5\.9 per", said[0])
    loose = tables["theme_intensity"].assign(top_term_share=0.3)
    assert themes.hanging_on_one_term(loose, language="en") == []


def test_positions_say_which_third(tables):
    frame = tables["theme_positions"]
    said = themes.positions(frame, language="zh")
    assert said == ["在四川·重庆一文中，“双碳”的11次命中全部落在后三分之一。"]
    counted = themes.positions(frame, language="en", named=0)
    assert counted == ["Hits crowd into one third of a text for one further pair of text and theme "
                       "(table theme_positions)."]
    spread = frame.assign(position=[i / len(frame) for i in range(len(frame))][::-1])
    spread["position"] = spread.groupby(["theme", "region"]).cumcount() % 3 / 3
    assert themes.positions(spread, language="zh") == []


# keywords


def test_terms_that_set_apart_are_named_with_both_counts(tables):
    said = keywords.set_apart(tables["keyness"], language="en")
    assert said[0] == ("The Hubei text is set apart by 产业 (25 times, 3 in the others; LRC 1.4).")
    none = tables["keyness"].assign(lrc=0.0)
    assert keywords.set_apart(none, language="en") == []
    assert keywords.not_set_apart(none, language="zh").startswith("考虑到检验的词数之多")
    assert keywords.not_set_apart(tables["keyness"], language="zh") == ""


def test_the_most_frequent_term_needs_two_regions(tables):
    frame = tables["term_frequencies"]
    assert "all five regions: 200 times" in keywords.most_frequent(frame, language="en")
    one = frame[frame["region"] == "湖北"]
    assert keywords.most_frequent(one, language="en") == ""


def test_the_caution_on_tests_ends_with_five_texts_a_region(tables):
    frame = tables["keyness"]
    assert "third" in keywords.keyness_caution(frame, language="en")
    frame.attrs["articles"] = dict.fromkeys(frame["region"], 6)
    assert keywords.keyness_caution(frame, language="en") == ""


# regions


def test_only_the_verdict_lets_a_difference_be_said(tables):
    frame = tables["regional_emphasis"]
    said = " ".join(regions.emphasised(frame, language="en"))
    assert "The Sichuan–Chongqing text speaks more of industrial metrology" in said
    assert "of dual carbon" not in said  # 11 hits, but fewer than five expected
    for verdict in ("too few", "not set apart"):
        assert regions.emphasised(frame.assign(verdict=verdict), language="en") == []
    assert headline_of("regional_emphasis", {"regional_emphasis": frame.assign(
        verdict="too few")}, language="en").startswith("No cell")


def test_the_firmest_verdict_comes_first_and_is_named(tables):
    frame = tables["regional_emphasis"].copy()
    rows = frame.index[frame["verdict"] == "in this text"][:3]
    frame["verdict"] = "not set apart"
    frame.loc[rows, "verdict"] = ["suggestive", "distinctive", "in this text"]
    said = regions.emphasised(frame, language="zh")
    assert "就全表而言差异成立" in said[0] and said[2].endswith("；仅有迹象。")
    told = regions.judged(frame.assign(power=[0.2, 0.9] * (len(frame) // 2)), language="en")
    tested = len(frame)
    assert told[0].startswith(f"Of {tested} cells that can be judged, one is distinctive in the "
                              "table as a whole, one stands out within a text and one is suggest")
    assert told[1].endswith("with a chance of 20 % to 90 %.")
    assert told[2].startswith("Five regions speak with a single text: what is said holds in this")


def test_the_association_is_that_of_the_observed_hits():
    frame = pd.DataFrame(
        [(r, t, n) for r, row in (("甲", (10, 20)), ("乙", (30, 40)))
         for t, n in zip("ab", row, strict=True)],
        columns=["region", "theme", "observed"],
    )  # fmt: skip
    # chi² = 100 · (10·40 − 20·30)² / (30 · 70 · 40 · 60) = .794; V = √(.794 / 100) = .089
    said = regions.association(frame, language="en")
    assert "Cramér's V = 0.09 (chi² = 0.8, 1 degree" in said
    assert "克拉默V＝0.09" in regions.association(frame, language="zh")
    assert regions.association(frame[frame["theme"] == "a"], language="en") == ""


def test_one_theme_has_no_ranking(tables):
    one = tables["certainty"]
    one = one[one["theme"] == one["theme"].iloc[0]]
    for language in ("en", "zh"):
        assert found({"certainty": one}, language=language)["certainty"] == []


def test_a_text_that_never_names_its_province(tables):
    said = regions.own_name(tables["region_mentions"], tables["articles"], language="en")
    assert said == ["The Hebei text never names Hebei."]
    named = pd.concat([tables["region_mentions"], tables["region_mentions"].head(1).assign(
        region="河北", region_en="Hebei", place="河北")])
    assert regions.own_name(named, tables["articles"], language="en") == []


def test_the_plane_needs_its_shares(tables):
    frame = tables["correspondence"]
    assert "75 %" in regions.plane(frame, language="en")[0]
    frame.attrs = {}
    assert regions.plane(frame, language="en") == []


# certainty and corpus


def test_the_largest_move_of_the_ranking(tables):
    said = certainty.largest_move(tables["certainty"], language="zh")
    assert said.startswith("去掉四川·重庆一文后，“产业计量与先进制造”在8个主题中由第2位降至第5位")
    frame = tables["certainty"]
    still = frame.assign(rank=frame["theme"].map(
        {theme: n for n, theme in enumerate(frame["theme"].unique(), start=1)}))
    assert "stays the same" in certainty.largest_move(still, language="en")
    alone = frame[frame["left_out"] == ""]
    assert certainty.largest_move(alone, language="en") == ""


def test_cleaning_names_the_rule_that_took_most(tables):
    said = corpus.cleaning_total(tables["cleaning_account"], language="en")
    assert "the rule for pinyin in brackets took most" in said and "20 %" in said
    clean = tables["cleaning_account"]
    clean = clean[clean["rule"] == "kept"]
    assert corpus.cleaning_total(clean, language="en") == ""


def test_limits_follow_the_number_of_texts(tables):
    articles = tables["articles"]
    assert corpus.limits(articles, language="en")[0].startswith("One text stands for each region")
    many = pd.concat([articles.assign(article_id=articles["article_id"] + str(n))
                      for n in range(6)])
    assert corpus.limits(many, language="en") == []


def test_cautions_change_with_the_codes(tables):
    said = corpus.cautions(tables["articles"], language="zh")
    assert said[0] == "广东一文和河北一文解读的是国家文件，主题是该文件而非该省。"
    assert corpus.cautions(tables["articles"].assign(caution=""), language="zh") == []


def test_undated_texts_are_named(tables):
    said = corpus.dates(tables["articles"], language="en")
    assert said.endswith("the Tianjin text bears no date.")
    assert corpus.dates(tables["articles"].assign(date=None), language="en") == ""


# all together


@BOTH
@pytest.mark.parametrize("number", [1, 2, 5, 31])
def test_all_findings_and_titles_at_any_size(make_tables, number, language):
    tables = make_tables(number)
    for text in itertools.chain.from_iterable(found(tables, language=language).values()):
        assert text.endswith("." if language == "en" else "。"), text
        assert not re.search(r"\bnan\b|None|  ", text), text
        assert "一文一文" not in text
    for figure in HEADLINES:
        title = headline_of(figure, tables, language=language)
        assert title and columns_wide(title) <= TITLE_COLUMNS[language]


@BOTH
def test_empty_tables_are_silent_and_titles_plain(tables, language):
    empty = {name: frame.head(0) for name, frame in tables.items()}
    assert not any(found(empty, language=language).values())
    for figure, (table, title) in HEADLINES.items():
        assert title(empty[table], language=language), figure


def test_findings_never_speak_of_a_province(tables):
    for section, said in found(tables, language="en").items():
        for text in said:
            for name in ("Hebei", "Hubei", "Guangdong"):
                rest = text.replace(f"names {name}.", "")
                for match in re.finditer(rf"\b{name}\b(?! coordination)", rest):
                    after = rest[match.end():match.end() + 60]
                    assert " text" in after, (section, text)


def test_findings_count_several_articles_a_region(tables):
    articles = tables["articles"]
    tables["articles"] = pd.concat([articles, articles.assign(
        article_id=articles["article_id"] + "b")])
    said = found(tables, language="en")
    assert said["emphasis"][0].startswith("The two Hebei texts speak more of")
    assert said["positions"] == []


def test_frames_are_left_as_they_were(tables):
    before = {name: frame.copy() for name, frame in tables.items()}
    found(tables, language="en")
    for name, frame in tables.items():
        pd.testing.assert_frame_equal(frame, before[name])
