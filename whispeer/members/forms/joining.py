"""Coming in: asking to join, and opening an account."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from whispeer.ground.forms import Form, Words
from whispeer.members.forms.fields import Address, Sentence
from whispeer.members.models import JoinRequest, Member


class Join(Form):
    """What somebody says of himself who has no account yet."""

    given_name = Words(
        label=_("Your given name"),
        max_length=JoinRequest._meta.get_field("given_name").max_length,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    email = Address(
        label=_("Your e-mail address"),
        help_text=_("It serves to answer you, and nothing else."),
    )
    heard_from = Words(
        label=_("Who told you about us?"),
        help_text=_("A given name is enough. Nobody is an answer too."),
        max_length=JoinRequest._meta.get_field("heard_from").max_length,
        required=False,
    )
    offer = Sentence(
        label=_("What you could offer"),
        help_text=_("One line: something you know, or have been through."),
        max_length=JoinRequest._meta.get_field("offer").max_length,
        required=False,
    )


class SignUp(forms.Form):
    """What allauth's form asks besides the address; no key, since it is allauth's."""

    given_name = Words(
        label=_("Your given name"),
        max_length=Member._meta.get_field("given_name").max_length,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    family_name = Words(
        label=_("Your family name"),
        max_length=Member._meta.get_field("family_name").max_length,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
        required=False,
    )

    def signup(self, request: HttpRequest, user: Any) -> None:
        """All is done by `sign_up`, which the adapter calls."""
