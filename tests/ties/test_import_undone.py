"""An address book of tens of thousands is taken out in one gesture, and in a moment."""

import pytest

from tests import make
from whispeer.ties import actions
from whispeer.ties.models import Contact, ContactWord
from whispeer.ties.states import ImportState

pytestmark = pytest.mark.both


@pytest.fixture
def taken(alice):
    return make.contact_import(alice, state=ImportState.TAKEN)


def test_what_pointed_at_somebody_taken_out_stays(alice, taken):
    odile = make.contact(alice, source=taken)
    kept = make.contact(alice, "O. Roche", resembles=odile)
    encounter = make.encounter(alice, contact=odile, where="À la foire")
    actions.undo_import(taken, by=alice)

    for row in (kept, encounter):
        row.refresh_from_db()
    assert kept.resembles is None
    assert (encounter.contact, encounter.where) == (None, "À la foire")
    assert list(Contact.objects.all()) == [kept]
    assert not ContactWord.objects.exclude(contact=kept).exists()


def test_many_are_taken_out_as_quickly_as_few(
    alice, taken, django_assert_max_num_queries
):
    for n in range(60):
        make.contact(alice, f"Person {n}", source=taken)

    with django_assert_max_num_queries(12):
        actions.undo_import(taken, by=alice)
    assert not Contact.objects.exists()
