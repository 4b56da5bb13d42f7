"""Several files that hold the same people: whoever may be there twice is asked about."""

import pytest
from django.urls import reverse

from tests import make
from tests.contacts import books
from tests.ties.test_import import TWO, bring, names
from whispeer.members.models import Member
from whispeer.ties import actions
from whispeer.ties.actions.reading import compare_books
from whispeer.ties.models import Contact, ContactImport
from whispeer.ties.queries.imports import doubles_in

pytestmark = pytest.mark.both

ODILE = books.card("N:Roche;Odile;;;", "FN:Odile Roche", "EMAIL:odile@example.org")
ALIKE = ODILE + books.card("FN:O. Roche", "EMAIL:odile@example.org")


@pytest.fixture
def take(run_tasks):
    def take(brought: ContactImport, by: Member) -> None:
        actions.take_import(brought, by=by)
        run_tasks()

    return take


def doubles(brought: ContactImport) -> list[tuple[str, str]]:
    pairs = [(one, one.resembles) for one in doubles_in(brought)]
    return [(one.name, other.name) for one, other in pairs if other]


def test_two_files_read_before_one_is_taken_are_compared(alice, take, now):
    first, second = bring(alice, TWO, now), bring(alice, ODILE, now, "two.vcf")
    assert doubles(second) == []

    take(first, alice)

    assert doubles(second) == [("Odile Roche", "Odile Roche")]


def test_what_is_taken_undecided_can_be_decided_later(alice, client, take, now):
    first, second = bring(alice, TWO, now), bring(alice, ODILE, now, "two.vcf")
    take(first, alice)
    take(second, alice)

    client.force_login(alice)
    page = client.get(reverse("ties:import", args=[second.public_id])).content.decode()
    (double,) = doubles_in(second)
    known = Contact.objects.get(source=first, by_name="odile roche")
    assert reverse("ties:merge", args=[double.public_id, known.public_id]) in page


def test_those_of_one_file_who_were_kept_apart_are_not_asked_about_again(
    alice, take, now
):
    second = bring(alice, ALIKE, now, "two.vcf")
    (double,) = doubles_in(second)
    actions.keep_apart(double, by=alice)
    first = bring(alice, books.card("FN:Malik Sow"), now)

    take(first, alice)

    assert doubles(second) == []


def test_the_file_of_another_is_compared_with_nothing(alice, chantal, take, now):
    hers = bring(chantal, ODILE, now)
    take(bring(alice, TWO, now), alice)

    assert doubles(hers) == []


def test_compared_twice_or_after_it_was_undone_nothing_is_false(alice, take, now):
    first, second = bring(alice, TWO, now), bring(alice, ODILE, now, "two.vcf")
    take(first, alice)
    compare_books.func(first.pk)
    actions.undo_import(first, by=alice)
    compare_books.func(first.pk)

    assert doubles(second) == []
    assert names(alice) == []
    assert Contact.objects.filter(source=second).exists()
    ContactImport.objects.all().delete()
    compare_books.func(first.pk)


def test_what_two_say_and_not_alike_is_lost_by_neither(alice, now):
    one = make.contact(alice, "Odile Roche", title="Imprimeuse", organization="Roche")
    two = make.contact(alice, "Odile Roche", title="Gérante", organization="Fil et Cie")

    left = actions.merge_contacts(one, two, chosen={"title"}, by=alice, now=now)

    assert (left.title, left.organization) == ("Gérante", "Roche")
    assert left.notes == "Fil et Cie, Imprimeuse"
