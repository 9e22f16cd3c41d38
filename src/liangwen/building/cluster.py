"""Batches on a Dask cluster: its workers do what this process would, and nothing is lost with one.

Rows pass through the study's folder, which every worker must see under the same path and may
write to; over the network go batches and what became of their seeds. A batch whose worker dies is
given to another by Dask's own scheduler.
"""

from __future__ import annotations

import os
import socket
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from ..errors import StudyError
from ..study import Study

#: So long a cluster may be without a worker, or its scheduler out of reach, before a build stops.
PATIENCE = 30.0
#: While nothing comes, a cluster is looked at every so many seconds.
LOOK = 2.0
#: So long a scheduler may take to answer, and a first worker to come.
_ANSWER, _COME = 10.0, 30.0
#: What is loaded to make rows is not meant for several threads at once.
_one_at_a_time = threading.Lock()


@dataclass(frozen=True)
class Check:
    """What a worker must see before it may work on a study.

    Attributes
    ----------
    study : Study
    token : str
        What the driver wrote into the study's folder.
    made_with : tuple
        The driver's hashes of code, lexicon and settings, as pairs.
    """

    study: Study
    token: str
    made_with: tuple[tuple[str, str], ...]

    def __call__(self) -> None:
        """Look, once a process.

        Raises
        ------
        StudyError
            Saying which machine does not see what, and what to do.
        """
        if self.token not in _seen:
            _look(self)
            _seen.add(self.token)


#: Tokens of the builds that this process was found fit for.
_seen: set[str] = set()


def _look(check: Check) -> None:
    from .plan import made_with

    study, host = check.study, socket.gethostname()
    try:
        found = _token_file(study).read_text(encoding="utf-8")
    except OSError:
        found = ""
    if found != check.token:
        raise StudyError(
            f"The worker on {host} does not see {study.root}; it must see the study's folder under "
            "the same path, through a shared file system."
        )
    trial = study.cache / f"worker-{uuid.uuid4().hex}"
    try:
        trial.touch()
        trial.unlink()
    except OSError as error:
        raise StudyError(
            f"The worker on {host} may not write to {study.cache} ({error.strerror}); let it."
        ) from error
    if dict(check.made_with) != made_with(study):
        raise StudyError(
            f"The worker on {host} has another version of liangwen, of a package or of the "
            "lexicon than this process; start it from the same environment."
        )


def _token_file(study: Study) -> Any:
    return study.cache / "cluster-token"


class Checked:
    """A function that looks first whether this worker sees what it must."""

    def __init__(self, function: Callable[[Any], Any], check: Check) -> None:
        self._function, self._check = function, check

    def __call__(self, item: Any) -> Any:
        with _one_at_a_time:
            self._check()
            return self._function(item)


class Cluster:
    """What takes work to a cluster, as :class:`.workers.Results` wants it."""

    def __init__(self, client: Any, address: str, check: Check) -> None:
        self._client, self._address, self._check = client, address, check
        self._ill: float | None = None

    def submit(self, function: Callable[[Any], Any], item: Any) -> Any:
        """Give an item to some worker."""
        with self._told():
            return self._client.submit(Checked(function, self._check), item, pure=False)

    def result(self, done: Any) -> Any:
        """Return what a worker made of an item, or raise what it raised."""
        while True:
            with self._told():
                try:
                    return done.result(timeout=LOOK)
                except TimeoutError:
                    if done.status == "error":
                        raise
            # What it made may have been lost with its worker, and is made again by another.
            self.look()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except BaseException as error:  # asyncio's CancelledError is no Exception
            if (said := self._failed(error)) is not None:
                raise said from error
            raise

    def look(self) -> None:
        """See that there is still somebody to wait for.

        Raises
        ------
        StudyError
            If for half a minute the scheduler was out of reach, or no worker was there.
        """
        if self._client.status == "running" and self._workers():
            self._ill = None
        elif self._ill is None:
            self._ill = time.monotonic()
        elif time.monotonic() - self._ill > PATIENCE:
            raise StudyError(
                f"The cluster at {self._address} has lost its scheduler or all its workers. {_KEPT}"
            )

    def _workers(self) -> Mapping[str, Any]:
        try:
            found: Mapping[str, Any] = self._client.scheduler_info(n_workers=-1)["workers"]
        except Exception:  # whatever a connection that breaks raises: nobody was seen
            return {}
        return found

    def _failed(self, error: BaseException) -> StudyError | None:
        """Say in a sentence what an error of the cluster, not of the work, means."""
        name = type(error).__name__
        if name == "KilledWorker":
            return StudyError(
                "A batch was given up after several workers had died over it (they may have been "
                f"killed for want of memory). {_KEPT}"
            )
        if isinstance(error, ModuleNotFoundError):
            return StudyError(
                f"A worker of {self._address} lacks {error.name}; start the workers from the same "
                "environment as this process."
            )
        if name in _LOST:
            return StudyError(
                f"The connection to the cluster at {self._address} was lost ({name}). {_KEPT}"
            )
        return None


#: What Dask raises where a connection ends.
_LOST = (
    "CancelledError", "ClosedClientError", "CommClosedError", "FutureCancelledError",
    "TimeoutError",
)  # fmt: skip
_KEPT = "The old corpus stays, and what was done is kept: mend the cluster and build again."


@contextmanager
def connect(address: str, study: Study, made_with: Mapping[str, str]) -> Iterator[Cluster]:
    """Connect to a scheduler, and see that its workers can work on the study.

    Parameters
    ----------
    address : str
        As ``dask scheduler`` says it: ``tcp://host:8786``.
    study : Study
    made_with : mapping
        What this process makes rows with; see :func:`.plan.made_with`.

    Raises
    ------
    StudyError
        If dask.distributed is not installed, the scheduler cannot be reached, it has no workers,
        or one of them does not see the study's folder or has other code.
    """
    client = _client(address)
    study.cache.mkdir(parents=True, exist_ok=True)
    token = uuid.uuid4().hex
    draft = _token_file(study).with_suffix(".draft")
    draft.write_text(token, encoding="utf-8")
    os.replace(draft, _token_file(study))
    check = Check(study, token, tuple(sorted(made_with.items())))
    try:
        _first_look(client, address, check)
        yield Cluster(client, address, check)
    finally:
        _token_file(study).unlink(missing_ok=True)
        client.close(timeout=5)


def _client(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError as error:
        raise StudyError(
            "--cluster needs dask.distributed, which is not installed; install liangwen[cluster]."
        ) from error
    try:
        return Client(address, timeout=_ANSWER, set_as_default=False)
    except (OSError, ValueError) as error:
        raise StudyError(
            f"No scheduler answers at {address} ({_words(error)}); start one with "
            "`dask scheduler`, or mend the address."
        ) from error


def _first_look(client: Any, address: str, check: Check) -> None:
    try:
        client.wait_for_workers(1, timeout=_COME)
        answers = client.run(check, on_error="return")
    except OSError as error:  # a TimeoutError is one
        raise StudyError(
            f"The cluster at {address} has no workers; start some with `dask worker {address} "
            "--nthreads 1`."
        ) from error
    for worker, answer in sorted(answers.items()):
        if isinstance(answer, StudyError):
            raise StudyError(f"{answer} (worker {worker})")
        if isinstance(answer, BaseException):
            raise StudyError(
                f"The worker {worker} cannot work on this study ({_words(answer)}); start it from "
                "the same environment as this process."
            )


def _words(error: BaseException) -> str:
    return str(error).strip().rstrip(".") or type(error).__name__
