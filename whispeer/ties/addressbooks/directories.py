"""Directories as text (LDIF), as Thunderbird and Evolution give away their books."""

import io
import re
from base64 import b64decode
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from whispeer.ties.addressbooks import encodings, limits
from whispeer.ties.addressbooks.drafts import Draft
from whispeer.ties.addressbooks.texts import kept, one_line
from whispeer.ties.addressbooks.values import NotUnderstood, Person, Unknown, Why

#: The first line of an entry, which nothing else begins with.
_ENTRY: Final = re.compile(rb"(?i)(?:\A|[\r\n])dn::?[ \t]*[^\r\n]")
_TOP: Final = 65_536
# Its name, what it is in (a language), whether it is coded, and what it says.
_ATTRIBUTE = re.compile(
    rb"([A-Za-z][A-Za-z0-9.-]*)(?:;[A-Za-z0-9;.-]*)?:([:<]?)[ \t]*(.*)", re.DOTALL
)
_PHOTO: Final = "jpegphoto"
_GROUPS: Final = {"groupofnames", "groupofuniquenames", "posixgroup"}
# How a directory is built, of which nobody says anything.
_STRUCTURE: Final = {"objectclass", "dn", "changetype", "modifytimestamp"}


class _Said(NamedTuple):
    name: str
    text: str


def is_directory(data: bytes) -> bool:
    return _ENTRY.search(data, 0, _TOP) is not None


def people(data: bytes) -> Iterator[Person | NotUnderstood]:
    """Everybody in a directory, and the lines that say nothing."""
    if b"\n" not in data:
        data = data.replace(b"\r", b"\n")
    entry = _Entry(1)
    for number, raw in enumerate(io.BytesIO(data), start=1):
        line = raw.rstrip(b"\r\n")
        if line.strip():
            entry.add(number, line)
        else:
            yield from entry.read()
            entry = _Entry(number + 1)
    yield from entry.read()


class _Entry:
    """The lines of somebody, or of something else that the directory holds."""

    __slots__ = ("begun", "lines", "size")

    def __init__(self, begun: int) -> None:
        self.begun = begun
        self.lines: list[tuple[int, list[bytes]]] = []
        self.size = 0

    def add(self, number: int, line: bytes) -> None:
        """Keep a line, or put it to the one that it goes on from."""
        self.size += len(line)
        if self.size > limits.CARD_LINE:
            return
        if line[:1] == b" " and self.lines:
            self.lines[-1][1].append(line[1:])
        else:
            self.lines.append((number, [line]))

    def read(self) -> Iterator[Person | NotUnderstood]:
        known: list[_Said] = []
        for number, parts in self.lines[: limits.PROPERTIES]:
            line = b"".join(parts)
            if line[:1] == b"#":
                continue
            if said := _said(line):
                known.append(said)
            else:
                yield NotUnderstood(number, Why.NO_NAME)
        if len(self.lines) > limits.PROPERTIES or self.size > limits.CARD_LINE:
            yield NotUnderstood(self.begun, Why.PROPERTIES)
        if known:
            yield from _somebody(self.begun, known)


def _somebody(begun: int, known: list[_Said]) -> Iterator[Person | NotUnderstood]:
    if any(one.name == "objectclass" and one.text.lower() in _GROUPS for one in known):
        yield NotUnderstood(begun, Why.GROUP)
        return
    draft = Draft()
    for said in known:
        if said.name not in _BORN and not _take(draft, said):
            _keep(draft, said)
    _take_birth(draft, [said for said in known if said.name in _BORN])
    if draft.is_somebody:
        yield draft.person(begun)
    elif draft.unknown:
        yield NotUnderstood(begun, Why.NOBODY)


def _take_birth(draft: Draft, born: list[_Said]) -> None:
    """The birthday that three lines make, or the lines as they stand."""
    parts = {said.name: said.text.strip() for said in born}
    if not draft.set_birth(*(parts.get(name, "") for name in _BORN)):
        for said in born:
            _keep(draft, said)


def _said(line: bytes) -> _Said | None:
    found = _ATTRIBUTE.fullmatch(line)
    if found is None:
        return None
    name, coded, value = found[1].decode().lower(), found[2], found[3]
    if coded == b":" and name != _PHOTO:
        try:
            value = b64decode(value.strip(), validate=True)
        except ValueError:
            return None
    return _Said(name, encodings.text(value))


def _take(draft: Draft, said: _Said) -> bool:
    """Add what a line says; whether it has its place and need not be kept aside."""
    if said.name in _STRUCTURE or not said.text.strip():
        return True
    if said.name == "version" and said.text.isdecimal():
        return True
    if field := _FIELDS.get(said.name):
        return draft.set_once(field, one_line(said.text))
    if reached := _REACHED.get(said.name):
        add, kind = reached
        return add(draft, said.text, kind)
    if said.name in _NOTES:
        draft.notes.append(said.text)
        return True
    return False


def _keep(draft: Draft, said: _Said) -> None:
    if said.name == _PHOTO:
        draft.unknown.append(Unknown("PHOTO;ENCODING=b;TYPE=JPEG", kept(said.text)))
    elif said.text:
        value = "\n".join(map(kept, said.text.split("\n")))
        draft.unknown.append(Unknown(said.name, value, cell=True))


_BORN: Final = ("birthyear", "birthmonth", "birthday")
_NOTES: Final = {"description", "notes", "note", "info"}
_FIELDS: Final = {
    "givenname": "given", "gn": "given",
    "sn": "family", "surname": "family",
    "cn": "full", "commonname": "full", "displayname": "full",
    "mozillanickname": "nickname", "xmozillanickname": "nickname",
    "nickname": "nickname",
    "o": "organization", "company": "organization", "organizationname": "organization",
    "ou": "department", "department": "department", "orgunit": "department",
    "title": "title",
    "personaltitle": "prefix",
    "generationqualifier": "suffix",
}  # fmt: skip
_REACHED: Final[dict[str, tuple[Callable[[Draft, str, str], bool], str]]] = {
    "mail": (Draft.add_email, ""),
    "rfc822mailbox": (Draft.add_email, ""),
    "mozillasecondemail": (Draft.add_email, ""),
    "xmozillasecondemail": (Draft.add_email, ""),
    "telephonenumber": (Draft.add_phone, "work"),
    "homephone": (Draft.add_phone, "home"),
    "homefacsimiletelephonenumber": (Draft.add_phone, "home fax"),
    "fax": (Draft.add_phone, "fax"),
    "facsimiletelephonenumber": (Draft.add_phone, "fax"),
    "pager": (Draft.add_phone, "pager"),
    "pagerphone": (Draft.add_phone, "pager"),
    "mobile": (Draft.add_phone, "cell"),
    "cellphone": (Draft.add_phone, "cell"),
    "carphone": (Draft.add_phone, "car"),
    "otherphone": (Draft.add_phone, "other"),
    "companyphone": (Draft.add_phone, "work"),
    "primaryphone": (Draft.add_phone, ""),
    "workurl": (Draft.add_url, "work"),
    "mozillaworkurl": (Draft.add_url, "work"),
    "homeurl": (Draft.add_url, "home"),
    "mozillahomeurl": (Draft.add_url, "home"),
    "labeleduri": (Draft.add_url, ""),
}
