"""What one may let pass."""

from collections.abc import Sequence

from whispeer.members.models import Detail, Member
from whispeer.members.queries import details_as_seen
from whispeer.members.states import Closeness


def details_to_share(member: Member) -> Sequence[Detail]:
    """The ways to be reached that one shows to ties; the others pass to nobody."""
    return details_as_seen(member, Closeness.TIE)
