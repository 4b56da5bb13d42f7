"""Traces of encounters: noted once however often they are sent, changed, thought of again.

What was noted with a card concerns whoever holds it, too: that person may have it
erased, with whom the member put into the address book because of it.
"""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from whispeer.ground.gestures import key_of
from whispeer.members.actions import let_pass
from whispeer.members.models import Member
from whispeer.ties.actions.contacts import add_contact
from whispeer.ties.actions.moves import hold
from whispeer.ties.models import Card, Contact, Encounter
from whispeer.ties.queries import are_tied
from whispeer.ties.queries.recalls import about, due

#: What a member says of whom he met and how it came; the rest he may change later.
OF_WHOM = ("other", "contact", "name", "card")


class CardErased(Exception):
    """Whoever holds the card asked that nothing be kept with it."""


@transaction.atomic
def note_encounter(
    said: Mapping[str, Any],
    *,
    key: uuid.UUID,
    keep: bool = False,
    by: Member,
    now: datetime,
) -> Encounter:
    """Note that two people crossed; sent again with its key, it is the same one.

    `keep` puts the name into the address book, too.

    Raises
    ------
    CardErased
    """
    hold(by)
    noted = Encounter.objects.filter(member=by, key=key).first()
    if noted is not None:
        return noted
    encounter = Encounter(member=by, key=key, made_at=now, changed_at=now, **said)
    card = encounter.card = still_there(encounter.card)
    if card and card.taken_by and are_tied(by, card.taken_by):
        with_member(encounter, card.taken_by)
    elif keep and encounter.name:
        put_into_book(encounter, by=by, now=now)
    encounter.save()
    return encounter


def still_there(card: Card | None) -> Card | None:
    """The card as it stands now, held until the commit by who holds its member."""
    if card is None:
        return None
    found = Card.objects.select_related("taken_by").filter(pk=card.pk).first()
    if found is not None and found.erased_at is not None:
        raise CardErased
    return found


def with_member(encounter: Encounter, other: Member) -> None:
    """Who was met turns out to be a tie: his own name stands for what was written."""
    encounter.other, encounter.contact, encounter.name = other, None, ""


def put_into_book(encounter: Encounter, *, by: Member, now: datetime) -> None:
    said = {"full_name": encounter.name, "card": encounter.card}
    encounter.contact = add_contact(said, by=by, now=now)


@transaction.atomic
def edit_encounter(
    encounter: Encounter, said: Mapping[str, Any], *, by: Member, now: datetime
) -> None:
    """Say it anew; another day to think of it again brings it back once more."""
    mine = Encounter.objects.visible_to(by).select_for_update(of=("self",))
    row = mine.get(pk=encounter.pk)
    if said["recall_on"] != row.recall_on:
        row.recalled_at = None
    for name, value in said.items():
        if name not in OF_WHOM or name == "name":
            setattr(row, name, value)
    row.changed_at = now
    row.save()


@transaction.atomic
def remove_encounter(encounter: Encounter, *, by: Member) -> None:
    Encounter.objects.visible_to(by).filter(pk=encounter.pk).delete()


@transaction.atomic
def think_of(encounter: Encounter, *, by: Member, now: datetime) -> None:
    """It was thought of again: it does not come back by itself."""
    mine = Encounter.objects.visible_to(by).filter(pk=encounter.pk, recalled_at=None)
    if mine.update(recalled_at=now) and encounter.recall_on:
        told = about(encounter.public_id, encounter.recall_on)
        let_pass(key_of("recall", told), by=by, now=now)


@transaction.atomic
def let_recall_pass(gesture: str, *, by: Member, now: datetime) -> None:
    """What came back on Today and was let pass comes back no more."""
    let = [one.pk for one in due(by, now) if key_of("recall", one.about) == gesture]
    mine = Encounter.objects.visible_to(by).filter(pk__in=let, recalled_at=None)
    mine.update(recalled_at=now)


@transaction.atomic
def reconcile(card: Card, *, by: Member) -> None:
    """A card is taken: what was noted with it was a meeting with that tie."""
    noted = Encounter.objects.filter(card=card, other=None)
    noted.update(other=by, contact=None, name="")


@transaction.atomic
def erase_noted(card: Card, *, now: datetime) -> None:
    """Forget, for whoever holds a card, all that was noted with it, and for good."""
    hold(card.by)
    Encounter.objects.filter(card=card).delete()
    Contact.objects.filter(card=card).delete()
    Card.objects.filter(pk=card.pk, erased_at=None).update(erased_at=now)
