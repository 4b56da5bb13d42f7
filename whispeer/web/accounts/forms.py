"""allauth's forms in the words of the house, and no more fields than needed."""

from typing import Any

from allauth.account import fields
from allauth.account import forms as allauth
from allauth.core import context
from django import forms
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

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
