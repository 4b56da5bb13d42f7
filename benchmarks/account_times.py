"""`python -m benchmarks.account_times`: is an address that opens an account told by the time?

Each way in is asked in turns with a known and an unknown address, by fresh browsers, in
one run. Printed: the work a known one costs as a multiple of an unknown one, the medians
of the processor's time (a clock on the wall tells an observer less), and the difference
in milliseconds. Ends with 1 when a ratio is out of its bounds.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from statistics import median
from typing import Any, NamedTuple

ROUNDS = 100
RATIO = (0.9, 1.1)
PASSWORD = "a needle, a thread, some paper"


class Compared(NamedTuple):
    """A known address beside an unknown one."""

    ratio: float
    more: float  # milliseconds

    @property
    def tells(self) -> bool:
        return not RATIO[0] <= self.ratio <= RATIO[1]


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        open_house(folder)
        found = {name: compare(way) for name, way in ways().items()}
    print(f"{'way in':24} {'known / unknown':>16} {'known more, ms':>16}")
    for name, one in found.items():
        told = "  tells" if one.tells else ""
        print(f"{name:24} {one.ratio:16.3f} {one.more:16.3f}{told}")
    return int(any(one.tells for one in found.values()))


def open_house(folder: str) -> None:
    """A house of its own that anyone may enter, with one member, and no limits."""
    for name in [name for name in os.environ if name.startswith("WHISPEER_")]:
        del os.environ[name]
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "whispeer.settings",
        "WHISPEER_DATA": folder,
        "WHISPEER_DEBUG": "0",
        "WHISPEER_OPEN": "1",
    }
    import_module("django").setup()
    settings: Any = import_module("django.conf").settings
    settings.ACCOUNT_RATE_LIMITS = False
    serving: Any = import_module("whispeer.web.serving")
    serving.open_house()
    make: Any = import_module("tests.make")
    make.address(make.member("Alice", email="known@example.org", password=PASSWORD))


def ways() -> dict[str, Callable[[str], None]]:
    """What a visitor may send with an address, each by a browser of its own."""
    client: Any = import_module("django.test").Client

    def by(path: str, **fields: str) -> Callable[[str], None]:
        def send(email: str) -> None:
            named = {name: said.format(email=email) for name, said in fields.items()}
            client().post(path, named)

        return send

    name = {"given_name": "Ariane", "family_name": "Fil"}
    login = "/account/login/"
    return {
        "sign up": by("/account/signup/", email="{email}", **name),
        "forgotten password": by("/account/password/reset/", email="{email}"),
        "sign in, by code": by(login, login="{email}"),
        "sign in, wrong password": by(
            f"{login}?with=password", login="{email}", password="not this one"
        ),
    }


def compare(way: Callable[[str], None]) -> Compared:
    known: list[float] = []
    unknown: list[float] = []
    for turn in range(ROUNDS + 10):
        pair = [(known, "known@example.org"), (unknown, f"n{turn}@example.org")]
        for times, email in pair if turn % 2 else reversed(pair):
            begun = time.process_time()
            way(email)
            times.append(time.process_time() - begun)
    known, unknown = known[10:], unknown[10:]  # the first ones warm everything up
    one, other = median(known), median(unknown)
    return Compared(one / other, 1000 * (one - other))


if __name__ == "__main__":
    sys.exit(main())
