"""Cards written as JSON (RFC 7095) are read as the same cards in text are."""

import json
from dataclasses import replace
from typing import Any

import pytest

from tests.contacts import books
from whispeer.ties.addressbooks.errors import OtherJson
from whispeer.ties.addressbooks.reading import read
from whispeer.ties.addressbooks.values import NotUnderstood, Unknown, Why
from whispeer.ties.addressbooks.writing_cards import cards

TEXT = books.card(
    "N:Durand;Léa;Marie,Rose;Mme;",
    "FN:Léa Durand",
    "ORG:Arago;Dorure",
    "TITLE:Relieuse",
    "TEL;TYPE=work,cell:+33 6 12",
    "EMAIL;TYPE=home:lea@example.org",
    "URL:https://example.org/lea",
    "BDAY:1980-03-22",
    "NOTE:Lyon\\; un\\, deux\\nen mars",
    "ADR:;;1\\, rue des Lices;Lyon;;69001;France",
    "CATEGORIES:Chorale,Lyon",
)
LEA = [
    ["version", {}, "text", "4.0"],
    ["n", {}, "text", ["Durand", "Léa", ["Marie", "Rose"], "Mme", ""]],
    ["fn", {}, "text", "Léa Durand"],
    ["org", {}, "text", ["Arago", "Dorure"]],
    ["title", {}, "text", "Relieuse"],
    ["tel", {"type": ["work", "cell"]}, "uri", "tel:+33 6 12"],
    ["email", {"type": "home"}, "text", "lea@example.org"],
    ["url", {}, "uri", "https://example.org/lea"],
    ["bday", {}, "date", "1980-03-22"],
    ["note", {}, "text", "Lyon; un, deux\nen mars"],
    [
        *("adr", {}, "text"),
        ["", "", "1, rue des Lices", "Lyon", "", "69001", "France"],
    ],
    ["categories", {}, "text", "Chorale", "Lyon"],
]


def jcard(*said):
    return ["vcard", [["version", {}, "text", "4.0"], *said]]


def in_json(value, **options):
    return json.dumps(value, **options).encode()


def all_of(value: Any) -> list[Any]:
    return list(read(value if isinstance(value, bytes) else in_json(value)))


def test_the_same_card_in_json_and_in_text_is_the_same_person():
    (of_text,) = all_of(TEXT.encode())
    (of_json,) = all_of(["vcard", LEA])

    assert replace(of_json, phones=("+33 6 12",), kinds=of_text.kinds) == of_text


@pytest.mark.parametrize("indent", [None, 1])
def test_several_stand_in_an_array_each_with_its_line(indent):
    two = [["vcard", LEA], jcard(["fn", {}, "text", "Malik Sow"])]
    written = in_json(two, indent=indent)

    assert [one.names.full for one in all_of(written)] == ["Léa Durand", "Malik Sow"]
    lines = written.decode().split("\n")
    for one in all_of(written):
        assert lines[one.source_line - 1].lstrip().startswith("[")
    assert (all_of(written)[1].source_line > 1) == bool(indent)


def test_cards_within_something_else_are_found():
    people = all_of({"contacts": [["vcard", LEA]], "more": {"of": 1}})

    assert [one.names.full for one in people] == ["Léa Durand"]


def test_what_has_no_place_comes_out_again():
    (read_here,) = all_of(
        jcard(
            ["fn", {}, "text", "Léa"],
            ["gender", {}, "text", "F"],
            ["x-pet", {"group": "item1", "x-of": "a;b"}, "unknown", "Filou"],
            ["photo", {}, "uri", "data:image/jpeg;base64,/9j/4AAQ"],
        )
    )

    assert read_here.unknown == (
        Unknown("GENDER", "F"),
        Unknown('item1.X-PET;X-OF="a;b"', "Filou"),
        Unknown("PHOTO;VALUE=uri", "data:image/jpeg;base64,/9j/4AAQ"),
    )
    (again,) = all_of(b"".join(cards([read_here])))
    assert replace(again, source_line=1) == read_here


def test_a_group_is_said_and_not_read():
    said = jcard(["kind", {}, "text", "group"], ["fn", {}, "text", "Chorale"])

    assert all_of(said) == [NotUnderstood(1, Why.GROUP)]


def test_what_is_torn_is_lost_alone():
    torn = b'[["vcard",[["fn",{},"text","A"]]],\n["vcard",[["fn",{},"text" "B"]]],\n'
    rest = b'["vcard",[["fn",{},"text","C"]]],\n["vcard",[["fn",{},"te'
    found = all_of(torn + rest)

    assert [one.names.full for one in found if not isinstance(one, NotUnderstood)] == [
        *("A", "C")
    ]
    faults = [one for one in found if isinstance(one, NotUnderstood)]
    assert faults == [NotUnderstood(2, Why.BROKEN), NotUnderstood(4, Why.BROKEN)]


NONSENSE: list[Any] = [
    None, True, 7, 1.5, "", "fn", [], {}, [[]], [None], ["fn"], ["fn", {}],
    ["fn", {}, "text"], ["fn", [], "text", "A"], ["fn", None, None, None],
    [7, {}, "text", "A"], ["fn", {"type": 7}, "text", "A"], ["", {}, "text", "A"],
    ["fn\n:", {}, "text", "A"], ["fn", {"a\nb": ["c\n", None]}, "text", "A"],
    ["fn", {}, "text", None], ["fn", {}, "text", {}], ["fn", {}, "text", [[[]]]],
    ["n", {}, "text", 7], ["n", {}, "text", [[None, {}], 7, True]],
    ["bday", {}, "date", ["--"]], ["tel", {"type": {}}, "uri", {"a": 1}],
    ["org", {"group": 7}, "text", []], ["tel", {"group": "a b;c"}, "uri", "tel:1"],
    ["note", {"encoding": "quoted-printable"}, "text", "=C3=A9"],
    ["note", {}, "text", "\ud800\0\u202e"],
]  # fmt: skip


@pytest.mark.parametrize("said", NONSENSE, ids=str)
def test_whatever_stands_where_a_property_should_no_card_is_lost(said):
    named = ["fn", {}, "text", "Léa"]
    found = all_of(["vcard", [named, said, ["tel", {}, "uri", "tel:06"]]])

    people = [one for one in found if not isinstance(one, NotUnderstood)]
    assert [(one.names.full, one.phones[-1]) for one in people] == [("Léa", "06")]


@pytest.mark.parametrize("said", [None, 7, "a", {}, {"a": [1]}], ids=str)
def test_whatever_stands_where_a_card_should_is_refused_in_words(said):
    with pytest.raises(OtherJson):
        all_of([said, ["vcard", said]])
