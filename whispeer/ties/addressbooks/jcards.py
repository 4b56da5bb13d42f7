"""jCards (RFC 7095): the properties of a card written as JSON, read as those of text."""

import re
from collections.abc import Iterator
from typing import Any, Final

from whispeer.ties.addressbooks import limits, objects
from whispeer.ties.addressbooks.cards import Card
from whispeer.ties.addressbooks.properties import Property, escaped, head_of
from whispeer.ties.addressbooks.texts import kept
from whispeer.ties.addressbooks.values import NotUnderstood, Person, Why

# A bracket before the word stands in no text: there, the quotation mark would close it.
_CARD: Final = re.compile(rb'(?i)\[\s*+"vcard"\s*+,\s*+\[')
_WORD: Final = re.compile(r"[\w-]+", re.ASCII)
_SIGNS: Final = re.compile(r"[;:,]")
_AS_TEXT: Final = {"text", "unknown"}
#: What JSON has no use for: its texts are whole, and in one alphabet.
_OF_TEXT_ALONE: Final = {"charset", "encoding", "group"}


def is_cards(data: bytes) -> bool:
    return _CARD.search(data) is not None


def people(data: bytes) -> Iterator[Person | NotUnderstood]:
    """Everybody in one card, in an array of cards, or in cards within something else."""
    at, line, faults = 0, 1, 0
    while faults < limits.OBJECT_FAULTS and (found := _CARD.search(data, at)):
        line += data.count(b"\n", at, found.start())
        begun = found.start()
        stop = objects.end(data, begun)
        at = stop or found.end()
        for one in _read(data, line, begun, stop):
            faults += isinstance(one, NotUnderstood)
            yield one
        line += data.count(b"\n", begun, at)


def _read(
    data: bytes, line: int, begun: int, stop: int | None
) -> Iterator[Person | NotUnderstood]:
    if stop is None:
        yield NotUnderstood(line, Why.BROKEN)
        return
    try:
        said = objects.value(data, begun, stop)
    except objects.TooMuch:
        yield NotUnderstood(line, Why.LONG)
    except ValueError:
        yield NotUnderstood(line, Why.BROKEN)
    else:
        yield from _card(line, said[1])


def _card(line: int, said: list[Any]) -> Iterator[Person | NotUnderstood]:
    card = Card(line)
    for one in said[: limits.PROPERTIES]:
        if found := _property(one):
            card.add(found)
        else:
            yield NotUnderstood(line, Why.NO_NAME)
    if len(said) > limits.PROPERTIES:
        yield NotUnderstood(line, Why.PROPERTIES)
    card.ended = True
    yield from card.closed()


def _property(said: Any) -> Property | None:
    match said:
        case [str(name), dict(parameters), str(kind), *values]:
            head = head_of(_written(name, parameters, kind))
            value = kept(",".join(_value(one, kind) for one in values))
            return Property(head, value) if head else None
    return None


def _written(name: str, parameters: dict[str, Any], kind: str) -> str:
    """What would stand before the colon."""
    group = parameters.get("group")
    name = name.upper()
    told = [f"{group}.{name}" if _is_word(group) else name]
    for key, values in parameters.items():
        if key.lower() not in _OF_TEXT_ALONE and _is_word(key):
            several = values if isinstance(values, list) else [values]
            told += [f"{key}={_quoted(one)}" for one in several if isinstance(one, str)]
    if kind.lower() not in _AS_TEXT and _is_word(kind):
        told.append(f"VALUE={kind.lower()}")
    return ";".join(told)


def _is_word(said: Any) -> bool:
    return isinstance(said, str) and bool(_WORD.fullmatch(said))


def _quoted(text: str) -> str:
    text = " ".join(text.replace('"', "'").split())
    return f'"{text}"' if _SIGNS.search(text) else text


def _value(said: Any, kind: str) -> str:
    """A value as text writes it; of a structured one, its parts and their parts."""
    if not isinstance(said, list):
        return _text(said, kind)
    parts = (one if isinstance(one, list) else [one] for one in said)
    return ";".join(",".join(_text(one, kind) for one in part) for part in parts)


def _text(said: Any, kind: str) -> str:
    if isinstance(said, bool):
        return str(said).upper()
    if not isinstance(said, str):
        return ""
    return "".join(said.split()) if kind.lower() == "uri" else escaped(said)
