"""Hours of the engine are those of the house's own clock, so that its nights are the people's."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from whispeer.graph.constants import WHISPERS

HOUR = timedelta(hours=1)
MIDNIGHT = datetime.combine(date(2020, 1, 1), time.min)  # of the house's own clock
LASTS = timedelta(days=WHISPERS.days)
EXPIRES = timedelta(hours=WHISPERS.expires)


def hour(at: datetime) -> float:
    local = at.astimezone(ZoneInfo(settings.TIME_ZONE)).replace(tzinfo=None)
    return (local - MIDNIGHT) / HOUR


def moment(hour: float) -> datetime:
    """The instant of an hour, to the second after it."""
    local = MIDNIGHT + timedelta(seconds=-(-hour * 3600 // 1))
    return local.replace(tzinfo=ZoneInfo(settings.TIME_ZONE))
