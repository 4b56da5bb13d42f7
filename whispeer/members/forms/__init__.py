from whispeer.members.forms.fields import Address, Readers, Sentence
from whispeer.members.forms.joining import Join, SignUp
from whispeer.members.forms.portrait import (
    DetailForm,
    EntryForm,
    LanguagesForm,
    PartForm,
    form_of,
)
from whispeer.members.forms.privacy import DiscoverabilityForm, EndSession

__all__ = [
    "Address",
    "DetailForm",
    "DiscoverabilityForm",
    "EndSession",
    "EntryForm",
    "Join",
    "LanguagesForm",
    "PartForm",
    "Readers",
    "Sentence",
    "SignUp",
    "form_of",
]
