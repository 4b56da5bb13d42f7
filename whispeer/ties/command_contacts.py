"""`whispeer contacts`: an address book as it would be brought, without bringing it.

Nothing is stored and no database is needed. `docs/reference/address-books.md` says
what is read. A file that cannot be read is one sentence on the error output, and
status 2; a line that was not understood is one there as well, and the rest is read.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from whispeer import console
from whispeer.ties.addressbooks import limits
from whispeer.ties.addressbooks.errors import BadBook
from whispeer.ties.addressbooks.reading import read
from whispeer.ties.addressbooks.values import NotUnderstood, Person

NAME: Final = "whispeer contacts"
STANDARD_INPUT: Final = "-"
HEADS: Final = ("name", "company", "mail", "phone")
WIDEST: Final = 40


class Refused(ValueError):
    """The words make no sense, or the file cannot be read."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `whispeer contacts` with the words that follow, and give the exit status."""

    def find() -> str:
        wish = _parser().parse_args(arguments)
        people = _people(wish.file)
        return json.dumps(people) if wish.json else "\n".join(_table(people))

    return console.answer(NAME, find, refusals=Refused, of="address book")


def _bytes(path: str) -> bytes:
    """What the file holds; of one that is too large, enough to say so."""
    try:
        if path == STANDARD_INPUT:
            return sys.stdin.buffer.read(limits.FILE + 1)
        with Path(path).open("rb") as file:
            return file.read(limits.FILE + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "no such file"
        raise Refused(f"{path!r} cannot be read ({reason})") from None


def _people(path: str) -> list[dict[str, Any]]:
    """Everybody in the book; what was not understood is told at once."""
    try:
        found = read(_bytes(path))
    except BadBook as error:
        raise Refused(f"{path}: {error}") from None
    people = []
    for one in found:
        if isinstance(one, Person):
            people.append(one.as_json())
        else:
            _tell(path, one)
    return people


def _tell(path: str, fault: NotUnderstood) -> None:
    book = f"{path}, {fault.book}" if fault.book else path
    console.complain(NAME, f"{book}, line {fault.line}: {fault.why.value}")


# Words in


class _Parser(console.Parser):
    refusal = Refused


def _parser() -> _Parser:
    parser = _Parser(
        prog=NAME,
        description="Read an address book: vCards, a sheet (CSV), or an archive.",
    )
    parser.add_argument(
        "file", metavar="FILE", help="the address book; - for what is piped in"
    )
    parser.add_argument("--json", action="store_true", help="answer for programs")
    return parser


# Words out


def _table(people: list[dict[str, Any]]) -> list[str]:
    rows = [HEADS, *map(_row, people)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]


def _row(person: dict[str, Any]) -> tuple[str, ...]:
    cells = (
        person["names"]["full"],
        person["organization"],
        ", ".join(person["emails"]),
        ", ".join(person["phones"]),
    )
    return tuple(
        cell if len(cell) <= WIDEST else f"{cell[: WIDEST - 1]}…" for cell in cells
    )
