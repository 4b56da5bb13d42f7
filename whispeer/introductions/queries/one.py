"""One introduction, for one reader: what he may know of it in the place he has there."""

from datetime import datetime
from typing import TypeAlias

from whispeer.introductions.models import Introduction
from whispeer.introductions.queries.lists import (
    asked,
    begun,
    entrusted,
    made,
    with_people,
)
from whispeer.introductions.queries.pairs import to_offer
from whispeer.introductions.queries.people import people_of
from whispeer.introductions.queries.room import room
from whispeer.introductions.queries.told import (
    Asked,
    Begun,
    Entrusted,
    Follow,
    Made,
    Pair,
)
from whispeer.introductions.states import Kind
from whispeer.members.models import Member
from whispeer.ties.queries.circle import Circle
from whispeer.ties.queries.known import ties_known

Told: TypeAlias = Entrusted | Asked | Begun | Made


def told(introduction: Introduction, member: Member, now: datetime) -> Told:
    """The same words as in the lists; it was seen before that the reader has a place."""
    every, pk = Introduction.objects, introduction.pk
    (one,) = with_people([introduction])
    if every.entrusted_to(member, now).filter(pk=pk).exists():
        return entrusted(one)
    if every.asked_of(member, now).filter(pk=pk).exists():
        return asked(one, member)
    if every.made_for(member).filter(pk=pk).exists():
        return made(one, member, {one.member for one in ties_known(member)})
    return begun(one, member, now)


def whom_to_report(
    introduction: Introduction, member: Member, now: datetime
) -> tuple[Member | None, bool]:
    """Whom a report from its page is about, and whether the reader knows the name."""
    return who_speaks(told(introduction, member, now), introduction, member)


def who_speaks(
    one: Told, introduction: Introduction, member: Member
) -> tuple[Member | None, bool]:
    """Whose words a reader has before him, and whether he knows the name.

    Of what somebody asked for, it is who asked: only the stewards learn who that is.
    """
    if isinstance(one, Entrusted):
        return one.by, True
    if isinstance(one, Made):
        return (one.people[0] if len(one.people) == 1 else None), True
    if isinstance(one, Asked) and (one.kind == Kind.ASKED or one.through is None):
        other = next(who for who in people_of(introduction) if who != member)
        return other, False
    return one.through, True


def who_may_sell(
    introduction: Introduction, member: Member, now: datetime
) -> Member | None:
    """Of whom one may say that what he asks felt like selling."""
    one = told(introduction, member, now)
    if not may_be_selling(one):
        return None
    return who_speaks(one, introduction, member)[0]


def may_be_selling(one: Told) -> bool:
    """Does somebody ask the reader for something, rather than the house?"""
    return isinstance(one, Entrusted) or (
        isinstance(one, Asked) and one.through is not None
    )


def follow_of(
    introduction: Introduction, member: Member, now: datetime
) -> Follow | None:
    """The question a fortnight after, while it stands."""
    key, read = introduction.public_id, room(Circle(member, now))
    return next((one for one in read.follows if one.public_id == key), None)


def pair_of(member: Member, one: Member, other: Member, now: datetime) -> Pair | None:
    """Why these two were proposed, if they still are."""
    two = {one.pk, other.pk}
    pairs = to_offer(Circle(member, now))
    return next(
        (pair for pair in pairs if {pair.one.member, pair.other.member} == two), None
    )
