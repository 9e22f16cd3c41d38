"""A folder on another file system, through fsspec: names, bytes, and errors as sentences.

Nothing here is imported, and fsspec is not, unless a study names a place elsewhere.
"""

from __future__ import annotations

import datetime
import posixpath
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

from .errors import LiangwenError, StudyError

#: What a file system may call a hash of a file's bytes, or a version of it.
_HASHES = ("ETag", "etag", "md5Hash", "md5", "content_md5", "checksum")
#: What it may call the time of the last change.
_TIMES = (
    "LastModified", "Last-Modified", "last_modified", "mtime", "modify", "modified", "updated",
    "created",
)  # fmt: skip
_PASSWORD = re.compile(r"(?<=://)([^/@:]*):[^/@]*@")


class RemoteFile(NamedTuple):
    """A file as its file system lists it.

    Attributes
    ----------
    key : str
        Its name there.
    size : int or None
        In bytes, where the file system says it.
    mark : str or None
        What changes with the file's bytes; None where nothing can be trusted to.
    when : float or None
        Seconds since the epoch at which it was changed, where `mark` is no better than that.
    """

    key: str
    size: int | None
    mark: str | None
    when: float | None


def is_url(place: str) -> bool:
    """Tell whether a place is a URL rather than a path.

    Examples
    --------
    >>> is_url("s3://bucket/seeds"), is_url("../seeds")
    (True, False)
    """
    return "://" in place or "::" in place


def shown(place: str) -> str:
    """Return a place without its password.

    Examples
    --------
    >>> shown("ftp://me:secret@host/seeds")
    'ftp://me@host/seeds'
    """
    return _PASSWORD.sub(r"\1@", place)


