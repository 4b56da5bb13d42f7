"""A private mail server: letters are really posted, and never leave the machine."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Event, Thread
from typing import cast

from aiosmtpd.smtp import SMTP, Envelope, Session


class Mailbox:
    """What arrived, in the order of arrival."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.address = ("", 0)

    async def handle_DATA(  # noqa: N802 (aiosmtpd's name)
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        content = cast("bytes", envelope.content)
        message = message_from_bytes(content, policy=policy.default)
        self.messages.append(message)
        return "250 Message accepted for delivery"


@contextmanager
def post_office() -> Iterator[Mailbox]:
    """Open a server on a free port of the loopback, in a thread and a loop of its own.

    Of its own, since a browser's tests keep a loop running in the main thread.
    """
    mailbox, is_open = Mailbox(), Event()
    loop = asyncio.new_event_loop()
    closing = asyncio.Event()

    async def serve() -> None:
        server = await loop.create_server(protocol, "127.0.0.1", 0)
        mailbox.address = server.sockets[0].getsockname()[:2]
        is_open.set()
        async with server:
            await closing.wait()

    def protocol() -> SMTP:
        return SMTP(mailbox, loop=loop, enable_SMTPUTF8=True)

    thread = Thread(target=loop.run_until_complete, args=[serve()], daemon=True)
    thread.start()
    is_open.wait()
    try:
        yield mailbox
    finally:
        loop.call_soon_threadsafe(closing.set)
        thread.join()
        loop.close()
