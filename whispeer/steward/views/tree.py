"""Who invited whom, and a branch that is let to rest."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_POST,
    require_safe,
)

from whispeer.ground.access import Rule, access
from whispeer.ground.answers import refused
from whispeer.ground.forms import Gesture
from whispeer.members.http import MemberRequest
from whispeer.steward import queries
from whispeer.ties import actions as ties
from whispeer.ties.queries import branches_at_rest


@access(Rule.STEWARD)
@require_safe
def tree(request: MemberRequest) -> HttpResponse:
    page = {"lately": queries.came_lately(), "resting": branches_at_rest()}
    return render(request, "steward/tree.html", page)


@access(Rule.STEWARD)
@require_safe
def branch(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    found = queries.branch_for(request.user, public_id)
    return render(request, "steward/branch.html", {"branch": found})


@access(Rule.STEWARD)
@require_POST
def let_rest(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    found = queries.branch_for(request.user, public_id)
    form = Gesture(request.POST)
    if not form.is_valid():
        return refused(request, form, "steward:branch", public_id)
    ties.let_rest(found.member, by=request.user, now=request.now)
    messages.success(request, _("This branch rests, until you wake it."))
    return redirect("steward:branch", public_id)


@access(Rule.STEWARD)
@require_POST
def wake(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    found = queries.branch_for(request.user, public_id)
    form = Gesture(request.POST)
    if not form.is_valid():
        return refused(request, form, "steward:branch", public_id)
    if found.member.frozen_at is None:
        raise Http404
    ties.wake(found.member)
    messages.success(request, _("This branch is awake again."))
    return redirect("steward:branch", public_id)
