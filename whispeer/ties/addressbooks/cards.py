"""vCards of version 2.1, 3.0 and 4.0, as phones and programs really write them."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from whispeer.ties.addressbooks import kinds, limits
from whispeer.ties.addressbooks.drafts import Draft, Reach
from whispeer.ties.addressbooks.lines import Line, whole_lines
from whispeer.ties.addressbooks.properties import (
    Property,
    escaped,
    parse,
    parts,
    unescaped,
)
from whispeer.ties.addressbooks.texts import kept, one_line
from whispeer.ties.addressbooks.values import NotUnderstood, Person, Unknown, Why

#: How our own cards keep a column of a sheet, and mark a name that is none.
CELL: Final = "X-WHISPEER-COLUMN"
STAND_IN: Final = "X-WHISPEER-STAND-IN"
_LABEL: Final = "X-ABLABEL"
_EDGES: Final = frozenset((b"B", b"b", b"E", b"e", b" ", b"\t"))
_PEOPLE_TOGETHER: Final = {"group", "dlist"}


def people(data: bytes) -> Iterator[Person | NotUnderstood]:
    """Everybody in a file of cards, and the lines that say nothing."""
    card: Card | None = None
    outside = False
    for line in whole_lines(data):
        edge = _edge(line.raw)
        if card is not None and (edge != "BEGIN" or card.nests):
            yield from card.take(line, edge)
            if card.ended:
                yield from card.closed()
                card = None
        elif edge == "BEGIN":
            if card is not None:
                yield from card.closed()
            card, outside = Card(line.number), False
        elif not outside:
            outside = True
            yield NotUnderstood(line.number, Why.OUTSIDE)
    if card is not None:
        yield from card.closed()


def kept_line(text: str) -> Unknown | None:
    """A line of a card that a sheet of ours kept."""
    found = parse(text.encode("utf-8", "replace"))
    return _unknown(found) if found else None


def _edge(raw: bytes | None) -> str:
    """Whether the line begins or ends a card."""
    if raw is None or raw[:1] not in _EDGES or len(raw) > 40:
        return ""
    name, _, value = raw.upper().partition(b":")
    edge = name.strip()
    if edge not in {b"BEGIN", b"END"} or value.strip() != b"VCARD":
        return ""
    return edge.decode()


class Card:
    """Somebody's card while it is read, property by property."""

    def __init__(self, line: int) -> None:
        self.ended = False
        self._waits_for_agent = False
        self._line = line
        self._draft = Draft()
        self._lines = 0
        self._is_group = False
        self._agent: list[str] = []
        self._depth = 0

    @property
    def nests(self) -> bool:
        """Whether a card that begins here is part of this one."""
        return self._waits_for_agent or self._depth > 0

    def take(self, line: Line, edge: str) -> Sequence[NotUnderstood]:
        self._lines += 1
        self._waits_for_agent = False
        why: Why | None = None
        if self._depth or edge == "BEGIN":
            why = self._take_of_agent(line, edge)
        elif edge == "END":
            self.ended = True
        elif self._lines > limits.PROPERTIES:
            why = Why.PROPERTIES if self._lines == limits.PROPERTIES + 1 else None
        elif line.raw is None:
            why = Why.LONG
        elif (found := parse(line.raw)) is None:
            why = Why.NO_NAME
        else:
            self.add(found)
        return (NotUnderstood(line.number, why),) if why else ()

    def add(self, found: Property) -> None:
        name = found.head.name
        if name == "VERSION":
            return
        if name == "AGENT" and not found.value.strip():
            self._waits_for_agent = True
            return
        if name in {"KIND", "X-ADDRESSBOOKSERVER-KIND"}:
            self._is_group = found.value.strip().lower() in _PEOPLE_TOGETHER
        taker = _TAKERS.get(name)
        if taker is None or not (found.value == "" or taker(self._draft, found)):
            self._draft.unknown.append(_unknown(found))

    def _take_of_agent(self, line: Line, edge: str) -> Why | None:
        """A card within the card is somebody's assistant: kept, but nobody of ours."""
        self._depth += {"BEGIN": 1, "END": -1}.get(edge, 0)
        if self._depth > limits.DEPTH:
            self.ended = True
            return Why.NESTED
        if self._lines <= limits.PROPERTIES and line.raw is not None:
            self._agent.append(kept(line.raw.decode("utf-8", "replace")))
        if not self._depth:
            self._keep_agent()
        return None

    def _keep_agent(self) -> None:
        if self._agent:
            value = escaped("\n".join(self._agent))
            self._draft.unknown.append(Unknown("AGENT", value))
            self._agent = []

    def closed(self) -> Iterator[Person | NotUnderstood]:
        self._keep_agent()
        if self._is_group:
            yield NotUnderstood(self._line, Why.GROUP)
            return
        if self._draft.is_somebody:
            _name_kinds(self._draft)
            yield self._draft.person(self._line)
        else:
            yield NotUnderstood(self._line, Why.NOBODY)
        if not self.ended:
            yield NotUnderstood(self._line, Why.NO_END)


