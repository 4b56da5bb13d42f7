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
    A_PAGE,
    LISTED,
    Place,
    asked,
    found,
    in_order,
    kept_by,
    letter,
)

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
    left_out = but.pk if but else 0
    mine = kept_by(member.pk, left_out)
    beginnings = asked(words)
    if max(map(len, beginnings), default=0) > 1:
        place = place_of(mine, start)
        return a_page(place, *found(member, beginnings, place, left_out))
    if beginnings:
        mine = mine.filter(letter(beginnings[0]))
    return listed(mine.none() if words and not beginnings else mine, start)


def listed(contacts: ContactQuerySet, start: uuid.UUID | None) -> Listed:
    """Pages are asked for by a person, not by a number: a number would count."""
    place = place_of(contacts, start)
    return a_page(place, list(in_order(contacts, place).only(*LISTED)[: A_PAGE + 1]))


def place_of(contacts: ContactQuerySet, start: uuid.UUID | None) -> Place:
    begins = contacts.filter(public_id=start) if start else contacts.none()
    told = begins.values_list("by_name", "pk").first()
    return Place(*told) if told else Place()


def a_page(place: Place, some: list[Contact], beyond: Contact | None = None) -> Listed:
    following = next(iter(some[A_PAGE:]), beyond)
    return Listed(
        contacts=some[:A_PAGE],
        begins=place == Place(),
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
