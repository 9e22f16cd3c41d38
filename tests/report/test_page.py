"""The HTML report of a small corpus: each number leads to its lines, each line to its article."""

from __future__ import annotations

import base64
import hashlib
import json
import re

import pytest
from lxml import html as parser

from liangwen.corpus import build as build_corpus
from liangwen.corpus import open_corpus
from liangwen.figures import plot_theme_intensity, save_figure
from liangwen.leads import Lead, finding, leads_of
from liangwen.report.article_page import Limits, TextPage, shown
from liangwen.report.build import build_report
from liangwen.report.evidence_page import EvidencePage
from liangwen.report.reading import Place, Reading
from liangwen.study import open_study
from liangwen.tables import all_tables


@pytest.fixture(scope="module")
def reading(mini):
    return Reading(mini)


@pytest.fixture(scope="module")
def pages(mini, tmp_path_factory):
    out = tmp_path_factory.mktemp("page")
    tables = all_tables(mini)
    save_figure("theme_intensity", plot_theme_intensity, tables["theme_intensity"],
                figures=out / "figures", dpi=80)
    build_report(out, title="小", tables=tables, figures=out / "figures", out=out / "report",
                 formats=["html"], corpus=mini)
    return {language: (out / "report" / f"report.{language}.html").read_text("utf-8")
            for language in ("en", "zh")}


def test_each_number_has_as_many_lines(mini, reading):
    tables = all_tables(mini)
    themes, terms = tables["theme_intensity"], tables["term_frequencies"]
    mentions = tables["region_mentions"]
    counted = {Lead("theme", r.region, r.theme): r.hits for r in themes.itertuples()}
    counted |= {Lead("term", row["region"], row["term"]): row["count"]
                for row in terms.to_dict("records")}
    counted |= {Lead("place", r.region, r.place): r.mentions for r in mentions.itertuples()}
    found = reading.places(counted)
    assert {lead: len(places) for lead, places in found.items()} == counted
    assert len(counted) > 50


def test_a_lead_without_a_region_counts_all_texts(reading):
    (places,) = reading.places([Lead("theme", "", "quantum")]).values()
    # Two of c1, one of a1.
    assert len(places) == 3
    assert {reading.texts[p.article].text[p.start : p.end] for p in places} == {"量子计量"}


@pytest.mark.parametrize(
    "lead", [Lead("theme", "北京", "quantum"), Lead("theme", "", "none"), Lead("term", "", "没有"),
             Lead("quote", "a1.txt", "没有这句。"), Lead("quote", "none", "句"), Lead("x", "", "y")])
def test_what_counts_nothing_has_no_lines_and_no_link(reading, lead):
    assert reading.places([lead]) == {lead: []}
    assert EvidencePage(reading, "en", [lead]).target(lead) == ""


def test_a_quotation_leads_to_its_paragraph(reading):
    lead = Lead("quote", "b1.txt", "建设31家产业计量测试中心。")
    page = EvidencePage(reading, "en", [lead])
    number = reading.number["b1.txt"]
    assert page.target(lead) == f"#a{number}p1"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_link_in_the_page_has_its_target_and_none_leaves_it(pages, language):
    tree = parser.fromstring(pages[language])
    names = {element.get("id") for element in tree.iter() if element.get("id")}
    links = [link for link in tree.xpath("//@href") if link != "#"]
    assert len(links) > 80
    assert {link[1:] for link in links} <= names and all(link[0] == "#" for link in links)
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_policy_allows_this_style_and_these_scripts_alone(pages, language):
    page = pages[language]
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page).group(1)
    assert policy.startswith("default-src 'none'; img-src data:; ")
    assert "unsafe" not in policy and "http" not in policy
    style = re.search(r"<style>(.*?)</style>", page, re.S).group(1)
    scripts = re.findall(r"<script>(.*?)</script>", page, re.S)
    assert len(scripts) == 2
    for part in (style, *scripts):
        digest = base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert not re.search(r"\son\w+=|\sstyle=|javascript:", re.sub(r">[^<]*<", "><", re.sub(
        r"<script.*?</script>", "", page, flags=re.S)))


