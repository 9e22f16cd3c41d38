"""Run notebooks without a screen, each once, and keep executed copies of the same bytes each time.

papermill puts the parameters in; the kernel is the interpreter that runs this, whatever kernels
the machine has installed.
"""

from __future__ import annotations

import asyncio
import logging
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from liangwen.errors import ReportError

if TYPE_CHECKING:
    from nbformat import NotebookNode

log = logging.getLogger(__name__)

#: Wraps a sequence that takes a while, under a label: a bar, or nothing.
Progress = Callable[[Sequence[Any], str], Iterable[Any]]

_KERNEL = "python3"
_WIDGETS = "application/vnd.jupyter.widget"
# Where an object stands in memory differs from run to run.
_FOLDER = re.compile(r'^(study = )"[^"\n]*"', re.MULTILINE)
_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def _own_kernel(environment: Mapping[str, str]) -> type[Any]:
    """A class of managers that know one kernel: this interpreter, with variables of its own."""
    from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
    from jupyter_client.manager import AsyncKernelManager

    class OwnKernel(KernelSpecManager):
        def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
            # Errors only: the kernel's advice on transports is not for who reads a report's log.
            command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}",
                       "--IPKernelApp.log_level=40"]
            return KernelSpec(argv=command, display_name="Python 3", language="python",
                              env=dict(environment))

    class OwnManager(AsyncKernelManager):
        def __init__(self, **options: Any) -> None:
            super().__init__(**{**options, "kernel_spec_manager": OwnKernel()})

    return OwnManager


def _parameterised(path: Path, parameters: Mapping[str, Any]) -> NotebookNode:
    """A notebook with its parameters in a cell of their own."""
    import nbformat
    from papermill.inspection import _infer_parameters
    from papermill.parameterize import parameterize_notebook

    try:
        notebook = nbformat.read(path, as_version=4)
    except (OSError, ValueError) as error:
        raise ReportError(f"{path} is no notebook ({error}): save it again.") from error
    # papermill asks for these where it reads no file itself.
    notebook.metadata.setdefault("papermill", {})
    for cell in notebook.cells:
        cell.metadata.setdefault("tags", [])
    known = [entry.name for entry in _infer_parameters(notebook, name=_KERNEL, language="python")]
    unknown = sorted(set(parameters) - set(known))
    if unknown:
        raise ReportError(
            f"{path.name} has no parameter {unknown[0]!r}: its cell tagged 'parameters' has "
            f"{', '.join(known) or 'none'}.")
    filled = parameterize_notebook(notebook, dict(parameters), kernel_name=_KERNEL,
                                   language="python")
    return filled if parameters else notebook


def tidy(notebook: NotebookNode) -> NotebookNode:
    """Fix what differs from run to run: cell ids, times, stderr, widgets, addresses.

    The notebook is changed in place and returned.
    """
    for key in [key for key in notebook.metadata if key not in ("kernelspec", "language_info")]:
        del notebook.metadata[key]
    notebook.metadata["kernelspec"] = {"display_name": "Python 3", "language": "python",
                                       "name": _KERNEL}
    notebook.metadata["language_info"] = {"name": "python"}
    for place, cell in enumerate(notebook.cells, start=1):
        cell["id"] = f"cell-{place:03d}"
        tags = cell.metadata.get("tags")
        if "injected-parameters" in (tags or []):
            # The folder's name on this machine would make equal runs differ.
            cell["source"] = _FOLDER.sub(r'\1".."', cell["source"])
        cell["metadata"] = {"tags": tags} if tags else {}
        if cell.cell_type == "code":
            cell["outputs"] = [_tidy_output(output) for output in cell.outputs
                               if not _dropped(output)]
    return notebook


def _dropped(output: Any) -> bool:
    if output.get("name") == "stderr":
        return True
    return any(kind.startswith(_WIDGETS) for kind in output.get("data", {}))


def _tidy_output(output: Any) -> Any:
    if "text" in output:
        output["text"] = _ADDRESS.sub(" at 0x…", output["text"])
    data = output.get("data", {})
    for kind in ("text/plain", "text/html"):
        if kind in data:
            data[kind] = _ADDRESS.sub(" at 0x…", data[kind])
    return output


