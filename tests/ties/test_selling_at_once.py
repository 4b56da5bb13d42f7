"""Word of mouth at the same instant: two taps pause once, a third text is seen, two answers meet."""

import pytest

from tests import make
from tests.introductions.test_at_once import at_once
from whispeer.introductions import actions as introductions
from whispeer.introductions.models import Introduction, Recommendation
from whispeer.introductions.states import Recommended
from whispeer.ties import actions, queries
from whispeer.ties.models import Felt, Pause

pytestmark = pytest.mark.both

PITCH = "Je lance une offre de comptabilité pour indépendants : qui en aurait besoin ?"


@pytest.fixture
def people(transactional_db):
    alice, *others = (make.member(n) for n in ("Alice", "Bruno", "Diane", "Emile"))
    for one in others:
        make.tie(alice, one)
    return alice, others


def test_two_taps_at_once_pause_once(people, now):
    alice, others = people

    def feeling(by):
        about = str(by.public_id)
        return lambda: actions.felt_like_selling(by=by, of=alice, about=about, now=now)

    assert at_once(*(feeling(by) for by in others)) == []
    assert len(Felt.objects.all()) == len(others)
    assert Pause.objects.get().member == alice


def test_of_three_same_texts_at_once_two_pass(people, now):
    alice, others = people

    def asking(through):
        return lambda: introductions.ask(
            by=alice, through=through, reason=PITCH, now=now
        )

    refusals = at_once(*(asking(one) for one in others))
    assert [type(one) for one in refusals] == [actions.TooAlike]
    assert len(Introduction.objects.all()) == 2


def test_a_pause_lifted_while_a_third_person_taps_is_one_or_the_other(people, now):
    alice, others = people
    for by in others[:2]:
        about = str(by.public_id)
        actions.felt_like_selling(by=by, of=alice, about=about, now=now)
    pause, third = Pause.objects.get(), others[2]

    def lift():
        actions.lift_pause(pause, now=now)

    def tap():
        actions.felt_like_selling(by=third, of=alice, about="third", now=now)

    assert at_once(lift, tap) == []
    assert not queries.is_paused(alice)


def test_accepted_let_be_and_taken_back_at_once_leave_one_clean_end(people, now):
    alice, (bruno, *_others) = people
    row = make.recommendation(bruno, alice, proposed_at=now)
    refusals = at_once(
        lambda: introductions.accept(row, by=alice, now=now),
        lambda: introductions.let_be(row, by=alice),
        lambda: introductions.accept(row, by=alice, now=now),
    )

    assert {type(one) for one in refusals} <= {introductions.RecommendationOver}
    ended = Recommendation.objects.get().state
    assert ended in {Recommended.ACCEPTED, Recommended.LET_BE}
    introductions.take_back_words(row, by=bruno)
    with pytest.raises(introductions.RecommendationOver):
        introductions.accept(row, by=alice, now=now)


def test_proposed_twice_at_once_it_is_proposed_once(people, now):
    alice, (bruno, *_others) = people
    praise = introductions.Praise(
        "Le catalogue", "Chaque page fut prête au jour dit.", "Pas vu en équipe."
    )

    def propose():
        introductions.recommend(alice, praise, by=bruno, now=now)

    refusals = at_once(propose, propose)
    assert [type(one) for one in refusals] == [introductions.AlreadyRecommended]
    assert len(Recommendation.objects.all()) == 1
