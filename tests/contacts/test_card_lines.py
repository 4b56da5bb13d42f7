"""Cards whose lines are broken, in whatever letters, and cards that are broken."""

import pytest

from tests.contacts.books import card, faults, of_card, people, person, persons
from whispeer.ties.addressbooks.values import Unknown, Why

# Broken lines


def test_new_cards_are_folded_anywhere():
    one = of_card("FN:Lé", " a Du", "\trand", "TEL:06", "  12")

    assert (one.names.full, one.phones) == ("Léa Durand", ("06 12",))


def test_a_fold_may_cut_a_letter_in_two():
    whole = card("FN:Léa Durand").encode()
    cut = whole.index("é".encode()) + 1

    assert person(whole[:cut] + b"\r\n " + whole[cut:]).names.full == "Léa Durand"


def test_old_cards_are_folded_at_a_word():
    assert of_card("FN:Léa", "NOTE:Elle", " relie", version="2.1").notes == "Elle relie"


def test_quoted_printable_goes_on_after_its_soft_breaks():
    one = of_card(
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Durand;L=C3=A9=",
        "a=20Marie;;;",
        "NOTE;QUOTED-PRINTABLE:one=0D=0Atwo, with a blank=",
        " here=",
        "",
        "TEL:06",
        version="2.1",
    )

    assert (one.names.given, one.names.family) == ("Léa Marie", "Durand")
    assert (one.notes, one.phones) == ("one\ntwo, with a blank here", ("06",))


def test_a_soft_break_does_not_swallow_the_end_of_the_card():
    book = card("FN;ENCODING=QUOTED-PRINTABLE:L=C3=A9a=", version="2.1")

    assert [one.names.full for one in people(book + card("FN:Zoé"))] == ["Léa", "Zoé"]


@pytest.mark.parametrize("indent", ["", " ", "  ", "\t"])
def test_a_photograph_goes_on_however_its_lines_begin(indent):
    lines = [f"{indent}AAAA", f"{indent}BB==", ""]
    one = of_card("PHOTO;ENCODING=BASE64;JPEG:", *lines, "FN:Léa", version="2.1")

    assert one.names.full == "Léa"
    assert one.unknown == (Unknown("PHOTO;ENCODING=b;TYPE=JPEG", "AAAABB=="),)


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\r\r\n", "\n\r"])
def test_lines_end_as_they_like(end):
    book = (card("FN:Léa", "TEL:06") + card("FN:Zoé", "NOTE:a", " b")).replace(
        "\r\n", end
    )

    assert [one.names.full for one in people(book)] == ["Léa", "Zoé"]
    assert people(book)[1].notes == "ab"


def test_two_kinds_of_ends_in_one_book():
    book = card("FN:Léa") + card("FN:Zoé").replace("\r\n", "\r") + "\n" + card("FN:Ugo")

    assert [one.names.full for one in people(book)] == ["Léa", "Zoé", "Ugo"]


# Encodings


def test_letters_of_windows_in_an_old_card():
    book = card("FN:Léa Nœl", version="2.1").encode("cp1252")

    assert person(book).names.full == "Léa Nœl"


@pytest.mark.parametrize(
    "charset", ["ISO-8859-1", "windows-1252", "UTF-8", "MACINTOSH"]
)
@pytest.mark.parametrize("coding", ["", ";ENCODING=8BIT"])
def test_a_card_may_say_its_letters(charset, coding):
    codec = "mac_roman" if charset == "MACINTOSH" else charset
    book = card(f"FN;CHARSET={charset}{coding}:Léa", version="2.1").encode(codec)

    assert person(book).names.full == "Léa"


def test_a_card_in_japanese_letters():
    book = card("FN;CHARSET=SHIFT_JIS:山田", version="2.1").encode("shift_jis")

    assert person(book).names.full == "山田"


@pytest.mark.parametrize("charset", ["rot13", "idna", "unicode_escape", "zlib", "../x"])
def test_a_card_cannot_name_a_codec_that_is_no_letters(charset):
    assert of_card(f"FN;CHARSET={charset}:Lea", version="2.1").names.full == "Lea"


@pytest.mark.parametrize(
    "codec", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_a_book_in_any_unicode(codec):
    assert (
        person(card("FN:Léa Durand", "TEL:06").encode(codec)).names.full == "Léa Durand"
    )


def test_a_letter_torn_by_an_old_phone_spoils_only_itself():
    one = of_card(
        "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:L=C3=A9a Ren=C3", version="2.1"
    )

    assert one.names.full == "Léa Ren\ufffd"


# Cards that are broken


def test_cards_of_several_versions_stand_in_one_book():
    book = "".join(card(f"FN:{v}", "N:x;y", version=v) for v in ("2.1", "3.0", "4.0"))

    assert [one.names.full for one in people(book)] == ["2.1", "3.0", "4.0"]
    assert [one.source_line for one in people(book)] == [1, 6, 11]


@pytest.mark.parametrize(
    "book",
    [
        "begin:vcard\nfn:Léa\nend:vcard",
        "BEGIN: VCARD\nFN:Léa\nEND : VCARD \n",
        "\ufeffBEGIN:VCARD\nFN:Léa\nEND:VCARD\n",
        "\n\n  BEGIN:VCARD\n  FN:Léa\n  END:VCARD\n",
        "BEGIN:VCARD\n\nFN:Léa\n\nEND:VCARD\n\n\n",
        "BEGIN:VCARD\n FN:Léa\nEND:VCARD\n".replace(" FN", "FN "),
    ],
)
def test_cards_that_are_written_loosely(book):
    assert person(book).names.full == "Léa"


def test_a_card_that_begins_on_the_line_of_another_s_end():
    book = "BEGIN:VCARD\nFN:Léa\nEND:VCARDBEGIN:VCARD\nFN:Zoé\nEND:VCARD\n"

    assert [one.names.full for one in people(book)] == ["Léa", "Zoé"]


def test_a_card_without_end_is_read_and_said():
    book = "BEGIN:VCARD\nFN:Léa\nBEGIN:VCARD\nFN:Zoé\nTEL:06"

    assert [one.names.full for one in persons(book)] == ["Léa", "Zoé"]
    assert faults(book) == [(1, Why.NO_END), (3, Why.NO_END)]


def test_lines_that_say_nothing_are_named_and_the_card_is_read():
    book = "\n".join(
        ["hello", "there", "BEGIN:VCARD", "FN:Léa", "what", "=:x", "END:VCARD", "bye"]
    )

    assert persons(book)[0].names.full == "Léa"
    assert faults(book) == [
        (1, Why.OUTSIDE),
        (5, Why.NO_NAME),
        (6, Why.NO_NAME),
        (8, Why.OUTSIDE),
    ]


def test_a_card_of_nobody_is_said():
    assert faults(card("UID:1") + card("FN:", "N:;;;;")) == [
        (1, Why.NOBODY),
        (5, Why.NOBODY),
    ]
