"""The few answers that the pages of this room share."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from whispeer.ground import answers
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
    return answers.accepted(form, act, WHY)


def to_portrait(request: HttpRequest, notice: str) -> HttpResponse:
    messages.success(request, notice)
    return redirect("members:me")
