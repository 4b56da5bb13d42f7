"""How somebody comes in, and leaves."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.db import transaction

from whispeer.ground.moves import move
from whispeer.members.actions import notices
from whispeer.members.actions.addresses import forget_addresses
from whispeer.members.actions.sessions import end_all_sessions
from whispeer.members.models import JoinRequest, Member, Portrait
from whispeer.members.states import NEXT, Asked

REQUESTS_KEPT = timedelta(days=180)
CONFIRMED_WITHIN = timedelta(days=3)


class RequestAnswered(Exception):
    """Somebody else of the house answered this person first."""


@transaction.atomic
def ask_to_join(
    email: str,
    *,
    given_name: str,
    heard_from: str,
    offer: str,
    language: str,
    now: datetime,
) -> None:
    """Leave a request for a steward to answer.

    It answers nothing: whether somebody is a member, or has asked before, is learnt
    by nobody.
    """
    email = email.lower()
    if Member.objects.filter(email=email).exists():
        return
    JoinRequest.objects.get_or_create(
        email=email,
        state=Asked.WAITING,
        defaults={
            "given_name": given_name,
            "heard_from": heard_from,
            "offer": offer,
            "language": language,
            "asked_at": now,
        },
    )


@transaction.atomic
def answer_request(request: JoinRequest, answer: Asked, *, by: Member) -> None:
    """Welcome somebody who asked to join, or let the request go.

    Raises
    ------
    RequestAnswered
        When it no longer waits.
    """
    waiting = JoinRequest.objects.visible_to(by).filter(pk=request.pk)
    if not move(waiting, NEXT, answer):
        raise RequestAnswered
    notices.take_back(str(request.public_id))


@transaction.atomic
def sign_up(
    email: str, *, given_name: str, family_name: str, language: str, now: datetime
) -> Member:
    """Open an account with an empty portrait; a password may come later."""
    member = Member.objects.create_user(
        email,
        given_name=given_name,
        family_name=family_name,
        language=language,
        joined_at=now,
    )
    Portrait.objects.create(member=member, changed_at=now)
    return member


@transaction.atomic
def erase(member: Member) -> None:
    """This room's part of leaving: nothing that is his stays."""
    end_all_sessions(of=member)
    JoinRequest.objects.filter(email=member.email).delete()
    member.delete()


@transaction.atomic
def forget_overdue(*, now: datetime) -> None:
    """Let go of requests and notices too old to serve, and of accounts nobody came in by.

    An account whose address was never confirmed was perhaps opened in somebody
    else's name: that person must not find it in the way.
    """
    JoinRequest.objects.filter(asked_at__lt=now - REQUESTS_KEPT).delete()
    notices.forget_old(now=now)
    forget_addresses(now=now)
    unconfirmed = EmailAddress.objects.filter(
        verified=False,
        user__last_login=None,
        user__joined_at__lt=now - CONFIRMED_WITHIN,
    )
    for address in unconfirmed.select_related("user"):
        erase(address.user)
