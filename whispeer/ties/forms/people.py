from django import forms
from django.utils.translation import gettext_lazy as _

from whispeer.ground.forms import Form, Words
from whispeer.ties.forms import fields
from whispeer.ties.models import Side, Thanks
from whispeer.ties.states import LEAST_WORDS, Kept


class Thank(Form):
    words = Words(
        label=_("Your words"),
        help_text=_("What it changed for you. One sentence is enough."),
        lines=True,
        min_length=LEAST_WORDS,
        max_length=Thanks._meta.get_field("words").max_length,
        error_messages={
            "min_length": _("A thank-you is a few words at least: say what for."),
        },
    )


class Mine(Form):
    """One's own side of a tie: where one met, and whether the tie may be named."""

    met = fields.met()
    nameable = fields.nameable()


class Keep(Form):
    """How one keeps a tie, for oneself."""

    kept = forms.ChoiceField(
        label=_("How do you keep this tie?"),
        choices=Kept.choices,
        required=False,
        widget=forms.RadioSelect,
    )


class Deny(Form):
    """It was not so: which meeting, that the other side said, was none."""

    event = forms.UUIDField(widget=forms.HiddenInput)


class Promise(Form):
    """What one said one would do, for oneself to find again."""

    all_optional = True

    promised = Words(
        label=_("What did you say you would do?"),
        help_text=_(
            "In your own words, for you alone. Leave it empty once it is done."
        ),
        lines=True,
        required=False,
        max_length=Side._meta.get_field("promised").max_length,
    )
