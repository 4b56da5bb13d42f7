"""J2 agrees with its plain twin, and keeps its promises."""

import gzip
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.graph import plain
from tests.graph.data import real
from tests.graph.graphs import both, graphs
from whispeer.graph import build
from whispeer.graph.errors import BadNumber, UnknownMember
from whispeer.graph.paths import Path, strongest_path


@given(given=graphs(9), max_ties=st.integers(1, 4))
@settings(max_examples=200, deadline=None)
def test_the_kernel_agrees_with_its_plain_twin(given, max_ties):
    ids = sorted(given.graph)
    for a, b in zip(ids, ids[1:] + ids[:1], strict=True):
        found = strongest_path(given.store, a, b, max_ties=max_ties)
        expected = plain.strongest(given.graph, a, b, max_ties)

        assert (found is None) == (expected is None)
        if found and expected:
            assert found.members == expected[0]
            assert found.strength == pytest.approx(expected[1])


@pytest.mark.parametrize("name", ["fb100_amherst", "github"])
def test_it_finds_the_best_value_on_real_graphs(name):
    """Against the best walks of each length, by value."""
    chance = random.Random(2)
    with gzip.open(real(name), "rt") as lines:
        pairs = [tuple(map(int, line.split()[:2])) for line in lines]
    steps = [chance.choice([1, 50, 100, 180, 255]) for _ in pairs]
    given = both([(a, b, s, s, True) for (a, b), s in zip(pairs, steps, strict=True)])
    for _ in range(12):
        a, b = chance.sample(sorted(given.graph), 2)
        found = strongest_path(given.store, a, b)

        assert worth(given.graph, found) == best_worth(given.graph, a, b)


def worth(graph: plain.Graph, found: Path | None) -> int:
    if found is None:
        return 0
    value: int = 7 ** (len(found.members) - 2) * 10 ** (5 - len(found.members))
    for x, y in zip(found.members, found.members[1:], strict=False):
        value *= graph[x][y][0]
    return value * int(255 ** (5 - len(found.members)))


def best_worth(graph: plain.Graph, a: int, b: int) -> int:
    """The best value over walks of 1 to 4 ties: a walk that turns back never wins."""
    reached, best = {a: 1}, 0
    for ties in range(1, 5):
        further: dict[int, int] = {}
        for x, so_far in reached.items():
            for y, (step, _) in graph[x].items():
                further[y] = max(further.get(y, 0), so_far * step)
        scale = 255 ** (4 - ties) * 7 ** (ties - 1) * 10 ** (4 - ties)
        best, reached = max(best, further.get(b, 0) * scale), further
    return best


def test_of_equal_ways_the_shorter_then_the_smaller_ids_win():
    store = build.small(
        [(1, 5, 1.0), (5, 9, 1.0), (1, 4, 1.0), (4, 9, 1.0), (1, 2, 1.0), (2, 3, 1.0),
         (3, 9, 1.0)]
    )  # fmt: skip

    assert strongest_path(store, 1, 9) == Path((1, 4, 9), 1.0)


def test_trust_leads_no_further_than_it_may():
    store = build.small([(i, i + 1, 1.0) for i in range(6)])

    assert strongest_path(store, 0, 4) == Path((0, 1, 2, 3, 4), 1.0)
    assert strongest_path(store, 0, 5) is None
    assert strongest_path(store, 0, 3, max_ties=2) is None


def test_a_closed_tie_is_no_way():
    ties = build.Ties([1, 2], [2, 3], open=[True, False])
    store = build.in_memory(build.Members([1, 2, 3]), ties)

    assert strongest_path(store, 1, 3) is None


def test_a_hub_of_ten_thousand_ties_is_no_trouble():
    store = build.small([(0, i, 0.5) for i in range(1, 10_001)])

    assert strongest_path(store, 1, 10_000) == Path((1, 0, 10_000), 128**2 / 255**2)


def test_to_oneself_there_is_nothing_to_walk():
    assert strongest_path(build.small([(1, 2, 1.0)]), 1, 1) == Path((1,), 1.0)


def test_nonsense_is_refused_by_name():
    store = build.small([(1, 2, 1.0)])

    with pytest.raises(UnknownMember, match="member 3"):
        strongest_path(store, 1, 3)
    with pytest.raises(BadNumber, match="max_ties 5"):
        strongest_path(store, 1, 2, max_ties=5)
