"""What an address book said of somebody, in words: what a number is for, and the rest."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from whispeer.ties.addressbooks import kinds
from whispeer.ties.addressbooks.properties import parts, unescaped
from whispeer.ties.addressbooks.values import Person, Unknown
from whispeer.ties.models import Contact
from whispeer.ties.queries.books import person_of

LABEL: Final = "X-ABLABEL"
BINARY: Final = "ENCODING=b"  # as the reader writes it, whatever the card did
#: What programs write for each other; no news of anybody.
BETWEEN_PROGRAMS: Final = {
    "CLASS", "GEO", "KIND", "MAILER", "PRODID", "PROFILE", "REV", "SORT-STRING", "TZ",
    "UID", "X-ABADR", "X-ABSHOWAS", "X-ABUID", "X-GENERATOR", "X-MOZILLA-HTML",
    "X-MS-OL-DEFAULT-POSTAL-ADDRESS", "X-MS-OL-DESIGN",
}  # fmt: skip
KINDS: Final = {
    "home": pgettext_lazy("a number or an address", "home"),
    "work": pgettext_lazy("a number or an address", "work"),
    "other": pgettext_lazy("a number or an address", "other"),
    "main": pgettext_lazy("a number or an address", "main"),
    "cell": pgettext_lazy("a number", "mobile"),
    "fax": pgettext_lazy("a number", "fax"),
    "pager": pgettext_lazy("a number", "pager"),
    "car": pgettext_lazy("a number", "car"),
    "school": pgettext_lazy("a number or an address", "school"),
    "homepage": pgettext_lazy("a page", "home page"),
}
NAMED: Final = {
    "ADR": _("Address"),
    "ANNIVERSARY": _("Anniversary"),
    "CATEGORIES": _("Groups"),
    "LABEL": _("Address"),
    "NICKNAME": _("Nickname"),
    "ORG": _("Company"),
    "ROLE": _("What this person does"),
    "X-SOCIALPROFILE": _("Page"),
    "TITLE": _("What this person does"),
}
PICTURES: Final = {"PHOTO": _("A portrait"), "LOGO": _("A logo")}
AS_IT_CAME: Final = _("kept as it came")


class Reached(NamedTuple):
    """A number, a mail or a page, and what it is for, where the book says."""

    value: str
    kind: str


class Said(NamedTuple):
    what: str | Promise
    text: str | Promise


def reached(contact: Contact) -> Iterator[list[Reached]]:
    """Somebody's phones, mails and pages, each with its kind."""
    person = person_of(contact)
    kept = person.kinds_of((*person.emails, *person.phones, *person.urls))
    told = [Reached(value, kind_in_words(kind)) for value, kind in kept]
    mails, phones = len(person.emails), len(person.emails) + len(person.phones)
    yield from (told[mails:phones], told[:mails], told[phones:])


def kind_in_words(kind: str) -> str:
    """What programs call it, in our words; what somebody typed, as it is typed."""
    words = kind.lower().split()
    if not all(word in KINDS for word in words):
        return kind
    return ", ".join(str(KINDS[word]) for word in words)


def besides(contact: Contact) -> list[Said]:
    """What has no place of its own on the page, without what no person would read."""
    person = person_of(contact)
    own = [
        Said(_("Department"), person.department),
        Said(_("Further names"), person.names.additional),
        Said(_("Civility"), person.names.prefix),
    ]
    return [*(one for one in own if one.text), *of_cards_and_sheets(person)]


def of_cards_and_sheets(person: Person) -> Iterator[Said]:
    labels = {group: unescaped(one.value) for group, name, one in cut(person, LABEL)}
    for group, name, one in cut(person):
        if one.cell:
            yield Said(one.name, one.value)
        elif name in PICTURES or is_binary(one):
            yield Said(PICTURES.get(name, name.capitalize()), AS_IT_CAME)
        elif name not in BETWEEN_PROGRAMS and name != LABEL and (text := read(one)):
            label = kinds.of_label(labels.get(group, "")) if group else ""
            yield Said(label or named(name), text)


def cut(person: Person, only: str = "") -> Iterator[tuple[str, str, Unknown]]:
    """The group and the bare name of each line of a card that was kept."""
    for one in person.unknown:
        group, _dot, name = one.name.partition(";")[0].rpartition(".")
        if not only or name.upper() == only:
            yield group.lower(), name.upper(), one


def is_binary(one: Unknown) -> bool:
    return one.value.startswith("data:") or BINARY in one.name.split(";")


def read(one: Unknown) -> str:
    """The text of a line; of several parts, those that say something."""
    said = (unescaped(part).strip() for part in parts(one.value, ";"))
    return ", ".join(" ".join(part.split()) for part in said if part)


def named(name: str) -> str | Promise:
    bare = name.removeprefix("X-").replace("-", " ")
    return NAMED.get(name) or bare.capitalize()