def test_the_picture_bears_a_link_a_cell_and_the_table_the_same(pages):
    tree = parser.fromstring(pages["en"])
    over = tree.xpath("//*[local-name()='svg']//*[local-name()='a']")
    titles = [link.xpath("string(.//*[local-name()='title'])") for link in over]
    assert "Hainan: quantum metrology (2)" in titles
    (table,) = tree.xpath("//table[contains(@class, 'numbers-table')][.//td[contains(., '(2)')]]"
                          "[contains(., 'quantum')][1]")[:1]
    assert {head.get("scope") for head in table.iter("th")} == {"col", "row"}
    assert table.getparent().get("tabindex") == "0"
    (link,) = [a for a in table.iter("a") if a.get("href") == over[titles.index(
        "Hainan: quantum metrology (2)")].get("href")]
    lines = tree.get_element_by_id(link.get("href")[1:])
    assert len(lines.findall(".//li")) == 2
    target = tree.get_element_by_id(lines.find(".//a").get("href")[1:])
    assert target.tag == "mark" and target.text_content() == "量子计量"


def test_the_script_is_told_every_line(pages, reading):
    page = pages["en"]
    store = json.loads(re.search(r'id="places">(.*?)</script>', page, re.S).group(1))
    tree = parser.fromstring(page)
    for number, row in store["rows"].items():
        lines = tree.get_element_by_id(f"e{number}")
        title = lines.find("h3").text_content()
        hits, at, found, article = list(row), 0, [], 0
        while hits:
            if hits[0] < 0:
                article, at = -1 - hits.pop(0), 0
                continue
            at += hits.pop(0)
            found.append(Place(article, at, at + hits.pop(0)))
        assert title.endswith(f"({len(found)})")
        bold = [b.text for b in lines.iter("b")]
        assert bold == [reading.texts[p.article].text[p.start : p.end] for p in found]


def test_clean_text_and_removed_text_give_the_source(mini, reading):
    page = TextPage(reading, "en", Limits(10**6, True), set())
    tree = parser.fragment_fromstring(page.html(), create_parent="div")
    for text in reading.texts:
        body = tree.get_element_by_id(f"a{text.number}")
        removed = "".join(d.text_content() for d in body.iter("del"))
        assert removed == "".join(edit.removed for edit in text.edits) and removed
        for gone in list(body.iter("del")):
            gone.drop_tree()
        kept = [p.text_content() for p in body.xpath(".//p[@data-s]")]
        assert "\n".join(kept).strip("\n") == text.text.strip("\n")


def test_without_room_only_paragraphs_with_lines_are_left(reading):
    leads = [Lead("theme", "", "quantum")]
    full = EvidencePage(reading, "en", leads)
    small = EvidencePage(reading, "en", leads)
    small.fit(10)
    assert small.texts.limits == Limits(0, False) and small.texts.size() < full.texts.size()
    html = small.texts_html()
    assert "characters without a hit are left out here" in html and "民生计量关系" not in html
    assert html.count("量子计量") >= 3 and "liangwen inspect" in html
    assert len(re.findall("<li>", small.lines_html())) == 1


@pytest.mark.parametrize(
    ("text", "html"),
    [("a<b&c", "a&lt;b&amp;c"), ("\u202e", '<span class="unseen">U+202E</span>'),
     ("\x00", '<span class="unseen">U+0000</span>'), ("碳\u0301", "碳\u0301")])
def test_signs_without_a_trace_are_named(text, html):
    assert shown(text) == html


def test_a_hostile_study_is_a_page_all_the_same(tmp_path):
    hostile = "]]> <!-- </scripts {{ x }} 量子计量 \u202eabc"
    told = "量子计量和民生计量工作关系千家万户，要全面推进各项任务落实。" * 3
    (tmp_path / "seeds").mkdir()
    (tmp_path / "study.toml").write_text('title = "<b>]]>"', "utf-8")
    (tmp_path / "seeds" / "a.txt").write_text(
        f"湖北推进量子计量和民生计量工作，{hostile}。{told}\n{told}\n", "utf-8")
    study = open_study(tmp_path)
    build_corpus(study)
    corpus = open_corpus(study)
    (path,) = build_report(tmp_path, title="<b>]]>", tables=all_tables(corpus),
                           figures=tmp_path / "figures", out=tmp_path / "report",
                           formats=["html"], languages=["en"], corpus=corpus)
    page = path.read_text("utf-8")
    assert len(re.findall("<script", page)) == 3
    article = parser.fromstring(page).get_element_by_id("a0")
    said = article.text_content()
    assert "]]> <!-- </scripts {{ x }} 量子计量 " in said and "abc。" in said


def test_a_finding_stays_text_and_bears_its_leads():
    said = finding("Seven.", Lead("theme", "湖北", "a"), Lead("theme", "湖北", "a"))
    assert said == "Seven." and isinstance(said, str) and len(leads_of(said)) == 1
