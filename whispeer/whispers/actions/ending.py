"""How all that is open of a whisper is closed, whatever the reason: in the same way."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from whispeer.ground.moves import move
from whispeer.members.actions import notices
from whispeer.members.models import Member
from whispeer.members.states import NoticeKind
from whispeer.whispers.engine import ROOM
from whispeer.whispers.models import Guest, Relay, Whisper, Yes
from whispeer.whispers.models.whispers import WhisperQuerySet
from whispeer.whispers.states import NEXT, STEP_NEXT, State, Step

# Who would help waits for the seeker's yes a little longer than a whisper lasts.
GRACE = timedelta(days=7)


def close(
    whisper: Whisper,
    to: State,
    *,
    now: datetime,
    landed: Collection[Relay] = (),
    **fields: Any,
) -> bool:
    """End a whisper, once; who carried it or would have helped hears that it is over.

    Those of the way on which it landed hear another word.
    """
    row = Whisper.objects.filter(pk=whisper.pk)
    if not move(row, NEXT, to, ended_at=now, again_at=None, **fields):
        return False
    whisper.relays.waiting().delete()
    notices.take_back(str(whisper.public_id))
    kept = {one.pk for one in landed}
    live = whisper.relays.filter(state__in=[Step.ASKED, Step.CARRIES, Step.HELPS])
    said_yes = live.filter(state__in=[Step.CARRIES, Step.HELPS]).exclude(pk__in=kept)
    people = [one for one in said_yes.select_related("to") if one.to]
    shut(live)
    for one in people:
        tell(one.to, one, NoticeKind.OVER, now)
    return True


def shut(relays: QuerySet[Relay]) -> int:
    """What waited waits no more; it looks the same for everybody, whatever ended it.

    What was said for the seeker alone, to be read with his yes, is forgotten.
    """
    found = dict(relays.values_list("pk", "public_id"))
    for public_id in found.values():
        notices.take_back(str(public_id))
    closed = move(relays, STEP_NEXT, Step.CLOSED)
    Guest.objects.filter(relay__in=found).delete()
    Yes.objects.filter(relay__in=found).delete()
    return closed


def look_again(whispers: WhisperQuerySet, now: datetime) -> None:
    """Somebody who would have helped is gone: the clock asks the next one."""
    whispers.under_way().update(again_at=now)


def tell(
    member: Member | None, about: Relay | Whisper, kind: NoticeKind, now: datetime
) -> None:
    """Leave a notice that something waits, or ended: never what, never of whom."""
    if member is not None:
        key = str(about.public_id)
        notices.leave(member, room=ROOM, kind=kind, about=key, now=now)
