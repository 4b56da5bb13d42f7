"""Suggestions are shared out so that nobody is worn out."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.graph.graphs import graphs
from whispeer.graph.assignment import Candidate, Caps, Live, assign
from whispeer.graph.errors import BadNumber
from whispeer.graph.introductions import introductions


def plainly(found: list[Candidate], caps: Caps, live: Live) -> list[Candidate]:
    """The plain twin: the same greedy choice with dictionaries."""
    received, shown, asked = (Counter(counts) for counts in live)
    met: set[frozenset[int]] = set()
    made = []
    for one in sorted(found, key=lambda one: (-one.score, one.member, one.about)):
        pair = frozenset((one.member, one.about))
        if (
            pair not in met
            and received[one.member] < caps.per_person
            and shown[one.about] < caps.exposure
            and asked[one.through] < caps.introducer
        ):
            met.add(pair)
            received[one.member] += 1
            shown[one.about] += 1
            asked[one.through] += 1
            made.append(one)
    return made


@given(given=graphs(), caps=st.builds(Caps, *[st.integers(0, 4)] * 3), data=st.data())
@settings(max_examples=150, deadline=None)
def test_it_agrees_with_its_plain_twin_in_whatever_order(given, caps, data):
    members = list(given.graph)
    counts = st.dictionaries(st.sampled_from(members), st.integers(0, 3), max_size=4)
    live = data.draw(st.builds(Live, counts, counts, counts))
    found = {
        m: [
            Candidate(m, one.member, connector, one.score)
            for one in introductions(given.store, m, score="path")
            for connector in one.through
        ]
        for m in members
    }
    shuffled = [one for m in data.draw(st.permutations(members)) for one in found[m]]
    in_order = [one for m in members for one in found[m]]

    assert assign(shuffled, caps=caps, live=live) == plainly(in_order, caps, live)


def test_another_connector_is_asked_when_the_best_can_bear_no_more():
    found = [Candidate(1, 3, 2, 0.9), Candidate(1, 3, 4, 0.9)]

    assert assign(found, live=Live(asked={2: 2})) == [found[1]]


def test_nothing_found_is_nothing_suggested():
    assert assign([]) == []


def test_nonsense_is_refused_by_name():
    with pytest.raises(BadNumber, match="below 0"):
        assign([], caps=Caps(per_person=-1))
    with pytest.raises(BadNumber, match="not a number"):
        assign([Candidate(1, 2, 3, float("nan"))])
