"""Invitations: a way in for one address, by a member or by the house itself."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from whispeer.members.models import Member
from whispeer.ties import emails
from whispeer.ties.actions.moves import hold, move
from whispeer.ties.actions.tree import refuse_resting
from whispeer.ties.models import Invitation, NeverAgain
from whispeer.ties.queries.tree import (
    QUARTER,
    digest,
    has_invited,
    may_invite,
    wants_silence,
)
from whispeer.ties.queries.vouches import reaches_beyond
from whispeer.ties.states import INVITATION_NEXT, InvitationState

LASTS = timedelta(days=30)


class AlreadyAMember(Exception):
    """Whoever has this address is already here."""


class AlreadyInvited(Exception):
    """One message, once: this member wrote to this address already."""


class TooManyInvitations(Exception):
    """As many as a member sends in a quarter have left."""


class NotYet(Exception):
    """Who is himself known only to who invited him."""


class InvitationOver(Exception):
    """The invitation was used, withdrawn, or came to its end."""


@transaction.atomic
def invite(
    email: str, *, now: datetime, language: str = "", asked: bool = False
) -> Invitation:
    """The house invites one address; asked again, the same invitation leaves again.

    To an address that wishes to hear nothing no message leaves, unless it `asked`.

    Raises
    ------
    AlreadyAMember
    """
    email = email.strip().lower()
    if Member.objects.filter(email=email).exists():
        raise AlreadyAMember
    expire(Invitation.objects.filter(email=email, by=None), now)
    invitation, _new = Invitation.objects.get_or_create(
        email=email,
        by=None,
        state=InvitationState.SENT,
        defaults={"sent_at": now, "expires_at": now + LASTS},
    )
    if asked or not wants_silence(email):
        emails.send_invitation(invitation, language=language or settings.LANGUAGE_CODE)
    return invitation


@transaction.atomic
def invite_somebody(
    email: str, *, words: str, by: Member, now: datetime, language: str = ""
) -> Invitation:
    """A member invites one address, in his own words, in one message, once.

    Of an address that is a member's, or that wishes to hear nothing, nobody learns
    it: nothing leaves, and all else is as ever.

    Raises
    ------
    Resting, NotYet, AlreadyInvited, TooManyInvitations
    """
    hold(by)
    refuse_resting(by)
    if not reaches_beyond(by):
        raise NotYet
    email = email.strip().lower()
    expire(Invitation.objects.filter(by=by), now)
    if has_invited(by, email):
        raise AlreadyInvited
    if not may_invite(by, now):
        raise TooManyInvitations
    invitation = Invitation.objects.create(
        email=email,
        by=by,
        words=words,
        digest=digest(email),
        sent_at=now,
        expires_at=now + LASTS,
    )
    known = Member.objects.filter(email=email).exists()
    if not known and not wants_silence(email):
        emails.send_invitation(invitation, language=language or by.language)
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
    live = Invitation.objects.filter(pk__in=row.live(now).values("pk"))
    # Whom the house invited is known to the house.
    known = now if invitation.by_id is None else None
    to = InvitationState.USED
    if not move(live, INVITATION_NEXT, to, used_by=by, opened_at=known):
        raise InvitationOver


@transaction.atomic
def never_again(invitation: Invitation, *, now: datetime) -> None:
    """Whoever was invited wishes to hear nothing more of this house, from anybody."""
    if not invitation.email:
        return  # this was said already, or the address is forgotten
    NeverAgain.objects.get_or_create(
        digest=digest(invitation.email), defaults={"at": now}
    )
    row = Invitation.objects.filter(pk=invitation.pk)
    move(row, INVITATION_NEXT, InvitationState.WITHDRAWN)
    row.exclude(state=InvitationState.USED).update(email="", words="")


def expire(invitations: QuerySet[Invitation], now: datetime) -> None:
    """Say of overdue invitations that they are over."""
    overdue = invitations.filter(expires_at__lte=now)
    move(overdue, INVITATION_NEXT, InvitationState.EXPIRED)


def forget(now: datetime, kept: timedelta) -> None:
    """Of what came to nothing, forget the address and the words, then all of it.

    A member's own are counted for a quarter, without the address they were sent to;
    its keyed hash stays, so that nobody writes there twice.
    """
    over = Invitation.objects.exclude(state=InvitationState.USED)
    over.filter(by=None, expires_at__lte=now - kept).delete()
    ended = over.filter(expires_at__lte=now)
    ended.exclude(by=None).exclude(email="").update(email="", words="")
    old = over.filter(sent_at__lte=now - max(QUARTER, LASTS + kept))
    old.filter(digest="").delete()
