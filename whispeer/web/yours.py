"""Taking one's things along, leaving, and the demo's door."""

import json

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import login, logout
from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from whispeer.ground.access import Rule, access
from whispeer.ground.forms import Gesture
from whispeer.members.http import MemberRequest
from whispeer.members.models import Member
from whispeer.web import leaving
from whispeer.web.accounts.proof import proved
from whispeer.web.today import draw

DEMO = "whispeer.demo"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@access(Rule.MEMBER)
@require_safe
@proved
def export(request: MemberRequest) -> HttpResponse:
    taken = leaving.export(request.user, request.now)
    words = json.dumps(taken, ensure_ascii=False, indent=2)
    response = HttpResponse(words, content_type="application/json; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="whispeer.json"'
    return response


@access(Rule.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
@proved
def leave(request: MemberRequest) -> HttpResponse:
    form = Gesture(request.POST or None)
    if form.is_valid():
        leaving.leave(request.user, now=request.now)
        logout(request)
        messages.info(request, _("You have left. All that was yours here is erased."))
        return redirect("web:today")
    return render(request, "web/leave.html", {"form": form})


def demo_link(member: Member) -> str:
    """The path that signs a person of the example club in, in the demo only."""
    signed = signing.dumps(str(member.public_id), salt=DEMO)
    return reverse("web:demo", args=[signed])


@access(Rule.DEMO)
@require_http_methods(["GET", "HEAD", "POST"])
def demo(request: MemberRequest, signed: str) -> HttpResponse:
    try:
        public_id = signing.loads(signed, salt=DEMO)
    except signing.BadSignature:
        raise Http404 from None
    member = get_object_or_404(Member, public_id=public_id, is_active=True)
    form = Gesture(request.POST or None)
    if form.is_valid():
        login(request, member, backend=BACKEND)
        UserSession.objects.create_from_request(request)
        draw(member, request.now)
        return redirect("web:today")
    return render(request, "web/demo.html", {"form": form, "member": member})
