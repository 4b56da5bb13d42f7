"""What one does in one's address book by hand."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from whispeer.members.models import Member
from whispeer.ties.actions.shelving import shelve
from whispeer.ties.models import Contact, Encounter
from whispeer.ties.queries.merging import merged, remember
from whispeer.ties.states import ContactState


class ContactGone(Exception):
    """It was removed or merged in the meantime, or one of the two was."""


@transaction.atomic
def add_contact(said: Mapping[str, Any], *, by: Member, now: datetime) -> Contact:
    """Note somebody by hand."""
    return shelve(Contact(member=by, made_at=now, changed_at=now, **said))


@transaction.atomic
def edit_contact(
    contact: Contact, said: Mapping[str, Any], *, by: Member, now: datetime
) -> None:
    """Say it anew; what was said last by hand, no undoing of an import takes back.

    Raises
    ------
    ContactGone
        When it was taken out in the meantime.
    """
    (mine,) = held(contact, by=by)
    if all(getattr(mine, name) == value for name, value in said.items()):
        return
    for name, value in said.items():
        setattr(mine, name, value)
    mine.before, mine.by_hand = None, True
    mine.changed_at = now
    shelve(mine)


@transaction.atomic
def remove_contact(contact: Contact, *, by: Member) -> None:
    Contact.objects.visible_to(by).filter(pk=contact.pk).delete()


@transaction.atomic
def merge_contacts(
    one: Contact, other: Contact, *, chosen: set[str], by: Member, now: datetime
) -> Contact:
    """Two rows are one person: one row is left, with all of both.

    Raises
    ------
    ContactGone
        When they are not two any more.
    """
    one, other = held(one, other, by=by)
    for row in (one, other):
        row.by_hand = row.by_hand or row.encounters.exists()
    remember(one, other)
    if one.resembles_id == other.pk:
        one.resembles = None
    if ContactState.KEPT in {one.state, other.state}:
        one.state = ContactState.KEPT
    merged(one, other, chosen).changed_at = now
    Contact.objects.filter(resembles=other).exclude(pk=one.pk).update(resembles=one)
    Encounter.objects.filter(contact=other).update(contact=one)
    other.delete()
    return shelve(one)


@transaction.atomic
def keep_apart(contact: Contact, *, by: Member) -> None:
    """They are two: it is not asked again."""
    Contact.objects.visible_to(by).filter(pk=contact.pk).update(resembles=None)


def held(*contacts: Contact, by: Member) -> list[Contact]:
    """The rows as they stand now, held until the commit, in the order they were given."""
    mine = Contact.objects.visible_to(by).select_for_update()
    rows = mine.filter(pk__in={one.pk for one in contacts}).order_by("pk")
    found = {one.pk: one for one in rows}
    if len(found) < len(contacts):
        raise ContactGone
    return [found[one.pk] for one in contacts]
