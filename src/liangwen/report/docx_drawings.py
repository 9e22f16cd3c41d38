"""Vector figures in the Word report: the SVG beside each PNG, which stays for older readers."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
#: By this name Word 2016 and later, and LibreOffice, know a drawing beside a picture.
_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
#: Above this size a drawing opens slower than its picture is coarse.
LARGEST = 1_500_000


def drawing_beside(png: Path) -> bytes | None:
    """The SVG beside a PNG, if it has outlines for letters and no pattern.

    Word sets text of an SVG in a font of the machine, and draws no pattern (hatching).
    """
    path = png.with_suffix(".svg")
    if not path.is_file() or path.stat().st_size > LARGEST:
        return None
    data = path.read_bytes()
    return None if b"<text" in data or b"<pattern" in data else data


def with_drawings(files: dict[str, bytes], images: dict[str, Path]) -> dict[str, bytes]:
    """Copy a Word file's parts, the drawings of its pictures added.

    Parameters
    ----------
    files : mapping of part to bytes
        As pandoc wrote them: a picture's name stands in its description.
    images : mapping of name to path of the PNG
    """
    files = dict(files)
    root = etree.fromstring(files["word/document.xml"])
    links: list[str] = []
    known: dict[str, str] = {}
    for picture in root.iter(f"{{{_PIC}}}pic"):
        named = picture.find(f".//{{{_PIC}}}cNvPr")
        name = Path(named.get("descr") or "").name if named is not None else ""
        if name not in images:
            continue
        if name not in known:
            drawing = drawing_beside(images[name])
            known[name] = f"rIdDrawing{len(known) + 1}" if drawing else ""
            if drawing:
                files[f"word/media/{known[name]}.svg"] = drawing
                links.append(f'<Relationship Id="{known[name]}" Type="{_R}/image" '
                             f'Target="media/{known[name]}.svg"/>')
        if known[name]:
            _add(picture.find(f".//{{{_A}}}blip"), known[name])
    if not links:
        return files
    files["word/document.xml"] = etree.tostring(
        root, xml_declaration=True, encoding="UTF-8", standalone=True)
    part = "word/_rels/document.xml.rels"
    files[part] = files[part].replace(
        b"</Relationships>", f"{''.join(links)}</Relationships>".encode())
    types = files["[Content_Types].xml"]
    if b'Extension="svg"' not in types:
        kind = b'<Default Extension="svg" ContentType="image/svg+xml"/>'
        files["[Content_Types].xml"] = types.replace(b"</Types>", kind + b"</Types>")
    return files


def _add(blip: etree._Element, link: str) -> None:
    rest = blip.find(f"{{{_A}}}extLst")
    if rest is None:
        rest = etree.SubElement(blip, f"{{{_A}}}extLst")
    extension = etree.SubElement(rest, f"{{{_A}}}ext", uri=_EXTENSION)
    drawing = etree.SubElement(extension, f"{{{_SVG}}}svgBlip", nsmap={"asvg": _SVG})
    drawing.set(f"{{{_R}}}embed", link)
