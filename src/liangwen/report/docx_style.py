"""How the Word report looks: each style with its fonts, sizes and spacing, as WordprocessingML.

East Asian text is set in 宋体 (SimSun) and, where it is set apart, in 黑体 (SimHei); Latin text in
Times New Roman and Arial: what a Chinese office machine has.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NS = {"w": W}
INK, GREY, RUST, TINT, HAIR = "1B1F24", "59636E", "B34A22", "F2F4F6", "D5DAE0"
#: Width of the text in twentieths of a point: A4 less two margins of 20 mm.
TEXT = 11906 - 2 * 1134
SERIF = ("Times New Roman", "宋体")
SANS = ("Arial", "黑体")


@dataclass(frozen=True)
class Style:
    """A paragraph style: sizes in half points, distances in twentieths of a point."""

    size: int
    fonts: tuple[str, str] = SERIF
    colour: str = INK
    before: int = 0
    after: int = 0
    line: int = 240
    align: str = "left"
    keep_next: bool = False
    page_break: bool = False
    indent: int = 0
    hanging: int = 0
    leader: bool = False


def styles(language: str) -> dict[str, Style]:
    """Paragraph styles by pandoc's identifiers."""
    line = 360 if language == "zh" else 300
    body = Style(21, after=120, line=line, align="both" if language == "zh" else "left")
    small = Style(17, after=0, line=240)
    return {
        "Normal": Style(21, line=line), "BodyText": body, "FirstParagraph": body,
        "Compact": small, "BlockText": body, "Bibliography": body,
        "Title": Style(52, SANS, before=3600, after=240, line=300),
        "Subtitle": Style(24, SANS, GREY, after=240, line=300),
        "Date": Style(20, SANS, GREY, before=600, line=300),
        "Heading1": Style(32, SANS, before=480, after=200, line=300, keep_next=True),
        "Heading2": Style(24, SANS, before=320, after=140, line=300, keep_next=True),
        "Heading3": Style(21, SANS, before=240, after=100, line=300, keep_next=True),
        "TOCHeading": Style(32, SANS, after=240, line=300, keep_next=True),
        "Caption": Style(17, SANS, GREY, line=264), "ImageCaption": Style(
            17, SANS, GREY, before=80, after=320, line=264),
        "TableCaption": Style(17, SANS, GREY, before=240, after=100, line=264, keep_next=True),
        "Figure": Style(21, align="center", keep_next=True),
        "CaptionedFigure": Style(21, before=200, align="center", keep_next=True),
        "TOC1": Style(20, SANS, before=60, line=260, leader=True),
        "TOC2": Style(18, SANS, GREY, line=250, indent=360, leader=True),
        "Header": Style(16, SANS, GREY), "Footer": Style(16, SANS, GREY, align="center"),
    }


def _element(xml: str) -> etree._Element:
    return etree.fromstring(f'<root xmlns:w="{W}">{xml}</root>')[0]


def fonts(pair: tuple[str, str]) -> str:
    """The element that names Latin and East Asian fonts."""
    latin, chinese = pair
    return (f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:cs="{latin}" '
            f'w:eastAsia="{chinese}"/>')


def _run(style: Style) -> str:
    return (f'<w:rPr>{fonts(style.fonts)}<w:b w:val="0"/><w:i w:val="0"/>'
            f'<w:color w:val="{style.colour}"/><w:sz w:val="{style.size}"/>'
            f'<w:szCs w:val="{style.size}"/></w:rPr>')


