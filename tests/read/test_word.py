"""DOCX: what a reader of the document sees."""

from __future__ import annotations

import io

import pytest
from made_files import docx, paragraph

from liangwen.read.numbering import chinese
from liangwen.read.word import read_docx

NOT_HIDDEN = '<w:vanish w:val="0"/>'


def run(text: str, settings: str = "") -> str:
    return f"<w:r><w:rPr>{settings}</w:rPr><w:t>{text}</w:t></w:r>"


def test_a_file_of_python_docx_with_a_table_header_and_footer(article):
    document_api = pytest.importorskip("docx")
    document = document_api.Document()
    lines = [line for line in article.split("\n") if line][:6]
    for line in lines:
        document.add_paragraph(line)
    table = document.add_table(rows=2, cols=2)
    for index, name in enumerate(("省份", "标准数", "湖北", "7055")):
        table.cell(index // 2, index % 2).text = name
    document.add_paragraph("表后")
    document.sections[0].header.paragraphs[0].text = "某某省人民政府公报"
    document.sections[0].footer.paragraphs[0].text = "第1页"
    out = io.BytesIO()
    document.save(out)
    assert read_docx(out.getvalue()).text.split("\n") == [
        *lines,
        "省份",
        "标准数",
        "湖北",
        "7055",
        "表后",
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<w:p>{run('计量')}<w:del w:id='1'>{run('旧')}</w:del><w:ins w:id='2'>{run('新')}</w:ins></w:p>", "计量新"),
        (f"<w:p><w:moveFrom>{run('先')}</w:moveFrom>{run('中')}<w:moveTo>{run('后')}</w:moveTo></w:p>", "中后"),
        (f"<w:p>{run('显')}{run('隐', '<w:vanish/>')}{run('示', NOT_HIDDEN)}</w:p>", "显示"),
        (f"<w:p><w:hyperlink>{run('链接')}</w:hyperlink><w:smartTag>{run('标签')}</w:smartTag></w:p>", "链接标签"),
        (f"<w:sdt><w:sdtContent>{paragraph('控件里')}</w:sdtContent></w:sdt>", "控件里"),
        ("<w:p><w:r><w:t>一</w:t><w:tab/><w:t>二</w:t><w:br/><w:t>三</w:t><w:noBreakHyphen/></w:r></w:p>", "一\t二\n三-"),
        ("<w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr><w:r><w:t>无制表</w:t></w:r></w:p>", "无制表"),
        ("<w:p><w:r><w:instrText>PAGE</w:instrText><w:t>正文</w:t></w:r></w:p>", "正文"),
        (
            "<w:p><w:r><w:ruby><w:rt><w:r><w:t>jì</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>计</w:t></w:r></w:rubyBase></w:ruby></w:r>"
            + run("量")
            + "</w:p>",
            "计(jì)量",
        ),
        (
            "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>" + paragraph("框") + "</w:txbxContent></mc:Choice>"
            "<mc:Fallback><w:txbxContent>" + paragraph("框") + "</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>"
            + run("外") + "</w:p>",
            "框\n外",
        ),
        (
            "<w:tbl><w:tr><w:tc>" + paragraph("甲") + "<w:tbl><w:tr><w:tc>" + paragraph("内") + "</w:tc></w:tr></w:tbl></w:tc><w:tc>"
            + paragraph("乙") + "</w:tc></w:tr></w:tbl>",
            "甲\n内\n乙",
        ),
        ("<w:p/><w:p><w:r><w:t>  </w:t></w:r></w:p>" + paragraph("空行之后"), "空行之后"),
    ],
)  # fmt: skip
def test_visible_text(body, expected):
    assert read_docx(docx(body)).text == expected


def test_notes_stand_behind_the_body_and_separators_do_not():
    notes = '<w:footnote w:type="separator" w:id="0">' + paragraph("———") + "</w:footnote>"
    notes += '<w:footnote w:id="1">' + paragraph("国发〔2021〕37号。") + "</w:footnote>"
    assert read_docx(docx(paragraph("正文"), footnotes=notes)).text == "正文\n国发〔2021〕37号。"


def numbered(text: str, level: int = 0, list_id: int = 1) -> str:
    settings = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return paragraph(text, settings=settings)


def level(number: int, form: str, text: str) -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


LISTS = (
    '<w:abstractNum w:abstractNumId="5">'
    + level(0, "chineseCounting", "%1、") + level(1, "chineseCounting", "（%2）") + level(2, "decimal", "%3.")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="6">' + level(0, "bullet", "•")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="6"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="5"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)  # fmt: skip


def test_the_numbers_of_headings_are_text_that_a_reader_sees():
    body = (
        numbered("总体要求") + numbered("指导思想", 1) + numbered("目标", 1) + numbered("一项", 2)
    )
    body += (
        numbered("重点任务") + numbered("再来", 1) + numbered("圆点", 0, 2) + numbered("另起", 0, 3)
    )
    assert read_docx(docx(body, numbering=LISTS)).text.split("\n") == [
        "一、总体要求", "（一）指导思想", "（二）目标", "1.一项", "二、重点任务", "（一）再来", "圆点", "一、另起",
    ]  # fmt: skip


def test_numbers_that_a_style_gives():
    styles = (
        '<w:style w:styleId="1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    styles += '<w:style w:styleId="9"><w:basedOn w:val="1"/></w:style><w:style w:styleId="c"><w:basedOn w:val="c"/></w:style>'
    body = paragraph("甲", settings='<w:pStyle w:val="9"/>') + paragraph(
        "乙", settings='<w:pStyle w:val="c"/>'
    )
    body += paragraph("丙", settings='<w:pStyle w:val="1"/>')
    assert read_docx(docx(body, numbering=LISTS, styles=styles)).text == "一、甲\n乙\n二、丙"


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (21, "二十一"),
        (101, "一百〇一"),
        (110, "一百一十"),
        (1001, "一千〇一"),
        (0, "0"),
    ],
)
def test_chinese_numbers(number, written):
    assert chinese(number) == written
