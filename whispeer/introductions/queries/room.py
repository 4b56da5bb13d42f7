"""All that a page needs of a member's introductions, read at once.

What concerns him is a handful of rows: they are read once, and the rules of visibility
are asked together, of all of them.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from whispeer.ground.prepared import rows
from whispeer.introductions.models import Introduction
from whispeer.introductions.models.introductions import (
    FOLLOWED_AFTER,
    concerning,
)
from whispeer.introductions.queries import lists
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
from whispeer.ties.queries.circle import THANKS_WITHIN, Circle
from whispeer.ties.queries.known import Known

PLACES = ("in_his_hands", "before_him", "awaited", "done_for_him")
FOLLOWED = timedelta(days=30)  # how long the question stands


@dataclass(frozen=True)
class Room:
    """A member's introductions, by the place he has in each."""

    entrusted: list[Entrusted]  # he is asked to carry; what ends first before
    asked: list[Asked]  # his own answer is awaited; what ends first before
    begun: list[Begun]  # he waits to hear of them; the latest first
    made: list[Made]  # they came about lately; the latest first
    follows: list[Follow]  # a fortnight after: did they talk?
    thankables: list[Thankable]  # who brought him to somebody, and had no thanks since


def room(circle: Circle) -> Room:
    member, now = circle.member, circle.now
    every = lists.with_people(rows(told_of, member.pk))
    lists.recognize(member, every)
    waiting = [one for one in every if one.state != State.MADE]
    may = seen(every, circle)
    come = come_about(every, may["done_for_him"])
    near = {one.member: one for one in circle.known} if come else {}
    return Room(
        entrusted=[
            lists.entrusted(one) for one in waiting if one.pk in may["in_his_hands"]
        ],
        asked=[
            lists.asked(one, member) for one in waiting if one.pk in may["before_him"]
        ],
        begun=begun_by(waiting, may["awaited"], member, now),
        made=[
            lists.made(one, member, set(near))
            for one in reversed(come)
            if made_at(one) > now - lists.LATELY
        ],
        follows=follows(come, member, now, set(near)),
        thankables=thankables(come, circle, near),
    )


def begun_by(
    waiting: list[Introduction], visible: set[int], member: Member, now: datetime
) -> list[Begun]:
    late = now - lists.AFTER_THE_END
    lately = [one for one in waiting if one.ends_at > late and one.pk in visible]
    return [lists.begun(one, member, now) for one in reversed(lately)]


def come_about(every: list[Introduction], visible: set[int]) -> list[Introduction]:
    """Those that came about, the latest last."""
    done = [one for one in every if one.state == State.MADE and one.pk in visible]
    return sorted(done, key=lambda one: (made_at(one), one.pk))


def follows(
    come: list[Introduction], member: Member, now: datetime, near: set[int]
) -> list[Follow]:
    due = now - FOLLOWED_AFTER
    return [
        Follow(
            public_id=one.public_id,
            other=other,
            through=lists.go_between(one, near),
            made_at=made_at(one),
        )
        for one in come
        if due - FOLLOWED < made_at(one) <= due and is_unsaid(one, member)
        for other in lists.others(one, member)
    ]


def is_unsaid(introduction: Introduction, member: Member) -> bool:
    """Is the member one of the two, and did he not answer yet?"""
    own = [one for one in introduction.two if one.member_id == member.pk]
    return any(one.talked is None for one in own)


def thankables(
    come: list[Introduction], circle: Circle, near: dict[int, Known]
) -> list[Thankable]:
    lately = [
        (near[one.through_id], one)
        for one in come
        if one.through_id in near and made_at(one) > circle.now - THANKS_WITHIN
    ]
    thanked = circle.thanked if lately else {}
    return [
        Thankable(tie, other, made_at(one))
        for tie, one in lately
        if not (tie.tie in thanked and thanked[tie.tie] >= made_at(one))
        for other in lists.others(one, circle.member)
    ]


def made_at(introduction: Introduction) -> datetime:
    return introduction.made_at or introduction.begun_at


def seen(every: list[Introduction], circle: Circle) -> dict[str, set[int]]:
    """By each of the four places, the keys of those that may be read there."""
    keys = [one.pk for one in every]
    found = rows(places_of, keys, circle.member.pk, circle.now) if keys else []
    return {
        place: {key for key, *may in found if may[order]}
        for order, place in enumerate(PLACES)
    }


def told_of(member: int) -> QuerySet[Introduction]:
    """All that may concern a member; what ends first before."""
    mine = Introduction.objects.filter(pk__in=concerning(member))
    return mine.select_related("carrying").order_by("ends_at", "pk")


def places_of(keys: list[int], member: int, now: datetime) -> QuerySet[Any, Any]:
    """Of each, in which of the four places the member may read it now."""
    one = Introduction.objects.filter(pk=OuterRef("pk")).order_by()
    reader = Member(pk=member)
    every = Introduction.objects.filter(pk__in=keys).order_by()
    return every.annotate(
        in_his_hands=Exists(one.entrusted_to(reader, now)),
        before_him=Exists(one.asked_of(reader, now)),
        awaited=Exists(one.awaited_by(reader)),
        done_for_him=Exists(one.made_for(reader)),
    ).values_list("pk", *PLACES)
