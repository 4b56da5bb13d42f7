"""The page a card's link opens, for whoever holds it: a member, or somebody without account."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from whispeer.ground.access import Rule, access
from whispeer.ground.http import VisitorRequest
from whispeer.members.models import Member
from whispeer.members.queries import description, portrait_as_seen
from whispeer.members.states import Closeness
from whispeer.ties import actions, queries
from whispeer.ties.forms import TakeCard
from whispeer.ties.models import Card
from whispeer.ties.queries.links import card_path
from whispeer.ties.queries.vcards import vcard
from whispeer.ties.views.answers import RESTING, member_of


@access(Rule.ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
def take_card(
    request: VisitorRequest, public_id: uuid.UUID, signature: str
) -> HttpResponse:
    viewer = member_of(request)
    card = queries.card_for(viewer, public_id, signature)
    if card is None:
        return unknown(request)
    if viewer == card.by:
        return render(request, "ties/card_own.html", {"card": card})
    if viewer is not None and card.taken_by == viewer:
        return taken_already(request, card, viewer)
    if not card.is_live(request.now):
        return no_longer(request, card)
    if viewer is None:
        return render(request, "ties/card_visitor.html", seen(card))
    return take(request, card, viewer)


@access(Rule.ANYONE)
@require_safe
def card_vcard(
    request: VisitorRequest, public_id: uuid.UUID, signature: str
) -> HttpResponse:
    card = queries.card_for(member_of(request), public_id, signature)
    if card is None:
        return unknown(request)
    if not card.is_live(request.now):
        return over(request)
    text = vcard(card.by, portrait_as_seen(card.by, Closeness.STRANGER))
    name = content_disposition_header(True, f"{card.by.name}.vcf")
    return HttpResponse(
        text,
        content_type="text/vcard; charset=utf-8",
        headers={"Content-Disposition": name},
    )


def take(request: VisitorRequest, card: Card, viewer: Member) -> HttpResponse:
    """A member reads whose card it is, and says yes."""
    if request.method != "POST" and queries.are_tied(viewer, card.by):
        return render(request, "ties/card_tied.html", noted(card, viewer))
    form = TakeCard(request.POST or None)
    page = seen(card, viewer) | {"form": form}
    if not form.is_valid():
        return render(request, "ties/card_taking.html", page)
    try:
        actions.take_card(
            card,
            by=viewer,
            met=form.cleaned_data["met"],
            nameable=form.cleaned_data["nameable"],
            now=request.now,
        )
    except actions.Resting:
        form.add_error(None, RESTING)
        return render(request, "ties/card_taking.html", page)
    except actions.CardUnknown:
        return unknown(request)
    except actions.CardOver:
        return over(request)
    words = {"name": card.by.given_name}
    messages.success(request, _("You and %(name)s are tied.") % words)
    return redirect("ties:person", card.by.public_id)


def taken_already(request: VisitorRequest, card: Card, viewer: Member) -> HttpResponse:
    """Whoever took the card finds the person behind it, as long as the tie lasts."""
    told = queries.noted_for(viewer, card)
    if not told and queries.are_tied(viewer, card.by):
        return redirect("ties:person", card.by.public_id)
    return no_longer(request, card)


def noted(card: Card, viewer: Member | None) -> dict[str, object]:
    """Whose card it is, and what that member noted of meeting who holds it."""
    return {
        "member": card.by,
        "noted": queries.noted_for(viewer, card),
        "erase": card_path(card, "ties:erase_noted"),
    }


def no_longer(request: VisitorRequest, card: Card) -> HttpResponse:
    """A card that ties no more still tells its holder what was noted about him."""
    viewer = member_of(request)
    page = noted(card, viewer)
    if not page["noted"]:
        return over(request)
    tied = viewer is not None and queries.are_tied(viewer, card.by)
    return render(request, "ties/card_noted.html", page | {"tied": tied})


def seen(card: Card, viewer: Member | None = None) -> dict[str, object]:
    """What whoever holds a card may read of the person who offers it."""
    return noted(card, viewer) | {
        "seen": portrait_as_seen(card.by, Closeness.STRANGER),
        "description": description(card.by, Closeness.STRANGER),
        "vcard": card_path(card, "ties:card_vcard"),
    }


def unknown(request: VisitorRequest) -> HttpResponse:
    return render(request, "ties/card_unknown.html", status=404)


def over(request: VisitorRequest) -> HttpResponse:
    return render(request, "ties/card_over.html", status=410)
