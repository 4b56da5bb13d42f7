"""An address book is brought, read by a task, looked at, taken, and undone at once."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError

from tests import make
from tests.contacts import books
from whispeer.ground.moves import move
from whispeer.ties import actions, queries
from whispeer.ties.actions import reading
from whispeer.ties.actions.reading import read_book
from whispeer.ties.addressbooks.errors import BadBook
from whispeer.ties.addressbooks.values import Why
from whispeer.ties.models import Contact, ContactImport
from whispeer.ties.queries.imports import doubles_in
from whispeer.ties.queries.merging import as_it_was
from whispeer.ties.queries.reasons import OF_A_FILE, OF_A_LINE
from whispeer.ties.states import IMPORT_NEXT, ContactState, ImportState

BRING = "/network/contacts/import/"
TWO = books.card(
    "N:Roche;Odile;;;", "FN:Odile Roche", "TEL:06 12 34 56 78"
) + books.card(
    "N:Sow;Malik;;;", "FN:Malik Sow", "EMAIL:malik@example.org", "X-PET:Filou"
)


@pytest.fixture
def brought(alice, now):
    """A file that Alice brought and the house has read."""
    return bring(alice, TWO, now)


def bring(member, book, now, name="contacts.vcf"):
    content = book if isinstance(book, bytes) else book.encode()
    sent = actions.send_book(content, file_name=name, by=member, now=now)
    read_book.func(sent.pk)
    sent.refresh_from_db()
    return sent


def names(member):
    return [one.name for one in queries.contacts_of(member).contacts]


def test_a_file_is_sent_once_however_often_it_is_clicked(client, alice):
    client.force_login(alice)
    key = make.fresh_key()

    def send():
        file = SimpleUploadedFile("contacts.vcf", TWO.encode())
        return client.post(BRING, {"key": key, "book": file})

    first, again = send(), send()
    assert first.status_code == again.status_code == 302
    assert first.headers["Location"] == again.headers["Location"]
    assert ContactImport.objects.count() == 1


def test_another_file_is_not_the_same_gesture(client, alice):
    client.force_login(alice)
    key = make.fresh_key()
    for book in (TWO, TWO[:60]):
        file = SimpleUploadedFile("contacts.vcf", book.encode())
        answer = client.post(BRING, {"key": key, "book": file})

    assert answer.status_code == 200
    assert ContactImport.objects.count() == 1


def test_without_a_file_the_page_says_so(client, alice):
    client.force_login(alice)
    answer = client.post(
        BRING, {"key": make.fresh_key()}, headers={"accept-language": "en"}
    )

    assert answer.status_code == 200
    assert answer.context["form"].errors["book"]


def test_what_was_read_is_proposed_and_nothing_is_kept(alice, brought):
    assert brought.state == ImportState.READ
    assert names(alice) == []
    proposed = Contact.objects.filter(source=brought, state=ContactState.PROPOSED)
    assert {one.full_name for one in proposed} == {"Odile Roche", "Malik Sow"}


def test_the_bytes_are_gone_once_they_are_read(brought):
    assert brought.content is None


def test_taken_they_are_in_the_address_book_and_undone_they_are_out(alice, brought):
    make.contact(alice, "Zoé Zola")
    for _ in range(2):
        actions.take_import(brought, by=alice)
        assert names(alice) == ["Malik Sow", "Odile Roche", "Zoé Zola"]
    for _ in range(2):
        actions.undo_import(brought, by=alice)
        assert names(alice) == ["Zoé Zola"]


def test_let_go_nothing_of_it_stays(alice, brought):
    actions.discard_import(brought, by=alice)
    actions.discard_import(brought, by=alice)

    assert not Contact.objects.exists()
    with pytest.raises(actions.ImportOver):
        actions.take_import(brought, by=alice)


def test_nobody_decides_about_the_file_of_another(alice, chantal, brought):
    with pytest.raises(actions.ImportOver):
        actions.take_import(brought, by=chantal)
    with pytest.raises(actions.ImportOver):
        actions.discard_import(brought, by=chantal)
    assert Contact.objects.filter(source=brought).exists()


def test_a_file_that_cannot_be_read_says_why_and_leaves_nothing(client, alice, now):
    sent = bring(alice, b"\x89PNG not an address book", now)

    assert sent.state == ImportState.REFUSED
    assert sent.content is None
    assert not Contact.objects.exists()
    client.force_login(alice)
    page = client.get(f"{BRING}{sent.public_id}/").content.decode()
    assert "Ceci n’est pas un carnet d’adresses" in page


def test_each_line_not_understood_is_named_with_its_reason(client, alice, now):
    book = books.sheet("First Name,Last Name,E-mail Address", {"First Name": "Odile"})
    sent = bring(alice, book + ",,\r\nMalik,Sow,malik@example.org,too,many\r\n", now)
    alice.language = "en"
    alice.save()
    client.force_login(alice)

    page = client.get(f"{BRING}{sent.public_id}/").content.decode()
    assert "line 4:" in page
    assert str(OF_A_LINE["CELLS"]) in page


def test_every_reason_of_the_reader_has_its_words():
    def all_of(kind):
        return {kind.__name__}.union(*(all_of(one) for one in kind.__subclasses__()))

    assert set(OF_A_LINE) == {why.name for why in Why}
    assert set(OF_A_FILE) == all_of(BadBook)


def many(count):
    return "".join(books.card(f"FN:Person {n:04}") for n in range(count))


@pytest.mark.parametrize("dies_after", [0, 1, 2])
def test_killed_and_begun_again_each_is_read_once(alice, now, monkeypatch, dies_after):
    monkeypatch.setattr(reading, "A_STEP", 10)
    sent = actions.send_book(many(35).encode(), file_name="", by=alice, now=now)
    store = reading.store
    steps: list[object] = []

    def killed(*given):
        if len(steps) == dies_after:
            raise KeyboardInterrupt
        steps.append(given)
        return store(*given)

    monkeypatch.setattr(reading, "store", killed)
    with pytest.raises(KeyboardInterrupt):
        read_book.func(sent.pk)
    monkeypatch.setattr(reading, "store", store)
    for _ in range(2):
        read_book.func(sent.pk)

    read = Contact.objects.filter(source=sent).values_list("full_name", flat=True)
    assert sorted(read) == [f"Person {n:04}" for n in range(35)]


def test_two_workers_at_once_store_each_row_once(alice, now, monkeypatch):
    monkeypatch.setattr(reading, "A_STEP", 10)
    sent = actions.send_book(many(25).encode(), file_name="", by=alice, now=now)
    one = ContactImport.objects.get(pk=sent.pk)
    other = ContactImport.objects.get(pk=sent.pk)
    some = books.all_of(many(10))

    assert reading.store(one, some)
    assert not reading.store(other, some)


def test_let_go_while_it_is_read_the_reading_stops(alice, now, monkeypatch):
    monkeypatch.setattr(reading, "A_STEP", 10)
    sent = actions.send_book(many(35).encode(), file_name="", by=alice, now=now)
    store = reading.store

    def let_go(*given):
        stored = store(*given)
        actions.discard_import(sent, by=alice)
        return stored

    monkeypatch.setattr(reading, "store", let_go)
    read_book.func(sent.pk)

    assert not Contact.objects.exists()


def test_how_far_it_is_stands_on_the_page(client, alice, now):
    sent = make.contact_import(alice, state=ImportState.SENT, to_read=200, read=50)
    client.force_login(alice)
    page = client.get(f"{BRING}{sent.public_id}/").content.decode()

    assert 'max="100" value="25"' in page


def test_who_may_be_there_twice_is_proposed_and_merged_by_hand(alice, now):
    known = make.contact(alice, "O. Roche", phones=["+33 6 12 34 56 78"])
    sent = bring(alice, TWO, now)
    (double,) = doubles_in(sent)
    assert double.resembles == known

    left = actions.merge_contacts(
        known, double, chosen={"full_name"}, by=alice, now=now
    )
    actions.take_import(sent, by=alice)

    assert left.pk == known.pk
    assert names(alice) == ["Malik Sow", "Odile Roche"]
    assert Contact.objects.get(pk=known.pk).family_name == "Roche"


def test_undone_what_it_was_merged_into_is_as_it_was(alice, now):
    known = make.contact(alice, "O. Roche", phones=["+33 6 12 34 56 78"])
    before = as_it_was(known)
    sent = bring(alice, TWO, now)
    (double,) = doubles_in(sent)
    actions.merge_contacts(known, double, chosen={"full_name"}, by=alice, now=now)
    actions.take_import(sent, by=alice)
    actions.undo_import(sent, by=alice)

    (left,) = Contact.objects.all()
    assert as_it_was(left) == before
    assert left.by_name == "o. roche"


def test_what_was_written_by_hand_since_no_undoing_takes_back(alice, now):
    known = make.contact(alice, "O. Roche", phones=["+33 6 12 34 56 78"])
    sent = bring(alice, TWO, now)
    (double,) = doubles_in(sent)
    actions.merge_contacts(known, double, chosen=set(), by=alice, now=now)
    actions.take_import(sent, by=alice)
    actions.edit_contact(known, {"notes": "By hand"}, by=alice, now=now)
    actions.undo_import(sent, by=alice)

    assert Contact.objects.get().notes == "By hand"


def test_two_are_two_and_it_is_not_asked_again(alice, now):
    make.contact(alice, "Odile Roche")
    sent = bring(alice, TWO, now)
    (double,) = doubles_in(sent)
    actions.keep_apart(double, by=alice)

    assert doubles_in(sent) == []


def test_only_a_few_files_wait_at_once(alice, now):
    for _ in range(3):
        bring(alice, TWO, now)
    with pytest.raises(actions.TooManyImports):
        bring(alice, TWO, now)


def test_a_file_nobody_decides_about_is_forgotten(alice, now):
    bring(alice, TWO, now)
    taken = bring(alice, TWO, now)
    actions.take_import(taken, by=alice)
    actions.let_lapse(now=now + timedelta(days=31))

    assert list(ContactImport.objects.all()) == [taken]
    assert names(alice) == ["Malik Sow", "Odile Roche"]


def test_the_table_is_walked(alice):
    for state, following in IMPORT_NEXT.items():
        for to in set(ImportState) - following:
            row = make.contact_import(alice, state=state)
            mine = ContactImport.objects.filter(pk=row.pk)
            assert not move(mine, IMPORT_NEXT, to)


def test_an_import_is_known_by_one_address(alice):
    row = make.contact_import(alice)
    with pytest.raises(IntegrityError):
        make.contact_import(alice, public_id=row.public_id)
