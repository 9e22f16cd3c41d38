"""A text as an array of code points, for the few loops that look at every character.

Such loops are written in Python and compiled by numba at their first use; what was compiled is
kept beside the module, or in the user's cache folder where that cannot be written. With
``NUMBA_DISABLE_JIT=1`` the same functions run uncompiled, for a debugger; where there is no numba,
too, with the same results.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

try:
    import numba
except ImportError:
    warnings.warn("numba cannot be loaded: a build takes far longer.", stacklevel=2)
    COMPILES = False
else:
    COMPILES = not getattr(numba.config, "DISABLE_JIT", 0)

F = TypeVar("F", bound=Callable[..., Any])

#: Code points of a text, one each.
Codes = NDArray[np.uint32]

#: The text that was asked for last, with its code points: rules ask one after another.
_last: list[tuple[str, Codes]] = []


def compiled(function: F) -> F:
    """Have a function of arrays and numbers compiled when it is first called, and kept."""
    if not COMPILES:
        # Hashes overflow by intent; Python would warn of it.
        return np.errstate(over="ignore")(function)
    try:
        return cast(F, numba.njit(cache=True, nogil=True)(function))
    except RuntimeError:
        # Nowhere to keep it: compiled anew in each process.
        return cast(F, numba.njit(nogil=True)(function))


def codes_of(text: str) -> Codes:
    """Return the code points of `text`; the array may not be written to.

    Examples
    --------
    >>> codes_of("量A").tolist()
    [37327, 65]
    """
    for known, codes in _last:
        if known is text:
            return codes
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    _last[:] = [(text, codes)]
    return codes
