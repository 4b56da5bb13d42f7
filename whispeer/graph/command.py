"""`whispeer graph`: the engine on plain files, so that anybody can try it on his own.

`files.py` says what a file looks like, `docs/reference/graph-command.md` what is
answered. Errors are one sentence on the error output, and status 2.
"""

import argparse
import json
import os
import sys
from bisect import bisect_left
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, Final, NamedTuple, NoReturn

from whispeer.graph.build import Members, Room, Ties, in_memory
from whispeer.graph.constants import INTRODUCTIONS, PATHS
from whispeer.graph.errors import GraphError, UnknownMember
from whispeer.graph.files import TieFile, read
from whispeer.graph.introductions import SCORES, Introduction, introductions
from whispeer.graph.paths import strongest_path
from whispeer.graph.store import TieStore
from whispeer.graph.worlds import worlds

REFUSED: Final = 2
CLOSED: Final = 141  # as the shell counts it: nobody reads on
STOPPED: Final = 130  # the same, for an interruption
NO_ROOM: Final = Room(members=0, ties=0)


class BadUsage(GraphError):
    """The words after the command make no sense."""


class Answer(NamedTuple):
    """What a command found: for programs, and for people."""

    data: dict[str, Any]
    lines: list[str]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `whispeer graph` with the words that follow, and give the exit status."""
    try:
        wish = _parser().parse_args(arguments)
        answer: Answer = wish.run(wish)
        _print(json.dumps(answer.data) if wish.json else "\n".join(answer.lines))
    except SystemExit:  # help was asked for, and given
        return 0
    except KeyboardInterrupt:
        return STOPPED
    except BrokenPipeError:
        _silence_output()
        return CLOSED
    except (GraphError, OSError, MemoryError) as error:
        return _refuse(error)
    return 0


def _introductions(wish: argparse.Namespace) -> Answer:
    graph = read(wish.file, plain=wish.plain)
    member = _number(graph, wish, wish.member)
    store = _store(graph, with_worlds=wish.score == "default")
    found = introductions(store, member, limit=wish.limit, score=wish.score)
    listed = [_introduction(graph, one) for one in found]
    if not listed:
        return Answer(
            {"member": wish.member, "introductions": []},
            [f"{wish.member} has no friend of a friend to meet."],
        )
    rows = [
        [one["member"], ", ".join(one["through"])]
        + [f"{one[key]:.3g}" for key in ("score", "path_strength", "overlap")]
        for one in listed
    ]
    heads = ["member", "through", "score", "path strength", "overlap"]
    return Answer({"member": wish.member, "introductions": listed}, _table(heads, rows))


def _introduction(graph: TieFile, one: Introduction) -> dict[str, Any]:
    return {
        "member": graph.names[one.member],
        "through": [graph.names[connector] for connector in one.through],
        "score": one.score,
        "path_strength": one.path_strength,
        "overlap": one.overlap,
    }


def _path(wish: argparse.Namespace) -> Answer:
    graph = read(wish.file, plain=wish.plain)
    a, b = (_number(graph, wish, name) for name in (wish.a, wish.b))
    if a == b:  # no tie is needed, and a product of nothing is 1
        return Answer(
            {"path": [wish.a], "strength": 1.0}, [f"{wish.a} is already there."]
        )
    found = strongest_path(_store(graph), a, b, max_ties=wish.max_ties)
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


def _store(graph: TieFile, *, with_worlds: bool = False) -> TieStore:
    """Build the graph; ids are places in the order of text, and order as text does."""
    count = len(graph.names)
    world = worlds(graph.pairs, graph.strengths, count) if with_worlds else None
    a, b = graph.pairs.T
    ties = Ties(a, b, graph.strengths)
    return in_memory(Members(range(count), world), ties, room=NO_ROOM)


def _number(graph: TieFile, wish: argparse.Namespace, name: str) -> int:
    place = bisect_left(graph.names, name)
    if graph.names[place : place + 1] != (name,):
        raise UnknownMember(f"{wish.file}: nobody is called {name!r}")
    return place


# Words in


class _Parser(argparse.ArgumentParser):
    """A parser that raises its errors, and takes no shortened options."""

    def __init__(self, **options: Any) -> None:
        super().__init__(allow_abbrev=False, **options)

    def error(self, message: str) -> NoReturn:
        """Raise what argparse would print."""
        raise BadUsage(message)


def _parser() -> _Parser:
    parser = _Parser(
        prog="whispeer graph",
        description="Ask the engine about a network written in a file.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    who = _command(
        commands, _introductions, "introductions", "whom a member might meet"
    )
    who.add_argument("--member", required=True, metavar="ID", help="who would meet")
    who.add_argument(
        "--limit",
        type=_whole_number,
        default=INTRODUCTIONS.limit,
        metavar="N",
        help="how many to list at most (%(default)s)",
    )
    who.add_argument(
        "--score", choices=SCORES, default="default", help="what to sort by"
    )
    way = _command(commands, _path, "path", "how trust leads from one to another")
    way.add_argument("a", metavar="A", help="where the way begins")
    way.add_argument("b", metavar="B", help="where it ends")
    way.add_argument(
        "--max-ties",
        type=_few_ties,
        default=PATHS.max_ties,
        metavar="N",
        help=f"ties on the way at most, 1 to {PATHS.max_ties} (%(default)s)",
    )
    return parser


def _command(
    commands: Any, run: Callable[[argparse.Namespace], Answer], name: str, says: str
) -> _Parser:
    parser: _Parser = commands.add_parser(name, help=says, description=says)
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


def _whole_number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 19 and int(text)):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1 on")
    return int(text)


def _few_ties(text: str) -> int:
    if text not in {str(ties) for ties in range(1, PATHS.max_ties + 1)}:
        what = f"{text!r} is not a whole number from 1 to {PATHS.max_ties}"
        raise argparse.ArgumentTypeError(what)
    return int(text)


# Words out


def _table(heads: list[str], rows: list[list[str]]) -> list[str]:
    """Set rows under heads; the first two columns to the left, numbers to the right."""
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    return [
        "  ".join(
            cell.ljust(width) if i < 2 else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in (heads, *rows)
    ]


def _print(text: str) -> None:
    """Print, also where the output knows not all of the letters."""
    encoding = sys.stdout.encoding or "utf-8"
    print(text.encode(encoding, "backslashreplace").decode(encoding), flush=True)


def _refuse(error: GraphError | OSError | MemoryError) -> int:
    """Say in one sentence why there is no answer."""
    what = str(error)
    if isinstance(error, MemoryError):
        what = "this graph is too large for the memory of this machine"
    elif isinstance(error, OSError):
        what = f"the answer cannot be written ({error.strerror})"
        _silence_output()
    sentence = " ".join(what.split()).removesuffix(".")
    print(f"whispeer graph: {sentence}.", file=sys.stderr)
    return REFUSED


def _silence_output() -> None:
    """Leave nothing to be written at exit, where it would fail once more."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
