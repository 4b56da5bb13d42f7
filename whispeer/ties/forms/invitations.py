from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from whispeer.ground.forms import Form, Words
from whispeer.members.forms import Address
from whispeer.ties.models import Invitation


class InviteSomebody(Form):
    email = Address(
        label=_("E-mail address"),
        help_text=_("Of somebody you know. One message leaves, once, and no other."),
    )
    words = Words(
        label=_("Your words"),
        help_text=_("What you would say across a table: why this person, why here."),
        lines=True,
        min_length=20,
        max_length=Invitation._meta.get_field("words").max_length,
        error_messages={
            "min_length": _("Say it in a sentence or two: it is you who writes."),
        },
    )
    language = forms.ChoiceField(
        label=_("Language of the message"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
    )
