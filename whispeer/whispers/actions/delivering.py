"""Putting a whisper into somebody's hands, if it may be at this very moment."""

from datetime import datetime
from typing import Any

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
    """Ask somebody who is held; at his cap he waits for his turn.

    What may not reach him looks from behind like an ask to which nobody answers, and
    rests at the same hour.
    """
    to, reaches = relay.to, may_reach(relay, now)
    assert to is not None
    if reaches and not may_be_asked(to, now):
        return
    if relay.pk is None:  # a stranger, whom nobody chose
        relay.chosen_at = now
        relay.save()
    row = Relay.objects.filter(pk=relay.pk, state=Step.CHOSEN)
    when: dict[str, Any] = {"asked_at": now, "ends_at": now + EXPIRES}
    if not reaches:
        if move(row, STEP_NEXT, Step.RESTS, **when):
            ties.record_reach(by=relay.by, to=to, room=ROOM, now=now)
    elif move(row, STEP_NEXT, Step.ASKED, kind=kind_of(relay, now), **when):
        ties.record_ask(by=relay.by, to=to, room=ROOM, now=now)
        tell(to, relay, NoticeKind.WAITS, now)


def kind_of(relay: Relay, now: datetime) -> str:
    """Asked to help who said that he lived it, and may be found from so far."""
    if relay.kind == Kind.STRANGER:
        return relay.kind
    assert relay.to is not None
    lived = engine.has_lived(relay.whisper, relay.to, depth(relay), now)
    return Kind.HELP if lived else Kind.RELAY
