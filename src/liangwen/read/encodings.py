"""Which encoding the bytes of a text have."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

from ..errors import SeedError
from .common_characters import COMMON
from .signatures import refuse_binary
from .source import Source, storable

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: Families of encodings; within one the first that fits each byte is taken, because the later
#: ones read the same characters otherwise only where the first has none.
_FAMILIES = (
    ("utf-8",),
    ("gb18030",),
    ("big5", "cp950", "big5hkscs"),
    ("utf-16-le",),
    ("utf-16-be",),
)
#: The names that pages declare, and what their bytes may really be.
_DECLARED = re.compile(
    rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w-]{3,20})|<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w-]{3,20})""",
    re.IGNORECASE,
)
#: How many characters at the head, the middle and the end are looked at.
_LOOKED_AT = 30_000
#: Less than this share of common characters is no Chinese that people write.
_LEAST_COMMON = 0.3
#: More than this share of stretches that do not fit is another encoding, or no text.
_MOST_DAMAGED = 0.2
#: More than this share of NULs and other control characters is no text.
_MOST_CONTROLS = 0.05

_BLANK = "\ufeff\x00\u200b \t\r\n\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u2028\u2029\u3000"
_DAMAGE = re.compile("\ufffd+")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_ASCII = re.compile(r"[\x00-\x7f]+")


class _Reading(NamedTuple):
    """The bytes as one encoding reads them; the better one has the greater `common`."""

    common: float
    damaged: float
    controls: float
    encoding: str
    text: str


def decode(data: bytes, *, declared: str | None = None) -> Source:
    """Decode the bytes of a text file; line ends are kept as they are.

    The byte-order mark decides, then the declaration where the bytes bear it out, then strict
    UTF-8, then of GB18030, Big5 and UTF-16 without a mark the one that gives Chinese as people
    write it.

    Parameters
    ----------
    data : bytes
    declared : str, optional
        What the page or its envelope says; a wrong declaration does no harm.

    Returns
    -------
    Source
        `confidence` is 1 for a mark and for valid UTF-8; otherwise the share of common
        characters in the reading chosen, less that in the next best one. Stretches that do not
        fit stand as U+FFFD, and `confidence` falls by their share.

    Raises
    ------
    SeedError
        For an empty file, for known binary formats and for bytes that no encoding fits.

    Notes
    -----
    A confidence of .6 is a sure choice for running text; it misleads for lists of rare names
    and for texts of a few characters.

    Examples
    --------
    >>> decode("计量".encode("gb18030")).text
    '计量'
    >>> decode("计量工作".encode("utf-16-le")).encoding
    'utf-16-le'
    """
    refuse_binary(data)
    read = _decoded(data, declared)
    if not read.text.strip(_BLANK):
        raise SeedError("The file is empty.", "Collect the article again, or remove the file.")
    return read


def _decoded(data: bytes, declared: str | None) -> Source:
    if not data.strip(b"\x00"):
        return Source("", "utf-8", 1.0)
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _by_mark(data, encoding)
    if b"\x00" not in data:
        try:
            return Source(data.decode("utf-8"), "utf-8", 1.0)
        except UnicodeDecodeError:
            pass
    return _by_plausibility(data, _family(declared))


def declared_in(data: bytes) -> str | None:
    """Return the encoding that the head of a page declares.

    Examples
    --------
    >>> declared_in(b'<html><meta charset="gb2312">')
    'gb2312'
    """
    found = _DECLARED.search(data[:8192])
    return (found[1] or found[2]).decode("ascii") if found else None


def _family(declared: str | None) -> tuple[str, ...]:
    """The family of a declared encoding; none for one that Chinese is not written in."""
    try:
        name = codecs.lookup(declared or "").name
    except (LookupError, ValueError):
        return ()
    name = {"gbk": "gb18030", "gb2312": "gb18030", "utf-16": "utf-16-le"}.get(name, name)
    return next((family for family in _FAMILIES if name in family), ())


def _by_mark(data: bytes, encoding: str) -> Source:
    text = data.decode(encoding, "replace")
    damaged = _damage(text)
    if damaged > _MOST_DAMAGED:
        raise SeedError(
            f"The file's byte-order mark says {encoding}, but its bytes do not fit.",
            "Open it in an editor and save it as UTF-8 text.",
        )
    # The mark itself is part of the source text, so that it can leave by an edit.
    return Source("\ufeff" + storable(text), encoding, _sureness(1, damaged), basis="mark")


def _by_plausibility(data: bytes, declared: tuple[str, ...]) -> Source:
    readings = sorted(_readings(data), reverse=True)
    fitting = [r for r in readings if r.damaged <= _MOST_DAMAGED and r.common >= _LEAST_COMMON]
    text_like = [reading for reading in fitting if reading.controls <= _MOST_CONTROLS]
    if not text_like:
        raise _no_encoding(data)
    best = next((r for r in text_like if r.encoding in declared), text_like[0])
    basis = "declared" if best.encoding in declared else "detected"
    # A declaration wins a close race only: pages that declare one encoding and hold another
    # are common, and then the gap is wide.
    if best.common < text_like[0].common - 0.1:
        best, basis = text_like[0], "detected"
    others = [r.common for r in readings if r is not best and r.text != best.text]
    lead = best.common - max(others, default=0.0)
    # Bytes that are UTF-8 almost everywhere are UTF-8: chance does not make such runs.
    confidence = _sureness(1 if best.encoding == "utf-8" else lead, best.damaged)
    return Source(storable(best.text), best.encoding, confidence, basis=basis)


def _sureness(lead: float, damaged: float) -> float:
    """Three digits, and never 1 for bytes that did not all fit."""
    found = round(max(0.0, lead) * (1 - damaged), 3)
    return min(found, 0.999) if damaged else found


def _no_encoding(data: bytes) -> SeedError:
    if b"\x00" in data:
        return SeedError(
            "The file holds NUL bytes, and is no UTF-16 either: it is no text.",
            "Open it in the program that made it and save it as UTF-8 text.",
        )
    return SeedError(
        "No encoding fits the file's bytes (tried UTF-8, GB18030, Big5 and UTF-16).",
        "Open it in the program that made it and save it as UTF-8 text.",
    )


def _readings(data: bytes) -> Iterator[_Reading]:
    for family in _FAMILIES:
        encoding, text = _read_as(data, family)
        sample = _sample(text)
        yield _Reading(
            _share_of_common_characters(sample), _damage(sample), _controls(sample), encoding, text
        )


def _read_as(data: bytes, family: tuple[str, ...]) -> tuple[str, str]:
    for encoding in family:
        try:
            return encoding, data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return family[0], data.decode(family[0], "replace")


def _sample(text: str) -> str:
    if len(text) <= 3 * _LOOKED_AT:
        return text
    middle = len(text) // 2
    return text[:_LOOKED_AT] + text[middle : middle + _LOOKED_AT] + text[-_LOOKED_AT:]


def _share_of_common_characters(text: str) -> float:
    """Share of the characters beyond ASCII that are common in Chinese; 1 where there are none."""
    foreign = _ASCII.sub("", text)
    if not foreign:
        return 1.0
    return sum(map(COMMON.__contains__, foreign)) / len(foreign)


def _damage(text: str) -> float:
    """Stretches that did not fit, as a share of the characters beyond ASCII."""
    stretches = len(_DAMAGE.findall(text))
    if not stretches:
        return 0.0
    sound = len(_ASCII.sub("", text)) - text.count("\ufffd")
    return stretches / (sound + stretches)


def _controls(text: str) -> float:
    return len(_CONTROLS.findall(text)) / len(text) if text else 0.0
