"""Diane says yes, or no, or nothing."""

from datetime import timedelta

import pytest

from tests import make
from tests.introductions.reading import notices_of, told, visible
from whispeer.introductions import actions, queries
from whispeer.introductions.states import State
from whispeer.members.models import Member
from whispeer.members.states import Closeness, DetailKind
from whispeer.ties import actions as ties
from whispeer.ties.models import Side, Tie
from whispeer.ties.queries import are_tied, details_for, tie_between
from whispeer.ties.queries.circle import Circle


@pytest.fixture
def introduction(alice, bruno, diane, now):
    return make.introduction(alice, bruno, to=diane)


def test_when_all_said_yes_the_two_are_tied_by_who_brought_them(
    introduction, alice, bruno, diane, now
):
    assert actions.say_yes(introduction, by=diane, now=now) is True

    tie = tie_between(alice, diane)
    assert tie is not None
    assert tie.introduced_by == bruno
    assert {side.member for side in tie.sides.all()} == {alice, diane}
    assert not tie.sides.filter(nameable=True).exists()
    assert tie.events.count() == 0  # nothing is lived yet


def test_then_all_three_are_told_and_names_pass(introduction, alice, bruno, diane, now):
    actions.say_yes(introduction, by=diane, now=now)

    assert queries.room(Circle(alice, now)).made[0].people == (diane,)
    assert queries.room(Circle(diane, now)).made[0].people == (alice,)
    assert queries.room(Circle(diane, now)).made[0].through == bruno
    assert set(queries.room(Circle(bruno, now)).made[0].people) == {alice, diane}
    for member in (alice, bruno, diane):
        assert notices_of(member) == ["made"]
    assert queries.room(Circle(alice, now)).begun == []
    assert queries.room(Circle(diane, now)).asked == []


def test_what_passes_is_what_each_chose(alice, bruno, diane, now):
    telephone, address = make.detail(alice), make.detail(alice, DetailKind.EMAIL)
    number = make.detail(diane, value="06 00 00 00 00")
    introduction = actions.ask(
        by=alice, through=bruno, about=diane, reason="…", details=[address], now=now
    )
    actions.carry(introduction, by=bruno, now=now)
    actions.say_yes(introduction, by=diane, details=[number], now=now)

    assert details_for(diane, alice) == (address,)
    assert details_for(alice, diane) == (number,)
    assert set(details_for(bruno, alice)) == {telephone, address}


def test_nobody_passes_on_what_is_not_his_own(introduction, alice, bruno, diane, now):
    of_another = make.detail(bruno)
    actions.say_yes(introduction, by=diane, details=[of_another], now=now)
    assert details_for(alice, diane) == ()


def test_what_is_kept_for_oneself_since_is_read_no_more(
    introduction, alice, diane, now
):
    number = make.detail(diane)
    actions.say_yes(introduction, by=diane, details=[number], now=now)
    number.shown = Closeness.SELF
    number.save()
    assert details_for(alice, diane) == ()


def test_whoever_met_by_a_card_reads_what_is_shown_to_ties(alice, bruno, now):
    number = make.detail(bruno)
    assert details_for(alice, bruno) == (number,)


def test_a_no_ties_nobody_and_says_nothing(introduction, alice, bruno, diane, now):
    before = (
        queries.room(Circle(alice, now)).begun,
        queries.room(Circle(bruno, now)).begun,
    )
    actions.decline(introduction, by=diane, now=now)

    assert not are_tied(alice, diane)
    assert (
        queries.room(Circle(alice, now)).begun,
        queries.room(Circle(bruno, now)).begun,
    ) == before
    assert notices_of(alice) == notices_of(bruno) == []
    assert visible(diane, now) == []
    assert told(diane, now) == []


def test_a_no_said_twice_is_said_once(introduction, diane, now):
    actions.decline(introduction, by=diane, now=now)
    actions.decline(introduction, by=diane, now=now)
    with pytest.raises(actions.IntroductionOver):
        actions.say_yes(introduction, by=diane, now=now)


