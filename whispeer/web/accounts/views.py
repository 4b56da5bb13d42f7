"""Our own pages among the account's: showing again who one is, and one's passkeys."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import resume_request
from allauth.core.ratelimit import consume
from allauth.mfa.webauthn.views import remove_webauthn
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from whispeer.ground.access import Rule, access
from whispeer.ground.answers import refused
from whispeer.ground.forms import Gesture
from whispeer.members.http import MemberRequest
from whispeer.web.accounts import factors, proof
from whispeer.web.accounts.forms import ProofCode


@access(Rule.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def prove(request: MemberRequest) -> HttpResponse:
    """Show who one is by a code that is sent to one's address."""
    ways = get_adapter().get_reauthentication_methods(request.user)
    if all(way["url"] != request.path for way in ways):
        return redirect(request.get_full_path().replace(request.path, ways[0]["url"]))
    if "code" not in request.POST and request.method == "POST":
        return send(request)
    form = ProofCode(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if proof.try_code(request, form.cleaned_data["code"]):
            return resume_request(request) or redirect("members:me")
        form.add_error("code", get_adapter().error_messages["incorrect_code"])
    others = [way for way in ways if way["url"] != request.path]
    page = {"form": form, "awaited": proof.awaits_code(request), "others": others}
    return render(request, "account/prove.html", page)


def send(request: MemberRequest) -> HttpResponse:
    form = Gesture(request.POST)
    here = request.get_full_path()
    if not form.is_valid():
        return refused(request, form, here)
    if consume(request, action="prove", user=request.user):
        proof.send_code(request)
    else:
        messages.error(
            request, _("Several codes have just left. Wait a while before the next.")
        )
    return redirect(here)


@access(Rule.MEMBER)
@require_safe
def second(request: MemberRequest) -> HttpResponse:
    """What one shows beside a password or a code by mail."""
    return render(request, "mfa/index.html", {"own": factors.own(request.user)})


@require_http_methods(["GET", "HEAD", "POST"])
def remove_passkey(request: MemberRequest, key: str) -> HttpResponse:
    """The library names a passkey by the number of its row; an address never does."""
    row = factors.row_named(request.user, key)
    if row is None:
        raise Http404
    removed: HttpResponse = remove_webauthn(request, pk=row)
    return removed
