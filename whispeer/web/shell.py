"""The shell around Django: it meets the network, so that no page has to wait for it.

A request's body is gathered here, up to a cap and a deadline, before a thread of Django's
is taken; the answer is gathered whole before the thread is given back. However slow a
client is, in either direction, it holds a connection and never a thread.
"""

import asyncio
import re
import threading
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from concurrent import futures
from contextlib import nullcontext, suppress
from typing import Any, NamedTuple

from a2wsgi import WSGIMiddleware
from django.db import connections

from whispeer.web.refusals import Refusal

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

THREADS = 8
DEADLINE = 15.0
CLOSING = 0.5  # seconds the threads have to close their connections
# A browser shows our answer only once it has sent all: so much is read and dropped.
DROPPED = 64 * 1024 * 1024
FILES_AT_ONCE = 4  # more wait their turn: they are held in memory as they come
NOT_ASCII = re.compile(rb"[\x80-\xff]")


class TooLarge(Exception):
    """The body is over the cap."""


class Gone(Exception):
    """The client left before it had sent all."""


class Room(NamedTuple):
    """How large a body may be, in bytes, and how long it may take to come."""

    cap: int
    deadline: float


class Shell:
    """An ASGI application around a WSGI one; `cap` is the largest body, in bytes.

    `files` names the addresses that take a file, and the room there is for it.
    """

    def __init__(
        self,
        application: Callable[..., Any],
        *,
        cap: int,
        refusal: Callable[[int, Scope], Refusal],
        deadline: float = DEADLINE,
        threads: int = THREADS,
        files: Mapping[str, Room] | None = None,
    ) -> None:
        self.room = Room(cap, deadline)
        self.files = files or {}
        self.turn = asyncio.Semaphore(FILES_AT_ONCE)
        self.refusal = refusal
        self.threads = threads
        # A queue without bounds: a thread never waits for the client to read.
        self.inner = WSGIMiddleware(application, workers=threads, send_queue_size=0)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.live(receive, send)
        elif scope["type"] == "http":
            await self.answer(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1000})

    async def live(self, receive: Receive, send: Send) -> None:
        await receive()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await asyncio.to_thread(self.close)
        await send({"type": "lifespan.shutdown.complete"})

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        room = self.files.get(scope["path"], self.room)
        # What fits into the room of a page never waits behind files.
        waits = self.turn if length_of(scope) > self.room.cap else nullcontext()
        try:
            async with asyncio.timeout(room.deadline), waits:
                body = await self.gather(scope, receive, room.cap)
        except TooLarge:
            await self.refusal(413, scope).send(send)
        except TimeoutError:
            await self.refusal(408, scope).send(send)
        except Gone:
            return
        else:
            await self.inner(readable(scope), given(body), send)  # type: ignore[arg-type]

    async def gather(self, scope: Scope, receive: Receive, cap: int) -> bytes:
        """The whole body.

        Raises
        ------
        TooLarge
            When it is over the cap; what came of it was dropped as it came.
        Gone
            When the client left.
        """
        declared = length_of(scope)
        if declared > cap and (declared > DROPPED or asks_first(scope)):
            raise TooLarge
        body, size, more = bytearray(), 0, True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise Gone
            part = message.get("body", b"")
            more = message.get("more_body", False)
            size += len(part)
            if size <= cap:
                body += part
            elif size > DROPPED:
                break
        if size > cap:
            raise TooLarge
        return bytes(body)

    def close(self) -> None:
        """Close the database connections of all threads, each in its own."""
        together = threading.Barrier(self.threads)
        closing = [
            self.inner.executor.submit(close_connections, together)
            for _ in range(self.threads)
        ]
        # A thread whose page does not end keeps its connection; the others go on.
        if futures.wait(closing, timeout=CLOSING).not_done:
            together.abort()
        self.inner.executor.shutdown(wait=False)


def close_connections(together: threading.Barrier) -> None:
    """One call for each thread: none takes a second before all have their first."""
    connections.close_all()
    with suppress(threading.BrokenBarrierError):
        together.wait()


def headers_of(scope: Scope, name: bytes) -> list[bytes]:
    return [value for header, value in scope["headers"] if header == name]


def length_of(scope: Scope) -> int:
    """What the client says it will send; 0 when it does not say."""
    return max((int(v) for v in headers_of(scope, b"content-length")), default=0)


def asks_first(scope: Scope) -> bool:
    """Whether the client waits for a word before it sends its body."""
    return b"100-continue" in [v.lower() for v in headers_of(scope, b"expect")]


def readable(scope: Scope) -> Scope:
    """The request as Django can read it, whatever bytes were sent."""
    query = NOT_ASCII.sub(lambda sign: b"%%%02X" % sign[0][0], scope["query_string"])
    headers = [
        # A cookie may spell NUL in octal, and no database takes it.
        (name, value.replace(rb"\000", b"") if name == b"cookie" else value)
        for name, value in scope["headers"]
        # WSGI cannot tell a-b from a_b: only what a proxy may have set is let in.
        if b"_" not in name
    ]
    return {**scope, "query_string": query, "headers": headers}


def given(body: bytes) -> Receive:
    """A body that is all there."""

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return receive
