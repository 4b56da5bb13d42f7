"""When a member may be told that something waits, and who is told now."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from whispeer.members.models import Member, Notice

# A house that was closed at somebody's hour still tells him within this; not at night
# what was meant for the morning.
LATE = timedelta(hours=3)


def hours_come(now: datetime) -> Iterator[tuple[int, datetime]]:
    """The hours of this day, in the house's zone, that have just come, and since when.

    An hour that a change of the clocks skips comes when it would have; one that comes
    twice counts once.
    """
    zone = ZoneInfo(settings.TIME_ZONE)
    today = now.astimezone(zone).date()
    for hour in range(24):
        came = datetime.combine(today, time(hour), zone).astimezone(UTC)
        if came <= now < came + LATE:
            yield hour, came


def untold(came: datetime) -> QuerySet[Notice]:
    """What waited when an hour came."""
    return Notice.objects.filter(told_at=None, left_at__lte=came)


def to_tell(hour: int, came: datetime) -> QuerySet[Member]:
    """Those whose hour it is, for whom something waits, and who had no mail today."""
    today = came.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    waits = untold(came).filter(member=OuterRef("pk"))
    # An address that nobody has confirmed may be somebody else's.
    unsure = EmailAddress.objects.filter(
        user=OuterRef("pk"), email=OuterRef("email"), verified=False
    )
    people: QuerySet[Member] = Member.objects.filter(
        Q(mailed_on=None) | Q(mailed_on__lt=today),
        Exists(waits),
        ~Exists(unsure),
        is_active=True,
        mail_hour=hour,
    )
    return people


def stewards() -> QuerySet[Member]:
    people: QuerySet[Member] = Member.objects.filter(is_steward=True, is_active=True)
    return people.order_by("pk")
