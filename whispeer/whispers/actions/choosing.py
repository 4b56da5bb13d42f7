"""Whom one asks next: chosen by who holds the whisper, and asked when the hour is right."""

from datetime import datetime

from django.db import transaction

from whispeer.members.models import Member
from whispeer.ties import actions as ties
from whispeer.whispers.actions.beginning import refuse
from whispeer.whispers.actions.going import hold, on
from whispeer.whispers.actions.refusals import (
    NotPossible,
    TooFar,
    TooManyChosen,
    WhisperOver,
)
from whispeer.whispers.models import Relay, Whisper
from whispeer.whispers.queries.people import holds, may_carry

WAITING = 3  # approved beforehand, at most


@transaction.atomic
def choose(
    whisper: Whisper,
    to: Member,
    *,
    by: Member,
    now: datetime,
    after: Relay | None = None,
    line: str = "",
) -> Relay:
    """Approve somebody beforehand; he is asked in his turn. Twice the same is once.

    Whether he was asked already over somebody else, or cannot be asked for a reason that
    is not one's to know, nobody learns: it comes to the same as a silence.

    Raises
    ------
    WhisperOver
        When it is not, or no longer, in these hands.
    TooFar
        When it went as far as it may.
    NotPossible
        When it would go back to whom one had it from, or to oneself.
    TooManyChosen, NotATie, Resting, Paused, NotKnownYet, TooManyToday, TooAlike
    """
    held = hold(whisper, by, to, now=now)
    if not holds(by, whisper, after, now):
        raise WhisperOver
    relay = put(whisper, to, by=by, now=now, after=after, line=line)
    on(whisper, held, now=now)
    relay.refresh_from_db()
    return relay


def put(
    whisper: Whisper,
    to: Member,
    *,
    by: Member,
    now: datetime,
    after: Relay | None,
    line: str,
) -> Relay:
    """The same, of a whisper that is held, by who holds it."""
    before = Relay.objects.filter(whisper=whisper, by=by, to=to).first()
    if before is not None:
        return before
    if to == by or (after is not None and to == after.by):
        raise NotPossible
    refuse(by, [to], now)
    if after is not None and not may_carry(after):
        raise TooFar
    if whisper.relays.waiting().filter(by=by).count() >= WAITING:
        raise TooManyChosen
    ties.refuse_alike(line, by=by, to=[to], now=now)
    return Relay.objects.create(
        whisper=whisper, by=by, to=to, after=after, line=line, chosen_at=now
    )


@transaction.atomic
def unchoose(relay: Relay, *, by: Member) -> None:
    """Think again about somebody who was not asked yet: as if he had not been chosen.

    Raises
    ------
    WhisperOver
        When he was asked meanwhile, or chosen by somebody else.
    """
    ties.hold(relay.whisper.by)
    mine = Relay.objects.waiting().filter(pk=relay.pk, by=by)
    if not mine.delete()[0]:
        raise WhisperOver
