"""The few answers that the pages of this room share."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from whispeer.ground.forms import Form
from whispeer.members import actions

WHY = {
    actions.TooMany: _(
        "A portrait is read in one breath, and yours says enough of this kind. Take "
        "one of them off, and this one will find its place."
    ),
    actions.AlreadyWritten: _("Your portrait already says exactly this."),
    actions.TooManyReports: _(
        "You have told a great deal today, and it is being read. What you wrote here is "
        "still here: send it tomorrow, or speak to somebody of the house."
    ),
    actions.Removed: _(
        "This was taken off in the meantime, perhaps from another page."
    ),
}


def accepted(form: Form, act: Callable[[], object]) -> bool:
    """Act; when the action refuses, the form comes back and says why."""
    try:
        act()
    except tuple(WHY) as refusal:
        form.add_error(None, WHY[type(refusal)])
        return False
    return True


def to_portrait(request: HttpRequest, notice: str) -> HttpResponse:
    messages.success(request, notice)
    return redirect("members:me")


def refused(request: HttpRequest, form: Form, page: str, *args: Any) -> HttpResponse:
    """A form of one button has no page of its own: the notice says what happened."""
    for mistakes in form.errors.values():
        for mistake in mistakes:
            messages.error(request, str(mistake))
    return redirect(page, *args)
