"""`whispeer graph path`: how trust leads from one member to another."""

import argparse
from typing import Any

from whispeer.graph.command.words import (
    Answer,
    command,
    graph_of,
    number_of,
    store_of,
)
from whispeer.graph.constants import PATHS
from whispeer.graph.paths import strongest_path


def add(commands: Any) -> None:
    """Add the command."""
    way = command(commands, _path, "path", "how trust leads from one to another")
    way.add_argument("a", metavar="A", help="where the way begins")
    way.add_argument("b", metavar="B", help="where it ends")
    way.add_argument(
        "--max-ties",
        type=_few_ties,
        default=PATHS.max_ties,
        metavar="N",
        help=f"ties on the way at most, 1 to {PATHS.max_ties} (%(default)s)",
    )


def _path(wish: argparse.Namespace) -> Answer:
    graph = graph_of(wish)
    a, b = (number_of(graph, wish, name) for name in (wish.a, wish.b))
    if a == b:  # no tie is needed, and a product of nothing is 1
        return Answer(
            {"path": [wish.a], "strength": 1.0}, [f"{wish.a} is already there."]
        )
    found = strongest_path(store_of(graph), a, b, max_ties=wish.max_ties)
    if found is None:
        most = "1 tie" if wish.max_ties == 1 else f"{wish.max_ties} ties"
        return Answer(
            {"path": None, "strength": 0.0},
            [f"No way leads from {wish.a} to {wish.b} in {most} or fewer."],
        )
    way = [graph.names[member] for member in found.members]
    return Answer(
        {"path": way, "strength": found.strength},
        [" - ".join(way), f"strength {found.strength:.3g}"],
    )


def _few_ties(text: str) -> int:
    if text not in {str(ties) for ties in range(1, PATHS.max_ties + 1)}:
        what = f"{text!r} is not a whole number from 1 to {PATHS.max_ties}"
        raise argparse.ArgumentTypeError(what)
    return int(text)
