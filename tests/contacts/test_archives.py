"""Address books that come packed."""

import io
import zipfile

import pytest

from tests.contacts.books import LINKEDIN, card, faults, people, person, persons
from whispeer.ties.addressbooks import errors, limits
from whispeer.ties.addressbooks.reading import read
from whispeer.ties.addressbooks.values import Why

CONNECTIONS = f"{LINKEDIN['en']}\nLéa,Durand,,,,,\n"


def packed(files, packing=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize("name", ["Connections.csv", "Basic_Export/connections.CSV"])
def test_linkedin_s_archive_is_read_for_its_connections_alone(name):
    archive = {"Contacts.csv": "First Name\nUgo\n", name: CONNECTIONS, "a/b.zip": "PK"}

    assert person(packed(archive)).names.full == "Léa Durand"


def test_an_archive_of_cards_gives_them_all():
    archive = {
        "Takeout/A.vcf": card("FN:Léa"),
        "Takeout/B.VCF": card("FN:Zoé"),
        "c.txt": "",
    }

    assert [one.names.full for one in people(packed(archive))] == ["Léa", "Zoé"]


def test_who_stands_in_several_groups_of_takeout_comes_once():
    lea, zoe = card("FN:Léa", "TEL:01"), card("FN:Zoé")
    archive = packed({"All Contacts.vcf": lea + zoe + zoe, "My Contacts.vcf": lea})

    assert [one.names.full for one in people(archive)] == ["Léa", "Zoé", "Zoé"]


def test_an_archive_of_one_sheet():
    assert person(packed({"liste.csv": CONNECTIONS})).names.given == "Léa"


def test_a_book_of_several_that_is_none_is_said_and_the_others_read():
    archive = packed(
        {"a.vcf": "hello", "b.vcf": card("FN:Léa") + "what", "__MACOSX/._b.vcf": "x"}
    )

    assert [one.names.full for one in persons(archive)] == ["Léa"]
    assert faults(archive) == [(1, Why.NO_BOOK), (5, Why.OUTSIDE)]


def locked():
    """An archive whose entry says that it wants a password."""
    data = bytearray(packed({"Connections.csv": CONNECTIONS}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


REFUSED = {
    "truncated": (packed({"Connections.csv": CONNECTIONS})[:-30], errors.BadArchive),
    "a beginning alone": (b"PK\x03\x04", errors.BadArchive),
    "damaged": (
        packed({"a.csv": CONNECTIONS}, zipfile.ZIP_STORED).replace(b"Dur", b"Dup"),
        errors.BadArchive,
    ),
    "locked": (locked(), errors.LockedArchive),
    "packed otherwise": (packed({"a.vcf": "x"}, zipfile.ZIP_LZMA), errors.BadArchive),
    "nothing": (packed({}), errors.NoBookInArchive),
    "pictures": (packed({"a.png": "x", "b/": ""}), errors.NoBookInArchive),
    "an archive": (packed({"a.zip": packed({"a.vcf": "x"})}), errors.ArchiveInArchive),
    "an archive by another name": (
        packed({"a.vcf": packed({"a.vcf": "x"})}),
        errors.ArchiveInArchive,
    ),
    "a workbook": (packed({"xl/workbook.xml": "x"}), errors.Workbook),
    "a bomb": (packed({"a.vcf": b"\n" * (2 * limits.SMALL)}), errors.ArchiveTooLarge),
    "many books": (
        packed({f"{n}.vcf": "" for n in range(limits.BOOKS + 1)}),
        errors.TooManyEntries,
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_an_archive_that_cannot_be_read_is_refused_by_name(case):
    data, error = REFUSED[case]

    with pytest.raises(error):
        read(data)


def test_an_archive_that_lies_about_sizes_is_refused():
    data = packed({"a.vcf": b"\n" * (2 * limits.SMALL)})
    size = (2 * limits.SMALL).to_bytes(4, "little")

    with pytest.raises((errors.ArchiveTooLarge, errors.BadArchive)):
        read(data.replace(size, (1000).to_bytes(4, "little")))
