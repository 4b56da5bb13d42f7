"""What was brought goes out again: through our own cards and sheets nothing is lost."""

import csv
import io
from dataclasses import replace

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from tests.contacts.books import (
    LEA,
    OUTLOOK_FRENCH,
    card,
    of_card,
    people,
    person,
    persons,
)
from tests.contacts.books import sheet as sheet_of
from whispeer.ties.addressbooks.formulas import guarded, unguarded
from whispeer.ties.addressbooks.properties import escaped, parts, unescaped
from whispeer.ties.addressbooks.values import Names, Person, Unknown
from whispeer.ties.addressbooks.writing_cards import cards
from whispeer.ties.addressbooks.writing_sheets import sheet

NASTY = st.text(alphabet="aé ;,:\\\"'\n=+-@\t^&|\u2028\u202e山", max_size=12)
WORD = st.text(alphabet="abé;,:\\=+-@'\"", min_size=1, max_size=8)
SAID = [
    *["FN", "N", "NICKNAME", "TEL", "EMAIL", "URL", "ORG", "TITLE", "NOTE", "BDAY"],
    *["X-A", "ADR", "item1.TEL", "item1.X-ABLabel", "item2.X-ABLabel", "AGENT"],
]
LINE = st.builds(
    lambda name, said, text: f"{name}{said}:{escaped(text)}",
    st.sampled_from(SAID),
    st.sampled_from(
        [
            "",
            ";TYPE=HOME",
            ";type=cell,fax;PREF=1",
            ";WORK",
            ';X-A="b:c;d"',
            ";CHARSET=x",
        ]
    ),
    NASTY,
)
CARD = st.builds(
    lambda lines, version: card("TEL:1", *lines, version=version),
    st.lists(LINE, max_size=12),
    st.sampled_from(["2.1", "3.0", "4.0"]),
)
CELLS = st.lists(st.tuples(*[NASTY] * 8), min_size=1, max_size=4)
HEADS = ["Prénom", "Nom", "Société", "Titre", "Titre", "Mail", "Tél", "Ma colonne"]


def written_as_cards(found):
    return b"".join(cards(found))


def written_as_sheet(found):
    return b"".join(sheet(found))


WAYS = [written_as_cards, written_as_sheet]


def same(found):
    """People without the line they came from; kinds in the order of the values."""
    return [
        replace(one, source_line=0, kinds=tuple(sorted(one.kinds))) for one in found
    ]


@pytest.mark.parametrize("write", WAYS)
@given(book=st.lists(CARD, min_size=1, max_size=3))
def test_cards_go_out_as_they_came(write, book):
    before = persons("".join(book))

    assert same(people(write(before))) == same(before)


@pytest.mark.parametrize("write", WAYS)
@given(rows=CELLS)
def test_sheets_go_out_as_they_came(write, rows):
    out = io.StringIO()
    csv.writer(out).writerows([HEADS, *rows])
    before = persons(out.getvalue())

    assert same(people(write(before)) if before else []) == same(before)


@pytest.mark.parametrize("write", WAYS)
def test_what_nobody_understood_goes_out_with_the_rest(write):
    one = of_card(
        "FN:Léa Durand",
        "item1.TEL:+33 6 12",
        "item1.X-ABLabel:Atelier",
        "ADR;TYPE=HOME:;;1 rue des Lices;Lyon;;69001;France",
        "PHOTO;ENCODING=b;TYPE=JPEG:AAAA",
    )
    french = person(sheet_of(OUTLOOK_FRENCH, LEA))

    assert same(people(write([one, french]))) == same([one, french])


def test_somebody_without_a_name_has_none_after_the_way_either():
    one = of_card("EMAIL:lea@example.org")

    assert b"FN;X-WHISPEER-STAND-IN=1:lea@example.org" in written_as_cards([one])
    assert same(people(written_as_cards([one]))) == same([one])


def test_others_read_our_cards():
    one = Person(
        Names("Léa", "Durand", "Léa Durand"),
        emails=("lea@example.org",),
        phones=("+33 6 12", "04"),
        organization="Arago; fils",
        department="Dorure",
        title="Relieuse",
        notes="Lyon, en mars.\nElle relie.",
        kinds=(("04", "work fax"), ("+33 6 12", "Atelier")),
        unknown=(Unknown("Rue (bureau)", "1 rue; à gauche", cell=True),),
    )

    read = vobject.readOne(written_as_cards([one]).decode())

    assert (read.n.value.given, read.n.value.family) == ("Léa", "Durand")
    assert read.fn.value == "Léa Durand"
    assert [phone.value for phone in read.tel_list] == ["+33 6 12", "04"]
    assert read.tel_list[1].params["TYPE"] == ["WORK", "FAX"]
    assert read.org.value == ["Arago; fils", "Dorure"]
    assert read.note.value == one.notes


# A sheet that nobody runs

DANGER = ("=", "+", "-", "@", "\t", "\r")


@given(
    st.lists(st.tuples(WORD, NASTY, NASTY), min_size=1, max_size=4),
    st.sampled_from(",;"),
)
def test_no_cell_begins_as_a_formula(rows, separator):
    found = [
        Person(
            Names(full=name),
            emails=(name,),
            phones=(name,),
            notes=note,
            kinds=((name, note),),
            unknown=(Unknown(f"x{name}", name, cell=True), Unknown("X-A", other)),
        )
        for name, note, other in rows
    ]

    text = b"".join(sheet(found, separator)).decode("utf-8-sig")

    for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
        for cell in row:
            assert not cell.startswith(DANGER)
            assert not any(
                f"{cut}{sign}" in cell for cut in ";,\t\n|" for sign in "=+-@"
            )


@given(st.text(alphabet="=+-@'\"\t\r\n;,|a é＝"))
def test_the_guard_of_a_cell_is_taken_off_exactly(text):
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith((*DANGER, "＝"))


def test_a_guard_is_an_apostrophe():
    assert guarded("=1+1") == "'=1+1"
    assert guarded("+33 6 12") == "'+33 6 12"
    assert guarded("Lyon, -5 °C") == "Lyon, -5 °C"
    assert guarded("a\n=1") == "a\n'=1"
    assert guarded("'=1") == "''=1"


def test_an_empty_sheet_has_its_columns():
    assert people(written_as_sheet([])) == []


# Escapes


@given(st.lists(st.text(alphabet="a;,\\\nn"), min_size=1, max_size=5))
def test_parts_come_apart_where_they_were_put_together(texts):
    whole = ";".join(map(escaped, texts))

    assert [unescaped(part) for part in parts(whole, ";")] == texts
