"""Answering for a tie who is new; saying that a meeting was one."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from whispeer.ground.access import Rule, access
from whispeer.ground.forms import Gesture
from whispeer.members.http import MemberRequest
from whispeer.ties import actions
from whispeer.ties.forms import Deny
from whispeer.ties.views.answers import tell_mistakes
from whispeer.ties.views.people import event_of, own_side, show


@access(Rule.MEMBER)
@require_POST
def vouch(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    side = own_side(request, public_id)
    form = Gesture(request.POST)
    if not form.is_valid():
        tell_mistakes(request, form)
        return show(request, side.other)
    try:
        actions.vouch(side.tie, by=request.user, now=request.now)
    except actions.NothingToVouch:
        messages.info(request, _("Nobody needs it any more."))
    else:
        words = {"name": side.other.given_name}
        messages.success(request, _("You answer for %(name)s.") % words)
    return redirect("ties:person", public_id)


@access(Rule.MEMBER)
@require_POST
def take_back_vouch(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    side = own_side(request, public_id)
    form = Gesture(request.POST)
    if not form.is_valid():
        tell_mistakes(request, form)
        return show(request, side.other)
    actions.take_back_vouch(side.other, by=request.user)
    words = {"name": side.other.given_name}
    messages.success(request, _("You answer for %(name)s no longer.") % words)
    return redirect("ties:person", public_id)


@access(Rule.MEMBER)
@require_POST
def confirm_met(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    side = own_side(request, public_id)
    form = Deny(request.POST)
    if not form.is_valid():
        tell_mistakes(request, form)
        return show(request, side.other)
    event = event_of(request, side, form)
    try:
        actions.confirm_met(event, by=request.user, now=request.now)
    except actions.NotAMeeting:
        raise Http404 from None
    messages.success(request, _("You both say so."))
    return redirect("ties:person", public_id)
