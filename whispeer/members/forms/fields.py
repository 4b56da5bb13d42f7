"""The few kinds of fields of this room."""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from whispeer.ground.forms import Words, refuse_unreadable
from whispeer.members.states import Closeness


class Sentence(Words):
    """One sentence, in a field one can see whole; a line break counts as a space."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.Textarea(attrs={"rows": 2}))
        super().__init__(**options)

    def to_python(self, value: Any) -> str:
        return super().to_python(" ".join(str(value or "").split()))


class Address(forms.EmailField):
    """An e-mail address, as it is kept: in small letters, without trickery."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", 254)
        attributes = {"autocomplete": "email", "dir": "ltr"}
        options.setdefault("widget", forms.EmailInput(attrs=attributes))
        super().__init__(**options)

    def to_python(self, value: Any) -> str:
        address = str(super().to_python(value) or "").lower()
        refuse_unreadable(address, lines=False)
        return address


def readers() -> list[tuple[int, str]]:
    """Who may read a part, the widest first, each with what it means."""
    why = {
        Closeness.STRANGER: (
            _("Whoever receives my card"),
            _("before saying yes, and even without an account"),
        ),
        Closeness.WITHIN_REACH: (
            _("My ties and their own ties"),
            _("where a tie may be named"),
        ),
        Closeness.TIE: (_("My ties"), _("the people I said yes to")),
        Closeness.SELF: (_("Nobody but me"), _("kept, and shown to nobody")),
    }
    return [
        (choice.value, format_html("{} <small>{}</small>", *words))
        for choice, words in why.items()
    ]


class Readers(forms.TypedChoiceField):
    """How close one must be to read what stands beside this field."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            label=gettext_lazy("Who may read it"),
            choices=readers,
            coerce=lambda value: Closeness(int(value)),
            widget=forms.RadioSelect,
            **options,
        )
