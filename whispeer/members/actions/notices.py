"""What waits to be told: left by the rooms, told once a day, taken back when it waits no more."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from whispeer.members import emails
from whispeer.members.models import Member, Notice
from whispeer.members.queries.house import reports_received, requests_waiting
from whispeer.members.queries.notices import hours_come, stewards, to_tell, untold
from whispeer.members.states import NoticeKind

KEPT = timedelta(days=60)
FRESH = timedelta(days=2)  # within which a steward is called; then he has been


@transaction.atomic
def leave(
    member: Member, *, room: str, kind: str, now: datetime, about: str = ""
) -> None:
    """Something waits for a member, said once: of a kind, about one thing.

    `about` is a random key, such as a public id: a notice holds no content, no name.
    """
    Notice.objects.get_or_create(
        member=member, kind=kind, about=about, defaults={"room": room, "left_at": now}
    )


@transaction.atomic
def take_back(about: str, *, of: Member | None = None) -> None:
    """What waited waits no more: answered, or over before the mail left.

    Of everybody, or of one member only. What was told stays told.
    """
    left = Notice.objects.filter(about=about, told_at=None)
    (left.filter(member=of) if of else left).delete()


def tell_all(*, now: datetime) -> None:
    """Tell each member whose hour has come that something waits, one by one.

    Killed in the middle, the rest is told by the next round, and nobody twice.
    """
    for hour, came in hours_come(now):
        for pk in list(to_tell(hour, came).order_by("pk").values_list("pk", flat=True)):
            tell(pk, hour, came, now=now)


@transaction.atomic
def tell(pk: int, hour: int, came: datetime, *, now: datetime) -> None:
    """Tell one member, unless another round did: the day and the notices are taken in
    the transaction that puts his mail in the queue, or none of it is.
    """
    today = came.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    # Whoever comes second waits here for the first, and then finds the day taken.
    if not to_tell(hour, came).filter(pk=pk).update(mailed_on=today):
        return
    member = Member.objects.get(pk=pk)
    if untold(came).filter(member=member).update(told_at=now):
        emails.say_that_something_waits(member)
    else:
        transaction.set_rollback(True)  # taken back in this very instant


@transaction.atomic
def call_stewards(*, now: datetime) -> None:
    """Leave each steward a notice of what lately came in for him, once."""
    since = now - FRESH
    for steward in stewards():
        asked = requests_waiting(steward).filter(asked_at__gte=since)
        told = reports_received(steward).filter(at__gte=since)
        for key, at in (
            *asked.values_list("public_id", "asked_at"),
            *told.values_list("public_id", "at"),
        ):
            waits = NoticeKind.WAITS
            leave(steward, room="steward", kind=waits, now=at, about=str(key))


@transaction.atomic
def forget_old(*, now: datetime) -> None:
    """A notice that old is told, or it will never be."""
    Notice.objects.filter(left_at__lt=now - KEPT).delete()
