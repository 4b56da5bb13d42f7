"""Whom to ask: one person at a time, and the next ones beforehand if one likes."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from whispeer.ground.forms import Form
from whispeer.members.models import Member
from whispeer.whispers.forms import fields
from whispeer.whispers.queries.told import Proposal

NEXT = 2  # approved beforehand, beside the first


class Choose(Form):
    """One person: of those the house thought of, or any other tie."""

    to = fields.OneOf(label=_("Whom do you ask?"))
    other = fields.SomebodyElse()

    def __init__(
        self,
        proposals: Sequence[Proposal],
        ties: Sequence[Member],
        data: Mapping[str, Any] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(data, **options)
        people = [*(one.member for one in proposals), *ties]
        self.people = {fields.key_of(one): one for one in people}
        known = {fields.key_of(one.member) for one in proposals}
        others = [one for one in ties if fields.key_of(one) not in known]
        self.nobody = not self.people  # the page says so
        last = [(fields.OTHER, _("Somebody else"))] if others else []
        self.choices_of("to", [*fields.proposed(proposals), *last])
        self.choices_of("other", fields.by_name(others))
        if not proposals:  # one list is enough
            self.fields["other"].label = self.fields.pop("to").label
            self.fields["other"].required = True
        elif not others:
            del self.fields["other"]

    def choices_of(self, name: str, choices: fields.Choices) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean(self) -> dict[str, Any] | None:
        """One person, without a doubt: what is asked of somebody is not unasked."""
        said = super().clean() or {}
        if "to" not in self.fields:  # there is one list only
            return said
        to, other = self.data.get("to"), said.get("other")
        if other and not to:  # the list says enough
            self.errors.pop("to", None)
        elif other and to != fields.OTHER:
            mistake = _(
                "Two people are chosen. Tick “Somebody else”, or empty this list."
            )
            self.add_error("other", ValidationError(mistake, code="two"))
        elif to == fields.OTHER and not other:
            self.add_error("other", ValidationError(_("Choose somebody."), code="who"))
        return said

    @property
    def chosen(self) -> Member:
        """The one person who is asked."""
        said = self.cleaned_data
        key = said.get("to", fields.OTHER)
        return self.people[said["other"] if key == fields.OTHER else key]


class First(Choose):
    """Whom a new whisper goes to, and who comes after if nobody answers."""

    read = forms.CharField(widget=forms.HiddenInput, required=False)
    then = forms.MultipleChoiceField(
        label=_("And after, if there is no answer"),
        help_text=_(
            "Tick one or two people whom you approve beforehand, or nobody: then you "
            "decide each time."
        ),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(
        self,
        proposals: Sequence[Proposal],
        ties: Sequence[Member],
        data: Mapping[str, Any] | None = None,
        *,
        read: str,
    ) -> None:
        super().__init__(proposals, ties, data, initial={"read": read})
        if len(proposals) > 1:
            self.choices_of("then", fields.proposed(proposals))
        else:
            del self.fields["then"]

    def clean_read(self) -> str:
        if self.cleaned_data["read"] != self.initial["read"]:
            raise ValidationError(
                _(
                    "It was changed in another window: read it once more before it leaves."
                ),
                code="changed",
            )
        return str(self.initial["read"])

    def clean_then(self) -> list[str]:
        then: list[str] = self.cleaned_data["then"]
        first = self.cleaned_data.get("to")
        after = [key for key in then if key != first]
        if len(after) > NEXT:
            raise ValidationError(
                _("One or two after the first: each is a person who is disturbed."),
                code="many",
            )
        return after

    @property
    def all_chosen(self) -> list[Member]:
        """The first asked first."""
        after = (self.people[key] for key in self.cleaned_data.get("then", ()))
        first = self.chosen
        return [first, *(one for one in after if one != first)]
