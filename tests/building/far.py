"""File systems to test with: one in memory, and servers on 127.0.0.1."""

from __future__ import annotations

import functools
import http.server
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def in_memory(folder: Path) -> Iterator[str]:
    """fsspec's own, as long as this process lives."""
    import fsspec

    name, memory = uuid.uuid4().hex, fsspec.filesystem("memory")
    memory.mkdir(f"/{name}")
    yield f"memory://{name}"
    memory.rm(f"/{name}", recursive=True)


@contextmanager
def on_ftp(folder: Path) -> Iterator[str]:
    """A server over a folder; nothing that is written there appears in one step."""
    pytest.importorskip("pyftpdlib", reason="pyftpdlib (a development tool) is not installed")
    import logging

    from fsspec.config import conf
    from pyftpdlib.authorizers import DummyAuthorizer
    from pyftpdlib.handlers import FTPHandler
    from pyftpdlib.servers import ThreadedFTPServer

    folder.mkdir(parents=True, exist_ok=True)
    logging.getLogger("pyftpdlib").setLevel(logging.ERROR)
    people = DummyAuthorizer()
    people.add_user("reader", "secret", str(folder), perm="elradfmwMT")
    handler = type("Handler", (FTPHandler,), {"authorizer": people})
    server = ThreadedFTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    conf["ftp"] = {"username": "reader", "password": "secret"}
    try:
        yield f"ftp://127.0.0.1:{server.address[1]}"
    finally:
        del conf["ftp"]
        server.close_all()
        thread.join()


@contextmanager
def on_s3(folder: Path) -> Iterator[str]:
    """Object storage, as moto plays it."""
    pytest.importorskip("s3fs", reason="s3fs is not installed")
    pytest.importorskip("moto", reason="moto is not installed")
    import fsspec
    from fsspec.config import conf
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    conf["s3"] = {"endpoint_url": f"http://{host}:{port}", "key": "k", "secret": "s"}
    bucket = f"b{uuid.uuid4().hex}"
    try:
        fsspec.filesystem("s3").mkdir(bucket)
        yield f"s3://{bucket}"
    finally:
        del conf["s3"]
        server.stop()


@contextmanager
def on_http(folder: Path) -> Iterator[str]:
    """The standard library's server over a folder: to be read only."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing."""

    folder.mkdir(parents=True, exist_ok=True)
    handler = functools.partial(Handler, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
