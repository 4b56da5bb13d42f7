"""The address book: by name, one by one, and out again as a file."""

import uuid
from collections.abc import Iterable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
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
from whispeer.ties.addressbooks.writing_cards import cards
from whispeer.ties.addressbooks.writing_sheets import sheet
from whispeer.ties.forms import WriteContact
from whispeer.ties.forms.contacts import written
from whispeer.ties.models import Contact
from whispeer.ties.queries.besides import besides, reached
from whispeer.ties.views.answers import start, tell_mistakes

GONE = gettext_lazy(
    "This person was taken out of your address book in the meantime. What you wrote is "
    "still here: copy it before you leave this page."
)
BESIDES = 40  # things the file said that the page tells


@access(Rule.MEMBER)
@require_safe
def contacts(request: MemberRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:100]
    page = {
        "listed": queries.contacts_of(request.user, start(request), words),
        "words": words,
    }
    return render(request, "ties/contacts.html", page)


@access(Rule.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def new_contact(request: MemberRequest) -> HttpResponse:
    form = WriteContact(request.POST or None)
    if form.is_valid():
        made = actions.add_contact(form.said(), by=request.user, now=request.now)
        return redirect("ties:contact", made.public_id)
    return render(request, "ties/write_contact.html", {"form": form})


@access(Rule.MEMBER)
@require_safe
def contact(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    return show(request, own_contact(request, public_id))


@access(Rule.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def edit_contact(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    mine = own_contact(request, public_id)
    form = WriteContact(request.POST or None, initial=written(mine))
    if form.is_valid():
        said = form.said(mine)
        try:
            actions.edit_contact(mine, said, by=request.user, now=request.now)
        except actions.ContactGone:
            form.add_error(None, GONE)
        else:
            messages.success(request, _("It is kept."))
            return redirect("ties:contact", public_id)
    return render(request, "ties/write_contact.html", {"form": form, "contact": mine})


@access(Rule.MEMBER)
@require_POST
def remove_contact(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    mine = own_contact(request, public_id)
    form = Gesture(request.POST)
    if not form.is_valid():
        tell_mistakes(request, form)
        return show(request, mine)
    actions.remove_contact(mine, by=request.user)
    messages.success(request, _("It is out of your address book."))
    return redirect("ties:contacts")


@access(Rule.MEMBER)
@require_safe
def contacts_cards(request: MemberRequest) -> HttpResponse:
    people = queries.book_of(request.user)
    return file(cards(people), "text/vcard", "contacts.vcf")


@access(Rule.MEMBER)
@require_safe
def contacts_sheet(request: MemberRequest) -> HttpResponse:
    # A spreadsheet set to French opens a sheet only when semicolons part its cells.
    separator = ";" if get_language() == "fr" else ","
    people = list(queries.book_of(request.user))
    return file(sheet(people, separator), "text/csv", "contacts.csv")


def file(pieces: Iterable[bytes], kind: str, name: str) -> HttpResponse:
    response = HttpResponse(b"".join(pieces), content_type=f"{kind}; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def own_contact(request: MemberRequest, public_id: uuid.UUID) -> Contact:
    mine = queries.contact_for(request.user, public_id)
    if mine is None:
        raise Http404
    return mine


def show(request: MemberRequest, mine: Contact) -> HttpResponse:
    page = {
        "contact": mine,
        "reached": list(reached(mine)),
        "besides": besides(mine)[:BESIDES],
        "encounters": queries.met_contact(request.user, mine),
        "note_query": f"contact={mine.public_id}",
    }
    return render(request, "ties/contact.html", page)
