"""Somebody while he is being read: what a card or a row adds, piece by piece."""

import re
from dataclasses import dataclass, field
from typing import Final

from whispeer.ties.addressbooks import dates
from whispeer.ties.addressbooks.texts import many_lines, one_line
from whispeer.ties.addressbooks.values import Names, Person, Unknown

_SCHEME = re.compile(r"(?i)(?:tel|mailto|callto|sms):")
_WITHIN = re.compile(r"<([^<>\s]+@[^<>\s]+)>")
# An address inside one company's Exchange: no mail from outside reaches it.
_EXCHANGE: Final = ("/o=", "/O=")


@dataclass(slots=True)
class Reach:
    """A mail, a phone or a page, with what it is for."""

    value: str
    kind: str
    group: str = ""


@dataclass(slots=True)
class Draft:
    given: str = ""
    family: str = ""
    full: str = ""
    additional: str = ""
    prefix: str = ""
    suffix: str = ""
    nickname: str = ""
    organization: str = ""
    department: str = ""
    title: str = ""
    birthday: str = ""
    notes: list[str] = field(default_factory=list)
    emails: list[Reach] = field(default_factory=list)
    phones: list[Reach] = field(default_factory=list)
    urls: list[Reach] = field(default_factory=list)
    unknown: list[Unknown] = field(default_factory=list)

    def add_email(self, text: str, kind: str = "", group: str = "") -> bool:
        """Whether it is one; an empty one is, and adds nothing."""
        value = _SCHEME.sub("", one_line(text), count=1)
        if value.startswith(_EXCHANGE):
            return False
        if found := _WITHIN.search(value):
            value = found[1]
        if value:
            self.emails.append(Reach(value, kind, group))
        return True

    def add_phone(self, text: str, kind: str = "", group: str = "") -> bool:
        value = _SCHEME.sub("", one_line(text), count=1).strip()
        if value:
            self.phones.append(Reach(value, kind, group))
        return True

    def add_url(self, text: str, kind: str = "", group: str = "") -> bool:
        value = one_line(text)
        if value:
            self.urls.append(Reach(value, kind, group))
        return True

    def set_birthday(self, text: str, *, day_first: bool = True) -> None:
        self.birthday = dates.date(one_line(text), day_first=day_first)

    @property
    def has_parts(self) -> bool:
        """Whether a part of the name is known."""
        parts = (self.family, self.given, self.additional, self.prefix, self.suffix)
        return any(parts)

    @property
    def is_somebody(self) -> bool:
        names = self.full or self.given or self.family or self.nickname
        return bool(names or self.emails or self.phones or self.organization)

    def person(self, line: int) -> Person:
        reached = (*self.emails, *self.phones, *self.urls)
        return Person(
            names=Names(
                given=self.given,
                family=self.family,
                full=self.full or self._together() or self.nickname,
                additional=self.additional,
                prefix=self.prefix,
                suffix=self.suffix,
            ),
            emails=tuple([one.value for one in self.emails]),
            phones=tuple([one.value for one in self.phones]),
            organization=self.organization,
            department=self.department,
            title=self.title,
            urls=tuple([one.value for one in self.urls]),
            birthday=self.birthday,
            notes=many_lines("\n".join(self.notes)),
            source_line=line,
            kinds=tuple([(one.value, one.kind) for one in reached if one.kind]),
            unknown=tuple(self.unknown),
        )

    def _together(self) -> str:
        """A name put together. A civility is no part of it, a Junior or a III is."""
        if not (self.given or self.family):
            return ""
        parts = (self.given, self.additional, self.family, self.suffix)
        return " ".join(filter(None, parts))
