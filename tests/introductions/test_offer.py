"""Bruno brings Alice and Diane together; both are asked, each alone."""

import pytest

from tests import make
from tests.introductions.reading import notices_of, people_in, told, visible, words_in
from whispeer.introductions import actions, queries
from whispeer.introductions.states import State
from whispeer.members.states import Discoverability
from whispeer.ties import actions as ties
from whispeer.ties.queries import are_tied, tie_between
from whispeer.ties.queries.circle import Circle

WORDS = "Vous avez le même amour du papier."


@pytest.fixture
def offer(alice, bruno, diane, now):
    def offer(one=alice, other=diane, by=bruno, at=now):
        return actions.offer(one, other, by=by, words=WORDS, now=at)

    return offer


def test_each_reads_who_brings_them_why_and_no_name(offer, alice, bruno, diane, now):
    offer()
    (for_alice,), (for_diane,) = (
        queries.room(Circle(member, now)).asked for member in (alice, diane)
    )

    assert "une céramiste" in for_alice.description
    assert "une relieuse" in for_diane.description
    assert for_alice.words == for_diane.words == WORDS
    assert people_in([for_alice, for_diane]) == {bruno}
    assert "Diane" not in words_in(told(alice, now))
    assert "Alice" not in words_in(told(diane, now))
    assert notices_of(alice) == notices_of(diane) == ["waits"]


def test_both_must_say_yes(offer, alice, diane, now):
    introduction = offer()
    assert actions.say_yes(introduction, by=alice, now=now) is False
    assert not are_tied(alice, diane)
    assert actions.say_yes(introduction, by=diane, now=now) is True
    assert are_tied(alice, diane)


def test_who_brought_them_is_told_that_it_worked(offer, alice, bruno, diane, now):
    introduction = offer()
    actions.say_yes(introduction, by=diane, now=now)
    actions.say_yes(introduction, by=alice, now=now)

    assert notices_of(bruno) == ["made"]
    assert set(queries.room(Circle(bruno, now)).made[0].people) == {alice, diane}
    assert queries.room(Circle(bruno, now)).begun == []
    tie = tie_between(alice, diane)
    assert tie is not None
    assert tie.introduced_by == bruno


def test_who_brings_them_reads_one_sentence_until_the_end(offer, bruno, diane, now):
    introduction = offer()
    before = queries.room(Circle(bruno, now)).begun
    actions.decline(introduction, by=diane, now=now)
    assert queries.room(Circle(bruno, now)).begun == before


def test_for_the_other_a_no_changes_nothing(offer, alice, diane, now):
    introduction = offer()
    before = told(alice, now)
    actions.decline(introduction, by=diane, now=now)

    assert told(alice, now) == before
    assert actions.say_yes(introduction, by=alice, now=now) is False
    assert len(queries.room(Circle(alice, now)).begun) == 1


def test_after_the_end_all_who_waited_are_told_at_once(offer, alice, bruno, diane, now):
    introduction = offer()
    actions.say_yes(introduction, by=alice, now=now)
    actions.decline(introduction, by=diane, now=now)
    actions.close_overdue(now=introduction.ends_at)

    assert notices_of(alice) == ["over"]
    assert notices_of(bruno) == ["over"]
    assert notices_of(diane) == []
    assert [
        one.is_over for one in queries.room(Circle(alice, introduction.ends_at)).begun
    ] == [True]


def test_only_ones_own_ties_are_brought_together(offer, chantal, now):
    with pytest.raises(ties.NotATie):
        offer(other=chantal)


def test_nobody_is_brought_to_himself(offer, alice):
    with pytest.raises(actions.NotPossible):
        offer(other=alice)


def test_two_who_know_each_other_as_he_may_know_are_not(offer, alice, diane):
    make.tie(alice, diane, named=True)
    with pytest.raises(actions.NotPossible):
        offer()


@pytest.mark.parametrize("how", ["tied in silence", "block"])
def test_what_he_may_not_know_comes_to_nothing_in_silence(
    how, offer, alice, bruno, diane, now
):
    if how == "block":
        make.block(diane, alice)
    else:
        make.tie(alice, diane, named=False)
    introduction = offer()

    assert introduction.state == State.OVER
    assert len(queries.room(Circle(bruno, now)).begun) == 1
    for member in (alice, diane):
        assert visible(member, now) == []
        assert notices_of(member) == []


def test_the_same_two_are_offered_once_at_a_time(offer, alice, diane, now):
    introduction = offer()
    with pytest.raises(actions.AlreadyOffered):
        offer(one=diane, other=alice)
    offer(at=introduction.ends_at)


def test_who_is_heard_of_by_nobody_is_brought_by_his_tie(offer, alice, diane, now):
    """No suggestion shows Diane; Bruno may still think of her."""
    diane.discoverability = Discoverability.NOT_AT_ALL
    diane.save()
    introduction = offer()
    actions.say_yes(introduction, by=diane, now=now)
    actions.say_yes(introduction, by=alice, now=now)
    assert are_tied(alice, diane)


def test_withdrawn_it_is_gone_for_both(offer, alice, bruno, diane, now):
    introduction = offer()
    actions.say_yes(introduction, by=alice, now=now)
    actions.withdraw(introduction, by=bruno, now=now)
    for member in (alice, bruno, diane):
        assert visible(member, now) == []
        assert notices_of(member) == []
    with pytest.raises(actions.IntroductionOver):
        actions.say_yes(introduction, by=diane, now=now)
