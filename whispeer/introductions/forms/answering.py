"""What the one in the middle and those who are asked may say."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from whispeer.ground.forms import Form
from whispeer.introductions.forms import fields
from whispeer.introductions.forms.asking import Sharing
from whispeer.members.models import Member


class Carry(Form):
    """The one in the middle carries it, to whom he chooses when nobody is described."""

    to = fields.OneTie(
        label=_("To whom?"),
        help_text=_("One of your ties, whom you would gladly bring together."),
    )
    words = fields.words(
        _("A word from you"),
        _(
            "It is read with the question. You may name who asks, if you think it right."
        ),
    )

    def __init__(
        self,
        ties: Sequence[Member] | None,
        data: Mapping[str, Any] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(data, **options)
        self.nobody = ties is not None and not ties  # the page says so
        if ties is None:
            del self.fields["to"]
        else:
            chosen = self.fields["to"]
            assert isinstance(chosen, forms.ChoiceField)
            chosen.choices = fields.choices_among(ties)

    @property
    def tie(self) -> str:
        """Whom the one in the middle chose, when it was his to choose."""
        return str(self.cleaned_data.get("to", ""))


class SayYes(Sharing):
    """Yes, and what passes with it."""


class Say(Form):
    """Whether the two talked: one of two buttons."""

    talked = forms.TypedChoiceField(
        choices=[("yes", _("Yes")), ("no", _("Not yet"))],
        coerce=lambda said: said == "yes",
        widget=forms.HiddenInput,
    )
