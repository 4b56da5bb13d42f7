"""vCards of every version, with what each program does to them."""

import pytest

from tests.contacts.books import card, faults, of_card
from whispeer.ties.addressbooks.values import Unknown, Why

# Names


def test_a_name_is_given_family_and_whole():
    one = of_card("N:Durand;Léa;Marie;Mme;", "FN:Léa Durand")

    assert (one.names.given, one.names.family) == ("Léa", "Durand")
    assert (one.names.full, one.names.additional) == ("Léa Durand", "Marie")


def test_without_a_whole_name_the_parts_make_one_and_the_civility_stays_out():
    assert of_card("N:Durand;Léa;Marie;Mme;III").names.full == "Léa Marie Durand III"
    assert of_card("N:Durand").names.full == "Durand"


def test_without_parts_the_whole_name_is_not_guessed_apart():
    names = of_card("FN:Compagnie des Eaux").names

    assert (names.given, names.family, names.full) == ("", "", "Compagnie des Eaux")


def test_a_company_has_a_whole_name_and_no_parts():
    one = of_card("N:;;;;", "FN:Imprimerie Arago", "ORG:Imprimerie Arago;")

    assert (one.names.full, one.organization) == ("Imprimerie Arago",) * 2
    assert one.department == ""


def test_a_nickname_is_a_name_where_there_is_no_other():
    assert of_card("N:;;;;", "NICKNAME:Zizou", "TEL:1").names.full == "Zizou"
    assert of_card("FN:Léa", "NICKNAME:Zizou").names.full == "Léa"


def test_names_with_several_parts_and_escaped_signs():
    one = of_card(r"N:Durand\, Fils;Léa,Anne;;;", r"FN:Durand\; Durand\, Fils")

    assert (one.names.family, one.names.given) == ("Durand, Fils", "Léa Anne")
    assert one.names.full == "Durand; Durand, Fils"


def test_of_a_name_in_two_languages_the_first_is_taken_and_the_other_kept():
    one = of_card(
        "FN;ALTID=1;LANGUAGE=en:Yamada Taro",
        "FN;ALTID=1;LANGUAGE=ja:山田太郎",
        "N;ALTID=1;LANGUAGE=en:Yamada;Taro;;;",
        "N;ALTID=1;LANGUAGE=ja:山田;太郎;;;",
        version="4.0",
    )

    assert (one.names.full, one.names.given) == ("Yamada Taro", "Taro")
    assert [kept.value for kept in one.unknown] == ["山田太郎", "山田;太郎;;;"]


# Phones, mails, pages


def test_every_phone_counts_fax_and_pager_included_in_the_order_of_the_book():
    one = of_card(
        "FN:Léa",
        "TEL;TYPE=CELL:06 12",
        "TEL;TYPE=WORK,FAX:01 13",
        "TEL;TYPE=PAGER:14",
        "TEL:06 12",
        "TEL:",
    )

    assert one.phones == ("06 12", "01 13", "14", "06 12")
    assert one.kinds == (("06 12", "cell"), ("01 13", "work fax"), ("14", "pager"))


def test_addresses_in_the_form_of_links_are_plain():
    one = of_card(
        "FN:Léa",
        'TEL;VALUE=uri;TYPE="work,voice";PREF=1:tel:+33-6-12;ext=102',
        "EMAIL:mailto:lea@example.org",
        r"URL:http\://example.org/lea",
        version="4.0",
    )

    assert one.phones == ("+33-6-12;ext=102",)
    assert one.emails == ("lea@example.org",)
    assert one.urls == ("http://example.org/lea",)


def test_a_colon_within_quotes_does_not_end_the_parameters():
    one = of_card("FN:Léa", 'TEL;X-SAID="a:b;c";TYPE=CELL:06 12')

    assert (one.phones, one.kinds) == (("06 12",), (("06 12", "cell"),))


def test_marks_of_direction_around_a_number_are_gone():
    assert of_card("FN:Léa", "TEL:\u202a+33\u00a06\u00a012\u202c").phones == (
        "+33 6 12",
    )


def test_labels_of_apple_become_kinds_and_are_written_nowhere_else():
    one = of_card(
        "FN:Léa",
        "item1.TEL:06 12",
        "item1.X-ABLabel:_$!<AssistantPhone>!$_",
        "item2.EMAIL;type=INTERNET;type=pref:lea@example.org",
        "item2.X-ABLabel:Chorale",
        "item3.ADR;type=HOME:;;1 rue des Lices;Lyon;;69001;France",
        "item3.X-ABADR:fr",
        "item3.X-ABLabel:Maison",
    )

    assert one.kinds == (("lea@example.org", "Chorale"), ("06 12", "AssistantPhone"))
    assert [kept.name for kept in one.unknown] == [
        "item3.ADR;TYPE=HOME",
        "item3.X-ABADR",
        "item3.X-ABLabel",
    ]


