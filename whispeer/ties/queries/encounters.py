"""Encounters as their member reads them, and what the holder of a card reads of one."""

import uuid
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Q, QuerySet

from whispeer.members.models import Member
from whispeer.ties.models import Card, Contact, Encounter
from whispeer.ties.models.encounters import EncounterQuerySet
from whispeer.ties.states import CardState

A_PAGE = 20
TOLD = 5  # on the page of somebody


class Met(NamedTuple):
    """Some encounters, the latest first, and where the next ones begin, if anywhere."""

    encounters: list[Encounter]
    begins: bool
    next_day: date | None
    next_from: uuid.UUID | None


def encounters_of(member: Member, start: uuid.UUID | None = None) -> Met:
    """A member's encounters from one of them on, back in time."""
    mine = read(member)
    first = mine.filter(public_id=start).first() if start else None
    if first is not None:
        mine = mine.filter(Q(day__lt=first.day) | Q(day=first.day, pk__lte=first.pk))
    shown = list(mine[: A_PAGE + 1])
    following = shown[A_PAGE:]
    return Met(
        encounters=shown[:A_PAGE],
        begins=first is None,
        next_day=following[0].day if following else None,
        next_from=following[0].public_id if following else None,
    )


def read(member: Member) -> EncounterQuerySet:
    return Encounter.objects.visible_to(member).select_related("other", "contact")


def encounter_for(member: Member, public_id: uuid.UUID) -> Encounter | None:
    mine = read(member).select_related("card")
    return mine.filter(public_id=public_id).first()


def met_contact(member: Member, contact: Contact) -> list[Encounter]:
    """The last times somebody of the address book was met."""
    return list(read(member).filter(contact=contact)[:TOLD])


def met_member(member: Member, other: Member) -> list[Encounter]:
    return list(read(member).filter(other=other)[:TOLD])


def met_by_card(member: Member, card: Card) -> list[Encounter]:
    return list(read(member).filter(card=card)[:TOLD])


def is_due(encounter: Encounter, now: datetime) -> bool:
    """The day to think of it again has come, and it was not thought of since."""
    on = encounter.recall_on
    return on is not None and on <= now.date() and encounter.recalled_at is None


class Noted(NamedTuple):
    """What whoever holds a card reads of a meeting; what was private is not here."""

    where: str
    day: date
    promised: str
    said: str


class OfHolder(NamedTuple):
    """What is kept, with a card, of whoever holds it."""

    notes: list[Noted]
    in_book: bool  # his name was put into the address book because of it


def noted_with(card: Card) -> OfHolder | None:
    """What its member keeps with a card, for the other end of it; None for nothing."""
    rows: QuerySet[Encounter, tuple[str, date, str, str]] = Encounter.objects.filter(
        card=card
    ).values_list(*Noted._fields)
    notes = [Noted(*row) for row in rows]
    in_book = Contact.objects.filter(card=card).exists()
    return OfHolder(notes, in_book) if notes or in_book else None


def noted_for(viewer: Member | None, card: Card) -> OfHolder | None:
    """The same, for who opens the card's link: it went to one person.

    As long as anything is kept: also of a card that is over or was taken back, which
    ties nobody, but is no reason to know less. One that was taken tells who took it.
    """
    taken = card.state == CardState.TAKEN and card.taken_by != viewer
    return None if taken else noted_with(card)
