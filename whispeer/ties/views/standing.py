"""What one says of a tie for oneself: how one keeps it; and that the other helped."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from whispeer.ground.access import Rule, access
from whispeer.ground.forms import Gesture
from whispeer.members.http import MemberRequest
from whispeer.ties import actions
from whispeer.ties.forms import Keep
from whispeer.ties.states import Kept
from whispeer.ties.views.answers import tell_mistakes
from whispeer.ties.views.people import own_side, show


@access(Rule.MEMBER)
@require_POST
def keep(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    side = own_side(request, public_id)
    form = Keep(request.POST)
    if not form.is_valid():
        return show(request, side.other, keep_form=form)
    kept = Kept(form.cleaned_data["kept"])
    actions.keep_tie(side.tie, kept, by=request.user, now=request.now)
    messages.success(request, _("It is kept. Nobody is told that you changed it."))
    return redirect("ties:person", public_id)


@access(Rule.MEMBER)
@require_POST
def helped(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    side = own_side(request, public_id)
    form = Gesture(request.POST)
    if not form.is_valid():
        tell_mistakes(request, form)
        return show(request, side.other)
    actions.say_helped(side.tie, by=request.user, now=request.now)
    words = {"name": side.other.given_name}
    messages.success(
        request,
        _("It is noted that %(name)s helped you. To whom else could this be useful?")
        % words,
    )
    return redirect("ties:person", public_id)
