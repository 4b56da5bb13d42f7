"""`python -m benchmarks.pages`: what Today and the pages of My network cost, beside an empty page.

In one run, on a freshly built example club: the median server time of each page as a
multiple of an empty signed-in page of the same site, its queries, and the bytes of a
first visit and of the next ones as they go over the wire (fonts and pictures aside).
Ends with 1 when a page is over a bar.
"""

import os
import sys
import tempfile
from importlib import import_module
from typing import Any, NamedTuple

SEED = 2026


class Cost(NamedTuple):
    """What a page costs one member, or may cost at most."""

    ratio: float
    queries: int
    first: int
    after: int


BARS = Cost(ratio=3.0, queries=20, first=60_000, after=15_000)


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        open_club(folder)
        measure: Any = import_module("benchmarks.measure_pages")
        table = list(measure.costs())
    print(
        f"{'page':24} {'member':24} {'ratio':>6} {'queries':>8} {'first':>7} {'after':>7}"
    )
    for page, member, cost in [*table, ("at most", "", BARS)]:
        numbers = f"{cost.ratio:6.2f} {cost.queries:8} {cost.first:7} {cost.after:7}"
        print(f"{page:24} {member:24} {numbers}{'  over' if over(cost) else ''}")
    return int(any(over(cost) for _, _, cost in table))


def over(cost: Cost) -> bool:
    return any(paid > bar for paid, bar in zip(cost, BARS, strict=True))


def open_club(folder: str, people: int | None = None) -> None:
    """A house of its own, with its club, the routes of the site and one more."""
    for name in [name for name in os.environ if name.startswith("WHISPEER_")]:
        del os.environ[name]
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "whispeer.settings",
        "WHISPEER_DATA": folder,
        "WHISPEER_DEBUG": "0",
        "WHISPEER_DEMO": "1",
    }
    import_module("django").setup()
    settings: Any = import_module("django.conf").settings
    settings.ROOT_URLCONF = "benchmarks.measure_pages"
    serving: Any = import_module("whispeer.web.serving")
    serving.open_house()
    clock: Any = import_module("whispeer.ground.clock")
    example: Any = import_module("whispeer.web.example.build")
    example.PEOPLE = people or example.PEOPLE
    example.build(SEED, None, clock.now())


if __name__ == "__main__":
    sys.exit(main())
