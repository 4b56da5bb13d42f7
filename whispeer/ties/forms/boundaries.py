"""Of whom one speaks for oneself alone: a tie, a company, or an address."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from whispeer.ground.forms import Form, Words
from whispeer.members.models import Member
from whispeer.ties.models import Boundary, key_of
from whispeer.ties.states import RelationKind

COMPANY = Boundary._meta.get_field("company").max_length


class OfOne(Form):
    """At least one of the things asked for; each is said by itself."""

    all_optional = True
    things: tuple[str, ...] = ("tie", "company")

    tie = forms.ChoiceField(label=_("One of your ties"), required=False)
    company = Words(label=_("Or a company"), required=False, max_length=COMPANY)

    def __init__(
        self,
        ties: Sequence[Member],
        data: Mapping[str, Any] | None = None,
        **options: Any,
    ) -> None:
        options.setdefault("auto_id", f"{type(self).__name__.lower()}_%s")
        super().__init__(data, **options)
        self.ties = {str(one.public_id): one for one in ties}
        chosen = self.fields["tie"]
        assert isinstance(chosen, forms.ChoiceField)
        named = ((key, one.name) for key, one in self.ties.items())
        chosen.choices = [("", _("Nobody of them")), *named]

    def clean_company(self) -> str:
        company: str = self.cleaned_data["company"]
        if company and not key_of(company):
            raise ValidationError(
                _("Write the company’s name in letters or figures."), code="unreadable"
            )
        return company

    def clean(self) -> dict[str, Any] | None:
        said = super().clean() or {}
        if not self.errors and not any(said.get(thing) for thing in self.things):
            raise ValidationError(_("Say whom or what: one of them."), code="one")
        return said

    @property
    def whom(self) -> list[dict[str, Any]]:
        """What the actions take, once for each thing said."""
        said = {thing: self.cleaned_data[thing] for thing in self.things}
        said["other"] = self.ties.get(said.pop("tie"))
        return [{thing: of} for thing, of in said.items() if of]


class KeepAway(OfOne):
    things = ("tie", "company", "email")

    email = forms.EmailField(
        label=_("Or an e-mail address"),
        help_text=_("Of somebody who may be here one day; you are not told whether."),
        required=False,
        max_length=Boundary._meta.get_field("email").max_length,
    )


class Declare(OfOne):
    kind = forms.ChoiceField(label=_("What binds you"), choices=RelationKind.choices)
