"""What a steward may know beyond any member: worked out here, not by his queries."""

from typing import Any

from whispeer.members.models import JoinRequest, Member, Report
from whispeer.ties.models import Invitation, Pause


def is_for_stewards(viewer: Member | None, row: Any, field: str) -> bool:
    """Who asked to join, whom the house invited, reports, whose asks pause, who invited whom."""
    if viewer is None or not viewer.is_steward:
        return False
    if isinstance(row, JoinRequest):
        return True
    if isinstance(row, Invitation):
        return row.by is None
    if isinstance(row, Report):
        return field == "words" and viewer != row.of
    is_name = isinstance(row, Member) and field.endswith("_name")
    known = (is_reported_or_reports, is_in_the_tree, is_paused)
    return is_name and any(is_so(row) for is_so in known)


def is_paused(member: Member) -> bool:
    """Whose asks pause, until a steward has looked."""
    return Pause.objects.filter(member=member).exists()


def is_in_the_tree(member: Member) -> bool:
    """Who came in by somebody, or let somebody in."""
    used = Invitation.objects.filter(used_by__isnull=False)
    return (used.filter(by=member) | used.filter(used_by=member)).exists()


def is_reported_or_reports(member: Member) -> bool:
    return (
        Report.objects.filter(by=member) | Report.objects.filter(of=member)
    ).exists()
