"""Telling the stewards: of somebody one blocked, or in one's own words of anybody."""

import uuid
from dataclasses import dataclass
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from whispeer.ground.access import Rule, access
from whispeer.members import actions, queries
from whispeer.members.forms import ReportForm, TellForm
from whispeer.members.http import MemberRequest
from whispeer.members.models import Member
from whispeer.members.views.answers import accepted

ROOM = "members"


@dataclass(frozen=True)
class Told:
    """Of whom something is told, and from where."""

    of: Member | None  # nobody: the words say it
    room: str
    back: str  # the page one came from
    about: str = ""  # the key of what it is about, when it is not a portrait
    name: str = ""  # as far as the one who tells it may know it


@access(Rule.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def tell(request: MemberRequest) -> HttpResponse:
    """Of whoever is not to be found any more: who blocked, who left, what is over.

    Nobody is looked up here, or one would learn who blocked one.
    """
    told = Told(None, ROOM, back=reverse("members:privacy"))
    return reported(request, told, TellForm)


@access(Rule.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def report_blocked(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    block = get_object_or_404(queries.blocks_of(request.user), of__public_id=public_id)
    of, back = block.of, reverse("members:privacy")
    return reported(request, Told(of, ROOM, back=back, name=of.name))


def reported(
    request: MemberRequest, told: Told, form_class: type[ReportForm] = ReportForm
) -> HttpResponse:
    """What every way to the stewards answers; then one is back where one was."""
    form = form_class(request.POST if request.method == "POST" else None)
    if form.is_valid():
        tell = partial(actions.report, told.of, form.cleaned_data["words"])
        tell = partial(tell, room=told.room, about=told.about)
        if accepted(form, partial(tell, by=request.user, now=request.now)):
            messages.success(request, _("A steward will read it, and nobody else."))
            return redirect(told.back)
    page = {"form": form, "name": told.name, "back": told.back}
    return render(request, "members/report.html", page | where(told))


def where(told: Told) -> dict[str, str]:
    """The place in the menu, for a room that stands below another one's."""
    return {"here": "ties"} if told.room == "introductions" else {}
