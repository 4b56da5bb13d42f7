"""How the house opens, serves and closes."""

import os
import signal
import socket
import sys
import threading
from contextlib import AbstractContextManager, nullcontext
from io import StringIO

import uvicorn
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import OperationalError, connection
from uvicorn.supervisors import Multiprocess

from whispeer.graph.warm import is_warm, warm
from whispeer.ground.worker import Worker
from whispeer.web import assets, messages
from whispeer.web.protocol import Protocol
from whispeer.web.schedule import JOBS

GRACE = 1  # second left to the requests at hand; the worker has half of one more
MANY = 2000  # connections; more are asked to come back later
LOCK = 0x77686973  # any number: one process at a time brings a PostgreSQL up to date


def serve(host: str, port: int, *, with_worker: bool = True, processes: int = 1) -> int:
    """Open the house and serve it until told to stop; 1 when the port is taken."""
    door = door_at(host, port)
    if door is None:
        say(f"Port {port} is taken on {host}: stop what is there, or choose --port.")
        return 1
    try:
        open_house()
    except (SystemCheckError, OperationalError) as error:
        say(f"The house cannot open: {error}")
        return 1
    return listen(door, with_worker=with_worker, processes=processes)


def work() -> int:
    """Run worker and clock alone, until told to stop."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    with Worker(JOBS):
        say("The worker and the clock run. Ctrl-C stops them.")
        stop.wait()
    return leave()


def door_at(host: str, port: int) -> socket.socket | None:
    """A socket bound to the port, or None when somebody else has it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    door = socket.socket(family)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((host, port))
    except OSError:
        door.close()
        return None
    door.set_inheritable(True)
    return door


# ── Opening ───────────────────────────────────────────────────────────────────


def open_house() -> None:
    """Everything a house needs before its first visitor; done again, it changes nothing."""
    bring_up_to_date()
    dress()
    warm_up()


def bring_up_to_date() -> None:
    """Words, settings, tables."""
    messages.compile_catalogues(only_stale=True)
    # Errors stop here; warnings go to the error output.
    call_command("check", deploy=settings.PRODUCTION, stdout=StringIO())
    settings.DATA.mkdir(parents=True, exist_ok=True)
    with alone():
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
    connection.close()


def warm_up() -> None:
    """The engine's loops, compiled for this machine before anybody waits for them."""
    if not is_warm():
        say("Making the engine ready for this machine: half a minute, once.")
        warm()


def dress() -> None:
    """Fonts, icons, styles."""
    if not (assets.BUILT / "sprite.svg").exists():
        say("Cutting the fonts, once.")
        assets.build()
    if not settings.DEBUG:
        call_command("collectstatic", interactive=False, verbosity=0)


def alone() -> AbstractContextManager[object]:
    """Only one of several processes that open at once; SQLite sees to it by itself."""
    return Alone() if connection.vendor == "postgresql" else nullcontext()


class Alone(AbstractContextManager[None]):
    """Holds a lock of PostgreSQL's that dies with its connection."""

    def __enter__(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])

    def __exit__(self, *_: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


# ── Serving ───────────────────────────────────────────────────────────────────


def listen(door: socket.socket, *, with_worker: bool, processes: int = 1) -> int:
    """Serve behind an open door until a signal comes."""
    config = uvicorn.Config(
        "whispeer.web.asgi:application",
        http=Protocol,
        lifespan="on",
        workers=processes,
        # A path can name a person: no line is written for a request.
        access_log=False,
        log_config=None,
        server_header=False,
        limit_concurrency=MANY,
        timeout_graceful_shutdown=GRACE,
    )
    server = uvicorn.Server(config)
    # uvicorn stops at these signals, then sends them on; by then all is done.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: None)
    door.listen()  # who comes before all is ready waits a moment
    say(f"Whispeer is at {settings.ADDRESS}/ (Ctrl-C closes the house)")
    with Worker(JOBS) if with_worker else nullcontext():
        if processes > 1:
            Multiprocess(config, sockets=[door]).run()
        else:
            server.run(sockets=[door])
    return leave()


def leave() -> int:
    """End now, even when a page or a task still runs: what it began is rolled back."""
    sys.stdout.flush()
    sys.stderr.flush()
    if threading.active_count() > 1:
        os._exit(0)
    return 0


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()
