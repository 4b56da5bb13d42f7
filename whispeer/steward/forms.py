from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from whispeer.ground.forms import Form
from whispeer.members.forms import Address
from whispeer.members.states import ReportState


class Invite(Form):
    email = Address(
        label=_("E-mail address"),
        help_text=_("Of somebody you know, who knows that it will come."),
    )
    language = forms.ChoiceField(
        label=_("Language of the message"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
    )


class MoveReport(Form):
    state = forms.TypedChoiceField(
        choices=ReportState.choices, coerce=ReportState, widget=forms.HiddenInput
    )