def _unknown(found: Property) -> Unknown:
    if found.head.name == CELL:
        heading = _heading(found.head.parameter("NAME"))
        return Unknown(heading, unescaped(found.value), cell=True)
    return Unknown(found.head.whole, found.value)


def _heading(written: str) -> str:
    """A parameter as RFC 6868 writes it."""
    for sign, meant in (("^n", "\n"), ("^'", '"'), ("^^", "^")):
        written = written.replace("^^", "\0") if sign == "^n" else written
        written = written.replace(sign, meant)
    return written.replace("\0", "^")


def _name_kinds(draft: Draft) -> None:
    """Give what Apple labels (item1.TEL, item1.X-ABLabel) the kind its label says."""
    reached: dict[str, list[Reach]] = {}
    for one in (*draft.emails, *draft.phones, *draft.urls):
        if one.group:
            reached.setdefault(one.group.lower(), []).append(one)
    if not reached:
        return
    left: list[Unknown] = []
    for unknown in draft.unknown:
        group, _, name = unknown.name.partition(".")
        labelled = reached.get(group.lower(), []) if name.upper() == _LABEL else []
        kind = kinds.of_label(one_line(unescaped(unknown.value)))
        for one in labelled:
            one.kind = kind or one.kind
        if not labelled:
            left.append(unknown)
    draft.unknown = left


# What each property adds. A taker says whether it took it; what it does not is kept.


def _n(draft: Draft, found: Property) -> bool:
    if draft.has_parts:
        return False
    names = [_listed(part) for part in parts(found.value, ";")[:5]]
    names += [""] * (5 - len(names))
    draft.family, draft.given, draft.additional, draft.prefix, draft.suffix = names
    return True


def _listed(part: str) -> str:
    """A part of a name; where it has several, they stand one after the other."""
    if "," not in part:
        return one_line(unescaped(part))
    names = [one_line(unescaped(one)) for one in parts(part, ",")]
    return " ".join(filter(None, names))


def _fn(draft: Draft, found: Property) -> bool:
    if found.head.parameter(STAND_IN):
        return True
    return _once("full", draft, found)


def _org(draft: Draft, found: Property) -> bool:
    names = [one_line(unescaped(part)) for part in parts(found.value, ";")]
    if draft.organization or not names[0]:
        return not any(names)
    draft.organization = names[0]
    draft.department = "; ".join(filter(None, names[1:]))
    return True


def _title(draft: Draft, found: Property) -> bool:
    return _once("title", draft, found)


def _once(field: str, draft: Draft, found: Property) -> bool:
    text = one_line(unescaped(found.value))
    if text and getattr(draft, field):
        return False
    if text:
        setattr(draft, field, text)
    return True


def _nickname(draft: Draft, found: Property) -> bool:
    draft.nickname = draft.nickname or one_line(unescaped(found.value))
    return False  # kept as well: it is no name of ours


def _bday(draft: Draft, found: Property) -> bool:
    if draft.birthday:
        return False
    draft.set_birthday(unescaped(found.value))
    return True


def _email(draft: Draft, found: Property) -> bool:
    return draft.add_email(*_reached(found))


def _tel(draft: Draft, found: Property) -> bool:
    return draft.add_phone(*_reached(found))


def _url(draft: Draft, found: Property) -> bool:
    return draft.add_url(*_reached(found))


def _reached(found: Property) -> tuple[str, str, str]:
    return unescaped(found.value), found.head.kind, found.head.group


def _note(draft: Draft, found: Property) -> bool:
    draft.notes.append(unescaped(found.value))
    return True


_TAKERS: Final[dict[str, Callable[[Draft, Property], bool]]] = {
    "BDAY": _bday,
    "EMAIL": _email,
    "FN": _fn,
    "N": _n,
    "NICKNAME": _nickname,
    "NOTE": _note,
    "ORG": _org,
    "TEL": _tel,
    "TITLE": _title,
    "URL": _url,
}
