"""The signed-in request has a type, so that no view needs a cast."""

from whispeer.ground.http import VisitorRequest
from whispeer.members.models import Member


class MemberRequest(VisitorRequest):
    """A request of a member: the access rule has seen to it."""

    user: Member
