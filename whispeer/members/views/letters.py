"""When one is told that something waits, how much one bears, whom one likes to welcome."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from whispeer.ground.access import Rule, access
from whispeer.ground.answers import refused
from whispeer.ground.forms import Gesture
from whispeer.ground.http import VisitorRequest
from whispeer.members import actions, queries
from whispeer.members.forms import (
    NEVER,
    BearingForm,
    LettersForm,
    WeekForm,
    WelcomingForm,
)
from whispeer.members.http import MemberRequest


@access(Rule.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def letters(request: MemberRequest) -> HttpResponse:
    hour = request.user.mail_hour
    form = LettersForm(
        request.POST if request.method == "POST" else None,
        initial={"mail_hour": NEVER if hour is None else hour},
    )
    if form.is_valid():
        chosen = form.cleaned_data["mail_hour"]
        actions.change_mail_hour(chosen, by=request.user, now=request.now)
        messages.success(request, _("It is kept."))
        return redirect("members:letters")
    return render(request, "members/letters.html", {"form": form})


@access(Rule.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def welcoming(request: MemberRequest) -> HttpResponse:
    form = WelcomingForm(
        request.POST if request.method == "POST" else None,
        initial={"welcomes": request.user.welcomes},
    )
    if form.is_valid():
        actions.change_welcoming(form.cleaned_data["welcomes"], by=request.user)
        messages.success(request, _("It is kept."))
        return redirect("members:welcoming")
    return render(request, "members/welcoming.html", {"form": form})


@access(Rule.MEMBER)
@require_POST
def full_week(request: MemberRequest) -> HttpResponse:
    form = WeekForm(request.POST)
    if not form.is_valid():
        return refused(request, form, "members:me")
    actions.say_full(by=request.user, now=request.now)
    messages.success(request, _("It is noted. For a week the house proposes nothing."))
    return redirect(form.cleaned_data["back"])


@access(Rule.MEMBER)
@require_POST
def free_week(request: MemberRequest) -> HttpResponse:
    form = WeekForm(request.POST)
    if not form.is_valid():
        return refused(request, form, "members:me")
    actions.say_free(by=request.user)
    messages.success(request, _("It is noted. The house proposes something again."))
    return redirect(form.cleaned_data["back"])


@access(Rule.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def bearing(request: MemberRequest) -> HttpResponse:
    member = request.user
    form = BearingForm(
        request.POST if request.method == "POST" else None,
        initial={
            "asks_a_week": member.asks_a_week,
            "asked_by_anyone": member.asked_by_anyone,
        },
    )
    if form.is_valid():
        said = form.cleaned_data
        actions.change_bearing(said["asks_a_week"], said["asked_by_anyone"], by=member)
        messages.success(request, _("It is kept."))
        return redirect("members:bearing")
    return render(request, "members/bearing.html", {"form": form})


# A program that reads mail has no page of ours, so no token and no key: the signature
# in the address is what lets it, and doing it twice is doing it once (RFC 8058).
@access(Rule.ANYONE)
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def turn_down(
    request: VisitorRequest, public_id: uuid.UUID, signature: str
) -> HttpResponse:
    """One button for people, one click for their mail programs; a GET changes nothing."""
    reader = queries.reader_behind(public_id, signature)
    if reader is None:
        raise Http404
    one_click = request.POST.get("List-Unsubscribe") == "One-Click"
    form = Gesture(request.POST if request.method == "POST" else None)
    if one_click or form.is_valid():
        actions.change_mail_hour(None, by=reader, now=request.now)
        return HttpResponse(status=204) if one_click else redirect(request.path)
    page = {"form": form, "is_down": reader.mail_hour is None}
    return render(request, "members/turn_down.html", page)
