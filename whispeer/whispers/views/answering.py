"""The one who is asked: help, pass it on, let it rest, or too much this week."""

import uuid
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from whispeer.ground.access import Rule, access
from whispeer.ground.answers import refused
from whispeer.ground.forms import Gesture
from whispeer.introductions.queries import details_to_share
from whispeer.members.http import MemberRequest
from whispeer.ties.queries import has_felt
from whispeer.whispers import actions, queries
from whispeer.whispers.forms import Carry, Help
from whispeer.whispers.models import Relay
from whispeer.whispers.queries.praise import said_of_seeker
from whispeer.whispers.queries.trail import told_of
from whispeer.whispers.states import Step
from whispeer.whispers.views.answers import accepted, over, to_room


@access(Rule.MEMBER)
@require_safe
def entrusted(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    return show(request, given(request, public_id))


@access(Rule.MEMBER)
@require_POST
def help_with(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    relay = given(request, public_id)
    form = Help(details_to_share(request.user), request.POST)
    if not form.is_valid():
        return show(request, relay, help=form)
    act = partial(actions.help_with, relay, by=request.user, now=request.now)
    act = partial(act, word=form.cleaned_data["word"], details=form.chosen)
    try:
        if not accepted(form, act):
            return show(request, relay, help=form)
    except actions.WhisperOver:
        return over(request)
    return to_room(request, _("Your yes is kept. You will hear if it comes about."))


@access(Rule.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def carry(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """A page of its own: whom to think of costs more than to read what is asked."""
    relay = given(request, public_id)
    if not queries.may_carry(relay):
        raise Http404
    if relay.state not in {Step.ASKED, Step.CARRIES} or ended(request, relay):
        return over(request)
    form = carry_form(request, relay)
    if form.is_valid():
        act = partial(actions.carry, relay, form.chosen, by=request.user)
        act = partial(act, line=form.cleaned_data["line"], now=request.now)
        try:
            if accepted(form, act):
                words = {"name": form.chosen.given_name}
                messages.success(
                    request, _("It goes to %(name)s, when it is time.") % words
                )
                return redirect("whispers:entrusted", public_id)
        except actions.WhisperOver:
            return over(request)
    page = {"one": queries.entrusted(relay), "form": form}
    return render(request, "whispers/carry.html", page)


@access(Rule.MEMBER)
@require_POST
def let_rest(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    relay = given(request, public_id)
    form = Gesture(request.POST)
    if not form.is_valid():
        return refused(request, form, "whispers:entrusted", public_id)
    actions.let_rest(relay, by=request.user, now=request.now)
    return to_room(request, _("It rests. Nobody will know that it was you."))


@access(Rule.MEMBER)
@require_POST
def say_too_much(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    relay = given(request, public_id)
    form = Gesture(request.POST)
    if not form.is_valid():
        return refused(request, form, "whispers:entrusted", public_id)
    actions.say_too_much(relay, by=request.user, now=request.now)
    return to_room(
        request, _("It rests, and nothing more is asked of you for seven days.")
    )


def given(request: MemberRequest, public_id: uuid.UUID) -> Relay:
    """What was put into the reader's hands; to others it is not there."""
    relay = queries.given(request.user, public_id, request.now)
    if relay is None:
        raise Http404
    return relay


def show(request: MemberRequest, relay: Relay, **forms: Any) -> HttpResponse:
    """The page of the reader's place; a form that came back stands on it if it still may."""
    story = queries.story(relay.whisper, request.user)
    one = queries.entrusted(relay)
    page: dict[str, Any] = {"one": one, "seen": one.seen, "story": story}
    page["felt"] = has_felt(request.user, str(relay.public_id))
    if story:
        page["helped"] = relay.state == Step.LANDED
        return render(request, "whispers/story.html", page)
    if relay.state == Step.ASKED:
        page["recommended"] = said_of_seeker(relay, request.user, request.now)
        page["help"] = Help(details_to_share(request.user))
        page["may_carry"] = queries.may_carry(relay)
        return render(request, "whispers/asked.html", page | forms)
    if relay.state not in {Step.CARRIES, Step.HELPS} or ended(request, relay):
        return over(request)
    if relay.state == Step.CARRIES:
        page["may_carry"] = queries.may_carry(relay)
        page["waiting"] = queries.waiting(relay.whisper, request.user)
        onward = queries.onward(relay, request.user, request.now)
        page["onward"] = [told_of(one) for one in onward if one.name]
        page["handed"] = queries.handed_by(relay.whisper, request.user, request.now)
    return render(request, "whispers/carried.html", page)


def ended(request: MemberRequest, relay: Relay) -> bool:
    return queries.is_over(relay.whisper, request.now)


def carry_form(request: MemberRequest, relay: Relay) -> Carry:
    proposals = queries.whom(relay.whisper, request.user, request.now)
    ties = queries.others_to_ask(relay.whisper, request.user, relay.by)
    return Carry(proposals, ties, request.POST if request.method == "POST" else None)
