"""Sheets of contacts: LinkedIn, Google, Outlook, and what a spreadsheet makes of them."""

import pytest

from tests.contacts.books import (
    GOOGLE_BEFORE,
    GOOGLE_NOW,
    OUTLOOK,
    OUTLOOK_FRENCH,
    faults,
    people,
    person,
    persons,
    sheet,
)
from whispeer.ties.addressbooks.errors import NoHeader
from whispeer.ties.addressbooks.reading import read
from whispeer.ties.addressbooks.values import Unknown, Why

# LinkedIn

PREAMBLE = {
    "en": 'Notes:\n"When exporting your data, some ""addresses"" are missing, as\n'
    'their people wish."\n\n',
    "fr": 'Remarques :\n"En exportant vos données, certaines adresses manquent."\n\n',
    "torn": 'Notes :\n"En exportant vos données\n"\n"\n',
    "none": "",
}
LINKEDIN = {
    "en": "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
    "old": "First Name,Last Name,Email Address,Company,Position,Connected On",
    "fr": "Prénom,Nom,URL,Adresse e-mail,Entreprise,Poste,Date de connexion",
    "fr2": "Prénom,Nom de famille,URL,Adresse e-mail,Société,Fonction,Connexion le",
    "de": "Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verbunden am",
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
    one = person(
        sheet(
            GOOGLE_NOW,
            {
                "First Name": "Léa",
                "Last Name": "Durand",
                "Name Prefix": "Mme",
                "Organization Name": "Arago",
                "Organization Title": "Relieuse",
                "Organization Department": "Dorure",
                "Birthday": "--03-22",
                "Notes": "Lyon,\nen mars",
                "Labels": "Chorale ::: * myContacts",
                "E-mail 1 - Label": "* Home",
                "E-mail 1 - Value": "lea@example.org ::: lea@example.com",
                "E-mail 2 - Label": "Chorale",
                "E-mail 2 - Value": "chorale@example.org",
                "Phone 1 - Label": "Mobile",
                "Phone 1 - Value": "06 12",
                "Phone 2 - Label": "Work Fax",
                "Phone 2 - Value": "01 13",
                "Website 1 - Value": "https://example.org",
            },
        )
    )

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

LEA = {
    "Titre#1": "Mme",
    "Prénom": "Léa",
    "Nom": "Durand",
    "Société": "Arago",
    "Titre#2": "Relieuse",
    "Télécopie (bureau)": "01 13",
    "Téléphone (bureau)": "01 14",
    "Tél. mobile": "06 12",
    "Récepteur de radiomessagerie": "15",
    "Anniversaire": "22/03/1980",
    "Adresse de messagerie": "lea@example.org",
    "Type de messagerie": "SMTP",
    "Nom complet de l'adresse de messagerie": "Léa Durand (lea@example.org)",
    "Adresse de messagerie 2": "/o=Arago/ou=Lyon/cn=lea",
    "Page Web": "https://example.org",
}


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


# Lists of other programs, and those typed by hand


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (
            "Nom;Prénom;Mail;Téléphone;Société;Fonction",
            "Durand;Léa;l@x.fr;06;Arago;Chef",
        ),
        (
            "Prénom;NOM;E-MAIL;Portable;Entreprise;Poste",
            "Léa;Durand;l@x.fr;06;Arago;Chef",
        ),
        ("name\tfirst_name\temail\tmobile", "Durand\tLéa\tl@x.fr\t06"),
        ("Name;Vorname;E-Mail;Handy;Firma;Funktion", "Durand;Léa;l@x.fr;06;Arago;Chef"),
        ("FirstName|LastName|Email|Phone", "Léa|Durand|l@x.fr|06"),
        ("sep=;\nNom de famille;Prénom;Courriel;Tel", "Durand;Léa;l@x.fr;06"),
        ("Civilité,Prénom,Nom,Email professionnel,Tél", "Mme,Léa,Durand,l@x.fr,06"),
        (
            "Titre,Prénom,Nom,E-mail,Téléphone,Profession",
            "Mme,Léa,Durand,l@x.fr,06,Chef",
        ),
        (
            "First Name, Last Name, Email, Phone, Title",
            'Léa, Durand, l@x.fr, "06", Chef',
        ),
    ],
)
def test_lists_typed_by_hand(header, row):
    one = person(f"{header}\n{row}\n")

    assert (one.names.given, one.names.family) == ("Léa", "Durand")
    assert (one.emails, one.phones) == (("l@x.fr",), ("06",))
    assert one.title == ("Chef" if "Chef" in row else "")
    assert one.organization == ("Arago" if "Arago" in row else "")


def test_a_name_alone_is_the_whole_name():
    assert person("Nom,Email\nLéa Durand,l@x.fr\n").names.full == "Léa Durand"
    assert person("Email\nl@x.fr\n").emails == ("l@x.fr",)


