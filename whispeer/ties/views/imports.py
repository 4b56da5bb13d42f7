"""An address book that is brought: sent, read, looked at, taken or not, undone."""

import uuid
from collections.abc import Callable
from typing import Any

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
from whispeer.ties.forms import BringBook
from whispeer.ties.models import ContactImport
from whispeer.ties.queries import imports
from whispeer.ties.states import ImportState
from whispeer.ties.views.answers import start, tell_mistakes


@access(Rule.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: MemberRequest) -> HttpResponse:
    sent = request.method == "POST"
    form = BringBook(request.POST, files=request.FILES) if sent else BringBook()
    if form.is_valid():
        book = form.cleaned_data["book"]
        try:
            brought = actions.send_book(
                book.read(),
                file_name=named(book.name),
                by=request.user,
                now=request.now,
            )
        except actions.TooManyImports:
            form.add_error(
                None,
                _(
                    "Files you brought still wait for you: take them or let them go first."
                ),
            )
        else:
            return redirect("ties:import", brought.public_id)
    page = {"form": form, "imports": imports.imports_of(request.user)}
    return render(request, "ties/bring.html", page)


@access(Rule.MEMBER)
@require_safe
def contact_import(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    return show(request, own_import(request, public_id))


@access(Rule.MEMBER)
@require_POST
def take(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    said = _("They are in your address book, for you alone.")
    return decide(request, public_id, actions.take_import, said)


@access(Rule.MEMBER)
@require_POST
def discard(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    said = _("Nothing of this file was kept.")
    return decide(request, public_id, actions.discard_import, said)


@access(Rule.MEMBER)
@require_POST
def undo(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    said = _("The file is out of your address book.")
    return decide(request, public_id, actions.undo_import, said)


def decide(
    request: MemberRequest, public_id: uuid.UUID, act: Callable[..., None], said: str
) -> HttpResponse:
    brought = own_import(request, public_id)
    form = Gesture(request.POST)
    if not form.is_valid():
        tell_mistakes(request, form)
        return show(request, brought)
    try:
        act(brought, by=request.user)
    except actions.ImportOver:
        messages.info(
            request, _("This file was decided about before, or is still read.")
        )
    else:
        messages.success(request, said)
    return redirect("ties:import", public_id)


def own_import(request: MemberRequest, public_id: uuid.UUID) -> ContactImport:
    brought = queries.import_for(request.user, public_id)
    if brought is None:
        raise Http404
    return brought


def show(request: MemberRequest, brought: ContactImport) -> HttpResponse:
    page: dict[str, Any] = {"import": brought, "state": brought.state}
    if brought.state == ImportState.SENT:
        page["part"] = imports.part_read(brought)
    elif brought.state == ImportState.REFUSED:
        page["why"] = imports.why_refused(brought)
    elif brought.state == ImportState.READ:
        listed = imports.proposed_by(brought, start(request))
        page |= {
            "doubles": imports.doubles_in(brought),
            "listed": listed,
            "merged": not listed.contacts and imports.is_merged(brought),
            "changed": imports.is_changed(brought),
            "faults": imports.faults_of(brought, line(request)),
        }
    elif brought.state == ImportState.TAKEN:
        page["doubles"] = imports.doubles_in(brought)
        page["faults"] = imports.faults_of(brought, line(request))
    else:
        page["listed"] = imports.stayed_after(brought, start(request))
    return render(request, "ties/import.html", page)


def line(request: MemberRequest) -> int:
    """From which line not understood on; nonsense begins with the first."""
    asked = request.GET.get("line", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 0


def named(name: str | None) -> str:
    """The file's name as it may be shown."""
    printable = "".join(sign for sign in name or "" if sign.isprintable())
    return printable[:120]
