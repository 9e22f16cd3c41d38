"""The report as a Word document: pandoc's, dressed, with head and foot."""

from __future__ import annotations

import io
import re
import shutil
import tempfile
import zipfile
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from lxml import etree

from liangwen.errors import ReportError
from liangwen.report.crossrefs import bookmark_of, reference_at
from liangwen.report.docx_drawings import with_drawings
from liangwen.report.docx_style import GREY, NS, TINT, W, complete, restyle
from liangwen.report.pandoc import write
from liangwen.report.template import outline
from liangwen.report.text import plain
from liangwen.report.tree import Node, raw, text_of, walk, words

_CONTENTS = {"en": "Contents", "zh": "目录"}
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def _field_numbers(tree: dict[str, Any]) -> dict[str, Any]:
    """Make the numbers of captions fields, so that Word renumbers them and lists the figures.

    References to them are fields, too, which show the number from the start.
    """
    known: list[str] = []

    def change(node: Node) -> list[Node] | None:
        target = reference_at(node)
        if target is not None:
            return [raw("openxml", _reference(*target), inline=True)]
        if node["t"] != "Span" or "caption-number" not in node["c"][0][1]:
            return None
        name, number = text_of(node["c"][1]).rsplit(" ", 1)
        anchor = node["c"][0][0]
        field = (f'<w:fldSimple w:instr=" SEQ {name} \\* ARABIC "><w:r><w:t>{int(number)}</w:t>'
                 "</w:r></w:fldSimple>")
        label = [*words(name), {"t": "Str", "c": "\u00a0"}, raw("openxml", field, inline=True)]
        if not anchor:
            return label
        known.append(anchor)
        start, end = (f'<w:bookmark{part} w:id="{90000 + len(known)}"' for part in ("Start", "End"))
        return [raw("openxml", f'{start} w:name="{bookmark_of(anchor)}"/>', inline=True), *label,
                raw("openxml", f"{end}/>", inline=True)]

    changed: dict[str, Any] = walk(tree, change)
    return changed


def _reference(anchor: str, label: str) -> str:
    return (_field("begin", f"REF {bookmark_of(anchor)} \\h") + _field("separate")
            + f'<w:r><w:t xml:space="preserve">{escape(label)}</w:t></w:r>' + _field("end"))


def _said(text: str, style: str) -> str:
    return (f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t xml:space="preserve">'
            f"{escape(text)}</w:t></w:r></w:p>")


_STYLED = f'<r xmlns:w="{W}"><w:rStyle w:val="SetApart"/></r>'
_BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


def _field(kind: str, instruction: str = "") -> str:
    code = (f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
            if instruction else "")
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>{code}'


def _page_of(anchor: str) -> str:
    """The number of the page that a bookmark stands on, to be filled in by the reader's program."""
    return _field("begin", f"PAGEREF {anchor} \\h") + _field("separate") + _field("end")


def _contents(tree: dict[str, Any], language: str) -> str:
    """The list of contents: each entry a link, its page number a field.

    Only the program that breaks the pages knows their numbers: LibreOffice reckons them itself,
    Word when it opens the file (`_filled_in`), and none is written that could be wrong. In one
    field around all entries (TOC) LibreOffice would show what is written, and nothing else.
    """
    lines = [
        f'<w:p><w:pPr><w:pStyle w:val="TOC{level}"/></w:pPr><w:hyperlink w:anchor='
        f'"{name}" w:history="1"><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
        f"<w:r><w:tab/></w:r>{_page_of(name)}</w:hyperlink></w:p>"
        for level, name, text in outline(tree)
    ]
    return _said(_CONTENTS[language], "TOCHeading") + "".join(lines)


def _front(tree: dict[str, Any], title: str, subtitle: str, as_of: str, language: str) -> Node:
    parts = [_said(title, "Title"), _said(subtitle, "Subtitle")]
    parts += [_said(as_of, "Date")] if as_of else []
    return raw("openxml", "".join([*parts, _BREAK, _contents(tree, language)]))


