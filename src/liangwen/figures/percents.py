"""Shares in percent, as figures print them."""

from __future__ import annotations


def percent(share: float, language: str = "en") -> str:
    """A share in percent; never 0 for something, and never 100 for less than all.

    Examples
    --------
    >>> [percent(share) for share in (0.953, 0.0031, 0.00001, 0.9999, 1)]
    ['95 %', '0.3 %', '<0.1 %', '>99.9 %', '100 %']
    >>> percent(0.953, "zh")
    '95%'
    """
    gap = " " if language == "en" else ""
    if 0 < share < 0.0005 or 0.9995 <= share < 1:
        return f"{'<0.1' if share < 0.5 else '>99.9'}{gap}%"
    whole = share in (0, 1) or 0.0995 <= share < 0.995
    return f"{share * 100:.{0 if whole else 1}f}{gap}%"
