"""Putting a whisper into somebody's hands, if it may be at this very moment."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from whispeer.ground.moves import move
from whispeer.members.states import NoticeKind
from whispeer.ties import actions as ties
from whispeer.ties.queries import may_be_asked
from whispeer.whispers import engine
from whispeer.whispers.actions.ending import tell
from whispeer.whispers.engine import EXPIRES, ROOM
from whispeer.whispers.models import Relay
from whispeer.whispers.queries.people import may_reach
from whispeer.whispers.queries.seen import depth
from whispeer.whispers.states import STEP_NEXT, Kind, Step


def deliver(relay: Relay, *, now: datetime) -> None:
    """Ask somebody who is held; while his week is full it waits at his door.

    What may not reach him, or is more than he bears, looks from behind like an ask to
    which nobody answers, and rests at the same hour.
    """
    to, reaches = relay.to, may_reach(relay, now)
    assert to is not None
    bears = may_be_asked(to, now)
    if relay.pk is None:  # a stranger, whom nobody chose
        if reaches and not bears:
            return
        relay.chosen_at = now
        relay.save()
    row = Relay.objects.filter(pk=relay.pk, state=Step.CHOSEN)
    when: dict[str, Any] = {"asked_at": now, "ends_at": now + EXPIRES}
    if reaches and bears:
        ask(relay, row, now, **when)
    elif move(row, STEP_NEXT, Step.AT_DOOR if reaches else Step.RESTS, **when):
        ties.record_reach(by=relay.by, to=to, room=ROOM, now=now)


def knock(relay: Relay, *, now: datetime) -> None:
    """Ask somebody who is held, whose turn has come before; he may bear it by now."""
    assert relay.to is not None
    if may_reach(relay, now) and may_be_asked(relay.to, now):
        ask(relay, Relay.objects.filter(pk=relay.pk, state=Step.AT_DOOR), now)


def ask(relay: Relay, row: QuerySet[Relay], now: datetime, **when: Any) -> None:
    to = relay.to
    assert to is not None
    if move(row, STEP_NEXT, Step.ASKED, kind=kind_of(relay, now), **when):
        ties.record_ask(by=relay.by, to=to, room=ROOM, now=now)
        tell(to, relay, NoticeKind.WAITS, now)


def kind_of(relay: Relay, now: datetime) -> str:
    """Asked to help who said that he lived it, and may be found from so far."""
    if relay.kind == Kind.STRANGER:
        return relay.kind
    assert relay.to is not None
    lived = engine.has_lived(relay.whisper, relay.to, depth(relay), now)
    return Kind.HELP if lived else Kind.RELAY
