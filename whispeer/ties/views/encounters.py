"""Encounters: noted, read again, changed, let go."""

import uuid
from typing import NamedTuple

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from whispeer.ground.access import Rule, access
from whispeer.ground.forms import Gesture
from whispeer.members.http import MemberRequest
from whispeer.ties import actions, queries
from whispeer.ties.forms import NoteEncounter, WriteEncounter
from whispeer.ties.forms.encounters import NAME, SAID
from whispeer.ties.models import Card, Contact, Encounter
from whispeer.ties.views.answers import start, tell_mistakes

ERASED = gettext_lazy(
    "Whoever holds this card had what you noted with it erased: nothing more is kept "
    "with it. What you wrote is still here."
)
GONE = gettext_lazy(
    "Whom or what this note was about is no longer in your network. What you wrote is "
    "still here: say whom you met, and send it again."
)


class Place(NamedTuple):
    """From where one notes: somebody's page, a card's, or nowhere; what is said there."""

    said: QueryDict
    contact: Contact | None
    card: Card | None
    gone: bool


@access(Rule.MEMBER)
@require_safe
def encounters(request: MemberRequest) -> HttpResponse:
    met = queries.encounters_of(request.user, start(request))
    return render(request, "ties/encounters.html", {"met": met})


@access(Rule.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def new_encounter(request: MemberRequest) -> HttpResponse:
    place = place_of(request)
    form = blank(request, place)
    if not form.is_valid():
        return ask(request, place, form)
    if place.gone:
        form.add_error(None, GONE)
        return ask(request, place, form)
    try:
        noted = note(request, place, form)
    except actions.CardErased:
        form.add_error(None, ERASED)
        return ask(request, place, form)
    messages.success(request, _("It is noted."))
    return redirect("ties:encounter", noted.public_id)


def note(request: MemberRequest, place: Place, form: NoteEncounter) -> Encounter:
    said = form.written | {
        "other": form.other,
        "contact": place.contact,
        "card": place.card,
    }
    if place.contact is not None:
        said["name"] = place.contact.name[:NAME]
    return actions.note_encounter(
        said,
        key=uuid.UUID(form.cleaned_data["key"]),
        keep=form.cleaned_data.get("keep", False),
        by=request.user,
        now=request.now,
    )


def place_of(request: MemberRequest) -> Place:
    """As the page's address says, or as the note says that was written on it."""
    said = (request.POST if request.method == "POST" else request.GET).copy()
    contact = card = None
    if key := a_uuid(said.get("contact")):
        contact = queries.contact_for(request.user, key)
    if key := a_uuid(said.get("card")):
        card = Card.objects.visible_to(request.user).filter(public_id=key).first()
    found = {"contact": contact, "card": card}
    gone = [name for name, row in found.items() if said.get(name) and row is None]
    for name in gone:
        del said[name]
    if contact is not None and contact.card is not None:
        card = contact.card
    return Place(said, contact, card, bool(gone))


def a_uuid(said: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(said)
    except (TypeError, ValueError):
        return None


def blank(request: MemberRequest, place: Place) -> NoteEncounter:
    """The form, with what is known already; bound when it was sent."""
    initial = {
        "day": request.now.date(),
        "person": place.said.get("person"),
        "contact": place.contact and place.contact.public_id,
        "card": place.card and place.card.public_id,
        "where": place.card.met if place.card else "",
    }
    return NoteEncounter(
        place.said if request.method == "POST" else None,
        ties=[] if place.contact else queries.ties_by_name(request.user),
        named=place.contact is not None,
        card=bool(place.card or place.said.get("said")),
        today=request.now.date(),
        initial=initial,
    )


def ask(request: MemberRequest, place: Place, form: NoteEncounter) -> HttpResponse:
    page = {"form": form, "contact": place.contact, "card": place.card}
    return render(request, "ties/new_encounter.html", page)


@access(Rule.MEMBER)
@require_safe
def encounter(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    return show(request, own_encounter(request, public_id))


@access(Rule.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def edit_encounter(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    mine = own_encounter(request, public_id)
    form = WriteEncounter(
        request.POST or None,
        named=bool(mine.other or mine.contact),
        card=mine.card is not None,
        today=request.now.date(),
        initial={name: getattr(mine, name) for name in ("name", *SAID)},
    )
    if form.is_valid():
        said = form.written
        actions.edit_encounter(mine, said, by=request.user, now=request.now)
        messages.success(request, _("It is kept."))
        return redirect("ties:encounter", public_id)
    page = {"form": form, "encounter": mine, "card": mine.card}
    return render(request, "ties/edit_encounter.html", page)


@access(Rule.MEMBER)
@require_POST
def remove_encounter(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    mine = own_encounter(request, public_id)
    form = Gesture(request.POST)
    if not form.is_valid():
        tell_mistakes(request, form)
        return show(request, mine)
    actions.remove_encounter(mine, by=request.user)
    messages.success(request, _("It is let go."))
    return redirect("ties:encounters")


@access(Rule.MEMBER)
@require_POST
def think_of(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    mine = own_encounter(request, public_id)
    form = Gesture(request.POST)
    if not form.is_valid():
        tell_mistakes(request, form)
        return show(request, mine)
    actions.think_of(mine, by=request.user, now=request.now)
    messages.success(request, _("It does not come back by itself any more."))
    return redirect("ties:encounter", public_id)


def own_encounter(request: MemberRequest, public_id: uuid.UUID) -> Encounter:
    mine = queries.encounter_for(request.user, public_id)
    if mine is None:
        raise Http404
    return mine


def show(request: MemberRequest, mine: Encounter) -> HttpResponse:
    page = {"encounter": mine, "due": queries.is_due(mine, request.now)}
    if mine.other and queries.are_tied(request.user, mine.other):
        page["tied"] = mine.other
    return render(request, "ties/encounter.html", page)
