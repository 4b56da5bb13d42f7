"""What the seeker sees of the way, and that a no looks like a silence at every moment."""

import pytest

from tests import make
from tests.whispers.life import DAY, HOUR, carried, notices_of, to, told
from whispeer.members import actions as members
from whispeer.ties import actions as ties
from whispeer.whispers import actions, queries


@pytest.fixture
def begun(alice, bruno, words, now):
    return actions.whisper(words, chosen=[bruno], by=alice, now=now)


def way(whisper, now):
    return [
        (one.after, one.state, one.name.partition(" ")[0])
        for one in queries.way(whisper, now)
    ]


def test_asked_then_carried(begun, bruno, diane, now):
    assert way(begun, now) == [(None, "asked", "Bruno")]

    carried(begun, bruno, diane, now=now)
    assert way(begun, now) == [(None, "carried", "Bruno"), (0, "asked", "")]


def test_it_rests_three_days_after_the_ask(begun, now):
    assert way(begun, now + 3 * DAY - HOUR) == [(None, "asked", "Bruno")]
    assert way(begun, now + 3 * DAY) == [(None, "resting", "Bruno")]


def test_who_carries_it_sees_whom_he_asked_and_no_further(
    begun, bruno, diane, emile, now
):
    carried(begun, bruno, diane, emile, now=now)
    (place,) = queries.onward(to(begun, bruno), bruno, now)
    assert (place.name, place.state) == ("Diane Delmas", "carried")


def test_who_is_blocked_is_not_named_to_who_carries_it(begun, bruno, diane, now):
    carried(begun, bruno, diane, now=now)
    ties.block(bruno, by=diane, now=now)
    (place,) = queries.onward(to(begun, bruno), bruno, now)
    assert place.name == ""


@pytest.mark.parametrize("hours", [1, 30, 71, 72, 100])
def test_that_somebody_would_help_is_the_seekers_to_hear(
    begun, alice, bruno, diane, now, hours
):
    """Bruno, who passed it on to Diane, sees what he would see if she did not look."""
    relay = carried(begun, bruno, diane, now=now)
    at = now + hours * HOUR
    before = queries.onward(to(begun, bruno), bruno, at)

    actions.help_with(relay, by=diane, now=now + HOUR / 2)
    assert queries.onward(to(begun, bruno), bruno, at) == before
    actions.not_this_one(relay, by=alice, now=now + HOUR / 2)
    assert queries.onward(to(begun, bruno), bruno, at) == before


def silence(relay, by, now):
    """He does not look."""


def rest(relay, by, now):
    actions.let_rest(relay, by=by, now=now)


def too_much(relay, by, now):
    actions.say_too_much(relay, by=by, now=now)


def was_full(relay, by, now):
    """His week was full before it came."""


def seen_by(member, whisper, relay, now):
    """What the one who asked sees; names are the same in every life."""
    if relay.after is None:
        return way(whisper, now), queries.awaits_next(whisper, now)
    return [(one.state, one.name) for one in queries.onward(relay.after, member, now)]


@pytest.mark.parametrize("answer", [rest, too_much, was_full])
@pytest.mark.parametrize("hours", [1, 23, 24, 48, 71, 72, 100])
def test_a_no_looks_like_a_silence_at_every_hour(db, words, now, answer, hours):
    """Two lives, alike but for the answer, as Alice sees them."""
    seen = []
    for act in (silence, answer):
        seeker, friend, next_one = (
            make.member(name) for name in ("Alice", "Bruno", "Fanny")
        )
        for one in (friend, next_one):
            make.tie(seeker, one, named=True)
        if act is was_full:
            members.say_full(by=friend, now=now)
        begun = actions.whisper(words, chosen=[friend, next_one], by=seeker, now=now)
        act(begun.relays.get(to=friend), friend, now + HOUR / 2)
        for hour in range(1, hours + 1):
            actions.go_on_all(now=now + hour * HOUR)
        at = now + hours * HOUR
        begun.refresh_from_db()
        seen.append(
            (
                way(begun, at),
                queries.awaits_next(begun, at),
                [one.to.name for one in queries.waiting(begun, seeker)],
                notices_of(seeker),
            )
        )
    assert seen[0] == seen[1]


def test_what_may_not_reach_him_looks_like_a_silence(begun, alice, bruno, diane, now):
    """Diane keeps Alice away; Bruno, who passes it on to her, must not learn of it."""
    make.boundary(diane, other=alice)
    actions.carry(to(begun, bruno), diane, by=bruno, now=now, line="…")

    assert told(diane, now) == [queries.room(diane, now)]
    assert queries.room(diane, now).entrusted == []
    assert notices_of(diane) == []
    (place,) = queries.onward(to(begun, bruno), bruno, now)
    assert (place.state, place.name) == ("asked", "Diane Delmas")
    (place,) = queries.onward(to(begun, bruno), bruno, now + 3 * DAY)
    assert place.state == "resting"


def test_who_was_asked_already_is_asked_once_and_neither_learns_of_the_other(
    begun, alice, bruno, diane, now
):
    make.tie(alice, diane)
    carried(begun, bruno, diane, now=now)
    actions.choose(begun, diane, by=alice, now=now + DAY)

    assert way(begun, now + DAY)[-1] == (None, "asked", "Diane")
    assert notices_of(diane) == ["waits"]
    assert len(queries.room(diane, now + DAY).entrusted) == 1


def test_whom_the_seeker_excluded_hears_nothing(alice, bruno, diane, words, now):
    without = words._replace(without=[diane])
    begun = actions.whisper(without, chosen=[bruno], by=alice, now=now)
    actions.carry(to(begun, bruno), diane, by=bruno, now=now, line="…")
    assert queries.room(diane, now).entrusted == []


def test_nor_does_anybody_of_a_company_he_excluded(alice, bruno, diane, words, now):
    diane.portrait.company = "Fromages du Rhône SARL"
    diane.portrait.save()
    without = words._replace(without_companies=["fromages du rhone"])
    begun = actions.whisper(without, chosen=[bruno], by=alice, now=now)
    actions.carry(to(begun, bruno), diane, by=bruno, now=now, line="…")
    assert queries.room(diane, now).entrusted == []


def test_nobody_is_met_on_the_way_whom_he_keeps_away(begun, bruno, diane, emile, now):
    """Emile blocked Bruno, over whose hands it came: the story would name them."""
    ties.block(bruno, by=emile, now=now)
    carried(begun, bruno, diane, now=now)
    actions.carry(to(begun, diane), emile, by=diane, now=now, line="…")
    assert queries.room(emile, now).entrusted == []
    assert notices_of(emile) == []
