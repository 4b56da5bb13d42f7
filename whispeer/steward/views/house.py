"""The steward's pages; for anybody else they do not exist."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from whispeer.ground.access import Rule, access
from whispeer.ground.answers import refused
from whispeer.ground.forms import Gesture
from whispeer.members import actions as members
from whispeer.members.http import MemberRequest
from whispeer.members.models import JoinRequest, Report
from whispeer.members.queries import requests_waiting
from whispeer.members.states import Asked
from whispeer.steward import actions, queries
from whispeer.steward.forms import Invite, MoveReport
from whispeer.ties import actions as ties
from whispeer.ties.queries import pauses_for


@access(Rule.STEWARD)
@require_safe
def room(request: MemberRequest) -> HttpResponse:
    """The whole room; from the second page of invitations on, the invitations only."""
    page: dict[str, Any] = {
        "invitations": queries.invitations_sent(request.now, start(request))
    }
    if page["invitations"].begins:
        page |= {
            "requests": queries.requests_for(request.user),
            "reports": queries.reports_for(request.user),
            "closed": queries.closed_for(request.user),
            "pauses": pauses_for(request.user),
        }
    return render(request, "steward/room.html", page)


def start(request: MemberRequest) -> uuid.UUID | None:
    """From which invitation on; an address that is none begins with the last sent."""
    try:
        return uuid.UUID(request.GET.get("from", ""))
    except ValueError:
        return None


# ── People who asked to join ──────────────────────────────────────────────────


@access(Rule.STEWARD)
@require_POST
def welcome(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    asked = waiting(request, public_id)
    form = Gesture(request.POST)
    if not form.is_valid():
        return refused(request, form, "steward:room")
    try:
        sent = actions.welcome(asked, by=request.user, now=request.now)
    except members.RequestAnswered:
        return answered_before(request)
    words = {"name": asked.given_name}
    if sent:
        messages.success(request, _("An invitation leaves for %(name)s.") % words)
    else:
        messages.info(
            request, _("%(name)s has already come in by another way.") % words
        )
    return redirect("steward:room")


@access(Rule.STEWARD)
@require_POST
def let_go(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    asked = waiting(request, public_id)
    form = Gesture(request.POST)
    if not form.is_valid():
        return refused(request, form, "steward:room")
    try:
        members.answer_request(asked, Asked.LET_GO, by=request.user)
    except members.RequestAnswered:
        return answered_before(request)
    messages.success(request, _("It is let go, and nothing is sent."))
    return redirect("steward:room")


def waiting(request: MemberRequest, public_id: uuid.UUID) -> JoinRequest:
    return get_object_or_404(requests_waiting(request.user), public_id=public_id)


def answered_before(request: MemberRequest) -> HttpResponse:
    messages.info(request, _("Somebody else of the house had just answered."))
    return redirect("steward:room")


# ── Invitations of the house ──────────────────────────────────────────────────


@access(Rule.STEWARD)
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: MemberRequest) -> HttpResponse:
    sent = request.POST if request.method == "POST" else None
    form = Invite(sent, initial={"language": request.user.language})
    if form.is_valid():
        email, language = form.cleaned_data["email"], form.cleaned_data["language"]
        try:
            ties.invite(email, language=language, now=request.now)
        except ties.AlreadyAMember:
            form.add_error("email", _("Whoever has this address is already here."))
        else:
            messages.success(request, _("The invitation is on its way."))
            return redirect("steward:room")
    return render(request, "steward/invite.html", {"form": form})


@access(Rule.STEWARD)
@require_POST
def withdraw(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    open_ones = queries.invitations_of_the_house(request.now)
    invitation = get_object_or_404(open_ones, public_id=public_id)
    form = Gesture(request.POST)
    if not form.is_valid():
        return refused(request, form, "steward:room")
    try:
        ties.withdraw_invitation(invitation, by=None)
    except ties.InvitationOver:
        messages.info(request, _("It had just been used: somebody came in by it."))
    else:
        messages.success(request, _("The invitation is withdrawn."))
    return redirect("steward:room")


# ── What was reported ─────────────────────────────────────────────────────────


@access(Rule.STEWARD)
@require_safe
def report(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    found = get_object_or_404(queries.reports(request.user), public_id=public_id)
    ways_on = [
        (state, MoveReport(initial={"state": state}))
        for state in queries.ways_on(found)
    ]
    return render(request, "steward/report.html", {"report": found, "ways_on": ways_on})


@access(Rule.STEWARD)
@require_POST
def move_report(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    found = get_object_or_404(
        Report.objects.visible_to(request.user), public_id=public_id
    )
    form = MoveReport(request.POST)
    if not form.is_valid():
        return refused(request, form, "steward:report", public_id)
    try:
        members.move_report(found, form.cleaned_data["state"], by=request.user)
    except members.ReportMoved:
        messages.info(request, _("Somebody else of the house had just moved it."))
    else:
        messages.success(request, _("It is kept."))
    return redirect("steward:report", public_id)


# ── Whose asks pause ──────────────────────────────────────────────────────────


@access(Rule.STEWARD)
@require_POST
def lift_pause(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    pause = get_object_or_404(pauses_for(request.user), public_id=public_id)
    form = Gesture(request.POST)
    if not form.is_valid():
        return refused(request, form, "steward:room")
    ties.lift_pause(pause, now=request.now)
    words = {"name": pause.member.given_name}
    messages.success(request, _("%(name)s may ask again.") % words)
    return redirect("steward:room")