def test_bare_types_of_old_cards_are_kinds():
    one = of_card("FN:Léa", "TEL;WORK;FAX:01", "TEL;X-Portable:06", version="2.1")

    assert one.kinds == (("01", "work fax"), ("06", "cell"))


# Company, birthday, notes


@pytest.mark.parametrize(
    "label", ["CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=C3=89tabli", "Établi"]
)
def test_a_label_as_samsung_writes_it(label):
    one = of_card(f"TEL;X-CUSTOM({label}):01", "TEL;CELL:06", version="2.1")

    assert one.phones == ("01", "06")
    assert one.kinds == (("01", "établi"), ("06", "cell"))


def test_a_company_comes_without_its_departments():
    one = of_card(r"FN:Léa", r"ORG:Arago\, Fils;Reliure;Dorure")

    assert (one.organization, one.department) == ("Arago, Fils", "Reliure; Dorure")


def test_of_two_companies_and_titles_the_first_is_taken_and_the_others_kept():
    one = of_card("FN:Léa", "ORG:Arago", "ORG:Bic;Bis", "TITLE:Relieuse", "TITLE:Maire")

    assert (one.organization, one.title) == ("Arago", "Relieuse")
    assert one.unknown == (Unknown("ORG", "Bic;Bis"), Unknown("TITLE", "Maire"))


@pytest.mark.parametrize(
    ("written", "born"),
    [
        ("1980-03-22", "1980-03-22"),
        ("19800322", "1980-03-22"),
        ("1980-03-22T00:00:00Z", "1980-03-22"),
        ("--0322", "--03-22"),
        ("--03-22", "--03-22"),
        ("1604-03-22", "--03-22"),
        ("1980", "1980"),
        ("vers 1980", "vers 1980"),
        ("99999999", "99999999"),
    ],
)
def test_a_birthday_is_written_as_a_date(written, born):
    assert of_card("FN:Léa", f"BDAY;value=date:{written}").birthday == born


def test_a_birthday_without_its_year_as_apple_writes_it():
    one = of_card("FN:Léa", "BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-22")

    assert one.birthday == "--03-22"


def test_notes_have_lines_and_several_are_one():
    one = of_card("FN:Léa", r"NOTE:Lyon\, mars.\nElle relie.", r"NOTE:C:\dossier")

    assert one.notes == "Lyon, mars.\nElle relie.\nC:\\dossier"


# What else a card says


def test_what_has_no_place_is_kept_as_it_stood():
    one = of_card(
        "FN:Léa",
        "X-SOCIALPROFILE;type=linkedin;x-user=lea:https://example.org/lea",
        r"CATEGORIES:Amis,Club\, fermé",
        "UID:abc",
    )

    assert one.unknown == (
        Unknown(
            "X-SOCIALPROFILE;TYPE=linkedin;X-USER=lea",
            "https://example.org/lea",
        ),
        Unknown("CATEGORIES", r"Amis,Club\, fermé"),
        Unknown("UID", "abc"),
    )


def test_what_is_kept_of_an_old_card_is_written_as_new_ones_write_it():
    one = of_card(
        "FN:Léa",
        "LABEL;HOME;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:1 rue=0D=0A=",
        "L=C3=A9on",
        "PHOTO;JPEG;BASE64:AAAA",
        version="2.1",
    )

    assert one.unknown == (
        Unknown("LABEL;TYPE=HOME", r"1 rue\nLéon"),
        Unknown("PHOTO;TYPE=JPEG;ENCODING=b", "AAAA"),
    )


def test_a_card_within_a_card_is_kept_and_is_nobody():
    one = of_card(
        "FN:Léa",
        "AGENT:",
        "BEGIN:VCARD",
        "FN:Son assistant",
        "TEL:99",
        "END:VCARD",
        "TEL:06",
        version="2.1",
    )

    assert (one.names.full, one.phones) == ("Léa", ("06",))
    assert one.unknown == (
        Unknown("AGENT", r"BEGIN:VCARD\nFN:Son assistant\nTEL:99\nEND:VCARD"),
    )


def test_a_group_of_contacts_is_nobody_and_said_so():
    group = card("FN:Famille", "KIND:group", "MEMBER:urn:uuid:1", version="4.0")
    apple = card("FN:Club", "N:Club", "X-ADDRESSBOOKSERVER-KIND:group")

    assert faults(group + apple) == [(1, Why.GROUP), (7, Why.GROUP)]
