"""Against hard selling: nearly the same words are slowed, and who sells is looked at."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from whispeer.ground.likeness import fingerprint
from whispeer.members.actions import notices
from whispeer.members.models import Member
from whispeer.members.states import NoticeKind
from whispeer.ties.actions.moves import hold
from whispeer.ties.models import Felt, Pause, Wording
from whispeer.ties.queries.selling import (
    ALONE,
    FELT,
    ends_by_itself,
    said_alike_until,
    who_may_look,
)


class TooAlike(Exception):
    """Others read nearly the same words lately; from `until` on they may be said again."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


class Paused(Exception):
    """This member's asks pause, until a steward has looked; or, where none may, `until`."""

    def __init__(self, until: datetime | None) -> None:
        super().__init__(until)
        self.until = until


@transaction.atomic
def refuse_alike(
    words: str, *, by: Member, now: datetime, to: Iterable[Member] = ()
) -> None:
    """Write down that these words go to these people; or refuse them, to a third person.

    Called once who writes is held. Without `to`, they go to somebody not known yet. The
    same words to the same person count once; none, and very few, never count.

    Raises
    ------
    TooAlike
    """
    made = fingerprint(words)
    if not made:
        return
    people: list[Member | None] = [*to] or [None]
    until = said_alike_until(by, made, {one.pk for one in people if one}, now)
    if until is not None:
        raise TooAlike(until)
    Wording.objects.bulk_create(
        Wording(by=by, to=one, fingerprint=made, at=now) for one in people
    )


def refuse_paused(by: Member) -> None:
    """Asked by whatever asks or offers, beside `refuse_resting`.

    Raises
    ------
    Paused
    """
    pause = Pause.objects.filter(member=by).first()
    if pause is not None:
        raise Paused(ends_by_itself(pause))


@transaction.atomic
def felt_like_selling(*, by: Member, of: Member, about: str, now: datetime) -> None:
    """Say, to nobody, that what somebody asked felt like selling.

    Said of one thing once. When a second person says it of the same member, that
    member's asks pause, and the stewards are asked to look: at him, and at nothing else.
    """
    hold(by, of)
    Felt.objects.get_or_create(by=by, about=about, defaults={"of": of, "at": now})
    lately = Felt.objects.filter(of=of, looked_at=None, at__gt=now - FELT)
    if len(lately.order_by().values("by").distinct()[:2]) == 2:
        pause, new = Pause.objects.get_or_create(member=of, defaults={"since": now})
        if new:
            call_stewards(pause, now=now)


def call_stewards(pause: Pause, *, now: datetime) -> None:
    """Leave those who may look a notice that something waits; never of whom."""
    about = str(pause.public_id)
    for steward in who_may_look(pause):
        waits = NoticeKind.WAITS
        notices.leave(steward, room="steward", kind=waits, about=about, now=now)


@transaction.atomic
def lift_pause(pause: Pause, *, now: datetime) -> None:
    """A steward has looked: he asks again, and what was felt before has served."""
    of = pause.member
    hold(of)
    Pause.objects.filter(member=of).delete()
    notices.take_back(str(pause.public_id))
    Felt.objects.filter(of=of, looked_at=None).update(looked_at=now)


def end_pauses(*, now: datetime) -> None:
    """Where nobody may look, as in a house with one steward who is paused, it ends."""
    for pause in Pause.objects.filter(since__lte=now - ALONE):
        if ends_by_itself(pause) is not None:
            lift_pause(pause, now=now)
