"""`whispeer graph`: the engine on plain files, so that anybody can try it on his own.

Each command is a file of this package, which adds itself to the words that are
understood; `words.py` holds what they share. `files.py` says what a file looks like,
`docs/reference/graph-command.md` what is answered. Errors are one sentence on the
error output, and status 2.
"""

import json
from collections.abc import Sequence
from typing import Final

from whispeer import console
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
NAME: Final = "whispeer graph"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `whispeer graph` with the words that follow, and give the exit status."""

    def find() -> str:
        wish = _parser().parse_args(arguments)
        found: Answer = wish.run(wish)
        return json.dumps(found.data) if wish.json else "\n".join(found.lines)

    return console.answer(NAME, find, refusals=GraphError, of="graph")


def _parser() -> Parser:
    parser = Parser(
        prog=NAME, description="Ask the engine about a network written in a file."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for one in COMMANDS:
        one.add(commands)
    return parser
