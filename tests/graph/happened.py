"""Files of events to be foreseen."""

import numpy as np
from hypothesis import strategies as st

from whispeer.graph.files import DAY, EventFile, ties_of
from whispeer.graph.foresight.ranking import rank

NAMES = [f"m{i:02}" for i in range(16)]


def event_file(events):
    """Of lines (a, b, weight, day)."""
    ends = np.array([sorted(event[:2]) for event in events], np.int64)
    rest = np.array([event[2:] for event in events], float)
    every = EventFile(tuple(NAMES), ends, rest[:, 0], rest[:, 1] * DAY)
    return every.those(np.ones(len(events), bool))


def ranked(cut):
    return rank(ties_of(cut.past, at=cut.at), np.random.default_rng(0))


@st.composite
def event_files(draw):
    member = st.integers(0, len(NAMES) - 1)
    event = st.tuples(
        member, member, st.sampled_from([0.5, 1.0, 4.0]), st.integers(0, 200)
    ).filter(lambda event: event[0] != event[1])
    events = draw(st.lists(event, min_size=20, max_size=120))
    return event_file([*events, (0, 1, 1.0, 0), (0, 2, 1.0, 201)])
