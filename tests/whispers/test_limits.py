"""Two asks a week and one a day, over all rooms together; fewer, if one says so."""

from itertools import pairwise

import numpy as np
import pytest

from tests import make
from tests.whispers.life import DAY, HOUR, notices_of, step
from whispeer.introductions import actions as introductions
from whispeer.members import actions as members
from whispeer.ties.models import Ask
from whispeer.ties.queries import may_be_asked
from whispeer.whispers import actions, queries
from whispeer.whispers.engine.answers import history
from whispeer.whispers.states import Step


@pytest.fixture
def asked(alice, bruno, words, now):
    """Alice approves Bruno; he is asked, if he bears it, or waits."""

    def asked(at=now):
        begun = make.whisper(alice, opened_at=at)
        actions.choose(begun, bruno, by=alice, now=at)
        return begun

    return asked


def test_who_was_asked_today_is_asked_when_a_day_has_passed(asked, bruno, now):
    make.ask(bruno, at=now - 23 * HOUR)
    begun = asked()
    assert step(begun, bruno) == Step.AT_DOOR
    assert queries.room(bruno, now).entrusted == []
    assert notices_of(bruno) == []

    actions.go_on_all(now=now + HOUR)
    assert step(begun, bruno) == Step.ASKED
    assert notices_of(bruno) == ["waits"]
    assert len(queries.room(bruno, now + HOUR).entrusted) == 1


def test_by_night_nobody_is_asked_whose_day_is_free_again(asked, bruno, now):
    make.ask(bruno, at=now - 12 * HOUR)
    begun = asked()
    actions.go_on_all(now=now.replace(hour=22))
    assert step(begun, bruno) == Step.AT_DOOR
    actions.go_on_all(now=(now + DAY).replace(hour=8))
    assert step(begun, bruno) == Step.ASKED


def test_who_was_asked_twice_this_week_is_asked_when_a_place_is_free(asked, bruno, now):
    for days in (2, 6):
        make.ask(bruno, at=now - days * DAY)
    begun = asked()
    for hours in range(0, 24, 6):
        actions.go_on_all(now=now + hours * HOUR)
        assert step(begun, bruno) == Step.AT_DOOR
    actions.go_on_all(now=now + DAY + HOUR)
    assert step(begun, bruno) == Step.ASKED


def test_who_could_not_have_a_day_to_answer_is_not_asked_any_more(asked, bruno, now):
    make.ask(bruno, at=now - 2 * HOUR)
    make.ask(bruno, at=now - 5 * DAY + HOUR)  # a place is free an hour too late
    begun = asked()
    for hours in range(0, 100, 2):
        actions.go_on_all(now=now + hours * HOUR)
    assert step(begun, bruno) == Step.AT_DOOR
    assert notices_of(bruno) == []


def test_what_nobody_heard_is_held_against_nobody(asked, bruno, now):
    members.say_full(by=bruno, now=now)
    asked()
    actions.go_on_all(now=now + 4 * DAY)
    found = history(np.array([bruno.pk]), now + 4 * DAY)
    assert found.counts[:, found.members == bruno.pk].sum() == 0


def test_whoever_comes_after_him_is_asked_a_day_later_as_after_anybody(
    asked, alice, bruno, fanny, now
):
    members.say_full(by=bruno, now=now)
    begun = asked()
    actions.choose(begun, fanny, by=alice, now=now)
    actions.go_on_all(now=now + 23 * HOUR)
    assert step(begun, fanny) == Step.CHOSEN
    actions.go_on_all(now=now + DAY)
    assert step(begun, fanny) == Step.ASKED


def test_on_its_first_day_who_does_not_hear_it_counts_like_who_does(
    asked, alice, bruno, now
):
    alice.joined_at = now - HOUR
    alice.save()
    members.say_full(by=bruno, now=now)
    begun = asked()
    friends = [make.member(f"Ami{n}") for n in range(5)]
    for friend in friends[:4]:
        make.ask(friend, by=alice)
    make.tie(alice, friends[4])
    with pytest.raises(actions.TooManyToday):
        actions.choose(begun, friends[4], by=alice, now=now)


def test_his_own_lower_limit_holds(asked, bruno, now):
    members.change_bearing(1, False, by=bruno)
    make.ask(bruno, at=now - 6 * DAY)
    begun = asked()
    assert step(begun, bruno) == Step.AT_DOOR
    actions.go_on_all(now=now + DAY + HOUR)
    assert step(begun, bruno) == Step.ASKED


def test_who_bears_none_is_never_asked(asked, bruno, now):
    members.change_bearing(0, False, by=bruno)
    begun = asked()
    for days in range(5):
        actions.go_on_all(now=now + days * DAY)
    assert step(begun, bruno) == Step.AT_DOOR


def test_nobody_is_asked_in_a_full_week(asked, bruno, now):
    members.say_full(by=bruno, now=now)
    assert step(asked(), bruno) == Step.AT_DOOR
    members.say_free(by=bruno)
    assert may_be_asked(bruno, now)


def test_an_introduction_and_a_whisper_take_from_the_same_week(
    asked, alice, bruno, now
):
    introductions.ask(by=alice, through=bruno, reason="…", now=now - 2 * HOUR)
    assert step(asked(), bruno) == Step.AT_DOOR
    assert Ask.objects.filter(to=bruno, heard=True).count() == 1


def test_whoever_is_asked_nobody_is_asked_more_than_his_week_bears(alice, now):
    """A fortnight of a busy house: every hour all whispers look again."""
    friends = [make.member(f"Ami{n}") for n in range(3)]
    seekers = [alice, *(make.member(f"Qui{n}") for n in range(7))]
    for hour in range(0, 12 * 24, 2):
        at = now + hour * HOUR
        if hour % 24 == 0 and seekers:  # each day another one begins
            seeker = seekers.pop()
            begun = make.whisper(seeker, opened_at=at)
            for friend in friends:
                make.tie(seeker, friend)
                actions.choose(begun, friend, by=seeker, now=at)
        actions.go_on_all(now=at)

    for friend in friends:
        heard = Ask.objects.filter(to=friend, heard=True).order_by("at")
        hours = list(heard.values_list("at", flat=True))
        assert len(hours) > 2
        assert all(later - one >= DAY for one, later in pairwise(hours))
        assert all(
            later - one >= 7 * DAY for one, later in zip(hours, hours[2:], strict=False)
        )
        assert all(8 <= at.astimezone(now.tzinfo).hour < 20 for at in hours)


def test_after_eight_asks_without_a_yes_it_is_over(alice, now):
    friends = [make.member(f"Ami{n}") for n in range(9)]
    for friend in friends:
        make.tie(alice, friend)
    begun = make.whisper(alice, opened_at=now)
    for days, friend in enumerate(friends[:8]):
        actions.choose(begun, friend, by=alice, now=now + days * DAY)
        actions.go_on_all(now=now + days * DAY)
    begun.refresh_from_db()
    assert begun.relays.asked().count() == 8

    actions.choose(begun, friends[8], by=alice, now=now + 9 * DAY)
    assert step(begun, friends[8]) == Step.CHOSEN
    actions.go_on_all(now=now + 10 * DAY + HOUR)
    begun.refresh_from_db()
    assert begun.state == "over"
