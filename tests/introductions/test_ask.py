"""Alice asks Bruno for somebody he knows."""

from datetime import timedelta

import pytest

from tests import make
from tests.introductions.reading import notices_of, people_in, told, visible, words_in
from whispeer.introductions import actions, queries
from whispeer.introductions.models import Introduction
from whispeer.introductions.states import State
from whispeer.members.states import Discoverability
from whispeer.ties import actions as ties
from whispeer.ties.models import Side, Suggestion
from whispeer.ties.queries.circle import Circle

REASON = "Elle sait tenir un atelier à plusieurs."


@pytest.fixture
def ask(alice, bruno, now):
    def ask(**said):
        said = {"by": alice, "through": bruno, "reason": REASON, "now": now} | said
        return actions.ask(**said)

    return ask


def test_who_is_in_the_middle_reads_who_asks_for_whom_and_why(ask, alice, bruno, diane):
    introduction = ask(about=diane)
    (one,) = queries.room(Circle(bruno, introduction.begun_at)).entrusted

    assert (one.by, one.about, one.reason) == (alice, diane, REASON)
    assert notices_of(bruno) == ["waits"]


def test_one_may_ask_for_somebody_without_knowing_whom(ask, bruno, diane, now):
    ask()
    assert queries.room(Circle(bruno, now)).entrusted[0].about is None


def test_whom_it_is_about_hears_nothing_yet(ask, diane, now):
    ask(about=diane)
    assert told(diane, now) == []
    assert visible(diane, now) == []
    assert notices_of(diane) == []


def test_who_asks_reads_his_own_words_and_never_of_whom(ask, alice, bruno, diane, now):
    ask(about=diane)
    (one,) = queries.room(Circle(alice, now)).begun

    assert (one.through, one.reason, one.is_over) == (bruno, REASON, False)
    assert people_in(told(alice, now)) == {bruno}
    assert "céramiste" not in words_in(told(alice, now))


def test_a_stranger_finds_nothing(ask, chantal, diane, now):
    ask(about=diane)
    assert visible(chantal, now) == []


def test_only_a_tie_can_be_asked(ask, chantal):
    with pytest.raises(ties.NotATie):
        ask(through=chantal)


def test_nobody_is_asked_for_whom_no_named_tie_leads_to(ask, bruno, chantal):
    make.tie(bruno, chantal, named=False)
    with pytest.raises(actions.NotPossible):
        ask(about=chantal)


def test_nobody_is_asked_for_who_is_not_to_be_heard_of(ask, diane):
    diane.discoverability = Discoverability.NOT_AT_ALL
    diane.save()
    with pytest.raises(actions.NotPossible):
        ask(about=diane)


def test_nobody_is_asked_for_who_blocked_one(ask, alice, diane):
    make.block(diane, alice)
    with pytest.raises(actions.NotPossible):
        ask(about=diane)


def test_one_asks_once_for_the_same_until_its_end(ask, alice, bruno, diane, now):
    introduction = ask(about=diane)
    with pytest.raises(actions.AlreadyAsked):
        ask(about=diane)
    actions.let_rest(introduction, by=bruno, now=now)
    with pytest.raises(actions.AlreadyAsked):
        ask(about=diane)
    actions.withdraw(introduction, by=alice, now=now)
    with pytest.raises(actions.AlreadyAsked):
        ask(about=diane)
    ask()
    ask(about=diane, now=introduction.ends_at)


def test_the_suggestion_goes_once_it_is_asked_for(ask, alice, bruno, diane, now):
    make.suggestion(alice, diane, bruno)
    ask(about=diane)
    assert not Suggestion.objects.visible_to(alice, now).exists()


def test_past_a_full_week_it_reaches_nobody(ask, alice, bruno, diane, now):
    make.ask(bruno, at=now - timedelta(days=6))
    make.ask(bruno, at=now - timedelta(days=1))
    introduction = ask(about=diane)

    assert introduction.state == State.OVER
    assert queries.room(Circle(bruno, now)).entrusted == []
    assert notices_of(bruno) == []
    assert len(queries.room(Circle(alice, now)).begun) == 1


def test_a_place_comes_free_a_week_after(ask, bruno, diane, now):
    make.ask(bruno, at=now - timedelta(days=7))
    make.ask(bruno, at=now - timedelta(days=1))
    assert ask(about=diane).state == State.ENTRUSTED


def test_what_is_entrusted_goes_when_the_tie_is_let_go(ask, alice, bruno, diane, now):
    introduction = ask(about=diane)
    side = Side.objects.get(member=alice, other=bruno)
    ties.let_go(side.tie, by=alice, now=now)

    assert queries.room(Circle(bruno, now)).entrusted == []
    with pytest.raises(actions.IntroductionOver):
        actions.carry(introduction, by=bruno, now=now)


def test_what_is_entrusted_goes_when_the_two_block_each_other(
    ask, alice, bruno, diane, now
):
    introduction = ask(about=diane)
    make.block(diane, alice)

    assert queries.room(Circle(bruno, now)).entrusted == []
    with pytest.raises(actions.IntroductionOver):
        actions.carry(introduction, by=bruno, now=now)


def test_on_its_first_day_an_account_reaches_five_people(ask, bruno, now):
    newcomer = make.member("Nadia", joined_at=now - timedelta(hours=3))
    friends = [make.member(f"Ami{n}") for n in range(6)]
    for friend in friends:
        make.tie(newcomer, friend)
    for friend in friends[:5]:
        ask(by=newcomer, through=friend, reason="…")
    with pytest.raises(actions.TooManyToday):
        ask(by=newcomer, through=friends[5], reason="…")
    later = now + timedelta(hours=21)
    ask(by=newcomer, through=friends[5], reason="…", now=later)


def test_a_full_week_does_not_show_in_how_far_one_reaches(ask, now):
    """Or who asks would learn, by counting, whose week was full."""
    newcomer = make.member("Nadia", joined_at=now - timedelta(hours=3))
    friends = [make.member(f"Ami{n}") for n in range(6)]
    for friend in friends:
        make.tie(newcomer, friend)
    make.ask(friends[0])
    make.ask(friends[0])
    for friend in friends[:5]:
        ask(by=newcomer, through=friend, reason="…")
    with pytest.raises(actions.TooManyToday):
        ask(by=newcomer, through=friends[5], reason="…")
    assert Introduction.objects.filter(state=State.OVER).count() == 1
