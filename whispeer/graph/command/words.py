"""What the commands share: words in, the graph of a file, words out."""

import argparse
from bisect import bisect_left
from collections.abc import Callable
from typing import Any, Final, NamedTuple

from whispeer import console
from whispeer.graph.build import Members, Room, Ties, in_memory
from whispeer.graph.errors import GraphError, UnknownMember
from whispeer.graph.files import TieFile, read
from whispeer.graph.store import TieStore
from whispeer.graph.worlds import worlds

NO_ROOM: Final = Room(members=0, ties=0)


class BadUsage(GraphError):
    """The words after the command make no sense."""


class Answer(NamedTuple):
    """What a command found: for programs, and for people."""

    data: dict[str, Any]
    lines: list[str]


class Parser(console.Parser):
    """The words after `whispeer graph`."""

    refusal = BadUsage


def command(
    commands: Any, run: Callable[[argparse.Namespace], Answer], name: str, says: str
) -> Parser:
    """Add a command that asks about a file."""
    parser: Parser = commands.add_parser(name, help=says, description=says)
    parser.set_defaults(run=run)
    parser.add_argument(
        "file", metavar="FILE", help="lines `a b [strength [time]]`; may be gzipped"
    )
    parser.add_argument(
        "--plain",
        action="store_true",
        help="where lines have a time, keep the latest strength of each pair",
    )
    parser.add_argument("--json", action="store_true", help="answer for programs")
    return parser


def whole_number(text: str) -> int:
    """Read a number from 1 on."""
    if not (text.isascii() and text.isdigit() and len(text) < 19 and int(text)):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1 on")
    return int(text)


def graph_of(wish: argparse.Namespace) -> TieFile:
    """Read the file that was named."""
    return read(wish.file, plain=wish.plain)


def store_of(graph: TieFile, *, with_worlds: bool = False) -> TieStore:
    """Build the graph; ids are places in the order of text, and order as text does."""
    count = len(graph.names)
    world = worlds(graph.pairs, graph.strengths, count) if with_worlds else None
    a, b = graph.pairs.T
    ties = Ties(a, b, graph.strengths)
    return in_memory(Members(range(count), world), ties, room=NO_ROOM)


def number_of(graph: TieFile, wish: argparse.Namespace, name: str) -> int:
    """Return the number of a member of the file, who must be there."""
    place = bisect_left(graph.names, name)
    if graph.names[place : place + 1] != (name,):
        raise UnknownMember(f"{wish.file}: nobody is called {name!r}")
    return place


def table(heads: list[str], rows: list[list[str]]) -> list[str]:
    """Set rows under heads; the first two columns to the left, numbers to the right."""
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    return [
        "  ".join(
            cell.ljust(width) if i < 2 else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in (heads, *rows)
    ]
