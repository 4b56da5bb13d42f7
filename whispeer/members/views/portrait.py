"""My portrait: read as I alone see it, written part by part."""

import uuid
from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from whispeer.ground.access import Rule, access
from whispeer.ground.answers import refused
from whispeer.ground.forms import Gesture
from whispeer.members import actions, queries
from whispeer.members.forms import EntryForm, form_of
from whispeer.members.http import MemberRequest
from whispeer.members.states import Closeness, EntryKind, Part
from whispeer.members.views.answers import accepted, to_portrait

# The closest readers with whom each kind still works: an offer and a curiosity bring
# together people who do not know each other yet, an ordeal is for those one trusts.
FIRST_READERS = {
    EntryKind.OFFER: Closeness.WITHIN_REACH,
    EntryKind.ORDEAL: Closeness.TIE,
    EntryKind.CURIOSITY: Closeness.WITHIN_REACH,
}


@access(Rule.MEMBER)
@require_safe
def me(request: MemberRequest) -> HttpResponse:
    page = {
        "seen": queries.portrait_as_seen(request.user, Closeness.SELF),
        "said": queries.parts_said(request.user),
        "unsaid": queries.parts_unsaid(request.user),
        "growth": queries.growth(request.user),
    }
    return render(request, "members/me.html", page)


@access(Rule.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def part(request: MemberRequest, part: Part) -> HttpResponse:
    portrait = request.user.portrait
    form = form_of(part)(
        part,
        request.POST if request.method == "POST" else None,
        initial={
            "words": getattr(portrait, part),
            "shown": getattr(portrait, f"{part}_shown"),
        },
    )
    if form.is_valid():
        words, shown = form.cleaned_data["words"], form.cleaned_data["shown"]
        actions.write_part(part, words, shown=shown, by=request.user, now=request.now)
        return to_portrait(request, _("It is kept."))
    page = {"form": form, "part": part, "asked": queries.invitation_to_say(part)}
    return render(request, "members/part.html", page)


@access(Rule.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def new_entry(request: MemberRequest, kind: EntryKind) -> HttpResponse:
    form = EntryForm(
        kind,
        request.POST if request.method == "POST" else None,
        initial={"shown": FIRST_READERS[kind]},
    )
    if form.is_valid():
        words, shown = form.cleaned_data["words"], form.cleaned_data["shown"]
        add = partial(actions.add_entry, kind, words, shown=shown)
        if accepted(form, partial(add, by=request.user, now=request.now)):
            return to_portrait(request, _("Your portrait says it now."))
    page = {"form": form, "kind": kind, "asked": queries.invitation_to_say(kind)}
    return render(request, "members/entry.html", page)


@access(Rule.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    entry = get_object_or_404(request.user.entries, public_id=public_id)
    kind = EntryKind(entry.kind)
    form = EntryForm(
        kind,
        request.POST if request.method == "POST" else None,
        initial={"words": entry.words, "shown": entry.shown},
    )
    if form.is_valid():
        words, shown = form.cleaned_data["words"], form.cleaned_data["shown"]
        change = partial(actions.change_entry, entry, words, shown=shown)
        if accepted(form, partial(change, by=request.user, now=request.now)):
            return to_portrait(request, _("It is kept."))
    page = {
        "form": form,
        "kind": kind,
        "asked": queries.invitation_to_say(kind),
        "entry": entry,
        "removal": Gesture(),
    }
    return render(request, "members/entry.html", page)


@access(Rule.MEMBER)
@require_POST
def remove_entry(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    entry = get_object_or_404(request.user.entries, public_id=public_id)
    form = Gesture(request.POST)
    if form.is_valid():
        actions.remove_entry(entry, by=request.user, now=request.now)
        return to_portrait(request, _("This sentence is off your portrait."))
    return refused(request, form, "members:entry", public_id)
