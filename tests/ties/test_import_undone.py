"""An address book of tens of thousands is taken out in one gesture, and in a moment.

What its member wrote in it since is his own, and stays.
"""

import pytest

from tests import make
from tests.ties.pages import send, text_of
from whispeer.ties import actions
from whispeer.ties.models import Contact, ContactWord
from whispeer.ties.queries.merging import as_it_was
from whispeer.ties.states import ContactState, ImportState

pytestmark = pytest.mark.both


@pytest.fixture
def taken(alice):
    return make.contact_import(alice, state=ImportState.TAKEN)


def undo(member, brought):
    actions.undo_import(brought, by=member)
    return [one.name for one in Contact.objects.order_by("by_name")]


def merge(member, one, other, now, chosen=()):
    return actions.merge_contacts(one, other, chosen=set(chosen), by=member, now=now)


def page_of(client, brought):
    return text_of(client.get(f"/network/contacts/import/{brought.public_id}/"))


def test_what_pointed_at_somebody_taken_out_stays(alice, taken):
    odile = make.contact(alice, source=taken)
    kept = make.contact(alice, "O. Roche", resembles=odile)
    actions.undo_import(taken, by=alice)

    kept.refresh_from_db()
    assert kept.resembles is None
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


# ── What was written by hand stays


def test_who_was_changed_by_hand_stays_with_what_was_written(alice, taken, now):
    odile = make.contact(alice, source=taken)
    make.contact(alice, "Malik Sow", source=taken)
    actions.edit_contact(odile, {"notes": "By hand"}, by=alice, now=now)

    assert undo(alice, taken) == ["Odile Roche"]
    assert Contact.objects.get().notes == "By hand"
    words = ContactWord.objects.values_list("word", flat=True)
    assert set(words) == {"odile", "roche"}


def test_saving_without_a_change_is_no_change(alice, taken, now):
    odile = make.contact(alice, source=taken)
    actions.edit_contact(odile, {"notes": ""}, by=alice, now=now)

    assert undo(alice, taken) == []


def test_who_was_met_since_stays_with_the_encounter(alice, taken):
    odile = make.contact(alice, source=taken)
    make.contact(alice, "Malik Sow", source=taken)
    met = make.encounter(alice, contact=odile, where="À la foire")

    assert undo(alice, taken) == ["Odile Roche"]
    met.refresh_from_db()
    assert (met.contact, met.where) == (odile, "À la foire")


def test_who_was_noted_by_hand_and_merged_into_it_is_there_again(alice, taken, now):
    odile = make.contact(alice, source=taken, phones=["06 12 34 56 78"])
    noted = make.contact(alice, "O. Roche", notes="From the fair")
    before = as_it_was(noted)
    merge(alice, odile, noted, now)

    assert undo(alice, taken) == ["O. Roche"]
    assert as_it_was(Contact.objects.get()) == before


def test_who_was_changed_by_hand_and_merged_into_it_is_there_again(alice, taken, now):
    earlier = make.contact_import(alice, state=ImportState.TAKEN)
    odile = make.contact(alice, source=taken)
    other = make.contact(alice, "O. Roche", source=earlier)
    actions.edit_contact(other, {"notes": "By hand"}, by=alice, now=now)
    merge(alice, odile, other, now)

    assert undo(alice, taken) == ["O. Roche"]
    assert undo(alice, earlier) == ["O. Roche"]
    assert Contact.objects.get().notes == "By hand"


def test_who_was_changed_by_hand_is_as_it_was_without_what_was_merged(
    alice, taken, now
):
    earlier = make.contact_import(alice, state=ImportState.TAKEN)
    odile = make.contact(alice, source=earlier)
    actions.edit_contact(odile, {"notes": "By hand"}, by=alice, now=now)
    other = make.contact(alice, "O. Roche", source=taken, emails=["o@example.org"])
    merge(alice, odile, other, now)
    undo(alice, taken)

    (left,) = Contact.objects.all()
    assert (left.notes, left.emails) == ("By hand", [])
    assert undo(alice, earlier) == ["Odile Roche"]


