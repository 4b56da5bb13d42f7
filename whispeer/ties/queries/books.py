"""Between an address book and our rows: what of a person is stored where, and back."""

import re
from typing import Any

from whispeer.ground.words import folded
from whispeer.ties.addressbooks.values import Names, Person, Unknown
from whispeer.ties.models import Contact

DIGITS = re.compile(r"\D")
#: What of a number tells it from others, whether or not it says its country.
TELLING = 9
NAME = 120
WORD = 32  # signs of a word that a search looks at
WORDS = 60  # of one contact
PARTS = re.compile(r"\W+")
EDGES = ".,;:!?'’()[]<>«»\"“”/+-_"


def stored(person: Person) -> dict[str, Any]:
    """The fields of a contact, as the reader understood a person."""
    names = person.names
    return {
        "full_name": names.full,
        "given_name": names.given,
        "family_name": names.family,
        "organization": person.organization,
        "title": person.title,
        "birthday": person.birthday,
        "emails": list(person.emails),
        "phones": list(person.phones),
        "urls": list(person.urls),
        "notes": person.notes,
        "rest": {
            "additional": names.additional,
            "prefix": names.prefix,
            "suffix": names.suffix,
            "department": person.department,
            "kinds": person.kinds,
            "unknown": person.unknown,
        },
    }


def person_of(contact: Contact) -> Person:
    """A contact as it goes out into another address book."""
    rest = contact.rest
    return Person(
        names=Names(
            given=contact.given_name,
            family=contact.family_name,
            full=contact.full_name,
            additional=rest.get("additional", ""),
            prefix=rest.get("prefix", ""),
            suffix=rest.get("suffix", ""),
        ),
        emails=tuple(contact.emails),
        phones=tuple(contact.phones),
        organization=contact.organization,
        department=rest.get("department", ""),
        title=contact.title,
        urls=tuple(contact.urls),
        birthday=contact.birthday,
        notes=contact.notes,
        kinds=tuple((value, kind) for value, kind in rest.get("kinds", ())),
        unknown=tuple(Unknown(*one) for one in rest.get("unknown", ())),
    )


def place(contact: Contact) -> Contact:
    """Where it stands in the list: after each change of its words."""
    contact.by_name = folded(contact.name)[:NAME]
    return contact


def words_of(contact: Contact) -> list[str]:
    """What finds it by its beginning: each word, parts of it, numbers as they are dialled."""
    said = (contact.full_name, contact.given_name, contact.family_name)
    work = (contact.organization, contact.title)
    words = folded(" ".join([*said, *work])).split()
    for email in contact.emails:
        words += [folded(email), folded(email).rpartition("@")[2]]
    words += [part for word in words for part in PARTS.split(word)]
    for number in (DIGITS.sub("", phone) for phone in contact.phones):
        words += [number.lstrip("0"), number[-TELLING:].lstrip("0")]
    told = sorted({word.strip(EDGES)[:WORD] for word in words} - {""})
    # Who is found by a word is found by its beginning: that need not be kept, too.
    last = zip(told, [*told[1:], ""], strict=True)
    return [word for word, after in last if not after.startswith(word)][:WORDS]


def traces(full_name: str, emails: list[str], phones: list[str]) -> list[str]:
    """What two rows of one person share: a name, an address, a number."""
    numbers = (DIGITS.sub("", phone)[-TELLING:] for phone in phones)
    return [
        *filter(None, [folded(" ".join(full_name.split()))]),
        *(email.casefold() for email in emails),
        *(number for number in numbers if len(number) == TELLING),
    ]
