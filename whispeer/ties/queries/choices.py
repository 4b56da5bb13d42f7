"""One's ties as a list to choose from."""

from whispeer.ground.words import folded
from whispeer.members.models import Member
from whispeer.ties.models import Side


def ties_by_name(member: Member) -> list[Member]:
    """One's ties as a list of guests: by given name, É beside E."""
    sides = Side.objects.visible_to(member).select_related("other")
    others = [side.other for side in sides]
    return sorted(others, key=lambda one: (folded(one.name), one.pk))
