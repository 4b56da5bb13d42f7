"""The seeker's yes; and afterwards what became of it, and thanks."""

import uuid
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from whispeer.ground.access import Rule, access
from whispeer.ground.answers import refused
from whispeer.ground.forms import Gesture
from whispeer.introductions.queries import details_to_share
from whispeer.members.http import MemberRequest
from whispeer.whispers import actions
from whispeer.whispers.forms import Accept, Outcome, Thank
from whispeer.whispers.models import Relay, Whisper
from whispeer.whispers.views.answers import accepted, over
from whispeer.whispers.views.own import own, show


@access(Rule.MEMBER)
@require_POST
def accept(
    request: MemberRequest, public_id: uuid.UUID, relay: uuid.UUID
) -> HttpResponse:
    row = own(request, public_id)
    helping = offer_of(row, relay)
    form = Accept(details_to_share(request.user), request.POST)
    if not form.is_valid():
        return show(request, row, accept=form)
    try:
        act = partial(actions.accept, helping, by=request.user, now=request.now)
        if not accepted(form, partial(act, details=form.chosen)):
            return show(request, row, accept=form)
    except actions.WhisperOver:
        return over(request)
    messages.success(request, _("It landed. Everybody else is thanked."))
    return redirect("whispers:whisper", public_id)


@access(Rule.MEMBER)
@require_POST
def not_this_one(
    request: MemberRequest, public_id: uuid.UUID, relay: uuid.UUID
) -> HttpResponse:
    row = own(request, public_id)
    helping = offer_of(row, relay)
    form = Gesture(request.POST)
    if not form.is_valid():
        return refused(request, form, "whispers:whisper", public_id)
    try:
        actions.not_this_one(helping, by=request.user, now=request.now)
    except actions.WhisperOver:
        return over(request)
    messages.success(request, _("Not this one. Nobody is told, and it goes on."))
    return redirect("whispers:whisper", public_id)


@access(Rule.MEMBER)
@require_POST
def say_outcome(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    row = own(request, public_id)
    form = Outcome(request.POST)
    if not form.is_valid():
        return show(request, row, outcome=form)
    words = form.cleaned_data["outcome"]
    try:
        actions.say_outcome(row, by=request.user, words=words, now=request.now)
    except actions.WhisperOver:
        return over(request)
    messages.success(request, _("It is kept, for you alone."))
    return redirect("whispers:whisper", public_id)


@access(Rule.MEMBER)
@require_POST
def thank(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    row = own(request, public_id)
    form = Thank(request.POST)
    if not form.is_valid():
        return show(request, row, thank=form)
    words = form.cleaned_data["words"]
    try:
        if not accepted(
            form,
            partial(actions.thank, row, by=request.user, words=words, now=request.now),
        ):
            return show(request, row, thank=form)
    except actions.WhisperOver:
        return over(request)
    messages.success(request, _("Your words are with those who carried it."))
    return redirect("whispers:whisper", public_id)


def offer_of(row: Whisper, public_id: uuid.UUID) -> Relay:
    """Somebody's yes to this whisper; the one who sought may read all of them."""
    if row.pk is None:
        raise Http404
    return get_object_or_404(row.relays.exclude(answered_at=None), public_id=public_id)
