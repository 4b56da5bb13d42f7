from typing import Any
from uuid import UUID

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core import context as allauth
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib import messages
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from whispeer.ground.http import VisitorRequest
from whispeer.ground.mail import deliver
from whispeer.members import actions as members
from whispeer.members.http import MemberRequest
from whispeer.members.models import Member
from whispeer.ties.models import Invitation
from whispeer.ties.queries import open_invitation
from whispeer.ties.queries.invitations import IN_SESSION
from whispeer.web.accounts.factors import has_factor
from whispeer.web.accounts.proof import is_proved
from whispeer.web.today import draw

BY_PASSKEY = "mfa_reauthenticate:webauthn"
WAYS = {
    "reauthenticate": _("Use my password"),
    "mfa_reauthenticate": _("Use a code of my telephone, or one I wrote down"),
    BY_PASSKEY: _("Use my passkey"),
    "code": _("Receive a code by mail"),
}


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed."),
        "duplicate_email": _("This is your address already."),
        "email_password_mismatch": _(
            "This address and this password do not go together. You can also receive "
            "a code."
        ),
        "email_taken": _("This address already opens an account."),
        "enter_current_password": _("This is not your present password."),
        "incorrect_code": _("This is not the code we sent. Copy it from the mail."),
        "incorrect_password": _("This is not your password."),
        "same_as_current": _("This is your address already."),
        "too_many_login_attempts": _(
            "Too many tries in a row. Wait a few minutes, then begin again."
        ),
        "rate_limited": _("A code has just left. Wait a moment before asking again."),
    }

    def login(self, request: MemberRequest, user: Member) -> None:
        super().login(request, user)
        draw(user, request.now)

    # ── Who may come in ──────────────────────────────────────────────────────

    def is_open_for_signup(self, request: VisitorRequest) -> bool:
        return settings.OPEN or invitation_of(request) is not None

    def is_email_verified(self, request: VisitorRequest, email: str) -> bool:
        """Who holds the link we sent to an address has shown that it is his."""
        invitation = invitation_of(request)
        return invitation is not None and invitation.email.lower() == email.lower()

    def save_user(
        self, request: VisitorRequest, user: Member, form: Any, commit: bool = True
    ) -> Member:
        """Open the account; the form has checked what it is given."""
        return members.sign_up(
            form.cleaned_data["email"],
            given_name=form.cleaned_data["given_name"],
            family_name=form.cleaned_data["family_name"],
            language=get_language() or settings.LANGUAGE_CODE,
            now=request.now,
        )

    # ── Before what matters ──────────────────────────────────────────────────

    def is_reauthentication_required(self, *, app: str, **options: Any) -> bool:
        """Our own rule, for the library's pages too.

        The library would ask nothing of who has neither password nor second factor.
        """
        if not is_proved(allauth.request):
            raise ReauthenticationRequired
        return False

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Who has a second factor shows it, and nothing less; others have two ways."""
        ways = [
            way | {"description": WAYS[way["id"]]}
            for way in super().get_reauthentication_methods(user)
        ]
        if not user.is_authenticated:
            return []
        if has_factor(user):
            held = [way for way in ways if way["id"].startswith("mfa")]
            return sorted(held, key=lambda way: way["id"] != BY_PASSKEY)
        by_code = {
            "id": "code",
            "description": WAYS["code"],
            "url": reverse("account_prove"),
        }
        return [*ways, by_code]

    def confirm_email(self, request: VisitorRequest, address: EmailAddress) -> bool:
        """An account's first address opens it at once; another one waits, announced."""
        member: Member = address.user
        if address.email == member.email:
            return bool(super().confirm_email(request, address))
        members.announce_address(address.email, by=member, now=request.now)
        messages.success(
            request, _("Your new address is confirmed. It opens your account soon.")
        )
        return False

    # ── What is sent, what is answered ───────────────────────────────────────

    def send_mail(self, template_prefix: str, email: str, context: Any) -> None:
        """A task sends it: a mail server that is down breaks no page, and a known
        address takes as long as an unknown one.
        """
        words = {
            "request": allauth.request,
            "email": email,
            "address": settings.ADDRESS,
            **context,
        }
        message = self.render_mail(template_prefix, email, words)
        deliver.enqueue(
            to=email,
            subject=message.subject,
            body=message.body,
            language=get_language() or settings.LANGUAGE_CODE,
        )

    def get_password_change_redirect_url(self, request: VisitorRequest) -> str:
        return reverse("members:me")

    def get_email_verification_redirect_url(self, email_address: EmailAddress) -> str:
        """Who changes his address comes back to where he began."""
        if allauth.request.user.is_authenticated:
            return reverse("members:me")
        return reverse(settings.LOGIN_URL)

    def is_ajax(self, request: VisitorRequest) -> bool:
        """These pages answer in one way only, but for what a passkey has to sign."""
        asked = request.resolver_match.url_name if request.resolver_match else None
        wants = request.headers.get("Accept")
        return asked == "mfa_login_webauthn" and wants == "application/json"


def invitation_of(request: VisitorRequest) -> Invitation | None:
    """The invitation by which this visitor came, if it still opens."""
    public_id = request.session.get(IN_SESSION)
    return open_invitation(UUID(public_id), request.now) if public_id else None
