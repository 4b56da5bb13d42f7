"""Whoever holds a card reads what was noted about him, and has it erased in one gesture."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest

from tests import make
from tests.ties.pages import send, text_of
from whispeer.ground import clock as house
from whispeer.ties import actions, queries
from whispeer.ties.models import Card, Contact, Encounter
from whispeer.ties.queries.links import card_path
from whispeer.ties.states import CardState
from whispeer.web.today import chance_of, gestures_for

pytestmark = pytest.mark.both
PRIVATE, PROMISED, SAID = "zz-private", "zz-promised", "zz-for-you"


@pytest.fixture
def card(alice, now):
    return make.card(alice, offered_at=now)


@pytest.fixture
def noted(alice, card, now):
    said = {
        "name": "Aïcha Diallo",
        "where": "Au salon de Lyon",
        "day": now.date(),
        "words": PRIVATE,
        "promised": PROMISED,
        "said": SAID,
        "card": card,
    }
    return actions.note_encounter(said, key=uuid4(), keep=True, by=alice, now=now)


def erase(client, card):
    return send(client, card_path(card, "ties:erase_noted"))


def test_a_visitor_reads_where_what_was_promised_and_the_word_for_him(
    client, card, noted
):
    page = text_of(client.get(card_path(card)))

    assert all(words in page for words in ("Au salon de Lyon", PROMISED, SAID))
    assert PRIVATE not in page
    assert "Aïcha" not in page


def test_long_after_the_card_is_over_its_link_still_tells(client, card, noted, clock):
    clock.shift(timedelta(days=700))
    actions.let_lapse(now=house.now())

    page = client.get(card_path(card))
    assert page.status_code == 200
    assert PROMISED in text_of(page)
    assert PRIVATE not in text_of(page)
    assert client.get(card_path(card, "ties:card_vcard")).status_code == 410


def test_a_card_with_nothing_noted_is_forgotten_as_before(card, clock):
    clock.shift(timedelta(days=700))
    actions.let_lapse(now=house.now())

    assert not Card.objects.exists()


def test_one_gesture_erases_it_all_and_the_member_is_told(client, alice, card, noted):
    other = make.contact(alice, "Odile Roche")
    elsewhere = make.encounter(alice, "Odile", contact=other)

    answer = erase(client, card)

    assert answer.headers["Location"] == card_path(card)
    assert list(Encounter.objects.all()) == [elsewhere]
    assert list(Contact.objects.all()) == [other]
    client.force_login(alice)
    assert "erased" in kinds(alice)
    page = text_of(client.get(f"/network/cards/{card.public_id}/"))
    assert 'id="erased"' in page


def kinds(member):
    now = house.now()
    return {one.kind for one in gestures_for(member, now, chance_of(member, now))}


def test_nothing_more_is_noted_with_that_card(client, alice, card, noted):
    erase(client, card)
    client.force_login(alice)
    said = {"where": "Au salon", "day": "2026-03-09", "words": PRIVATE}
    page = send(client, "/network/encounters/new/", card=str(card.public_id), **said)

    assert page.status_code == 200
    assert PRIVATE in text_of(page)  # nothing typed is lost
    assert not Encounter.objects.exists()


def test_a_row_that_was_merged_goes_whole(client, alice, card, noted, now):
    brought = make.contact(alice, "Aïcha Diallo", phones=["06 12 34 56 78"])
    mine = Contact.objects.get(card=card)
    actions.merge_contacts(brought, mine, chosen=set(), by=alice, now=now)

    erase(client, card)

    assert not Contact.objects.exists()


def test_erasing_twice_is_erasing_once(client, card, noted, all_tables):
    erase(client, card)
    first = Card.objects.get().erased_at
    assert erase(client, card).status_code == 302
    assert Card.objects.get().erased_at == first


def test_reading_changes_nothing(client, card, noted, all_tables):
    before = all_tables()
    client.get(card_path(card))
    client.head(card_path(card))
    assert client.get(card_path(card, "ties:erase_noted")).status_code == 405
    assert all_tables() == before


def test_a_card_taken_back_still_tells_what_is_kept_and_erases_it(
    client, alice, card, noted
):
    actions.withdraw_card(card, by=alice)

    page = client.get(card_path(card))
    assert page.status_code == 200
    assert SAID in text_of(page)
    assert PRIVATE not in text_of(page)
    assert client.get(card_path(card, "ties:card_vcard")).status_code == 410
    erase(client, card)
    assert not Encounter.objects.exists()
    assert not Contact.objects.exists()
    assert client.get(card_path(card)).status_code == 410


def test_a_card_taken_back_and_one_that_ended_look_alike(client, alice, now, clock):
    ended, back, nothing = (make.card(alice, offered_at=now) for _ in range(3))
    for one in (ended, back):
        make.encounter(alice, card=one, where="Au salon", promised=PROMISED)
    for one in (back, nothing):
        actions.withdraw_card(one, by=alice)

    clock.shift(timedelta(days=4))
    told = {plain(client, one) for one in (ended, back)}
    assert len(told) == 1
    assert client.get(card_path(nothing)).status_code == 410


def plain(client, card):
    """The page without what differs each time it is asked for."""
    page = text_of(client.get(card_path(card))).replace(str(card.public_id), "")
    page = page.replace(card_path(card).split("/")[-2], "")
    return re.sub(r'(value|nonce)="[^"]*"', "", page)


def test_who_takes_his_note_back_leaves_nothing_to_read(client, alice, card, noted):
    actions.withdraw_card(card, by=alice)
    client.force_login(alice)
    assert "entre de mauvaises mains" in text_of(client.get(own_page(card)))
    actions.remove_encounter(noted, by=alice)
    Contact.objects.get(card=card).delete()
    client.logout()

    assert client.get(card_path(card)).status_code == 410


def own_page(card):
    return f"/network/cards/{card.public_id}/"


@pytest.mark.parametrize("state", [CardState.OFFERED, CardState.WITHDRAWN, "over"])
def test_where_only_a_name_is_kept_that_is_told_and_erased(
    client, alice, card, noted, state, clock
):
    actions.remove_encounter(noted, by=alice)
    if state == CardState.WITHDRAWN:
        actions.withdraw_card(card, by=alice)
    if state == "over":
        clock.shift(timedelta(days=700))
        actions.let_lapse(now=house.now())

    page = text_of(client.get(card_path(card)))
    assert "Ton nom figure dans le carnet" in page
    assert "Aïcha" not in page
    erase(client, card)
    assert not Contact.objects.exists()
    assert Card.objects.get().erased_at is not None


def test_whoever_forges_the_link_reads_and_erases_nothing(client, card, noted):
    forged = card_path(card)[:-4] + "xxx/"
    assert client.get(forged).status_code == 404
    assert send(client, f"{forged}erase/").status_code == 404
    assert Encounter.objects.exists()


def test_the_member_himself_does_not_erase_as_another(client, alice, card, noted):
    client.force_login(alice)
    assert erase(client, card).status_code == 404
    assert Encounter.objects.exists()


def test_who_does_not_exist_for_one_finds_no_card(client, alice, chantal, card, noted):
    make.block(alice, chantal)
    client.force_login(chantal)

    assert erase(client, card).status_code == 404
    assert Encounter.objects.exists()


# ── A member holds it ────────────────────────────────────────────────────────


def test_a_card_that_is_taken_makes_of_the_note_a_meeting_with_a_tie(
    client, alice, chantal, card, noted, now
):
    actions.take_card(card, by=chantal, now=now)

    noted.refresh_from_db()
    assert (noted.other, noted.contact, noted.name) == (chantal, None, "")
    client.force_login(chantal)
    page = text_of(client.get(card_path(card)))
    assert SAID in page
    assert PRIVATE not in page
    assert f"/network/people/{alice.public_id}/" in page


def test_a_note_that_arrives_after_the_card_was_taken_finds_the_tie(
    alice, chantal, card, now
):
    actions.take_card(card, by=chantal, now=now)
    said = {"name": "Une libraire", "where": "Ici", "day": now.date(), "card": card}

    late = actions.note_encounter(said, key=uuid4(), keep=True, by=alice, now=now)

    assert late.other == chantal
    assert not Contact.objects.exists()


def test_once_taken_only_who_took_it_reads_and_erases(
    client_of, alice, chantal, card, noted
):
    actions.take_card(card, by=chantal, now=house.now())

    for other in (client_of(), client_of(make.member("Denise"))):
        assert other.get(card_path(card)).status_code == 410
        erase(other, card)
    assert Encounter.objects.exists()
    erase(client_of(chantal), card)
    assert not Encounter.objects.exists()
    assert Card.objects.get().state == CardState.TAKEN
    assert queries.are_tied(alice, chantal)


def test_a_tie_who_holds_a_card_reads_it_too(client_of, alice, bruno, card, noted):
    page = text_of(client_of(bruno).get(card_path(card)))

    assert SAID in page
    assert PRIVATE not in page
