"""A raw file to its source text: what it is by its bytes decides, then how its name ends."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path, PurePath

from ..errors import SeedError
from .archives import MOST_BYTES, Package, gunzip, too_large
from .columns import Wishes
from .encodings import decode
from .signatures import GZIP, ZIP, is_html, is_mhtml, is_pdf
from .source import Source

#: Endings of the files that are read as plain text.
TEXT_SUFFIXES = frozenset({".txt", ".md", ".text", ".markdown"})
#: Endings of the files that hold an article a row.
TABLE_SUFFIXES = frozenset({".jsonl", ".ndjson", ".csv", ".tsv", ".xlsx"})
PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".shtml", ".mhtml", ".mht"})
DOCUMENT_SUFFIXES = frozenset({".docx", ".pdf"})
#: Endings of files that are opened only to say what they are and what to do.
_REFUSED_SUFFIXES = frozenset(
    {".doc", ".docm", ".dot", ".dotx", ".wps", ".rtf", ".odt", ".ofd", ".epub", ".xls", ".xlsm"}
    | {".et", ".ppt", ".pptx", ".dps", ".zip", ".rar", ".7z", ".png", ".jpg", ".jpeg", ".gif"}
    | {".tif", ".tiff"}
)
_READ = TEXT_SUFFIXES | TABLE_SUFFIXES | PAGE_SUFFIXES | DOCUMENT_SUFFIXES

_SAVE_AS_DOCX = "Open it in Word, WPS or LibreOffice and save it as .docx."
#: A member that a zip file of this kind holds, what the file is, and what to do.
_PACKAGES = (
    ("OFD.xml", "an OFD document", "Open it in an OFD reader and save it as .pdf."),
    ("ppt/presentation.xml", "a PowerPoint file", "Save its text as .txt."),
    ("META-INF/container.xml", "an e-book (EPUB)", "Save the article as .html or .txt."),
    ("mimetype", "an OpenDocument file", _SAVE_AS_DOCX),
)


@lru_cache(maxsize=64)  # it is asked several times of one name
def suffix_of(name: str) -> str:
    """Return how a file's name ends, in lower case, without .gz.

    Examples
    --------
    >>> suffix_of("a/报告.TXT.gz"), suffix_of("b.html")
    ('.txt', '.html')
    """
    path = PurePath(name)
    if path.suffix.lower() == ".gz":
        path = path.with_suffix("")
    return path.suffix.lower()


def is_table(name: str | PurePath) -> bool:
    """Tell whether a file of this name holds an article a row."""
    return suffix_of(name if isinstance(name, str) else name.name) in TABLE_SUFFIXES


def read_seed(
    path: Path,
    *,
    any_name: bool = False,
    columns: Wishes | None = None,
    data: bytes | None = None,
) -> Source:
    """Read one raw file as one text.

    Parameters
    ----------
    path : Path
    any_name : bool
        Read it whatever its name ends in; what it is then shows in its bytes.
    columns : mapping, optional
        For a table of articles: role -> names of columns, from study.toml.
    data : bytes, optional
        The file's bytes, by one who has them.

    Returns
    -------
    Source
        Of a table of articles: all of them, one after another (:func:`read_table` gives each).

    Raises
    ------
    SeedError
        If the file cannot be read; the message says why and what to do.
    """
    check_suffix(path, any_name=any_name)
    unpacked = load(path) if data is None else _unpacked(data)
    return read_bytes(unpacked, path.name, columns=columns)


def check_suffix(path: PurePath, *, any_name: bool = False) -> None:
    """Raise for a name whose ending is not read.

    Raises
    ------
    SeedError
    """
    suffix = suffix_of(path.name)
    if not any_name and suffix not in _READ | _REFUSED_SUFFIXES:
        raise SeedError(
            f"Files that end in {suffix or 'nothing'} are not read.",
            f"Save the article as one of {', '.join(sorted(_READ))}.",
        )


def load(path: Path) -> bytes:
    """Return a file's bytes, unpacked if they are gzipped.

    Raises
    ------
    SeedError
        If it cannot be opened or unpacked, or is too large.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise too_large(f"{MOST_BYTES // 2**20} MB")
        data = path.read_bytes()
    except OSError as error:
        raise SeedError(f"The file cannot be opened ({error.strerror}).", "Check it.") from error
    return _unpacked(data)


def _unpacked(data: bytes) -> bytes:
    return gunzip(data) if data.startswith(GZIP) else data


def read_bytes(data: bytes, name: str = "", *, columns: Wishes | None = None) -> Source:
    """Read the bytes of one raw file as one text.

    Parameters
    ----------
    data : bytes
    name : str
        The file's name, for its ending; nothing for bytes that came through a pipe.
    columns : mapping, optional
        As for :func:`read_seed`.

    Raises
    ------
    SeedError
    """
    if data.startswith(GZIP):
        data = gunzip(data)
    if not data.strip():
        raise SeedError("The file is empty.", "Collect the article again, or remove the file.")
    suffix = suffix_of(name)
    if suffix in TABLE_SUFFIXES or is_workbook(data):
        from .rows import read_collection

        return read_collection(data, name, columns)
    if data.startswith(ZIP):
        return _read_package(data)
    if is_pdf(data):
        from .pdf import read_pdf

        return read_pdf(data)
    if suffix in {".mhtml", ".mht"} or is_mhtml(data):
        from .pages import read_mhtml

        return read_mhtml(data)
    if suffix in PAGE_SUFFIXES or is_html(data):
        from .pages import read_html_page

        return read_html_page(data)
    if suffix in DOCUMENT_SUFFIXES:
        return _misnamed(data, suffix)
    return decode(data)


def is_workbook(data: bytes) -> bool:
    """Tell whether it is an .xlsx file, by the name of its main part."""
    return data.startswith(ZIP) and b"xl/workbook.xml" in data


def _read_package(data: bytes) -> Source:
    package = Package(data)
    names = set(package.names)
    if "[Content_Types].xml" in names and any(name.startswith("word/") for name in names):
        from .word import read_docx

        return read_docx(package)
    for member, what, remedy in _PACKAGES:
        if member in names:
            raise SeedError(f"The file is {what}, which is not read.", remedy)
    raise SeedError(
        "The file is a ZIP archive.", "Unpack it, and put the files that it holds among the seeds."
    )


def _misnamed(data: bytes, suffix: str) -> Source:
    """A file that is called .pdf or .docx and is neither: text, or nothing that is read."""
    decode(data)  # names the known formats
    raise SeedError(
        f"The file is called {suffix}, but it is plain text.",
        "Look whether it is an error page; if it is the article, let its name end in .txt.",
    )
