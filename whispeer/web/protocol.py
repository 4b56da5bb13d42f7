"""HTTP as uvicorn reads it, with bounds on what it leaves open: the head of a request."""

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD = 32 * 1024
PATIENCE = 15.0
TOO_LONG = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\n"
    b"content-length: 0\r\nconnection: close\r\n\r\n"
)


class Protocol(HttpToolsProtocol):
    """Closes on a head that is too long, or that does not come."""

    head: int | None = 0  # bytes of the head so far; None once it is complete
    late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.late = self.loop.call_later(PATIENCE, transport.close)

    def connection_lost(self, exc: Exception | None) -> None:
        self.stop_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.head is not None and not self.transport.is_closing():
            self.head += len(data)
            if self.head > HEAD:
                self.transport.write(TOO_LONG)
                self.transport.close()

    def on_message_begin(self) -> Any:
        super().on_message_begin()
        self.stop_waiting()
        self.head = 0
        self.late = self.loop.call_later(PATIENCE, self.transport.close)

    def on_headers_complete(self) -> None:
        self.head = None
        self.stop_waiting()
        super().on_headers_complete()

    def stop_waiting(self) -> None:
        if self.late:
            self.late.cancel()
            self.late = None
