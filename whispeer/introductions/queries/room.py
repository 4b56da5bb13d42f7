"""All that a page needs of a member's introductions, read at once.

What concerns him is a handful of rows: they are read once, and each rule of visibility
is asked once, and only where a row may be in that place.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from whispeer.ground.prepared import Given, Rule, keys
from whispeer.introductions.models import Introduction
from whispeer.introductions.models.introductions import (
    FOLLOWED_AFTER,
    IntroductionQuerySet,
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
from whispeer.ties.models import Side, Thanks

FOLLOWED = timedelta(days=30)  # how long the question stands
THANKED = timedelta(days=30)


@dataclass(frozen=True)
class Room:
    """A member's introductions, by the place he has in each."""

    entrusted: list[Entrusted]  # he is asked to carry; what ends first before
    asked: list[Asked]  # his own answer is awaited; what ends first before
    begun: list[Begun]  # he waits to hear of them; the latest first
    made: list[Made]  # they came about lately; the latest first
    follows: list[Follow]  # a fortnight after: did they talk?
    thankables: list[Thankable]  # who brought him to somebody, and had no thanks since


def room(member: Member, now: datetime) -> Room:
    mine = lists.with_people(Introduction.objects.concerning(member))
    rows = list(mine.order_by("ends_at", "pk"))
    waiting = [one for one in rows if one.state != State.MADE]
    come = come_about(rows, member)
    near = ties_among(come, member)
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
        thankables=thankables(come, member, now, near),
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


def come_about(rows: list[Introduction], member: Member) -> list[Introduction]:
    """Those that came about, the latest last."""
    done = [one for one in rows if one.state == State.MADE]
    visible = seen(done, done_for_him, member.pk)
    return sorted(visible, key=lambda one: (made_at(one), one.pk))


def ties_among(come: list[Introduction], member: Member) -> dict[int, Side]:
    """One's ties among those who brought one to somebody, by who they are."""
    through = {one.through_id for one in come} - {None, member.pk}
    if not through:
        return {}
    sides = Side.objects.visible_to(member).filter(other__in=through)
    return {side.other_id: side for side in sides.select_related("other", "tie")}


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
    own = [one for one in introduction.parties.all() if one.member_id == member.pk]
    return any(one.talked is None for one in own)


def thankables(
    come: list[Introduction], member: Member, now: datetime, near: dict[int, Side]
) -> list[Thankable]:
    lately = [
        (near[one.through_id], one)
        for one in come
        if one.through_id in near and made_at(one) > now - THANKED
    ]
    if not lately:
        return []
    since = Thanks.objects.filter(by=member, at__gt=now - THANKED)
    thanked = dict(since.order_by("at").values_list("tie", "at"))
    return [
        Thankable(side, other, made_at(one))
        for side, one in lately
        if not (side.tie_id in thanked and thanked[side.tie_id] >= made_at(one))
        for other in lists.others(one, member)
    ]


def made_at(introduction: Introduction) -> datetime:
    return introduction.made_at or introduction.begun_at


def seen(
    candidates: list[Introduction], rule: Rule, *given: Given
) -> list[Introduction]:
    """Those among the rows that the rule lets a reader see."""
    if not candidates:
        return []
    visible = set(keys(rule, [one.pk for one in candidates], *given))
    return [one for one in candidates if one.pk in visible]


def among(pks: list[int]) -> IntroductionQuerySet:
    return Introduction.objects.filter(pk__in=pks).order_by()


def in_his_hands(pks: list[int], member: int, now: datetime) -> IntroductionQuerySet:
    return among(pks).entrusted_to(Member(pk=member), now)


def before_him(pks: list[int], member: int, now: datetime) -> IntroductionQuerySet:
    return among(pks).asked_of(Member(pk=member), now)


def awaited(pks: list[int], member: int) -> IntroductionQuerySet:
    return among(pks).awaited_by(Member(pk=member))


def done_for_him(pks: list[int], member: int) -> IntroductionQuerySet:
    return among(pks).made_for(Member(pk=member))
