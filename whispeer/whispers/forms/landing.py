"""The seeker's yes, what became of it, and thanks."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from whispeer.ground.forms import Form
from whispeer.members.models import Detail
from whispeer.whispers.forms import fields
from whispeer.whispers.models import Whisper


class Sharing(Form):
    """A yes, with the ways to be reached that pass along with it."""

    details = fields.Details()

    def __init__(
        self, details: Sequence[Detail], data: Mapping[str, Any] | None = None
    ) -> None:
        self.own = {str(one.public_id): one for one in details}
        super().__init__(data, initial={"details": list(self.own)})
        if not self.own:  # nothing to choose from; the page says so
            del self.fields["details"]
            return
        field = self.fields["details"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = fields.to_share(details)

    @property
    def chosen(self) -> list[Detail]:
        """Those that were left ticked."""
        return [self.own[key] for key in self.cleaned_data.get("details", ())]


class Accept(Sharing):
    """Yes, gladly."""


class Outcome(Form):
    outcome = fields.words_of(
        Whisper,
        "outcome",
        required=True,
        label=_("What became of it"),
        help_text=_("For you alone. You may change it later."),
        lines=True,
    )


class Thank(Form):
    words = fields.words_of(
        Whisper,
        "thanks",
        required=True,
        label=_("Your words"),
        help_text=_(
            "All who carried it read them, each on his own page. A story does more than a "
            "compliment; a sum says nothing."
        ),
        lines=True,
    )
