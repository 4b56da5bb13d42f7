"""Two asks a week and one a day, over all rooms together; fewer, if one says so."""

from itertools import pairwise

import pytest

from tests import make
from tests.whispers.life import DAY, HOUR, step
from whispeer.introductions import actions as introductions
from whispeer.members import actions as members
from whispeer.ties.models import Ask
from whispeer.ties.queries import may_be_asked
from whispeer.whispers import actions
from whispeer.whispers.states import Step


@pytest.fixture
def asked(alice, bruno, words, now):
    """Alice approves Bruno; he is asked, if he bears it, or waits."""

    def asked(at=now):
        begun = make.whisper(alice, opened_at=at)
        actions.choose(begun, bruno, by=alice, now=at)
        return begun

    return asked


def test_who_was_asked_today_waits_for_tomorrow(asked, bruno, now):
    make.ask(bruno, at=now - 23 * HOUR)
    begun = asked()
    assert step(begun, bruno) == Step.CHOSEN

    actions.go_on_all(now=now + HOUR)
    assert step(begun, bruno) == Step.ASKED


def test_who_was_asked_twice_this_week_waits_and_is_not_spent(asked, bruno, now):
    for days in (2, 5):
        make.ask(bruno, at=now - days * DAY)
    begun = asked()
    for hours in range(0, 48, 6):
        actions.go_on_all(now=now + hours * HOUR)
        assert step(begun, bruno) == Step.CHOSEN
    actions.go_on_all(now=now + 2 * DAY + HOUR)
    assert step(begun, bruno) == Step.ASKED


def test_whoever_comes_after_him_is_asked_meanwhile(asked, alice, bruno, fanny, now):
    make.ask(bruno, at=now - HOUR)
    begun = asked()
    actions.choose(begun, fanny, by=alice, now=now)
    assert (step(begun, bruno), step(begun, fanny)) == (Step.CHOSEN, Step.ASKED)


def test_his_own_lower_limit_holds(asked, bruno, now):
    members.change_bearing(1, False, by=bruno)
    make.ask(bruno, at=now - 5 * DAY)
    begun = asked()
    assert step(begun, bruno) == Step.CHOSEN
    actions.go_on_all(now=now + 2 * DAY + HOUR)
    assert step(begun, bruno) == Step.ASKED


def test_who_bears_none_is_never_asked(asked, bruno, now):
    members.change_bearing(0, False, by=bruno)
    begun = asked()
    actions.go_on_all(now=now + 5 * DAY)
    assert step(begun, bruno) == Step.CHOSEN


def test_nobody_is_asked_in_a_full_week(asked, bruno, now):
    members.say_full(by=bruno, now=now)
    assert step(asked(), bruno) == Step.CHOSEN
    members.say_free(by=bruno)
    assert may_be_asked(bruno, now)


def test_an_introduction_and_a_whisper_take_from_the_same_week(
    asked, alice, bruno, now
):
    introductions.ask(by=alice, through=bruno, reason="…", now=now - 2 * HOUR)
    assert step(asked(), bruno) == Step.CHOSEN
    assert Ask.objects.filter(to=bruno, heard=True).count() == 1


def test_whoever_is_asked_nobody_is_asked_more_than_his_week_bears(alice, now):
    """A fortnight of a busy house: every hour all whispers look again."""
    friends = [make.member(f"Ami{n}") for n in range(3)]
    seekers = [alice, *(make.member(f"Qui{n}") for n in range(7))]
    for seeker in seekers:
        begun = make.whisper(seeker, opened_at=now)
        for friend in friends:
            make.tie(seeker, friend)
            actions.choose(begun, friend, by=seeker, now=now)
    for hour in range(1, 10 * 24, 2):
        actions.go_on_all(now=now + hour * HOUR)

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
