"""The address book as its owner reads it: by name, a few at a time, never counted."""

import uuid
from collections.abc import Iterator
from typing import NamedTuple

from django.db.models import Q
from django.urls import reverse

from whispeer.ground.words import folded
from whispeer.members.models import Member
from whispeer.ties.addressbooks.values import Person
from whispeer.ties.models import Contact
from whispeer.ties.models.contacts import ContactQuerySet
from whispeer.ties.queries.books import person_of

A_PAGE = 20
LISTED = (
    "public_id", "by_name", "full_name", "organization", "title", "emails", "phones",
)  # fmt: skip
AT_ONCE = 2000  # rows that are in memory together on the way out
WORDS = 6  # that a search looks for


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
    return listed(found(mine, words), start)


def found(contacts: ContactQuerySet, words: str) -> ContactQuerySet:
    for word in folded(words).split()[:WORDS]:
        contacts = contacts.filter(search__contains=word)
    return contacts


def listed(contacts: ContactQuerySet, start: uuid.UUID | None) -> Listed:
    """Pages are asked for by a person, not by a number: a number would count."""
    begins = contacts.filter(public_id=start) if start else contacts.none()
    first = begins.values_list("by_name", "pk").first()
    if first:
        name, pk = first
        after = Q(by_name__gt=name) | Q(by_name=name, pk__gte=pk)
        contacts = contacts.filter(after, by_name__gte=name)
    some = contacts.order_by("by_name", "pk").only(*LISTED)[: A_PAGE + 1]
    shown = list(some)
    following = shown[A_PAGE:]
    return Listed(
        contacts=shown[:A_PAGE],
        begins=first is None,
        next_name=following[0].name if following else "",
        next_from=following[0].public_id if following else None,
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