@pytest.mark.parametrize("third_is_brought", [True, False])
def test_where_three_became_one_nothing_of_the_third_is_lost(
    alice, taken, now, third_is_brought
):
    later = make.contact_import(alice, state=ImportState.TAKEN)
    mine = make.contact(alice, "O. Roche")
    brought = make.contact(alice, source=taken)
    source = later if third_is_brought else None
    third = make.contact(alice, "Odile R.", source=source, phones=["06 12 34 56 78"])
    merge(alice, mine, brought, now)
    merge(alice, mine, third, now)

    assert undo(alice, taken) == ["O. Roche"]
    assert Contact.objects.get().phones == ["06 12 34 56 78"]


def test_two_of_one_file_merged_into_somebody_go_together(alice, taken, now):
    mine = make.contact(alice, "O. Roche")
    before = as_it_was(mine)
    for name in ("Odile Roche", "Odile R."):
        brought = make.contact(alice, name, source=taken, emails=[f"{name}@example"])
        merge(alice, mine, brought, now)
    undo(alice, taken)

    assert as_it_was(Contact.objects.get()) == before


def test_two_of_one_file_that_became_one_go(alice, taken, now):
    one = make.contact(alice, source=taken)
    merge(alice, one, make.contact(alice, "Odile R.", source=taken), now)

    assert undo(alice, taken) == []


def test_an_encounter_goes_with_whom_it_was_to_whom_he_is_now(alice, taken, now):
    mine = make.contact(alice, "O. Roche")
    brought = make.contact(alice, source=taken)
    met = make.encounter(alice, contact=brought)
    merge(alice, mine, brought, now)

    met.refresh_from_db()
    assert met.contact == mine


def test_of_a_file_that_is_let_go_nothing_stays_but_whom_one_had(alice, now):
    waits = make.contact_import(alice)
    mine = make.contact(alice, "O. Roche")
    proposed = ContactState.PROPOSED
    brought = make.contact(alice, source=waits, state=proposed)
    actions.edit_contact(brought, {"notes": "By hand"}, by=alice, now=now)
    actions.discard_import(waits, by=alice)

    assert list(Contact.objects.all()) == [mine]


def test_who_is_gone_is_not_changed_any_more(alice, taken, now):
    odile = make.contact(alice, source=taken)
    undo(alice, taken)

    with pytest.raises(actions.ContactGone):
        actions.edit_contact(odile, {"notes": "By hand"}, by=alice, now=now)


# ── The page says so


def test_the_page_says_before_what_stays_and_after_who_stayed(
    client, alice, chantal, taken, now
):
    odile = make.contact(alice, source=taken)
    make.contact(alice, "Malik Sow", source=taken)
    mine = make.contact(alice, "Zoé Zola")
    merged = merge(alice, mine, make.contact(alice, "Z. Zola", source=taken), now)
    for one in (odile, merged):
        actions.edit_contact(one, {"notes": "By hand"}, by=alice, now=now)
    client.force_login(alice)

    assert "changé à la main depuis" in page_of(client, taken)
    send(client, f"/network/contacts/import/{taken.public_id}/undo/")
    page = page_of(client, taken)
    assert 'id="stayed"' in page
    assert "Odile Roche" in page
    assert "Zoé Zola" in page
    assert "Malik" not in page
    client.force_login(chantal)
    address = f"/network/contacts/import/{taken.public_id}/"
    assert client.get(address).status_code == 404


def test_where_nobody_stayed_the_page_names_nobody(client, alice, taken):
    make.contact(alice, source=taken)
    make.contact(alice, "Zoé Zola")
    undo(alice, taken)
    client.force_login(alice)

    assert 'id="stayed"' not in page_of(client, taken)


def test_before_a_file_is_let_go_it_is_said_that_changes_go_with_it(client, alice, now):
    waits = make.contact_import(alice)
    odile = make.contact(alice, source=waits, state=ContactState.PROPOSED)
    client.force_login(alice)
    said = "part avec le fichier"

    assert said not in page_of(client, waits)
    actions.edit_contact(odile, {"notes": "By hand"}, by=alice, now=now)
    assert said in page_of(client, waits)
