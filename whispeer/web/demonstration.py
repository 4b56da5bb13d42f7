"""The example club on one's own machine: built once, then served with ways in."""

import json
import shutil
import sys
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db import connection

from whispeer.graph.errors import GraphError
from whispeer.ground import clock, schedule
from whispeer.web import serving
from whispeer.web.example import build as example
from whispeer.web.schedule import JOBS


class Club(NamedTuple):
    """Which club is wanted."""

    seed: int
    network: Path | None = None
    fresh: bool = False


def demo(host: str, port: int, club: Club) -> int:
    """Build the club unless it is there, print the ways in, serve it."""
    door = serving.door_at(host, port)
    if door is None:
        serving.say(f"Port {port} is taken: stop what is there, or choose another.")
        return 1
    failed = build(club)
    if failed:
        return failed
    serving.dress()
    serving.say("\nEach of these opens a page with one button that signs you in:")
    for link in example.links(settings.ADDRESS):
        serving.say(f"  {link}")
    serving.say("")
    return serving.listen(door, with_worker=True)


def build(club: Club) -> int:
    """Build the club, unless this very one was built before; 2 on what is no network."""
    try:
        wanted = {"seed": club.seed, "network": fingerprint(club.network)}
        if club.fresh or built() != wanted:
            forget()
        serving.bring_up_to_date()
        if built() != wanted:
            fill(club, wanted)
    except (GraphError, OSError) as error:
        sys.stderr.write(f"whispeer demo: {error}\n")
        return 2
    return 0


def fill(club: Club, wanted: dict[str, object]) -> None:
    serving.say("Building the example club…")
    now = clock.now()
    example.build(club.seed, club.network, now)
    schedule.count_as_done(JOBS, now)
    mark().write_text(json.dumps(wanted))


def fingerprint(network: Path | None) -> str:
    return sha256(network.read_bytes()).hexdigest() if network else ""


def mark() -> Path:
    """The file that says which club was built, written when it is whole."""
    return settings.DATA / "club.json"


def built() -> dict[str, object] | None:
    try:
        club: dict[str, object] = json.loads(mark().read_text())
    except (OSError, ValueError):
        return None
    return club


def forget() -> None:
    """Take away what an earlier demo left, and nothing else."""
    connection.close()
    mark().unlink(missing_ok=True)
    for file in settings.DATA.glob("whispeer.sqlite3*"):
        file.unlink()
    shutil.rmtree(settings.ENGINE, ignore_errors=True)
