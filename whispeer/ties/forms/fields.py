"""The two things each side of a tie says for itself."""

from django import forms
from django.utils.translation import gettext_lazy as _

from whispeer.ground.forms import Words
from whispeer.ties.models import Side

MET = Side._meta.get_field("met").max_length


def met() -> Words:
    return Words(
        label=_("Where did you meet?"),
        help_text=_("A place, a day, the rain: your own words, for you alone."),
        max_length=MET,
    )


def nameable() -> forms.BooleanField:
    return forms.BooleanField(
        label=_("This tie may be named"),
        help_text=_(
            "If you both agree, your ties may hear that you know each other, and ask "
            "you to introduce them. You can change your mind at any time."
        ),
        required=False,
    )
