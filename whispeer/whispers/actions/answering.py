"""What the one who is asked may do: help, pass it on, let it rest, say it is too much."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from whispeer.ground.moves import move
from whispeer.members import actions as members
from whispeer.members.actions import notices
from whispeer.members.models import Detail, Member
from whispeer.members.states import NoticeKind
from whispeer.ties import actions as ties
from whispeer.whispers.actions.choosing import put
from whispeer.whispers.actions.ending import tell
from whispeer.whispers.actions.going import hold, on
from whispeer.whispers.actions.refusals import TooFar, WhisperOver
from whispeer.whispers.models import Relay, Yes
from whispeer.whispers.queries.people import holds, may_carry
from whispeer.whispers.states import STEP_NEXT, Step


@transaction.atomic
def help_with(
    relay: Relay,
    *,
    by: Member,
    now: datetime,
    word: str = "",
    details: Iterable[Detail] = (),
) -> None:
    """Say that one would help: no name is given before the seeker has said yes too.

    Raises
    ------
    WhisperOver
        When there is nothing to answer any more.
    Resting
    """
    ties.hold(relay.whisper.by, relay.by, by)
    ties.refuse_resting(by)
    answer(relay, Step.HELPS, by=by, now=now)
    said = Yes.objects.create(relay=relay, by=by, word=word, at=now)
    chosen = Detail.objects.filter(member=by, pk__in=[one.pk for one in details])
    said.details.set(chosen)
    tell(relay.whisper.by, relay, NoticeKind.WAITS, now)


@transaction.atomic
def carry(relay: Relay, to: Member, *, by: Member, now: datetime, line: str) -> Relay:
    """Pass it on to a tie of one's own, with a line; he is asked when the hour is right.

    Raises
    ------
    WhisperOver
        When there is nothing to answer any more.
    TooFar, NotPossible, NotATie, Resting, Paused, NotKnownYet, TooManyToday, TooAlike
    """
    whisper = relay.whisper
    held = hold(whisper, relay.by, by, to, now=now)
    if not holds(by, whisper, relay, now):  # else he passes it on to another as well
        answer(relay, Step.CARRIES, by=by, now=now)
    if not may_carry(relay):
        raise TooFar
    carried = put(whisper, to, by=by, now=now, after=relay, line=line)
    on(whisper, held, now=now)
    carried.refresh_from_db()
    return carried


@transaction.atomic
def let_rest(relay: Relay, *, by: Member, now: datetime) -> None:
    """Not this one: nobody is told before the end, and then it is as if never seen."""
    ties.hold(relay.whisper.by, by)
    asked = Relay.objects.filter(pk=relay.pk, to=by, state=Step.ASKED)
    if move(asked, STEP_NEXT, Step.RESTS):
        notices.take_back(str(relay.public_id), of=by)


@transaction.atomic
def say_too_much(relay: Relay, *, by: Member, now: datetime) -> None:
    """Let it rest, and bear nothing more for a week; nobody is told of either."""
    let_rest(relay, by=by, now=now)
    members.say_full(by=by, now=now)


def answer(relay: Relay, to: Step, *, by: Member, now: datetime) -> None:
    """Take an ask that is open for its person, once.

    Raises
    ------
    WhisperOver
    """
    entrusted = Relay.objects.entrusted_to(by, now).filter(pk=relay.pk)
    row = Relay.objects.filter(pk=relay.pk)
    if not entrusted.exists() or not move(row, STEP_NEXT, to, answered_at=now):
        raise WhisperOver
    relay.refresh_from_db()
    notices.take_back(str(relay.public_id), of=by)
