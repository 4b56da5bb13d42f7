"""All that a page needs of a member's introductions, read at once.

What concerns him is a handful of rows: they are read once, and each rule of visibility
is asked once, and only where a row may be in that place.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias

from django.db.models import QuerySet

from whispeer.ground.prepared import Given, rows
from whispeer.introductions.models import Introduction
from whispeer.introductions.models.introductions import (
    FOLLOWED_AFTER,
    IntroductionQuerySet,
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

Keys: TypeAlias = QuerySet[Introduction, int]

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
    come = come_about(every, member)
    near = {one.member: one for one in circle.known} if come else {}
    return Room(
        entrusted=entrusted_to(waiting, member, now),
        asked=asked_of(waiting, member, now),
        begun=begun_by(waiting, member, now),
        made=[
            lists.made(one, member, set(near))
            for one in reversed(come)
            if made_at(one) > now - lists.LATELY
        ],
        follows=follows(come, member, now, set(near)),
        thankables=thankables(come, circle, near),
    )


def entrusted_to(
    waiting: list[Introduction], member: Member, now: datetime
) -> list[Entrusted]:
    mine = [one for one in waiting if one.through_id == member.pk and one.ends_at > now]
    visible = seen(mine, in_his_hands, member.pk, now)
    return [lists.entrusted(one) for one in visible]


def asked_of(waiting: list[Introduction], member: Member, now: datetime) -> list[Asked]:
    live = [one for one in waiting if one.ends_at > now]
    visible = seen(live, before_him, member.pk, now)
    return [lists.asked(one, member) for one in visible]


def begun_by(waiting: list[Introduction], member: Member, now: datetime) -> list[Begun]:
    late = now - lists.AFTER_THE_END
    lately = [one for one in waiting if one.ends_at > late]
    visible = seen(lately, awaited, member.pk)
    return [lists.begun(one, member, now) for one in reversed(visible)]


def come_about(every: list[Introduction], member: Member) -> list[Introduction]:
    """Those that came about, the latest last."""
    done = [one for one in every if one.state == State.MADE]
    visible = seen(done, done_for_him, member.pk)
    return sorted(visible, key=lambda one: (made_at(one), one.pk))


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


def seen(
    candidates: list[Introduction],
    rule: Callable[..., QuerySet[Introduction, int]],
    *given: Given,
) -> list[Introduction]:
    """Those among the rows that the rule lets a reader see."""
    if not candidates:
        return []
    visible = set(rows(rule, [one.pk for one in candidates], *given))
    return [one for one in candidates if one.pk in visible]


def told_of(member: int) -> QuerySet[Introduction]:
    """All that may concern a member; what ends first before."""
    mine = Introduction.objects.filter(pk__in=concerning(member))
    return mine.select_related("carrying").order_by("ends_at", "pk")


def among(keys: list[int]) -> IntroductionQuerySet:
    return Introduction.objects.filter(pk__in=keys).order_by()


def in_his_hands(keys: list[int], member: int, now: datetime) -> Keys:
    found = among(keys).entrusted_to(Member(pk=member), now)
    return found.values_list("pk", flat=True)


def before_him(keys: list[int], member: int, now: datetime) -> Keys:
    found = among(keys).asked_of(Member(pk=member), now)
    return found.values_list("pk", flat=True)


def awaited(keys: list[int], member: int) -> Keys:
    return among(keys).awaited_by(Member(pk=member)).values_list("pk", flat=True)


def done_for_him(keys: list[int], member: int) -> Keys:
    return among(keys).made_for(Member(pk=member)).values_list("pk", flat=True)
