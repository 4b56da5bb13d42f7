"""Whispers as the engine sees them (M3): it proposes, and who holds one decides.

Its hours are those of the house's own clock, so that its nights are the people's.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from math import inf
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import numpy as np
from django.conf import settings
from django.db.models import Q, QuerySet

from whispeer.graph import routing
from whispeer.graph.constants import WHISPERS
from whispeer.graph.store import TieStore
from whispeer.ground.prepared import rows
from whispeer.ground.words import nearness, themes
from whispeer.members.models import Entry, Member, Portrait, Stem
from whispeer.members.models.member import MOST_ASKS
from whispeer.members.states import Closeness, EntryKind
from whispeer.ties import engine
from whispeer.ties.models import Ask, key_of
from whispeer.ties.queries.boundaries import pairs_apart
from whispeer.whispers.models import Relay, Whisper
from whispeer.whispers.states import Kind, Step

ROOM = "whispers"
HOUR = timedelta(hours=1)
MIDNIGHT = datetime.combine(date(2020, 1, 1), time.min)  # of the house's own clock
LASTS = timedelta(days=WHISPERS.days)
EXPIRES = timedelta(hours=WHISPERS.expires)
REMEMBERED = timedelta(days=730)  # four half-lives of a yes or a no

# From how many ties away somebody may be found by what he shows so far.
HOPS = {Closeness.STRANGER: 3, Closeness.WITHIN_REACH: 2, Closeness.TIE: 1}


class Known(NamedTuple):
    """All that the engine is asked with."""

    store: TieStore
    whisper: routing.Whisper
    topic: routing.Topic
    history: routing.History
    hour: float


def hour(at: datetime) -> float:
    local = at.astimezone(ZoneInfo(settings.TIME_ZONE)).replace(tzinfo=None)
    return (local - MIDNIGHT) / HOUR


def moment(hour: float) -> datetime:
    """The instant of an hour, to the second after it."""
    local = MIDNIGHT + timedelta(seconds=-(-hour * 3600 // 1))
    return local.replace(tzinfo=ZoneInfo(settings.TIME_ZONE))


def known(
    whisper: Whisper, now: datetime, without: Collection[Member] = ()
) -> Known | None:
    """None where the seeker has no tie yet; `without` are those of a mere draft."""
    store = engine.store(now)
    if whisper.by_id not in store:
        return None
    asks = [ask for ask in asks_of(whisper, now) if ask.by in store and ask.to in store]
    apart = kept_apart({whisper.by_id, *(ask.to for ask in asks)})
    never = {one.pk for one in without} | kept_out(whisper)
    seen = routing.Whisper(
        seeker=whisper.by_id,
        opened=hour(whisper.opened_at),
        asks=tuple(whole(whisper.by_id, asks)),
        urgency=routing.Urgency(whisper.urgency),
        hops=whisper.hops,
        strangers=whisper.strangers,
        without=never | apart.get(whisper.by_id, set()),
        apart=apart,
    )
    return Known(store, seen, topic_of(whisper, now), history(now), hour(now))


# ── What was asked so far ─────────────────────────────────────────────────────


def paced(whisper: Whisper, now: datetime) -> routing.Whisper:
    return pace_of(whisper, asks_of(whisper, now))


def pace_of(whisper: Whisper, asks: Iterable[routing.Ask]) -> routing.Whisper:
    """As much of a whisper as its pace depends on: no tie is looked at."""
    return routing.Whisper(
        seeker=whisper.by_id,
        opened=hour(whisper.opened_at),
        asks=tuple(asks),
        urgency=routing.Urgency(whisper.urgency),
        hops=whisper.hops,
    )


def asks_of(whisper: Whisper, now: datetime) -> Iterator[routing.Ask]:
    if whisper.pk is None:  # a draft
        return
    for relay in whisper.relays.asked().filter(to__isnull=False):
        yield ask_of(relay, now)


def ask_of(relay: Relay, now: datetime) -> routing.Ask:
    """What was let rest, or could not be borne, is awaited until the end known from the beginning.

    Were the next one asked sooner, whoever watches would know of a no.
    """
    assert relay.to_id is not None
    assert relay.asked_at is not None
    assert relay.ends_at is not None
    sent = hour(relay.asked_at)
    asked = routing.Ask(relay.by_id, relay.to_id, sent, routing.Kind(relay.kind))
    if relay.state in {Step.ASKED, Step.AT_DOOR, Step.RESTS}:
        answer, ended = routing.told(routing.Answer.NO, sent, sent)
        is_told = now >= relay.ends_at
        return asked._replace(answer=answer, ended=ended) if is_told else asked
    said = {Step.CARRIES: routing.Answer.RELAYS, Step.CLOSED: routing.Answer.NO}
    return asked._replace(
        answer=said.get(Step(relay.state), routing.Answer.HELPS),
        ended=hour(relay.answered_at or relay.ends_at),
    )


def whole(seeker: int, asks: Iterable[routing.Ask]) -> Iterator[routing.Ask]:
    """Those asked by somebody who holds it still: who left took his step along."""
    holders = {seeker}
    for ask in asks:
        if ask.by in holders:
            yield ask
            if ask.answer is routing.Answer.RELAYS:
                holders.add(ask.to)


# ── Who must not hear it ──────────────────────────────────────────────────────


def kept_apart(people: Collection[int]) -> dict[int, set[int]]:
    """By each of them, those with whom he is never brought together, be it over others."""
    apart: dict[int, set[int]] = defaultdict(set)
    for one, other in pairs_apart(people):
        apart[one].add(other)
        apart[other].add(one)
    return dict(apart)


def kept_out(whisper: Whisper) -> set[int]:
    """Whom the seeker excluded, by name or by company; and who is not to be reached."""
    chosen = whisper.without.values_list("pk", flat=True) if whisper.pk else ()
    keys = {key_of(company) for company in whisper.without_companies} - {""}
    there = Portrait.objects.filter(company_key__in=keys).exclude(member=whisper.by_id)
    return {
        *chosen,
        *rows(who_are_away),
        *there.values_list("member", flat=True),
    }


def who_are_away() -> QuerySet[Member, int]:
    away = Q(frozen_at__isnull=False) | Q(is_active=False)
    everybody: QuerySet[Member] = Member.objects.filter(away)
    return everybody.values_list("pk", flat=True)


# ── Who said that he lived it ─────────────────────────────────────────────────


def topic_of(whisper: Whisper, now: datetime, among: Q | None = None) -> routing.Topic:
    """Those who declared what is sought, each from as far as he lets it be found."""
    found: dict[int, int] = {}
    said = among or Q()
    for member, shown in (*lived_it(whisper, said), *in_the_trade(whisper, said)):
        found[member] = max(found.get(member, 0), HOPS[Closeness(shown)])
    found.pop(whisper.by_id, None)
    free = Q(full_until=None) | Q(full_until__lte=now)
    open_to_all = Member.objects.filter(free, asked_by_anyone=True, pk__in=found)
    anyone = set(open_to_all.values_list("pk", flat=True))
    return routing.topic_of(
        list(found),
        hops=list(found.values()),
        anyone=[member in anyone for member in found],
    )


def has_lived(whisper: Whisper, member: Member, far: int, now: datetime) -> bool:
    """Did somebody declare what is sought, and may he be found from so far?"""
    topic = topic_of(whisper, now, among=Q(member=member))
    return any(hops >= far for hops in topic.hops.tolist())


def lived_it(whisper: Whisper, among: Q) -> Iterator[tuple[int, int]]:
    """Who lived what is sought, or offers it; and how close one must be to read it."""
    sought = [themes(words) for words in (whisper.ordeal, whisper.sentence) if words]
    said = Entry.objects.filter(
        among,
        pk__in=Stem.objects.of_entries().among(set().union(*sought)).values("entry"),
        kind__in=[EntryKind.ORDEAL, EntryKind.OFFER],
        shown__lte=Closeness.TIE,
        member__is_active=True,
    )
    for member, shown, words in said.values_list("member", "shown", "words"):
        about = themes(words)
        if any(nearness(one, about) for one in sought):
            yield member, shown


def in_the_trade(whisper: Whisper, among: Q) -> Iterator[tuple[int, int]]:
    """Who is in the trade that is sought; where a place is said, who is there."""
    sought = themes(whisper.trade or whisper.sentence)
    said = Portrait.objects.filter(
        among,
        member__in=Stem.objects.of_trades().among(sought).values("member"),
        trade_shown__lte=Closeness.TIE,
        member__is_active=True,
    )
    columns = "member", "trade_shown", "trade", "place", "place_shown"
    for member, shown, trade, place, place_shown in said.values_list(*columns):
        if not nearness(sought, themes(trade)):
            continue
        if not whisper.place or not place:
            yield member, shown
        elif is_there(whisper.place, place) and place_shown <= Closeness.TIE:
            yield member, max(shown, place_shown)


def is_there(sought: str, place: str) -> bool:
    return bool(themes(sought).keys() & themes(place).keys())


# ── How people answered before ────────────────────────────────────────────────


def history(now: datetime) -> routing.History:
    """What all answered to whispers, and what they were asked lately in any room."""
    sent = [*answers(now), *asked_elsewhere()]
    columns = list(zip(*sent, strict=True)) or [(), (), (), (), ()]
    past = routing.PastAsks(
        np.array(columns[0], np.int64),
        np.array(columns[1], np.float64),
        np.array(columns[2], np.float64),
        np.array(columns[3], np.bool_),
        np.array(columns[4], np.bool_),
    )
    caps = dict(borne(now))
    found = routing.history_of(past, hour(now))
    return routing.with_caps(
        found, np.array(list(caps), np.int64), np.array(list(caps.values()), np.int64)
    )


def answers(now: datetime) -> Iterator[tuple[int, float, float, bool, bool]]:
    for to, asked, ends, answered, kind, state in rows(asked_since, now - REMEMBERED):
        # What was closed before an answer was neither a yes nor a no.
        ended = inf if state == Step.CLOSED else hour(ends)
        if answered:
            ended = hour(answered)
        helps = kind != Kind.RELAY or state in {Step.HELPS, Step.LANDED}
        yield to, hour(asked), ended, helps, answered is not None


def asked_since(then: datetime) -> QuerySet[Relay, tuple[Any, ...]]:
    heard = Relay.objects.asked().exclude(state=Step.AT_DOOR)
    relays = heard.filter(to__isnull=False, asked_at__gt=then)
    columns = "to", "asked_at", "ends_at", "answered_at", "kind", "state"
    return relays.values_list(*columns)


def asked_elsewhere() -> Iterator[tuple[int, float, float, bool, bool]]:
    """The places that other rooms took in people's weeks."""
    for to, at in rows(asks_elsewhere):
        yield to, hour(at), inf, False, False


def asks_elsewhere() -> QuerySet[Ask, tuple[int, datetime]]:
    others = Ask.objects.filter(heard=True).exclude(room=ROOM)
    return others.values_list("to", "at")


def borne(now: datetime) -> Iterator[tuple[int, int]]:
    """Who bears fewer asks than others, and how many: none while his week is full."""
    yield from rows(who_bear_less)
    for member in rows(who_are_full, now):
        yield member, 0


def who_bear_less() -> QuerySet[Member, tuple[int, int]]:
    fewer: QuerySet[Member] = Member.objects.filter(asks_a_week__lt=MOST_ASKS)
    return fewer.values_list("pk", "asks_a_week")


def who_are_full(now: datetime) -> QuerySet[Member, int]:
    full: QuerySet[Member] = Member.objects.filter(full_until__gt=now)
    return full.values_list("pk", flat=True)
