"""Somebody in the address book, the file it comes from, and two rows of one person."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from whispeer.ground import moments
from whispeer.ground.forms import Form, Words
from whispeer.ties.addressbooks.dates import date
from whispeer.ties.addressbooks.limits import WEB
from whispeer.ties.addressbooks.texts import one_line
from whispeer.ties.models import Contact

MINE, THEIRS = "mine", "theirs"
LISTS = ("emails", "phones", "urls")
LABELS = {
    "full_name": _("Name"),
    "organization": _("Company"),
    "title": _("What this person does"),
    "birthday": _("Birthday"),
}


def line(**options: Any) -> Words:
    return Words(required=False, max_length=1000, **options)


def lines(label: Any) -> Words:
    widget = forms.Textarea(attrs={"rows": 2})
    return Words(
        lines=True,
        required=False,
        max_length=5000,
        label=label,
        help_text=_("One per line."),
        widget=widget,
    )


class BringBook(Form):
    """The file that a telephone, a mail program or a network gave."""

    book = forms.FileField(
        label=_("Your address book"),
        help_text=_(
            "A vCard file (.vcf), a sheet (.csv), a directory (.ldif), or the archive"
            " as it came (.zip)."
        ),
        allow_empty_file=True,  # the reader says it, as it says all else of a file
        error_messages={"required": _("Choose the file first.")},
    )

    def clean_book(self) -> UploadedFile:
        book: UploadedFile = self.cleaned_data["book"]
        if (book.size or 0) > WEB:
            raise ValidationError(_("This file is larger than an address book can be."))
        return book


class WriteContact(Form):
    all_optional = True

    given_name = line(label=_("Given name"))
    family_name = line(label=_("Family name"))
    organization = line(label=LABELS["organization"])
    title = line(label=LABELS["title"])
    phones = lines(_("Telephones"))
    emails = lines(_("E-mail addresses"))
    urls = lines(_("Pages"))
    birthday = line(label=LABELS["birthday"])
    notes = Words(
        lines=True,
        required=False,
        max_length=20_000,
        label=_("Notes"),
        help_text=_("For you alone."),
    )

    def clean(self) -> dict[str, Any] | None:
        told = super().clean()
        names = ("given_name", "family_name", "organization", "phones", "emails")
        if not self.errors and not any(self.cleaned_data.get(name) for name in names):
            raise ValidationError(
                _("Say at least a name, a company, a telephone or an address."),
                code="nobody",
            )
        return told

    def said(self, contact: Contact | None = None) -> dict[str, Any]:
        """What was written, as the rows keep it; a name left alone stays as it was."""
        said = {name: self.cleaned_data[name] for name in written(Contact())}
        # Other programs read a date, whichever way it was typed here.
        said["birthday"] = date(one_line(said["birthday"]))
        for name in LISTS:
            said[name] = [one.strip() for one in said[name].splitlines() if one.strip()]
        names = {name: said[name] for name in ("given_name", "family_name")}
        if contact is None or names.items() - written(contact).items():
            said["full_name"] = " ".join(filter(None, names.values()))
        elif not (contact.given_name or contact.family_name):
            del said["given_name"], said["family_name"]
        return said


def written(contact: Contact) -> dict[str, str]:
    """What stands in the form; a name known as a whole stands in its first part."""
    said = {
        name: getattr(contact, name)
        for name in WriteContact.base_fields
        if name not in {*LISTS, "key"}
    }
    if not (contact.given_name or contact.family_name):
        said["given_name"] = contact.full_name
    said["birthday"] = moments.birthday(contact.birthday)
    return said | {name: "\n".join(getattr(contact, name)) for name in LISTS}


class Merge(Form):
    """Of what the two rows say differently, which is right."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        differing: list[tuple[str, str, str]],
    ) -> None:
        super().__init__(data)
        for name, *said in differing:
            mine, theirs = map(moments.birthday, said) if name == "birthday" else said
            self.fields[name] = forms.ChoiceField(
                label=LABELS[name],
                choices=[(MINE, mine), (THEIRS, theirs)],
                initial=MINE,
                widget=forms.RadioSelect,
            )

    def chosen(self) -> set[str]:
        """What the second row says better."""
        return {name for name, said in self.cleaned_data.items() if said == THEIRS}
