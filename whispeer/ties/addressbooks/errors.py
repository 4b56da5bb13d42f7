"""Why a file cannot be read at all; each error says it in one sentence.

All are a `BadBook`, which is a `ValueError`. `says` is English and marked for
translation; whoever speaks to people translates it when he speaks.
"""

from whispeer.ties.addressbooks.values import to_translate


class BadBook(ValueError):
    """The file is no address book that can be read."""

    says = to_translate("this is not an address book that can be read here")

    def __init__(self) -> None:
        super().__init__(self.says)


class EmptyBook(BadBook):
    says = to_translate("the file is empty")


class TooLarge(BadBook):
    says = to_translate("the file is larger than an address book can be")


class TooManyLines(BadBook):
    says = to_translate("the file has more lines than an address book can have")


class TooManyColumns(BadBook):
    says = to_translate("the sheet has more columns than an address book can have")


class NoHeader(BadBook):
    says = to_translate(
        "no line names the columns, such as First Name, Last Name, E-mail Address"
    )


class Calendar(BadBook):
    says = to_translate("this is a calendar: export the contacts instead, as vCard")


class OtherJson(BadBook):
    says = to_translate(
        "this JSON holds no contacts that can be read: bring them as vCard or CSV"
    )


class Conversations(BadBook):
    says = to_translate(
        "these are conversations: in Telegram, export the contacts as JSON instead"
    )


class Followers(BadBook):
    says = to_translate(
        "these are accounts one follows, which say no more than a name of theirs: "
        "bring the contacts of a telephone or of a mail program instead"
    )


class Markup(BadBook):
    says = to_translate(
        "this is XML or a page of the web: export the contacts as vCard or CSV instead"
    )


class Workbook(BadBook):
    says = to_translate("this is a workbook: save the sheet as CSV, then bring that")


# Archives


class BadArchive(BadBook):
    says = to_translate("the archive is damaged or packed in an unknown way")


class LockedArchive(BadBook):
    says = to_translate("the archive is locked with a password")


class ArchiveTooLarge(BadBook):
    says = to_translate("what the archive holds is too large to be an address book")


class TooManyEntries(BadBook):
    says = to_translate("the archive holds too many files")


class ArchiveInArchive(BadBook):
    says = to_translate("the archive holds another archive: unpack it first")


class NoBookInArchive(BadBook):
    says = to_translate(
        "the archive holds no address book: no Connections.csv, no vCards, no contacts"
    )
