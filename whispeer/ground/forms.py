"""Forms of the house: one look, one key each, and what is typed is cleaned in one place."""

import unicodedata
import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from whispeer.ground.once import FIELD

# Characters that turn the direction of the text around them: a name written with
# them can pass for another one. Arabic and Hebrew need none of them.
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
LINES = frozenset("\n\t")


def fresh_key() -> str:
    return str(uuid.uuid4())


def cleaned(words: str, *, lines: bool) -> str:
    """Words as they are kept: composed, trimmed, one kind of line end."""
    words = unicodedata.normalize(
        "NFC", words.replace("\r\n", "\n").replace("\r", "\n")
    )
    return words.strip() if lines else " ".join(words.split(" ")).strip()


def refuse_unreadable(words: str, *, lines: bool) -> None:
    """Refuse what no reader sees and no keyboard types.

    Raises
    ------
    ValidationError
        When there is a control character, half a surrogate pair, or a character
        that turns the direction of the text.
    """
    for sign in words:
        if sign in TURNING:
            raise ValidationError(
                _(
                    "There is an invisible character in this text that turns the "
                    "direction of writing. Type it again, or paste it without formatting."
                ),
                code="turning",
            )
        category = unicodedata.category(sign)
        if category in {"Cc", "Cs", "Co", "Cn"} and not (lines and sign in LINES):
            raise ValidationError(
                _(
                    "There is a character in this text that cannot be shown. Type it "
                    "again, or paste it without formatting."
                ),
                code="unreadable",
            )


class Words(forms.CharField):
    """What people write: any language, emoji, either direction; no trickery."""

    def __init__(self, *, lines: bool = False, **options: Any) -> None:
        self.lines = lines
        if lines:
            options.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
        super().__init__(**options)
        # Our own message stands for Django's about NUL, and `cleaned` for its strip.
        self.validators = [
            v
            for v in self.validators
            if type(v).__name__ != "ProhibitNullCharactersValidator"
        ]
        self.widget.attrs.setdefault("dir", "auto")

    def to_python(self, value: Any) -> str:
        words = cleaned(str(value or ""), lines=self.lines)
        refuse_unreadable(words, lines=self.lines)
        return words or self.empty_value or ""


class Renderer(TemplatesSetting):
    """Every form of the house is drawn by our own components."""

    form_template_name = "web/forms/form.html"
    field_template_name = "web/forms/field.html"


class Form(forms.Form):
    """A form with its key; without a valid one it comes back, nothing lost."""

    key = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Mapping[str, Any] | None = None, **options: Any) -> None:
        options.setdefault("auto_id", "id_%s")
        super().__init__(data, **options)
        self.fresh_key = SimpleLazyObject(fresh_key)

    def clean(self) -> dict[str, Any] | None:
        if not self.data.get(FIELD):
            raise ValidationError(
                _(
                    "This page had grown old, so nothing was sent. What you wrote is "
                    "still here: send it again."
                ),
                code="key",
            )
        return super().clean()

    def __getitem__(self, name: str) -> forms.BoundField:
        bound = super().__getitem__(name)
        return KeyBound(self, bound.field, name) if name == FIELD else bound


class KeyBound(forms.BoundField):
    """The key drawn is always a fresh one, except when the form comes back unspent."""

    def value(self) -> str:
        sent = self.form.data.get(FIELD) if self.form.is_bound else None
        return str(sent or self.form.fresh_key)  # type: ignore[attr-defined]


class Gesture(Form):
    """A form with nothing to fill in: one button."""
