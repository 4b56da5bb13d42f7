"""A whisper is handed to somebody without an account, by a link that serves once."""

import pytest

from tests import make
from tests.whispers.life import DAY, HOUR, notices_of, step, to
from whispeer.whispers import actions, queries
from whispeer.whispers.models import Guest
from whispeer.whispers.states import State, Step


@pytest.fixture
def begun(alice, bruno, words, now):
    return actions.whisper(words, chosen=[bruno], by=alice, now=now)


@pytest.fixture
def handed(begun, bruno, now):
    return actions.hand_over(to(begun, bruno), by=bruno, now=now, line="Pour toi")


def opened(relay, now):
    signed = queries.way_outside(relay).rstrip("/").rsplit("/", 1)[-1]
    return queries.handed(relay.public_id, signed, now)


def test_it_shows_the_sentence_and_who_passes_it_on(handed, begun, now):
    seen = queries.outside(opened(handed, now))
    assert (seen.sentence, seen.by, seen.line) == (begun.sentence, "Bruno", "Pour toi")


def test_who_hands_it_over_carries_it(handed, begun, bruno):
    assert step(begun, bruno) == Step.CARRIES
    assert notices_of(bruno) == []


def test_a_false_signature_opens_nothing(handed, now):
    assert queries.handed(handed.public_id, "false", now) is None


def test_somebody_says_that_he_can_help_and_the_seeker_says_yes(
    handed, begun, alice, now
):
    actions.help_from_outside(handed, given_name="Gaspard", detail="06 07", now=now)
    (helper,) = queries.helpers(begun)
    assert (helper.name, helper.is_guest) == ("Gaspard", True)
    assert notices_of(alice) == ["waits"]

    actions.accept(handed, by=alice, now=now + HOUR)
    begun.refresh_from_db()
    told = queries.story(begun, alice)
    assert told is not None
    assert begun.state == State.LANDED
    assert (told.guest, told.detail) == ("Gaspard", "06 07")


def test_only_the_seeker_reads_how_to_reach_him(handed, begun, alice, bruno, now):
    actions.help_from_outside(handed, given_name="Gaspard", detail="06 07", now=now)
    actions.accept(handed, by=alice, now=now + HOUR)
    begun.refresh_from_db()
    told = queries.story(begun, bruno)
    assert told is not None
    assert told.detail == ""


def test_it_serves_once(handed, now):
    actions.help_from_outside(handed, given_name="Gaspard", detail="06 07", now=now)
    with pytest.raises(actions.WhisperOver):
        actions.help_from_outside(handed, given_name="Gaël", detail="06 08", now=now)
    assert Guest.objects.get().given_name == "Gaspard"


def test_taken_out_of_sight_it_is_dead_and_looks_like_a_silence(
    handed, begun, bruno, now
):
    actions.take_out_of_sight(handed, now=now)
    assert opened(handed, now) is None
    with pytest.raises(actions.WhisperOver):
        actions.help_from_outside(handed, given_name="Gaspard", detail="06", now=now)
    (place,) = queries.onward(to(begun, bruno), bruno, now)
    assert (place.state, place.name) == ("asked", "")


def test_who_said_yes_may_think_again_and_nothing_of_him_is_kept(handed, begun, now):
    actions.help_from_outside(handed, given_name="Gaspard", detail="06 07", now=now)
    actions.take_out_of_sight(opened(handed, now), now=now)
    assert not Guest.objects.exists()
    assert opened(handed, now) is None
    assert queries.helpers(begun) == []


def test_when_he_thinks_again_the_next_one_is_asked(handed, begun, alice, fanny, now):
    actions.help_from_outside(handed, given_name="Gaspard", detail="06 07", now=now)
    actions.choose(begun, fanny, by=alice, now=now)
    actions.go_on_all(now=now + DAY)
    assert step(begun, fanny) == Step.CHOSEN

    actions.take_out_of_sight(opened(handed, now), now=now + DAY + HOUR)
    actions.go_on_all(now=now + DAY + 2 * HOUR)
    assert step(begun, fanny) == Step.ASKED


def test_after_it_landed_he_still_takes_away_how_to_reach_him(
    handed, begun, alice, now
):
    actions.help_from_outside(handed, given_name="Gaspard", detail="06 07", now=now)
    actions.accept(handed, by=alice, now=now + HOUR)
    again = opened(handed, now + 2 * DAY)
    assert queries.has_landed(again)

    actions.take_out_of_sight(again, now=now + 2 * DAY)
    begun.refresh_from_db()
    story = queries.story(begun, alice)
    assert story is not None
    assert (story.guest, story.detail) == ("", "")
    assert begun.state == State.LANDED
    assert opened(handed, now + 2 * DAY) is None


def test_the_link_ends_with_the_whisper(handed, begun, alice, now):
    actions.recall(begun, by=alice, now=now)
    assert opened(handed, now) is None
    with pytest.raises(actions.WhisperOver):
        actions.help_from_outside(handed, given_name="Gaspard", detail="06", now=now)


def test_and_after_three_days(handed, now):
    assert opened(handed, now + 3 * DAY - HOUR) is not None
    assert opened(handed, now + 3 * DAY) is None


def test_nothing_of_a_guest_is_kept_after_it_ended(handed, begun, alice, now):
    actions.help_from_outside(handed, given_name="Gaspard", detail="06 07", now=now)
    actions.accept(handed, by=alice, now=now + HOUR)
    actions.close_overdue(now=now + 13 * DAY)
    assert Guest.objects.exists()
    actions.close_overdue(now=now + 15 * DAY)
    assert not Guest.objects.exists()


def test_nor_when_another_was_found(handed, begun, alice, bruno, fanny, now):
    actions.help_from_outside(handed, given_name="Gaspard", detail="06 07", now=now)
    actions.not_this_one(handed, by=alice, now=now)
    assert not Guest.objects.exists()


def test_three_links_of_one_whisper_at_most(handed, begun, bruno, alice, now):
    for _ in range(2):
        actions.hand_over(to(begun, bruno), by=bruno, now=now)
    with pytest.raises(actions.TooManyLinks):
        actions.hand_over(to(begun, bruno), by=bruno, now=now)
    actions.hand_over(begun, by=alice, now=now)


def test_only_who_holds_it_hands_it_over(begun, bruno, chantal, now):
    with pytest.raises(actions.WhisperOver):
        actions.hand_over(begun, by=chantal, now=now)
    with pytest.raises(actions.WhisperOver):
        actions.hand_over(to(begun, bruno), by=chantal, now=now)


def test_on_its_first_day_an_account_reaches_five_people_here_or_not(
    begun, alice, bruno, fanny, now
):
    """Bruno is asked, and two are outside, and two in another room: that is five."""
    alice.joined_at = now - HOUR
    alice.save()
    for _ in range(2):
        make.ask(make.member("Ami"), by=alice)
        actions.hand_over(begun, by=alice, now=now)

    with pytest.raises(actions.TooManyToday):
        actions.hand_over(begun, by=alice, now=now)
    with pytest.raises(actions.TooManyToday):
        actions.choose(begun, fanny, by=alice, now=now)
    actions.hand_over(begun, by=alice, now=now + DAY)
