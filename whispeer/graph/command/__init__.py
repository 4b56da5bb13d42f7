"""`whispeer graph`: the engine on plain files, so that anybody can try it on his own.

Each command is a file of this package, which adds itself to the words that are
understood; `words.py` holds what they share. `files.py` says what a file looks like,
`docs/reference/graph-command.md` what is answered. Errors are one sentence on the
error output, and status 2.
"""

import json
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

from whispeer.graph.command import (
    bench,
    introductions,
    path,
    rank,
    round,
    simulate,
)
from whispeer.graph.command.words import Answer, Parser
from whispeer.graph.errors import GraphError

COMMANDS: Final = (introductions, path, round, rank, simulate, bench)
REFUSED: Final = 2
CLOSED: Final = 141  # as the shell counts it: nobody reads on
STOPPED: Final = 130  # the same, for an interruption


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


def _parser() -> Parser:
    parser = Parser(
        prog="whispeer graph",
        description="Ask the engine about a network written in a file.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for one in COMMANDS:
        one.add(commands)
    return parser


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
