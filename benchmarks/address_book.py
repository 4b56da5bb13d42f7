"""`python -m benchmarks.address_book [--contacts 50000] [--on postgresql]`: a large address book.

In a house of its own, one member has so many contacts, brought by a file through the
import as the worker reads it; half of them are there twice. Then the median server time
of each page that lists, searches or merges them, and of one's surroundings, as a multiple
of an empty signed-in page of the same house. Ends with 1 when a page is over 3 times.
"""

import argparse
import os
import sys
import tempfile
import time
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path
from typing import Any

from tests import postgres

MOST = 3.0
GIVEN = ("Léa", "Karim", "Odile", "Malik", "Zoé", "Tom", "Aïcha", "Élie", "Ana", "Jo")
CARD = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nN:{family};{given};;;\r\nFN:{given} {family}\r\n"
    "ORG:Atelier {n}\r\nTITLE:Relieuse\r\nEMAIL:{given}{n}@example.org\r\n"
    "TEL;TYPE=CELL:+33 6 {n:08}\r\nNOTE:Rencontre au salon\r\nEND:VCARD\r\n"
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--contacts", type=int, default=50_000)
    parser.add_argument("--on", choices=["sqlite", "postgresql"], default="sqlite")
    wish = parser.parse_args()
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        open_house(folder, database(wish.on, stack))
        measure: Any = import_module("benchmarks.measure_address_book")
        began = time.perf_counter()
        measure.bring(book(wish.contacts))
        print(f"brought and taken in {time.perf_counter() - began:.1f} s")
        ratios = measure.ratios()
    for page, ratio in ratios.items():
        print(f"{ratio:6.2f}  {page}{'  over' if ratio > MOST else ''}")
    return int(any(ratio > MOST for ratio in ratios.values()))


def book(contacts: int) -> bytes:
    """Cards of people who are not alike, and every tenth of whom is there twice."""
    cards = (
        CARD.format(given=GIVEN[n % len(GIVEN)], family=f"Nom{n:05}", n=n)
        for n in (at - at % 10 // 9 for at in range(contacts))
    )
    return "".join(cards).encode()


def database(on: str, stack: ExitStack) -> str:
    if on == "sqlite":
        return ""
    server = postgres.Server(postgres.binaries() or sys.exit("no PostgreSQL here"))
    stack.callback(server.stop)
    server.start()
    psycopg: Any = import_module("psycopg")
    with psycopg.connect(server.url, dbname="postgres", autocommit=True) as connection:
        connection.execute("CREATE DATABASE whispeer")
    return server.url


def open_house(folder: str, url: str) -> None:
    for name in [name for name in os.environ if name.startswith("WHISPEER_")]:
        del os.environ[name]
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "whispeer.settings",
        "WHISPEER_DATA": str(Path(folder)),
        "WHISPEER_DEBUG": "0",
        "WHISPEER_DEMO": "1",
    }
    if url:
        os.environ["WHISPEER_DATABASE"] = url
    import_module("django").setup()
    settings: Any = import_module("django.conf").settings
    settings.ROOT_URLCONF = "benchmarks.measure_pages"
    import_module("whispeer.web.serving").open_house()


if __name__ == "__main__":
    sys.exit(main())
