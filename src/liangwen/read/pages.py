"""HTML, and MHTML, the page saved with its pictures in one file."""

from __future__ import annotations

import email
from email.message import Message

from ..errors import SeedError
from .encodings import declared_in, decode
from .source import Source, storable

_SAVE_AGAIN = "Open it in a browser and save it as a web page, HTML only."
#: Parts and parts of parts that are looked at; a page has some dozens.
_MOST_PARTS = 10_000


def read_html_page(data: bytes, *, declared: str | None = None) -> Source:
    """Read the visible blocks of a page, one a line, with what the tree says of each.

    Parameters
    ----------
    data : bytes
    declared : str, optional
        The charset that the page's envelope declares; it goes before the page's own.

    Raises
    ------
    SeedError
        If no encoding fits, or the page shows no text.
    """
    # Here, because a text file must not pay for a parser.
    from ..extract import read_html

    decoded = decode(data, declared=declared or declared_in(data))
    # One decision on the encoding, made here and recorded, for every parser behind.
    page = decoded.text.removeprefix("\ufeff")
    try:
        text, hints = read_html(page)
    # A page may hold anything, and each parser trips over something else.
    except Exception as error:
        raise SeedError("The page's HTML cannot be parsed.", _SAVE_AGAIN) from error
    if not text.strip():
        raise SeedError(
            "The page shows no text: what a browser shows is fetched by its scripts.",
            "Open it in a browser, wait until the article stands there, and save it then.",
        )
    return decoded._replace(text=storable(text), hints=tuple(hints))


def read_mhtml(data: bytes) -> Source:
    """Read the page of an MHTML file.

    Raises
    ------
    SeedError
        If it holds no page, or the page shows no text.
    """
    try:
        page = _main_page(email.message_from_bytes(data))
    # The parser of letters recurses with the nesting, and trips over headers in many ways.
    except Exception as error:
        raise SeedError("The saved page (MHTML) is damaged.", _SAVE_AGAIN) from error
    if page is None:
        raise SeedError("The saved page (MHTML) holds no page.", _SAVE_AGAIN)
    body, charset = page
    return read_html_page(body, declared=charset)


def _main_page(letter: Message) -> tuple[bytes, str | None] | None:
    waiting, seen = [letter], 0
    while waiting and seen < _MOST_PARTS:
        part, seen = waiting.pop(), seen + 1
        parts = part.get_payload() if part.is_multipart() else None
        if isinstance(parts, list):
            waiting += [p for p in reversed(parts) if isinstance(p, Message)]
        elif part.get_content_type() in {"text/html", "application/xhtml+xml"}:
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload.strip():
                charset = part.get_content_charset()
                return payload, charset
    return None
