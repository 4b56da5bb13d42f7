"""Beginning an introduction: asked of a tie, or offered to two."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from whispeer.ground.forms import Form
from whispeer.introductions.forms import fields
from whispeer.members.models import Detail, Member


class Sharing(Form):
    """A yes, with the ways to be reached that pass along with it."""

    details = fields.Details()

    def __init__(
        self,
        details: Sequence[Detail],
        data: Mapping[str, Any] | None = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        ticked = {"details": [str(one.public_id) for one in details]}
        super().__init__(data, initial={**ticked, **(initial or {})})
        chosen = self.fields["details"]
        assert isinstance(chosen, forms.MultipleChoiceField)
        chosen.choices = fields.choices_of(details)
        if not details:  # nothing to choose from; the page says so
            del self.fields["details"]
        self.order_fields(["reason", "details"])

    def chosen(self, details: Sequence[Detail]) -> list[Detail]:
        """Those that were left ticked."""
        ticked = self.cleaned_data.get("details", ())
        return [one for one in details if str(one.public_id) in ticked]


class Ask(Sharing):
    reason = fields.reason(
        _(
            "Whoever is asked for you will read it, without your name. What you would ask, "
            "or what you could bring."
        )
    )


class Offer(Form):
    """Two of one's ties, and why they should know each other."""

    one = fields.OneTie(label=_("Who"))
    other = fields.OneTie(label=_("and who"))
    words = fields.words(
        _("Why them"),
        _("Both will read it. Name whom you like; it is you who speaks."),
    )

    def __init__(
        self,
        ties: Sequence[Member],
        data: Mapping[str, Any] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(data, **options)
        for name in ("one", "other"):
            chosen = self.fields[name]
            assert isinstance(chosen, forms.ChoiceField)
            chosen.choices = fields.choices_among(ties)

    def clean(self) -> dict[str, Any] | None:
        said = super().clean() or {}
        if said.get("one") and said.get("one") == said.get("other"):
            raise ValidationError(_("Choose two different people."), code="same")
        return said
