"""Words about work done together: written, accepted, taken back, and told of."""

import uuid
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from whispeer.ground.access import Rule, access
from whispeer.ground.answers import refused
from whispeer.ground.forms import Form, Gesture
from whispeer.introductions import actions, queries
from whispeer.introductions.actions import Praise
from whispeer.introductions.forms import Accept, Recommend
from whispeer.introductions.models import Recommendation
from whispeer.introductions.views.answers import accepted, done, no_longer
from whispeer.introductions.views.asking import own_tie
from whispeer.members.http import MemberRequest
from whispeer.members.views.reports import Told, reported
from whispeer.ties.queries import ties_by_name

ROOM = "introductions"
LIST, ONE = "introductions:recommendations", "introductions:recommendation"


@access(Rule.MEMBER)
@require_safe
def recommendations(request: MemberRequest) -> HttpResponse:
    page = queries.recommendations_of(request.user, request.now)._asdict()
    tied = bool(ties_by_name(request.user))
    page |= {"here": "ties", "tied": tied}
    return render(request, "introductions/recommendations.html", page)


@access(Rule.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def recommend(request: MemberRequest) -> HttpResponse:
    return written(request, {})


@access(Rule.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def recommend_one(request: MemberRequest, to: uuid.UUID) -> HttpResponse:
    """With the tie chosen already, on his page."""
    return written(request, {"to": str(own_tie(request, to).public_id)})


def written(request: MemberRequest, chosen: dict[str, str]) -> HttpResponse:
    ties = ties_by_name(request.user)
    data = request.POST if request.method == "POST" else None
    form = Recommend(ties, data, initial=chosen)
    if form.is_valid():
        said = form.cleaned_data
        of = next(one for one in ties if str(one.public_id) == said["to"])
        praise = Praise(said["work"], said["words"], said["limit"])
        act = partial(actions.recommend, of, praise, by=request.user, now=request.now)
        if accepted(form, act):
            words = {"name": of.given_name}
            return done(request, LIST, _("It is with %(name)s, to accept.") % words)
    page = {"form": form, "tied": bool(ties), "here": "ties"}
    return render(request, "introductions/recommend.html", page)


@access(Rule.MEMBER)
@require_safe
def recommendation(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    return show(request, own(request, public_id))


@access(Rule.MEMBER)
@require_POST
def accept_words(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    row = received(request, public_id)
    form = Accept(request.POST)
    if not form.is_valid():
        return show(request, row, form)
    act = partial(actions.accept, row, by=request.user, now=request.now)
    try:
        if accepted(form, partial(act, before_name=form.cleaned_data["before_name"])):
            return done(request, ONE, _("It is kept."), public_id)
    except actions.RecommendationOver:
        return no_longer(request)
    return show(request, row, form)


@access(Rule.MEMBER)
@require_POST
def let_be(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    row = received(request, public_id)
    form = Gesture(request.POST)
    if not form.is_valid():
        return refused(request, form, ONE, public_id)
    actions.let_be(row, by=request.user)
    return done(request, LIST, _("It is let be. Nobody is told."))


@access(Rule.MEMBER)
@require_POST
def take_back_words(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    row = own(request, public_id)
    form = Gesture(request.POST)
    if not form.is_valid():
        return refused(request, form, ONE, public_id)
    actions.take_back_words(row, by=request.user)
    return done(request, LIST, _("They are taken back, and nothing is left of them."))


@access(Rule.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def report_words(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    shown = request.GET.get("shown", "")
    row = queries.words_to_report(public_id, request.user, request.now, shown)
    told = Told(row.by, ROOM, back=reverse(LIST), about=str(public_id))
    return reported(request, told)


def own(request: MemberRequest, public_id: uuid.UUID) -> Recommendation:
    visible = Recommendation.objects.visible_to(request.user, request.now)
    rows = visible.select_related("by", "of__portrait")
    return get_object_or_404(rows, public_id=public_id)


def received(request: MemberRequest, public_id: uuid.UUID) -> Recommendation:
    row = own(request, public_id)
    if row.of != request.user:
        raise Http404
    return row


def show(
    request: MemberRequest, row: Recommendation, form: Form | None = None
) -> HttpResponse:
    page: dict[str, Any] = {"one": row, "here": "ties"}
    if row.of == request.user:
        form = form or Accept(initial={"before_name": row.before_name})
        page |= {"form": form, "tells_the_name": queries.tells_the_name(row)}
    return render(request, "introductions/recommendation.html", page)
