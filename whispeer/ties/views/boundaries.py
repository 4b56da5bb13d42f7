"""Never with, and what binds one to others: said for oneself alone."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from whispeer.ground.access import Rule, access
from whispeer.ground.forms import Gesture
from whispeer.members.http import MemberRequest
from whispeer.ties import actions, queries
from whispeer.ties.forms import Declare, KeepAway
from whispeer.ties.forms.boundaries import OfOne
from whispeer.ties.views.answers import tell_mistakes


@access(Rule.MEMBER)
@require_safe
def boundaries(request: MemberRequest) -> HttpResponse:
    return show(request)


@access(Rule.MEMBER)
@require_POST
def keep_away(request: MemberRequest) -> HttpResponse:
    form = KeepAway(queries.ties_by_name(request.user), request.POST)
    if form.is_valid():
        try:
            for one in form.whom:
                actions.keep_away(by=request.user, now=request.now, **one)
        except actions.OfOneself:
            form.add_error(None, _("That is you. Keep somebody else away."))
        else:
            messages.success(request, _("It is kept, and nobody is told."))
            return redirect("ties:boundaries")
    return show(request, never=form)


@access(Rule.MEMBER)
@require_POST
def let_near(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    mine = queries.boundaries_of(request.user)
    boundary = get_object_or_404(mine, public_id=public_id)
    form = Gesture(request.POST)
    if not form.is_valid():
        tell_mistakes(request, form)
        return show(request)
    actions.let_near(boundary, by=request.user)
    messages.success(request, _("You may be brought together again."))
    return redirect("ties:boundaries")


@access(Rule.MEMBER)
@require_POST
def declare(request: MemberRequest) -> HttpResponse:
    form = Declare(queries.ties_by_name(request.user), request.POST)
    if form.is_valid():
        kind = form.cleaned_data["kind"]
        for one in form.whom:
            actions.declare(kind, by=request.user, now=request.now, **one)
        messages.success(request, _("It is kept, and nobody is told."))
        return redirect("ties:boundaries")
    return show(request, relation=form)


@access(Rule.MEMBER)
@require_POST
def take_back(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    mine = queries.relations_of(request.user)
    relation = get_object_or_404(mine, public_id=public_id)
    form = Gesture(request.POST)
    if not form.is_valid():
        tell_mistakes(request, form)
        return show(request)
    actions.take_back(relation, by=request.user)
    messages.success(request, _("It is forgotten."))
    return redirect("ties:boundaries")


def show(
    request: MemberRequest, never: OfOne | None = None, relation: OfOne | None = None
) -> HttpResponse:
    ties = queries.ties_by_name(request.user)
    page: dict[str, Any] = {
        "boundaries": queries.boundaries_of(request.user),
        "relations": queries.relations_of(request.user),
        "never": never or KeepAway(ties),
        "relation": relation or Declare(ties),
        "here": "ties",
    }
    return render(request, "ties/boundaries.html", page)
