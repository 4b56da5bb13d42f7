"""What a steward reads: a few rows at a time, who has waited longest first."""

import uuid
from datetime import datetime
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from whispeer.members.models import JoinRequest, Member, Report
from whispeer.members.queries import requests_waiting
from whispeer.members.states import REPORT_NEXT, ReportState
from whispeer.ties.models import Invitation
from whispeer.ties.queries import branch_of
from whispeer.ties.queries.tree import Branch
from whispeer.ties.states import InvitationState

AT_ONCE = 7  # the next ones come once these are answered
A_PAGE = 30


class Sent(NamedTuple):
    """Some of the invitations of the house, and with which the earlier ones begin."""

    rows: list[Invitation]
    begins: bool  # these are the last ones sent
    next_from: uuid.UUID | None


def branch_for(steward: Member, public_id: uuid.UUID) -> Branch:
    """Who came in by a member, and by whom he came; or 404.

    A steward reads of himself what any member does, and no more.
    """
    everybody = Member.objects.filter(is_active=True).exclude(pk=steward.pk)
    return branch_of(get_object_or_404(everybody, public_id=public_id))


def came_lately() -> list[Invitation]:
    """Who came in by somebody, the last first; the others are found by their branch."""
    used = Invitation.objects.filter(state=InvitationState.USED, by__isnull=False)
    rows = used.select_related("by", "used_by")
    return list(rows.order_by("-used_by__joined_at", "-pk")[:A_PAGE])


def requests_for(steward: Member) -> list[JoinRequest]:
    return list(requests_waiting(steward)[:AT_ONCE])


def reports_for(steward: Member) -> list[Report]:
    """Those that are not closed, the oldest first."""
    return list(reports(steward).exclude(state=ReportState.CLOSED)[:AT_ONCE])


def closed_for(steward: Member) -> list[Report]:
    """The last ones that were closed, should one of them have to be opened again."""
    closed = reports(steward).filter(state=ReportState.CLOSED)
    return list(closed.order_by("-at", "-pk")[:AT_ONCE])


def reports(steward: Member) -> QuerySet[Report]:
    return Report.objects.visible_to(steward).select_related("by", "of")


def ways_on(report: Report) -> list[ReportState]:
    """The states a report may be moved to, in the order of its life."""
    following = REPORT_NEXT[ReportState(report.state)]
    return [state for state in ReportState if state in following]


def invitations_of_the_house(now: datetime) -> QuerySet[Invitation]:
    """Those the house sent and that still let somebody in, the last first."""
    open_ones = Invitation.objects.live(now).filter(by=None)
    return open_ones.order_by("-sent_at", "-pk")


def invitations_sent(now: datetime, start: uuid.UUID | None = None) -> Sent:
    """A page of them, asked for by an invitation, not by a number: a number would count.

    One that no longer lets anybody in begins again with the last ones.
    """
    every = invitations_of_the_house(now)
    first = every.filter(public_id=start).first() if start else None
    if first is not None:
        same = Q(sent_at=first.sent_at, pk__lte=first.pk)
        every = every.filter(Q(sent_at__lt=first.sent_at) | same)
    rows = list(every[: A_PAGE + 1])
    after = rows[A_PAGE].public_id if len(rows) > A_PAGE else None
    return Sent(rows[:A_PAGE], begins=first is None, next_from=after)
