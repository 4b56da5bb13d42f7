"""The command `whispeer`: each word leads to a function that takes the words after it."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version


@dataclass(frozen=True)
class Command:
    """Where a command is written. Only what is asked for is imported."""

    function: str
    says: str


COMMANDS = {
    "demo": Command(
        "whispeer.web.commands.demo",
        "the example club, on this machine, with ways in for four people",
    ),
    "serve": Command(
        "whispeer.web.commands.serve",
        "bring the database up to date, serve the pages, run worker and clock",
    ),
    "worker": Command(
        "whispeer.web.commands.work",
        "run worker and clock alone, beside `serve --no-worker`",
    ),
    "graph": Command(
        "whispeer.graph.command.main",
        "ask the engine about a network written in a file",
    ),
    "contacts": Command(
        "whispeer.ties.command_contacts.main",
        "read an address book in a file, and say what was not understood",
    ),
    "manage": Command("whispeer.web.commands.manage", "Django's own commands"),
    "assets": Command(
        "whispeer.web.assets.main",
        "cut the fonts, draw the sprite",
    ),
    "messages": Command(
        "whispeer.web.messages.main",
        "gather the words to translate, check them, compile them",
    ),
}


def usage() -> str:
    lines = [f"  {name:9} {command.says}" for name, command in COMMANDS.items()]
    return "\n".join(["usage: whispeer COMMAND [...]", "", *lines])


def function_of(command: Command) -> Callable[[list[str]], int | None]:
    module, _, name = command.function.rpartition(".")
    function: Callable[[list[str]], int | None] = getattr(import_module(module), name)
    return function


def main(arguments: list[str] | None = None) -> int:
    """Run a command; 2 when there is no such command."""
    words = sys.argv[1:] if arguments is None else arguments
    if not words or words[0] in {"-h", "--help", "help"}:
        print(usage())
        return 0 if words else 2
    if words[0] in {"-V", "--version"}:
        print(f"whispeer {version('whispeer')}")
        return 0
    command = COMMANDS.get(words[0])
    if command is None:
        print(
            f"whispeer: there is no command {words[0]!r}.\n{usage()}", file=sys.stderr
        )
        return 2
    return function_of(command)(words[1:]) or 0


if __name__ == "__main__":
    sys.exit(main())
