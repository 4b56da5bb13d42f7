"""Telling the stewards about an introduction, whether or not one knows who is behind it."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from whispeer.ground.access import Rule, access
from whispeer.ground.answers import refused
from whispeer.ground.forms import Gesture
from whispeer.introductions import queries
from whispeer.introductions.views.answering import own
from whispeer.members.http import MemberRequest
from whispeer.members.views.reports import Told, reported
from whispeer.ties import actions as ties

ROOM = "introductions"


@access(Rule.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    row = own(request, public_id)
    of, is_known = queries.whom_to_report(row, request.user, request.now)
    if of is None:
        raise Http404
    back = reverse("introductions:introduction", args=[public_id])
    name = of.name if is_known else ""
    told = Told(of, ROOM, back=back, about=str(public_id), name=name)
    return reported(request, told)


@access(Rule.MEMBER)
@require_POST
def felt_like_selling(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """One tap, kept from everybody; it answers nothing, and stops nothing by itself."""
    row = own(request, public_id)
    of = queries.who_may_sell(row, request.user, request.now)
    if of is None:
        raise Http404
    form = Gesture(request.POST)
    if not form.is_valid():
        return refused(request, form, "introductions:introduction", public_id)
    ties.felt_like_selling(
        by=request.user, of=of, about=str(public_id), now=request.now
    )
    messages.success(request, _("It is noted. Nobody reads who said it."))
    return redirect("introductions:introduction", public_id)
