"""What a file is by its first bytes, and what to do with one that holds no text."""

from __future__ import annotations

import re

from ..errors import SeedError

ZIP = b"PK\x03\x04"
GZIP = b"\x1f\x8b"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: The name of the stream that an encrypted Office file keeps its bytes in.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

_PICTURE = "Type the text off, or run text recognition on it."
_UNPACK = "Unpack it, and put the files that it holds among the seeds."
_SAVE_AS = "Open it in the program that made it and save it as .docx or .txt."
_BINARY = (
    (b"\x89PNG\r\n", "a PNG picture", _PICTURE),
    (b"\xff\xd8\xff", "a JPEG picture", _PICTURE),
    (b"GIF8", "a GIF picture", _PICTURE),
    (b"II*\x00", "a TIFF picture", _PICTURE),
    (b"MM\x00*", "a TIFF picture", _PICTURE),
    (b"%PDF-", "a PDF file", "Give it a name that ends in .pdf."),
    (ZIP, "a ZIP archive (as .docx and .xlsx are)", "Give it the ending that it had."),
    (b"PK\x05\x06", "an empty ZIP archive", "Collect it again."),
    (GZIP, "a gzip archive", "Unpack it first."),
    (b"Rar!\x1a", "a RAR archive", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", _UNPACK),
    (b"\xfd7zXZ\x00", "an xz archive", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive", _UNPACK),
    (b"{\\rtf", "an RTF file", _SAVE_AS),
    (b"SQLite format 3\x00", "a database", "Export its articles as .csv."),
    (b"bplist00", "a web archive of Safari", "Save the page as .html."),
    (b"\x7fELF", "a program", "Remove it."),
)
_SIGNATURES = tuple(signature for signature, _, _ in _BINARY)
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*(?:<\?xml[^>]{0,200}>\s*)?"
    rb"(?:<!--[^>]{0,300}>\s*)?<(?:!doctype\s+html|html)[\s>]",
    re.IGNORECASE,
)
_HEADER = re.compile(rb"\s{0,9}[A-Za-z][\w-]{1,40}:")


def refuse_binary(data: bytes) -> None:
    """Raise for a format that holds no text, with its name and what to do.

    Raises
    ------
    SeedError
    """
    if data.startswith(_OLD_OFFICE):
        raise _old_office(data)
    if data.startswith(_SIGNATURES):
        what, remedy = next(entry[1:] for entry in _BINARY if data.startswith(entry[0]))
        raise SeedError(f"The file is {what}, not text.", remedy)


def _old_office(data: bytes) -> SeedError:
    if _ENCRYPTED in data:
        return SeedError(
            "The file is an Office file that is locked with a password.",
            "Open it with the password and save it without one.",
        )
    return SeedError(
        "The file is an old Office file (.doc, .xls, .ppt, .wps), which is not read.",
        "Open it in Word, WPS or LibreOffice and save it as .docx (a table as .xlsx).",
    )


def is_pdf(data: bytes) -> bool:
    """Tell whether it is a PDF file; some have a few bytes before their mark."""
    return data.find(b"%PDF-", 0, 1024) >= 0


def is_html(data: bytes) -> bool:
    """Tell whether the bytes begin as a page does.

    Examples
    --------
    >>> is_html(b"<!DOCTYPE html><p>x"), is_html(b"<p>x")
    (True, False)
    """
    head = data[:2048]
    # Nearly all texts are told by this.
    if b"<" not in head:
        return False
    return bool(_HTML.match(head[:1024])) or bool(_HTML.match(head.replace(b"\x00", b"")))


def is_mhtml(data: bytes) -> bool:
    """Tell whether the bytes begin as a page saved with its pictures does (MIME headers)."""
    if not _HEADER.match(data):
        return False
    head = data[:4096].lower()
    if b"\nmime-version:" not in b"\n" + head.lstrip():
        return False
    return b"multipart/" in head or b"text/html" in head
