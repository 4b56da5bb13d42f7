"""Lists of other programs and those typed by hand; rows that are broken."""

import pytest

from tests.contacts.books import GOOGLE_NOW, LINKEDIN, faults, people, person, persons
from whispeer.ties.addressbooks.errors import Markup, NoHeader
from whispeer.ties.addressbooks.reading import read
from whispeer.ties.addressbooks.values import Unknown, Why

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
        (
            "Voornaam,Achternaam,E-mailadres,Telefoon,Bedrijf,Functie",
            "Léa,Durand,l@x.fr,06,Arago,Chef",
        ),
        (
            "Nome,Cognome,Indirizzo email,Cellulare,Azienda,Posizione",
            "Léa,Durand,l@x.fr,06,Arago,Chef",
        ),
        (
            "Nombre,Apellidos,Correo electrónico,Teléfono móvil,Empresa,Puesto",
            "Léa,Durand,l@x.fr,06,Arago,Chef",
        ),
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


def test_thunderbird_in_french_names_the_day_and_the_month_alone():
    head = "Prénom,Nom de famille,Année de naissance,Mois,Jour"

    assert person(f"{head}\nLéa,Durand,1980,3,22\n").birthday == "1980-03-22"


@pytest.mark.parametrize("day", ["", "²", "9" * 5000])
def test_what_makes_no_birthday_is_kept_as_it_stood(day):
    one = person(f"First Name,Birth Year,Birth Month,Birth Day\nLéa,1980,3,{day}\n")

    assert one.birthday == ""
    assert Unknown("Birth Year", "1980", cell=True) in one.unknown


def test_yahoo_calls_its_phones_by_their_places_alone():
    head = "First,Last,Email,Home,Work,Pager,Fax,Mobile,Other,Yahoo Phone,Home City"
    one = person(f"{head}\nLéa,Durand,l@x.fr,01,02,03,04,06,07,,Lyon\n")

    assert one.phones == ("01", "02", "03", "04", "06", "07")
    assert dict(one.kinds)["02"] == "work"
    assert one.unknown == (Unknown("Home City", "Lyon", cell=True),)


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (
            "Person - Name,Person - Email - Work,Person - Phone - Work"
            ",Person - Organization,Person - Owner",
            "Léa Durand,l@x.fr,06,Arago,Zoé",
        ),
        (
            "First Name,Last Name,Account Name,Phone,Email,Account Owner",
            "Léa,Durand,Arago,06,l@x.fr,Zoé",
        ),
        ("EMAIL;NOM;PRENOM;SMS;ENTREPRISE", "l@x.fr;Durand;Léa;06;Arago"),
        (
            "FirstName,LastName,Companies,Title,Emails,PhoneNumbers,Sites",
            "Léa,Durand,Arago,,l@x.fr,06,",
        ),
    ],
)
def test_what_programs_of_sales_and_letters_write(header, row):
    one = person(f"{header}\n{row}\n")

    assert one.names.full == "Léa Durand"
    assert (one.organization, one.emails, one.phones) == ("Arago", ("l@x.fr",), ("06",))


def test_several_mails_in_one_cell_are_several_mails():
    one = person('Prénom,E-mail\nLéa,"l@x.fr; Léa D <lea@y.fr>"\n')
    two = person('Prénom,E-mail\nLéa,"l@x.fr, lea@y.fr"\n')

    assert one.emails == ("lea@y.fr",)
    assert two.emails == ("l@x.fr", "lea@y.fr")


def test_a_column_about_mails_gives_none():
    one = person("First Name,Last Name,Email Domain,Number of Emails\nLéa,D,x.fr,3\n")

    assert one.emails == ()
    assert len(one.unknown) == 2


def test_a_phone_written_so_that_no_spreadsheet_counts_it_is_a_phone():
    assert person('Nom,Mobile\nLéa,="0612"\n').phones == ("0612",)
    assert person('Nom,Mobile\nLéa,"=""0612"""\n').phones == ("0612",)


def test_what_speaks_about_a_mail_or_a_phone_is_none():
    head = "First Name,Phonetic First Name,Email Type,Email,Email Opt Status,Mailing Address"
    one = person(f"{head}\nLéa,Leea,SMTP,l@x.fr,yes,1 rue\n")

    assert (one.emails, one.phones) == (("l@x.fr",), ())
    assert len(one.unknown) == 4


def test_pages_of_several_kinds():
    one = person("Name,Website Work,Web Page 2\nLéa,https://a.example,b.example\n")

    assert one.urls == ("https://a.example", "b.example")
    assert one.kinds == (("https://a.example", "work"),)


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
    "book",
    [
        "hello",
        "a,b,c\n1,2,3\n",
        "Ville,Pays\nLyon,France\n",
        "x\n\nACTION:EMAIL\ny,z\n",
    ],
)
def test_a_sheet_without_columns_of_people_is_refused(book):
    with pytest.raises(NoHeader):
        read(book.encode())


@pytest.mark.parametrize(
    "written",
    [
        "<html>x",
        "<!DOCTYPE html><p>Prénom, Nom",
        '<?xml version="1.0"?><vcards xmlns="urn:ietf:params:xml:ns:vcard-4.0"/>',
        '\ufeff<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
    ],
)
def test_xml_and_pages_are_refused_by_what_they_are(written):
    with pytest.raises(Markup):
        read(written.encode())


def test_a_header_alone_is_an_empty_book():
    assert people(GOOGLE_NOW) == []


def test_a_note_that_holds_a_card_is_a_note():
    book = 'First Name,Notes\nLéa,"voici\nBEGIN:VCARD\nFN:Zoé\nEND:VCARD"\n'

    assert person(book).names.full == "Léa"
