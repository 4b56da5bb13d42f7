"""What the database refuses, what the tables of states say, and what leaving takes along."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests import make
from tests.introductions.reading import notices_of, told
from whispeer.ground.moves import move
from whispeer.introductions import actions, queries
from whispeer.introductions.models import Carrying, Introduction, Party
from whispeer.introductions.states import (
    ANSWER_NEXT,
    NEXT,
    Answer,
    Kind,
    State,
)
from whispeer.ties.actions import let_lapse
from whispeer.ties.models import Ask
from whispeer.ties.queries import may_be_asked
from whispeer.ties.queries.circle import Circle
from whispeer.web.leaving import leave


def refused(act):
    with pytest.raises(IntegrityError), transaction.atomic():
        act()


def test_nobody_is_in_the_middle_of_what_he_asks_himself(alice, now, db):
    refused(lambda: make.introduction(alice, alice))
    make.introduction(alice, alice, kind=Kind.OFFERED)


def test_what_is_made_was_made_at_a_time(alice, bruno):
    refused(lambda: make.introduction(alice, bruno, state=State.MADE))


def test_the_same_person_is_asked_for_once_at_a_time(alice, bruno, diane):
    first = make.introduction(alice, bruno, about=diane)
    refused(lambda: make.introduction(alice, bruno, about=diane))
    Introduction.objects.filter(pk=first.pk).update(state=State.OVER)
    make.introduction(alice, bruno, about=diane)


def test_one_is_a_party_once(alice, bruno, diane):
    one = make.introduction(alice, bruno, to=diane)
    refused(lambda: Party.objects.create(introduction=one, member=diane))


def test_it_is_carried_in_one_persons_words(alice, bruno, diane, now):
    one = make.introduction(alice, bruno, to=diane)
    refused(lambda: Carrying.objects.create(introduction=one, by=bruno, at=now))


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("to", State)
def test_it_moves_as_the_table_says_and_no_other_way(state, to, alice, bruno, now):
    made_at = now if State.MADE in {state, to} else None
    one = make.introduction(alice, bruno, state=state, made_at=made_at)
    row = Introduction.objects.filter(pk=one.pk)
    assert move(row, NEXT, to) == (to in NEXT[state])


@pytest.mark.parametrize("answer", Answer)
@pytest.mark.parametrize("to", Answer)
def test_an_answer_moves_as_the_table_says(answer, to, alice, bruno, diane):
    one = make.introduction(alice, bruno, to=diane)
    row = one.parties.filter(member=diane)
    row.update(answer=answer)
    moved = move(row, ANSWER_NEXT, to, column="answer")
    assert moved == (to in ANSWER_NEXT[answer])


def test_what_is_over_or_made_stays_so():
    assert NEXT[State.MADE] == NEXT[State.OVER] == set()


def test_a_week_after_asks_are_forgotten(bruno, now):
    make.ask(bruno, at=now - timedelta(days=8))
    make.ask(bruno, at=now - timedelta(days=6))
    let_lapse(now=now)
    assert Ask.objects.count() == 1


def test_all_rooms_share_the_week(alice, bruno, now):
    make.ask(bruno, at=now - timedelta(days=2))
    assert may_be_asked(bruno, now)
    actions.ask(by=alice, through=bruno, reason="…", now=now)
    assert not may_be_asked(bruno, now + timedelta(days=4))
    assert may_be_asked(bruno, now + timedelta(days=5))


def test_and_the_day(alice, bruno, now):
    actions.ask(by=alice, through=bruno, reason="…", now=now)
    assert not may_be_asked(bruno, now + timedelta(hours=23))
    assert may_be_asked(bruno, now + timedelta(days=1))


def test_who_asked_leaves_and_nothing_waits_for_him(alice, bruno, diane, now):
    one = actions.ask(by=alice, through=bruno, reason="…", about=diane, now=now)
    actions.carry(one, by=bruno, now=now)
    leave(alice, now=now)
    assert told(bruno, now) == told(diane, now) == []
    assert notices_of(bruno) == notices_of(diane) == []
    assert not Introduction.objects.exists()


def test_who_was_in_the_middle_leaves_and_takes_his_words_along(
    alice, bruno, diane, now
):
    make.introduction(alice, bruno, to=diane)
    leave(bruno, now=now)
    assert told(alice, now) == told(diane, now) == []
    assert not Carrying.objects.exists()


def test_who_was_met_leaves_and_the_tie_goes_with_him(alice, bruno, diane, now):
    one = make.introduction(alice, bruno, to=diane)
    actions.say_yes(one, by=diane, now=now)
    leave(diane, now=now)
    assert (
        queries.room(Circle(alice, now)).made
        == queries.room(Circle(bruno, now)).made
        == []
    )
    actions.follow_all(now=now + timedelta(days=14))
    assert notices_of(alice) == []


def test_of_an_offer_one_leaves_and_the_other_is_asked_no_more(
    alice, bruno, diane, now
):
    one = actions.offer(alice, diane, by=bruno, words="…", now=now)
    leave(diane, now=now)
    assert told(alice, now) == []
    with pytest.raises(actions.IntroductionOver):
        actions.say_yes(one, by=alice, now=now)
