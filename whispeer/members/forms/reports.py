from typing import Any

from django.utils.translation import gettext_lazy as _

from whispeer.ground.forms import Form, Words
from whispeer.members.models import Report


class ReportForm(Form):
    """What happened, as the one who tells it says it."""

    words = Words(
        label=_("What happened"),
        help_text=_("In your own words. They alone are read, with both your names."),
        lines=True,
        max_length=Report._meta.get_field("words").max_length,
    )


class TellForm(ReportForm):
    """The same of somebody who cannot be found from here: the words say who it is."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["words"].help_text = _(
            "In your own words: who it was, as far as you know, and where you met. Every "
            "steward reads it; of a steward, tell it from their page rather, and they "
            "will not read it."
        )
