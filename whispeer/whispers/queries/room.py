"""A member's whispers, by the place he has in each: his own, and those he was given."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from whispeer.graph import routing
from whispeer.graph.constants import WHISPERS
from whispeer.ground.prepared import rows
from whispeer.members.models import Member, blocked_between
from whispeer.whispers import engine
from whispeer.whispers.models import Relay, Whisper
from whispeer.whispers.queries.seen import seen
from whispeer.whispers.queries.told import Entrusted, Own, Room
from whispeer.whispers.states import State, Step

LATELY = timedelta(days=30)  # how long what is over is told


def room(member: Member, now: datetime) -> Room:
    given = rows(given_to, member.pk, now)
    return Room(
        own=owned(member, now),
        entrusted=[entrusted(one) for one in given if one.state == Step.ASKED],
        carried=[entrusted(one) for one in given if one.state == Step.CARRIES],
        promised=[entrusted(one) for one in given if one.state == Step.HELPS],
        landed=[entrusted(one) for one in rows(landed_for, member.pk, now - LATELY)],
    )


# ── One's own ─────────────────────────────────────────────────────────────────


def owned(member: Member, now: datetime) -> list[Own]:
    """Those under way, and those that came to their end lately; the latest first."""
    mine = rows(owned_by, member.pk, now - LATELY)
    live = [one.pk for one in mine if one.state == State.UNDER_WAY]
    helped = set(rows(helped_among, live)) if live else set()
    steps: dict[int, list[Relay]] = defaultdict(list)
    for relay in rows(steps_among, live) if live else ():
        steps[relay.whisper_id].append(relay)
    return [
        own(one, awaited(one, one.pk in helped, steps[one.pk], now)) for one in mine
    ]


def owned_by(member: int, since: datetime) -> QuerySet[Whisper]:
    told = Q(state=State.UNDER_WAY) | Q(ended_at__gt=since)
    return Whisper.objects.filter(told, by=member).exclude(state=State.RECALLED)


def helped_among(whispers: list[int]) -> QuerySet[Relay, int]:
    helping = Relay.objects.helping().filter(whisper__in=whispers).order_by()
    return helping.values_list("whisper", flat=True)


def steps_among(whispers: list[int]) -> QuerySet[Relay]:
    """In the order of delivery; those that wait for their turn have no hour yet."""
    return Relay.objects.filter(whisper__in=whispers).order_by("asked_at", "pk")


def own(whisper: Whisper, awaits: str) -> Own:
    return Own(
        public_id=whisper.public_id,
        sentence=whisper.sentence,
        state=whisper.state,
        opened_at=whisper.opened_at,
        ends_at=whisper.ends_at,
        ended_at=whisper.ended_at,
        awaits=awaits,
    )


def awaited(
    whisper: Whisper, is_helped: bool, steps: Iterable[Relay], now: datetime
) -> str:
    """What it waits for from the seeker: his answer, the next name, his thanks."""
    if whisper.state == State.LANDED:
        return "" if whisper.thanked_at else "thanks"
    if whisper.state != State.UNDER_WAY:
        return ""
    if is_helped:
        return "answer"
    return "next" if awaits_a_name(whisper, steps, now) else ""


def awaits_next(whisper: Whisper, now: datetime) -> bool:
    return awaits_a_name(whisper, rows(steps_among, [whisper.pk]), now)


def awaits_a_name(whisper: Whisper, steps: Iterable[Relay], now: datetime) -> bool:
    """Is nobody asked, nor approved beforehand, whom it would be worth waiting for?"""
    asks = []
    for one in steps:
        if one.state == Step.CHOSEN:
            return False
        if one.to_id and one.asked_at:
            asks.append(engine.ask_of(one, now))
    paced, hour = engine.pace_of(whisper, asks), engine.hour(now)
    is_room = len(asks) < WHISPERS.asks
    return is_room and routing.due(paced, hour) <= routing.delivery(hour)


# ── What was given ────────────────────────────────────────────────────────────


def given_to(member: int, now: datetime) -> QuerySet[Relay]:
    """What a member was asked, and what he holds; what ends first before."""
    live = Relay.objects.visible_to(Member(pk=member), now).filter(
        whisper__state=State.UNDER_WAY, whisper__ends_at__gt=now
    )
    return with_people(live).order_by("ends_at", "pk")


def landed_for(member: int, since: datetime) -> QuerySet[Relay]:
    """Those that landed lately with him, or over him; the latest first."""
    lately = Relay.objects.reached(Member(pk=member)).filter(
        ~blocked_between("whisper__by", "to"),
        Q(state=Step.LANDED)
        | Q(next__state=Step.LANDED)
        | Q(next__next__state=Step.LANDED),
        whisper__state=State.LANDED,
        whisper__ended_at__gt=since,
    )
    return with_people(lately).order_by("-whisper__ended_at", "-pk")


def over_for(member: int, since: datetime) -> QuerySet[Relay, uuid.UUID]:
    """What he had said yes to, and what ended without him; for whatever reason."""
    mine = Relay.objects.reached(Member(pk=member))
    ended = mine.filter(state=Step.CLOSED, answered_at__gt=since)
    return ended.order_by("-answered_at", "-pk").values_list("public_id", flat=True)


def with_people(relays: QuerySet[Relay]) -> QuerySet[Relay]:
    return relays.select_related("by", "whisper__by__portrait", "after__after__after")


def entrusted(relay: Relay) -> Entrusted:
    whisper = relay.whisper
    landed = whisper.state == State.LANDED
    return Entrusted(
        public_id=relay.public_id,
        state=relay.state,
        seen=seen(relay),
        landed_at=whisper.ended_at if landed else None,
        thanks=whisper.thanks if landed else "",
        thanked_at=whisper.thanked_at if landed else None,
    )
