"""A helper has said yes; then the seeker does, and names are exchanged."""

import pytest

from tests import make
from tests.whispers.life import DAY, HOUR, carried, landed, notices_of, step, to
from whispeer.introductions.models import Introduction
from whispeer.introductions.states import Kind
from whispeer.introductions.states import State as Made
from whispeer.members.models import Notice
from whispeer.ties import actions as ties
from whispeer.ties.models import Event
from whispeer.ties.queries import are_tied, tie_between
from whispeer.ties.states import Lived
from whispeer.whispers import actions, queries
from whispeer.whispers.models import Relay, Yes
from whispeer.whispers.states import State, Step


@pytest.fixture
def begun(alice, bruno, words, now):
    return actions.whisper(words, chosen=[bruno], by=alice, now=now)


@pytest.fixture
def helping(begun, bruno, diane, now):
    """Diane has said yes, whom Alice does not know."""
    relay = carried(begun, bruno, diane, now=now)
    actions.help_with(relay, by=diane, now=now + HOUR, word="J’y étais dix ans.")
    return relay


def test_no_name_is_given_before_the_seeker_s_yes(helping, begun, bruno, now):
    (helper,) = queries.helpers(begun)
    assert (helper.name, helper.description) == ("", "une fromagère")
    assert (helper.through, helper.word) == (bruno, "J’y étais dix ans.")


def test_over_whom_it_went_is_not_said_of_who_is_blocked(
    helping, begun, alice, bruno, now
):
    (helper,) = queries.helpers(begun)
    assert helper.through == bruno
    ties.block(bruno, by=alice, now=now)
    (helper,) = queries.helpers(begun)
    assert helper.through is None


def test_nobody_else_is_asked_while_somebody_would_help(
    helping, begun, alice, fanny, now
):
    actions.choose(begun, fanny, by=alice, now=now + 2 * HOUR)
    actions.go_on_all(now=now + 2 * DAY)
    assert step(begun, fanny) == Step.CHOSEN


def test_the_two_are_introduced_by_the_last_hand(
    helping, begun, alice, bruno, diane, now
):
    actions.accept(helping, by=alice, now=now + 2 * HOUR)

    made = Introduction.objects.get()
    assert (made.kind, made.state, made.through) == (Kind.WHISPERED, Made.MADE, bruno)
    tie = tie_between(alice, diane)
    assert tie is not None
    assert tie.introduced_by == bruno
    assert step(begun, diane) == Step.LANDED


def test_each_is_told_once(helping, begun, alice, bruno, diane, now):
    actions.accept(helping, by=alice, now=now + 2 * HOUR)

    assert notices_of(bruno) == ["made"]
    assert notices_of(diane) == []  # by the introduction, once
    of_introduction = Notice.objects.filter(room="introductions")
    assert {one.member for one in of_introduction} == {alice, diane}


def test_only_what_each_chose_passes(helping, begun, alice, diane, now):
    phone = make.detail(alice)
    make.detail(diane, value="06 22 22 22 22")
    actions.accept(helping, by=alice, now=now + 2 * HOUR, details=[phone])

    seen = diane.sides.get(other=alice)
    assert list(alice.sides.get(other=diane).details.all()) == [phone]
    assert seen.chose_details
    assert list(seen.details.all()) == []


def test_the_way_is_told_to_the_people_on_it_and_to_nobody_else(
    begun, hands, alice, fanny, chantal, now
):
    carried(begun, *hands, now=now)
    actions.choose(begun, fanny, by=alice, now=now)
    landed(begun, hands[-1], now=now)

    for member in (alice, *hands):
        told = queries.story(begun, member)
        assert told is not None
        assert told.people == [alice, *hands]
        assert (told.seeker, told.helper) == (alice, hands[-1])
    for member in (fanny, chantal):
        assert queries.story(begun, member) is None
    assert [one.state for one in queries.way(begun, now)] == [
        "carried",
        "carried",
        "landed",
    ]


def test_who_is_nonexistent_for_another_is_not_named_to_him(
    begun, alice, bruno, diane, emile, now
):
    landed(begun, bruno, diane, emile, now=now)
    ties.block(emile, by=bruno, now=now)
    told = queries.story(begun, bruno)
    assert told is not None
    assert told.people == [alice, bruno, diane]
    assert told.helper is None


def test_who_is_tied_already_is_introduced_by_nobody(begun, alice, bruno, now):
    actions.help_with(to(begun, bruno), by=bruno, now=now)
    actions.accept(to(begun, bruno), by=alice, now=now + HOUR)
    assert not Introduction.objects.exists()
    assert notices_of(bruno) == ["made"]


