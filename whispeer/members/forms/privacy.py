from collections.abc import Mapping
from datetime import time
from typing import Any

from django import forms
from django.utils.formats import time_format
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from whispeer.ground.forms import Form
from whispeer.members.states import Discoverability


class DiscoverabilityForm(Form):
    """What the ties of one's ties may learn; each choice shows how it would read."""

    discoverability = forms.TypedChoiceField(
        label=_("How may the ties of your ties hear of you?"),
        help_text=_(
            "A tie can only lead to you where you both agreed that it may be named."
        ),
        choices=Discoverability.choices,
        coerce=Discoverability,
        widget=forms.RadioSelect,
    )

    def __init__(
        self, examples: Mapping[Discoverability, str], *args: Any, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["discoverability"].choices = [  # type: ignore[attr-defined]
            (choice.value, format_html("{} <small>{}</small>", label, examples[choice]))
            for choice, label in LABELS.items()
        ]


LABELS = {
    Discoverability.BY_NAME: _("By my name"),
    Discoverability.DESCRIBED: _("By what I do, without my name"),
    Discoverability.NOT_AT_ALL: _("Not at all"),
}


class EndSession(Form):
    """Which browser to sign out of, as its page named it."""

    token = forms.RegexField(r"^[0-9a-f]{32}$", widget=forms.HiddenInput)


NEVER = "never"


def hours() -> list[tuple[str, str]]:
    """The hours of a day, as this language writes them, and never."""
    of_a_day = [(str(hour), time_format(time(hour))) for hour in range(24)]
    return [(NEVER, gettext("Never")), *of_a_day]


class LettersForm(Form):
    mail_hour = forms.TypedChoiceField(
        label=_("At which hour may it come?"),
        help_text=_("In the time of the house. “Never” works too: nothing is lost."),
        choices=hours,
        coerce=lambda value: None if value == NEVER else int(value),
        empty_value=None,
    )


class WelcomingForm(Form):
    welcomes = forms.BooleanField(label=_("I like to welcome"), required=False)


class WeekForm(Form):
    """That the week is full, or lighter than it seemed; and which page said it."""

    back = forms.ChoiceField(
        choices=[("web:today", ""), ("members:me", "")], widget=forms.HiddenInput
    )


class BearingForm(Form):
    """How much one bears in a week, over all rooms together, and from whom."""

    asks_a_week = forms.TypedChoiceField(
        label=_("How often may you be asked for something?"),
        help_text=_("By whispers and for introductions, both together."),
        choices=[
            (2, _("Twice a week at most, and never twice in a day")),
            (1, _("Once a week at most")),
            (0, _("Not at all for now")),
        ],
        coerce=int,
        widget=forms.RadioSelect,
    )
    asked_by_anyone = forms.BooleanField(
        label=_("Anyone here may ask me"),
        help_text=_(
            "When trust has led nowhere, a whisper about something you have been through "
            "may come to you without a tie who carries it. It counts within what you chose."
        ),
        required=False,
    )
