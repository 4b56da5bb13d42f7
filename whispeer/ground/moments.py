"""Time as people say it: a day of the week, a season; never a number of days."""

from datetime import date, datetime
from enum import Enum

from django.utils import formats
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

SOON = 6  # days within which the name of the day says enough
CLOSE = 45  # days within which the date says enough
A_LEAP_YEAR = 2000  # in which each day that is a birthday is one
SEASONS = 300  # days within which the name of a season is not ambiguous


class Season(Enum):
    """As the north counts them, by month."""

    WINTER = 0
    SPRING = 1
    SUMMER = 2
    AUTUMN = 3


def season(then: datetime) -> Season:
    return Season((then.month % 12) // 3)


def day(then: date) -> str:
    """A date without its year: 3 October; in French the first of a month is « 1er »."""
    words = {"day": then.day, "month": formats.date_format(then, "F")}
    if then.day == 1:
        return pgettext("the first of a month", "%(day)s %(month)s") % words
    return pgettext("a day of a month", "%(day)s %(month)s") % words


def full_day(then: date) -> str:
    """A date with its year."""
    words = {"day": day(then), "year": formats.date_format(then, "Y")}
    return _("%(day)s %(year)s") % words


def birthday(said: str) -> str:
    """A birthday as an address book keeps it, in words; what is no date stays."""
    try:
        then = parse_date(said.replace("--", f"{A_LEAP_YEAR}-", 1))
    except ValueError:
        then = None
    if then is None:
        return said
    return day(then) if said.startswith("--") else full_day(then)


def since(then: datetime, now: datetime) -> str:
    """The end of "You have not met …": since Monday, since autumn, for a long time."""
    days = (now.date() - then.date()).days
    if days <= 1:
        return _("since yesterday")
    if days <= SOON:
        return _("since %(day)s") % {"day": formats.date_format(then, "l")}
    if days <= CLOSE:
        return _("since %(date)s") % {"date": day(then)}
    return (
        {
            Season.WINTER: _("since winter"),
            Season.SPRING: _("since spring"),
            Season.SUMMER: _("since summer"),
            Season.AUTUMN: _("since autumn"),
        }[season(then)]
        if days <= SEASONS
        else _("for a long time")
    )


def when(then: datetime, now: datetime) -> str:
    """The day something took place: yesterday, on Monday, on 3 October, last autumn."""
    days = (now.date() - then.date()).days
    if days <= 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    if days <= SOON:
        return _("on %(day)s") % {"day": formats.date_format(then, "l")}
    if days <= CLOSE:
        return _("on %(date)s") % {"date": day(then)}
    return (
        {
            Season.WINTER: _("last winter"),
            Season.SPRING: _("last spring"),
            Season.SUMMER: _("last summer"),
            Season.AUTUMN: _("last autumn"),
        }[season(then)]
        if days <= SEASONS
        else _("a long time ago")
    )


def dateline(now: datetime) -> str:
    """Where the day stands: Tuesday evening."""
    day = {"day": formats.date_format(now, "l")}
    if 5 <= now.hour < 12:
        return _("%(day)s morning") % day
    if 12 <= now.hour < 18:
        return _("%(day)s afternoon") % day
    return _("%(day)s evening") % day


def is_evening(now: datetime) -> bool:
    """After six one says good evening."""
    return not 5 <= now.hour < 18
