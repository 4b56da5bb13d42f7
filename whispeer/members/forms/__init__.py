from whispeer.members.forms.fields import Address, Readers, Sentence
from whispeer.members.forms.joining import Join, SignUp
from whispeer.members.forms.portrait import (
    DetailForm,
    EntryForm,
    LanguagesForm,
    PartForm,
    form_of,
)
from whispeer.members.forms.privacy import (
    NEVER,
    BearingForm,
    DiscoverabilityForm,
    EndSession,
    LettersForm,
    WeekForm,
    WelcomingForm,
)
from whispeer.members.forms.reports import ReportForm, TellForm

__all__ = [
    "NEVER",
    "Address",
    "BearingForm",
    "DetailForm",
    "DiscoverabilityForm",
    "EndSession",
    "EntryForm",
    "Join",
    "LanguagesForm",
    "LettersForm",
    "PartForm",
    "Readers",
    "ReportForm",
    "Sentence",
    "SignUp",
    "TellForm",
    "WeekForm",
    "WelcomingForm",
    "form_of",
]