def _failure(path: Path, notebook: NotebookNode) -> ReportError:
    """Which cell failed, with the last line of its traceback."""
    # Counted as in the notebook that a person opens, which has no cell put in by papermill.
    own = [cell for cell in notebook.cells
           if "injected-parameters" not in cell.metadata.get("tags", [])]
    for place, cell in enumerate(own, start=1):
        for output in cell.get("outputs", []):
            if output.get("output_type") == "error":
                said = f"{output.get('ename')}: {output.get('evalue')}"
                last = _COLOURS.sub("", said).strip().splitlines()[-1]
                return ReportError(f"{path.name}, cell {place}, failed with {last}. "
                                   "Open it in JupyterLab and run it to that cell.")
    return ReportError(f"{path.name} failed: run it in JupyterLab.")


async def _run(
    path: Path, out: Path, parameters: Mapping[str, Any], cwd: Path, environment: Mapping[str, str]
) -> Path:
    """Run one notebook and write its executed copy; a failed one is written too."""
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, DeadKernelError

    notebook = _parameterised(path, parameters)
    client = NotebookClient(notebook, kernel_manager_class=_own_kernel(environment),
                            kernel_name=_KERNEL, timeout=None,
                            resources={"metadata": {"path": str(cwd)}})
    error: ReportError | None = None
    try:
        await client.async_execute()
    except CellExecutionError:
        error = _failure(path, notebook)
    except DeadKernelError as dead:
        raise ReportError(f"The kernel of {path.name} died ({dead}): is there memory?") from dead
    out.mkdir(parents=True, exist_ok=True)
    target = out / path.name
    # nbformat writes \n on every system when the file is opened so.
    with target.open("w", encoding="utf-8", newline="\n") as file:
        nbformat.write(tidy(notebook), file)
    if error is not None:
        raise error
    return target


async def _run_all(
    notebooks: Sequence[Path], out: Path | Mapping[Path, Path], parameters: Mapping[str, Any],
    cwd: Path, progress: Progress | None, at_once: int,
    environment: Mapping[Path, Mapping[str, str]],
) -> list[Path]:
    gate = asyncio.Semaphore(at_once)
    stopped = False
    # The bar moves with each notebook that is done, in whichever order that happens.
    bar = iter(progress(notebooks, "notebooks") if progress else ())
    next(bar, None)

    async def one(path: Path) -> Path:
        nonlocal stopped
        async with gate:
            if stopped:
                raise asyncio.CancelledError
            try:
                folder = out if isinstance(out, Path) else out[path]
                done = await _run(path, folder, parameters, cwd, environment.get(path, {}))
            except BaseException:
                stopped = True
                raise
            next(bar, None)
            log.info("ran %s", path.name)
            return done

    results = await asyncio.gather(*map(one, notebooks), return_exceptions=True)
    failed = [result for result in results if isinstance(result, Exception)]
    if failed:
        raise failed[0]
    return [result for result in results if isinstance(result, Path)]


def run_notebooks(
    notebooks: Sequence[Path],
    *,
    out: Path | Mapping[Path, Path],
    parameters: Mapping[str, Any],
    cwd: Path,
    progress: Progress | None = None,
    at_once: int = 2,
    environment: Mapping[Path, Mapping[str, str]] | None = None,
) -> list[Path]:
    """Run notebooks, each once, and write their executed copies to a folder.

    Parameters
    ----------
    notebooks : sequence of path
        Plain .ipynb files with a cell tagged ``parameters``; they are not changed.
    out : path, or mapping of notebook to path
        Folder of the copies (same names); made where it is not there.
    parameters : mapping
        Handed to every notebook; one that a notebook does not have is an error.
    cwd : path
        Where the notebooks run.
    progress : callable, optional
        ``progress(notebooks, label)`` wraps the sequence; it is gone through as notebooks end.
    at_once : int
        How many run side by side, each in its own kernel.
    environment : mapping, optional
        Notebook -> variables that its kernel finds in its environment beside those of this process.

    Returns
    -------
    list of path
        The copies, in the order of ``notebooks``; the same bytes for the same outputs.

    Raises
    ------
    ReportError
        For an unknown parameter, a file that is no notebook, or a failing cell, with the
        notebook's name, the cell and the last line of the traceback. No further notebook is
        begun after that.
    """
    names = [path.name for path in notebooks]
    if len(set(names)) < len(names):
        raise ReportError("Two notebooks bear the same name: their copies would overwrite "
                          "each other.")
    # Own thread, own loop: the caller may be a notebook whose loop is running already.
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(
            asyncio.run,
            _run_all(list(notebooks), out, parameters, cwd, progress, at_once,
                     environment or {})).result()
