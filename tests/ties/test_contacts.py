"""The address book: by name, found by folded words, changed by hand, taken along."""

import pytest

from tests import make
from tests.contacts import books
from whispeer.ties import actions, queries
from whispeer.ties.models import Contact
from whispeer.ties.queries.books import stored

BOOK = "/network/contacts/"


def names(member, start=None, words=""):
    return [one.name for one in queries.contacts_of(member, start, words).contacts]


def said(**fields):
    return {"key": make.fresh_key(), **fields}


def test_people_stand_by_name_whatever_their_accents(alice):
    for name in ("Zoé Zola", "Émile Ajar", "Eve Bloch", "eric Arp"):
        make.contact(alice, name)

    assert names(alice) == ["Émile Ajar", "eric Arp", "Eve Bloch", "Zoé Zola"]


def test_the_next_ones_are_asked_for_by_a_person(alice, client):
    for n in range(45):
        make.contact(alice, f"Person {n:02}")
    page = queries.contacts_of(alice)
    assert len(page.contacts) == 20
    assert page.next_name == "Person 20"

    rest = queries.contacts_of(alice, page.next_from)
    assert rest.contacts[0].name == "Person 20"
    client.force_login(alice)
    answer = client.get(f"{BOOK}?from={page.next_from}").content.decode()
    assert "Person 20" in answer
    assert "Person 05" not in answer


def test_an_address_that_leads_to_nobody_begins_again(alice, client):
    make.contact(alice, "Zoé Zola")
    client.force_login(alice)
    for start in ("nonsense", make.fresh_key()):
        assert "Zoé Zola" in client.get(f"{BOOK}?from={start}").content.decode()


def test_nobody_is_found_in_the_book_of_another(alice, chantal, client):
    row = make.contact(alice, "Zoé Zola")
    client.force_login(chantal)

    assert "Zoé" not in client.get(f"{BOOK}?q=zoe").content.decode()
    for page in ("", "edit/", "twice/"):
        assert client.get(f"{BOOK}{row.public_id}/{page}").status_code == 404
    assert client.post(f"{BOOK}{row.public_id}/remove/", said()).status_code == 404
    assert Contact.objects.filter(pk=row.pk).exists()


def test_somebody_is_noted_by_hand(alice, client):
    client.force_login(alice)
    answer = client.post(
        f"{BOOK}new/",
        said(given_name="Zoé", family_name="Zola", phones="06 12\r\n04 72\r\n"),
    )

    row = Contact.objects.get(member=alice)
    assert answer.url == f"{BOOK}{row.public_id}/"
    assert (row.full_name, row.phones) == ("Zoé Zola", ["06 12", "04 72"])
    assert names(alice, words="zola") == ["Zoé Zola"]


def test_nobody_at_all_cannot_be_noted(alice, client):
    client.force_login(alice)
    answer = client.post(f"{BOOK}new/", said(notes="Who was it?"))

    assert answer.status_code == 200
    assert "Who was it?" in answer.content.decode()
    assert not Contact.objects.exists()


def test_what_the_file_said_stays_when_something_else_is_changed(alice, client, now):
    person = books.of_card("FN:Dr. Zoé Zola", "N:Zola;Zoé;;Dr.;", "X-PET:Filou")
    row = actions.add_contact(stored(person), by=alice, now=now)
    client.force_login(alice)
    form = client.get(f"{BOOK}{row.public_id}/edit/").context["form"]
    client.post(
        f"{BOOK}{row.public_id}/edit/",
        said(**form.initial | {"title": "Relieuse"}),
    )

    row.refresh_from_db()
    assert row.full_name == "Dr. Zoé Zola"
    assert row.title == "Relieuse"
    assert row.rest["unknown"] == [["X-PET", "Filou", False]]


