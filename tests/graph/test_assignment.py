"""Suggestions are shared out so that nobody is worn out."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.graph.graphs import graphs
from whispeer.graph.assignment import Caps, Live, Suggestion, assign
from whispeer.graph.errors import BadNumber
from whispeer.graph.introductions import introductions


def plainly(found, caps: Caps, live: Live) -> list[Suggestion]:
    """The plain twin: the same greedy choice with dictionaries."""
    received, shown, asked = (Counter(counts) for counts in live)
    met: set[frozenset[int]] = set()
    made = []
    offers = [
        (-one.score, m, one.member, one) for m, ones in found.items() for one in ones
    ]
    for _, member, candidate, one in sorted(offers):
        free = [b for b in one.through if asked[b] < caps.introducer]
        if (
            free
            and frozenset((member, candidate)) not in met
            and received[member] < caps.per_person
            and shown[candidate] < caps.exposure
        ):
            met.add(frozenset((member, candidate)))
            received[member] += 1
            shown[candidate] += 1
            asked[free[0]] += 1
            made.append(Suggestion(member, candidate, free[0], one.score))
    return made


@given(given=graphs(), caps=st.builds(Caps, *[st.integers(0, 4)] * 3), data=st.data())
@settings(max_examples=150, deadline=None)
def test_it_agrees_with_its_plain_twin_in_whatever_order(given, caps, data):
    members = list(given.graph)
    counts = st.dictionaries(st.sampled_from(members), st.integers(0, 3), max_size=4)
    live = data.draw(st.builds(Live, counts, counts, counts))
    found = {m: introductions(given.store, m, score="path") for m in members}
    shuffled = {m: found[m][::-1] for m in data.draw(st.permutations(members))}

    assert assign(shuffled, caps=caps, live=live) == plainly(found, caps, live)


def test_nothing_found_is_nothing_suggested():
    assert assign({}) == assign({1: []}) == []


def test_a_cap_below_zero_is_refused():
    with pytest.raises(BadNumber, match="below 0"):
        assign({}, caps=Caps(per_person=-1))
