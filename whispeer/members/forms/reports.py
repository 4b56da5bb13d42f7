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
