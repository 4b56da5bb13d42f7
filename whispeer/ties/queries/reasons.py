"""Why a file, or a line of one, was not understood: the reader's keys, as one reads them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: By the name of `addressbooks.values.Why`.
OF_A_LINE: dict[str, Promise] = {
    "BROKEN": _("This is not written as JSON is; it was left out."),
    "CELLS": _("This row has more cells than there are columns."),
    "GROUP": _("This is a group of contacts, not a person."),
    "LONG": _("This line is too long."),
    "MORE": _("There are more lines like these; they are not listed."),
    "NESTED": _("Too many cards stand here one within another."),
    "NOBODY": _("There is nobody here: no name, no company, no address, no number."),
    "NO_BOOK": _("This file of the archive is no address book."),
    "NO_END": _("This card has no end; what could be read of it was kept."),
    "NO_NAME": _("Nothing on this line says what it means; it was left out."),
    "OUTSIDE": _("This stands outside any card."),
    "PROPERTIES": _("This card has too many lines; the rest was left out."),
    "ROW": _("This row does not end: a quotation mark is opened and never closed."),
}

#: By the name of a `addressbooks.errors.BadBook`.
OF_A_FILE: dict[str, Promise] = {
    "BadBook": _("This is not an address book that can be read here."),
    "EmptyBook": _("This file is empty."),
    "TooLarge": _("This file is larger than an address book can be."),
    "TooManyLines": _("This file has more lines than an address book can have."),
    "TooManyColumns": _("This sheet has more columns than an address book can have."),
    "NoHeader": _(
        "No line of this file names its columns, such as First name, Last name, E-mail."
    ),
    "Calendar": _("This is a calendar: export the contacts instead, as vCard."),
    "OtherJson": _(
        "This JSON holds no contacts that can be read here: bring them as vCard or CSV."
    ),
    "Conversations": _(
        "These are conversations: in Telegram, export the contacts as JSON instead."
    ),
    "Followers": _(
        "These are accounts one follows, with no way to reach anybody: bring the contacts "
        "of your telephone or of your mail program instead."
    ),
    "Markup": _(
        "This is XML or a page of the web: export the contacts as vCard or CSV instead."
    ),
    "Workbook": _("This is a workbook: save its sheet as CSV, then bring that."),
    "BadArchive": _("This archive is damaged, or packed in an unknown way."),
    "LockedArchive": _("This archive is locked with a password."),
    "ArchiveTooLarge": _("What this archive holds is too large to be an address book."),
    "TooManyEntries": _("This archive holds too many files."),
    "ArchiveInArchive": _("This archive holds another archive: unpack it first."),
    "NoBookInArchive": _(
        "This archive holds no address book: no Connections.csv, no vCards, no contacts."
    ),
}
