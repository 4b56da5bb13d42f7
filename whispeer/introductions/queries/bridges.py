"""Bridges between two worlds, and the days on which to care for them."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from whispeer.graph.constants import TIES
from whispeer.ground.prepared import rows
from whispeer.introductions.queries.told import Bridge
from whispeer.introductions.queries.welcome import worlds_of
from whispeer.members.models import Member
from whispeer.ties.models import Event
from whispeer.ties.queries.known import Known, ties_known

CARED = timedelta(days=7)  # how long a day of care lasts


def bridges_to_care(
    member: Member, now: datetime, known: list[Known] | None = None
) -> list[Bridge]:
    """Introduced ties between two worlds, around the days when such ties fade (M1).

    `known` are the `ties_known`, where they were read already.
    """
    due = [
        one
        for one in (ties_known(member) if known is None else known)
        if one.introduced_by and day_of_care(one, now)
    ]
    if not due:
        return []
    due.sort(key=lambda one: one.made_at)
    lived = dict(rows(events_of, [one.tie for one in due]))
    where = worlds_of([member.pk, *(one.member for one in due)], now)
    return [
        Bridge(one, day_of_care(one, now))
        for one in due
        if where[one.member] != where[member.pk]
        if now - lived.get(one.tie, one.made_at) >= CARED
    ]


def day_of_care(tie: Known, now: datetime) -> int:
    """Which care is due now: 7, 30 or 90 days after they met, or none."""
    age = now - tie.made_at
    due = [
        day for day in TIES.bridge_care if timedelta(0) <= age - timedelta(day) < CARED
    ]
    return due[0] if due else 0


def events_of(ties: list[int]) -> QuerySet[Event, tuple[int, datetime]]:
    """The last one of each tie comes last."""
    events = Event.objects.filter(tie__in=ties, denied=False)
    return events.order_by("at").values_list("tie", "at")
