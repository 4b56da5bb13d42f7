"""The page of one person, and what one may do there."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from whispeer.ground.access import Rule, access
from whispeer.ground.forms import Gesture
from whispeer.members.http import MemberRequest
from whispeer.members.models import Member
from whispeer.members.queries import description
from whispeer.members.states import Closeness
from whispeer.ties import actions, queries
from whispeer.ties.forms import Deny, Keep, Mine, Thank
from whispeer.ties.models import Event, Side
from whispeer.ties.queries.before import led_by
from whispeer.ties.views.answers import tell_mistakes


@access(Rule.MEMBER)
@require_safe
def person(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    member = queries.person_for(request.user, public_id)
    if member == request.user:
        return redirect("members:me")
    return show(request, member)


@access(Rule.MEMBER)
@require_POST
def met(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    side = own_side(request, public_id)
    form = Gesture(request.POST)
    if not form.is_valid():
        tell_mistakes(request, form)
        return show(request, side.other)
    actions.say_met(side.tie, by=request.user, now=request.now)
    words = {"name": side.other.given_name}
    messages.success(request, _("It is noted: you and %(name)s met today.") % words)
    return redirect("ties:person", public_id)


@access(Rule.MEMBER)
@require_POST
def deny(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    side = own_side(request, public_id)
    form = Deny(request.POST)
    if not form.is_valid():
        tell_mistakes(request, form)
        return show(request, side.other)
    event = event_of(request, side, form)
    try:
        actions.deny(event, by=request.user, now=request.now)
    except actions.TooLate:
        messages.error(
            request,
            _("This was said more than a week ago: it can no longer be taken back."),
        )
        return show(request, side.other)
    messages.success(request, _("It is taken back, and nobody is told."))
    return redirect("ties:person", public_id)


@access(Rule.MEMBER)
@require_POST
def thank(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    side = own_side(request, public_id)
    form = Thank(request.POST)
    if not form.is_valid():
        return show(request, side.other, thank_form=form)
    words = form.cleaned_data["words"]
    actions.thank(side.tie, words=words, by=request.user, now=request.now)
    name = {"name": side.other.given_name}
    messages.success(
        request, _("Your words are with %(name)s, who alone will read them.") % name
    )
    return redirect("ties:person", public_id)


@access(Rule.MEMBER)
@require_POST
def naming(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """Both things one says for oneself: where one met, and whether it may be named."""
    side = own_side(request, public_id)
    form = Mine(request.POST)
    if not form.is_valid():
        return show(request, side.other, mine_form=form)
    actions.say_where_met(side, met=form.cleaned_data["met"], by=request.user)
    nameable = form.cleaned_data["nameable"]
    actions.name_tie(side, nameable=nameable, by=request.user, now=request.now)
    messages.success(request, _("It is kept. Nobody is told that you changed it."))
    return redirect("ties:person", public_id)


@access(Rule.MEMBER)
@require_POST
def let_go(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    side = own_side(request, public_id)
    form = Gesture(request.POST)
    if not form.is_valid():
        tell_mistakes(request, form)
        return show(request, side.other)
    actions.let_go(side.tie, by=request.user, now=request.now)
    words = {"name": side.other.given_name}
    messages.success(
        request, _("Your tie with %(name)s is let go. Nobody is told.") % words
    )
    return redirect("ties:network")


@access(Rule.MEMBER)
@require_POST
def block(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    member = queries.person_for(request.user, public_id)
    form = Gesture(request.POST)
    if member == request.user:
        raise Http404
    if not form.is_valid():
        tell_mistakes(request, form)
        return show(request, member)
    actions.block(member, by=request.user, now=request.now)
    messages.success(
        request,
        _(
            "From now on you and %(name)s do not exist for each other here. Nobody is "
            "told, and you can lift it in your privacy."
        )
        % {"name": member.given_name},
    )
    return redirect("ties:network")


def own_side(request: MemberRequest, public_id: uuid.UUID) -> Side:
    sides = Side.objects.visible_to(request.user).select_related("tie")
    return get_object_or_404(sides, other__public_id=public_id)


def event_of(request: MemberRequest, side: Side, form: Deny) -> Event:
    """What the form is about, lived in this very tie; or 404."""
    event = queries.event_for(request.user, form.cleaned_data["event"])
    if event is None or event.tie_id != side.tie_id:
        raise Http404
    return event


def show(request: MemberRequest, member: Member, **forms: Any) -> HttpResponse:
    """The portrait as this closeness opens it; a tie's page holds the gestures too."""
    closeness = queries.closeness(request.user, member)
    page: dict[str, Any] = {
        "member": member,
        "seen": queries.portrait_for(request.user, member, closeness),
        "description": description(member, closeness),
    }
    if closeness != Closeness.TIE:
        page["ways"] = queries.way_to(request.user, member)
        return render(request, "ties/within_reach.html", page)
    return render(request, "ties/person.html", page | tied(request, member) | forms)


def tied(request: MemberRequest, member: Member) -> dict[str, Any]:
    """What the page of a tie holds beside the portrait."""
    side = own_side(request, member.public_id)
    said = {"met": side.met, "nameable": side.nameable}
    return {
        "side": side,
        "encounters": queries.met_member(request.user, member),
        "note_query": f"person={member.public_id}",
        "led_by": led_by(side),
        "moments": queries.lived_lately(side.tie, request.user, request.now),
        "may_ask": queries.may_ask(request.user, member),
        "may_vouch": queries.may_vouch(request.user, member),
        "vouches": queries.vouches_for(request.user, member),
        "vouched": queries.vouches_for(member, request.user),
        "thanks": queries.thanks_of(side.tie),
        "said_met": queries.has_said_met(side.tie, request.user, request.now),
        "standing": queries.standing_of(side, request.now),
        "keep_form": Keep(initial={"kept": side.kept}),
        "thank_form": Thank(),
        "mine_form": Mine(initial=said),
    }
