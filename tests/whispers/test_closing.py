"""A recall, what became of it, thanks; and an end without success."""

import pytest

from tests.whispers.life import DAY, HOUR, carried, landed, notices_of, step, to
from whispeer.ties import actions as ties
from whispeer.ties.models import Event
from whispeer.ties.states import Lived
from whispeer.whispers import actions, queries
from whispeer.whispers.models import Relay
from whispeer.whispers.states import State, Step

THANKS = "Merci, le fromage est arrivé à Kobe."


@pytest.fixture
def begun(alice, bruno, words, now):
    return actions.whisper(words, chosen=[bruno], by=alice, now=now)


def test_a_recall_stops_the_whole_chain_and_takes_the_words(begun, hands, alice, now):
    _bruno, diane, emile = hands
    relay = carried(begun, *hands, now=now)
    actions.recall(begun, by=alice, now=now + HOUR)

    assert (begun.state, begun.sentence) == (State.RECALLED, "")
    for member in hands:
        room = queries.room(member, now + HOUR)
        assert (room.entrusted, room.carried) == ([], [])
    with pytest.raises(actions.WhisperOver):
        actions.help_with(relay, by=emile, now=now + HOUR)
    with pytest.raises(actions.WhisperOver):
        actions.carry(to(begun, diane), emile, by=diane, now=now + HOUR, line="")
    assert "".join(Relay.objects.values_list("line", flat=True)) == ""


def test_nor_is_it_kept_from_whom_it_was_kept(alice, bruno, fanny, words, now):
    kept_out = words._replace(without=[fanny], without_companies=["Fromages du Rhône"])
    begun = actions.whisper(kept_out, chosen=[bruno], by=alice, now=now)
    actions.recall(begun, by=alice, now=now + HOUR)

    assert not begun.without.exists()
    assert begun.without_companies == []


def test_nobody_takes_back_another_s(begun, bruno, now):
    with pytest.raises(actions.WhisperOver):
        actions.recall(begun, by=bruno, now=now)


def test_recalled_twice_is_recalled_once(begun, alice, now):
    actions.recall(begun, by=alice, now=now)
    with pytest.raises(actions.WhisperOver):
        actions.recall(begun, by=alice, now=now)


def test_what_landed_may_be_taken_back_too(begun, alice, bruno, now):
    landed(begun, bruno, now=now)
    actions.recall(begun, by=alice, now=now + DAY)
    assert queries.room(bruno, now + DAY).landed == []
    assert queries.story(begun, bruno) is None


def test_after_a_fortnight_it_is_over_and_each_is_told_once(
    begun, alice, bruno, diane, now
):
    carried(begun, bruno, diane, now=now)
    for _ in range(2):
        actions.close_overdue(now=now + 14 * DAY)
        actions.go_on_all(now=now + 14 * DAY)
    begun.refresh_from_db()
    assert begun.state == State.OVER
    assert notices_of(alice)[-1] == "over"
    assert notices_of(bruno) == ["over"]
    assert notices_of(diane) == []  # she had not answered


def test_the_thanks_go_up_the_whole_way_once(begun, alice, bruno, diane, emile, now):
    landed(begun, bruno, diane, emile, now=now)
    actions.thank(begun, by=alice, words=THANKS, now=now + DAY)

    for member in (bruno, diane, emile):
        told = queries.story(begun, member)
        assert told is not None
        assert told.thanks == THANKS
        assert notices_of(member)[-1] == "follows"
    with pytest.raises(actions.WhisperOver):
        actions.thank(begun, by=alice, words=THANKS, now=now + DAY)


def test_thanks_count_between_those_who_are_tied(begun, alice, bruno, diane, now):
    landed(begun, bruno, diane, now=now)
    actions.thank(begun, by=alice, words=THANKS, now=now + DAY)
    thanked = Event.objects.filter(kind=Lived.THANKS, by=alice)
    assert {one.tie.sides.get(member=alice).other for one in thanked} == {bruno, diane}


def test_thanks_are_words(begun, alice, bruno, now):
    landed(begun, bruno, now=now)
    with pytest.raises(ties.TooFewWords):
        actions.thank(begun, by=alice, words="  merci  ", now=now)


def test_nobody_is_thanked_for_what_did_not_land(begun, alice, now):
    with pytest.raises(actions.WhisperOver):
        actions.thank(begun, by=alice, words=THANKS, now=now)


def test_what_became_of_it_is_for_the_seeker_alone(begun, alice, bruno, now):
    with pytest.raises(actions.WhisperOver):
        actions.say_outcome(begun, by=alice, words="…", now=now)
    landed(begun, bruno, now=now)
    with pytest.raises(actions.WhisperOver):
        actions.say_outcome(begun, by=bruno, words="…", now=now + DAY)
    actions.say_outcome(begun, by=alice, words="Deux palettes", now=now + DAY)
    begun.refresh_from_db()
    assert begun.outcome == "Deux palettes"


def test_whoever_was_still_asked_finds_it_over(begun, alice, bruno, fanny, now):
    actions.choose(begun, fanny, by=alice, now=now)
    actions.recall(begun, by=alice, now=now)
    assert not begun.relays.filter(to=fanny).exists()
    assert step(begun, bruno) == Step.CLOSED
