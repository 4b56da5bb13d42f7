"""Bringing two of one's ties together."""

import uuid
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from whispeer.ground.access import Rule, access
from whispeer.introductions import actions, queries
from whispeer.introductions.forms import Offer
from whispeer.introductions.queries import Pair
from whispeer.introductions.views.answers import accepted, to_list
from whispeer.introductions.views.asking import own_tie
from whispeer.members.http import MemberRequest
from whispeer.members.models import Member
from whispeer.ties.queries import ties_by_name


@access(Rule.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: MemberRequest) -> HttpResponse:
    return offered(request, {})


@access(Rule.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def offer_one(request: MemberRequest, one: uuid.UUID) -> HttpResponse:
    """With one of the two chosen already, on his page."""
    return offered(request, {"one": own_tie(request, one)})


@access(Rule.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def offer_pair(
    request: MemberRequest, one: uuid.UUID, other: uuid.UUID
) -> HttpResponse:
    """With both, and the reason for which they were proposed, when there was one."""
    two = own_tie(request, one), own_tie(request, other)
    pair = queries.pair_of(request.user, *two, now=request.now)
    return offered(request, {"one": two[0], "other": two[1]}, pair)


def offered(
    request: MemberRequest, chosen: dict[str, Member], pair: Pair | None = None
) -> HttpResponse:
    ties = ties_by_name(request.user)
    form = Offer(
        ties,
        request.POST if request.method == "POST" else None,
        initial={name: str(person.public_id) for name, person in chosen.items()},
    )
    if form.is_valid() and accepted(form, partial(act, request, form, ties)):
        return to_list(
            request, _("Both are asked, each alone. You are told if it works.")
        )
    page: dict[str, Any] = {"form": form, "enough": len(ties) > 1, "pair": pair}
    page["here"] = "ties"
    return render(request, "introductions/offer.html", page)


def act(request: MemberRequest, form: Offer, ties: list[Member]) -> None:
    by_id = {str(one.public_id): one for one in ties}
    said = form.cleaned_data
    one, other = by_id[said["one"]], by_id[said["other"]]
    actions.offer(one, other, by=request.user, words=said["words"], now=request.now)