class Folder:
    """A folder on some file system.

    Parameters
    ----------
    place : str
        A URL that fsspec knows, or a path.
    own : bool
        Whether to hold a connection of its own: one of FTP must not be used by two threads.

    Raises
    ------
    StudyError
        If fsspec, or what it needs for this kind of place, is not installed. Every method raises
        it where the place cannot be reached, read or written.
    """

    def __init__(self, place: str, *, own: bool = False) -> None:
        self.place = place
        self._shown = shown(place)
        try:
            from fsspec.core import url_to_fs
        except ImportError as error:
            raise StudyError(
                f"{self._shown} needs fsspec, which is not installed; install liangwen[remote]."
            ) from error
        try:
            more = {"skip_instance_cache": True} if own else {}
            self.fs, self.root = url_to_fs(place, **more)
        except ImportError as error:
            raise StudyError(
                f"{self._shown} needs a package that is not installed: {_words(error)}."
            ) from error
        except ValueError as error:
            raise StudyError(
                f"{self._shown} is no place that fsspec knows ({_words(error)}); mend study.toml."
            ) from error
        except Exception as error:  # each file system has its own family of errors
            raise self._cannot("reached", error) from error
        self._quoted = "http" in str(self.fs.protocol)

    @property
    def at_once(self) -> int:
        """How many files may be asked for at the same time."""
        return 8 if getattr(self.fs, "async_impl", False) else 1

    def files(self) -> dict[str, RemoteFile]:
        """List all files below the folder: name -> file, by name; none where there is no folder."""
        with self._told("read"):
            self.fs.invalidate_cache()
            try:
                found = self.fs.find(self.root, detail=True)
            except FileNotFoundError:
                return {}
        named = {self._name(key): (key, info) for key, info in found.items()}
        return {
            name: _file(key, info)
            for name, (key, info) in sorted(named.items())
            if name and not (self._quoted and "?" in key)
        }

    def looked_up(self, file: RemoteFile) -> RemoteFile:
        """Ask for a file itself, where the list did not say enough of it."""
        with self._told("read"):
            return _file(file.key, self.fs.info(file.key))

    def top(self) -> list[str]:
        """List the names directly in the folder; none where there is no folder."""
        with self._told("read"):
            self.fs.invalidate_cache()
            try:
                found = self.fs.ls(self.root, detail=False)
            except FileNotFoundError:
                return []
        return sorted(self._name(key).rstrip("/") for key in found)

    def read(self, name: str) -> bytes:
        """Read a file."""
        with self._told("read"):
            content: bytes = self.fs.cat_file(self._key(name))
            return content

    def download(self, file: RemoteFile, path: Path) -> None:
        """Bring a file; `path` may be half a file if that fails."""
        with self._told("read"):
            self.fs.get_file(file.key, str(path))

    def write(self, name: str, content: bytes) -> None:
        """Write a file; half of it may be there if that fails."""
        with self._told("written"):
            self._make_parent(name)
            self.fs.pipe_file(self._key(name), content)

    def upload(self, path: Path, name: str) -> None:
        """Send a file; half of it may be there if that fails."""
        with self._told("written"):
            self._make_parent(name)
            self.fs.put_file(str(path), self._key(name))

    def remove(self, name: str) -> None:
        """Remove a file."""
        with self._told("written"):
            self.fs.rm_file(self._key(name))

    def table(self, name: str, columns: list[str] | None = None) -> Any:
        """Read columns of a Parquet file, and of the file no more than they need."""
        import pyarrow.fs as pafs
        import pyarrow.parquet as pq

        with self._told("read"):
            system = pafs.PyFileSystem(pafs.FSSpecHandler(self.fs))
            with pq.ParquetFile(self._key(name), filesystem=system, pre_buffer=True) as file:
                return file.read(columns=columns)

    def _key(self, name: str) -> str:
        return f"{self.root.rstrip('/')}/{name}"

    def _name(self, key: str) -> str:
        name = key.removeprefix(self.root.rstrip("/") + "/")
        return unquote(name) if self._quoted else name

    def _make_parent(self, name: str) -> None:
        try:
            self.fs.makedirs(posixpath.dirname(self._key(name)), exist_ok=True)
        except NotImplementedError:  # nothing like a folder there
            return

    @contextmanager
    def _told(self, done: str) -> Iterator[None]:
        try:
            yield
        except LiangwenError:
            raise
        except Exception as error:  # each file system has its own family of errors
            raise self._cannot(done, error) from error

    def _cannot(self, done: str, error: Exception) -> StudyError:
        return StudyError(
            f"{self._shown} cannot be {done} ({_words(error)}); see that it is there and that "
            "you may, and that the network holds, then try again."
        )


def _words(error: BaseException) -> str:
    said = shown(" ".join(str(error).split()).rstrip("."))
    return said or type(error).__name__


def _file(key: str, info: Mapping[str, Any]) -> RemoteFile:
    size = info.get("size")
    size = size if isinstance(size, int) else None
    for name in _HASHES:
        if info.get(name):
            return RemoteFile(key, size, f"{name} {info[name]} {size}", None)
    for name in _TIMES:
        when = _seconds(info.get(name))
        if when is not None and size is not None:
            return RemoteFile(key, size, f"{name} {info[name]} {size}", when)
    return RemoteFile(key, size, None, None)


def _seconds(value: Any) -> float | None:
    """Read a time, in whatever form a file system gives it.

    Examples
    --------
    >>> _seconds("Thu, 01 Jan 1970 00:01:00 GMT"), _seconds("19700101000100"), _seconds(60)
    (60.0, 60.0, 60.0)
    """
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value)
    if isinstance(value, datetime.datetime):
        return value.timestamp()
    if not isinstance(value, str):
        return None
    try:
        if re.fullmatch(r"\d{14}(\.\d+)?", value):
            plain = datetime.datetime.strptime(value[:14], "%Y%m%d%H%M%S")
            return plain.replace(tzinfo=datetime.UTC).timestamp()
        if value[:1].isalpha():
            import email.utils

            return email.utils.parsedate_to_datetime(value).timestamp()
        return datetime.datetime.fromisoformat(value).timestamp()
    except (TypeError, ValueError):
        return None
