"""Recommendations beside a whisper: of who seeks and of who would help, along trust."""

import pytest

from tests import make
from tests.introductions.pages import read
from tests.whispers.pages import page_of
from whispeer.introductions.states import Recommended
from whispeer.ties import engine
from whispeer.whispers.states import Kind, Step

WORDS = "Chaque page fut prête au jour dit, et relue deux fois."


def say(by, of, **fields):
    return make.recommendation(
        by, of, words=WORDS, state=Recommended.ACCEPTED, **fields
    )


@pytest.fixture
def begun(alice, emile):
    """By Alice, to whom Emile is three ties away."""
    return make.whisper(alice)


def test_the_seeker_reads_of_who_would_help_before_any_name(
    bruno, diane, emile, begun, client_of, now
):
    alice = begun.by
    say(diane, emile, before_name=True)
    first = make.relay(begun, bruno, state=Step.CARRIES)
    second = make.relay(begun, diane, after=first, state=Step.CARRIES)
    make.relay(begun, emile, after=second, state=Step.HELPS)
    engine.rebuild(now)
    page = read(client_of(alice), page_of(begun, "whisper"))

    assert WORDS in page
    assert emile.given_name not in page
    assert diane.given_name not in page  # described: not a tie of hers


def test_without_leave_nothing_is_read_before_the_name(
    alice, bruno, diane, begun, client_of, now
):
    say(bruno, diane)
    first = make.relay(begun, bruno, state=Step.CARRIES)
    make.relay(begun, diane, after=first, state=Step.HELPS)
    engine.rebuild(now)

    assert WORDS not in read(client_of(alice), page_of(begun, "whisper"))


def test_who_is_asked_reads_of_the_seeker_he_knows(
    alice, bruno, fanny, begun, client_of, now
):
    say(fanny, alice)
    fanny.sides.update(nameable=True)
    alice.sides.update(nameable=True)
    relay = make.relay(begun, bruno)
    engine.rebuild(now)

    assert WORDS in read(client_of(bruno), page_of(relay, "entrusted"))


def test_four_ties_away_a_stranger_who_is_asked_reads_nothing(
    bruno, emile, begun, client_of, now
):
    """Alice, Bruno, Diane, Emile, Gil: Gil said that anyone here may ask him."""
    gil = make.member("Gil", asked_by_anyone=True)
    make.tie(emile, gil, named=True)
    say(bruno, begun.by, before_name=True)
    near, far = (make.relay(begun, one, kind=Kind.STRANGER) for one in (emile, gil))
    engine.rebuild(now)

    assert WORDS in read(client_of(emile), page_of(near, "entrusted"))
    assert WORDS not in read(client_of(gil), page_of(far, "entrusted"))
