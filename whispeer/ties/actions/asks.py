"""Who was asked by whom: the one place where every room keeps its limits."""

from datetime import datetime

from django.db import transaction

from whispeer.members.models import Member
from whispeer.ties.actions.moves import hold
from whispeer.ties.models import Ask
from whispeer.ties.queries.asks import may_be_asked


@transaction.atomic
def record_ask(*, by: Member | None, to: Member, room: str, now: datetime) -> bool:
    """Write down that somebody is asked; False when his week is full already.

    What comes past a full week reaches nobody, and who asked must not be able to tell:
    it counts among those he reached all the same.
    """
    hold(to)
    heard = may_be_asked(to, now)
    Ask.objects.create(by=by, to=to, room=room, heard=heard, at=now)
    return heard


@transaction.atomic
def record_reach(*, by: Member, to: Member | None, room: str, now: datetime) -> None:
    """Write down that somebody is reached, of whom nothing is asked for others.

    Somebody without an account is nobody that one would know of: each time another.
    """
    Ask.objects.create(by=by, to=to, room=room, heard=False, at=now)
