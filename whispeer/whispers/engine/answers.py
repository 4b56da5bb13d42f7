"""How people answered before, and what they bear: of those alone who can be met."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice
from math import inf
from typing import Any, NamedTuple, TypeVar

import numpy as np
from django.core.cache import cache
from django.db.models import Q, QuerySet

from whispeer.graph import routing
from whispeer.graph.arrays import Int64s
from whispeer.ground.prepared import Given, rows
from whispeer.members.models import Member
from whispeer.members.models.member import MOST_ASKS
from whispeer.ties.models import Ask
from whispeer.whispers.engine.hours import hour
from whispeer.whispers.models import Relay
from whispeer.whispers.states import Kind, Step

REMEMBERED = timedelta(days=730)  # four half-lives of a yes or a no
WEEK = timedelta(days=7)
SOME = 1024  # people asked about, or rows held, at once
NETWORK = "whispers.network"

Row = TypeVar("Row")


class Past(NamedTuple):
    """One ask as the engine counts it: see `routing.PastAsks`."""

    member: int
    sent: float
    ended: float
    helps: bool
    yes: bool


def history(people: Int64s, now: datetime) -> routing.History:
    """What some answered to whispers, and what they bear; all together, as of last night."""
    known = people.tolist()
    past = columns([*answers(known, now), *weeks(known)])
    found = routing.history_of(past, hour(now))
    found = routing.with_network(found, *cache.get(NETWORK, ([0.0] * 4, 0.0)))
    said = list(of_each(who_bear_less, known, now))
    less = [(member, asks) for member, asks, _ in said if asks < MOST_ASKS]
    full = [(member, hour(until)) for member, _, until in said if until and until > now]
    found = routing.with_caps(found, *pair(less, np.int64))
    return routing.with_rests(found, *pair(full, np.float64))


def weigh(now: datetime) -> None:
    """Count anew what all have answered; the clock does, once a night.

    Whether somebody is worth the disturbance depends on how readily people say yes in
    this house as a whole. It is the one thing for which everybody's answers are read,
    and no day changes it much.
    """
    relays = asked_since(now - REMEMBERED).order_by().iterator(SOME)
    counts = np.zeros(4)
    while some := list(islice(relays, SOME)):
        past = columns(past_of(one, now) for one in some)
        counts += routing.history_of(past, hour(now)).network
    cache.set(NETWORK, (counts.tolist(), hour(now)), timeout=None)


def columns(past: Iterable[Past]) -> routing.PastAsks:
    member, sent, ended, helps, yes = list(zip(*past, strict=True)) or [()] * 5
    return routing.PastAsks(
        np.array(member, np.int64),
        np.array(sent, np.float64),
        np.array(ended, np.float64),
        np.array(helps, np.bool_),
        np.array(yes, np.bool_),
    )


def pair(said: list[tuple[int, Any]], kind: Any) -> tuple[Any, Any]:
    members, values = list(zip(*said, strict=True)) or [(), ()]
    return np.array(members, np.int64), np.array(values, kind)


def of_each(
    rule: Callable[..., QuerySet[Any, Row]], people: list[int], *given: Given
) -> Iterator[Row]:
    """What a rule finds of people, who may be many: a statement for some at a time."""
    for at in range(0, len(people), SOME):
        yield from rows(rule, people[at : at + SOME], *given)


# ── What they answered ────────────────────────────────────────────────────────


def answers(people: list[int], now: datetime) -> Iterator[Past]:
    for one in of_each(asked_of, people, now - REMEMBERED):
        yield past_of(one, now)


def past_of(relay: tuple[Any, ...], now: datetime) -> Past:
    to, asked, ends, answered, kind, state = relay
    # What was closed before an answer was neither a yes nor a no.
    ended = inf if state == Step.CLOSED else hour(ends)
    if answered:
        ended = hour(answered)
    helps = kind != Kind.RELAY or state in {Step.HELPS, Step.LANDED}
    # Of the last week the places tell, which know when he heard of it.
    sent = -inf if asked > now - WEEK else hour(asked)
    return Past(to, sent, ended, helps, answered is not None)


def asked_of(people: list[int], then: datetime) -> QuerySet[Relay, tuple[Any, ...]]:
    return asked_since(then).filter(to__in=people)


def asked_since(then: datetime) -> QuerySet[Relay, tuple[Any, ...]]:
    heard = Relay.objects.asked().exclude(state=Step.AT_DOOR)
    relays = heard.filter(to__isnull=False, asked_at__gt=then)
    columns = "to", "asked_at", "ends_at", "answered_at", "kind", "state"
    return relays.values_list(*columns)


# ── What they bear ────────────────────────────────────────────────────────────


def weeks(people: list[int]) -> Iterator[Past]:
    """The places that were taken in people's weeks, by all rooms."""
    for to, at in of_each(heard_by, people):
        yield Past(to, hour(at), inf, helps=False, yes=False)


def heard_by(people: list[int]) -> QuerySet[Ask, tuple[int, datetime]]:
    heard = Ask.objects.filter(to__in=people, heard=True)
    return heard.values_list("to", "at")


def who_bear_less(
    people: list[int], now: datetime
) -> QuerySet[Member, tuple[int, int, datetime | None]]:
    """Who bears fewer asks than others, and until when his week is full."""
    less = Q(asks_a_week__lt=MOST_ASKS) | Q(full_until__gt=now)
    found: QuerySet[Member] = Member.objects.filter(less, pk__in=people)
    return found.values_list("pk", "asks_a_week", "full_until")


def who_bear_none(people: list[int]) -> QuerySet[Member, int]:
    none: QuerySet[Member] = Member.objects.filter(asks_a_week=0, pk__in=people)
    return none.values_list("pk", flat=True)
