"""A page's visible blocks, one a line, with what its tree says of each."""

from __future__ import annotations

import pytest

from liangwen.cleaning import clean_text
from liangwen.edits import undo
from liangwen.extract import HINTS, decode_page, read_html

PARAGRAPH = "计量是科技创新、产业发展的重要技术基础，也是民生保障的重要支撑，必须夯实。"
MORE = "各地聚焦企业需求，开展计量服务，帮助企业提升测量能力，助力产业高质量发展。" * 5
PAGE = f"""<html><head><meta charset="utf-8"><title>计量惠企见实效_工作动态_某某网</title>
<meta name="PubDate" content="2023-03-01 09:00"></head><body>
<div class="nav"><a href="/">首页</a> <a href="/x">新闻中心</a></div>
<div class="main"><h1>计量惠企见实效</h1><div>2023-03-01 来源：某某日报</div>
<div class="text"><p>{PARAGRAPH}</p><p>{MORE}</p>
<p><a href="/y">各地推进计量惠企</a></p></div></div>
<div style="display:none">股票配资，欢迎加盟。</div>
<div class="side"><p>旁栏里的一句话，与文章无关，说的是别的事情。</p></div></body></html>"""


def hinted(page: str) -> dict[str, str | None]:
    text, hints = read_html(page)
    return dict(zip(text.split("\n"), hints, strict=True))


def test_each_line_has_its_hint():
    found = hinted(PAGE)
    assert found["计量惠企见实效_工作动态_某某网"] == "page_title"
    assert found["2023-03-01 09:00"] == "meta_date"
    assert found["计量惠企见实效"] == "title"
    assert found["首页 新闻中心"] == "outside"
    assert found["股票配资，欢迎加盟。"] == "hidden"
    assert found["旁栏里的一句话，与文章无关，说的是别的事情。"] == "outside"
    assert found[PARAGRAPH] is None
    assert set(found.values()) <= {*HINTS, None}


def test_what_is_outside_leaves_by_edits_and_can_be_had_back():
    text, hints = read_html(PAGE)
    found = clean_text(text, hints=hints)
    assert found.text.split("\n") == [PARAGRAPH, MORE]
    assert undo(found.text, found.edits) == text
    assert {"hidden", "title", "date_line"} <= {line.kind for line in found.lines}


@pytest.mark.parametrize(
    ("page", "lines"),
    [
        ("<p>一<br>二</p>三<div>四<span>五</span></div>六", ["一", "二", "三", "四五", "六"]),
        ("<p>一\n 二　三</p>", ["一 二　三"]),
        ("<pre>一\n二</pre>", ["一", "二"]),
        ("<ruby>計<rp>(</rp><rt>jì</rt><rp>)</rp></ruby>量", ["計(jì)量"]),
        ("<p>一<script>var a='<p>';</script><!-- 二 -->三</p><style>p{}</style>", ["一三"]),
        ("<table><tr><td>甲</td><td>乙</td></tr></table>", ["甲", "乙"]),
        ("一句话，没有标签。", ["一句话，没有标签。"]),
        ("", [""]),
    ],
)
def test_blocks(page, lines):
    assert read_html(page).text.split("\n") == lines


@pytest.mark.parametrize(
    ("table", "data"),
    [
        ("<tr><td>序号<td>任务<tr><td>1<td>建设计量中心<tr><td>2<td>修订条例", True),
        ("<tr><th>指标<th>2025年<tr><td>计量标准<td>6500项", True),
        # A table that sets the page out: one row, links, another table in it, a whole article.
        ("<tr><td>首页<td>新闻<td>政策", False),
        ("<tr><td><a>首页</a><td><a>新闻</a><tr><td><a>政策</a><td><a>互动</a>", False),
        (f"<tr><td>栏目<td>正文<tr><td>要闻<td>{MORE * 4}", False),
        ("<tr><td>栏目<tr><td>要闻<tr><td>政策", False),
    ],
)
def test_which_tables_hold_data(table, data):
    page = f"<body><p>{PARAGRAPH}</p><table>{table}</table><p>{MORE}</p></body>"
    hints = [hint for line, hint in hinted(page).items() if line not in {PARAGRAPH, MORE, MORE * 4}]
    assert ("item" in hints) is data


