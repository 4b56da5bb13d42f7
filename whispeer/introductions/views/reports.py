"""Telling the stewards about an introduction: of who is known to the reader, never of another."""

import uuid
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from whispeer.ground.access import Rule, access
from whispeer.introductions import queries
from whispeer.introductions.queries import Entrusted, Made, Told
from whispeer.introductions.views.answering import own
from whispeer.members import actions as members
from whispeer.members.forms import ReportForm
from whispeer.members.http import MemberRequest
from whispeer.members.models import Member
from whispeer.members.views.answers import accepted

ROOM = "introductions"


@access(Rule.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    row = own(request, public_id)
    of = known_in(queries.told(row, request.user, request.now))
    if of is None:
        raise Http404
    form = ReportForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        words = form.cleaned_data["words"]
        tell = partial(members.report, of, words, room=ROOM, about=str(public_id))
        if accepted(form, partial(tell, by=request.user, now=request.now)):
            messages.success(request, _("A steward will read it, and nobody else."))
            return redirect("introductions:introduction", public_id)
    back = reverse("introductions:introduction", args=[public_id])
    page = {"form": form, "name": of.name, "back": back, "here": "ties"}
    return render(request, "members/report.html", page)


def known_in(told: Told) -> Member | None:
    """Whom a report is about: somebody whose name the reader knows.

    Who asks without a name is not named by a report either; the stewards find him by
    what it is about.
    """
    if isinstance(told, Entrusted):
        return told.by
    if isinstance(told, Made):
        return told.people[0] if len(told.people) == 1 else None
    return told.through
