"""What one reads again before a meeting: one page, to be printed or kept on the telephone."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from whispeer.ground.access import Rule, access
from whispeer.members.http import MemberRequest
from whispeer.members.models import Member
from whispeer.members.queries import description
from whispeer.members.states import Closeness
from whispeer.ties import actions, queries
from whispeer.ties.forms import Promise
from whispeer.ties.queries.before import could_ask, could_bring, last_met, led_by
from whispeer.ties.views.people import own_side


@access(Rule.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def before(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    member = queries.person_for(request.user, public_id)
    if request.method == "POST":
        return promise(request, member)
    if member == request.user:
        return redirect("members:me")
    return show(request, member)


def promise(request: MemberRequest, member: Member) -> HttpResponse:
    """Note what one promised; only who is tied has where to note it."""
    side = own_side(request, member.public_id)
    form = Promise(request.POST)
    if not form.is_valid():
        return show(request, member, form=form)
    words = form.cleaned_data["promised"]
    actions.note_promise(side, words=words, by=request.user)
    messages.success(request, _("It is kept, for you alone."))
    return redirect("ties:before", member.public_id)


def show(request: MemberRequest, member: Member, **forms: Any) -> HttpResponse:
    closeness = queries.closeness(request.user, member)
    seen = queries.portrait_for(request.user, member, closeness)
    page: dict[str, Any] = {
        "member": member,
        "seen": seen,
        "description": description(member, closeness),
        "brings": could_bring(request.user, seen),
        "asks": could_ask(request.user, seen),
    }
    if closeness == Closeness.TIE:
        page |= tied(request, member)
    else:
        page["ways"] = queries.way_to(request.user, member)
    return render(request, "ties/before.html", page | forms)


def tied(request: MemberRequest, member: Member) -> dict[str, Any]:
    """What only the two ends of a tie have: how it began, and what one promised."""
    side = own_side(request, member.public_id)
    return {
        "side": side,
        "led_by": led_by(side),
        "last": last_met(side.tie, request.user, request.now),
        "form": Promise(initial={"promised": side.promised}),
    }
