"""Memory that is free, given back to the system."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def lean() -> Iterator[None]:
    """Let Arrow take its memory from the system's allocator.

    Its own keeps what was freed for each of its threads: 200 MB after some hundred shards were
    written. Neither is faster here.
    """
    import pyarrow as pa

    before = pa.default_memory_pool()
    pa.set_memory_pool(pa.system_memory_pool())
    try:
        yield
    finally:
        pa.set_memory_pool(before)


def give_back() -> None:
    """Give back what the system's allocator holds free of Arrow's and numpy's; takes a while.

    Between steps that need much each: an allocator that has seen large pieces come and go keeps
    them. Where the system's allocator cannot be asked (all but glibc's) nothing happens.
    """
    import pyarrow as pa

    pa.system_memory_pool().release_unused()
