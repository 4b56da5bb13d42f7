"""A card is offered, taken or withdrawn; taking it makes one tie, whoever clicked first."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests import make
from whispeer.ties import actions, queries
from whispeer.ties.actions.cards import AT_ONCE, LASTS
from whispeer.ties.actions.moves import move
from whispeer.ties.models import Card, Event, Side, Tie, TieChange
from whispeer.ties.states import CARD_NEXT, CardState, Lived

pytestmark = pytest.mark.both


@pytest.fixture
def card(chantal, now):
    return actions.offer_card(
        by=chantal, met="À la foire de Bourg", nameable=True, now=now
    )


def test_a_card_taken_ties_two_people_once(alice, chantal, card, now):
    tie = actions.take_card(card, by=alice, met="À Bourg", now=now)

    assert Tie.objects.get() == tie
    assert queries.are_tied(alice, chantal)
    assert queries.are_tied(chantal, alice)


def test_each_side_keeps_its_own_words_and_its_own_consent(alice, chantal, card, now):
    actions.take_card(card, by=alice, met="Sous la pluie", nameable=False, now=now)

    hers, other = Side.objects.get(member=alice), Side.objects.get(member=chantal)
    assert (hers.met, hers.nameable) == ("Sous la pluie", False)
    assert (other.met, other.nameable) == ("À la foire de Bourg", True)


def test_a_card_taken_is_something_lived(alice, card, now):
    tie = actions.take_card(card, by=alice, now=now)

    event = Event.objects.get(tie=tie)
    assert (event.kind, event.by, event.at) == (Lived.CARD, alice, now)
    assert TieChange.objects.exists()


def test_taken_again_by_the_same_person_it_answers_the_same(alice, card, now):
    tie = actions.take_card(card, by=alice, now=now)

    assert actions.take_card(card, by=alice, now=now) == tie
    assert Event.objects.filter(kind=Lived.CARD).count() == 1


def test_a_card_serves_one_person(alice, chantal, card, now):
    actions.take_card(card, by=alice, now=now)

    with pytest.raises(actions.CardOver):
        actions.take_card(card, by=make.member("Denise"), now=now)
    assert Tie.objects.count() == 1


def test_a_card_taken_opens_nothing_once_the_tie_is_let_go(alice, card, now):
    tie = actions.take_card(card, by=alice, now=now)
    actions.let_go(tie, by=alice, now=now)

    with pytest.raises(actions.CardOver):
        actions.take_card(card, by=alice, now=now)
    assert not Tie.objects.exists()


def test_an_expired_card_opens_nothing(alice, card, now):
    with pytest.raises(actions.CardOver):
        actions.take_card(card, by=alice, now=now + LASTS)
    assert not Tie.objects.exists()


def test_a_card_lasts_two_days(alice, card, now):
    late = now + timedelta(hours=47, minutes=59)

    assert actions.take_card(card, by=alice, now=late) == Tie.objects.get()


def test_a_withdrawn_card_opens_nothing(alice, chantal, card, now):
    actions.withdraw_card(card, by=chantal)
    actions.withdraw_card(card, by=chantal)

    with pytest.raises(actions.CardOver):
        actions.take_card(card, by=alice, now=now)


def test_a_card_that_was_taken_cannot_be_withdrawn(alice, chantal, card, now):
    actions.take_card(card, by=alice, now=now)

    with pytest.raises(actions.CardOver):
        actions.withdraw_card(card, by=chantal)
    card.refresh_from_db()
    assert card.state == CardState.TAKEN


def test_nobody_withdraws_the_card_of_somebody_else(alice, card):
    with pytest.raises(actions.CardOver):
        actions.withdraw_card(card, by=alice)
    card.refresh_from_db()
    assert card.state == CardState.OFFERED


def test_nobody_takes_his_own_card(chantal, card, now):
    with pytest.raises(actions.OwnCard):
        actions.take_card(card, by=chantal, now=now)
    assert not Tie.objects.exists()


@pytest.mark.parametrize("who_blocks", ["alice", "chantal"])
def test_for_who_is_blocked_the_card_does_not_exist(
    alice, chantal, card, now, who_blocks
):
    by, of = (alice, chantal) if who_blocks == "alice" else (chantal, alice)
    make.block(by, of)

    with pytest.raises(actions.CardUnknown):
        actions.take_card(card, by=alice, now=now)
    assert not Tie.objects.exists()


def test_a_card_between_two_who_are_tied_is_spent_and_changes_nothing(
    alice, bruno, now
):
    again = actions.offer_card(by=bruno, now=now)

    actions.take_card(again, by=alice, now=now)

    again.refresh_from_db()
    assert again.state == CardState.TAKEN
    assert Tie.objects.count() == 1
    assert not Event.objects.exists()
    assert Side.objects.get(member=alice).met == "Au salon de Lyon"


def test_when_each_takes_the_card_of_the_other_the_last_word_counts(
    alice, chantal, card, now
):
    hers = actions.offer_card(by=alice, met="À Bourg", nameable=True, now=now)
    actions.take_card(card, by=alice, met="À Bourg", nameable=True, now=now)

    actions.take_card(hers, by=chantal, met="", nameable=False, now=now)

    side = Side.objects.get(member=chantal)
    assert (side.met, side.nameable) == ("À la foire de Bourg", False)
    assert Tie.objects.count() == 1


def test_only_so_many_cards_are_out_at_once(alice, now):
    for _ in range(AT_ONCE):
        last = actions.offer_card(by=alice, now=now)
    with pytest.raises(actions.TooManyCards):
        actions.offer_card(by=alice, now=now)

    actions.withdraw_card(last, by=alice)

    assert actions.offer_card(by=alice, now=now).state == CardState.OFFERED


def test_a_card_moves_only_as_its_table_says(alice, now):
    for before in CardState:
        for after in CardState:
            card = make.card(alice, state=before, taken_at=now)
            moved = move(Card.objects.filter(pk=card.pk), CARD_NEXT, after)
            assert bool(moved) == (after in CARD_NEXT[before])


def test_what_is_overdue_lapses_and_is_forgotten(alice, chantal, card, now):
    actions.let_lapse(now=now + LASTS)
    card.refresh_from_db()
    assert card.state == CardState.EXPIRED

    actions.let_lapse(now=now + LASTS + timedelta(days=30))
    assert not Card.objects.exists()


# ── What the database itself refuses ─────────────────────────────────────────


def refused():
    return pytest.raises(IntegrityError)


def test_a_tie_is_stored_once(alice, bruno, now):
    first, second = sorted([alice, bruno], key=lambda one: one.pk)
    with refused(), transaction.atomic():
        Tie.objects.create(first=first, second=second, made_at=now)


def test_a_tie_begins_with_the_lower_row(alice, chantal, now):
    second, first = sorted([alice, chantal], key=lambda one: one.pk)
    with refused(), transaction.atomic():
        Tie.objects.create(first=first, second=second, made_at=now)


def test_a_tie_has_one_side_for_each(alice, bruno, chantal):
    tie = Tie.objects.get()
    with refused(), transaction.atomic():
        Side.objects.create(tie=tie, member=alice, other=chantal)


def test_a_pair_has_one_side_each_way(alice, bruno, chantal):
    other = make.tie(bruno, chantal)
    Side.objects.filter(tie=other).delete()
    with refused(), transaction.atomic():
        Side.objects.create(tie=other, member=alice, other=bruno)


def test_a_side_leads_to_another(alice, bruno, chantal):
    tie = make.tie(alice, chantal)
    Side.objects.filter(tie=tie).delete()
    with refused(), transaction.atomic():
        Side.objects.create(tie=tie, member=alice, other=alice)


def test_a_card_is_taken_at_a_time(alice):
    with refused(), transaction.atomic():
        make.card(alice, state=CardState.TAKEN, taken_at=None)
