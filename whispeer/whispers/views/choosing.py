"""Whom one's whisper goes to next; and somebody chosen whom one would rather not ask."""

import uuid
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from whispeer.ground.access import Rule, access
from whispeer.ground.forms import Gesture
from whispeer.members.http import MemberRequest
from whispeer.whispers import actions, queries
from whispeer.whispers.views.answers import accepted, over, refused
from whispeer.whispers.views.own import choose_form, own, show


@access(Rule.MEMBER)
@require_POST
def choose(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    row = own(request, public_id)
    form = choose_form(request, row, request.POST)
    if form.is_valid():
        act = partial(actions.choose, row, form.chosen, by=request.user)
        try:
            if accepted(form, partial(act, now=request.now)):
                words = {"name": form.chosen.given_name}
                messages.success(
                    request, _("It goes to %(name)s, when it is time.") % words
                )
                return redirect("whispers:whisper", public_id)
        except actions.WhisperOver:
            return over(request)
    return show(request, row, choose=form)


@access(Rule.MEMBER)
@require_POST
def unchoose(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """Whoever chose, seeker or carrier, is back where he was."""
    relay = get_object_or_404(queries.chosen_by(request.user), public_id=public_id)
    form = Gesture(request.POST)
    back = ("whispers:whisper", relay.whisper.public_id)
    if relay.after is not None:
        back = ("whispers:entrusted", relay.after.public_id)
    if not form.is_valid():
        return refused(request, form, *back)
    try:
        actions.unchoose(relay, by=request.user)
    except actions.WhisperOver:
        messages.info(request, _("It had left already."))
    else:
        messages.success(request, _("It will not go there."))
    return redirect(*back)
