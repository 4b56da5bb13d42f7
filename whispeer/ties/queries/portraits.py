"""A portrait as one member reads another's: what was chosen for him at an introduction counts."""

from dataclasses import replace

from whispeer.members.models import Detail, Member
from whispeer.members.queries import SeenPortrait, portrait_as_seen
from whispeer.members.states import Closeness
from whispeer.ties.models import Side
from whispeer.ties.queries.people import closeness as closeness_between


def portrait_for(
    viewer: Member, member: Member, closeness: Closeness | None = None
) -> SeenPortrait:
    """What a member reads of another; `closeness` when it is known already."""
    if closeness is None:
        closeness = closeness_between(viewer, member)
    seen = portrait_as_seen(member, closeness)
    if closeness != Closeness.TIE:
        return seen
    side = Side.objects.filter(member=member, other=viewer, chose_details=True).first()
    return replace(seen, details=chosen(side)) if side else seen


def details_for(viewer: Member, member: Member) -> tuple[Detail, ...]:
    """The ways to reach a member that this viewer may know."""
    return portrait_for(viewer, member).details


def chosen(side: Side) -> tuple[Detail, ...]:
    """What was kept for oneself since, or always was, nobody reads."""
    return tuple(side.details.filter(shown__lte=Closeness.TIE))
