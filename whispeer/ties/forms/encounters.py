"""A trace of an encounter: who, where, when, what stays with oneself, what one promised."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from whispeer.ground.forms import Form, Words
from whispeer.members.models import Member
from whispeer.ties.models import Encounter

SAID = ("where", "day", "words", "promised", "said", "recall_on")


def length(name: str) -> int | None:
    field = Encounter._meta.get_field(name)
    assert isinstance(field, models.CharField)
    return field.max_length


NAME = length("name") or 0


def a_day(**options: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(widget=widget, **options)


SELECTED = format_html("{}", " selected")


class Listed(forms.Select):
    """Many to choose from: drawn at once, not by a template for each."""

    def render(
        self, name: str, value: Any, attrs: Any = None, renderer: Any = None
    ) -> SafeString:
        said = self.build_attrs(self.attrs, {"name": name, **(attrs or {})})
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            (
                (key, SELECTED if key == value else "", told)
                for key, told in self.choices
            ),
        )
        return format_html("<select{}>{}</select>", flatatt(said), options)


class WriteEncounter(Form):
    """What may be written at once, and changed later."""

    name = Words(
        label=_("Whom did you meet?"),
        help_text=_("A name, or what you remember: “the woman of the next stand”."),
        required=False,
        max_length=length("name"),
    )
    where = Words(
        label=_("Where?"),
        help_text=_("A fair, a train, a kitchen."),
        max_length=length("where"),
    )
    day = a_day(label=_("Which day?"))
    words = Words(
        label=_("What you spoke about"),
        help_text=_("Your own words, for you alone."),
        lines=True,
        required=False,
        max_length=length("words"),
    )
    promised = Words(
        label=_("What did you say you would do?"),
        lines=True,
        required=False,
        max_length=length("promised"),
    )
    said = Words(
        label=_("A word for this person"),
        help_text=_(
            "It stands on the page of your card, with where, when and what you promised."
        ),
        lines=True,
        required=False,
        max_length=length("said"),
    )
    recall_on = a_day(
        label=_("When do you want to think of it again?"),
        help_text=_("On that day it comes back to you on Today, once."),
        required=False,
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        today: date,
        named: bool = False,
        card: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(data, **options)
        self.today = today
        if named:
            del self.fields["name"]
        if not card:
            del self.fields["said"]

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        # Where one met, it may be tomorrow already.
        if day > self.today + timedelta(days=1):
            raise ValidationError(_("This day is still to come."), code="to come")
        return day

    def clean(self) -> dict[str, Any] | None:
        told = super().clean()
        day, again = (self.cleaned_data.get(name) for name in ("day", "recall_on"))
        if day and again and again < day:
            self.add_error("recall_on", _("That is before you met."))
        return told

    @property
    def written(self) -> dict[str, Any]:
        """What the actions take."""
        names = ("name", *SAID)
        return {one: self.cleaned_data[one] for one in names if one in self.fields}


class NoteEncounter(WriteEncounter):
    """The first time: with somebody of the address book, with a tie, or with nobody named."""

    keep = forms.BooleanField(
        label=_("Put this name into my address book"), required=False
    )
    person = forms.ChoiceField(
        label=_("Or one of your ties"), required=False, widget=Listed
    )
    # Where one came from, sent along so that a note written without network knows it.
    contact = forms.UUIDField(widget=forms.HiddenInput, required=False)
    card = forms.UUIDField(widget=forms.HiddenInput, required=False)

    field_order = ("name", "keep", "person", *SAID)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        ties: Sequence[Member],
        named: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(data, named=named, **options)
        self.ties = {str(one.public_id): one for one in ties}
        chosen = self.fields["person"]
        assert isinstance(chosen, forms.ChoiceField)
        listed = [(key, one.name) for key, one in self.ties.items()]
        chosen.choices = [("", _("Nobody of them")), *listed]
        asked = ties or self.data.get("person")
        if named or not asked:
            del self.fields["person"]
        if named:
            del self.fields["keep"]

    def clean(self) -> dict[str, Any] | None:
        told = super().clean()
        if self.cleaned_data.get("person") and self.cleaned_data.get("name"):
            self.add_error(
                "person", _("Write a name, or choose a tie: one of the two.")
            )
        return told

    @property
    def other(self) -> Member | None:
        return self.ties.get(self.cleaned_data.get("person", ""))
