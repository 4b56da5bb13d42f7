"""Reading whatever somebody brings: cards, sheets, directories, JSON and archives."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from whispeer.ties.addressbooks import (
    archives,
    cards,
    directories,
    encodings,
    jcards,
    limits,
    objects,
    records,
    sheets,
)
from whispeer.ties.addressbooks.errors import (
    BadBook,
    Calendar,
    EmptyBook,
    Markup,
    NoHeader,
    TooLarge,
    TooManyLines,
)
from whispeer.ties.addressbooks.values import NotUnderstood, Person, Why

_CARD = re.compile(
    rb"(?i)(?:^|[\r\n])(?:\xef\xbb\xbf)?[ \t]*BEGIN[ \t]*:[ \t]*VCARD[ \t]*(?=[\r\n]|$)"
)
_CALENDAR = re.compile(_CARD.pattern.replace(b"VCARD", b"VCALENDAR"))
_MARKUP = re.compile(rb"\s*+<[?!\w]")
# Pictures, documents, databases, pages: nothing that holds contacts as text.
_OTHERS: Final = (
    b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF", b"\xd0\xcf\x11\xe0",
    b"SQLite format 3", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ", b"bplist", b"!BDN",
)  # fmt: skip
_NEVER_TEXT: Final = bytes((*range(9), *range(14, 32), 127))
_SAMPLE: Final = 65_536


def read(data: bytes) -> Iterator[Person | NotUnderstood]:
    """Everybody in an address book, and the lines of which nothing could be made.

    What makes the whole unreadable is raised before anybody comes out.

    Raises
    ------
    BadBook
        The file is no address book, or is made to do harm.
    """
    if len(data) > limits.FILE:
        raise TooLarge
    if archives.is_archive(data):
        return _limited(_of_archive(archives.books(data)))
    return _limited(_of_text(data))


def _of_archive(
    books: list[archives.Book],
) -> Iterator[Person | NotUnderstood]:
    """All the books of an archive; one that is none says so among the others."""
    if len(books) == 1:
        return _of_text(books[0].data)
    return _one_after_the_other(books)


def _one_after_the_other(
    books: list[archives.Book],
) -> Iterator[Person | NotUnderstood]:
    read_before: set[Person] = set()
    while books:
        book = books.pop(0)
        here: set[Person] = set()
        try:
            people = _of_text(book.data)
        except BadBook:
            yield NotUnderstood(1, Why.NO_BOOK, book.name)
            continue
        for one in people:
            if isinstance(one, NotUnderstood):
                yield one._replace(book=book.name)
                continue
            # Takeout gives somebody once more in each of the groups he is in.
            bare = replace(one, source_line=0)
            here.add(bare)
            if bare not in read_before:
                yield one
        read_before |= here


def _of_text(data: bytes) -> Iterator[Person | NotUnderstood]:
    if data.startswith(_OTHERS):
        raise BadBook
    text = encodings.as_utf8(data)
    if b"\0" in text:
        text = text.replace(b"\0", b"")
    if not text.strip():
        raise EmptyBook
    if max(text.count(b"\n"), text.count(b"\r")) > limits.LINES:
        raise TooManyLines
    try:
        return _reader(text)(text)
    except NoHeader as refusal:
        raise _nearer(refusal, data, text) from None


def _reader(text: bytes) -> Callable[[bytes], Iterator[Person | NotUnderstood]]:
    """Who reads a text; what nobody knows may be a sheet."""
    card = _CARD.search(text)
    if card and not (text[: card.start()].strip() and sheets.has_header(text)):
        return cards.people
    if objects.is_json(text):
        return jcards.people if jcards.is_cards(text) else records.people
    if _MARKUP.match(text):
        raise Markup
    return directories.people if directories.is_directory(text) else sheets.people


def _nearer(refusal: BadBook, data: bytes, text: bytes) -> BadBook:
    """What is said of text that holds neither cards nor a sheet."""
    if _is_binary(data[:_SAMPLE]):
        return BadBook()
    return Calendar() if _CALENDAR.search(text) else refusal


def _is_binary(sample: bytes) -> bool:
    """Whether it is full of what text never holds."""
    return len(sample.translate(None, _NEVER_TEXT)) < 0.98 * len(sample)


def _limited(
    found: Iterator[Person | NotUnderstood],
) -> Iterator[Person | NotUnderstood]:
    """At most so many faults, lest they be longer than the book."""
    faults = 0
    for one in found:
        if isinstance(one, NotUnderstood):
            faults += 1
            if faults > limits.FAULTS:
                continue
            if faults == limits.FAULTS:
                one = NotUnderstood(one.line, Why.MORE, one.book)
        yield one
