"""The few kinds of fields of this room; each receives its choices, none fetches them."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from whispeer.ground.forms import Words
from whispeer.introductions.models import Carrying, Introduction
from whispeer.members.models import Detail, Member

Choices = Sequence[tuple[str, Any]]


def reason(help_text: Any) -> Words:
    return Words(
        label=_("Why you would like to meet"),
        help_text=help_text,
        lines=True,
        max_length=Introduction._meta.get_field("reason").max_length,
    )


def words(label: Any, help_text: Any) -> Words:
    return Words(
        label=label,
        help_text=help_text,
        lines=True,
        required=False,
        max_length=Carrying._meta.get_field("words").max_length,
    )


class Details(forms.MultipleChoiceField):
    """Which of one's own ways to be reached pass, should everybody say yes."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            label=_("What passes if you both say yes"),
            help_text=_(
                "Your name, and the ways to reach you that you leave ticked. None is all right too."
            ),
            widget=forms.CheckboxSelectMultiple,
            required=False,
            **options,
        )


def choices_of(details: Sequence[Detail]) -> Choices:
    """One's own details, each as a box to tick."""
    return [
        (
            str(one.public_id),
            format_html("{} <small>{}</small>", one.value, one.get_kind_display()),
        )
        for one in details
    ]


class OneTie(forms.ChoiceField):
    """One of one's own ties, by name."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("error_messages", {"required": _("Choose somebody.")})
        super().__init__(**options)


def choices_among(people: Sequence[Member]) -> Choices:
    """One's ties as a list to choose from; the first line chooses nobody."""
    return [("", _("Choose somebody")), *((str(p.public_id), p.name) for p in people)]
