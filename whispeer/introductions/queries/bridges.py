"""Bridges between two worlds, and the days on which to care for them."""

from datetime import datetime, timedelta

from whispeer.graph.constants import TIES
from whispeer.introductions.queries.told import Bridge
from whispeer.introductions.queries.welcome import worlds_of
from whispeer.members.models import Member
from whispeer.ties.models import Event, Side

CARED = timedelta(days=7)  # how long a day of care lasts


def bridges_to_care(member: Member, now: datetime) -> list[Bridge]:
    """Introduced ties between two worlds, around the days when such ties fade (M1)."""
    longest = timedelta(days=max(TIES.bridge_care)) + CARED
    sides = [
        side
        for side in Side.objects.visible_to(member)
        .filter(tie__introduced_by__isnull=False, tie__made_at__gt=now - longest)
        .select_related("other", "tie")
        .order_by("tie__made_at", "pk")
        if day_of_care(side, now)
    ]
    if not sides:
        return []
    lived = last_lived(sides)
    where = worlds_of([member, *(side.other for side in sides)], now)
    return [
        Bridge(side, day_of_care(side, now))
        for side in sides
        if where[side.other_id] != where[member.pk]
        if now - lived.get(side.tie_id, side.tie.made_at) >= CARED
    ]


def day_of_care(side: Side, now: datetime) -> int:
    """Which care is due now: 7, 30 or 90 days after they met, or none."""
    age = now - side.tie.made_at
    due = [
        day for day in TIES.bridge_care if timedelta(0) <= age - timedelta(day) < CARED
    ]
    return due[0] if due else 0


def last_lived(sides: list[Side]) -> dict[int, datetime]:
    events = Event.objects.filter(tie__in=[side.tie_id for side in sides], denied=False)
    return dict(events.order_by("at").values_list("tie", "at"))
