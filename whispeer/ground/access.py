"""Closed by default: a view says who may call it, or nobody may.

A rule says only what can be known before anything is fetched: signed in or not,
steward or not. Who may see *which* row is in the fetching (`visible_to`).
"""

from collections.abc import Callable
from enum import Enum
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.urls import Resolver404, resolve

View = TypeVar("View", bound=Callable[..., Any])


class Rule(Enum):
    """Who may call a view."""

    ANYONE = "anyone"
    MEMBER = "member"
    STEWARD = "steward"
    DEMO = "anyone, in the demo only"
    DEBUG = "anyone, on a developer's machine only"


#: Views of libraries, which cannot carry our decorator: name of the URL -> rule.
OF_LIBRARIES = {
    "account_login": Rule.ANYONE,
    "account_logout": Rule.ANYONE,  # lets go of a sign-in half done, too
    "account_inactive": Rule.ANYONE,
    "account_signup": Rule.ANYONE,
    "account_reauthenticate": Rule.MEMBER,
    "account_email": Rule.MEMBER,
    "account_email_verification_sent": Rule.ANYONE,
    "account_change_password": Rule.MEMBER,
    "account_set_password": Rule.MEMBER,
    "account_reset_password": Rule.ANYONE,
    "account_confirm_login_code": Rule.ANYONE,
    "account_confirm_password_reset_code": Rule.ANYONE,
    "account_complete_password_reset": Rule.ANYONE,
    "account_password_reset_completed": Rule.ANYONE,
    "mfa_authenticate": Rule.ANYONE,  # halfway in
    "mfa_login_webauthn": Rule.ANYONE,
    "mfa_reauthenticate": Rule.MEMBER,
    "mfa_reauthenticate_webauthn": Rule.MEMBER,
    "mfa_activate_totp": Rule.MEMBER,
    "mfa_deactivate_totp": Rule.MEMBER,
    "mfa_view_recovery_codes": Rule.MEMBER,
    "mfa_generate_recovery_codes": Rule.MEMBER,
    "mfa_add_webauthn": Rule.MEMBER,
    "mfa_remove_webauthn": Rule.MEMBER,
}


def access(rule: Rule) -> Callable[[View], View]:
    """Declare who may call a view."""

    def declare(view: View) -> View:
        view.rule = rule  # type: ignore[attr-defined]
        return view

    return declare


def rule_of(callback: Callable[..., Any], name: str | None) -> Rule | None:
    """The rule a view declares, or None: then it is not served."""
    declared = getattr(callback, "rule", None)
    if isinstance(declared, Rule):
        return declared
    return OF_LIBRARIES.get(name or "")


def is_served(rule: Rule | None) -> bool:
    """Demo and debug views do not exist elsewhere."""
    if rule is Rule.DEMO:
        return bool(settings.DEMO)
    if rule is Rule.DEBUG:
        return bool(settings.DEBUG)
    return rule is not None


class ClosedByDefault:
    """Middleware: signed out, every page that is not public answers the same.

    Real or not, a private address redirects to sign-in, so that nobody can tell
    which people and rooms exist.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated and not self.is_public(request):
            login = resolve_url(settings.LOGIN_URL)
            return redirect_to_login(request.get_full_path(), login)
        return self.get_response(request)

    def is_public(self, request: HttpRequest) -> bool:
        try:
            match = resolve(request.path_info)
        except Resolver404:
            return False
        rule = rule_of(match.func, match.url_name)
        return rule in {Rule.ANYONE, Rule.DEMO, Rule.DEBUG} and is_served(rule)

    def process_view(
        self,
        request: HttpRequest,
        callback: Callable[..., Any],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> None:
        match = request.resolver_match
        rule = rule_of(callback, match.url_name if match else None)
        if rule is None:
            raise PermissionDenied("This view declares no access rule.")
        if not is_served(rule):
            raise Http404
        if rule is Rule.STEWARD and not getattr(request.user, "is_steward", False):
            raise Http404