def test_a_table_does_not_part_the_article():
    rows = "".join(f"<tr><td>{n}<td>建设第{n}个中心<td>省局" for n in range(1, 30))
    page = f"<body><p>{PARAGRAPH}</p><table><tr><td>序号<td>任务<td>单位{rows}</table><p>{MORE}</p>"
    text, hints = read_html(page)
    found = clean_text(text, hints=hints).text.split("\n")
    assert found[:4] == [PARAGRAPH, "序号", "任务", "单位"]
    assert found[-1] == MORE and len(found) == 2 + 30 * 3
    # So it is in a text file, where only the numbers of the rows tell of a table.
    assert clean_text(text).text.split("\n") == found


def test_a_list_between_paragraphs_is_the_articles():
    firms = [f"某某{n}号仪器仪表有限公司" for n in range(30)]
    other = [f"{n}号产业计量测试中心项目组" for n in range(30)]
    menu = "".join(f"<a>{n}号栏目首页</a><br>" for n in range(9))
    for items in (firms, other):
        rows = "".join(f"<p>{item}</p>" for item in items)
        page = f"<body><div>{menu}</div><div><p>{PARAGRAPH}</p>{rows}<p>{MORE}</p></div></body>"
        text, hints = read_html(page)
        assert clean_text(text, hints=hints).text.split("\n") == [PARAGRAPH, *items, MORE]
    # A text file has no elements; there only lines that end alike show the list.
    dump = "\n".join([PARAGRAPH, *firms, MORE])
    assert clean_text(dump).text == dump


@pytest.mark.parametrize(
    "page",
    [
        f"<title>计量</title><article><p>{PARAGRAPH}</p><p>{MORE}</p></article>",
        f"<!DOCTYPE html><html><meta charset=utf-8><main><p>{PARAGRAPH}</p><p>{MORE}</p></main>",
        f"<section><p>{PARAGRAPH}</p><p>{MORE}</p></section>",
    ],
)
def test_a_page_may_leave_its_body_tag_out(page):
    text, hints = read_html(page)
    assert clean_text(text, hints=hints).text.split("\n") == [PARAGRAPH, MORE]


@pytest.mark.parametrize(
    ("declared", "real"),
    [("utf-8", "utf-8"), ("gb2312", "gb18030"), ("utf-8", "gb18030"), ("gbk", "utf-8")],
)
def test_the_encoding_is_what_the_bytes_are(declared, real):
    page = f'<meta charset="{declared}"><p>{PARAGRAPH}㑇</p>'
    text, encoding, _ = decode_page(page.encode(real))
    assert PARAGRAPH in text
    assert encoding == real


def test_a_header_declares_before_the_page_does():
    data = f'<meta charset="utf-8"><p>{PARAGRAPH}</p>'.encode("big5hkscs", "ignore")
    assert decode_page(data, "big5")[1] == "big5hkscs"


@pytest.mark.parametrize("tag", ["div", "span"])
def test_nesting_too_deep_for_a_tree_loses_nothing(tag):
    page = f"<{tag}>" * 100_000 + f"<p>{PARAGRAPH}</p>"
    assert PARAGRAPH in read_html(page).text


@pytest.mark.parametrize("odd", ["<![[[", "<![x y]>", "<![CDATA[", "<!-", "<!DOCTYPE [<!x", "<?"])
def test_declarations_that_are_none_lose_nothing_behind_them(odd):
    page = "<div>" * 100_000 + f"<p>{PARAGRAPH}</p>{odd}><p>{PARAGRAPH}</p>"
    assert read_html(page).text.count(PARAGRAPH) == 2


def test_prose_that_a_script_would_show_is_not_hidden():
    page = f"<p>加载中</p><div style='display:none'>{f'<p>{PARAGRAPH}</p>' * 8}</div>"
    text, hints = read_html(page)
    assert "hidden" not in hints
    assert clean_text(text, hints=hints).text.count(PARAGRAPH) == 8


@pytest.mark.parametrize("data", [b"", b"\x00", b"<", b"\xff\xfe<p", "\ud800<p>计量</p>"])
def test_odd_pages_have_a_hint_a_line(data):
    text, hints = read_html(data)
    assert len(text.split("\n")) == len(hints)
