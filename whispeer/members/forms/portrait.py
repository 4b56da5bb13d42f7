"""Each form of the portrait holds the words and who may read them."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.db import models
from django.forms.boundfield import BoundWidget
from django.utils.translation import gettext_lazy as _

from whispeer.ground.forms import Form, Words
from whispeer.ground.words import folded
from whispeer.members.forms.fields import Readers, Sentence
from whispeer.members.models import Detail, Entry, Portrait
from whispeer.members.queries import names_of_languages
from whispeer.members.states import DetailKind, EntryKind, Part

PHONE = re.compile(r"\+?[0-9 ()./-]{4,40}")

# What is spoken in and around the houses we know, by its code in CLDR.
NEAR = ("fr", "en", "ar", "de", "es", "it", "nl", "pt")
FAR = (
    *("bm", "br", "ca", "co", "cs", "da", "el", "eu", "fa", "fi", "gsw", "he", "hi"),
    *("hr", "hu", "hy", "ja", "kab", "ko", "lb", "ln", "mg", "no", "oc", "pl", "ro"),
    *("ru", "sr", "sv", "sw", "ta", "tr", "uk", "vi", "wo", "zh"),
)

HELP = {
    Part.LINE: _(
        "As you would say it to a neighbour: “I bind books that were thought lost.”"
    ),
    Part.TRADE: _("With its article, as one would say of you: “a bookbinder”."),
    Part.COMPANY: _("Its name, if it has one."),
    Part.PLACE: _("A town is enough: it says where one could meet you."),
    Part.WORKING_ON: _("What is on your workbench these days."),
    Part.LOOKING_FOR: _("Plainly: somebody you know may know somebody."),
}
SENTENCES = {Part.LINE, Part.WORKING_ON, Part.LOOKING_FOR}


class PartForm(Form):
    """One part of a portrait; left empty, it is no longer said."""

    words = Words(required=False)
    shown = Readers()

    all_optional = True

    def __init__(self, part: Part, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        kind = Sentence if part in SENTENCES else Words
        self.fields["words"] = kind(
            label=part.label,
            help_text=HELP[part],
            required=False,
            max_length=longest(part),
        )


def longest(part: Part) -> int:
    column = Portrait._meta.get_field(part.value)
    assert isinstance(column, models.CharField)
    return column.max_length or 0


class LanguagesForm(Form):
    """The languages one speaks; they are read in the language of who reads."""

    words = forms.MultipleChoiceField(
        label=Part.LANGUAGES.label,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=lambda: languages(),
    )
    shown = Readers()

    all_optional = True

    def __init__(self, part: Part, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)

    def near(self) -> list[BoundWidget]:
        """The languages most likely to be spoken, and those this member speaks."""
        return [box for box in self["words"] if is_near(box)]

    def far(self) -> list[BoundWidget]:
        return [box for box in self["words"] if not is_near(box)]


def is_near(box: BoundWidget) -> bool:
    return box.data["selected"] or str(box.data["value"]) in NEAR


def languages() -> list[tuple[str, str]]:
    """The choices, the two languages of the house first, then by name."""
    codes = (*NEAR, *FAR)
    named = list(zip(codes, names_of_languages(codes), strict=True))
    return [*named[:2], *sorted(named[2:], key=lambda one: folded(one[1]))]


def form_of(part: Part) -> type[PartForm] | type[LanguagesForm]:
    return LanguagesForm if part == Part.LANGUAGES else PartForm


SAY = {
    EntryKind.OFFER: (
        _("What I can offer"),
        _("One thing, in one sentence: an hour, a tool, a second pair of eyes."),
    ),
    EntryKind.ORDEAL: (
        _("What I have been through"),
        _(
            "What it was, without names. Somebody who lives it now will know whom to ask."
        ),
    ),
    EntryKind.CURIOSITY: (
        _("What makes me curious"),
        _("What you would love somebody to tell you about."),
    ),
}


class EntryForm(Form):
    """An offer, an ordeal or a curiosity, in one sentence."""

    words = Sentence(max_length=Entry._meta.get_field("words").max_length)
    shown = Readers()

    def __init__(self, kind: EntryKind, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["words"].label, self.fields["words"].help_text = SAY[kind]


class DetailForm(Form):
    """A way to be reached, which those it is shared with may use."""

    kind = forms.TypedChoiceField(
        label=_("How"), choices=DetailKind.choices, coerce=DetailKind
    )
    value = Words(
        label=_("The number, the address or the way"),
        max_length=Detail._meta.get_field("value").max_length,
    )
    shown = Readers()

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        kind, value = self.cleaned_data.get("kind"), self.cleaned_data.get("value")
        if kind and value:
            try:
                self.cleaned_data["value"] = as_kept(kind, value)
            except ValidationError as mistake:
                self.add_error("value", mistake)
        return cleaned


def as_kept(kind: DetailKind, value: str) -> str:
    """The detail as others will use it: a number one can dial, a page one can open."""
    if kind == DetailKind.PHONE and not PHONE.fullmatch(value):
        raise ValidationError(
            _("A telephone number is made of figures, spaces and perhaps a +."),
            code="phone",
        )
    if kind == DetailKind.EMAIL:
        validate_email(value)
    if kind == DetailKind.WEB:
        value = value if "://" in value else f"https://{value}"
        URLValidator(schemes=["http", "https"])(value)
    return value
