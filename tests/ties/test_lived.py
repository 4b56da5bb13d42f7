"""What is lived in a tie: met, thanked, denied; and what each says of it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import translation

from tests import make
from whispeer.ties import actions, queries
from whispeer.ties.models import Event, Side, Thanks, Tie, TieChange
from whispeer.ties.states import Lived

pytestmark = pytest.mark.both


@pytest.fixture
def tie(alice, bruno):
    return Tie.objects.get()


def test_on_one_day_two_people_met_once_whoever_said_it_first(alice, bruno, tie, now):
    first = actions.say_met(tie, by=alice, now=now)

    assert actions.say_met(tie, by=bruno, now=now + timedelta(hours=2)) == first
    assert Event.objects.get().by == alice
    assert TieChange.objects.count() == 1


def test_they_may_meet_again_on_another_day(alice, tie, now):
    actions.say_met(tie, by=alice, now=now)
    actions.say_met(tie, by=alice, now=now + timedelta(days=1))

    assert Event.objects.count() == 2


def test_a_meeting_may_be_said_of_some_days_ago(alice, tie, now):
    event = actions.say_met(
        tie, by=alice, now=now, day=(now - timedelta(days=3)).date()
    )

    assert event.at.date() == event.day == (now - timedelta(days=3)).date()


@pytest.mark.parametrize("days", [1, -31, -4000])
def test_nobody_met_tomorrow_nor_so_long_ago_that_it_cannot_be_denied(
    alice, tie, now, days
):
    with pytest.raises(actions.NotADay):
        actions.say_met(tie, by=alice, now=now, day=(now + timedelta(days=days)).date())
    assert not Event.objects.exists()


def test_a_stranger_says_nothing_in_a_tie_of_others(chantal, tie, now):
    for say in (
        lambda: actions.say_met(tie, by=chantal, now=now),
        lambda: actions.thank(tie, words="Merci de ta patience", by=chantal, now=now),
        lambda: actions.let_go(tie, by=chantal, now=now),
    ):
        with pytest.raises(actions.NotATie):
            say()
    assert Tie.objects.count() == 1
    assert issubclass(actions.NotATie, Http404)


def test_the_other_side_may_say_it_was_not_so(alice, bruno, tie, now):
    event = actions.say_met(tie, by=alice, now=now)

    actions.deny(event, by=bruno, now=now + timedelta(days=6))

    event.refresh_from_db()
    assert event.denied
    assert queries.lived_lately(tie, alice, now) == []


def test_after_a_week_it_stands(alice, bruno, tie, now):
    event = actions.say_met(tie, by=alice, now=now)

    with pytest.raises(actions.TooLate):
        actions.deny(event, by=bruno, now=now + timedelta(days=7))


def test_nobody_denies_what_he_said_himself(alice, tie, now):
    event = actions.say_met(tie, by=alice, now=now)

    with pytest.raises(actions.TooLate):
        actions.deny(event, by=alice, now=now)


def test_a_card_that_passed_cannot_be_denied(alice, bruno, tie, now):
    event = make.event(tie, alice, kind=Lived.CARD, at=now)

    with pytest.raises(actions.TooLate):
        actions.deny(event, by=bruno, now=now)


def test_who_denied_may_change_his_mind_and_nobody_else(alice, bruno, tie, now):
    event = actions.say_met(tie, by=alice, now=now)
    actions.deny(event, by=bruno, now=now)

    assert actions.say_met(tie, by=alice, now=now).denied
    assert not actions.say_met(tie, by=bruno, now=now).denied


def test_what_was_denied_is_not_asked_of_the_one_who_said_it(alice, bruno, tie, now):
    event = actions.say_met(tie, by=alice, now=now)
    assert queries.has_said_met(tie, alice, now)
    assert queries.has_said_met(tie, bruno, now)

    actions.deny(event, by=bruno, now=now)

    assert queries.has_said_met(tie, alice, now)
    assert not queries.has_said_met(tie, bruno, now)


def test_thanks_are_words_and_something_lived(alice, bruno, tie, now):
    actions.thank(tie, words="  Merci de ta patience  ", by=alice, now=now)

    assert Thanks.objects.get().words == "Merci de ta patience"
    assert Event.objects.get().kind == Lived.THANKS


def test_a_word_is_too_few_for_thanks(alice, tie, now):
    with pytest.raises(actions.TooFewWords):
        actions.thank(tie, words="Merci      ", by=alice, now=now)
    assert not Event.objects.exists()


def test_the_year_is_told_the_latest_first_and_not_without_end(alice, bruno, tie, now):
    for days in (1, 8, 15, 22, 29, 36, 400):
        make.event(tie, alice, at=now - timedelta(days=days))

    told = queries.lived_lately(tie, bruno, now)

    assert [moment.deniable for moment in told] == [True, False, False, False, False]


def test_what_is_said_in_the_same_words_is_said_once(alice, bruno, tie, now):
    for days in (50, 60, 70, 140):
        make.event(tie, alice, at=now - timedelta(days=days))
    make.event(tie, bruno, at=now - timedelta(days=65))
    make.event(tie, bruno, Lived.CARD, at=now - timedelta(days=66))

    with translation.override("en"):
        told = queries.lived_lately(tie, alice, now)

        assert [moment.when for moment in told] == [
            "last winter",
            "last winter",
            "last winter",
            "last autumn",
        ]
        assert [moment.confirmable for moment in told] == [False, True, False, False]


# ── Naming, words, letting go ────────────────────────────────────────────────


def test_each_decides_alone_whether_the_tie_may_be_named(alice, bruno, tie, now):
    side = Side.objects.get(member=alice)
    actions.name_tie(side, nameable=False, by=alice, now=now)

    assert not Side.objects.get(member=alice).nameable
    assert Side.objects.get(member=bruno).nameable


def test_saying_the_same_again_changes_nothing(alice, tie, now):
    side = Side.objects.get(member=alice)
    actions.name_tie(side, nameable=True, by=alice, now=now)

    assert not TieChange.objects.exists()


def test_nobody_names_a_tie_for_the_other(alice, bruno, tie, now):
    side = Side.objects.get(member=bruno)
    actions.name_tie(side, nameable=False, by=alice, now=now)
    actions.say_where_met(side, met="Ailleurs", by=alice)

    side.refresh_from_db()
    assert (side.met, side.nameable) == ("Au salon de Lyon", True)


def test_a_tie_let_go_leaves_nothing(alice, bruno, tie, now):
    actions.say_met(tie, by=alice, now=now)
    actions.thank(tie, words="Merci de ta patience", by=bruno, now=now)

    actions.let_go(tie, by=alice, now=now)

    for model in (Tie, Side, Event, Thanks):
        assert not model.objects.exists()
    assert not queries.are_tied(bruno, alice)


def test_two_may_be_tied_again_later(alice, bruno, tie, now):
    actions.let_go(tie, by=alice, now=now)
    card = actions.offer_card(by=bruno, now=now)

    actions.take_card(card, by=alice, now=now)

    assert queries.are_tied(alice, bruno)


# ── What the database itself refuses ─────────────────────────────────────────


def test_two_people_meet_once_a_day(alice, bruno, tie, now):
    make.event(tie, alice, at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        make.event(tie, bruno, at=now + timedelta(minutes=1))


def test_thanks_are_kept_in_words_only(alice, tie):
    with pytest.raises(IntegrityError), transaction.atomic():
        make.thanks(tie, alice, words="Merci")
