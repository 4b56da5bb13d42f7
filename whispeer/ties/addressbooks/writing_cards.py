"""People as vCards of version 3.0, which every phone and mail program reads.

Lines are not folded: some phones refuse folded ones, none refuses long ones.
"""

from collections.abc import Iterable, Iterator

from whispeer.ties.addressbooks import kinds
from whispeer.ties.addressbooks.cards import CELL, STAND_IN
from whispeer.ties.addressbooks.properties import escaped
from whispeer.ties.addressbooks.values import Person, Unknown


def cards(people: Iterable[Person]) -> Iterator[bytes]:
    """A file of cards, piece by piece."""
    for person in people:
        lines = ["BEGIN:VCARD", "VERSION:3.0", *_lines(person), "END:VCARD", ""]
        yield "\r\n".join(lines).encode("utf-8", "replace")


def line_of(unknown: Unknown) -> str:
    """What was kept, as the line of a card."""
    if unknown.cell:
        return f'{CELL};NAME="{_parameter(unknown.name)}":{escaped(unknown.value)}'
    return f"{unknown.name}:{unknown.value}"


def _lines(person: Person) -> Iterator[str]:
    names = person.names
    parts = (names.family, names.given, names.additional, names.prefix, names.suffix)
    yield "N:" + ";".join(map(escaped, parts))
    if names.full:
        yield f"FN:{escaped(names.full)}"
    else:  # a card must have one; ours says that it stands in for a name
        yield f"FN;{STAND_IN}=1:{escaped(person.label)}"
    if person.organization or person.department:
        units = filter(None, person.department.split("; "))
        yield "ORG:" + ";".join(map(escaped, (person.organization, *units)))
    for name, text in (
        ("TITLE", person.title),
        ("BDAY", person.birthday),
        ("NOTE", person.notes),
    ):
        if text:
            yield f"{name}:{escaped(text)}"
    yield from _reached(person)
    yield from map(line_of, person.unknown)


def _reached(person: Person) -> Iterator[str]:
    """Mails, phones and pages; a kind that is no type becomes Apple's label."""
    kinds_of = person.kinds_of((*person.emails, *person.phones, *person.urls))
    names = [
        *["EMAIL"] * len(person.emails),
        *["TEL"] * len(person.phones),
        *["URL"] * len(person.urls),
    ]
    for number, (name, (value, kind)) in enumerate(zip(names, kinds_of, strict=True)):
        types = kinds.types_of(kind) if kind else []
        if types is not None:
            said = "".join(f";TYPE={one.upper()}" for one in types)
            yield f"{name}{said}:{escaped(value)}"
        else:
            yield f"label{number}.{name}:{escaped(value)}"
            yield f"label{number}.X-ABLabel:{escaped(kind)}"


def _parameter(text: str) -> str:
    """A parameter as RFC 6868 writes it."""
    for sign, written in (("^", "^^"), ('"', "^'"), ("\r\n", "^n"), ("\n", "^n")):
        text = text.replace(sign, written)
    return text.replace("\r", "^n")
