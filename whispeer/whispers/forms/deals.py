"""One's own journal of what came through the network."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from whispeer.ground.forms import Form, Words
from whispeer.whispers.models.deals import Deal

MOST = 999_999_999
FIGURES = _("Write it in figures, in euros: 12 000.")
TOO_MUCH = _("That is more than can be kept here: look at the zeros.")
EARLIEST = date(1970, 1, 1)
Choices = Sequence[tuple[Any, Any]]


class Euros(forms.IntegerField):
    """As people write money: 12 000 €, 12.000, 12,000 or 12000."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            widget=forms.TextInput(attrs={"inputmode": "numeric"}),
            error_messages={"invalid": FIGURES},
            validators=[
                MinValueValidator(0, FIGURES),
                MaxValueValidator(MOST, TOO_MUCH),
            ],
            **options,
        )

    def to_python(self, value: Any) -> int | None:
        typed = "".join(str(value or "").replace("€", "").split())
        whole, mark, cents = typed.replace(",", ".").rpartition(".")
        if mark and cents.isdigit() and len(cents) < 3:  # to the cent: about is enough
            typed = whole
        return super().to_python(
            typed.replace(".", "").replace(",", "").replace("’", "")
        )


class DealForm(Form):
    what = Words(
        label=_("What came of it"),
        help_text=_("A client, an order, a job well paid: in a few words."),
        max_length=Deal._meta.get_field("what").max_length,
    )
    amount = Euros(
        label=_("Roughly how much, in euros"),
        help_text=_("Leave it empty if it cannot be said."),
        required=False,
    )
    day = forms.DateField(
        label=_("When"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
    )
    came = forms.ChoiceField(
        label=_("By which it came"),
        help_text=_("A whisper, an introduction, or one of your ties."),
        required=False,
    )

    def __init__(
        self,
        choices: Choices,
        today: date,
        data: Any = None,
        **options: Any,
    ) -> None:
        super().__init__(data, **options)
        self.today = today
        came = self.fields["came"]
        assert isinstance(came, forms.ChoiceField)
        came.choices = choices

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if not EARLIEST <= day <= self.today:
            raise ValidationError(_("Write a day that is past, or today."), code="day")
        return day


class TurnoverForm(Form):
    year = forms.TypedChoiceField(label=_("Year"), coerce=int)
    amount = Euros(
        label=_("Your turnover that year, in euros"),
        help_text=_("Roughly. Empty, it is forgotten."),
        required=False,
    )

    def __init__(self, today: date, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        chosen = self.fields["year"]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = [
            (year, str(year)) for year in range(today.year, today.year - 8, -1)
        ]
