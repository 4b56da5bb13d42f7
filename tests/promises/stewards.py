"""What a steward may know beyond any member: worked out here, not by his queries."""

from typing import Any

from whispeer.members.models import JoinRequest, Member, Report
from whispeer.ties.models import Invitation


def is_for_stewards(viewer: Member | None, row: Any, field: str) -> bool:
    """Who asked to join, whom the house invited, reports, and who invited whom."""
    if viewer is None or not viewer.is_steward:
        return False
    if isinstance(row, JoinRequest):
        return True
    if isinstance(row, Invitation):
        return row.by is None
    if isinstance(row, Report):
        return field == "words" and viewer != row.of
    is_name = isinstance(row, Member) and field.endswith("_name")
    return is_name and (is_reported_or_reports(row) or is_in_the_tree(row))


def is_in_the_tree(member: Member) -> bool:
    """Who came in by somebody, or let somebody in."""
    used = Invitation.objects.filter(used_by__isnull=False)
    return (used.filter(by=member) | used.filter(used_by=member)).exists()


def is_reported_or_reports(member: Member) -> bool:
    return (
        Report.objects.filter(by=member) | Report.objects.filter(of=member)
    ).exists()
