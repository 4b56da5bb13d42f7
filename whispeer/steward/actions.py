"""What the house does by a steward's hand."""

from datetime import datetime

from django.db import transaction

from whispeer.members import actions as members
from whispeer.members.models import JoinRequest, Member
from whispeer.members.states import Asked
from whispeer.ties import actions as ties


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
        ties.invite(request.email, by=None, language=request.language, now=now)
    except ties.AlreadyAMember:
        return False
    return True
