"""What a coffee is worth, against its formula written out for one pair."""

from math import exp

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whispeer.graph.appeal import Couples, Sides, appeal, bell, common_ground, distance
from whispeer.graph.errors import BadArray

SHARES = st.floats(0, 1)
COUNTS = st.integers(0, 9)


@st.composite
def members(draw):
    """Ties, rounds waited, coffees held and proposed, of two members."""
    held = draw(st.tuples(COUNTS, COUNTS))
    missed = draw(st.tuples(COUNTS, COUNTS))
    proposed = [a + b for a, b in zip(held, missed, strict=True)]
    ties, waited = (draw(st.tuples(COUNTS, COUNTS)) for _ in range(2))
    return Sides(ties, waited, held, proposed)


def plain(apart, ground, needed, sides):
    """M4, for one pair."""
    isolated = sum(ties < 3 for ties in sides.ties) / 2
    wait = sum(min(rounds, 3) / 3 for rounds in sides.waited) / 2
    shows = zip(sides.held, sides.proposed, strict=True)
    reliable = sum((4 + held) / (5 + proposed) for held, proposed in shows) / 2
    best = exp(-(((ground - 0.35) / 0.25) ** 2))
    return (
        0.45 * apart * (0.3 + 0.7 * best)
        + 0.20 * isolated
        + 0.15 * needed
        + 0.10 * wait
        + 0.10 * reliable
    )


@given(SHARES, SHARES, st.booleans(), members())
def test_the_worth_is_that_of_m4(apart, ground, needed, sides):
    couple = Couples(np.array([[0, 1]]), [apart], [ground], [needed])

    [found] = appeal(couple, sides).tolist()

    assert found == pytest.approx(plain(apart, ground, needed, sides))
    assert 0 <= found <= 1


def test_no_pairs_are_worth_nothing():
    nobody = Sides([], [], [], [])

    assert appeal(Couples(np.empty((0, 2), np.int64), [], [], []), nobody).size == 0


@given(SHARES)
def test_the_bell_is_highest_over_some_common_ground(ground):
    assert bell(ground) <= bell(0.35) == 1.0
    assert bell(0.35 + ground) == pytest.approx(bell(0.35 - ground))


def test_distance_and_ground_lie_between_nothing_and_all():
    assert distance([True], [0.0], [True], [True]) == pytest.approx(1.0)
    assert distance([False], [1.0], [False], [False]) == pytest.approx(0.0)
    assert common_ground(True, 99, True, True) == 1.0
    assert common_ground(False, 0, False) == 0.0


@pytest.mark.parametrize(
    ("couples", "sides"),
    [
        (Couples(np.array([[0, 2]]), [1], [1], [1]), Sides([1] * 2, [0] * 2, *[[0] * 2] * 2)),
        (Couples(np.array([[0, 1]]), [1, 1], [1], [1]), Sides([1] * 2, [0] * 2, *[[0] * 2] * 2)),
        (Couples(np.array([[0, 1]]), [1], [1], [1]), Sides([1] * 2, [0], *[[0] * 2] * 2)),
    ],
)  # fmt: skip
def test_columns_that_do_not_fit_are_refused(couples, sides):
    with pytest.raises(BadArray):
        appeal(couples, sides)
