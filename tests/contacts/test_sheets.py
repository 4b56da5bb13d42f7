"""Sheets of contacts: LinkedIn, Google, Outlook, and what a spreadsheet makes of them."""

import pytest

from tests.contacts.books import (
    GOOGLE_BEFORE,
    GOOGLE_LEA,
    GOOGLE_NOW,
    LEA,
    LINKEDIN,
    OUTLOOK,
    OUTLOOK_FRENCH,
    faults,
    people,
    person,
    persons,
    sheet,
)
from whispeer.ties.addressbooks.values import Unknown, Why

# LinkedIn

PREAMBLE = {
    "en": 'Notes:\n"When exporting your data, some ""addresses"" are missing, as\n'
    'their people wish."\n\n',
    "fr": 'Remarques :\n"En exportant vos données, certaines adresses manquent."\n\n',
    "torn": 'Notes :\n"En exportant vos données\n"\n"\n',
    "none": "",
}


@pytest.mark.parametrize("preamble", PREAMBLE)
@pytest.mark.parametrize("language", LINKEDIN)
def test_linkedin_in_its_languages_with_and_without_its_preamble(language, preamble):
    head = LINKEDIN[language]
    url = "https://example.com/in/lea," if "URL" in head else ""
    book = f'{PREAMBLE[preamble]}{head}\nLéa,Durand,{url},"Arago, Fils",Relieuse,5 mars 2024\n'

    one = person(book) if preamble != "torn" else persons(book)[-1]

    assert (one.names.given, one.names.family) == ("Léa", "Durand")
    assert one.names.full == "Léa Durand"
    assert (one.organization, one.title) == ("Arago, Fils", "Relieuse")
    assert one.emails == ()
    assert one.urls == ((url[:-1],) if url else ())
    assert one.unknown == (Unknown(head.split(",")[-1], "5 mars 2024", cell=True),)


def test_the_line_of_a_row_is_that_of_the_file():
    book = (
        PREAMBLE["en"] + LINKEDIN["en"] + "\nLéa,Durand,,,,,\n,,,,,,\n\nZoé,Roy,,,,,\n"
    )

    assert [one.source_line for one in people(book)] == [6, 9]


def test_a_row_of_nobody_is_said():
    book = LINKEDIN["en"] + "\n,,,,,,05 Mar 2024\nLéa,Durand,,,,,\n"

    assert faults(book) == [(2, Why.NOBODY)]
    assert persons(book)[0].source_line == 3


# Google


def test_google_as_it_writes_now():
    one = person(sheet(GOOGLE_NOW, GOOGLE_LEA))

    assert (one.names.full, one.names.prefix) == ("Léa Durand", "Mme")
    assert (one.organization, one.department) == ("Arago", "Dorure")
    assert (one.title, one.birthday, one.notes) == (
        "Relieuse",
        "--03-22",
        "Lyon,\nen mars",
    )
    assert one.emails == ("lea@example.org", "lea@example.com", "chorale@example.org")
    assert (one.phones, one.urls) == (("06 12", "01 13"), ("https://example.org",))
    assert dict(one.kinds) == {
        "lea@example.org": "home",
        "lea@example.com": "home",
        "chorale@example.org": "Chorale",
        "06 12": "cell",
        "01 13": "work fax",
    }
    assert one.unknown == (Unknown("Labels", "Chorale ::: * myContacts", cell=True),)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_google_as_it_wrote_before(codec):
    one = person(
        sheet(
            GOOGLE_BEFORE,
            {
                "Name": "Dr Léa Durand",
                "Given Name": "Léa",
                "Family Name": "Durand",
                "Birthday": "1980-03-22",
                "Group Membership": "* myContacts",
                "E-mail 1 - Type": "* Work",
                "E-mail 1 - Value": "lea@example.org",
                "Phone 1 - Type": "Mobile",
                "Phone 1 - Value": "06 12 ::: 06 13",
                "Organization 1 - Name": "Arago",
                "Organization 1 - Title": "Relieuse",
            },
        ).encode(codec)
    )

    assert (one.names.given, one.names.full) == ("Léa", "Dr Léa Durand")
    assert (one.organization, one.title) == ("Arago", "Relieuse")
    assert (one.emails, one.phones) == (("lea@example.org",), ("06 12", "06 13"))
    assert one.unknown == (Unknown("Group Membership", "* myContacts", cell=True),)


def test_a_kind_without_its_value_is_nothing():
    one = person(sheet(GOOGLE_NOW, {"First Name": "Léa", "Phone 1 - Label": "Mobile"}))

    assert (one.phones, one.kinds, one.unknown) == ((), (), ())


# Outlook


@pytest.mark.parametrize(
    "codec", ["cp1252", "utf-8-sig", "utf-8", "mac_roman", "cp850"]
)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_outlook_in_french_with_its_two_titles(codec, separator):
    one = person(sheet(OUTLOOK_FRENCH, LEA, separator=separator).encode(codec))

    assert (one.names.given, one.names.family) == ("Léa", "Durand")
    assert (one.names.full, one.names.prefix) == ("Léa Durand", "Mme")
    assert (one.organization, one.title) == ("Arago", "Relieuse")
    assert one.emails == ("lea@example.org",)
    assert one.phones == ("01 13", "01 14", "06 12", "15")
    assert [kind for _, kind in one.kinds] == ["work fax", "work", "cell", "pager"]
    assert (one.birthday, one.urls) == ("1980-03-22", ("https://example.org",))
    assert [kept.name for kept in one.unknown] == [
        "Type de messagerie",
        "Nom complet de l'adresse de messagerie",
        "Adresse de messagerie 2",
    ]


def test_a_civility_alone_is_no_job():
    one = person(sheet(OUTLOOK_FRENCH, {"Titre#1": "M.", "Nom": "Roy"}))

    assert (one.title, one.names.prefix) == ("", "M.")


def test_outlook_in_english():
    one = person(
        sheet(
            OUTLOOK,
            {
                "Title": "Ms.",
                "First Name": "Lea",
                "Last Name": "Durand",
                "Company": "Arago",
                "Job Title": "Binder",
                "Business Phone": "01",
                "Business Phone 2": "02",
                "Home Phone": "03",
                "Business Fax": "04",
                "Pager": "05",
                "Anniversary": "0/0/00",
                "Birthday": "3/22/1980",
                "E-mail Address": "lea@example.org",
                "E-mail 2 Address": "lea@example.com",
                "E-mail Display Name": "Lea",
            },
        )
    )

    assert (one.names.full, one.names.prefix, one.title) == (
        "Lea Durand",
        "Ms.",
        "Binder",
    )
    assert one.emails == ("lea@example.org", "lea@example.com")
    assert one.phones == ("04", "01", "02", "03", "05")
    assert one.birthday == "1980-03-22"
    assert one.unknown == (
        Unknown("Anniversary", "0/0/00", cell=True),
        Unknown("E-mail Display Name", "Lea", cell=True),
    )


def test_a_birthday_that_is_none_is_nothing():
    one = person(sheet(OUTLOOK, {"First Name": "Lea", "Birthday": "0/0/00"}))

    assert one.birthday == ""
