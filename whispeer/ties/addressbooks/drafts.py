"""Somebody while he is being read: what a card or a row adds, piece by piece."""

import re
from dataclasses import dataclass, field
from typing import Final

from whispeer.ties.addressbooks import dates
from whispeer.ties.addressbooks.texts import many_lines, one_line
from whispeer.ties.addressbooks.values import Names, Person, Unknown

_SCHEME = re.compile(r"(?i)(?:tel|mailto|callto|sms):")
# What a page adds to an address, so that a letter begins by itself.
_SUBJECT = re.compile(r"(?i)(\Amailto:[^?]*)\?.*")
_WITHIN = re.compile(r"<([^<>\s]+@[^<>\s]+)>")
_FEW_DIGITS = re.compile(r"[0-9]{1,2}").fullmatch
_BETWEEN = re.compile(r"[;,\s]+")
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
        value = _SUBJECT.sub(r"\1", one_line(text))
        value = _SCHEME.sub("", value, count=1)
        if value.startswith(_EXCHANGE):
            return False
        self.emails += [Reach(one, kind, group) for one in _mails(value)]
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

    def set_birth(self, year: str, month: str, day: str) -> bool:
        """Whether three cells make a birthday; a day and its month do."""
        if self.birthday or not (_FEW_DIGITS(month) and _FEW_DIGITS(day)):
            return False
        date = f"{int(month):02}-{int(day):02}"
        self.set_birthday(f"{year}-{date}" if year else f"--{date}")
        return True

    def set_once(self, field: str, text: str) -> bool:
        """Whether it is what this says; the first of several wins."""
        if not text:
            return True
        if before := getattr(self, field):
            return bool(before == text)
        setattr(self, field, text)
        return field != "nickname"  # which is no name of ours, and kept as well

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


def _mails(value: str) -> list[str]:
    """The addresses in a value, which may have a name beside them, or be several."""
    if within := _WITHIN.findall(value):
        return list(within)
    several = [one for one in _BETWEEN.split(value) if one]
    if len(several) > 1 and all("@" in one for one in several):
        return several
    return [value] if value else []
