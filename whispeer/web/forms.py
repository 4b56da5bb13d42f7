from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from whispeer.ground.forms import Form, Words


class Small(Form):
    """A form whose mistakes are told in a notice, since it has no page of its own."""

    def mistakes(self) -> str:
        return " ".join(str(m) for errors in self.errors.values() for m in errors)


class LetPass(Small):
    gesture = forms.RegexField(r"^[0-9a-f]{64}$", widget=forms.HiddenInput)


class Language(Small):
    language = forms.ChoiceField(choices=settings.LANGUAGES)
    next = forms.CharField(required=False, max_length=500)


class DemoField(Form):
    """The fields of the page of components."""

    need = Words(
        label=_("What you are looking for"),
        help_text=_("As you would say it at table."),
        lines=True,
        max_length=200,
    )
    place = Words(label=_("Place"), max_length=60, required=False)
    language = forms.ChoiceField(
        label=_("Language"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )
    named = forms.BooleanField(label=_("This tie may be named"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["language"].initial = "fr"
