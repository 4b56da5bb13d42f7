"""The few kinds of fields of this room; each receives its choices, none fetches them."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from whispeer.ground.forms import Words
from whispeer.members.models import Detail, Member
from whispeer.whispers.models import Relay
from whispeer.whispers.queries.told import Proposal

OTHER = "other"  # somebody the house did not think of
Choices = Sequence[tuple[str, Any]]


def words_of(model: Any, column: str, **options: Any) -> Words:
    """What somebody writes into a column; as long as the column, as free as it is."""
    field = model._meta.get_field(column)
    options.setdefault("required", not field.blank)
    return Words(max_length=field.max_length, **options)


def line(help_text: Any) -> Words:
    return words_of(Relay, "line", label=_("A line from you"), help_text=help_text)


class OneOf(forms.ChoiceField):
    """One of those the house thought of, each with the reason; or somebody else."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("error_messages", {"required": _("Choose somebody.")})
        super().__init__(widget=forms.RadioSelect, **options)


class SomebodyElse(forms.ChoiceField):
    """Any of one's ties, by name."""

    def __init__(self, **options: Any) -> None:
        super().__init__(label=_("Who else"), required=False, **options)


class Details(forms.MultipleChoiceField):
    """Which of one's own ways to be reached pass along with a yes."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            label=_("What passes with your yes"),
            help_text=_(
                "Your name, and the ways to reach you that you leave ticked. None is all right too."
            ),
            widget=forms.CheckboxSelectMultiple,
            required=False,
            **options,
        )


def key_of(member: Member) -> str:
    return str(member.public_id)


def proposed(proposals: Sequence[Proposal]) -> Choices:
    """Each with the reason for which one would think of him."""
    return [(key_of(one.member), explained(one)) for one in proposals]


def explained(one: Proposal) -> Any:
    if not one.reason:
        return one.member.name
    return format_html("<bdi>{}</bdi> <small>{}</small>", one.member.name, one.reason)


def by_name(people: Sequence[Member]) -> Choices:
    """Ties as a list to choose from; the first line chooses nobody."""
    return [("", _("Choose somebody")), *((key_of(one), one.name) for one in people)]


def to_share(details: Sequence[Detail]) -> Choices:
    """One's own details, each as a box to tick."""
    return [
        (
            str(one.public_id),
            format_html("{} <small>{}</small>", one.value, one.get_kind_display()),
        )
        for one in details
    ]
