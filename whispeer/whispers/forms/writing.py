"""What is written before it is whispered: what one could give, then what one needs."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from whispeer.ground.forms import Form
from whispeer.members.models import Member, Portrait
from whispeer.whispers.forms.fields import key_of, words_of
from whispeer.whispers.models import Whisper, Words
from whispeer.whispers.states import Need, Told, Urgency

FEWEST_WORDS = 3
MOST_COMPANIES = 10
HOPS = [
    (1, _("one person: somebody I know")),
    (2, _("two: a tie of my tie")),
    (3, _("three: one step further")),
]
URGENCIES = [
    (
        Urgency.CALM,
        pgettext_lazy("how soon", "When it comes: two days for each person"),
    ),
    (Urgency.NORMAL, pgettext_lazy("how soon", "As it goes: a day for each person")),
    (Urgency.URGENT, pgettext_lazy("how soon", "It is pressing: two people at once")),
]
#: What may be told of the seeker, and where his portrait says it.
FACTS = {
    "town_told": ("place", _("My town")),
    "trade_told": ("trade", _("My trade")),
    "company_told": ("company", _("My company")),
    "name_told": ("", _("My name")),
}
FACT_HELP = _("In your portrait: %(words)s")


def told_field(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, choices=Told.choices, coerce=lambda to: Told(int(to))
    )


class Write(Form):
    """Offer first; then the need, how it travels, and what it may tell of oneself."""

    offered = words_of(
        Whisper,
        "offered",
        label=_("What you could give"),
        help_text=_(
            "An hour, a tool, a story you lived. It has nothing to do with what you ask, "
            "and it may stay empty: nobody helps you less for it."
        ),
        lines=True,
    )
    need = forms.ChoiceField(
        label=_("What you are looking for"),
        choices=Need.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the word that comes closest.")},
    )
    sentence = words_of(
        Whisper,
        "sentence",
        required=True,
        label=_("In one sentence"),
        help_text=_("As at table: so that somebody can think of somebody."),
    )
    context = words_of(
        Whisper,
        "context",
        label=_("What one should know"),
        help_text=_("The situation, in a few lines. Whoever is asked reads it."),
        lines=True,
    )
    trade = words_of(
        Whisper,
        "trade",
        label=_("A trade it is about"),
        help_text=_("A bookbinder, a customs agent."),
    )
    ordeal = words_of(
        Whisper,
        "ordeal",
        label=_("Something to have lived"),
        help_text=_("A first redundancy, a warehouse that burnt down."),
    )
    place = words_of(Whisper, "place", label=_("A place it is about"))
    urgency = forms.ChoiceField(
        label=_("How soon"), choices=URGENCIES, widget=forms.RadioSelect
    )
    hops = forms.TypedChoiceField(
        label=_("How far it may go"), choices=HOPS, coerce=int, widget=forms.RadioSelect
    )
    strangers = forms.BooleanField(
        label=_("Afterwards, ask directly those who lived it"),
        help_text=_(
            "Only when no tie leads anywhere any more, and only members who said that "
            "anyone here may ask them."
        ),
        required=False,
    )
    town_told = told_field(_("My town"))
    trade_told = told_field(_("My trade"))
    company_told = told_field(_("My company"))
    name_told = told_field(_("My name"))
    without = forms.MultipleChoiceField(
        label=_("Among your ties, who must not hear of it"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    without_companies = words_of(
        Whisper,
        "context",
        required=False,
        label=_("Companies where nobody must hear of it"),
        help_text=_("One per line. Your boundaries hold by themselves."),
        lines=True,
    )

    def __init__(
        self,
        portrait: Portrait,
        ties: Sequence[Member],
        data: Mapping[str, Any] | None = None,
        **options: Any,
    ) -> None:
        first = {"urgency": Urgency.NORMAL, "hops": 2}
        options["initial"] = first | (options.get("initial") or {})
        super().__init__(data, **options)
        self.ties = {key_of(one): one for one in ties}
        kept_out = self.fields["without"]
        assert isinstance(kept_out, forms.MultipleChoiceField)
        kept_out.choices = [(key, one.name) for key, one in self.ties.items()]
        for name, (part, _label) in FACTS.items():
            words = getattr(portrait, part) if part else portrait.member.name
            if words:
                self.fields[name].help_text = FACT_HELP % {"words": words}
            else:  # the portrait says nothing that could be told
                del self.fields[name]

    def clean_sentence(self) -> str:
        sentence: str = self.cleaned_data["sentence"]
        if len(sentence.split()) < FEWEST_WORDS:
            raise ValidationError(
                _(
                    "In a word or two, nobody will know whom to think of. Tell the "
                    "situation. What you wrote is still here."
                ),
                code="short",
            )
        return sentence

    def clean_without_companies(self) -> list[str]:
        lines = (
            one.strip() for one in self.cleaned_data["without_companies"].split("\n")
        )
        written = [one for one in lines if one]
        if len(written) > MOST_COMPANIES:
            raise ValidationError(
                _("Ten companies at most. Your own ties you can tick one by one."),
                code="many",
            )
        return written

    def clean_without(self) -> list[Member]:
        return [self.ties[key] for key in self.cleaned_data["without"]]

    @property
    def facts(self) -> list[forms.BoundField]:
        """What may be told, for the page to draw together."""
        return [self[name] for name in FACTS if name in self.fields]

    def words(self) -> Words:
        """What was written, by the columns of a whisper."""
        return Words(
            **{name: self.cleaned_data[name] for name in self.fields if name != "key"}
        )
