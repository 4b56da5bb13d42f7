"""Bruno carries what Alice asked for to Diane, or lets it rest."""

from datetime import timedelta

import pytest

from tests import make
from tests.introductions.reading import notices_of, people_in, told, words_in
from whispeer.introductions import actions, queries
from whispeer.introductions.models import Party
from whispeer.introductions.states import State
from whispeer.ties.queries.circle import Circle

WORDS = "Vous avez le même amour du papier."


def test_who_is_asked_reads_both_their_words_and_no_name(alice, bruno, diane, now):
    introduction = make.introduction(alice, bruno, about=diane)
    actions.carry(introduction, by=bruno, words=WORDS, now=now)
    (one,) = queries.room(Circle(diane, now)).asked

    assert (one.through, one.words) == (bruno, WORDS)
    assert one.reason == introduction.reason
    assert "une relieuse" in one.description
    assert "Alice" not in words_in(one)
    assert people_in(told(diane, now)) == {bruno}
    assert notices_of(diane) == ["waits"]


def test_for_whoever_he_thinks_of_he_chooses_among_his_ties(alice, bruno, diane, now):
    introduction = make.introduction(alice, bruno)
    emma = make.member("Emma")
    make.tie(bruno, emma)
    assert queries.may_be_carried_to(introduction, bruno) == [diane, emma]
    actions.carry(introduction, by=bruno, to=emma, now=now)
    assert len(queries.room(Circle(emma, now)).asked) == 1


def test_he_is_not_offered_whom_she_knows_as_far_as_he_may_know(alice, bruno, diane):
    introduction = make.introduction(alice, bruno)
    make.tie(alice, diane, named=True)
    assert queries.may_be_carried_to(introduction, bruno) == []


def test_to_somebody_she_knows_in_silence_it_comes_to_nothing_in_silence(
    alice, bruno, diane, now
):
    """He must not learn of a tie, or a block, that is not his to know."""
    make.tie(alice, diane, named=False)
    introduction = make.introduction(alice, bruno)
    assert queries.may_be_carried_to(introduction, bruno) == [diane]
    actions.carry(introduction, by=bruno, to=diane, now=now)

    introduction.refresh_from_db()
    assert introduction.state == State.OVER
    assert queries.room(Circle(diane, now)).asked == []
    assert notices_of(diane) == []
    assert set(queries.room(Circle(bruno, now)).begun[0].people) == {alice, diane}


def test_to_somebody_who_blocked_her_it_comes_to_nothing_in_silence(
    alice, bruno, diane, now
):
    make.block(diane, alice)
    introduction = make.introduction(alice, bruno)
    actions.carry(introduction, by=bruno, to=diane, now=now)
    assert queries.room(Circle(diane, now)).asked == []
    assert notices_of(diane) == []


@pytest.mark.parametrize("whom", ["alice", "bruno", "chantal", None])
def test_it_goes_to_one_of_his_ties_and_nobody_else(
    whom, alice, bruno, chantal, diane, now
):
    people = {"alice": alice, "bruno": bruno, "chantal": chantal}
    introduction = make.introduction(alice, bruno)
    with pytest.raises(actions.NotPossible):
        actions.carry(introduction, by=bruno, to=people.get(whom), now=now)


def test_nobody_else_carries_it(alice, bruno, chantal, diane, now):
    introduction = make.introduction(alice, bruno, about=diane)
    make.tie(chantal, diane)
    with pytest.raises(actions.IntroductionOver):
        actions.carry(introduction, by=chantal, now=now)


def test_it_is_carried_once(alice, bruno, diane, now):
    introduction = make.introduction(alice, bruno, about=diane)
    actions.carry(introduction, by=bruno, now=now)
    with pytest.raises(actions.IntroductionOver):
        actions.carry(introduction, by=bruno, now=now)
    assert Party.objects.filter(introduction=introduction).count() == 2


def test_what_rests_is_no_longer_carried(alice, bruno, diane, now):
    introduction = make.introduction(alice, bruno, about=diane)
    actions.let_rest(introduction, by=bruno, now=now)

    assert queries.room(Circle(bruno, now)).entrusted == []
    with pytest.raises(actions.IntroductionOver):
        actions.carry(introduction, by=bruno, now=now)


def test_what_is_carried_no_longer_rests(alice, bruno, diane, now):
    introduction = make.introduction(alice, bruno, to=diane)
    actions.let_rest(introduction, by=bruno, now=now)
    assert len(queries.room(Circle(diane, now)).asked) == 1


def test_past_the_end_nothing_is_carried(alice, bruno, diane, now):
    introduction = make.introduction(alice, bruno, about=diane)
    with pytest.raises(actions.IntroductionOver):
        actions.carry(introduction, by=bruno, now=introduction.ends_at)
    assert queries.room(Circle(bruno, introduction.ends_at)).entrusted == []


def test_to_let_it_rest_or_carry_it_takes_its_notice_back(alice, bruno, diane, now):
    first = actions.ask(by=alice, through=bruno, reason="…", about=diane, now=now)
    tomorrow = now + timedelta(days=1)
    second = actions.ask(by=alice, through=bruno, reason="…", now=tomorrow)
    assert notices_of(bruno) == ["waits", "waits"]
    actions.carry(first, by=bruno, now=tomorrow)
    actions.let_rest(second, by=bruno, now=tomorrow + timedelta(hours=1))
    assert notices_of(bruno) == []
