"""Address books that come in an archive, such as LinkedIn's and Google's."""

import zipfile
import zlib
from collections.abc import Iterable
from io import BytesIO
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from whispeer.ties.addressbooks import limits
from whispeer.ties.addressbooks.errors import (
    ArchiveInArchive,
    ArchiveTooLarge,
    BadArchive,
    LockedArchive,
    NoBookInArchive,
    TooManyEntries,
    Workbook,
)

_BEGINNINGS: Final = (b"PK\x03\x04", b"PK\x05\x06")
_ENTRY: Final = b"PK\x01\x02"
_PACKED_AS: Final = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_LOCKED: Final = 0x1
# LinkedIn's archive holds dozens of sheets; this one is the people one knows.
_LINKEDIN: Final = "connections.csv"
_NAMED: Final = ("contact", "kontakt", "connection", "relation")
_CARDS: Final = {".vcf", ".vcard"}
# Facebook's and Telegram's archives hold much else that is JSON.
_RECORDS: Final = {
    "address_book.json", "contacts.json", "friends.json", "result.json",
    "your_address_books.json", "your_friends.json",
}  # fmt: skip
_ARCHIVES: Final = {".zip", ".7z", ".rar", ".gz", ".tgz", ".tar", ".bz2", ".xz"}
_WORKBOOKS: Final = ("xl/workbook.xml", "content.xml", "word/document.xml")
_STRAY: Final = ("__MACOSX/",)
_DAMAGED: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    UnicodeError,
    ValueError,
    IndexError,
    KeyError,
)


class Book(NamedTuple):
    name: str
    data: bytes


def is_archive(data: bytes) -> bool:
    return data.startswith(_BEGINNINGS)


def books(data: bytes) -> list[Book]:
    """The address books in an archive, unpacked within limits."""
    if data.count(_ENTRY) > limits.ENTRIES:
        raise TooManyEntries
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            chosen = _chosen(archive.infolist())
            return _unpacked(archive, chosen)
    except (
        RuntimeError
    ) as error:  # a password is wanted; or no such packing is built in
        raise BadArchive from error
    except _DAMAGED as error:
        if isinstance(error, _OURS):
            raise
        raise BadArchive from error


_OURS: Final = (
    ArchiveInArchive,
    ArchiveTooLarge,
    LockedArchive,
    NoBookInArchive,
    TooManyEntries,
    Workbook,
)


def _chosen(entries: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    """LinkedIn's connections; else all cards; else what else may be contacts."""
    files = [
        entry
        for entry in entries
        if not entry.is_dir() and not entry.filename.startswith(_STRAY)
    ]
    if any(entry.filename in _WORKBOOKS for entry in files):
        raise Workbook
    for kind in (_is_linkedin, _is_card, _is_of_contacts, _is_record, _is_sheet):
        if found := [entry for entry in files if kind(PurePosixPath(entry.filename))]:
            if len(found) > limits.BOOKS:
                raise TooManyEntries
            return found
    if any(_suffix(PurePosixPath(entry.filename)) in _ARCHIVES for entry in files):
        raise ArchiveInArchive
    raise NoBookInArchive


def _is_linkedin(path: PurePosixPath) -> bool:
    return path.name.lower() == _LINKEDIN


def _is_card(path: PurePosixPath) -> bool:
    return _suffix(path) in _CARDS


def _is_of_contacts(path: PurePosixPath) -> bool:
    name = path.name.lower()
    return _is_sheet(path) and any(word in name for word in _NAMED)


def _is_record(path: PurePosixPath) -> bool:
    return path.name.lower() in _RECORDS


def _is_sheet(path: PurePosixPath) -> bool:
    return _suffix(path) == ".csv"


def _suffix(path: PurePosixPath) -> str:
    return path.suffix.lower()


def _unpacked(
    archive: zipfile.ZipFile, entries: Iterable[zipfile.ZipInfo]
) -> list[Book]:
    room = limits.FILE
    unpacked = []
    for entry in entries:
        if entry.flag_bits & _LOCKED:
            raise LockedArchive
        if entry.compress_type not in _PACKED_AS:
            raise BadArchive
        most = min(room, max(limits.SMALL, entry.compress_size * limits.RATIO))
        if entry.file_size > most:
            raise ArchiveTooLarge
        with archive.open(entry) as packed:
            data = packed.read(most + 1)  # what the archive says of sizes may be a lie
        if len(data) > most:
            raise ArchiveTooLarge
        if is_archive(data):
            raise ArchiveInArchive
        room -= len(data)
        unpacked.append(Book(entry.filename, data))
    return unpacked
