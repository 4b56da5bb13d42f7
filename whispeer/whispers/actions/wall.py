"""Past the wall: handed to somebody without an account, by a link that serves once."""

from datetime import datetime

from django.db import transaction

from whispeer.ground.moves import move
from whispeer.members.actions import notices
from whispeer.members.models import Member
from whispeer.members.states import NoticeKind
from whispeer.ties import actions as ties
from whispeer.ties.queries import may_reach
from whispeer.whispers.actions.ending import look_again, shut, tell
from whispeer.whispers.actions.refusals import (
    TooFar,
    TooManyLinks,
    TooManyToday,
    WhisperOver,
)
from whispeer.whispers.engine import EXPIRES, ROOM
from whispeer.whispers.models import Guest, Relay, Whisper
from whispeer.whispers.queries.outside import open_links
from whispeer.whispers.queries.people import holds, may_carry
from whispeer.whispers.states import STEP_NEXT, Kind, Step

HANDED = 3  # of one whisper by one person: each is for somebody he thought of


@transaction.atomic
def hand_over(
    held: Whisper | Relay, *, by: Member, now: datetime, line: str = ""
) -> Relay:
    """Make a link for one person one knows outside; who was asked carries it by this.

    Raises
    ------
    WhisperOver
        When it is not, or no longer, in these hands.
    TooFar, TooManyLinks, TooManyToday, Resting, Paused, TooAlike
    """
    after = held if isinstance(held, Relay) else None
    whisper = held.whisper if isinstance(held, Relay) else held
    ties.hold(whisper.by, by)
    ties.refuse_resting(by)
    ties.refuse_paused(by)
    if after is not None:
        take_up(after, by=by, now=now)
    if not holds(by, whisper, after, now):
        raise WhisperOver
    if after is not None and not may_carry(after):
        raise TooFar
    if whisper.relays.filter(by=by, to=None).count() >= HANDED:
        raise TooManyLinks
    if not may_reach(by, [None], now):
        raise TooManyToday
    ties.refuse_alike(line, by=by, now=now)
    ties.record_reach(by=by, to=None, room=ROOM, now=now)
    return Relay.objects.create(
        whisper=whisper,
        by=by,
        to=None,
        after=after,
        state=Step.ASKED,
        kind=Kind.RELAY,
        line=line,
        chosen_at=now,
        asked_at=now,
        ends_at=now + EXPIRES,
    )


def take_up(relay: Relay, *, by: Member, now: datetime) -> None:
    """Who hands it over carries it, if he did not already."""
    if Relay.objects.entrusted_to(by, now).filter(pk=relay.pk).exists():
        row = Relay.objects.filter(pk=relay.pk)
        move(row, STEP_NEXT, Step.CARRIES, answered_at=now)
        notices.take_back(str(relay.public_id), of=by)


@transaction.atomic
def help_from_outside(
    relay: Relay, *, given_name: str, detail: str, now: datetime
) -> None:
    """Somebody without an account says that he can help, and how to reach him.

    Raises
    ------
    WhisperOver
        When the link served already, or what it led to is over.
    """
    ties.hold(relay.whisper.by)
    row = open_links(now).filter(pk=relay.pk)
    if not row.exists() or not move(row, STEP_NEXT, Step.HELPS, answered_at=now):
        raise WhisperOver
    Guest.objects.create(relay=relay, given_name=given_name, detail=detail, at=now)
    tell(relay.whisper.by, relay, NoticeKind.WAITS, now)


@transaction.atomic
def take_out_of_sight(relay: Relay, *, now: datetime) -> None:
    """Somebody without an account wants to hear nothing of it: the link is dead for ever.

    From behind it looks like a silence; who had said that he can help is forgotten, and
    the whisper goes on.
    """
    ties.hold(relay.whisper.by)
    link = Relay.objects.filter(pk=relay.pk, to=None)
    move(link.filter(state=Step.ASKED), STEP_NEXT, Step.RESTS)
    if shut(link.filter(state=Step.HELPS)):
        look_again(Whisper.objects.filter(pk=relay.whisper_id), now)
    link.update(line="")
    Guest.objects.filter(relay__in=link).delete()
