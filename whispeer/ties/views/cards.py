"""The cards one offers."""

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
from whispeer.ground.forms import Gesture
from whispeer.members.http import MemberRequest
from whispeer.ties import actions, queries
from whispeer.ties.forms import OfferCard
from whispeer.ties.models import Card
from whispeer.ties.queries.links import card_link
from whispeer.ties.queries.qr import drawing
from whispeer.ties.views.answers import RESTING, tell_mistakes


@access(Rule.MEMBER)
@require_safe
def cards(request: MemberRequest) -> HttpResponse:
    offered = queries.cards_offered(request.user, request.now)
    return render(request, "ties/cards.html", {"cards": offered})


@access(Rule.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def new_card(request: MemberRequest) -> HttpResponse:
    form = OfferCard(request.POST or None)
    if form.is_valid():
        try:
            offered = actions.offer_card(
                by=request.user,
                met=form.cleaned_data["met"],
                nameable=form.cleaned_data["nameable"],
                now=request.now,
            )
        except actions.Resting:
            form.add_error(None, RESTING)
        except actions.TooManyCards:
            form.add_error(
                None,
                _(
                    "All the cards you may offer at once are still out. Withdraw one "
                    "that will not be taken, or wait until it ends."
                ),
            )
        else:
            return redirect("ties:card", offered.public_id)
    return render(request, "ties/new_card.html", {"form": form})


@access(Rule.MEMBER)
@require_safe
def card(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    return show(request, own_card(request, public_id))


@access(Rule.MEMBER)
@require_POST
def withdraw_card(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    mine = own_card(request, public_id)
    form = Gesture(request.POST)
    if not form.is_valid():
        tell_mistakes(request, form)
        return show(request, mine)
    try:
        actions.withdraw_card(mine, by=request.user)
    except actions.CardOver:
        messages.info(request, _("This card was over before you could withdraw it."))
    else:
        messages.success(request, _("The card is taken back: it ties nobody any more."))
    return redirect("ties:card", public_id)


def own_card(request: MemberRequest, public_id: uuid.UUID) -> Card:
    return get_object_or_404(Card.objects.visible_to(request.user), public_id=public_id)


def show(request: MemberRequest, mine: Card) -> HttpResponse:
    page: dict[str, object] = {
        "card": mine,
        "live": mine.is_live(request.now),
        "encounters": queries.met_by_card(request.user, mine),
        "note_query": f"card={mine.public_id}",
    }
    if page["live"]:
        link = card_link(mine)
        page |= {"link": link, "qr": drawing(link)}
    elif mine.taken_by and queries.are_tied(request.user, mine.taken_by):
        page["taken_by"] = mine.taken_by
    return render(request, "ties/card.html", page)
