"""What is measured of a simulated year, counted by hand."""

import numpy as np
import pytest

from whispeer.graph.simulation.intervals import interval, quantile
from whispeer.graph.simulation.measures import gini, least_tied, of_quests
from whispeer.graph.simulation.needs import Need
from whispeer.graph.simulation.ties import Start, Ties
from whispeer.graph.simulation.town import Quest


def test_needs_are_measured_over_all_and_hours_over_those_resolved():
    quests = [Quest(Need(seeker, 0, 100.0)) for seeker in (0, 1, 2, 3)]
    for quest, hours, asks in zip(quests, (10, 30, 200), (1, 2, 4), strict=False):
        quest.resolved, quest.asks = 100.0 + hours, asks
    quests[3].asks = 5
    fifth = np.array([False, False, True, True])

    found = of_quests(quests, fifth)

    assert found["resolved"] == 0.75
    assert found["interruptions_per_resolved"] == 4.0
    assert found["hours_p50"] == 30.0
    assert found["resolved_in_3_days"] == 0.5
    assert found["least_tied_fifth_resolved"] == 0.5


def test_the_least_tied_fifth_has_the_fewest_ties():
    pairs = np.array([(0, 1), (0, 2), (0, 3), (1, 2), (3, 4)])
    past = np.zeros(len(pairs))
    ties = Ties(Start(pairs, past + 8.0, past, past), np.zeros(5, np.int32))

    assert least_tied(ties).tolist() == [False] * 4 + [True]


def test_inequality_does_not_depend_on_order_or_scale():
    values = np.array([3, 0, 9, 1, 1])

    assert gini(values) == pytest.approx(gini(7 * values[::-1]))
    assert gini(np.zeros(3, np.int64)) == 0.0


def test_intervals_hold_the_truth_as_often_as_they_say():
    rng = np.random.default_rng(0)
    held = 0
    for _ in range(600):
        found = interval(rng.normal(5.0, 2.0, 4).tolist())
        held += (found["low"] or 0.0) <= 5.0 <= (found["high"] or 0.0)

    assert held / 600 == pytest.approx(0.95, abs=0.025)


@pytest.mark.parametrize(
    ("freedom", "t"), [(1, 12.7062), (2, 4.3027), (5, 2.5706), (30, 2.0423)]
)
def test_students_law_is_that_of_the_tables(freedom, t):
    assert quantile(freedom, 0.95) == pytest.approx(t, abs=1e-4)


def test_what_was_not_measured_is_left_out():
    nan = float("nan")

    assert interval([nan, 2.0, nan]) == {"mean": 2.0, "low": None, "high": None}
    assert interval([nan]) == {"mean": None, "low": None, "high": None}
