"""What two people lived together, as far as a page tells it: lately, and in words."""

import uuid
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from whispeer.ground import moments
from whispeer.members.models import Member
from whispeer.ties.models import Event, Side, Thanks, Tie
from whispeer.ties.states import Lived

TOLD = 5
LOOKED_AT = 60  # of the last ones
DENIABLE = timedelta(days=7)
LATELY = timedelta(days=365)
READ = [Lived.CARD, Lived.MET]


class Moment(NamedTuple):
    """Something lived, and whether the reader may still say that it was not so."""

    event: Event
    when: str
    deniable: bool
    confirmable: bool


def lived_lately(tie: Tie, viewer: Member, now: datetime) -> list[Moment]:
    """The last few things of the year that nobody denied, the latest first.

    What would be said in the same words is said once: a list of them would count.
    """
    events = (
        # Thanks are read in their own words; what each said alone, nobody reads.
        tie.events.filter(kind__in=READ, denied=False, at__gt=now - LATELY)
        .select_related("by")
        .order_by("-at", "-pk")
    )
    told: dict[tuple[str, bool, str], Moment] = {}
    for event in events[:LOOKED_AT]:
        moment = Moment(
            event,
            moments.when(event.at, now),
            is_deniable(event, viewer, now),
            is_confirmable(event, viewer),
        )
        mine = event.kind == Lived.CARD or event.by_id == viewer.pk
        told.setdefault((event.kind, mine, moment.when), moment)
    return list(told.values())[:TOLD]


def is_deniable(event: Event, by: Member, now: datetime) -> bool:
    """The other side may say, for some days, that a meeting was not so."""
    said_by_other = event.kind == Lived.MET and event.by_id != by.pk
    return said_by_other and now - event.at < DENIABLE


def is_confirmable(event: Event, by: Member) -> bool:
    """The other side noted a meeting; who was there too may say so."""
    said_by_other = event.kind == Lived.MET and event.by_id != by.pk
    return said_by_other and not event.confirmed


def thanks_of(tie: Tie) -> QuerySet[Thanks]:
    """The last few words of gratitude in a tie, either way."""
    return tie.thanks.select_related("by")[:TOLD]


def event_for(viewer: Member, public_id: uuid.UUID) -> Event | None:
    """Something lived in one of a member's own ties."""
    ties = Side.objects.visible_to(viewer).values("tie")
    events = Event.objects.select_related("tie").filter(tie__in=ties)
    return events.filter(public_id=public_id).first()


def has_said_met(tie: Tie, viewer: Member, now: datetime) -> bool:
    """Was it already said today that these two met? Nobody need say it again."""
    today = tie.events.filter(kind=Lived.MET, day=localdate(now))
    return today.filter(Q(denied=False) | Q(by=viewer)).exists()