def _text_first(blocks: list[Node]) -> list[Node]:
    """Findings before the figures that they follow: text fills the page that a figure leaves.

    Word lets no figure float away from its line, so a page ends where the next one has no room.
    """
    ordered: list[Node] = []
    for block in blocks:
        place = len(ordered)
        if block["t"] == "BulletList":
            while place and ordered[place - 1]["t"] == "Figure":
                place -= 1
        ordered.insert(place, block)
    return ordered


def _part(kind: str, inner: str) -> bytes:
    """A head (hdr) or foot (ftr) of the page."""
    return (f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:{kind} xmlns:w="{W}">'
            f"{inner}</w:{kind}>").encode()


def _small(inner: str, *, style: str, border: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{border}</w:pPr>{inner}</w:p>'


def _head_and_foot(title: str) -> dict[str, bytes]:
    rule = (f'<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="4" w:color="{GREY}"/></w:pBdr>')
    head = _small(f'<w:r><w:t xml:space="preserve">{escape(title)}</w:t></w:r>', style="Header",
                  border=rule)
    page = _field("begin", "PAGE") + _field("separate") + "<w:r><w:t>1</w:t></w:r>" + _field("end")
    empty = '<w:p><w:pPr><w:spacing w:before="0" w:after="0"/></w:pPr></w:p>'
    return {"word/header1.xml": _part("hdr", head),
            "word/footer1.xml": _part("ftr", _small(page, style="Footer")),
            "word/header2.xml": _part("hdr", empty), "word/footer2.xml": _part("ftr", empty)}


_SECTION = f"""<w:sectPr xmlns:w="{W}" xmlns:r="{_RELATIONS}">
<w:headerReference w:type="default" r:id="rIdHead1"/>
<w:headerReference w:type="first" r:id="rIdHead2"/>
<w:footerReference w:type="default" r:id="rIdFoot1"/>
<w:footerReference w:type="first" r:id="rIdFoot2"/>
<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1361" w:right="1134" w:bottom="1247"
 w:left="1134" w:header="680" w:footer="567" w:gutter="0"/><w:titlePg/></w:sectPr>"""


def _dress_body(data: bytes, language: str, *, own_page: bool) -> bytes:
    """Page, tables and runs of document.xml; a reference file's page stays as it is."""
    root = etree.fromstring(data)
    body = root.find("w:body", NS)
    if own_page:
        for old in body.findall("w:sectPr", NS):
            body.remove(old)
        body.append(etree.fromstring(_SECTION))
    _mark_headings(body)
    _begin_on_a_page(body)
    for table in body.iter(f"{{{W}}}tbl"):
        _dress_table(table)
    for strong in list(body.iter(f"{{{W}}}b")):
        # A style that an office can change; Word keeps its place before everything else.
        _set_apart(strong.getparent())
    if language == "zh":
        _chinese_quotes(body)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _begin_on_a_page(body: etree._Element) -> None:
    """What follows the contents begins on a page of its own.

    By a property of its paragraph: a paragraph that only breaks the page would itself need a page
    where the contents fill theirs.
    """
    front = body.xpath('w:p[starts-with(w:pPr/w:pStyle/@w:val, "TOC")]', namespaces=NS)
    after = next(front[-1].itersiblings(f"{{{W}}}p", f"{{{W}}}tbl"), None) if front else None
    if after is None:
        return
    if after.tag == f"{{{W}}}tbl":
        after.addprevious(etree.fromstring(f'<r xmlns:w="{W}">{_BREAK}</r>')[0])
        return
    properties = after.find("w:pPr", NS)
    if properties is None:
        properties = etree.Element(f"{{{W}}}pPr")
        after.insert(0, properties)
    style = properties.find("w:pStyle", NS)
    properties.insert(0 if style is None else 1, etree.Element(f"{{{W}}}pageBreakBefore"))


def _mark_headings(body: etree._Element) -> None:
    """Let a section's bookmark hold its heading only, not all that follows.

    Where one ends behind a table LibreOffice drops it, and the page number with it.
    """
    ends = {end.get(f"{{{W}}}id"): end for end in body.findall("w:bookmarkEnd", NS)}
    for start in body.findall("w:bookmarkStart", NS):
        heading = next(start.itersiblings(f"{{{W}}}p"), None)
        end = ends.get(start.get(f"{{{W}}}id"))
        if heading is None or end is None:
            continue
        heading.insert(1 if heading.find("w:pPr", NS) is not None else 0, start)
        heading.append(end)


def _set_apart(properties: etree._Element) -> None:
    """Give a run the style of what is set apart, unless it has one."""
    if properties.find("w:rStyle", NS) is None:
        properties.insert(0, etree.fromstring(_STYLED)[0])


def _dress_table(table: etree._Element) -> None:
    """Rows stay whole at a page's end; a row that heads a group is tinted and stays with the next.
    """
    for row in table.findall("w:tr", NS):
        properties = row.find("w:trPr", NS)
        if properties is None:
            properties = etree.Element(f"{{{W}}}trPr")
            row.insert(0, properties)
        properties.insert(0, etree.Element(f"{{{W}}}cantSplit"))
        if properties.find("w:tblHeader", NS) is not None:
            for run in row.iter(f"{{{W}}}r"):
                if run.find("w:rPr", NS) is None:
                    run.insert(0, etree.Element(f"{{{W}}}rPr"))
                _set_apart(run.find("w:rPr", NS))
        span = row.find("w:tc/w:tcPr/w:gridSpan", NS)
        if span is None:
            continue
        shade = etree.SubElement(span.getparent(), f"{{{W}}}shd")
        for key, value in (("val", "clear"), ("color", "auto"), ("fill", TINT)):
            shade.set(f"{{{W}}}{key}", value)
        for paragraph in row.iter(f"{{{W}}}pPr"):
            style = paragraph.find("w:pStyle", NS)
            keep = etree.Element(f"{{{W}}}keepNext")
            paragraph.insert(0 if style is None else 1, keep)


def _chinese_quotes(body: etree._Element) -> None:
    """Tell Word that marks both scripts share (“ ” … —) are Chinese ones in a Chinese report."""
    for run in body.iter(f"{{{W}}}r"):
        text = "".join(run.itertext())
        if not re.search("[“”‘’…—·～]", text):
            continue
        properties = run.find("w:rPr", NS)
        if properties is None:
            properties = etree.Element(f"{{{W}}}rPr")
            run.insert(0, properties)
        named = properties.find("w:rFonts", NS)
        if named is None:
            named = etree.Element(f"{{{W}}}rFonts")
            place = 1 if properties.find("w:rStyle", NS) is not None else 0
            properties.insert(place, named)
        named.set(f"{{{W}}}hint", "eastAsia")


def read_reference(path: Path) -> bytes:
    """Read the Word file whose styles a report shall take.

    Raises
    ------
    ReportError
        If there is none, or it is no Word file.
    """
    try:
        data = path.read_bytes()
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for part in ("word/styles.xml", "word/document.xml"):
                etree.fromstring(archive.read(part))
    except FileNotFoundError as error:
        raise ReportError(f"There is no reference document {path}: give a .docx file.") from error
    except (OSError, KeyError, zipfile.BadZipFile, etree.XMLSyntaxError) as error:
        raise ReportError(f"{path} is no Word document (.docx): save it as one in Word.") from error
    return data


#: What the schema puts behind the setting that has fields filled in.
_BEHIND = {
    "hdrShapeDefaults", "footnotePr", "endnotePr", "compat", "docVars", "rsids", "mathPr",
    "attachedSchema", "themeFontLang", "clrSchemeMapping", "doNotIncludeSubdocsInStats",
    "doNotAutoCompressPictures", "forceUpgrade", "captions", "readModeInkLockDown", "smartTagType",
    "schemaLibrary", "shapeDefaults", "doNotEmbedSmartTags", "decimalSymbol", "listSeparator",
}


def _filled_in(data: bytes) -> bytes:
    """Settings that have the reader's program fill in the fields when it opens the file."""
    root = etree.fromstring(data)
    if root.find("w:updateFields", NS) is None:
        behind = [child for child in root if etree.QName(child).localname in _BEHIND]
        place = root.index(behind[0]) if behind else len(root)
        mark = etree.Element(f"{{{W}}}updateFields")
        mark.set(f"{{{W}}}val", "true")
        root.insert(place, mark)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _with_parts(
    files: dict[str, bytes], title: str, language: str, *, styled: bool
) -> dict[str, bytes]:
    """All parts of the package, dressed; with a reference file's styles, only what they lack."""
    files = dict(files)
    has_heads = any(name.startswith(("word/header", "word/footer")) for name in files)
    own_page = not (styled and has_heads)
    dress = complete if styled else restyle
    files["word/styles.xml"] = dress(files["word/styles.xml"], language)
    if "word/settings.xml" in files:
        files["word/settings.xml"] = _filled_in(files["word/settings.xml"])
    files["word/document.xml"] = _dress_body(files["word/document.xml"], language,
                                             own_page=own_page)
    if not own_page:
        return files
    files |= _head_and_foot(title)
    links, types = "", ""
    for kind, word in (("header", "Head"), ("footer", "Foot")):
        for number in (1, 2):
            links += (f'<Relationship Id="rId{word}{number}" Type="{_RELATIONS}/{kind}" '
                      f'Target="{kind}{number}.xml"/>')
            types += (f'<Override PartName="/word/{kind}{number}.xml" '
                      f'ContentType="{_TYPES}.{kind}+xml"/>')
    name = "word/_rels/document.xml.rels"
    files[name] = files[name].replace(b"</Relationships>", f"{links}</Relationships>".encode())
    name = "[Content_Types].xml"
    files[name] = files[name].replace(b"</Types>", f"{types}</Types>".encode())
    return files


def _zip(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files, key=lambda part: (part != "[Content_Types].xml", part)):
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[name])
    return buffer.getvalue()


