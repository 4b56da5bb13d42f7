"""What several pages of the room answer alike."""

import uuid

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from whispeer.ground import moments
from whispeer.ground.http import VisitorRequest
from whispeer.members.models import Member
from whispeer.ties.actions import Paused, TooAlike

RESTING = _(
    "A steward lets your part of the house rest: for now you cannot ask, invite or "
    "offer. Speak to somebody of the house."
)


def paused(refusal: Paused) -> str:
    """Until somebody has spoken with him; where nobody can, until a day. Never why."""
    if refusal.until is None:
        return gettext(
            "For now your asks pause, until somebody who looks after the house has "
            "spoken with you. What you wrote is still here."
        )
    words = gettext(
        "For now your asks pause, until %(day)s. What you wrote is still here."
    )
    return words % {"day": moments.day(localtime(refusal.until))}


def too_alike(refusal: TooAlike) -> str:
    """Why the third person to read the same words waits, and how long."""
    words = gettext(
        "Two people read nearly the same words of yours these last days. Word of mouth "
        "goes from one to one: write what is meant for this person alone, or wait until "
        "after %(day)s. What you wrote is still here."
    )
    return words % {"day": moments.day(localtime(refusal.until))}


def member_of(request: VisitorRequest) -> Member | None:
    """Who is signed in, on the pages that anyone may open."""
    return request.user if isinstance(request.user, Member) else None


def tell_mistakes(request: HttpRequest, form: forms.Form) -> None:
    """Say at the top of the page what a form with nothing to fill in did not do."""
    for error in form.non_field_errors():
        messages.error(request, str(error))


def start(request: HttpRequest) -> uuid.UUID | None:
    """From whom on; an address that is none begins with the first."""
    try:
        return uuid.UUID(request.GET.get("from", ""))
    except ValueError:
        return None
