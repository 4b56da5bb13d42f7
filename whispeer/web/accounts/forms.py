"""allauth's forms in the words of the house, and no more fields than needed."""

import json
import struct
from typing import Any
from uuid import uuid4

from allauth.account import fields
from allauth.account import forms as allauth
from allauth.account.models import EmailAddress
from allauth.account.utils import filter_users_by_email
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from whispeer.ground.forms import Form, Words
from whispeer.ground.http import VisitorRequest
from whispeer.members.forms import Address
from whispeer.members.models import Member
from whispeer.ties import actions as ties
from whispeer.web.accounts.adapter import invitation_of


def code() -> forms.CharField:
    attributes = {"autocomplete": "one-time-code", "autocapitalize": "characters"}
    return forms.CharField(
        label=_("The code"),
        help_text=_("Eight letters; with or without the dash between them."),
        max_length=40,
        widget=forms.TextInput(
            attrs={**attributes, "dir": "ltr", "spellcheck": "false"}
        ),
    )


def factor_code(help_text: Any) -> forms.CharField:
    attributes = {"autocomplete": "one-time-code", "inputmode": "numeric", "dir": "ltr"}
    return forms.CharField(
        label=_("The code"),
        help_text=help_text,
        max_length=40,
        widget=forms.TextInput(attrs=attributes),
    )


OF_INSTANT = _("The six figures your telephone shows at this instant.")
OR_WRITTEN = _("The six figures your telephone shows, or a code you wrote down.")


def present_password() -> forms.CharField:
    return forms.CharField(
        label=_("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class NewPassword(fields.SetPasswordField):  # type: ignore[misc]
    """Asked once: who mistypes it can always receive a code."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Your new password"),
            help_text=_("Ten characters at least; a short sentence is easily kept."),
        )
        self.widget.attrs.pop("placeholder", None)


class SignIn(allauth.LoginForm):  # type: ignore[misc]
    """An address, and a code is sent; a password only for who asks to use it."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["login"] = Address(label=_("Your e-mail address"))
        self.order_fields(["login", "password"])

    def _setup_password_field(self) -> None:
        if self.request.GET.get("with") == "password":
            self.fields["password"] = present_password()
        else:
            del self.fields["password"]


class Register(allauth.SignupForm):  # type: ignore[misc]
    """A name and an address: a password can come later, or never."""

    field_order = ["given_name", "family_name", "email"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        invitation = invitation_of(context.request)
        self.fields["email"] = Address(
            label=_("Your e-mail address"),
            help_text=_(
                "By it you come in: we send a code there. Nobody else sees it."
            ),
            initial=invitation.email if invitation else None,
        )
        self.order_fields(self.field_order)

    def save(self, request: VisitorRequest) -> Member:
        """Open the account, through the invitation if one brought the person here."""
        invitation = invitation_of(request)
        member: Member = super().save(request)
        if invitation is not None:
            # Last: until now it vouched for the address.
            ties.use_invitation(invitation, by=member, now=request.now)
        return member

    def try_save(
        self, request: VisitorRequest
    ) -> tuple[Member | None, HttpResponse | None]:
        """All of the account or nothing of it, even when two come in at once."""
        if getattr(self, "account_already_exists", False):
            self.as_if_new(request)
        try:
            with transaction.atomic():
                saved: tuple[Member | None, HttpResponse | None]
                saved = super().try_save(request)
                return saved
        except IntegrityError:
            # The same address, an instant earlier: it answers as any known one does.
            self.account_already_exists = True
            return self.try_save(request)
        except ties.InvitationOver:
            return None, redirect("account_signup")

    def as_if_new(self, request: VisitorRequest) -> None:
        """The work of an address that is new, undone: the time tells nothing."""
        said = self.cleaned_data  # type: ignore[has-type]
        self.cleaned_data = {**said, "email": f"{uuid4()}@example.invalid"}
        self.account_already_exists = False
        with transaction.atomic():
            member = super().save(request)
            address = EmailAddress.objects.get_for_user(member, member.email)
            filter_users_by_email(address.email)
            transaction.set_rollback(True)
        self.account_already_exists = True
        self.cleaned_data = said


class ChangeAddress(allauth.AddEmailForm):  # type: ignore[misc]
    email = Address(
        label=_("Your new address"), help_text=_("A code will be sent there first.")
    )


class ChangePassword(allauth.ChangePasswordForm):  # type: ignore[misc]
    oldpassword = present_password()
    password1 = NewPassword()
    password2 = None


class SetPassword(allauth.SetPasswordForm):  # type: ignore[misc]
    password1 = NewPassword()
    password2 = None


class ForgottenPassword(allauth.ResetPasswordForm):  # type: ignore[misc]
    email = Address(label=_("Your e-mail address"))


class ReplacePassword(allauth.ResetPasswordKeyForm):  # type: ignore[misc]
    password1 = NewPassword()
    password2 = None


class Reauthenticate(allauth.ReauthenticateForm):  # type: ignore[misc]
    password = present_password()


class SignInCode(allauth.ConfirmLoginCodeForm):  # type: ignore[misc]
    code = code()


class AddressCode(allauth.ConfirmEmailVerificationCodeForm):  # type: ignore[misc]
    code = code()


class PasswordCode(allauth.ConfirmPasswordResetCodeForm):  # type: ignore[misc]
    code = code()


# ── Second factors ───────────────────────────────────────────────────────────


class FactorCode(AuthenticateForm):  # type: ignore[misc]
    code = factor_code(OR_WRITTEN)


class FactorCodeAgain(ReauthenticateForm):  # type: ignore[misc]
    code = factor_code(OR_WRITTEN)


class FirstFactorCode(ActivateTOTPForm):  # type: ignore[misc]
    code = factor_code(OF_INSTANT)


class Signed(forms.CharField):
    """What a passkey signed: an object as JSON, however it was forged."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> Any:
        try:
            said = json.loads(super().clean(value))
        except (ValueError, RecursionError):
            said = None
        if not said or not isinstance(said, dict):  # the library would keep {}
            raise get_adapter().validation_error("incorrect_code")
        return said


# What the library's reader of signatures raises at one that was forged.
FORGED = (AttributeError, LookupError, TypeError, ValueError, struct.error)


class ReadsSigned(forms.Form):
    """A forged signature is a mistake of the form, never an error of the house."""

    def clean_credential(self) -> Any:
        try:
            return super().clean_credential()  # type: ignore[misc]
        except FORGED as error:
            raise get_adapter().validation_error("incorrect_code") from error


class SignInByPasskey(ReadsSigned, LoginWebAuthnForm):  # type: ignore[misc]
    credential = Signed(max_length=20_000)


class ProveByPasskey(ReadsSigned, ReauthenticateWebAuthnForm):  # type: ignore[misc]
    credential = Signed(max_length=20_000)


class FactorPasskey(ReadsSigned, AuthenticateWebAuthnForm):  # type: ignore[misc]
    credential = Signed(max_length=20_000)


class AddPasskey(AddWebAuthnForm):  # type: ignore[misc]
    """Always one that signs in by itself: it asks for a finger, a face or a PIN."""

    credential = Signed(max_length=20_000)

    name = Words(
        label=_("Its name"),
        help_text=_("For you to know it again: a telephone, a key on your ring."),
        required=False,
        max_length=60,
    )
    passwordless = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def clean_passwordless(self) -> bool:
        return True

    def clean(self) -> Any:
        try:
            return super().clean()
        except FORGED as error:
            raise get_adapter().validation_error("incorrect_code") from error


class ProofCode(Form):
    code = code()