def document(
    tree: dict[str, Any],
    *,
    title: str,
    subtitle: str,
    as_of: str,
    language: str,
    images: dict[str, Path],
    epoch: int,
    styles: bytes | None = None,
) -> bytes:
    """Write a document tree as a Word file: A4, title page, contents, head, page numbers.

    Fonts are named by style (宋体 and 黑体, Times New Roman and Arial), captions bear fields,
    tables repeat their head on each page, and figures are drawings with a picture for readers
    that cannot draw. ``styles`` (a Word file's bytes) brings its own styles, fonts and page.
    """
    title, subtitle, as_of = plain(title), plain(subtitle), plain(as_of)
    body = _text_first(_field_numbers(tree)["blocks"])
    blocks = [_front(tree, title, subtitle, as_of, language), *body]
    named = {**tree, "blocks": blocks, "meta": {}}
    with tempfile.TemporaryDirectory(prefix="liangwen-") as name:
        folder = Path(name)
        for source, path in images.items():
            shutil.copyfile(path, folder / source)
        target = folder / "report.docx"
        options = ["-o", str(target)]
        if styles is not None:
            (folder / "reference.docx").write_bytes(styles)
            options.append("--reference-doc=reference.docx")
        write(named, "docx", *options, folder=folder, epoch=epoch)
        with zipfile.ZipFile(target) as archive:
            files = {part: archive.read(part) for part in archive.namelist()}
    core = files["docProps/core.xml"].replace(
        b"<dc:title></dc:title>", f"<dc:title>{escape(title)}</dc:title>".encode())
    files = with_drawings({**files, "docProps/core.xml": core}, images)
    return _zip(_with_parts(files, title, language, styled=styles is not None))
