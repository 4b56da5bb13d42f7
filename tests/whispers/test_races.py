"""Several at the same instant, each in a thread of his own: one clean end, gently told."""

from itertools import cycle, islice

import pytest
from django.db import connection
from django.http import Http404

from tests import make
from tests.introductions.test_at_once import at_once
from tests.whispers.life import DAY, HOUR
from tests.whispers.scene import Scene
from whispeer.members.models import Notice
from whispeer.ties import actions as ties
from whispeer.ties import engine
from whispeer.ties.models import Ask
from whispeer.whispers import actions, queries
from whispeer.whispers.models import Guest, Relay
from whispeer.whispers.states import State, Step

GENTLE = (actions.WhisperOver, Http404, ties.Resting)
YES = ("helps",)
BOTH = ("helps", "fanny_helps")
# What was done before; what is done at the same instant.
RACES = {
    "two helpers say yes": ((), BOTH),
    "a relay passes on while it is recalled": ((), ("carries", "recalls")),
    "a yes while it is recalled": ((), ("helps", "recalls")),
    "a yes and a block": ((), ("helps", "blocks")),
    "a yes and the end of its time": ((), ("helps", "time_passes")),
    "a yes and the end of all": ((), ("helps", "the_end_comes")),
    "two answers by one": ((), ("helps", "carries", "rests")),
    "a yes and too much": ((), ("helps", "too_much")),
    "a tie is let go during a yes": ((), ("helps", "lets_go")),
    "the one in the middle leaves": ((), ("helps", "bruno_leaves")),
    "the helper leaves": (YES, ("accepts", "diane_leaves")),
    "the seeker leaves": (YES, ("carries", "alice_leaves")),
    "the seeker leaves during a yes": ((), ("helps", "alice_leaves")),
    "accepted twice": (YES, ("accepts", "accepts")),
    "two are accepted": (BOTH, ("accepts", "accepts_fanny")),
    "accepted and blocked": (YES, ("accepts", "blocks")),
    "accepted and recalled": (YES, ("accepts", "recalls")),
    "accepted and not": (YES, ("accepts", "not_this_one")),
    "accepted while the end comes": (YES, ("accepts", "the_end_comes")),
    "accepted while one in the middle leaves": (YES, ("accepts", "bruno_leaves")),
    "passed on while time passes": ((), ("carries", "time_passes", "time_passes")),
    "passed on and left": ((), ("carries", "bruno_leaves")),
}


@pytest.fixture(autouse=True)
def one_engine(now, transactional_db):
    """Built before the threads, which then read it together."""
    engine.store(now)


def run(name, now):
    first, acts = RACES[name]
    scene = Scene(now)
    for act in first:
        getattr(scene, act)()
    refusals = at_once(*(getattr(scene, act) for act in acts))
    assert [one for one in refusals if not isinstance(one, GENTLE)] == [], name
    state = scene.check()
    if state == State.UNDER_WAY:  # whatever is left comes to its end by itself
        actions.go_on_all(now=scene.now + 4 * DAY)
        actions.close_overdue(now=scene.now + 30 * DAY)
        assert scene.check() != State.UNDER_WAY


@pytest.mark.parametrize("name", RACES)
def test_whoever_comes_first_there_is_one_end(name, now):
    for _ in range(2):
        run(name, now)


def test_a_round_of_the_clock_that_runs_twice_asks_once(now):
    alice, bruno = make.member("Alice"), make.member("Bruno")
    make.tie(alice, bruno)
    begun = make.whisper(alice, opened_at=now, again_at=now)
    make.relay(begun, bruno, state=Step.CHOSEN)

    assert at_once(*[lambda: actions.go_on_all(now=now)] * 3) == []
    assert Ask.objects.filter(to=bruno, heard=True).count() == 1
    assert Notice.objects.filter(member=bruno).count() == 1


def test_the_last_place_of_a_day_is_taken_once(now):
    bruno = make.member("Bruno")
    whispers = []
    for n in range(3):
        friend = make.member(f"Ami{n}")
        make.tie(friend, bruno)
        begun = make.whisper(friend, opened_at=now, again_at=now)
        make.relay(begun, bruno, state=Step.CHOSEN)
        whispers.append(begun)

    assert (
        at_once(*[lambda one=one: actions.go_on(one, now=now) for one in whispers])
        == []
    )
    assert Ask.objects.filter(to=bruno, heard=True).count() == 1
    assert Relay.objects.filter(to=bruno, state=Step.ASKED).count() == 1


def test_two_whispers_that_cross_wait_for_each_other_never_for_ever(now):
    """Alice asks Bruno while he asks her, and both go on at once, again and again."""
    alice, bruno = make.member("Alice"), make.member("Bruno")
    make.tie(alice, bruno)
    for n in range(3):
        at = now + n * DAY
        pair = []
        for by, to in ((alice, bruno), (bruno, alice)):
            begun = make.whisper(by, opened_at=at, again_at=at)
            make.relay(begun, to, state=Step.CHOSEN)
            pair.append(begun)
        acts = [lambda one=one, at=at: actions.go_on(one, now=at) for one in pair]
        assert at_once(*islice(cycle(acts), 4)) == []


def test_a_link_past_the_wall_serves_once(now):
    scene = Scene(now)
    handed = actions.hand_over(scene.whisper, by=scene.alice, now=now)

    def helps(name):
        return lambda: actions.help_from_outside(
            scene.fresh(handed), given_name=name, detail="06", now=now
        )

    refusals = at_once(helps("Gaspard"), helps("Gaëlle"))
    assert [type(one) for one in refusals] == [actions.WhisperOver]
    assert Guest.objects.count() == 1


def test_taken_out_of_sight_while_he_says_yes_it_is_one_or_the_other(now):
    scene = Scene(now)
    handed = actions.hand_over(scene.whisper, by=scene.alice, now=now)
    refusals = at_once(
        lambda: actions.help_from_outside(
            scene.fresh(handed), given_name="Gaspard", detail="06", now=now
        ),
        lambda: actions.take_out_of_sight(scene.fresh(handed), now=now + HOUR),
    )
    assert all(isinstance(one, actions.WhisperOver) for one in refusals)
    assert not Guest.objects.exists()
    assert not queries.helpers(scene.whisper)


class Killed(BaseException):
    """The process ends here."""


def killed_at(nth):
    """Let the process die at its nth write."""
    left = [nth]

    def write(execute, sql, params, many, context):
        if sql.startswith(("INSERT", "UPDATE", "DELETE")):
            left[0] -= 1
            if left[0] == 0:
                raise Killed
        return execute(sql, params, many, context)

    return connection.execute_wrapper(write)


def test_a_round_that_dies_at_any_write_leaves_nothing_and_the_next_does_all(now):
    alice, bruno = make.member("Alice"), make.member("Bruno")
    make.tie(alice, bruno)
    begun = make.whisper(alice, opened_at=now, again_at=now)
    make.relay(begun, bruno, state=Step.CHOSEN)

    nth, done = 0, False
    while not done:
        nth += 1
        try:
            with killed_at(nth):
                actions.go_on_all(now=now)
            done = True
        except Killed:
            assert not Ask.objects.exists()
            assert not Notice.objects.exists()
            assert begun.relays.get().state == Step.CHOSEN
    assert nth > 3  # it was killed on the way
    assert Ask.objects.count() == Notice.objects.count() == 1
    assert begun.relays.get().state == Step.ASKED


@pytest.mark.soak
def test_hundreds_of_races_have_one_end_each(now):
    for name in islice(cycle(RACES), 400):
        run(name, now)
