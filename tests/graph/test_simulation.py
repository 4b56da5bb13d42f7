"""A year in simulation: the pass marks of M9 on a small network."""

from dataclasses import replace
from statistics import fmean

import pytest

from tests.graph.data import real
from whispeer.graph.constants import SIMULATION, WHISPERS
from whispeer.graph.files import read
from whispeer.graph.simulation import Graph, Run, live
from whispeer.graph.simulation.arms import (
    ARMS,
    BROADCAST,
    DIRECTORY,
    FEED,
    HYBRID,
    RANDOM,
    WHISPEER,
)

SEEDS = 5
# The flat law: a coffee is as good whatever two have in common, so that none of what
# follows comes from the assumption that some common ground is best.
FLAT = (SIMULATION.good_meeting_flat, SIMULATION.good_meeting_flat)
SMALL = replace(SIMULATION, members=300, weeks=12, seeds=SEEDS, good_meeting=FLAT)
TINY = replace(SIMULATION, members=160, weeks=3)


@pytest.fixture(scope="module")
def small():
    """The measures of three arms, seed by seed, as M9 judges them."""
    found = {arm: [] for arm in (DIRECTORY, RANDOM, WHISPEER)}
    for seed in range(SEEDS):
        for arm, years in found.items():
            years.append(live(Run(arm, seed, SMALL)))
    return found


def mean(years, measure):
    return fmean(year[measure] for year in years)


def test_a_need_disturbs_a_fifth_of_those_that_random_relays_do(small):
    ours, theirs = (
        mean(small[arm], "interruptions_per_resolved") for arm in (WHISPEER, RANDOM)
    )

    assert ours <= 0.2 * theirs


def test_a_need_disturbs_six_tenths_of_those_that_a_directory_does(small):
    ours, theirs = (
        mean(small[arm], "interruptions_per_resolved") for arm in (WHISPEER, DIRECTORY)
    )

    assert ours <= 0.6 * theirs


def test_half_of_the_isolated_are_so_no_more(small):
    years = small[WHISPEER]

    assert mean(years, "isolated") <= 0.5 * mean(years, "start_isolated")


def test_a_quarter_more_bridges_than_by_chance_under_the_flat_law(small):
    ours, theirs = (mean(small[arm], "new_bridges") for arm in (WHISPEER, RANDOM))

    assert ours >= 1.25 * theirs


def test_nobody_is_asked_more_than_he_bears(small):
    most = [year["most_asked_in_7_days"] for year in small[WHISPEER]]

    assert max(most) <= WHISPERS.received_7d
    assert live(Run(HYBRID, 0, TINY))["most_asked_in_7_days"] <= WHISPERS.received_7d


@pytest.mark.parametrize("arm", ARMS, ids=lambda arm: arm.name)
def test_the_same_seed_brings_the_same_year(arm):
    once, again, other = (live(Run(arm, seed, TINY)) for seed in (1, 1, 2))

    assert repr(once) == repr(again) != repr(other)


def test_all_arms_of_a_seed_begin_alike():
    years = [live(Run(arm, 1, TINY)) for arm in (FEED, DIRECTORY, RANDOM)]

    starts = [
        {name: value for name, value in year.items() if name.startswith("start_")}
        for year in years
    ]
    assert starts[0] == starts[1] == starts[2]
    assert starts[0]["start_isolated"] == pytest.approx(0.15, abs=0.01)


def test_a_real_network_may_be_given():
    known = read(real("email_eu"))
    graph = Graph(known.pairs, known.strengths, len(known.names))
    given = replace(SIMULATION, weeks=3, members=graph.members)

    ours, theirs = (live(Run(arm, 0, given), graph) for arm in (WHISPEER, BROADCAST))

    assert ours["resolved"] > theirs["resolved"]
    assert ours["interruptions_per_resolved"] < theirs["interruptions_per_resolved"] / 5
