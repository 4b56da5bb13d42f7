"""Somebody leaves the house: all that was his goes, and nobody is left waiting."""

import pytest

from tests.whispers.life import (
    DAY,
    HOUR,
    carried,
    landed,
    notices_of,
    step,
    to,
    told,
    words_in,
)
from whispeer.members.models import Member, Notice
from whispeer.web import leaving
from whispeer.whispers import actions, queries
from whispeer.whispers.models import Guest, Relay, Whisper
from whispeer.whispers.states import State, Step


@pytest.fixture
def begun(alice, bruno, words, now):
    return actions.whisper(words, chosen=[bruno], by=alice, now=now)


def leave(member, now):
    leaving.leave(Member.objects.get(pk=member.pk), now=now)


def test_the_seeker_takes_his_whispers_along(begun, alice, bruno, diane, now):
    relay = carried(begun, bruno, diane, now=now)
    leave(alice, now + HOUR)
    assert not Whisper.objects.exists()
    assert not Relay.objects.exists()
    assert notices_of(diane) == []
    assert queries.room(bruno, now + HOUR).carried == []
    with pytest.raises(actions.WhisperOver):
        actions.help_with(relay, by=diane, now=now + HOUR)


def test_who_carried_it_hears_that_it_is_over(begun, alice, bruno, diane, now):
    carried(begun, bruno, diane, now=now)
    leave(alice, now + HOUR)
    assert notices_of(bruno) == ["over"]


def test_who_was_on_the_way_takes_his_steps_along_and_it_goes_on(
    begun, hands, alice, fanny, now
):
    bruno, diane, emile = hands
    carried(begun, *hands, now=now)
    actions.choose(begun, fanny, by=alice, now=now)
    leave(diane, now + HOUR)

    assert notices_of(emile) == []
    assert queries.room(emile, now + HOUR).entrusted == []
    assert step(begun, bruno) == Step.CARRIES
    actions.go_on_all(now=now + DAY)
    assert step(begun, fanny) == Step.ASKED


def test_a_helper_beyond_him_hears_that_it_is_over(begun, bruno, diane, emile, now):
    carried(begun, bruno, diane, emile, now=now)
    actions.help_with(to(begun, emile), by=emile, now=now)
    leave(diane, now + HOUR)
    assert notices_of(emile) == ["over"]
    assert queries.helpers(begun) == []


def test_a_guest_goes_with_who_handed_it_to_him(begun, bruno, now):
    handed = actions.hand_over(to(begun, bruno), by=bruno, now=now)
    actions.help_from_outside(handed, given_name="Gaspard", detail="06", now=now)
    leave(bruno, now + HOUR)
    assert not Guest.objects.exists()


def test_after_it_landed_the_story_goes_on_without_him(begun, alice, bruno, diane, now):
    landed(begun, bruno, diane, now=now)
    leave(bruno, now + DAY)
    begun.refresh_from_db()
    assert begun.state == State.LANDED
    story = queries.story(begun, alice)
    assert story is not None
    assert story.people == [alice, diane]
    assert "Bruno" not in words_in(told(alice, now + DAY))
    assert "Bruno" not in words_in(told(diane, now + DAY))


def test_leaving_twice_over_leaves_nothing_waiting(begun, alice, bruno, now):
    leave(bruno, now + HOUR)
    leave(alice, now + HOUR)
    assert not Notice.objects.filter(room="whispers", told_at=None).exists()


def test_when_who_would_help_leaves_the_next_one_is_asked(
    begun, alice, bruno, fanny, now
):
    actions.choose(begun, fanny, by=alice, now=now)
    actions.help_with(to(begun, bruno), by=bruno, now=now + HOUR)
    actions.go_on_all(now=now + DAY)
    assert step(begun, fanny) == Step.CHOSEN

    leave(bruno, now + DAY + HOUR)
    actions.go_on_all(now=now + DAY + 2 * HOUR)
    assert step(begun, fanny) == Step.ASKED
