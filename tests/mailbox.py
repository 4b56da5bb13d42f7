"""A private mail server: letters are really posted, and never leave the machine."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Thread
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
    """Open a server on a free port of the loopback, in a thread of its own."""
    mailbox = Mailbox()
    loop = asyncio.new_event_loop()

    def protocol() -> SMTP:
        return SMTP(mailbox, loop=loop, enable_SMTPUTF8=True)

    server = loop.run_until_complete(loop.create_server(protocol, "127.0.0.1", 0))
    mailbox.address = server.sockets[0].getsockname()[:2]
    thread = Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield mailbox
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        server.close()
        loop.run_until_complete(server.wait_closed())
        loop.close()
