"""A member's whispers, by the place he has in each: his own, and those he was given."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

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
# What one had said yes to may have ended at any moment after.
CARRIED = timedelta(days=14)


#: What is read of each: a page costs by the columns it fetches.
OWN = (
    *("public_id", "sentence", "state", "urgency", "hops", "by"),
    *("opened_at", "ends_at", "ended_at", "thanked_at"),
)
STEPS = (
    *("whisper", "state", "kind", "by", "to"),
    *("asked_at", "ends_at", "answered_at"),
)

READ = (
    *("public_id", "state", "kind", "line", "chosen_at", "ends_at", "to"),
    *(f"by__{name}" for name in ("public_id", "given_name", "family_name")),
    *(f"whisper__by__{name}" for name in ("public_id", "given_name", "family_name")),
    *(f"whisper__by__portrait__{part}" for part in ("company", "trade", "place")),
    *(f"whisper__{name}_told" for name in ("name", "company", "trade", "town")),
    *(f"whisper__{name}" for name in ("state", "need", "urgency", "sentence")),
    *(f"whisper__{name}" for name in ("context", "offered", "thanks", "by")),
    *(f"whisper__{name}" for name in ("ended_at", "thanked_at")),
    *("after__after__after__after", "whisper__by__portrait__member"),
)


def room(member: Member, now: datetime) -> Room:
    given = rows(given_to, member.pk, now, now - LATELY, now - CARRIED)
    landed = [one for one in given if one.whisper.state == State.LANDED and one.on_way]
    live = [one for one in given if one.whisper.state == State.UNDER_WAY]
    over = [one for one in given if one.state == Step.CLOSED and one not in landed]
    landed.sort(key=lambda one: one.whisper.ended_at or now, reverse=True)
    return Room(
        own=owned(member, now),
        entrusted=[entrusted(one) for one in live if one.state == Step.ASKED],
        carried=[entrusted(one) for one in live if one.state == Step.CARRIES],
        promised=[entrusted(one) for one in live if one.state == Step.HELPS],
        landed=[entrusted(one) for one in landed],
        over=[one.public_id for one in over],
    )


# ── One's own ─────────────────────────────────────────────────────────────────


def owned(member: Member, now: datetime) -> list[Own]:
    """Those under way, and those that came to their end lately; the latest first."""
    mine = rows(owned_by, member.pk, now - LATELY)
    live = [one.pk for one in mine if one.state == State.UNDER_WAY]
    steps: dict[int, list[Any]] = defaultdict(list)
    for relay in rows(steps_among, live) if live else ():
        steps[relay.whisper_id].append(relay)
    return [own(one, awaited(one, steps[one.pk], now)) for one in mine]


def owned_by(member: int, since: datetime) -> QuerySet[Any]:
    told = Q(state=State.UNDER_WAY) | Q(ended_at__gt=since)
    mine = Whisper.objects.filter(told, by=member).exclude(state=State.RECALLED)
    return mine.annotate(to_thank=Exists(landed_with())).only(*OWN)


def landed_with() -> QuerySet[Relay]:
    """The step by which a whisper landed, if anybody of its way is still there."""
    somebody = Q(after__isnull=False) | Q(to__isnull=False) | Q(guest__isnull=False)
    return Relay.objects.filter(somebody, whisper=OuterRef("pk"), state=Step.LANDED)


def steps_among(whispers: list[int]) -> QuerySet[Any]:
    """In the order of delivery; those that wait for their turn have no hour yet."""
    helping = Relay.objects.helping().filter(pk=OuterRef("pk"))
    steps = Relay.objects.filter(whisper__in=whispers).annotate(helping=Exists(helping))
    return steps.only(*STEPS).order_by("asked_at", "pk")


def own(whisper: Any, awaits: str) -> Own:
    return Own(
        public_id=whisper.public_id,
        sentence=whisper.sentence,
        state=whisper.state,
        opened_at=whisper.opened_at,
        ends_at=whisper.ends_at,
        ended_at=whisper.ended_at,
        awaits=awaits,
    )


def awaited(whisper: Any, steps: Sequence[Any], now: datetime) -> str:
    """What it waits for from the seeker: his answer, the next name, his thanks."""
    if whisper.state == State.LANDED:
        return "thanks" if whisper.to_thank and not whisper.thanked_at else ""
    if whisper.state != State.UNDER_WAY:
        return ""
    if any(one.helping for one in steps):
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


def given_to(
    member: int, now: datetime, landed: datetime, closed: datetime
) -> QuerySet[Any]:
    """All that a member was given, read at once; what ends first before.

    What he was asked or holds; what landed lately with him, or over him; and what he
    had said yes to and ended, for whatever reason.
    """
    mine, himself = Relay.objects.reached(Member(pk=member)), Member(pk=member)
    asked = Relay.objects.entrusted_to(himself, now).order_by().values("pk")
    live = Q(whisper__state=State.UNDER_WAY, whisper__ends_at__gt=now)
    held = Q(state__in=[Step.CARRIES, Step.HELPS])
    lately = Q(whisper__state=State.LANDED, whisper__ended_at__gt=landed, on_way=True)
    ended = Q(state=Step.CLOSED, answered_at__gt=closed)
    found = mine.annotate(on_way=Exists(landed_over())).filter(
        Q(pk__in=asked)
        | live & held
        | lately & ~blocked_between("whisper__by", "to")
        | ended
    )
    return with_people(found).only(*READ).order_by("ends_at", "pk")


def given(member: Member, public_id: uuid.UUID, now: datetime) -> Relay | None:
    """One of what was put into a member's hands; None where it is not there for him."""
    asked = Relay.objects.filter(public_id=public_id, to=member)
    keys = asked.order_by().values_list("pk", flat=True)
    found = [one for key in keys for one in rows(given_one, member.pk, key, now)]
    return found[0] if found else None


def given_one(member: int, relay: int, now: datetime) -> QuerySet[Relay]:
    visible = Relay.objects.visible_to(Member(pk=member), now).filter(pk=relay)
    return visible.select_related("by", "whisper__by__portrait", "after__after")


def landed_over() -> QuerySet[Relay]:
    """The step by which it landed: the relay itself, or one that came of it."""
    return Relay.objects.filter(
        Q(pk=OuterRef("pk")) | Q(after=OuterRef("pk")) | Q(after__after=OuterRef("pk")),
        whisper=OuterRef("whisper"),
        state=Step.LANDED,
    )


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
