"""Somebody of the address book on a page of his own: what the book said, in words."""

import pytest

from tests import make
from tests.contacts import books
from whispeer.ties import actions
from whispeer.ties.queries.books import stored

LIKE_APPLE_S = books.card(
    "FN:Zoé Zola",
    "N:Zola;Zoé;Anne;Mme;",
    "ORG:Arago;Dorure",
    "TEL;type=WORK;type=FAX:01",
    "item1.TEL:02",
    "item1.X-ABLabel:Maison de campagne",
    "EMAIL;type=HOME:zoe@example.org",
    "item2.ADR;type=HOME:;;12 rue des Lilas\\nBât B;Lyon;;69003;France",
    "item2.X-ABADR:fr",
    "item3.X-ABDATE:2001-06-02",
    "item3.X-ABLabel:_$!<Anniversary>!$_",
    "BDAY:--03-22",
    "X-PET:Filou\\, un chat",
    "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRg",
    "UID:4F2A-11",
    "PRODID:-//Apple Inc.//iPhone OS 17.5.1//EN",
)


@pytest.fixture
def zoe(alice, now):
    return actions.add_contact(stored(books.person(LIKE_APPLE_S)), by=alice, now=now)


def page(client, member, contact):
    member.language = "en"
    member.save(update_fields=["language"])
    client.force_login(member)
    return client.get(f"/network/contacts/{contact.public_id}/").content.decode()


def test_a_number_says_what_it_is_for(alice, client, zoe):
    read = page(client, alice, zoe)

    assert "work, fax" in read
    assert "Maison de campagne" in read
    assert "home" in read


def test_a_birthday_is_said_as_one_says_it(alice, client, zoe):
    assert "22 March" in page(client, alice, zoe)
    for said, told in (("1980-03-22", "22 March 1980"), ("vers 1900", "vers 1900")):
        one = make.contact(alice, birthday=said)
        assert f"<bdi>{told}</bdi>" in page(client, alice, one)


def test_what_else_the_file_said_is_told_in_words(alice, client, zoe):
    read = page(client, alice, zoe)

    assert "12 rue des Lilas Bât B, Lyon, 69003, France" in read
    assert "Filou, un chat" in read
    assert "2001-06-02" in read
    assert "Dorure" in read
    assert "A portrait" in read


@pytest.mark.parametrize("sign", ["/9j/", "ENCODING", "X-AB", "4F2A", "PRODID", "ADR;"])
def test_what_programs_write_for_each_other_is_not_told(alice, client, zoe, sign):
    assert sign not in page(client, alice, zoe)


def test_a_company_is_not_said_twice(alice):
    bakery = make.contact(
        alice, "Boulangerie Dupont", organization="Boulangerie Dupont", title="Pain"
    )

    assert bakery.what == "Pain"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("12 mars 1980", "1980-03-12"),
        ("1er mars", "--03-01"),
        ("12/03/1980", "1980-03-12"),
        ("March 12, 1980", "1980-03-12"),
        ("vers 1900", "vers 1900"),
        ("", ""),
    ],
)
def test_a_birthday_is_typed_as_one_likes_and_kept_as_a_date(
    alice, client, typed, kept
):
    one = make.contact(alice, "Zoé Zola")
    client.force_login(alice)
    edit = f"/network/contacts/{one.public_id}/edit/"
    for _again in range(2):  # what stands in the form is understood when sent back
        form = client.get(edit).context["form"]
        said = form.initial | {"birthday": typed or form.initial["birthday"]}
        client.post(edit, {"key": make.fresh_key(), **said})
        typed = ""

    one.refresh_from_db()
    assert one.birthday == kept


def test_of_two_birthdays_one_chooses_in_words(alice, client):
    one = make.contact(alice, "Zoé Zola", birthday="1980-03-12")
    two = make.contact(alice, "Zoé Z.", birthday="--03-21")
    client.force_login(alice)
    form = client.get(
        f"/network/contacts/{one.public_id}/merge/{two.public_id}/"
    ).context["form"]

    said = [label for _value, label in form.fields["birthday"].choices]
    assert said == ["12\N{NO-BREAK SPACE}mars 1980", "21\N{NO-BREAK SPACE}mars"]
