"""Contacts as records of JSON: Telegram's, Facebook's, our own, and what is none."""

import io
import json
import zipfile
from contextlib import suppress
from typing import Any

import pytest

from whispeer.ties.addressbooks.errors import (
    BadBook,
    Conversations,
    Followers,
    OtherJson,
)
from whispeer.ties.addressbooks.reading import read
from whispeer.ties.addressbooks.values import NotUnderstood, Person, Unknown, Why

TELEGRAM = {
    "about": "Here is the data you requested.",
    "personal_information": {"first_name": "Alice", "phone_number": "+33 1"},
    "profile_pictures": [{"date": "2020-01-01", "photo": "photos/1.jpg"}],
    "contacts": {
        "about": "These are your contacts.",
        "list": [
            {
                "user_id": 123,
                "first_name": "Léa",
                "last_name": "Durand",
                "phone_number": "+33 6 12",
                "date": "2020-05-01T10:00:00",
            },
            {"first_name": "", "last_name": "", "phone_number": "0033 7"},
        ],
    },
    "frequent_contacts": {"list": [{"id": 1, "name": "Bob", "rating": 0.5}]},
}
FRIENDS = [{"name": "Andr\u00c3\u00a9 Roche", "timestamp": 1588327200}]
BOOK = [
    {
        "name": "Zo\u00c3\u00ab",
        "details": [{"contact_point": "+33 6"}, {"contact_point": "zoe@example.org"}],
        "created_timestamp": 1588327200,
    }
]


def all_of(value: Any, **options: Any) -> list[Any]:
    data = value if isinstance(value, bytes) else json.dumps(value, **options).encode()
    return list(read(data))


def test_the_contacts_of_telegram_are_read_and_nothing_else_of_its_file():
    lea, other = all_of(TELEGRAM)

    assert (lea.names.given, lea.names.family) == ("Léa", "Durand")
    assert lea.phones == ("+33 6 12",)
    assert Unknown("user_id", "123", cell=True) in lea.unknown
    assert Unknown("date", "2020-05-01T10:00:00", cell=True) in lea.unknown
    assert (other.label, other.phones) == ("0033 7", ("0033 7",))


def test_each_is_told_with_its_line():
    lines = json.dumps(TELEGRAM, indent=1).split("\n")

    for one in all_of(TELEGRAM, indent=1):
        assert lines[one.source_line - 1].strip() == "{"
        assert '"phone_number"' in "".join(lines[one.source_line :][:5])


@pytest.mark.parametrize("key", ["friends", "friends_v2"])
def test_friends_of_facebook_are_read_with_their_letters(key):
    (andre,) = all_of({key: FRIENDS})

    assert andre.names.full == "André Roche"


def test_the_address_book_of_facebook_is_read():
    (zoe,) = all_of({"address_book_v2": {"address_book": BOOK}})

    assert (zoe.names.full, zoe.phones) == ("Zoë", ("+33 6",))
    assert zoe.emails == ("zoe@example.org",)


def test_what_our_own_command_prints_is_read_again():
    before = [
        one.as_json()
        for one in all_of(
            b"BEGIN:VCARD\r\nVERSION:3.0\r\nN:Durand;L\xc3\xa9a;;;\r\nORG:Arago\r\n"
            b"FN:L\xc3\xa9a Durand\r\nEMAIL:a@example.org\r\nEMAIL:b@example.org\r\n"
            b"URL:https://example.org\r\nBDAY:1980-03-22\r\nEND:VCARD\r\n"
        )
    ]

    assert [one.as_json() for one in all_of(before)] == before


def test_a_mail_that_says_what_it_is_for_keeps_it():
    (lea,) = all_of(
        [
            {
                "firstName": "Léa",
                "emails": [{"type": "work", "value": "lea@example.org"}],
                "phones": [{"label": "home", "number": "06"}, {"number": "07"}],
                "address": {"city": "Lyon", "geo": [1, 2]},
                "tags": ["a", "b"],
                "vip": True,
                "nothing": None,
            }
        ]
    )

    assert lea.kinds == (("lea@example.org", "work"), ("06", "home"))
    assert lea.phones == ("06", "07")
    assert {(one.name, one.value) for one in lea.unknown} == {
        ("address city", "Lyon"),
        ("address geo", '["1", "2"]'),
        ("tags", "a ::: b"),
        ("vip", "true"),
    }


def test_an_archive_that_holds_them_is_opened():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("export/result.json", json.dumps(TELEGRAM))
        archive.writestr("export/chats/messages.json", "{}")

    assert [one.label for one in all_of(out.getvalue())] == ["Léa Durand", "0033 7"]


def test_a_record_that_is_none_is_said_and_the_others_are_read():
    data = b'[{"first_name":"A","phone":"1"},\n{"first_name":"B" "phone":"2"},\n'
    found = all_of(data + b'{"first_name":"C","phone":"3"},\n{"id": 4},\n7]')

    assert [one.label for one in found if isinstance(one, Person)] == ["A", "C"]
    assert [one for one in found if isinstance(one, NotUnderstood)] == [
        NotUnderstood(2, Why.BROKEN),
        NotUnderstood(4, Why.NOBODY),
        NotUnderstood(5, Why.BROKEN),
    ]


CHAT = {"type": "personal_chat", "messages": [{"from": "Bob", "text": "Salut"}]}
FOLLOWED = [
    {"title": "", "string_list_data": [{"value": "bob", "href": "https://example.org"}]}
]
OTHERS = {
    "nothing": ({}, OtherJson),
    "empty": ([], OtherJson),
    "a setting": ({"name": "app", "version": 1}, OtherJson),
    "bookmarks": ([{"name": "Page", "url": "https://example.org"}], OtherJson),
    "names alone": ([{"name": "A"}], OtherJson),
    "words": (["name", "email", "phone"], OtherJson),
    "rows": ([["name", "email"], ["A", "a@example.org"]], OtherJson),
    "numbers": ([1, 2, 3], OtherJson),
    "a list within": ({"people": [{"x": [{"name": "A", "email": "a@b"}]}]}, OtherJson),
    "a chat": (CHAT, Conversations),
    "followers": ({"relationships_following": FOLLOWED}, Followers),
}


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_no_address_book_is_refused_in_words(name):
    value, refusal = OTHERS[name]

    with pytest.raises(refusal):
        all_of(value)


@pytest.mark.parametrize("cut", range(0, 400, 23))
def test_wherever_it_is_cut_it_ends_in_words(cut):
    data = json.dumps(TELEGRAM).encode()
    data = data[: data.index(b"0033") - cut]

    with suppress(BadBook):
        assert all_of(data)[-1] == NotUnderstood(1, Why.BROKEN)
