"""M1 tells which ties will be heard of again."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.graph.data import real
from whispeer.graph.events import warmth
from whispeer.graph.files import DAY, EventFile, read_events
from whispeer.graph.foresight.renewal import last_cut, renewal
from whispeer.graph.strength import Event, Kind, view


def event_file(lines):
    """Of lines (a, b, day), members 0 to 2."""
    pairs = np.array([sorted(line[:2]) for line in lines], np.int64)
    days = np.array([line[2] for line in lines], float)
    return EventFile(("a", "b", "c"), pairs, np.ones(len(lines)), days * DAY)


@given(st.lists(st.integers(0, 800), min_size=1, max_size=20, unique=True))
def test_warmth_of_a_file_is_that_of_a_view(days):
    at = 800.0
    one = view([Event(float(day), Kind.CONVERSATION) for day in days], at=at)

    many = warmth(np.array([one.strength]), np.array([at - max(days)]))

    assert many[0] == pytest.approx(one.warmth)


def test_who_is_heard_of_again_in_time_is_counted():
    events = event_file([(0, 1, 0), (1, 2, 10), (0, 2, 20), (0, 1, 40), (1, 2, 90)])

    found = renewal(events, 30 * DAY, 30.0)

    assert (found.pairs, found.again) == (3, 1)
    assert found.auc["recency"] == 0.0  # the oldest came back


def test_where_all_or_none_come_back_nothing_is_claimed():
    events = event_file([(0, 1, 0), (0, 1, 40)])

    assert np.isnan(renewal(events, 10 * DAY, 30.0).auc["warmth"])
    assert np.isnan(renewal(events, 10 * DAY, 20.0).auc["warmth"])


@given(st.integers(1, 400))
def test_the_last_cut_leaves_thirty_days_or_a_fifth(days):
    at, window = last_cut(event_file([(0, 1, 0), (0, 1, days)]))

    assert window == pytest.approx(min(30.0, days / 5))
    assert at / DAY + window == pytest.approx(days)


def test_what_comes_after_the_window_changes_nothing():
    events = read_events(real("collegemsg"))
    at = events.times.min() + 100 * DAY
    known = events.those(events.times <= at + 30 * DAY)

    assert renewal(known, at, 30.0) == renewal(events, at, 30.0)


@pytest.mark.parametrize(
    ("name", "day", "mark"), [("collegemsg", 163.7, 0.85), ("email_eu", 120.3, 0.82)]
)
def test_warmth_tells_who_will_be_heard_of_again(name, day, mark):
    events = read_events(real(name))
    at, days = last_cut(events)

    found = renewal(events, at, days)

    assert (at - events.times.min()) / DAY == pytest.approx(day, abs=0.05)
    assert days == 30.0
    assert found.auc["warmth"] >= mark
    assert found.auc["warmth"] > found.auc["strength"]