def test_thunderbird_writes_a_birthday_in_three_columns():
    head = "First Name,Last Name,Primary Email,Birth Year,Birth Month,Birth Day,Notes"

    assert person(f"{head}\nLéa,Durand,l@x.fr,1980,3,22,\n").birthday == "1980-03-22"
    assert person(f"{head}\nLéa,Durand,l@x.fr,,3,22,\n").birthday == "--03-22"
    assert person(f"{head}\nLéa,Durand,l@x.fr,1980,,,\n").birthday == ""


def test_what_speaks_about_a_mail_or_a_phone_is_none():
    head = "First Name,Phonetic First Name,Email Type,Email,Email Opt Status,Mailing Address"
    one = person(f"{head}\nLéa,Leea,SMTP,l@x.fr,yes,1 rue\n")

    assert (one.emails, one.phones) == (("l@x.fr",), ())
    assert len(one.unknown) == 4


def test_an_apostrophe_that_kept_a_number_from_running_is_taken_off():
    one = person("First Name,Phone,Notes\nLéa,'+33 6 12,'=1+1\n")

    assert (one.phones, one.notes) == (("+33 6 12",), "=1+1")


@pytest.mark.parametrize(
    ("written", "born"),
    [
        ("22/03/1980", "1980-03-22"),
        ("22/03/80", "1980-03-22"),
        ("22.3.1980", "1980-03-22"),
        ("3/4/1980", "1980-04-03"),
        ("22 mars 1980", "1980-03-22"),
        ("1er août 1980", "1980-08-01"),
        ("22. März 1980", "1980-03-22"),
        ("March 22, 1980", "1980-03-22"),
        ("22 février", "--02-22"),
        ("22/03/1980 00:00:00", "1980-03-22"),
        ("1980-03-22 00:00:00", "1980-03-22"),
        ("inconnu", "inconnu"),
    ],
)
def test_birthdays_of_french_lists(written, born):
    assert person(f'Prénom,Nom,Anniversaire\nLéa,Durand,"{written}"\n').birthday == born


def test_english_lists_put_the_month_first_where_both_could_be():
    assert person("First Name,Birthday\nLea,3/4/1980\n").birthday == "1980-03-04"
    assert person("First Name,Birthday\nLea,22/3/1980\n").birthday == "1980-03-22"


# Rows that are broken


def test_a_quotation_mark_that_is_never_closed_loses_one_row():
    rows = "".join(f"Léa{n},Durand,,,,,\n" for n in range(50))
    book = f'{LINKEDIN["en"]}\nUgo,"Roy,,,,,\n{rows}'

    assert len(persons(book)) == 50
    assert faults(book) == [(2, Why.ROW)]


def test_a_quotation_mark_that_another_row_seems_to_close_loses_one_row():
    book = f'{LINKEDIN["en"]}\nUgo,"Roy,,,,,\nLéa,"Durand, fils",,,,,\nZoé,Roy,,,,,\n'

    assert [one.names.given for one in persons(book)] == ["Léa", "Zoé"]
    assert faults(book) == [(2, Why.ROW)]


def test_signs_after_a_quotation_mark_are_read():
    one = person(f'{LINKEDIN["en"]}\n"Léa" Anne,Du "Bon" rand,,,"Arago" ,,\n')

    assert (one.names.given, one.names.family) == ("Léa Anne", 'Du "Bon" rand')
    assert one.organization == "Arago"


def test_a_row_with_too_many_cells_is_said():
    book = (
        LINKEDIN["en"]
        + "\nLéa,Durand,,,Arago, Fils,Relieuse,5 Mar 2024\nZoé,Roy,,,,,,,\n"
    )

    assert faults(book) == [(2, Why.CELLS)]
    assert persons(book)[0].names.full == "Zoé Roy"


def test_commas_that_nobody_quoted_stay_in_the_notes():
    one = person("First Name,Email,Notes\nLéa,l@x.fr,Lyon, en mars, au café\n")

    assert one.notes == "Lyon, en mars, au café"


def test_of_several_cells_that_say_one_thing_the_first_wins():
    one = person("First Name,Company,Company Name\nLéa,Arago,Bic\n")

    assert one.organization == "Arago"
    assert one.unknown == (Unknown("Company Name", "Bic", cell=True),)


@pytest.mark.parametrize(
    "book", ["hello", "a,b,c\n1,2,3\n", "Ville,Pays\nLyon,France\n", "{}", "<html>x"]
)
def test_a_sheet_without_columns_of_people_is_refused(book):
    with pytest.raises(NoHeader):
        read(book.encode())


def test_a_header_alone_is_an_empty_book():
    assert people(GOOGLE_NOW) == []


def test_a_note_that_holds_a_card_is_a_note():
    book = 'First Name,Notes\nLéa,"voici\nBEGIN:VCARD\nFN:Zoé\nEND:VCARD"\n'

    assert person(book).names.full == "Léa"
