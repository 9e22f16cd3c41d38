"""Where and when a speech or a report was given: 2026年1月27日在某省人民代表大会会议上."""

from __future__ import annotations

import re

_DELIVERY = re.compile(
    r"[(（]?[—―─\-－]*\s*[(（]?(?:(?:[12]\d{3}|"
    r"二[〇○零]\S{2})年.{1,12}日)[，,]?\s*在.{2,60}"
    r"(?:上|会议|大会)(?:的?(?:报告|讲话|致辞|发言))?[)）]?"
    r"(?:\s+.{1,24}|[^。，；]{0,20}(?:总理|省长|市长|州长|县长|区长|主席|主任|[局部院]长|书记|检察长)"
    r"\s*[\u4e00-\u9fff·]{2,14})?"
)
#: Title, occasion and speaker on one line: 政府工作报告——2016年3月5日在某某会议上总理 李明.
_GLUED = re.compile(
    r"(?P<title>[^。，！？；]{4,40}?)\s*[—―─－]{1,2}\s*(?:[12]\d{3}|二[〇○零]\S{2})年.{1,12}日"
    r"[，,]?\s*在.{2,60}(?:会议|大会)上(?:\s*[^。，！？；]{1,30})?"
)
_SPEAKER = re.compile(r".*(?:会议|大会)上(?:的?(?:报告|讲话|致辞|发言))?[\s)）]*(?P<speaker>.*)")
_DELIVERY_HEAD = re.compile(
    r"[(（]?[—―─\-－]*\s*[(（]?(?:[12]\d{3}|二[〇○零]\S{2})年.{1,12}日在[^。，；]{2,40}"
)
_DELIVERY_TAIL = re.compile(r"[^。，；\s]{0,40}(?:会议|大会)上?(?:的?(?:报告|讲话))?[)）]?")


def is_delivery(text: str) -> bool:
    """2026年1月27日在某省人民代表大会会议上: where and when a speech was given."""
    return len(text) <= 120 and bool(_DELIVERY.fullmatch(text) or _GLUED.fullmatch(text))


def title_before(text: str) -> str | None:
    """The title that stands on one line with the occasion of delivery.

    Examples
    --------
    >>> title_before("工作报告——2016年3月5日在某某市人民代表大会会议上市长 李明")
    '工作报告'
    """
    found = _GLUED.fullmatch(text)
    return found["title"].strip() if found else None


def speaker_behind(text: str) -> str | None:
    """Who stands behind the occasion of delivery, with the office.

    Examples
    --------
    >>> speaker_behind("2026年2月3日在上海市人民代表大会会议上 上海市市长 龚正")
    '上海市市长 龚正'
    """
    found = _SPEAKER.fullmatch(text)
    return found["speaker"].strip(" \u3000)）") or None if found else None


def delivery_goes_on(text: str, following: str) -> bool:
    """Whether the occasion of delivery was broken over two lines."""
    return bool(
        len(text) <= 60
        and _DELIVERY_HEAD.fullmatch(text)
        and _DELIVERY_TAIL.fullmatch(following)
        and _DELIVERY.fullmatch(text + following)
    )
