"""Newcomers whom nobody welcomed yet, and who could: two people from different worlds."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.expressions import OrderBy

from whispeer.introductions.models import Introduction
from whispeer.introductions.states import Kind
from whispeer.members.models import Member
from whispeer.ties import engine
from whispeer.ties.models import Ask, Side
from whispeer.ties.queries import may_be_asked, whom_one_may_meet

FEW = 3  # below so many ties one is welcomed
NEW = timedelta(days=30)
WELCOMERS = 2
LOOKED_AT = 40  # of those who like to welcome, the ones longest not asked


def newcomers(now: datetime) -> QuerySet[Member]:
    """Those who came lately and whom the house offered nobody yet."""
    welcomed = Introduction.objects.filter(by=OuterRef("pk"), kind=Kind.WELCOME)
    came: QuerySet[Member] = Member.objects.filter(
        ~Exists(welcomed), is_active=True, joined_at__gt=now - NEW
    )
    return came.order_by("joined_at", "pk")


def awaits_welcome(newcomer: Member) -> bool:
    """Few ties, and the house offered nobody yet."""
    few = len(Side.objects.visible_to(newcomer)[:FEW]) < FEW
    offered = Introduction.objects.filter(by=newcomer, kind=Kind.WELCOME)
    return few and not offered.exists()


def welcomers_for(newcomer: Member, now: datetime) -> list[Member]:
    """Who could welcome: he likes to, speaks a common language, was not asked lately."""
    last = Ask.objects.filter(to=OuterRef("pk"), heard=True).order_by("-at")
    tied = Side.objects.filter(member=newcomer, other=OuterRef("pk"))
    willing: QuerySet[Member] = (
        whom_one_may_meet(newcomer)
        .filter(~Exists(tied), welcomes=True)
        .exclude(pk=newcomer.pk)
        .select_related("portrait")
        .order_by(
            OrderBy(Subquery(last.values("at")[:1]), nulls_first=True),
            "joined_at",
            "pk",
        )
    )
    spoken = languages(newcomer)
    free = (
        one
        for one in willing[:LOOKED_AT]
        if spoken & languages(one) and may_be_asked(one, now)
    )
    return of_different_worlds(free, now)


def languages(member: Member) -> set[str]:
    return set(member.portrait.languages) or {member.language}


def of_different_worlds(people: Iterable[Member], now: datetime) -> list[Member]:
    """Two of different worlds if there are, else the two who come first."""
    free = list(people)
    if not free:
        return []
    where = engine.worlds_of([one.pk for one in free], now)
    first = free[0]
    others = sorted(free[1:], key=lambda one: where[one.pk] == where[first.pk])
    return [first, *others[: WELCOMERS - 1]]
