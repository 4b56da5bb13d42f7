"""Asking a tie for somebody: whom a suggestion describes, whom one may name, or anybody."""

import uuid
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from whispeer.ground.access import Rule, access
from whispeer.introductions import actions, queries
from whispeer.introductions.forms import Ask
from whispeer.introductions.views.answers import accepted, to_list
from whispeer.members.http import MemberRequest
from whispeer.members.models import Member
from whispeer.ties.models import Side, Suggestion
from whispeer.ties.queries import person_for, way_to
from whispeer.ties.queries.suggestions import proposal_of


@access(Rule.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """Somebody a suggestion speaks of; the reason stands beside."""
    mine = Suggestion.objects.visible_to(request.user, request.now)
    suggestion = get_object_or_404(mine, public_id=public_id)
    shown = proposal_of(suggestion, request.user)
    page = {"through": shown.through, "shown": shown, "name": shown.name}
    return asked(request, page, about=suggestion.about)


@access(Rule.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def ask_about(
    request: MemberRequest, through: uuid.UUID, about: uuid.UUID
) -> HttpResponse:
    """Somebody within reach who lets himself be named, through one who leads there."""
    person, middle = person_for(request.user, about), own_tie(request, through)
    if middle not in way_to(request.user, person):
        raise Http404
    return asked(request, {"through": middle, "name": person.name}, about=person)


@access(Rule.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def ask_tie(request: MemberRequest, through: uuid.UUID) -> HttpResponse:
    """Somebody this tie knows, whoever he thinks of."""
    sought = request.user.portrait.looking_for
    return asked(request, {"through": own_tie(request, through)}, reason=sought)


def asked(
    request: MemberRequest,
    page: dict[str, Any],
    about: Member | None = None,
    reason: str = "",
) -> HttpResponse:
    details = queries.details_to_share(request.user)
    data = request.POST if request.method == "POST" else None
    form = Ask(details, data, initial={"reason": reason})
    if form.is_valid():
        act = partial(
            actions.ask, by=request.user, through=page["through"], about=about
        )
        act = partial(act, reason=form.cleaned_data["reason"], now=request.now)
        if accepted(form, partial(act, details=form.chosen(details))):
            words = {"name": page["through"].given_name}
            return to_list(request, _("It is with %(name)s.") % words)
    page |= {"form": form, "here": "ties"}
    return render(request, "introductions/ask.html", page)


def own_tie(request: MemberRequest, public_id: uuid.UUID) -> Member:
    sides = Side.objects.visible_to(request.user).select_related("other__portrait")
    return get_object_or_404(sides, other__public_id=public_id).other
