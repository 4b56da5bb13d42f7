"""Telling the house that somebody did wrong here, and what the house does with it."""

from datetime import datetime, timedelta

from django.db import transaction

from whispeer.ground.moves import move
from whispeer.members.actions import notices
from whispeer.members.models import Member, Report
from whispeer.members.states import REPORT_NEXT, ReportState

MOST_A_DAY = 5
A_DAY = timedelta(days=1)


class TooManyReports(Exception):
    """Who tells this much in a day is read better tomorrow, or heard by a person."""


class ReportMoved(Exception):
    """The report is no longer where it was: another steward was there first."""


@transaction.atomic
def report(
    of: Member | None,
    words: str,
    *,
    room: str,
    by: Member,
    now: datetime,
    about: str = "",
) -> Report:
    """Tell the stewards about somebody; he never learns it, nor by whom.

    Without `of` the words alone say who it was: somebody who is not to be found any more.
    `about` is the public id of what it is about, when it is not a portrait.

    Raises
    ------
    TooManyReports
        When one has already told as much as can be read in a day.
    """
    list(Member.objects.select_for_update(no_key=True).filter(pk=by.pk))
    if len(Report.objects.filter(by=by, at__gt=now - A_DAY)[:MOST_A_DAY]) == MOST_A_DAY:
        raise TooManyReports
    return Report.objects.create(
        by=by, of=of, words=words, room=room, about=about, at=now
    )


@transaction.atomic
def move_report(report: Report, to: ReportState, *, by: Member) -> None:
    """Say how far one is with a report.

    Raises
    ------
    ReportMoved
        When the table of states does not lead there from where it is now.
    """
    visible = Report.objects.visible_to(by).filter(pk=report.pk)
    if not move(visible, REPORT_NEXT, to):
        raise ReportMoved
    notices.take_back(str(report.public_id))
