"""How a whisper lands: a helper has said yes, and now the seeker does."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from whispeer.ground.moves import move
from whispeer.introductions import actions as introductions
from whispeer.members.actions import notices
from whispeer.members.models import Detail, Member
from whispeer.members.states import NoticeKind
from whispeer.ties import actions as ties
from whispeer.ties.queries import are_tied, tie_between
from whispeer.whispers.actions.ending import close, shut, tell
from whispeer.whispers.actions.going import hold, on
from whispeer.whispers.actions.refusals import WhisperOver
from whispeer.whispers.models import Relay
from whispeer.whispers.queries.people import people_behind
from whispeer.whispers.queries.way import hands, let_pass
from whispeer.whispers.states import STEP_NEXT, State, Step


@transaction.atomic
def accept(
    relay: Relay, *, by: Member, now: datetime, details: Iterable[Detail] = ()
) -> None:
    """Say yes to who would help: names are exchanged, and every other ask closes.

    Two who are not tied yet are introduced by the last hand; the others of the way hear
    that it landed, and read its story.

    Raises
    ------
    WhisperOver
        When the helper is not there any more, or another was accepted.
    Resting
    """
    whisper, helper = relay.whisper, [relay.to] if relay.to else []
    ties.hold(whisper.by, *people_behind(relay), *helper)
    ties.refuse_resting(by)
    row = whisper.relays.helping().filter(pk=relay.pk, whisper__by=by)
    way = hands(relay)
    notices.take_back(str(relay.public_id), of=by)
    if not row.exists() or not move(row, STEP_NEXT, Step.LANDED):
        raise WhisperOver
    if not close(whisper, State.LANDED, now=now, landed=way):
        raise WhisperOver
    relay.refresh_from_db()
    whisper.refresh_from_db()
    introduced = relay.to is not None and introduce(relay, list(details), now)
    for one in way:
        if not (introduced and one == relay):  # the introduction tells him
            tell(one.to, one, NoticeKind.MADE, now)


def introduce(relay: Relay, details: list[Detail], now: datetime) -> bool:
    """Tie the two by the last hand, where it still leads to both.

    To a tie the seeker's yes says that he helped, as who received it alone can say it.
    """
    seeker, helper, last = relay.whisper.by, relay.to, relay.by
    assert helper is not None
    tie = tie_between(seeker, helper)
    if tie is not None:
        ties.say_helped(tie, by=seeker, now=now)
        return False
    between = last if last != seeker and are_tied(last, helper) else None
    introductions.bring_together(
        ties.End(seeker, details=details),
        ties.End(helper, details=let_pass(relay)),
        through=between,
        now=now,
    )
    return True


@transaction.atomic
def not_this_one(relay: Relay, *, by: Member, now: datetime) -> None:
    """Thank who would have helped, and go on: for him it is over, like any other ending.

    Raises
    ------
    WhisperOver
    """
    whisper = relay.whisper
    held = hold(whisper, *([relay.to] if relay.to else []), now=now)
    row = Relay.objects.filter(pk=relay.pk, state=Step.HELPS, whisper__by=by)
    if not row.exists():
        raise WhisperOver
    shut(row)
    tell(relay.to, relay, NoticeKind.OVER, now)
    on(whisper, held, now=now)
