"""After: a recall, what became of it, thanks up the whole way; and what is forgotten."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from whispeer.members.actions import notices
from whispeer.members.models import Member
from whispeer.members.states import NoticeKind
from whispeer.ties import actions as ties
from whispeer.ties.states import LEAST_WORDS, Lived
from whispeer.whispers.actions.deals import forget_deals
from whispeer.whispers.actions.ending import close, look_again, tell
from whispeer.whispers.actions.going import go_on
from whispeer.whispers.actions.refusals import WhisperOver
from whispeer.whispers.models import Guest, Relay, Whisper, Yes
from whispeer.whispers.queries.way import landed_way, steps_of
from whispeer.whispers.states import State, Step

GUEST_KEPT = timedelta(days=14)  # how long the seeker reads how to reach a guest
WORDS = ("sentence", "context", "offered", "trade", "ordeal", "place", "thanks")


@transaction.atomic
def recall(whisper: Whisper, *, by: Member, now: datetime) -> None:
    """Take it back, at whatever moment: at the next request nobody reads it any more.

    Raises
    ------
    WhisperOver
        When it was recalled before, or is somebody else's.
    """
    ties.hold(whisper.by)
    own = Whisper.objects.by(by).filter(pk=whisper.pk)
    taken: dict[str, Any] = dict.fromkeys(WORDS, "") | {"without_companies": []}
    if not own.exists() or not close(whisper, State.RECALLED, now=now, **taken):
        raise WhisperOver
    whisper.without.clear()
    whisper.relays.update(line="")
    Yes.objects.filter(relay__whisper=whisper).delete()
    Guest.objects.filter(relay__whisper=whisper).delete()
    whisper.refresh_from_db()


@transaction.atomic
def say_outcome(whisper: Whisper, *, by: Member, words: str, now: datetime) -> None:
    """Note what became of it, for oneself alone; the last words count.

    Raises
    ------
    WhisperOver
        While it is under way, and once it is taken back.
    """
    own = Whisper.objects.by(by).filter(pk=whisper.pk)
    ended = own.filter(state__in=[State.LANDED, State.OVER], ended_at__lte=now)
    if not ended.update(outcome=words.strip()):
        raise WhisperOver


@transaction.atomic
def thank(whisper: Whisper, *, by: Member, words: str, now: datetime) -> None:
    """Thank all on the way it went, once, in words that they alone read.

    Raises
    ------
    TooFewWords
    WhisperOver
        When it did not land, or all were thanked already.
    """
    words = words.strip()
    if len(words) < LEAST_WORDS:
        raise ties.TooFewWords
    way = landed_way(steps_of(whisper))
    people = [one.to for one in way if one.to]
    ties.hold(whisper.by, *people)
    own = Whisper.objects.by(by).filter(pk=whisper.pk, state=State.LANDED)
    if not own.filter(thanked_at=None).update(thanks=words, thanked_at=now):
        raise WhisperOver
    for one in way:
        tell(one.to, one, NoticeKind.FOLLOWS, now)
    for member in people:
        ties.note_lived(Lived.THANKS, by=by, to=member, now=now)
    whisper.refresh_from_db()


def close_overdue(*, now: datetime) -> None:
    """Bring to its end what has come to it, one by one; forget who had no account."""
    overdue = Whisper.objects.under_way().filter(ends_at__lte=now)
    for whisper in overdue.order_by("ends_at", "pk"):
        go_on(whisper, now=now)
    over = Guest.objects.exclude(relay__whisper__state=State.UNDER_WAY)
    over.filter(relay__whisper__ended_at__lte=now - GUEST_KEPT).delete()


@transaction.atomic
def erase(member: Member, *, now: datetime) -> None:
    """Forget all that this room knows of a member.

    His whispers go, with all that came of them; so does every step that led over him.
    Who had said yes beyond him hears that it is over; the seekers' others go on.
    """
    # Held first, as whoever answers does; then nobody waits in a ring.
    Member.objects.select_for_update().filter(pk=member.pk).first()
    forget_deals(member)
    step_out(member)
    gone = Q(whisper__by=member) | Q(by=member) | Q(to=member)
    lost = Relay.objects.filter(gone | Q(after__by=member) | Q(after__after__by=member))
    for relay in lost.select_related("to", "whisper"):
        notices.take_back(str(relay.public_id))
        if relay.state in {Step.CARRIES, Step.HELPS} and relay.to != member:
            tell(relay.to, relay, NoticeKind.OVER, now)
    look_again(Whisper.objects.filter(relays__in=lost), now)
    for whisper in Whisper.objects.by(member):
        notices.take_back(str(whisper.public_id))
        whisper.delete()
    lost.filter(gone).delete()


def step_out(member: Member) -> None:
    """What landed over somebody's hands goes on being told, without him or his words."""
    landed = Relay.objects.filter(by=member, whisper__state=State.LANDED)
    for relay in landed.exclude(whisper__by=member).select_related("after"):
        before = relay.after
        if before is not None:
            relay.by_id, relay.after_id, relay.line = before.by_id, before.after_id, ""
            relay.save(update_fields=["by", "after", "line"])
