"""What a command takes, with every process that it starts: processor, memory, time."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

_PAGE = os.sysconf("SC_PAGE_SIZE")
#: Between two looks at the processes, in seconds, and between two at what they share, which costs
#: the system some milliseconds a process.
_EVERY, _SELDOM = 0.05, 0.5


@dataclass(frozen=True)
class Taken:
    """Seconds of the processor (user and system) and of the clock, and megabytes at the peak.

    `peak` is the largest sum over the tree: of what n processes share each counts an n-th part.
    `largest` is the largest single process, with all that it shares.
    """

    processor: float
    clock: float
    peak: float
    largest: float

    def row(self) -> dict[str, float]:
        """As plain numbers."""
        return {name: round(value, 3) for name, value in asdict(self).items()}


def run(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Taken | str:
    """Run a command; return what it took, or the last line of what it said if it failed."""
    began = time.monotonic()
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        env={**os.environ, **(environment or {})},
    ) as process:  # fmt: skip
        watch = _Watch(process.pid)
        said = process.stderr.read() if process.stderr else ""
        # The children's processor time is in it, as far as the command has waited for them: not
        # that of workers whose parent another process is.
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        watch.stop()
    if process.returncode:
        return (said.strip().splitlines() or [f"exit status {process.returncode}"])[-1]
    spent = max(used.ru_utime + used.ru_stime, watch.processor)
    return Taken(spent, time.monotonic() - began, watch.peak, watch.largest)


class _Watch(threading.Thread):
    """Looks at a process and its descendants again and again."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.peak, self.largest = pid, 0.0, 0.0
        self._seconds: dict[int, float] = {}
        self._asked = 0.0
        self._over = threading.Event()
        self.start()

    def stop(self) -> None:
        self._over.set()
        self.join()

    def run(self) -> None:
        while not self._over.wait(_EVERY):
            processes = _tree(self.pid)
            self._seconds.update({pid: spent for pid in processes if (spent := _seconds(pid))})
            sizes = [_resident(pid) for pid in processes]
            self.largest = max(self.largest, *sizes, 0.0)
            if len(processes) == 1:
                self.peak = max(self.peak, *sizes)
            elif time.monotonic() - self._asked > _SELDOM:
                self._asked = time.monotonic()
                self.peak = max(self.peak, sum(map(_share, processes)))

    @property
    def processor(self) -> float:
        """Seconds of all processes that were seen, each as it was seen last."""
        return sum(self._seconds.values())


def _seconds(pid: int) -> float:
    """A process's own seconds of the processor so far, user and system."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError):
        return 0.0


def _tree(pid: int) -> list[int]:
    found = [pid]
    for parent in found:
        try:
            for task in Path(f"/proc/{parent}/task").iterdir():
                found += map(int, (task / "children").read_text().split())
        except (OSError, ValueError):
            continue
    return found


def _resident(pid: int) -> float:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE / 1e6
    except (OSError, ValueError, IndexError):
        return 0.0


def _share(pid: int) -> float:
    """What a process holds, less what others hold of the same."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024 / 1e6
