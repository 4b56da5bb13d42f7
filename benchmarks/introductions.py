"""`python -m benchmarks.introductions`: the pages of introductions among 10,000 open ones.

In one run, on a club large enough that nobody is asked more often than the house lets
him be: the median server time of each page as a multiple of an empty signed-in page,
and its queries. Ends with 1 when a page is over the bars of `benchmarks.pages`.
"""

import sys
import tempfile
from importlib import import_module
from typing import Any

from benchmarks.pages import BARS, open_club, over

PEOPLE = 5_000  # two open introductions for each, as the week of the one in the middle allows
OPEN = 10_000
PAGES = ("/", "/network/", "/introductions/", "/introductions/offer/")


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        open_club(folder, people=PEOPLE)
        fill: Any = import_module("benchmarks.fill_introductions")
        fill.fill(OPEN)
        measure: Any = import_module("benchmarks.measure_pages")
        table = list(measure.costs(PAGES))
    print(f"{'page':24} {'member':24} {'ratio':>6} {'queries':>8}")
    for page, member, cost in [*table, ("at most", "", BARS)]:
        numbers = f"{cost.ratio:6.2f} {cost.queries:8}"
        print(f"{page:24} {member:24} {numbers}{'  over' if over(cost) else ''}")
    return int(any(over(cost) for _, _, cost in table))


if __name__ == "__main__":
    sys.exit(main())
