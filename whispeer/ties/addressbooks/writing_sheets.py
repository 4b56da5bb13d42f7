"""People as a sheet (CSV) in Google's columns; no cell of it is ever run.

A column that nobody understood is a column again, unless its heading would now be
understood: such cells, and what cards said beyond columns, stand in one column at the
end, as lines of a card.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from whispeer.ties.addressbooks import headings, kinds, limits
from whispeer.ties.addressbooks.formulas import guarded
from whispeer.ties.addressbooks.texts import plain
from whispeer.ties.addressbooks.values import Person, Unknown
from whispeer.ties.addressbooks.writing_cards import line_of

_NAMES: Final = (
    "First Name", "Middle Name", "Last Name", "Name Prefix", "Name Suffix",
    "Display Name", "Organization Name", "Organization Title",
    "Organization Department", "Birthday", "Notes",
)  # fmt: skip
_MARK: Final = "\ufeff"  # without it a spreadsheet takes the letters for Windows'

#: A heading, and which of several columns of that heading.
_Column = tuple[str, int]


def sheet(people: Sequence[Person], separator: str = ",") -> Iterator[bytes]:
    """A sheet, piece by piece. A French spreadsheet wants a semicolon between cells."""
    numbered = {
        name: max((len(values) for values in found), default=0)
        for name, found in (
            ("E-mail", [person.emails for person in people]),
            ("Phone", [person.phones for person in people]),
            ("Website", [person.urls for person in people]),
        )
    }
    columns = _columns(people)
    heads = [
        *_NAMES,
        *(
            f"{name} {number} - {part}"
            for name, count in numbered.items()
            for number in range(1, count + 1)
            for part in ("Label", "Value")
        ),
        *(heading for heading, _ in columns),
        headings.CARD_LINES,
    ]
    yield (_MARK + _row(heads, separator)).encode()
    for person in people:
        cells = [*_fixed(person), *_numbered(person, numbered), *_kept(person, columns)]
        yield _row(cells, separator).encode("utf-8", "replace")


def _row(cells: Iterable[str], separator: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, quoting=csv.QUOTE_ALL)
    writer.writerow([guarded(_lines(cell)) for cell in cells])
    return out.getvalue()


def _lines(cell: str) -> str:
    return cell.replace("\r\n", "\n").replace("\r", "\n")


def _fixed(person: Person) -> tuple[str, ...]:
    names = person.names
    return (
        names.given, names.additional, names.family, names.prefix, names.suffix,
        names.full, person.organization, person.title, person.department,
        person.birthday, person.notes,
    )  # fmt: skip


def _numbered(person: Person, counts: dict[str, int]) -> Iterator[str]:
    values = (person.emails, person.phones, person.urls)
    kinds_of = person.kinds_of(tuple(value for found in values for value in found))
    for found, count in zip(values, counts.values(), strict=True):
        for place in range(count):
            value, kind = next(kinds_of) if place < len(found) else ("", "")
            yield from (kinds.label_of(kind), value)


def _columns(people: Iterable[Person]) -> list[_Column]:
    """The columns for what nobody understood, in the order of their first cells."""
    found: dict[_Column, None] = {}
    for person in people:
        for column, _ in _cells(person):
            if len(found) < limits.COLUMNS // 2:
                found[column] = None
    return list(found)


def _cells(person: Person) -> Iterator[tuple[_Column, Unknown]]:
    seen: Counter[str] = Counter()
    for unknown in person.unknown:
        if _has_column(unknown):
            yield (unknown.name, seen[unknown.name]), unknown
            seen[unknown.name] += 1


def _has_column(unknown: Unknown) -> bool:
    return bool(
        unknown.cell
        and plain(unknown.name)
        and headings.column(unknown.name).meaning is None
    )


def _kept(person: Person, columns: list[_Column]) -> Iterator[str]:
    own = dict(_cells(person))
    in_columns = {id(own[column]) for column in columns if column in own}
    for column in columns:
        yield own[column].value if column in own else ""
    yield "\n".join(
        line_of(unknown) for unknown in person.unknown if id(unknown) not in in_columns
    )
