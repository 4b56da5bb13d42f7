"""What is known at the cut, what comes after it, and where none can be made."""

from itertools import combinations

import numpy as np
import pytest

from tests.graph.happened import event_file, ranked
from whispeer.graph.errors import BadNumber
from whispeer.graph.files import DAY
from whispeer.graph.foresight.cut import cut_at, cut_in_order, new_pairs
from whispeer.graph.foresight.ranking import judge


def test_what_happens_in_the_second_of_the_cut_is_still_known():
    cut = cut_in_order(
        event_file([(0, 1, 1, 1), (1, 2, 1, 2), (2, 3, 1, 2), (3, 4, 1, 3)]), 0.5
    )

    assert (cut.past.times.size, cut.future.times.size) == (3, 1)
    assert cut.future.names == ("m03", "m04")


def test_a_new_tie_is_one_of_two_known_people_not_tied_before():
    events = event_file(
        [
            (0, 1, 1, 1),
            (1, 2, 1, 1),
            (0, 1, 1, 3),
            (0, 2, 1, 4),
            (2, 0, 1, 5),
            (2, 9, 1, 6),
        ]
    )

    assert new_pairs(cut_at(events, 1 * DAY)).tolist() == [[0, 2]]


@pytest.mark.parametrize("share", [0.0, 1.0, float("nan")])
def test_a_share_that_leaves_nothing_is_refused(share):
    with pytest.raises(BadNumber):
        cut_in_order(event_file([(0, 1, 1, 1), (1, 2, 1, 2)]), share)


def test_where_all_happens_at_once_nothing_can_be_judged():
    with pytest.raises(BadNumber, match="nothing happens after the cut"):
        cut_in_order(event_file([(0, 1, 1, 1), (1, 2, 1, 1)]), 0.8)


def test_where_nobody_has_a_friend_of_a_friend_nothing_is_claimed():
    cut = cut_in_order(event_file([(0, 1, 1, 1), (2, 3, 1, 1), (0, 2, 1, 5)]), 0.6)

    truth, judged = judge(ranked(cut), new_pairs(cut))

    assert truth == (1, 0, 0, 0)
    assert np.isnan(judged["default"].hits20)
    assert judged["default"].suggested == 0


def test_names_are_numbered_apart_from_those_who_come_later():
    events = event_file([(a, b, 1, a + b) for a, b in combinations(range(8), 2)])
    cut = cut_in_order(events, 0.2)

    assert set(cut.past.names) < set(events.names)
    assert cut.past.pairs.max() == len(cut.past.names) - 1
