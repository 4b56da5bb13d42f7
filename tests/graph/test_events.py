"""Files of events: the plain rule, and what M1 measured on them."""

import gzip
from math import floor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.graph import oracle
from tests.graph.data import real
from whispeer.graph.constants import TIES
from whispeer.graph.errors import BadArray, BadStrength
from whispeer.graph.events import strengths
from whispeer.graph.strength import Event, Kind, view

TALK = Kind.CONVERSATION


lines = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.floats(-1000.0, 1000.0),
        st.sampled_from([0.1, 0.5, 1.0, 3.0, 4.0]),
    ),
    min_size=1,
    max_size=40,
)


@given(lines)
def test_files_of_events_agree_with_the_plain_rule(found):
    at = max(day for _, day, _ in found)
    names = sorted({pair for pair, _, _ in found})
    pairs = np.array([names.index(pair) for pair, _, _ in found])
    days, weights = (np.array([line[i] for line in found]) for i in (1, 2))

    lived = [[line[1:] for line in found if line[0] == name] for name in names]

    expected = [oracle.s(events, at) for events in lived]

    assert strengths(pairs, days, weights, at=at) == pytest.approx(expected, abs=1e-12)


@given(st.lists(st.floats(0.0, 900.0), min_size=1, max_size=30, unique_by=floor))
def test_a_file_and_a_view_agree_on_conversations(days):
    at = max(days)
    one = view([Event(day, TALK) for day in days], at=at)

    many = strengths(
        np.zeros(len(days), int), np.array(days), np.ones(len(days)), at=at
    )

    assert many[0] == pytest.approx(one.strength)


@pytest.mark.parametrize("weight", [0.0, -1.0, 4.1, float("nan"), float("inf")])
def test_a_weight_outside_its_range_is_refused(weight):
    with pytest.raises(BadStrength):
        strengths(np.array([0]), np.array([0.0]), np.array([weight]), at=0.0)


@pytest.mark.parametrize(
    ("pairs", "days", "at"),
    [
        ([0, 0], [1.0], 2.0),
        ([0], [3.0], 2.0),
        ([0], [float("nan")], 2.0),
        ([1], [1.0], 2.0),
        ([-1], [1.0], 2.0),
        ([0], [1.0], float("inf")),
    ],
)
def test_events_that_make_no_sense_are_refused(pairs, days, at):
    with pytest.raises(BadArray):
        strengths(np.array(pairs), np.array(days), np.ones(len(days)), at=at)


def test_no_event_gives_no_strength():
    none = np.array([])

    assert strengths(none.astype(int), none, none, at=0.0).size == 0


# What it is worth: who talks again within 30 days


def auc(scores, truth):
    _, place, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[place]
    good = truth.sum()
    return (ranks[truth].sum() - good * (good + 1) / 2) / (good * (truth.size - good))


def talks_again(name, cut):
    """Pairs seen before the cut, on day `cut`: (s, silence, whether they talk again)."""
    with gzip.open(real(name), "rt") as file:
        table = np.loadtxt(file, dtype=np.int64)
    days = (table[:, 3] - table[:, 3].min()) / 86_400
    keys = np.sort(table[:, :2], axis=1) @ np.array([1 << 32, 1])
    before = days < cut
    names, pairs = np.unique(keys[before], return_inverse=True)
    strength = strengths(pairs, days[before], np.ones(before.sum()), at=float(cut))
    last = np.full(names.size, -np.inf)
    np.maximum.at(last, pairs, days[before])
    again = np.isin(names, keys[(days >= cut) & (days < cut + 30)])
    return strength, cut - last, again


@pytest.mark.parametrize(
    ("name", "cut", "measured"),
    [
        ("collegemsg", 90, (0.857, 0.801, 0.841)),
        ("collegemsg", 120, (0.853, 0.796, 0.869)),
        ("email_eu", 80, (0.771, 0.778, 0.693)),
        ("email_eu", 120, (0.830, 0.829, 0.776)),
    ],
)
def test_warmth_tells_who_will_talk_again_as_m1_measured(name, cut, measured):
    strength, silence, again = talks_again(name, cut)
    share = TIES.warmth_strength
    warmth = share * strength - (1 - share) * np.log1p(silence) / np.log1p(365)

    found = [auc(score, again) for score in (warmth, strength, -silence)]

    assert found == pytest.approx(measured, abs=0.003)
    assert found[0] > min(found)
