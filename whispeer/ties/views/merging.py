"""Two rows of the address book that are one person, or not: the member decides."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
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
from whispeer.ties.forms import Merge
from whispeer.ties.models import Contact
from whispeer.ties.queries.merging import differing
from whispeer.ties.states import ContactState
from whispeer.ties.views.answers import start, tell_mistakes
from whispeer.ties.views.contacts import own_contact, show


@access(Rule.MEMBER)
@require_safe
def twice(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """Look for the other row of the same person."""
    mine = own_contact(request, public_id)
    words = request.GET.get("q", "").strip()[:100]
    page = {
        "contact": mine,
        "words": words,
        "listed": queries.contacts_of(request.user, start(request), words, but=mine),
    }
    return render(request, "ties/twice.html", page)


@access(Rule.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def merge(
    request: MemberRequest, public_id: uuid.UUID, other: uuid.UUID
) -> HttpResponse:
    if public_id == other:
        raise Http404
    pair = own_contact(request, public_id), own_contact(request, other)
    one, two = sorted(pair, key=stays)
    form = Merge(request.POST or None, differing=differing(one, two))
    if form.is_valid():
        try:
            left = actions.merge_contacts(
                one, two, chosen=form.chosen(), by=request.user, now=request.now
            )
        except actions.ContactGone:
            raise Http404 from None
        messages.success(request, _("They are one now, with all that both said."))
        return redirect(after(left, pair))
    return render(request, "ties/merge.html", {"form": form, "one": one, "two": two})


@access(Rule.MEMBER)
@require_POST
def keep_apart(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    mine = own_contact(request, public_id)
    form = Gesture(request.POST)
    if not form.is_valid():
        tell_mistakes(request, form)
        return show(request, mine)
    actions.keep_apart(mine, by=request.user)
    return redirect(after(mine, (mine,)))


def stays(contact: Contact) -> tuple[bool, int]:
    """Of two rows the one kept before stays."""
    return contact.state != ContactState.KEPT, contact.pk


def after(left: Contact, pair: tuple[Contact, ...]) -> str:
    """Back to the import that asked, or to the one row there is now."""
    asking = (one.source for one in pair if one.state == ContactState.PROPOSED)
    source = next(asking, None)
    return queries.import_page(source) if source else queries.contact_page(left)
