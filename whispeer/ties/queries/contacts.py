"""The address book as its owner reads it: by name, a few at a time, never counted."""

import uuid
from collections.abc import Iterator
from typing import NamedTuple

from django.urls import reverse

from whispeer.members.models import Member
from whispeer.ties.addressbooks.values import Person
from whispeer.ties.models import Contact
from whispeer.ties.models.contacts import ContactQuerySet
from whispeer.ties.queries.books import person_of
from whispeer.ties.queries.searching import (
    Place,
    asked,
    from_on,
    having,
    led_to,
    letter,
    rarest_first,
)

A_PAGE = 20
NEAR = 100  # whom one looks at first
LISTED = (
    "public_id", "by_name", "full_name", "organization", "title", "emails", "phones",
)  # fmt: skip
AT_ONCE = 2000  # rows that are in memory together on the way out


class Listed(NamedTuple):
    """Some contacts, and with whom the next ones begin, if any."""

    contacts: list[Contact]
    begins: bool
    next_name: str
    next_from: uuid.UUID | None


def contacts_of(
    member: Member,
    start: uuid.UUID | None = None,
    words: str = "",
    but: Contact | None = None,
) -> Listed:
    """A member's contacts by name, from one of them on; those that hold all the words."""
    mine = Contact.objects.visible_to(member).kept()
    if but is not None:
        mine = mine.exclude(pk=but.pk)
    beginnings = asked(words)
    if max(map(len, beginnings), default=0) > 1:
        return searched(member, mine, beginnings, start)
    if beginnings:
        mine = mine.filter(letter(beginnings[0]))
    return listed(mine.none() if words and not beginnings else mine, start)


def listed(contacts: ContactQuerySet, start: uuid.UUID | None) -> Listed:
    """Pages are asked for by a person, not by a number: a number would count."""
    place = place_of(contacts, start)
    some = list(in_order(contacts, place).only(*LISTED)[: A_PAGE + 1])
    return a_page(some[:A_PAGE], place, next(iter(some[A_PAGE:]), None))


def searched(
    member: Member,
    contacts: ContactQuerySet,
    beginnings: list[str],
    start: uuid.UUID | None,
) -> Listed:
    """The same of those who have all the words.

    Words that many have are met by going down the list; those that few have, by an index.
    """
    place, most = place_of(contacts, start), A_PAGE + 1
    beginnings, many = rarest_first(member, beginnings)
    found: list[int] = []
    beyond: int | None = None
    if many:
        near = in_order(contacts, place).values_list("pk", flat=True)[:NEAR]
        found = having(list(near), beginnings)
    if len(found) < most:
        # One more than a page, and one who may be left out.
        found, beyond = led_to(member, beginnings, place, most + 1)
    if beyond and len(found) < most:
        found = [*found[:A_PAGE], beyond]
    rows = contacts.filter(pk__in=found[: most + 1]).only(*LISTED)
    some = sorted(rows, key=lambda one: found.index(one.pk))
    if beyond in found and some and some[-1].pk == beyond:
        return a_page(some[:-1], place, following=some[-1])
    return a_page(some[:A_PAGE], place, next(iter(some[A_PAGE:]), None))


def in_order(contacts: ContactQuerySet, place: Place | None) -> ContactQuerySet:
    if place:
        contacts = contacts.filter(from_on("pk", place), by_name__gte=place[0])
    return contacts.order_by("by_name", "pk")


def place_of(contacts: ContactQuerySet, start: uuid.UUID | None) -> Place | None:
    begins = contacts.filter(public_id=start) if start else contacts.none()
    return begins.values_list("by_name", "pk").first()


def a_page(
    some: list[Contact], place: Place | None, following: Contact | None
) -> Listed:
    return Listed(
        contacts=some,
        begins=place is None,
        next_name=following.name if following else "",
        next_from=following.public_id if following else None,
    )


def contact_for(member: Member, public_id: uuid.UUID) -> Contact | None:
    mine = Contact.objects.visible_to(member).select_related(
        "resembles", "source", "card"
    )
    return mine.filter(public_id=public_id).first()


def contact_page(contact: Contact) -> str:
    return reverse("ties:contact", args=[contact.public_id])


def book_of(member: Member) -> Iterator[Person]:
    """The whole address book, for other programs to read."""
    kept = Contact.objects.visible_to(member).kept().order_by("by_name", "pk")
    for contact in kept.iterator(AT_ONCE):
        yield person_of(contact)
