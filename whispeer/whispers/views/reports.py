"""What is said to nobody, and what is told the stewards."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from whispeer.ground.access import Rule, access
from whispeer.ground.answers import refused
from whispeer.ground.forms import Gesture
from whispeer.members.http import MemberRequest
from whispeer.members.views.reports import Told, reported
from whispeer.ties import actions as ties
from whispeer.whispers.views.answering import given

ROOM = "whispers"


@access(Rule.MEMBER)
@require_POST
def felt_like_selling(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """One tap, kept from everybody; it answers nothing, and stops nothing by itself.

    It is the one who seeks who wrote it; who passed it on only meant well.
    """
    relay = given(request, public_id)
    form = Gesture(request.POST)
    if not form.is_valid():
        return refused(request, form, "whispers:entrusted", public_id)
    about = str(relay.public_id)
    ties.felt_like_selling(
        by=request.user, of=relay.whisper.by, about=about, now=request.now
    )
    messages.success(request, _("It is noted. Nobody reads who said it."))
    return redirect("whispers:entrusted", public_id)


@access(Rule.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """Of who wrote it; the name only where the reader knows it."""
    relay = given(request, public_id)
    back = reverse("whispers:entrusted", args=[public_id])
    of = relay.whisper.by
    name = of.name if relay.by_id == of.pk and relay.kind != "stranger" else ""
    told = Told(of, ROOM, back=back, about=str(public_id), name=name)
    return reported(request, told)
