"""Whom one's whisper goes to next; and somebody chosen whom one would rather not ask."""

import uuid
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from whispeer.ground.access import Rule, access
from whispeer.ground.answers import refused
from whispeer.ground.forms import Gesture
from whispeer.members.http import MemberRequest
from whispeer.whispers import actions, queries
from whispeer.whispers.forms import Choose
from whispeer.whispers.models import Whisper
from whispeer.whispers.states import State
from whispeer.whispers.views.answers import accepted, over
from whispeer.whispers.views.own import own


@access(Rule.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """A page of its own: whom to think of costs more than to read how it goes."""
    row = own(request, public_id)
    if row.state != State.UNDER_WAY:
        return over(request)
    form = choose_form(request, row)
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
    return render(request, "whispers/choose.html", {"whisper": row, "form": form})


def choose_form(request: MemberRequest, row: Whisper) -> Choose:
    proposals = queries.whom(row, request.user, request.now)
    others = queries.others_to_ask(row, request.user)
    return Choose(proposals, others, request.POST if request.method == "POST" else None)


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
