from django.utils.translation import gettext_lazy as _

from whispeer.ground.forms import Form, Words
from whispeer.ties.forms import fields


class OfferCard(Form):
    """What one says before giving a card; the other will say as much for himself."""

    met = Words(
        label=_("Where did you meet, or where will you?"),
        help_text=_("A place, a day, the rain: your own words, for you alone."),
        max_length=fields.MET,
    )
    nameable = fields.nameable()


class TakeCard(Form):
    met = fields.met()
    nameable = fields.nameable()
