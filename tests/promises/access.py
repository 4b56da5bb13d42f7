"""The table of who may call what: read it, and propose rows for new routes.

`python -m tests.promises.access` prints a row for each route that has none; a human
decides what stands in it. Words of the table:

    allowed     the page, or the gesture with its effect
    signin      the way to the sign-in page, the same for what exists and what does not
    missing     404, the same answer as for something that does not exist
    refused     the method is not for this address (405)
    elsewhere   sent on to another page
    over        410: it was there, and it ended
"""

import csv
import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import django
from django.urls import URLPattern, URLResolver, get_resolver

TABLE = Path(__file__).with_name("access.csv")
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
SAFE = {"GET", "HEAD", "OPTIONS"}
UNDECIDED = "undecided"


class Cell(NamedTuple):
    """One question: may this role call this route with this method?"""

    route: str
    method: str
    role: str


def names(
    resolver: URLResolver | None = None, namespace: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    """Every route of the house by its whole name."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from names(entry, inner)
        else:
            yield f"{namespace}{entry.name}", entry


@cache
def table() -> dict[Cell, str]:
    """What was decided; a row may stand for several methods."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {
            Cell(row["route"], method, role): row[role]
            for row in csv.DictReader(file)
            for method in row["methods"].split()
            for role in row
            if role not in {"route", "methods"}
        }


def undecided(roles: tuple[str, ...]) -> Iterator[str]:
    """Rows for routes that have none."""
    decided = {(cell.route, cell.method) for cell in table()}
    for route, _pattern in names():
        missing = [method for method in METHODS if (route, method) not in decided]
        if missing:
            yield ",".join([route, " ".join(missing), *[UNDECIDED] * len(roles)])


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "whispeer.settings")
    django.setup()
    roles = tuple(TABLE.read_text(encoding="utf-8").splitlines()[0].split(",")[2:])
    sys.stdout.writelines(f"{row}\n" for row in undecided(roles))
