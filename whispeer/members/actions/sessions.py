"""Signing out elsewhere: a browser that was left open in a café."""

from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils.crypto import constant_time_compare

from whispeer.members.models import Member
from whispeer.members.queries.sessions import token_of


@transaction.atomic
def end_session(token: str, *, by: Member) -> None:
    """Sign out of one browser; one that is already closed stays so."""
    for session in UserSession.objects.filter(user=by):
        if constant_time_compare(token_of(session), token):
            session.end()


@transaction.atomic
def end_other_sessions(*, by: Member, current_key: str | None) -> None:
    """Sign out of every browser but this one."""
    for session in UserSession.objects.filter(user=by).exclude(session_key=current_key):
        session.end()


@transaction.atomic
def end_all_sessions(*, of: Member) -> None:
    for session in UserSession.objects.filter(user=of):
        session.end()
