"""Answering for a newcomer, and what opens to him once enough people do."""

from datetime import datetime

from django.db import transaction

from whispeer.members.models import Member
from whispeer.ties.actions.lived import NotAMeeting
from whispeer.ties.actions.moves import hold
from whispeer.ties.actions.ties import held
from whispeer.ties.models import Event, Invitation, Tie, Vouch
from whispeer.ties.queries.vouches import invitation_to_open, is_known, may_vouch
from whispeer.ties.states import Lived


class NothingToVouch(Exception):
    """Who answers is himself unknown, or invited this person, or nobody asks for it."""


@transaction.atomic
def vouch(tie: Tie, *, by: Member, now: datetime) -> None:
    """Say that one answers for a tie who is new; said again, it stays as it was.

    Raises
    ------
    NothingToVouch, NotATie
    """
    of = tie.second if tie.first_id == by.pk else tie.first
    hold(by, of)
    held(tie, by)
    if not may_vouch(by, of):
        raise NothingToVouch
    Vouch.objects.get_or_create(by=by, of=of, defaults={"at": now})
    open_if_known(of, now=now)


@transaction.atomic
def take_back_vouch(of: Member, *, by: Member) -> None:
    """Answer for somebody no longer; what has opened to him stays open."""
    Vouch.objects.filter(by=by, of=of).delete()


@transaction.atomic
def confirm_met(event: Event, *, by: Member, now: datetime) -> None:
    """Say that the meeting the other noted was one.

    Raises
    ------
    NotAMeeting
        When it is something else, one said it oneself, or it was denied.
    """
    hold(event.tie.first, event.tie.second)
    tie = held(event.tie, by)
    noted = Event.objects.filter(pk=event.pk, kind=Lived.MET, denied=False)
    if not noted.exclude(by=by).update(confirmed=True):
        raise NotAMeeting
    for member in (tie.first, tie.second):
        open_if_known(member, now=now)


def open_if_known(member: Member, *, now: datetime) -> None:
    """From now on he reaches beyond who invited him, whatever becomes of his vouchers."""
    invitation = invitation_to_open(member)
    if invitation is not None and is_known(invitation, now):
        unopened = Invitation.objects.filter(pk=invitation.pk, opened_at=None)
        unopened.update(opened_at=now)


def open_those_known(*, now: datetime) -> None:
    """Once worlds have moved: two who were of one world may be of two."""
    vouched = Vouch.objects.values("of")
    waiting = Invitation.objects.filter(opened_at=None, used_by__in=vouched)
    for invitation in waiting.select_related("used_by"):
        if invitation.used_by is not None:
            open_if_known(invitation.used_by, now=now)
