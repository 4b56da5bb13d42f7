"""What programs say wrongly of themselves, and what neighbours call the same things."""

import pytest

from tests.contacts.books import all_of, card, of_card
from whispeer.ties.addressbooks.values import Unknown

SHEETS = {
    "Spanish": "Nombre,Apellidos,Correo electrónico,Teléfono móvil,Empresa,Cargo,"
    "Cumpleaños,Notas",
    "Italian": "Nome,Cognome,Indirizzo e-mail,Cellulare,Azienda,Posizione,Compleanno,Note",
    "Portuguese": "Nome,Sobrenome,E-mail,Telemóvel,Empresa,Cargo,Aniversário,Notas",
    "Dutch": "Voornaam,Achternaam,E-mailadres,Mobiel,Bedrijf,Functie,Verjaardag,Notities",
    "Polish": "Imię,Nazwisko,Adres e-mail,Komórka,Firma,Stanowisko,Data urodzenia,Notatki",
    "in blanks that do not break": "Prénom\xa0,Nom\xa0,Adresse\xa0de\xa0messagerie,"
    "Téléphone\xa0mobile,Société,Fonction,Date\xa0de\xa0naissance,Notes",
}


@pytest.mark.parametrize("language", SHEETS)
def test_a_neighbours_sheet_is_read_whole(language):
    row = "Léa,Durand,lea@example.org,06,Arago,Relieuse,03/04/1980,Lyon"
    (one,) = all_of(f"{SHEETS[language]}\n{row}\n".encode())

    told = one.as_json()
    assert told | {"source_line": 2} == {
        "names": {"given": "Léa", "family": "Durand", "full": "Léa Durand"},
        "emails": ["lea@example.org"],
        "phones": ["06"],
        "organization": "Arago",
        "title": "Relieuse",
        "urls": [],
        "birthday": "1980-04-03",
        "notes": "Lyon",
        "source_line": 2,
    }
    assert not one.unknown


def test_numbered_columns_may_be_said_in_french():
    head = "Prénom,E-mail 1 - Étiquette,E-mail 1 - Valeur,Nom de l’organisation"
    (one,) = all_of(f"{head}\nLéa,* Travail,lea@example.org,Arago\n".encode())

    assert (one.emails, one.organization) == (("lea@example.org",), "Arago")


@pytest.mark.parametrize("declared", ["ISO-8859-1", "iso-8859-15", "Windows-1252"])
def test_utf8_that_calls_itself_something_else_is_utf8(declared):
    coded = f"N;CHARSET={declared};ENCODING=QUOTED-PRINTABLE:Durand;L=C3=A9a"
    bare = f"FN;CHARSET={declared}:Léa Durand"

    assert of_card(coded).names.given == "Léa"
    assert of_card(bare).names.full == "Léa Durand"


def test_what_calls_itself_what_it_is_is_read_so():
    euro = "FN;CHARSET=ISO-8859-15;ENCODING=QUOTED-PRINTABLE:L=E9a =A4"

    assert of_card(euro).names.full == "Léa €"


def test_a_mail_is_taken_out_of_its_link():
    one = of_card("FN:Léa", "EMAIL:mailto:lea@example.org?subject=Bonjour")

    assert one.emails == ("lea@example.org",)


@pytest.mark.parametrize("said", ["1980-3-22", "1980/03/22", "1980.3.22", "1980 03 22"])
def test_a_birthday_with_its_year_first_is_a_date(said):
    assert of_card("FN:Léa", f"BDAY:{said}").birthday == "1980-03-22"


def test_a_phone_number_is_no_kind_of_phone():
    (one,) = all_of(b"First Name,Phone Number\nLea,06\n")

    assert one.kinds == ()


def test_a_card_of_an_address_alone_is_nobody_and_the_next_is_read():
    found = all_of(card("ADR:;;1, rue X;Lyon") + card("FN:Léa"))

    assert [type(one).__name__ for one in found] == ["NotUnderstood", "Person"]


def test_a_second_whole_name_in_another_language_is_kept():
    one = of_card("FN;ALTID=1;LANGUAGE=fr:Léa", "FN;ALTID=1;LANGUAGE=ja:レア")

    assert one.names.full == "Léa"
    assert one.unknown == (Unknown("FN;ALTID=1;LANGUAGE=ja", "レア"),)
