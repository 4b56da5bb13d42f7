"""`whispeer graph simulate`: a year of a network, in seven ways."""

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import Any, Final

from whispeer.graph.command.words import (
    Answer,
    BadUsage,
    Parser,
    graph_of,
    table,
    whole_number,
)
from whispeer.graph.constants import SIMULATION
from whispeer.graph.simulation import Graph, drawing, simulate
from whispeer.graph.simulation.tables import lines

SAYS: Final = "what a year would bring, in seven ways, by simulation"
WEEKS: Final = 520
SEEDS: Final = 1000
WIDTH: Final = 40  # of the bar


def add(commands: Any) -> None:
    """Add the command."""
    parser: Parser = commands.add_parser("simulate", help=SAYS, description=SAYS)
    parser.set_defaults(run=_simulate)
    parser.add_argument(
        "file",
        nargs="?",
        metavar="FILE",
        help="lines `a b [strength [time]]`; without it, a network is made up",
    )
    parser.add_argument(
        "--weeks",
        type=_up_to(WEEKS),
        default=SIMULATION.weeks,
        metavar="N",
        help="how long (%(default)s)",
    )
    parser.add_argument(
        "--seeds",
        type=_up_to(SEEDS),
        default=SIMULATION.seeds,
        metavar="N",
        help="how often, each time with other chance (%(default)s)",
    )
    parser.add_argument(
        "--members",
        type=whole_number,
        metavar="N",
        help=f"of the network that is made up ({SIMULATION.members})",
    )
    parser.add_argument(
        "--plain",
        action="store_true",
        help="where lines have a time, keep the latest strength of each pair",
    )
    parser.add_argument("--svg", metavar="FILE", type=Path, help="draw the result")
    parser.add_argument("--json", action="store_true", help="answer for programs")


def _simulate(wish: argparse.Namespace) -> Answer:
    graph, source, members = _network(wish)
    if wish.svg:
        wish.svg.open("a").close()  # said now, not after minutes
    given = replace(SIMULATION, weeks=wish.weeks, seeds=wish.seeds, members=members)
    told = simulate(given, graph, source=source, heard=Bar())
    if wish.svg:
        wish.svg.write_text(drawing(told), encoding="utf-8")
    return Answer(told._asdict(), lines(told, table))


def _network(wish: argparse.Namespace) -> tuple[Graph | None, str, int]:
    if wish.file is None:
        return None, "made up", wish.members or SIMULATION.members
    if wish.members is not None:
        raise BadUsage("argument --members: the file says who the members are")
    known = graph_of(wish)
    graph = Graph(known.pairs, known.strengths, len(known.names))
    return graph, Path(wish.file).name, graph.members


def _up_to(most: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        found = whole_number(text)
        if found > most:
            raise argparse.ArgumentTypeError(f"{text!r} is more than {most}")
        return found

    return number


class Bar:
    """How far it is, on the error output of somebody who watches."""

    def __init__(self) -> None:
        self.begun = monotonic()
        self.watched = sys.stderr.isatty()

    def __call__(self, done: int, of: int) -> None:
        """Draw the bar over the one before, and take it away at the end."""
        if not self.watched:
            return
        left = (monotonic() - self.begun) / done * (of - done)
        full = WIDTH * done // of
        said = f"\r{'█' * full}{'·' * (WIDTH - full)} {done}/{of}, {left:.0f} s left "
        sys.stderr.write(said if done < of else f"\r{' ' * len(said)}\r")
        sys.stderr.flush()
