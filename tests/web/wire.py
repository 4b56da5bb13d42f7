"""A real server on a free port, and requests written byte by byte."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn

from whispeer.web.protocol import Protocol
from whispeer.web.refusals import Refusals
from whispeer.web.shell import Shell

CAP = 1000
Address = tuple[str, int]


@contextmanager
def served(
    application: Callable[..., Any], cap: int = CAP, deadline: float = 0.5
) -> Iterator[Address]:
    """The application in its shell, behind uvicorn, in a thread."""
    shell = Shell(
        application, cap=cap, refusal=Refusals(), deadline=deadline, threads=2
    )
    door = socket.socket()
    door.bind(("127.0.0.1", 0))
    config = uvicorn.Config(
        shell,
        http=Protocol,
        lifespan="on",
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=1,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [door]})
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield door.getsockname()
    finally:
        server.should_exit = True
        thread.join()
        door.close()


def ask(address: Address, *parts: bytes, patience: float = 5.0) -> bytes:
    """Send parts one after the other; what came back until the connection was closed."""
    with socket.create_connection(address, timeout=patience) as wire:
        for part in parts:
            wire.sendall(part)
        answer = b""
        try:
            while part := wire.recv(65536):
                answer += part
        except ConnectionResetError:
            pass
        return answer


def request(
    path: str = "/", method: str = "GET", body: bytes = b"", **headers: str
) -> bytes:
    """A request as a browser writes it, closed after its answer."""
    lines = [f"{method} {path} HTTP/1.1", "Host: localhost", "Connection: close"]
    if body:
        lines.append(f"Content-Length: {len(body)}")
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1]) if answer else 0
