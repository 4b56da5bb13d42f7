"""Telling the stewards about somebody, from the person's page."""

import uuid
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from whispeer.ground.access import Rule, access
from whispeer.members import actions as members
from whispeer.members.forms import ReportForm
from whispeer.members.http import MemberRequest
from whispeer.members.views.answers import accepted
from whispeer.ties import queries


@access(Rule.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    member = queries.person_for(request.user, public_id)
    if member == request.user:
        raise Http404
    form = ReportForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        words = form.cleaned_data["words"]
        tell = partial(members.report, member, words, room="ties", by=request.user)
        if accepted(form, partial(tell, now=request.now)):
            messages.success(request, _("A steward will read it, and nobody else."))
            return redirect("ties:person", public_id)
    back = reverse("ties:person", args=[public_id])
    page = {"form": form, "name": member.name, "back": back}
    return render(request, "members/report.html", page)