def test_a_yes_said_twice_makes_one_tie(introduction, diane, now):
    actions.say_yes(introduction, by=diane, now=now)
    with pytest.raises(actions.IntroductionOver):
        actions.say_yes(introduction, by=diane, now=now)
    with pytest.raises(actions.IntroductionOver):
        actions.decline(introduction, by=diane, now=now)
    assert Tie.objects.count() == 3


def test_who_was_not_asked_says_nothing(introduction, alice, bruno, chantal, now):
    for member in (alice, bruno, chantal):
        with pytest.raises(actions.IntroductionOver):
            actions.say_yes(introduction, by=member, now=now)
        with pytest.raises(actions.IntroductionOver):
            actions.decline(introduction, by=member, now=now)


def test_after_the_end_a_yes_comes_too_late(introduction, alice, diane, now):
    assert queries.room(Circle(diane, introduction.ends_at)).asked == []
    with pytest.raises(actions.IntroductionOver):
        actions.say_yes(introduction, by=diane, now=introduction.ends_at)
    with pytest.raises(actions.IntroductionOver):
        actions.decline(introduction, by=diane, now=introduction.ends_at)
    assert not are_tied(alice, diane)


def part(one, other, how, now):
    if how == "let go":
        side = Side.objects.get(member=one, other=other)
        ties.let_go(side.tie, by=one, now=now)
    else:
        ties.block(other, by=one, now=now)


@pytest.mark.parametrize(
    ("how", "two"),
    [
        ("let go", ["Alice", "Bruno"]),
        ("let go", ["Bruno", "Diane"]),
        ("block", ["Alice", "Bruno"]),
        ("block", ["Bruno", "Diane"]),
        ("block", ["Diane", "Alice"]),
    ],
)
def test_whoever_parts_in_the_middle_it_ends_once_and_gently(
    two, how, introduction, alice, diane, now
):
    one, other = (Member.objects.get(given_name=name) for name in two)
    part(one, other, how, now)

    with pytest.raises(actions.IntroductionOver):
        actions.say_yes(introduction, by=diane, now=now)
    actions.close_overdue(now=now)
    introduction.refresh_from_db()
    assert introduction.state == State.OVER
    assert queries.room(Circle(diane, now)).asked == []
    assert not are_tied(alice, diane)


def test_tied_by_a_card_meanwhile_they_are_not_tied_twice(
    introduction, alice, diane, now
):
    card = make.card(alice)
    ties.take_card(card, by=diane, now=now)
    with pytest.raises(actions.IntroductionOver):
        actions.say_yes(introduction, by=diane, now=now)
    assert Tie.objects.count() == 3


def test_withdrawn_it_is_gone_for_who_is_asked(introduction, alice, bruno, diane, now):
    actions.withdraw(introduction, by=alice, now=now)

    assert visible(diane, now) == []
    assert visible(alice, now) == []
    assert queries.room(Circle(bruno, now)).begun == []
    with pytest.raises(actions.IntroductionOver):
        actions.say_yes(introduction, by=diane, now=now)
    with pytest.raises(actions.IntroductionOver):
        actions.withdraw(introduction, by=alice, now=now)
    actions.close_overdue(now=now + timedelta(days=15))
    assert notices_of(alice) == []


def test_only_who_began_it_withdraws_it(introduction, bruno, diane, now):
    for member in (bruno, diane):
        with pytest.raises(actions.IntroductionOver):
            actions.withdraw(introduction, by=member, now=now)


def test_what_is_made_is_not_withdrawn(introduction, alice, diane, now):
    actions.say_yes(introduction, by=diane, now=now)
    with pytest.raises(actions.IntroductionOver):
        actions.withdraw(introduction, by=alice, now=now)
    assert are_tied(alice, diane)
