"""Writing about work done with somebody, and saying that it may be read."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from whispeer.ground.forms import Form, Words
from whispeer.introductions.forms import fields
from whispeer.introductions.models import Recommendation
from whispeer.members.models import Member

FEWEST = 24  # signs: less than a sentence says nothing of anybody's work


class Recommend(Form):
    to = fields.OneTie(
        label=_("Who"), help_text=_("One of your ties, with whom you really worked.")
    )
    work = Words(
        max_length=Recommendation._meta.get_field("work").max_length,
        label=_("What you did together, and when"),
        help_text=_("“The library’s new catalogue, in the spring of 2025.”"),
    )
    words = Words(
        max_length=Recommendation._meta.get_field("words").max_length,
        label=_("What you would say of it to a friend"),
        help_text=_(
            "What you saw, rather than how good it was. Leave the name out, if it may be "
            "read before the name is told."
        ),
        lines=True,
        min_length=FEWEST,
    )
    limit = Words(
        max_length=Recommendation._meta.get_field("limit").max_length,
        label=_("What you cannot speak for"),
        help_text=_("What you have not seen. It makes the rest believable."),
        lines=True,
    )

    def __init__(
        self,
        ties: Sequence[Member],
        data: Mapping[str, Any] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(data, **options)
        chosen = self.fields["to"]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = fields.choices_among(ties)


class Accept(Form):
    before_name = forms.BooleanField(
        label=_("They may be read before my name is told"),
        help_text=_(
            "By somebody who is asked whether to meet you, or to help you, and to whom "
            "trust leads. What was done, and who writes, may let you be recognised."
        ),
        required=False,
    )
