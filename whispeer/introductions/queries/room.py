"""All that a page needs of a member's introductions, read at once.

What concerns him is a handful of rows: they are read once, and each rule of visibility
is asked only where a row may be in that place.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from whispeer.introductions.models import Introduction
from whispeer.introductions.models.introductions import IntroductionQuerySet
from whispeer.introductions.queries import lists, today
from whispeer.introductions.queries.told import (
    Asked,
    Begun,
    Entrusted,
    Follow,
    Made,
    Thankable,
)
from whispeer.introductions.states import State
from whispeer.members.models import Member


@dataclass(frozen=True)
class Room:
    """A member's introductions by the place he has in each, as words and people."""

    entrusted: list[Entrusted]
    asked: list[Asked]
    begun: list[Begun]
    made: list[Made]
    follows: list[Follow]
    thankables: list[Thankable]


def room(member: Member, now: datetime) -> Room:
    rows = list(lists.with_people(lists.mine(member)).order_by("ends_at", "pk"))
    every, pk = Introduction.objects, member.pk
    waiting = [one for one in rows if one.state != State.MADE]
    live = [one for one in waiting if one.ends_at > now]
    mine = [one for one in live if one.through_id == pk]
    late = [one for one in waiting if one.ends_at > now - lists.AFTER_THE_END]
    made = [one for one in rows if one.made_at and one.made_at > now - lists.LATELY]
    entrusted = seen(mine, lambda: every.entrusted_to(member, now))
    asked = seen(live, lambda: every.asked_of(member, now))
    begun = seen(late, lambda: every.awaited_by(member))
    come_about = seen(made, lambda: every.made_for(member))
    return Room(
        entrusted=[lists.entrusted(one) for one in entrusted],
        asked=[lists.asked(one, member) for one in asked],
        begun=[lists.begun(one, member, now) for one in reversed(begun)],
        made=[lists.made(one, member) for one in reversed(come_about)],
        follows=today.to_follow(member, now) if len(rows) > len(waiting) else [],
        thankables=today.to_thank(member, now) if come_about else [],
    )


def seen(
    candidates: list[Introduction], rule: Callable[[], IntroductionQuerySet]
) -> list[Introduction]:
    """Those among the rows that the rule lets a reader see."""
    if not candidates:
        return []
    among = rule().filter(pk__in=[one.pk for one in candidates]).order_by()
    visible = set(among.values_list("pk", flat=True))
    return [one for one in candidates if one.pk in visible]
