"""What one could do for one's ties: worth, the day's draw, and when it is enough (M7)."""

from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whispeer.graph.care import (
    Candidate,
    Deed,
    chances,
    drawn,
    is_empty_day,
    is_enough,
    value,
)

PLAIN = Candidate(Deed.ANSWER, strength=0.5, rhythm=3.0)

candidates = st.builds(
    Candidate,
    st.sampled_from(Deed),
    st.floats(0, 1),
    st.none() | st.floats(0, 500),
    st.booleans(),
    st.integers(0, 14),
)


# The numbers M7 states


@pytest.mark.parametrize(
    ("deed", "worth"),
    [
        (Deed.ANSWER, 1.0 * 0.6 / 2.5),
        (Deed.INTRODUCE, 0.9 * 0.4 / 1.5),
        (Deed.THANK, 0.5 * 0.9 / 1.2),
        (Deed.ASK, 0.6 * 0.6 / 1.2),
        (Deed.WAKE, 0.7 * 0.4 / 1.3),
        (Deed.BRIDGE, 0.8 * 0.5 / 1.3),
        (Deed.ENCOURAGE, 0.4 * 0.6 / 1.2),
    ],
)
def test_a_deed_is_worth_its_benefit_for_its_effort(deed, worth):
    assert deed.worth == pytest.approx(worth)
    assert value(PLAIN._replace(deed=deed)) == pytest.approx(worth * 0.8)


def test_a_tie_just_seen_is_not_due_and_a_long_silence_is_no_growing_debt():
    assert value(PLAIN._replace(rhythm=0.0)) == 0.0
    assert value(PLAIN._replace(rhythm=4.5)) == pytest.approx(1.5 * value(PLAIN))
    assert value(PLAIN._replace(rhythm=400.0)) == value(PLAIN._replace(rhythm=4.5))


def test_a_tie_without_a_rhythm_is_as_due_as_one_that_begins_to_cool():
    assert value(PLAIN._replace(rhythm=None)) == value(PLAIN)


@given(st.floats(0, 1))
def test_a_sleeping_tie_is_worth_the_same_whatever_is_left_of_it(strength):
    asleep = Candidate(Deed.WAKE, strength, rhythm=9.0, asleep=True)
    assert value(asleep) == value(asleep._replace(strength=0.0))


def test_whoever_was_shown_is_half_as_likely_worth_showing_again():
    assert value(PLAIN._replace(shown=2)) == pytest.approx(value(PLAIN) / 4)


# The draw


@given(st.lists(candidates, min_size=1, max_size=200))
def test_chances_are_chances(some):
    given_ = chances(some)
    assert sum(given_) == pytest.approx(1)
    assert all(chance > 0 for chance in given_)


def lots(some, day):
    chance = Random(f"Alice {day}")
    return [1.0 - chance.random() for _ in some]


@given(st.lists(candidates, max_size=50), st.integers())
def test_one_is_drawn_where_there_is_any(some, day):
    found = drawn(some, lots(some, day))
    assert (found is None) == (not some)
    assert found is None or 0 <= found < len(some)


@given(st.lists(candidates, min_size=1, max_size=50), candidates, st.integers())
def test_who_joins_the_others_changes_nothing_unless_it_is_drawn(some, late, day):
    first = drawn(some, lots(some, day))
    joined = [*some, late]
    assert drawn(joined, lots(joined, day)) in {first, len(some)}


def test_the_draw_keeps_to_the_chances():
    some = [PLAIN, PLAIN._replace(deed=Deed.ENCOURAGE), PLAIN._replace(shown=3)]
    days = Counter(drawn(some, lots(some, day)) for day in range(4000))
    for place, chance in enumerate(chances(some)):
        assert days[place] / 4000 == pytest.approx(chance, abs=0.03)


def test_one_day_in_five_is_left_empty():
    empty = sum(is_empty_day(Random(f"Alice {day}")) for day in range(5000))
    assert empty / 5000 == pytest.approx(0.2, abs=0.02)


@pytest.mark.parametrize(
    ("deeds", "minutes", "enough"),
    [(0, 0.0, False), (4, 119.0, False), (5, 0.0, True), (0, 120.0, True)],
)
def test_giving_has_an_end(deeds, minutes, enough):
    assert is_enough(deeds, minutes) is enough