def test_a_name_known_as_a_whole_may_be_changed_or_left(alice, client):
    row = make.contact(alice, "Zoé Zola", given_name="", family_name="")
    client.force_login(alice)
    client.post(f"{BOOK}{row.public_id}/edit/", said(given_name="Zoé Zola", notes="x"))
    row.refresh_from_db()
    assert (row.full_name, row.given_name, row.notes) == ("Zoé Zola", "", "x")

    client.post(
        f"{BOOK}{row.public_id}/edit/", said(given_name="Zoé", family_name="Z.")
    )
    row.refresh_from_db()
    assert (row.full_name, row.family_name) == ("Zoé Z.", "Z.")


def test_somebody_is_taken_out(alice, client):
    row = make.contact(alice)
    client.force_login(alice)
    client.post(f"{BOOK}{row.public_id}/remove/", said())

    assert names(alice) == []


def test_two_are_merged_with_all_that_both_say(alice, client):
    one = make.contact(alice, "Zoé Zola", emails=["z@example.org"], title="Relieuse")
    two = make.contact(
        alice,
        "Zoe Zola",
        emails=["Z@example.org", "zoe@example.org"],
        notes="A dit oui",
    )
    client.force_login(alice)
    answer = client.post(
        f"{BOOK}{two.public_id}/merge/{one.public_id}/", said(full_name="mine")
    )

    left = Contact.objects.get(member=alice)
    assert answer.url == f"{BOOK}{left.public_id}/"
    assert left == one
    assert left.emails == ["z@example.org", "zoe@example.org"]
    assert (left.full_name, left.title, left.notes) == (
        "Zoé Zola",
        "Relieuse",
        "A dit oui\nZoe Zola",
    )


def test_nobody_is_merged_with_himself_or_with_somebody_of_another(
    alice, chantal, client
):
    one, two = make.contact(alice), make.contact(chantal)
    client.force_login(alice)
    for other in (one, two):
        page = f"{BOOK}{one.public_id}/merge/{other.public_id}/"
        assert client.get(page).status_code == 404
        assert client.post(page, said()).status_code == 404


@pytest.mark.parametrize("name", ["contacts.vcf", "contacts.csv"])
def test_what_came_in_goes_out_again(alice, client, now, name):
    person = books.of_card(
        "FN:Zoé Zola",
        "N:Zola;Zoé;Marie;Dr.;",
        "TEL;TYPE=WORK,FAX:04 72 00 00 00",
        "ORG:Imprimerie;Atelier",
        "X-PET:Filou",
        "NOTE:=1+1",
    )
    actions.add_contact(stored(person), by=alice, now=now)
    client.force_login(alice)
    answer = client.get(f"{BOOK}{name}")

    (again,) = books.people(answer.content)
    assert "attachment" in answer.headers["Content-Disposition"]
    assert again.names == person.names
    assert (again.phones, again.kinds) == (person.phones, person.kinds)
    assert (again.department, again.unknown) == (person.department, person.unknown)
    assert again.notes == "=1+1"
    assert b'"=1+1' not in answer.content


def test_what_is_only_proposed_does_not_go_out(alice, client):
    make.contact(alice, "Zoé Zola", state="proposed")
    client.force_login(alice)

    assert b"Zola" not in client.get(f"{BOOK}contacts.vcf").content


def test_nobody_is_looked_for_among_the_members(alice, bruno):
    """A contact with a member's address is a contact, and no more."""
    row = make.contact(alice, "Bruno Bianchi", emails=[bruno.email])
    relations = {
        str(getattr(field.related_model, "_meta", None))
        for field in Contact._meta.get_fields()
        if field.is_relation
    }

    own = {"card", "contact", "contactimport", "contactword", "encounter"}
    assert relations == {"members.member", *(f"ties.{name}" for name in own)}
    assert row.member == alice


@pytest.mark.parametrize("path", ["", "?q=person+7", "?q=nobody"])
def test_a_list_asks_the_database_as_often_however_long(
    alice, client, path, django_assert_max_num_queries
):
    for n in range(60):
        make.contact(alice, f"Person {n}")
    client.force_login(alice)
    with django_assert_max_num_queries(10):
        assert client.get(BOOK + path).status_code == 200
