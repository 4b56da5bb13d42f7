"""The way of a whisper as a drawing: the same for the same places, naming nobody unknown."""

from itertools import pairwise

import pytest
from django.utils import translation

from whispeer.whispers.queries.told import Place
from whispeer.whispers.queries.trail import ROOM, trail_of

STATES = ("asked", "carried", "resting", "landed")


@pytest.fixture
def places(now) -> list[Place]:
    """Asked of Léa, who carries it to somebody; Karim lets it rest."""
    return [
        Place(None, "carried", "Léa", now),
        Place(None, "resting", "Karim", now),
        Place(0, "asked", "", now),
    ]


def test_the_same_places_give_the_same_drawing(places):
    assert trail_of(places) == trail_of(list(places))


def test_each_place_stands_below_the_one_it_came_from_and_further_in(places):
    seeker, lea, somebody, karim = trail_of(places).marks

    assert seeker.x < lea.x < somebody.x
    assert lea.x == karim.x
    assert all(one.y < other.y for one, other in pairwise(trail_of(places).marks))


def test_a_branch_that_grows_leaves_its_own_order(places, now):
    grown = trail_of([*places, Place(2, "asked", "", now)])

    before = [one.name for one in trail_of(places).marks]
    assert [one for one in (m.name for m in grown.marks) if one in before][:3] == (
        before[:3]
    )


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_state_is_told_in_words_with_or_without_a_name(language, state, now):
    with translation.override(language):
        named = trail_of([Place(None, state, "Léa", now)])
        unknown = trail_of(
            [Place(None, state, "", now), Place(0, state, "", now)],
        )

        assert "Léa" in named.title
        assert all(one.sentence for one in (*named.marks[1:], *unknown.marks[1:]))
        assert "Léa" not in unknown.title


def test_two_whom_the_seeker_does_not_know_are_two_and_read_as_two(now):
    """Bruno asked two people; the same sentence twice would read as a slip."""
    two = [Place(0, "asked", "", now), Place(0, "asked", "", now)]
    _, _, first, second = trail_of([Place(None, "carried", "Bruno", now), *two]).marks

    assert "Bruno" in first.sentence
    assert second.sentence
    assert second.sentence != first.sentence


def test_who_let_it_rest_hangs_on_a_slack_thread(places):
    drawn = trail_of(places)

    assert drawn.slack.count("M") == 1
    assert drawn.taut.count("M") == 2


def test_a_long_name_has_its_room_and_is_said_whole_in_words(now):
    name = "Wolfeschlegelsteinhausenbergerdorff"
    (_, mark) = trail_of([Place(None, "asked", name, now)]).marks

    assert len(mark.name) == ROOM
    assert name in mark.sentence
