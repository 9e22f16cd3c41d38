"""Python's collector of cycles, and work that makes none."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Let Python's collector rest: edits and rows are tuples by the ten thousand, without cycles.

    Looking through them again and again would cost a sixth of the time of a dense text.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
