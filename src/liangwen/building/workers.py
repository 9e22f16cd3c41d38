"""Work in this process, in several, or on a cluster: the same function, the same results."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, TypeVar

from ..errors import StudyError
from ..study import Study
from .cluster import LOOK, Cluster, connect

if TYPE_CHECKING:
    from concurrent.futures import Executor

#: What workers stand back by, of 19.
_BEHIND = 5

T = TypeVar("T")
R = TypeVar("R")


class Results(Sequence[Any]):
    """What the function makes of each item, in the order in which it is ready.

    Processes and clusters begin at once, this process when the results are asked for.
    """

    def __init__(self, function: Callable[[T], R], items: Sequence[T], executor: Any) -> None:
        self._function, self._items, self._executor = function, items, executor
        self._futures = [executor.submit(function, item) for item in items] if executor else []

    def __len__(self) -> int:
        return len(self._items)

    def __getitem__(self, index: Any) -> Any:
        raise TypeError("Results are gone through once, in the order in which they are ready.")

    def __iter__(self) -> Iterator[Any]:
        if self._executor is None:
            for item in self._items:
                yield self._function(item)
        elif isinstance(self._executor, Cluster):
            yield from self._from_cluster(self._executor)
        else:
            yield from self._from_processes()

    def _from_processes(self) -> Iterator[Any]:
        from concurrent.futures import as_completed
        from concurrent.futures.process import BrokenProcessPool

        try:
            for future in as_completed(self._futures):
                yield future.result()
        except BrokenProcessPool as error:
            raise StudyError(
                "A worker process died (it may have been killed for want of memory). What was "
                "done is kept: build again, perhaps with fewer workers."
            ) from error
        finally:
            for future in self._futures:
                future.cancel()

    def _from_cluster(self, cluster: Cluster) -> Iterator[Any]:
        ready: SimpleQueue[Any] = SimpleQueue()
        for future in self._futures:
            future.add_done_callback(ready.put)
        for _ in self._futures:
            while True:
                try:
                    done = ready.get(timeout=LOOK)
                    break
                except Empty:
                    cluster.look()
            yield cluster.result(done)


def step_back() -> None:
    """Let this worker give way to the process that waits for it, which has steps of its own."""
    if hasattr(os, "nice"):
        os.nice(_BEHIND)


def make_ready(workers: int) -> None:
    """Begin to load what workers will need, while this process does something else."""
    if workers > 1 and _context().get_start_method() == "forkserver":
        from multiprocessing.forkserver import ensure_running

        ensure_running()


def _context() -> Any:
    """How workers start: from a process that has loaded all, where the system can fork, or afresh.

    In either case nothing of this process's threads and locks goes along.
    """
    from multiprocessing import get_all_start_methods, get_context

    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    # pandas, because pyarrow asks for it with the first column.
    context.set_forkserver_preload(
        ["pandas", "liangwen.building.columns", "liangwen.building.preloaded"]
    )
    return context


@contextmanager
def executor(
    workers: int, cluster: str | None, study: Study, made_with: Mapping[str, str]
) -> Iterator[Executor | Cluster | None]:
    """Give what runs work elsewhere: nothing for one worker, else processes or a cluster.

    Parameters
    ----------
    workers : int
        Processes on this machine.
    cluster : str, optional
        Address of a dask.distributed scheduler (``tcp://host:8786``), whose workers see the
        study under the same path.
    study : Study
    made_with : mapping
        What this process makes rows with; a worker of a cluster must have the same.

    Raises
    ------
    StudyError
        If the cluster cannot be reached or its workers cannot work on the study.
    """
    if cluster:
        with connect(cluster, study, made_with) as connected:
            yield connected
    elif workers > 1:
        from concurrent.futures import ProcessPoolExecutor

        with ProcessPoolExecutor(
            workers, mp_context=_context(), initializer=step_back
        ) as pool:
            yield pool
    else:
        yield None
