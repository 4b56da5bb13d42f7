"""Who hears of me, whom I blocked, where I am signed in."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from whispeer.ground.access import Rule, access
from whispeer.ground.answers import refused
from whispeer.ground.forms import Gesture
from whispeer.members import actions, queries
from whispeer.members.forms import DiscoverabilityForm, EndSession
from whispeer.members.http import MemberRequest


@access(Rule.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def privacy(request: MemberRequest) -> HttpResponse:
    form = DiscoverabilityForm(
        queries.heard_as(request.user),
        request.POST if request.method == "POST" else None,
        initial={"discoverability": request.user.discoverability},
    )
    if form.is_valid():
        chosen = form.cleaned_data["discoverability"]
        actions.change_discoverability(chosen, by=request.user)
        messages.success(request, _("It is kept."))
        return redirect("members:privacy")
    page = {
        "form": form,
        "blocks": queries.blocks_of(request.user),
        "lift": Gesture(),
    }
    return render(request, "members/privacy.html", page)


@access(Rule.MEMBER)
@require_POST
def lift_block(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    block = get_object_or_404(queries.blocks_of(request.user), of__public_id=public_id)
    form = Gesture(request.POST)
    if form.is_valid():
        actions.lift_block(block.of, by=request.user)
        messages.success(request, _("You exist for each other again."))
        return redirect("members:privacy")
    return refused(request, form, "members:privacy")


@access(Rule.MEMBER)
@require_safe
def sessions(request: MemberRequest) -> HttpResponse:
    opened = queries.sessions_of(request.user, request.session.session_key)
    page = {
        "sessions": [(one, EndSession(initial={"token": one.token})) for one in opened],
        "elsewhere": not all(one.is_current for one in opened),
        "others": Gesture(),
    }
    return render(request, "members/sessions.html", page)


@access(Rule.MEMBER)
@require_POST
def end_session(request: MemberRequest) -> HttpResponse:
    form = EndSession(request.POST)
    if form.is_valid():
        actions.end_session(form.cleaned_data["token"], by=request.user)
        messages.success(request, _("That browser is signed out."))
        return redirect("members:sessions")
    return refused(request, form, "members:sessions")


@access(Rule.MEMBER)
@require_POST
def end_other_sessions(request: MemberRequest) -> HttpResponse:
    form = Gesture(request.POST)
    if form.is_valid():
        key = request.session.session_key
        actions.end_other_sessions(by=request.user, current_key=key)
        messages.success(request, _("You are signed in here, and nowhere else."))
        return redirect("members:sessions")
    return refused(request, form, "members:sessions")
