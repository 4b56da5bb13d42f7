"""Ties of the example club that live: help, a sleeping one, a young bridge, what is kept."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import cycle
from random import Random

from django.db import transaction

from whispeer.graph.constants import TIES
from whispeer.members.models import Member
from whispeer.ties import engine
from whispeer.ties.actions import changes
from whispeer.ties.models import Event, Side, Thanks, Tie
from whispeer.ties.states import Kept, Lived
from whispeer.web.example.club import event
from whispeer.web.example.introductions import Club, between, make

DAY = timedelta(days=1)
JUST_DUE = 1.5  # days into the days of care
SAW_EACH_OTHER = (175, 168, 161, 154, 147)  # days ago: weekly, then no more


@transaction.atomic
def build(people: Iterable[Member], *, chance: Random, now: datetime) -> None:
    """Around those one may sign in as, each of what a tie may come to."""
    club, days = Club(chance, now), cycle(TIES.bridge_care)
    for member in people:
        ties = of_themselves(member)
        keep(member, next(ties, None), Kept.PINNED)
        keep(member, next(ties, None), Kept.MUTED)
        help_one(next(ties, None), member, now)
        fall_asleep(next(ties, None), now)
        become_a_bridge(club, member, ties, next(days))


def of_themselves(member: Member) -> Iterator[Tie]:
    """Ties in which nobody else had a hand, the one with most lived in it first."""
    mine = Tie.objects.filter(sides__member=member, introduced_by=None)
    with_people = mine.select_related("first", "second").order_by("pk")
    return iter(sorted(with_people, key=lambda tie: -len(tie.events.all())))


def other_of(tie: Tie, member: Member) -> Member:
    return tie.second if tie.first == member else tie.first


def keep(member: Member, tie: Tie | None, kept: Kept) -> None:
    if tie:
        Side.objects.filter(tie=tie, member=member).update(kept=kept)
        changes.record(tie.first_id, tie.second_id, now=tie.made_at)


def help_one(tie: Tie | None, member: Member, now: datetime) -> None:
    """The other helped him yesterday, and he said so."""
    if tie:
        event(tie, Lived.HELP, member.pk, now - DAY).save()
        changes.record(tie.first_id, tie.second_id, now=now)


def fall_asleep(tie: Tie | None, now: datetime) -> None:
    """They saw each other every week, and then no more."""
    if not tie:
        return
    tie.events.all().delete()
    ago = [now - DAY * days for days in SAW_EACH_OTHER]
    Event.objects.bulk_create(event(tie, Lived.MET, tie.first_id, at) for at in ago)
    Tie.objects.filter(pk=tie.pk).update(made_at=ago[0])
    Thanks.objects.filter(tie=tie).update(at=ago[-1])
    changes.record(tie.first_id, tie.second_id, now=now)


def become_a_bridge(club: Club, member: Member, ties: Iterator[Tie], day: int) -> None:
    """Somebody brought him to one of another world, on a day when it is cared for."""
    near = list(Member.objects.filter(sides__other=member).order_by("pk"))
    for tie in ties:
        other = other_of(tie, member)
        where = engine.worlds_of([member.pk, other.pk], club.now)
        by = next((one for one in near if between(one, other)), None)
        if by and where[member.pk] != where[other.pk]:
            make(club, tie, by, ago=day + JUST_DUE)
            return
