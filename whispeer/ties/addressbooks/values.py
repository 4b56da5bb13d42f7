"""What comes out of an address book: people, and the lines that were not understood."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple


def to_translate(sentence: str) -> str:
    """Mark a sentence for those who gather words; what speaks to people translates."""
    return sentence


class Why(StrEnum):
    """Why a line gave nobody. The name is stable, the value is the English sentence."""

    BROKEN = to_translate("this is not written as JSON is; it was left out")
    CELLS = to_translate("the row has more cells than there are columns")
    GROUP = to_translate("this is a group of contacts, not a person")
    LONG = to_translate("the line is too long")
    MORE = to_translate("there are more such lines; they are not listed")
    NESTED = to_translate("too many cards stand one within another")
    NOBODY = to_translate("nobody: no name, no company, no mail, no phone")
    NO_BOOK = to_translate("this file of the archive is no address book")
    NO_END = to_translate("the card has no end; what could be read of it was kept")
    NO_NAME = to_translate("nothing on this line tells what it means; it was left out")
    OUTSIDE = to_translate("this stands outside any card")
    PROPERTIES = to_translate("the card has too many lines; the rest was left out")
    ROW = to_translate("the row does not end: a quotation mark is opened, never closed")


class NotUnderstood(NamedTuple):
    """A line of which nothing could be made. `book` is its file within an archive."""

    line: int
    why: Why
    book: str = ""


class Unknown(NamedTuple):
    """What has no place of its own, kept to come out again.

    Of a card: `name` is the property with its group and parameters, as a card of 3.0
    writes them, and `value` is written as there. Of a sheet (`cell`): the heading of a
    column, and the text of the cell.
    """

    name: str
    value: str
    cell: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """How somebody is called. `full` is as the book writes it, or else put together."""

    given: str = ""
    family: str = ""
    full: str = ""
    additional: str = ""
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in an address book.

    `kinds` says what a mail, phone or page is for, where the book does: pairs of the
    value and its kind ("work fax", "cell", or a label somebody typed), in order.
    `birthday` is `1980-03-22`, `--03-22` without its year, or what the book says.
    """

    names: Names = field(default_factory=Names)
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    organization: str = ""
    department: str = ""
    title: str = ""
    urls: tuple[str, ...] = ()
    birthday: str = ""
    notes: str = ""
    source_line: int = 0
    kinds: tuple[tuple[str, str], ...] = ()
    unknown: tuple[Unknown, ...] = ()

    @property
    def label(self) -> str:
        """What to show where a name is wanted; never empty for somebody read."""
        known = (self.names.full, self.organization, *self.emails, *self.phones)
        return next(filter(None, known), "")

    def kinds_of(self, values: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        """Each value with its kind; a value that stands twice may have two kinds."""
        left = list(self.kinds)
        for value in values:
            pair = next((pair for pair in left if pair[0] == value), (value, ""))
            if pair in left:
                left.remove(pair)
            yield pair

    def as_json(self) -> dict[str, Any]:
        """What `whispeer contacts --json` prints of somebody."""
        return {
            "names": {
                "given": self.names.given,
                "family": self.names.family,
                "full": self.names.full,
            },
            "emails": list(self.emails),
            "phones": list(self.phones),
            "organization": self.organization,
            "title": self.title,
            "urls": list(self.urls),
            "birthday": self.birthday,
            "notes": self.notes,
            "source_line": self.source_line,
        }
