"""Showing again, a moment before what matters, that the account is one's own.

A browser may be borrowed, and a session stolen: before an address is changed, a second
factor added, a copy taken or an account erased, its owner shows who he is. Who has a
second factor shows that one, since somebody else may read his mail; others type their
password, or a code sent to their address.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import Any, TypeVar

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.models import Authenticator
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.http import urlencode

from whispeer.members.http import MemberRequest
from whispeer.web.accounts.factors import TYPES

View = TypeVar("View", bound=Callable[..., HttpResponse])

IN_SESSION = "proof"
TRIES = 3


def is_proved(request: HttpRequest) -> bool:
    """Has it been shown, in this browser and a moment ago?"""
    records = get_authentication_records(request, request.user)
    shown = [record for record in records if record.get("reauthenticated")]
    lasts = app_settings.REAUTHENTICATION_TIMEOUT
    if not shown or time.time() - shown[-1]["at"] >= lasts:
        return False
    at = datetime.fromtimestamp(shown[-1]["at"], UTC)
    # A factor that was added since did not exist to be shown.
    had = Authenticator.objects.filter(
        user=request.user.pk, type__in=TYPES, created_at__lt=at
    )
    return shown[-1]["method"] == "mfa" or not had.exists()


def proved(view: View) -> View:
    """A view that asks first; a form sent too late begins again at its page."""

    @wraps(view)
    def asking(request: MemberRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if is_proved(request):
            return view(request, *args, **kwargs)
        way = get_adapter().get_reauthentication_methods(request.user)[0]["url"]
        return redirect(f"{way}?{urlencode({REDIRECT_FIELD_NAME: request.path})}")

    return asking  # type: ignore[return-value]


# ── A code by mail, for who has neither password nor factor at hand ───────────


def send_code(request: MemberRequest) -> None:
    """Send one to the member's address; the browser keeps what it must be like."""
    adapter = get_adapter()
    code = adapter.generate_login_code()
    request.session[IN_SESSION] = {
        "code": digest(code),
        "at": time.time(),
        "tries": TRIES,
    }
    adapter.send_mail("account/email/proof", request.user.email, {"code": code})


def awaits_code(request: MemberRequest) -> bool:
    sent = request.session.get(IN_SESSION)
    lasts = app_settings.LOGIN_BY_CODE_TIMEOUT
    return bool(sent and sent["tries"] > 0 and time.time() - sent["at"] < lasts)


def try_code(request: MemberRequest, code: str) -> bool:
    """A code opens once; after a few others than the one sent, another must be sent."""
    if not awaits_code(request):
        return False
    sent = request.session.pop(IN_SESSION)
    if constant_time_compare(digest(code), sent["code"]):
        record_authentication(
            request, request.user, method="code", reauthenticated=True
        )
        return True
    request.session[IN_SESSION] = {**sent, "tries": sent["tries"] - 1}
    return False


def digest(code: str) -> str:
    said = normalize_user_code(code)
    return salted_hmac("whispeer.proof", said, algorithm="sha256").hexdigest()
