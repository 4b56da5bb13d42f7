"""Contacts as records of JSON, such as Telegram's and Facebook's: rows of a sheet.

The names of a record are read as headings are, so that there is one vocabulary.
"""

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Any, Final

from whispeer.ties.addressbooks import headings, limits, objects
from whispeer.ties.addressbooks.errors import (
    Conversations,
    Followers,
    OtherJson,
)
from whispeer.ties.addressbooks.headings import Meaning
from whispeer.ties.addressbooks.rows import Row
from whispeer.ties.addressbooks.sheets import SEVERAL, Sheet, person_of, sheet_of
from whispeer.ties.addressbooks.values import NotUnderstood, Person, Why

_RECORDS: Final = re.compile(rb"\[\s*+(?=\{)")
_NEXT: Final = re.compile(rb"\s*+,\s*+")
_LAST: Final = re.compile(rb"\s*+\]")
_FRIENDS: Final = re.compile(rb'"friends(?:_v2)?"\s*:\s*\Z')
_CHATS: Final = re.compile(rb'"messages"\s*+:\s*+\[')
_FOLLOWERS: Final = re.compile(rb'"string_list_data"\s*+:\s*+\[')
_LOOKED_AT: Final = 10  # records that tell whether they are people
_BEFORE: Final = 40  # bytes before a list in which its name stands
#: Beside one of these, a name is somebody's, not that of a thing.
_OF_PEOPLE: Final = {Meaning.GIVEN, Meaning.FAMILY, Meaning.EMAIL, Meaning.PHONE}
_NUMBERED: Final = {
    Meaning.EMAIL: "E-mail",
    Meaning.PHONE: "Phone",
    Meaning.URL: "Website",
}
#: In a mail or phone that says more of itself: what it is, and what it is for.
_VALUES: Final = (
    "value",
    "contact_point",
    "address",
    "number",
    "email",
    "phone",
    "url",
)
_LABELS: Final = ("label", "type", "kind")
_TWO_WORDS: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")

_Cells = list[tuple[str, str]]


def people(data: bytes) -> Iterator[Person | NotUnderstood]:
    """Everybody in the first list of people that a file holds.

    Raises
    ------
    BadBook
        It holds none.
    """
    start = _people_from(data)
    if start is not None:
        return _read(data, start)
    if _FOLLOWERS.search(data):
        raise Followers
    raise Conversations if _CHATS.search(data) else OtherJson


def _people_from(data: bytes) -> int | None:
    """Where the first of the people begins; what is within another list is no list."""
    at = 0
    for _ in range(limits.OBJECT_LISTS):
        found = _RECORDS.search(data, at)
        if found is None:
            return None
        if _are_people(data, found.start(), found.end()):
            return found.end()
        stop = objects.end(data, found.start())
        if stop is None:
            return None
        at = stop
    return None


def _are_people(data: bytes, begun: int, first: int) -> bool:
    told: dict[str, None] = {}
    for _line, record in islice(_records(data, first, 0), _LOOKED_AT):
        if isinstance(record, dict):
            told |= dict.fromkeys(name for name, _ in _cells(record))
    meant = [headings.column(name).meaning for name in told]
    if _FRIENDS.search(data, max(0, begun - _BEFORE), begun):
        return "name" in told
    return bool(_OF_PEOPLE.intersection(meant)) and headings.understood([*told]) > 1


def _records(data: bytes, at: int, line: int) -> Iterator[tuple[int, Any]]:
    """Each record with its line; a `Why` where nothing could be made of it."""
    while True:
        stop = objects.end(data, at)
        if stop is None:
            yield line, Why.BROKEN
            return
        try:
            yield line, objects.value(data, at, stop)
        except objects.TooMuch:
            yield line, Why.LONG
        except ValueError:
            yield line, Why.BROKEN
        found = _NEXT.match(data, stop)
        if found is None:
            if not _LAST.match(data, stop):
                yield line, Why.BROKEN
            return
        line += data.count(b"\n", at, found.end())
        at = found.end()


def _read(data: bytes, start: int) -> Iterator[Person | NotUnderstood]:
    faults = 0
    for line, record in _records(data, start, 1 + data.count(b"\n", 0, start)):
        one = _person(line, record)
        faults += isinstance(one, NotUnderstood)
        yield one
        if faults == limits.OBJECT_FAULTS:
            return


def _person(line: int, record: Any) -> Person | NotUnderstood:
    if isinstance(record, Why):
        return NotUnderstood(line, record)
    cells = _cells(record) if isinstance(record, dict) else []
    if not cells:
        return NotUnderstood(line, Why.NOBODY)
    names, said = zip(*cells, strict=True)
    if len(names) > limits.COLUMNS:
        return NotUnderstood(line, Why.CELLS)
    return person_of(_sheet(names), Row(line, list(said)), SEVERAL)


# Most records of a list have the same names.
@lru_cache(maxsize=256)
def _sheet(names: tuple[str, ...]) -> Sheet:
    return sheet_of(list(names))


# A record as the cells of a row


def _cells(record: dict[str, Any]) -> _Cells:
    cells: _Cells = []
    for key, said in islice(record.items(), limits.COLUMNS):
        cells += _of_one(_TWO_WORDS.sub(" ", key), said)
    return cells


def _of_one(name: str, said: Any) -> _Cells:
    if isinstance(said, dict):
        beside = "name" if name in {"name", "names"} else name
        before = "" if beside == "name" else f"{name} "
        after = " name" if beside == "name" else ""
        return [(f"{before}{key}{after}", _plain(one)) for key, one in said.items()]
    if isinstance(said, list) and said:
        return _of_several(name, said)
    return [(name, _plain(said))]


def _of_several(name: str, said: list[Any]) -> _Cells:
    if all(isinstance(one, str) for one in said):
        return [(name, SEVERAL.join(map(_mended, said)))]
    cells: _Cells = []
    for number, one in enumerate(said, start=1):
        value, label = _value_of(one)
        what = _what(name, value)
        if not value or not what:
            return [(name, _plain(said))]
        cells.append((f"{what} {number} - Value", value))
        cells.append((f"{what} {number} - Label", label))
    return cells


def _what(name: str, value: str) -> str:
    """Whether it is a mail, a phone or a page; Facebook says `details` of the first two."""
    if name == "details":
        return "E-mail" if "@" in value else "Phone"
    meaning = headings.column(name).meaning
    return _NUMBERED.get(meaning, "") if meaning else ""


def _value_of(said: Any) -> tuple[str, str]:
    if not isinstance(said, dict):
        return _plain(said), ""
    value = next((said[key] for key in _VALUES if said.get(key)), "")
    label = next((said[key] for key in _LABELS if said.get(key)), "")
    return _plain(value), _plain(label)


def _plain(said: Any) -> str:
    """One cell; what is no text is kept as JSON writes it."""
    if said is None or said == [] or said == {}:
        return ""
    if isinstance(said, str):
        return _mended(said)
    return json.dumps(said, ensure_ascii=False)


def _mended(text: str) -> str:
    """Facebook writes each byte of a letter as if it were a letter."""
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode()
    except UnicodeError:
        return text
