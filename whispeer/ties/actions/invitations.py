"""Invitations: a way in for one address, by a member or by the house itself."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from whispeer.members.models import Member
from whispeer.ties import emails
from whispeer.ties.actions.moves import move
from whispeer.ties.models import Invitation
from whispeer.ties.states import INVITATION_NEXT, InvitationState

LASTS = timedelta(days=30)


class AlreadyAMember(Exception):
    """Whoever has this address is already here."""


class InvitationOver(Exception):
    """The invitation was used, withdrawn, or came to its end."""


@transaction.atomic
def invite(
    email: str, *, by: Member | None, now: datetime, language: str = ""
) -> Invitation:
    """Invite one address, in one message; asked again, the same one leaves again."""
    email = email.strip().lower()
    if Member.objects.filter(email=email).exists():
        raise AlreadyAMember
    expire(Invitation.objects.filter(email=email, by=by), now)
    invitation, _new = Invitation.objects.get_or_create(
        email=email,
        by=by,
        state=InvitationState.SENT,
        defaults={"sent_at": now, "expires_at": now + LASTS},
    )
    language = language or (by.language if by else settings.LANGUAGE_CODE)
    emails.send_invitation(invitation, language=language)
    return invitation


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by: Member | None) -> None:
    """Take back an invitation one sent, or one of the house."""
    mine = Invitation.objects.filter(pk=invitation.pk, by=by)
    if move(mine, INVITATION_NEXT, InvitationState.WITHDRAWN):
        return
    if not mine.filter(state=InvitationState.WITHDRAWN).exists():
        raise InvitationOver


@transaction.atomic
def use_invitation(invitation: Invitation, *, by: Member, now: datetime) -> None:
    """Come in by an invitation, once: who had already used it is welcome again."""
    row = Invitation.objects.filter(pk=invitation.pk)
    if row.filter(used_by=by).exists():
        return
    if Invitation.objects.filter(used_by=by).exists():
        raise InvitationOver
    if not move(row.live(now), INVITATION_NEXT, InvitationState.USED, used_by=by):
        raise InvitationOver


def expire(invitations: QuerySet[Invitation], now: datetime) -> None:
    """Say of overdue invitations that they are over."""
    overdue = invitations.filter(expires_at__lte=now)
    move(overdue, INVITATION_NEXT, InvitationState.EXPIRED)
