"""Past the wall: somebody without an account holds a link that serves once."""

import uuid
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from whispeer.ground.access import Rule, access
from whispeer.ground.forms import Gesture
from whispeer.ground.http import VisitorRequest
from whispeer.ties.queries import exist
from whispeer.ties.views.answers import member_of
from whispeer.whispers import actions, queries
from whispeer.whispers.forms import Guest
from whispeer.whispers.models import Relay


@access(Rule.ANYONE)
@require_safe
def beyond(
    request: VisitorRequest, public_id: uuid.UUID, signature: str
) -> HttpResponse:
    relay = held(request, public_id, signature)
    return over(request) if relay is None else show(request, relay, signature)


@access(Rule.ANYONE)
@require_POST
def help_from_outside(
    request: VisitorRequest, public_id: uuid.UUID, signature: str
) -> HttpResponse:
    relay = held(request, public_id, signature)
    if relay is None:
        return over(request)
    form = Guest(request.POST)
    if not form.is_valid():
        return show(request, relay, signature, form)
    act = partial(actions.help_from_outside, relay, now=request.now)
    try:
        act(
            given_name=form.cleaned_data["given_name"],
            detail=form.cleaned_data["detail"],
        )
    except actions.WhisperOver:
        return over(request)
    return redirect("whispers:beyond", public_id, signature)


@access(Rule.ANYONE)
@require_POST
def out_of_sight(
    request: VisitorRequest, public_id: uuid.UUID, signature: str
) -> HttpResponse:
    relay = held(request, public_id, signature)
    if relay is None:
        return over(request)
    if not Gesture(request.POST).is_valid():
        return show(request, relay, signature)
    actions.take_out_of_sight(relay, now=request.now)
    return redirect("whispers:beyond", public_id, signature)


def held(request: VisitorRequest, public_id: uuid.UUID, signature: str) -> Relay | None:
    """What the link opens; nothing for a member for whom its giver does not exist."""
    relay, viewer = (
        queries.handed(public_id, signature, request.now),
        member_of(request),
    )
    if relay is None or (viewer and not exist(viewer, relay.by)):
        return None
    return relay


def show(
    request: VisitorRequest, relay: Relay, signature: str, form: Guest | None = None
) -> HttpResponse:
    link = [relay.public_id, signature]
    page: dict[str, Any] = {
        "seen": queries.outside(relay),
        "help": reverse("whispers:beyond_help", args=link),
        "hide": reverse("whispers:beyond_hide", args=link),
    }
    if queries.has_said_yes(relay):
        page["landed"] = queries.has_landed(relay)
        page["thanks"] = relay.whisper.thanks
        return render(request, "whispers/beyond_said.html", page)
    page["form"] = form or Guest()
    return render(request, "whispers/beyond.html", page)


def over(request: VisitorRequest) -> HttpResponse:
    """The same for a forged link, one that was, and one whose whisper was taken back."""
    return render(request, "whispers/beyond_over.html", status=404)
