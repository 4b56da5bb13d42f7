"""What the network brought, for the member alone."""

import uuid
from functools import partial

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
from whispeer.members.http import MemberRequest
from whispeer.whispers.actions import deals as actions
from whispeer.whispers.actions.deals import Noted
from whispeer.whispers.forms.deals import DealForm, TurnoverForm
from whispeer.whispers.models.deals import Deal
from whispeer.whispers.queries import deals as queries

JOURNAL = "whispers:deals"


@access(Rule.MEMBER)
@require_safe
def deals(request: MemberRequest) -> HttpResponse:
    page = {"journal": queries.journal(request.user), "here": "whispers"}
    return render(request, "whispers/deals.html", page)


@access(Rule.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def new_deal(request: MemberRequest) -> HttpResponse:
    return written(request)


@access(Rule.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def deal(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    return written(request, own(request, public_id))


def written(request: MemberRequest, row: Deal | None = None) -> HttpResponse:
    choices = queries.sources(request.user, request.now, row)
    form = DealForm(
        queries.choices_of(choices),
        request.now.date(),
        request.POST if request.method == "POST" else None,
        initial=queries.as_written(row) if row else {"day": request.now.date()},
    )
    if form.is_valid():
        said = form.cleaned_data
        came = queries.came_by(choices, said["came"])
        noted = Noted(said["what"], said["day"], said["amount"], **came)
        act = partial(actions.change_deal, row) if row else actions.note_deal
        act(noted, by=request.user)
        messages.success(request, _("It is noted, for you alone."))
        return redirect(JOURNAL)
    page = {"form": form, "deal": row, "here": "whispers"}
    return render(request, "whispers/deal.html", page)


@access(Rule.MEMBER)
@require_POST
def remove_deal(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    row = own(request, public_id)
    form = Gesture(request.POST)
    if not form.is_valid():
        return refused(request, form, JOURNAL)
    actions.remove_deal(row, by=request.user)
    messages.success(request, _("It is removed."))
    return redirect(JOURNAL)


@access(Rule.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def turnover(request: MemberRequest) -> HttpResponse:
    this_year = request.now.year
    form = TurnoverForm(
        request.now.date(),
        request.POST if request.method == "POST" else None,
        initial={
            "year": this_year,
            "amount": queries.known_turnover(request.user, this_year),
        },
    )
    if form.is_valid():
        said = form.cleaned_data
        actions.note_turnover(said["year"], said["amount"], by=request.user)
        messages.success(request, _("It is noted, for you alone."))
        return redirect(JOURNAL)
    page = {"form": form, "here": "whispers"}
    return render(request, "whispers/turnover.html", page)


def own(request: MemberRequest, public_id: uuid.UUID) -> Deal:
    rows = Deal.objects.visible_to(request.user)
    rows = rows.select_related("whisper", "introduction", "person")
    return get_object_or_404(rows, public_id=public_id)