def test_that_a_tie_helped_is_said_by_the_seeker_s_yes(begun, alice, bruno, now):
    helps = Event.objects.filter(kind=Lived.HELP)
    actions.help_with(to(begun, bruno), by=bruno, now=now)
    assert not helps.exists()

    actions.accept(to(begun, bruno), by=alice, now=now + HOUR)
    assert [(one.tie, one.by) for one in helps] == [(tie_between(alice, bruno), alice)]
    with pytest.raises(actions.WhisperOver):
        actions.accept(to(begun, bruno), by=alice, now=now + DAY)
    assert helps.get().at == now + HOUR


def test_who_is_introduced_has_not_helped_yet(helping, alice, now):
    actions.accept(helping, by=alice, now=now + 2 * HOUR)
    assert not Event.objects.filter(kind=Lived.HELP).exists()


def test_all_other_asks_close(begun, alice, bruno, diane, fanny, now):
    carried(begun, bruno, diane, now=now)
    actions.choose(begun, fanny, by=alice, now=now)
    actions.go_on_all(now=now + DAY)
    assert step(begun, fanny) == Step.ASKED
    actions.help_with(to(begun, diane), by=diane, now=now + DAY + HOUR)
    actions.accept(to(begun, diane), by=alice, now=now + DAY + 2 * HOUR)

    assert step(begun, fanny) == Step.CLOSED
    assert notices_of(fanny) == []
    assert Relay.objects.visible_to(fanny, now + 2 * DAY).exists()  # she is thanked
    with pytest.raises(actions.WhisperOver):
        actions.help_with(to(begun, fanny), by=fanny, now=now + 2 * DAY)


def test_of_two_helpers_one_is_accepted(begun, alice, bruno, fanny, now):
    actions.choose(begun, fanny, by=alice, now=now)
    actions.go_on_all(now=now + DAY)
    for one in (bruno, fanny):
        actions.help_with(to(begun, one), by=one, now=now + DAY)
    actions.accept(to(begun, fanny), by=alice, now=now + DAY)
    with pytest.raises(actions.WhisperOver):
        actions.accept(to(begun, bruno), by=alice, now=now + DAY)
    assert notices_of(bruno) == ["over"]


def test_not_this_one_is_over_like_any_other_and_it_goes_on(
    begun, alice, bruno, fanny, now
):
    actions.choose(begun, fanny, by=alice, now=now)
    actions.help_with(to(begun, bruno), by=bruno, now=now + HOUR)
    actions.not_this_one(to(begun, bruno), by=alice, now=now + 2 * HOUR)
    assert notices_of(bruno) == ["over"]
    assert step(begun, fanny) == Step.ASKED
    assert queries.helpers(begun) == []


def test_nobody_else_accepts_or_refuses(helping, bruno, chantal, now):
    for member in (bruno, chantal):
        for act in (actions.accept, actions.not_this_one):
            with pytest.raises(actions.WhisperOver):
                act(helping, by=member, now=now + HOUR)


def test_a_helper_who_blocked_the_seeker_is_not_there_any_more(
    helping, begun, alice, diane, now
):
    ties.block(alice, by=diane, now=now + HOUR)
    assert queries.helpers(begun) == []
    with pytest.raises(actions.WhisperOver):
        actions.accept(helping, by=alice, now=now + 2 * HOUR)
    assert not are_tied(alice, diane)


def test_a_yes_of_the_last_hour_waits_a_week_for_the_seeker(begun, alice, bruno, now):
    begun.relays.update(asked_at=now + 12 * DAY, ends_at=now + 15 * DAY)
    actions.help_with(to(begun, bruno), by=bruno, now=now + 14 * DAY - HOUR)
    actions.close_overdue(now=now + 14 * DAY)
    begun.refresh_from_db()
    assert begun.state == State.UNDER_WAY

    actions.accept(to(begun, bruno), by=alice, now=now + 15 * DAY)
    begun.refresh_from_db()
    assert begun.state == State.LANDED


def test_then_it_is_over(begun, alice, bruno, now):
    actions.help_with(to(begun, bruno), by=bruno, now=now + HOUR)
    actions.close_overdue(now=now + 22 * DAY)
    begun.refresh_from_db()
    assert begun.state == State.OVER
    assert notices_of(bruno) == ["over"]
    assert "over" in notices_of(alice)


def test_what_a_helper_said_is_forgotten_where_it_came_to_nothing(
    helping, begun, alice, diane, now
):
    assert Yes.objects.get().by == diane
    actions.not_this_one(helping, by=alice, now=now + 2 * HOUR)
    assert not Yes.objects.exists()
