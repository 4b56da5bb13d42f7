"""Handing a whisper to somebody without an account: a link, sent by oneself."""

import uuid
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from whispeer.ground.access import Rule, access
from whispeer.ground.answers import refused
from whispeer.ground.forms import Gesture
from whispeer.members.http import MemberRequest
from whispeer.whispers import actions, queries
from whispeer.whispers.forms import HandOver
from whispeer.whispers.models import Relay, Whisper
from whispeer.whispers.states import Step
from whispeer.whispers.views.answering import given
from whispeer.whispers.views.answers import accepted, over
from whispeer.whispers.views.own import own


@access(Rule.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """By the one who seeks."""
    back = reverse("whispers:whisper", args=[public_id])
    return handed_over(request, own(request, public_id), back)


@access(Rule.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def carry_beyond(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """By one who was asked, or carries it."""
    relay = given(request, public_id)
    if not queries.may_carry(relay):
        raise Http404
    if relay.state not in {Step.ASKED, Step.CARRIES}:
        return over(request)
    return handed_over(request, relay, reverse("whispers:entrusted", args=[public_id]))


@access(Rule.MEMBER)
@require_safe
def handed(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    relay = link_of(request, public_id)
    page: dict[str, Any] = {"relay": relay, "back": back_of(relay)}
    page["live"] = queries.is_open(relay, request.now)
    if page["live"]:
        page["link"] = queries.way_outside(relay)
    return render(request, "whispers/handed.html", page)


@access(Rule.MEMBER)
@require_POST
def take_link_back(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    relay = link_of(request, public_id)
    form = Gesture(request.POST)
    if not form.is_valid():
        return refused(request, form, "whispers:handed", public_id)
    if queries.is_open(relay, request.now):
        actions.take_out_of_sight(relay, now=request.now)
        messages.success(request, _("The link is taken back: it opens nothing."))
    else:
        messages.info(request, _("It had come to its end already."))
    return redirect(back_of(relay))


def handed_over(
    request: MemberRequest, held: Whisper | Relay, back: str
) -> HttpResponse:
    whisper = held if isinstance(held, Whisper) else held.whisper
    if queries.is_over(whisper, request.now):
        return over(request)
    form = HandOver(request.POST if request.method == "POST" else None)
    if form.is_valid():
        made: list[Relay] = []
        act = partial(actions.hand_over, held, by=request.user, now=request.now)
        line = form.cleaned_data["line"]
        try:
            if accepted(form, lambda: made.append(act(line=line))):
                return redirect("whispers:handed", made[0].public_id)
        except actions.WhisperOver:
            return over(request)
    link = Relay(whisper=whisper, by=request.user, chosen_at=request.now)
    seen = queries.outside(link)
    page = {"form": form, "back": back, "seen": seen}
    return render(request, "whispers/hand_over.html", page)


def link_of(request: MemberRequest, public_id: uuid.UUID) -> Relay:
    return get_object_or_404(queries.links_of(request.user), public_id=public_id)


def back_of(relay: Relay) -> str:
    if relay.after is not None:
        return reverse("whispers:entrusted", args=[relay.after.public_id])
    return reverse("whispers:whisper", args=[relay.whisper.public_id])