def _paragraph(style: Style, level: int | None) -> str:
    parts = ["<w:keepNext/><w:keepLines/>" if style.keep_next else ""]
    if style.page_break:
        parts.append("<w:pageBreakBefore/>")
    if style.leader:
        # A page number at the right edge of the text, dots before it.
        parts.append(f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{TEXT}"/></w:tabs>')
    parts.append(f'<w:spacing w:before="{style.before}" w:after="{style.after}" '
                 f'w:line="{style.line}" w:lineRule="auto"/>')
    if style.indent or style.hanging:
        parts.append(f'<w:ind w:left="{style.indent}" w:hanging="{style.hanging}"/>')
    parts.append(f'<w:jc w:val="{style.align}"/>')
    if level is not None:
        parts.append(f'<w:outlineLvl w:val="{level}"/>')
    return f"<w:pPr>{''.join(parts)}</w:pPr>"


_TABLE = f"""
<w:style w:type="table" w:default="1" w:styleId="Table"><w:name w:val="Table"/>
<w:basedOn w:val="TableNormal"/><w:qFormat/>
<w:tblPr><w:tblBorders><w:top w:val="single" w:sz="10" w:space="0" w:color="{INK}"/>
<w:bottom w:val="single" w:sz="10" w:space="0" w:color="{INK}"/>
<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{HAIR}"/></w:tblBorders>
<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="70" w:type="dxa"/>
<w:bottom w:w="40" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:rPr>{fonts(SANS)}</w:rPr><w:tcPr><w:tcBorders>
<w:bottom w:val="single" w:sz="6" w:space="0" w:color="{INK}"/></w:tcBorders>
<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>"""


#: What is set apart: the sans serif in Latin and Chinese, for no bold 宋体 is to be had.
_SET_APART = (f'<w:style w:type="character" w:customStyle="1" w:styleId="SetApart"><w:name '
              f'w:val="Set Apart"/><w:rPr>{fonts(SANS)}</w:rPr></w:style>')


def complete(data: bytes, language: str) -> bytes:
    """Add to the styles of a reference file what the report needs and the file does not have.

    What the file has is left as it is: its fonts, sizes and colours are the office's own.
    """
    root = etree.fromstring(data)
    _table_style(root, keep=True)
    found = {style.get(f"{{{W}}}styleId") for style in root.findall("w:style", NS)}
    for name, style in styles(language).items():
        if name not in found:
            root.append(_paragraph_style(name))
            _set(root[-1], style, name)
    _set_apart(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _paragraph_style(name: str) -> etree._Element:
    shown = {"Header": "header", "Footer": "footer"}.get(name, name.replace("TOC", "toc "))
    return _element(f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{shown}"/>'
                    '<w:basedOn w:val="Normal"/></w:style>')


def _set_apart(root: etree._Element) -> None:
    if not root.xpath('w:style[@w:styleId="SetApart"]', namespaces=NS):
        root.append(_element(_SET_APART))


def _table_style(root: etree._Element, *, keep: bool) -> None:
    (old,) = root.xpath('w:style[@w:styleId="Table"]', namespaces=NS) or (None,)
    if old is None:
        root.append(_element(_TABLE))
    elif not keep:
        root.replace(old, _element(_TABLE))


def restyle(data: bytes, language: str) -> bytes:
    """Rewrite pandoc's styles.xml after `styles`."""
    root = etree.fromstring(data)
    defaults = root.find("w:docDefaults/w:rPrDefault/w:rPr", NS)
    tag = "zh-CN" if language == "zh" else "en-GB"
    defaults.getparent().replace(defaults, _element(
        f'<w:rPr>{fonts(SERIF)}<w:sz w:val="21"/><w:szCs w:val="21"/>'
        f'<w:lang w:val="{tag}" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr>'))
    found = {style.get(f"{{{W}}}styleId"): style for style in root.findall("w:style", NS)}
    for name, style in styles(language).items():
        if name not in found:
            found[name] = _paragraph_style(name)
            root.append(found[name])
        _set(found[name], style, name)
    _table_style(root, keep=False)
    _set_apart(root)
    link = found.get("Hyperlink")
    if link is not None:
        for part in link.findall("w:rPr", NS):
            link.remove(part)
        link.append(_element('<w:rPr><w:color w:val="0B6E99"/></w:rPr>'))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _set(element: etree._Element, style: Style, name: str) -> None:
    for part in ("w:pPr", "w:rPr"):
        for old in element.findall(part, NS):
            element.remove(old)
    level = int(name[-1]) - 1 if name.startswith("Heading") else None
    element.append(_element(_paragraph(style, level)))
    element.append(_element(_run(style)))
