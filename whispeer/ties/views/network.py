"""My network: one's ties, one's cards, and whom one's people could lead to."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from whispeer.ground.access import Rule, access
from whispeer.ground.forms import Gesture
from whispeer.members.http import MemberRequest
from whispeer.ties import actions, queries
from whispeer.ties.models import Suggestion
from whispeer.ties.queries import suggestions
from whispeer.ties.views.answers import start, tell_mistakes


@access(Rule.MEMBER)
@require_safe
def network(request: MemberRequest) -> HttpResponse:
    return show(request)


@access(Rule.MEMBER)
@require_POST
def let_suggestion_pass(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    mine = Suggestion.objects.visible_to(request.user, request.now)
    suggestion = get_object_or_404(mine, public_id=public_id)
    form = Gesture(request.POST)
    if not form.is_valid():
        tell_mistakes(request, form)
        return show(request)
    actions.let_suggestion_pass(suggestion, by=request.user)
    return redirect("ties:network")


def show(request: MemberRequest) -> HttpResponse:
    """The whole room; from the second page of people on, the people only."""
    ties = queries.ties_of(request.user, start(request))
    page: dict[str, Any] = {"ties": ties}
    if ties.begins:
        page |= {
            "proposals": suggestions.for_page(request.user, request.now),
            "newcomer": queries.invitation_to_open(request.user),
            "cards": queries.cards_offered(request.user, request.now),
        }
    return render(request, "ties/network.html", page)
