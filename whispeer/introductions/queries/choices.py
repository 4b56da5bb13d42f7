"""Among whom one chooses, and what one may let pass."""

from collections.abc import Sequence

from whispeer.ground.words import folded
from whispeer.members.models import Detail, Member
from whispeer.members.queries import portrait_as_seen
from whispeer.members.states import Closeness
from whispeer.ties.models import Side


def ties_by_name(member: Member) -> list[Member]:
    """One's ties as a list of guests: by given name, É beside E."""
    sides = Side.objects.visible_to(member).select_related("other")
    others = [side.other for side in sides]
    return sorted(others, key=lambda one: (folded(one.name), one.pk))


def details_to_share(member: Member) -> Sequence[Detail]:
    """The ways to be reached that one shows to ties; the others pass to nobody."""
    return portrait_as_seen(member, Closeness.TIE).details
