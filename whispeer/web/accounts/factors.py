"""Second factors: whose they are called, and how their secrets are kept."""

from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import NamedTuple

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from whispeer.members.models import Member
from whispeer.ties.queries.qr import drawing

TYPES = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


class Passkey(NamedTuple):
    """One passkey, as its owner's page tells of it."""

    key: str  # names it in an address; says nothing of its row
    name: str
    added_at: datetime


@dataclass(frozen=True)
class Own:
    """What a member shows beside a password or a code by mail."""

    passkeys: list[Passkey]
    telephone: bool
    codes: bool


class Factors(DefaultMFAAdapter):  # type: ignore[misc]
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "add_email_blocked": gettext_lazy(
            "An account has one address: ask to change the one you have."
        ),
        "incorrect_code": gettext_lazy(
            "This is not the code of this instant. Wait for the next one, and copy it."
        ),
        "unverified_email": gettext_lazy(
            "Your address has to be confirmed first: sign in by a code once."
        ),
    }

    def encrypt(self, text: str) -> str:
        """Who steals the database has no key of anybody's telephone."""
        return box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return box().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:  # the house's key was lost: so is what it kept
            raise self.validation_error("incorrect_code") from None

    def generate_authenticator_name(self, user: Member, type: str) -> str:
        return _("A passkey")

    def build_totp_svg(self, url: str) -> str:
        """Our own drawing, in the page: no picture made of data is let through."""
        return render_to_string("mfa/drawing.svg", {"drawing": drawing(url)})

    def _get_site_name(self) -> str:
        """What the telephone shows beside the address: the house, not a machine."""
        return str(settings.HOUSE)


@cache
def box() -> MultiFernet:
    """Made of the house's key; keys that were lately replaced still open."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(key_from(key)) for key in keys])


def key_from(secret: str | bytes) -> bytes:
    digest = salted_hmac("whispeer.factors", "", secret=secret, algorithm="sha256")
    return urlsafe_b64encode(digest.digest())


def has_factor(member: Member) -> bool:
    held = Authenticator.objects.filter(user=member, type__in=TYPES)
    return bool(held.exists())


def own(member: Member) -> Own:
    kinds = Authenticator.Type
    rows = Authenticator.objects.filter(user=member).order_by("created_at", "pk")
    held = {row.type for row in rows}
    return Own(
        passkeys=[
            Passkey(name_of(row), row.data["name"], row.created_at)
            for row in rows
            if row.type == kinds.WEBAUTHN
        ],
        telephone=kinds.TOTP in held,
        codes=kinds.RECOVERY_CODES in held,
    )


def row_named(member: Member, key: str) -> int | None:
    """The row of a member's own passkey, by its name in an address."""
    rows = Authenticator.objects.filter(user=member, type=Authenticator.Type.WEBAUTHN)
    found = (row.pk for row in rows if constant_time_compare(name_of(row), key))
    return next(found, None)


def name_of(passkey: Authenticator) -> str:
    said = salted_hmac("web.passkeys", str(passkey.pk), algorithm="sha256")
    return urlsafe_b64encode(said.digest()).rstrip(b"=").decode()
