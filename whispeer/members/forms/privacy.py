from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.html import format_html
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
