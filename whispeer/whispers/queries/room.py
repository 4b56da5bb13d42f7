"""A member's whispers, by the place he has in each: his own, and those he was given."""

from datetime import datetime, timedelta

from django.db.models import Q

from whispeer.graph import routing
from whispeer.graph.constants import WHISPERS
from whispeer.members.models import Member
from whispeer.whispers import engine
from whispeer.whispers.models import Relay, Whisper
from whispeer.whispers.queries.seen import seen
from whispeer.whispers.queries.told import Entrusted, Own, Room
from whispeer.whispers.states import State, Step

LATELY = timedelta(days=30)  # how long what is over is told


def room(member: Member, now: datetime) -> Room:
    given = given_to(member, now)
    return Room(
        own=[own(one, now) for one in owned(member, now)],
        entrusted=[entrusted(one) for one in given if one.state == Step.ASKED],
        carried=[entrusted(one) for one in given if one.state == Step.CARRIES],
        promised=[entrusted(one) for one in given if one.state == Step.HELPS],
        landed=landed_for(member, now),
    )


def owned(member: Member, now: datetime) -> list[Whisper]:
    """Those under way, and those that came to their end lately; the latest first."""
    told = Q(state=State.UNDER_WAY) | Q(ended_at__gt=now - LATELY)
    mine = Whisper.objects.by(member).exclude(state=State.RECALLED)
    return list(mine.filter(told).select_related("by"))


def own(whisper: Whisper, now: datetime) -> Own:
    return Own(
        public_id=whisper.public_id,
        sentence=whisper.sentence,
        state=whisper.state,
        opened_at=whisper.opened_at,
        ends_at=whisper.ends_at,
        awaits=awaited(whisper, now),
    )


def awaited(whisper: Whisper, now: datetime) -> str:
    """What it waits for from the seeker: his answer, the next name, his thanks."""
    if whisper.state == State.LANDED:
        return "" if whisper.thanked_at else "thanks"
    if whisper.state != State.UNDER_WAY:
        return ""
    if whisper.relays.helping().exists():
        return "answer"
    return "next" if awaits_next(whisper, now) else ""


def awaits_next(whisper: Whisper, now: datetime) -> bool:
    """Is nobody asked, nor approved beforehand, whom it would be worth waiting for?"""
    if whisper.relays.waiting().exists():
        return False
    paced, hour = engine.paced(whisper, now), engine.hour(now)
    room = len(paced.asks) < WHISPERS.asks
    return room and routing.due(paced, hour) <= routing.delivery(hour)


def given_to(member: Member, now: datetime) -> list[Relay]:
    """What a member was asked, and what he holds; what ends first before."""
    live = Relay.objects.visible_to(member, now).filter(
        whisper__state=State.UNDER_WAY, whisper__ends_at__gt=now
    )
    read = live.select_related("by", "whisper__by__portrait", "after__after__after")
    return list(read.order_by("ends_at", "pk"))


def landed_for(member: Member, now: datetime) -> list[Entrusted]:
    """Those that landed lately with him, or over him; the latest first."""
    lately = Relay.objects.reached(member).filter(
        Q(state=Step.LANDED)
        | Q(next__state=Step.LANDED)
        | Q(next__next__state=Step.LANDED),
        whisper__state=State.LANDED,
        whisper__ended_at__gt=now - LATELY,
    )
    read = lately.select_related("by", "whisper__by__portrait", "after__after__after")
    return [entrusted(one) for one in read.order_by("-whisper__ended_at", "-pk")]


def entrusted(relay: Relay) -> Entrusted:
    return Entrusted(public_id=relay.public_id, state=relay.state, seen=seen(relay))
