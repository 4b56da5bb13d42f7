"""Bridges between two worlds, and the days on which to care for them."""

from datetime import datetime, timedelta

from whispeer.graph.constants import TIES
from whispeer.introductions.queries.told import Bridge
from whispeer.ties import engine
from whispeer.ties.queries.circle import Circle
from whispeer.ties.queries.known import Known

CARED = timedelta(days=7)  # how long a day of care lasts


def bridges_to_care(circle: Circle) -> list[Bridge]:
    """Introduced ties between two worlds, around the days when such ties fade (M1)."""
    me, now = circle.member.pk, circle.now
    due = [
        one for one in circle.spoken_of if one.introduced_by and day_of_care(one, now)
    ]
    if not due:
        return []
    due.sort(key=lambda one: one.made_at)
    lived = circle.lived
    where = engine.worlds_of([me, *(one.member for one in due)], now)
    return [
        Bridge(one, day_of_care(one, now))
        for one in due
        if where[one.member] != where[me]
        if now - (lived[one.tie][-1].at if lived[one.tie] else one.made_at) >= CARED
    ]


def day_of_care(tie: Known, now: datetime) -> int:
    """Which care is due now: 7, 30 or 90 days after they met, or none."""
    age = now - tie.made_at
    due = [
        day for day in TIES.bridge_care if timedelta(0) <= age - timedelta(day) < CARED
    ]
    return due[0] if due else 0
