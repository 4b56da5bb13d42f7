"""What each reader is told, gathered from every query of the room."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any

from whispeer.introductions import queries
from whispeer.introductions.models import Introduction
from whispeer.members.models import Member, Notice
from whispeer.ties.queries.circle import Circle
from whispeer.ties.queries.known import Known


def told(member: Member, now: datetime) -> list[Any]:
    """All that the room's pages would show a member, but what asks the engine."""
    read = [
        vars(queries.room(Circle(member, now))),
        {"pairs": queries.to_offer(Circle(member, now))},
    ]
    return [one for lists in read for told in lists.values() for one in told]


def values(told: Any) -> Iterator[Any]:
    if isinstance(told, Known):
        yield Member.objects.get(pk=told.member)
        yield from told
    elif is_dataclass(told):
        for field in fields(told):
            yield from values(getattr(told, field.name))
    elif isinstance(told, tuple | list):
        for one in told:
            yield from values(one)
    else:
        yield told


def people_in(told: Any) -> set[Member]:
    return {one for one in values(told) if isinstance(one, Member)}


def words_in(told: Any) -> str:
    return " ".join(one for one in values(told) if isinstance(one, str))


def notices_of(member: Member) -> list[str]:
    rows = Notice.objects.filter(member=member, room="introductions")
    return list(rows.order_by("left_at", "kind").values_list("kind", flat=True))


def visible(member: Member, now: datetime) -> list[Introduction]:
    return list(Introduction.objects.visible_to(member, now))
