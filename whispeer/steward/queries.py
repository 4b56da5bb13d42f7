"""What a steward reads: a few rows at a time, who has waited longest first."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from whispeer.members.models import JoinRequest, Member, Report
from whispeer.members.queries import requests_waiting
from whispeer.members.states import REPORT_NEXT, ReportState
from whispeer.ties.models import Invitation
from whispeer.ties.queries import branch_of
from whispeer.ties.queries.tree import Branch
from whispeer.ties.states import InvitationState

AT_ONCE = 7  # the next ones come once these are answered
SENT = 30  # older ones end by themselves


def branch_for(steward: Member, public_id: UUID) -> Branch:
    """Who came in by a member, and by whom he came; or 404.

    A steward reads of himself what any member does, and no more.
    """
    everybody = Member.objects.filter(is_active=True).exclude(pk=steward.pk)
    return branch_of(get_object_or_404(everybody, public_id=public_id))


def came_lately() -> list[Invitation]:
    """Who came in by somebody, the last first; the others are found by their branch."""
    used = Invitation.objects.filter(state=InvitationState.USED, by__isnull=False)
    rows = used.select_related("by", "used_by")
    return list(rows.order_by("-used_by__joined_at", "-pk")[:SENT])


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


def invitations_sent(now: datetime) -> list[Invitation]:
    return list(invitations_of_the_house(now)[:SENT])
