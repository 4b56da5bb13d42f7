"""What the house does by a steward's hand."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from whispeer.members import actions as members
from whispeer.members.models import JoinRequest, Member
from whispeer.members.states import Asked
from whispeer.ties import actions as ties


class NotAMember(Exception):
    """Nobody of the house has this address."""


@transaction.atomic
def appoint(email: str, *, is_steward: bool) -> Member:
    """Give a member the steward's room, or take it away, from the next request on."""
    people: QuerySet[Member] = Member.objects.filter(email=email.lower())
    member = people.filter(is_active=True).first()
    if member is None:
        raise NotAMember
    member.is_steward = is_steward
    member.save(update_fields=["is_steward"])
    return member


@transaction.atomic
def welcome(request: JoinRequest, *, by: Member, now: datetime) -> bool:
    """Say yes to somebody who asked to join: the house invites him, in his language.

    False when he came in by another way meanwhile: nothing is sent.

    Raises
    ------
    RequestAnswered
        When the request no longer waits.
    """
    members.answer_request(request, Asked.WELCOMED, by=by)
    try:
        ties.invite(request.email, language=request.language, now=now, asked=True)
    except ties.AlreadyAMember:
        return False
    return True
