"""Each loop of pairing agrees with its plain twin; together they near the optimum."""

import gzip
from itertools import pairwise

import networkx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.graph import plain, rounding
from tests.graph.data import real
from whispeer.graph import build
from whispeer.graph.errors import (
    BadArray,
    BadNumber,
    DanglingTie,
    DuplicateTie,
    SelfTie,
)
from whispeer.graph.kernels import pairing_messages as messages
from whispeer.graph.pairing import ALONE, pair_up
from whispeer.graph.rounds import candidates

Pairs = dict[tuple[int, int], float]


@st.composite
def drawn_pairs(draw: st.DrawFn) -> tuple[int, Pairs]:
    members = draw(st.integers(2, 9))
    all_ = [(a, b) for b in range(members) for a in range(b)]
    chosen = draw(st.lists(st.sampled_from(all_), min_size=1, unique=True))
    weights = draw(st.permutations(range(1, len(chosen) + 1)))
    return members, {
        pair: w / len(chosen) for pair, w in zip(chosen, weights, strict=True)
    }


def some_pairs(seed: int, members: int, share: float) -> Pairs:
    chance = np.random.default_rng(seed)
    return {
        (a, b): float(chance.random())
        for b in range(members)
        for a in range(b)
        if chance.random() < share
    } or {(0, 1): 1.0}


def web_of(members: int, pairs: Pairs) -> messages.Web:
    ordered = np.array(sorted(pairs), np.int32)
    web = messages.Web(
        np.zeros(members + 1, np.int64),
        np.empty(2 * len(pairs), np.int32),
        np.empty(2 * len(pairs)),
        np.empty(2 * len(pairs), np.int32),
    )
    worths = np.array([pairs[pair] for pair in sorted(pairs)])
    firsts, seconds = ordered.T.copy()
    messages.lay_out(web, firsts, seconds, worths)
    return web


def arcs(members: int, web: messages.Web) -> list[tuple[int, int]]:
    return [
        (a, int(b))
        for a in range(members)
        for b in web.others[web.begins[a] : web.begins[a + 1]]
    ]


def mates_of(members: int, pairs: Pairs, seed: int = 0) -> list[int]:
    ends, weights = np.array(list(pairs)), np.array(list(pairs.values()))
    rng = np.random.default_rng(seed)
    return list(map(int, pair_up(members, ends, weights, rng=rng)))


def chosen(mates: list[int]) -> list[tuple[int, int]]:
    assert all(mates[mate] == a for a, mate in enumerate(mates) if mate != ALONE)
    return [(a, mate) for a, mate in enumerate(mates) if mate > a]


def optimum(pairs: Pairs) -> tuple[int, float]:
    graph = networkx.Graph()
    graph.add_weighted_edges_from((*pair, w) for pair, w in pairs.items())
    best = networkx.max_weight_matching(graph, maxcardinality=True)
    return len(best), sum(pairs[min(pair), max(pair)] for pair in best)


# Twins


@given(drawn=drawn_pairs())
@settings(max_examples=100, deadline=None)
def test_a_web_holds_each_pair_in_both_rows_in_order(drawn):
    members, pairs = drawn
    web = web_of(members, pairs)

    both = [*pairs, *((b, a) for a, b in pairs)]
    assert arcs(members, web) == sorted(both)
    for (a, b), worth, mirror in zip(
        sorted(both), web.worths, web.mirrors, strict=True
    ):
        assert worth == pairs[min(a, b), max(a, b)]
        assert arcs(members, web)[mirror] == (b, a)


def told(members: int, pairs: Pairs, bonus: float, rounds: int) -> Pairs:
    """What each hears from each: what the other could have without him."""
    worth = {**pairs, **{(b, a): w for (a, b), w in pairs.items()}}
    heard = dict.fromkeys(worth, 0.0)  # (a, b): what a heard from b
    for turn in range(rounds):
        order = range(members) if turn % 2 == 0 else reversed(range(members))
        for a in order:
            others = [b for b in range(members) if (a, b) in worth]
            could = {b: worth[a, b] + bonus - heard[a, b] for b in others}
            for b in others:
                best = max([could[c] for c in others if c != b] + [0.0])
                heard[b, a] = 0.5 * heard[b, a] + 0.5 * best
    return heard


@given(drawn=drawn_pairs(), rounds=st.integers(0, 5))
@settings(max_examples=100, deadline=None)
def test_messages_are_those_of_the_plain_twin(drawn, rounds):
    members, pairs = drawn
    web = web_of(members, pairs)
    heard = np.zeros(web.others.size)

    messages.exchange(web, heard, 0.5, rounds, 0.5)

    expected = told(members, pairs, 0.5, rounds)
    assert heard == pytest.approx([expected[arc] for arc in arcs(members, web)])


@given(drawn=drawn_pairs())
@settings(max_examples=150, deadline=None)
def test_proposals_pair_greedily(drawn):
    members, pairs = drawn
    web = web_of(members, pairs)
    mates = np.empty(members, np.int32)

    messages.propose(web, web.worths.copy(), mates)

    expected = [ALONE] * members
    for a, b in sorted(pairs, key=pairs.__getitem__, reverse=True):
        if expected[a] == expected[b] == ALONE:
            expected[a], expected[b] = b, a
    assert mates.tolist() == expected


@given(drawn=drawn_pairs(), backwards=st.booleans())
@settings(max_examples=100, deadline=None)
def test_prices_cover_every_pair_that_sets_one(drawn, backwards):
    members, pairs = drawn
    web = web_of(members, pairs)
    heard, sides = np.zeros(web.others.size), np.zeros(members, np.uint8)
    messages.exchange(web, heard, 0.5, 3, 0.5)
    mates = np.zeros(members, np.int32)

    prices = messages.price(web, heard, sides, (0.5, 101.0))
    messages.lift(web, 101.0, prices, mates, sides)
    before = prices.copy()
    messages.lower(web, 101.0, prices, sides, backwards)

    assert (prices <= before + 1e-9).all()
    for (a, b), worth in pairs.items():
        assert prices[a] + prices[b] >= worth + 101.0 - 1e-9


# Together


def test_pairs_near_the_exact_optimum():
    found, exact = np.zeros(2), np.zeros(2)
    for seed in range(150):
        members = 6 + seed % 30
        pairs = some_pairs(seed, members, (0.08, 0.15, 0.4)[seed % 3])
        made = chosen(mates_of(members, pairs, seed))
        assert set(made) <= set(pairs)
        found += len(made), sum(pairs[pair] for pair in made)
        exact += optimum(pairs)

    assert found[0] >= 0.995 * exact[0]
    assert found[1] >= 0.985 * exact[1]


@given(drawn=drawn_pairs())
@settings(max_examples=150, deadline=None)
def test_no_pair_is_left_out_that_could_be_added(drawn):
    members, pairs = drawn
    mates = mates_of(members, pairs)

    assert not [p for p in pairs if mates[p[0]] == mates[p[1]] == ALONE]


def test_a_path_is_paired_from_its_ends():
    """1 2 3 4 ... 2k: only one way pairs everybody, though it weighs least."""
    for half in range(1, 40):
        links = list(pairwise(range(2 * half)))
        pairs = {pair: 1.0 if pair[0] % 2 else 0.01 for pair in links}

        assert len(chosen(mates_of(2 * half, pairs))) == half


def test_the_unit_of_weights_does_not_matter():
    for seed in range(20):
        pairs = some_pairs(seed, 30, 0.2)
        thousandfold = {pair: 1024 * w for pair, w in pairs.items()}

        assert mates_of(30, pairs) == mates_of(30, thousandfold)


def test_weights_of_nothing_still_pair():
    assert mates_of(2, {(0, 1): 0.0}) == [1, 0]


def test_the_optimum_of_a_real_network_is_neared():
    rustworkx = pytest.importorskip("rustworkx")
    store = real_store("fb100_amherst")
    found = candidates(store, rng=np.random.default_rng(0))
    pairs = found.pairs
    graph = rustworkx.PyGraph()
    graph.add_nodes_from(range(store.members))
    whole = np.rint(found.weights * 1e9).astype(int).tolist()
    graph.add_edges_from([(*p, w) for p, w in zip(pairs.tolist(), whole, strict=True)])
    best = rustworkx.max_weight_matching(graph, max_cardinality=True, weight_fn=int)
    weight = dict(zip(map(tuple, pairs.tolist()), found.weights.tolist(), strict=True))

    mates = pair_up(
        store.members, pairs, found.weights, rng=np.random.default_rng(0)
    ).tolist()

    total = sum(weight[pair] for pair in chosen(mates))
    exact = sum(weight[min(pair), max(pair)] for pair in best)
    assert len(chosen(mates)) >= 0.995 * len(best)
    assert total >= 0.995 * exact


# Candidates where most ways are left out


def real_store(name: str):
    with gzip.open(real(name), "rt") as file:
        lines = list(file)
    ends = np.array([line.split()[:2] for line in lines], np.int64)
    ids, flat = np.unique(ends, return_inverse=True)
    ends = flat.reshape(-1, 2)
    strengths = np.random.default_rng(0).beta(1, 3, len(ends)).clip(1 / 255, 1)
    members = build.Members(np.arange(ids.size))
    ties = build.Ties(ends[:, 0], ends[:, 1], strengths)
    return build.in_memory(members, ties)


def test_on_a_real_network_the_best_are_found_among_the_strong_ways():
    store = real_store("fb100_amherst")
    graph = plain.graph_of(
        (int(a), int(b), int(s), int(s), True)
        for a in range(store.members)
        for b, s in zip(
            store.row(a).neighbours.tolist(),
            np.rint(store.row(a).strengths * 255).tolist(),
            strict=True,
        )
        if a < b
    )
    found = candidates(store, rng=np.random.default_rng(1))
    listed = dict(
        zip(map(tuple, found.pairs.tolist()), found.weights.tolist(), strict=True)
    )

    for a in range(0, store.members, 200):
        weights = {
            (min(a, c), max(a, c)): rounding.weight(graph, a, c)
            for c in plain.ways(graph, a)
        }
        best = sorted(weights.values(), reverse=True)[:12]
        assert all(listed[p] == w for p, w in weights.items() if w > best[-1])
        assert all(weights[p] == w for p, w in listed.items() if a in p)


# Refusals

BAD = {
    "trios": (BadArray, [[0, 1, 2]], [1.0]),
    "fractions": (BadArray, [[0.0, 1.0]], [1.0]),
    "a weight too few": (BadArray, [[0, 1], [1, 2]], [1.0]),
    "no number": (BadNumber, [[0, 1]], [np.nan]),
    "less than nothing": (BadNumber, [[0, 1]], [-1.0]),
    "somebody else": (DanglingTie, [[0, 9]], [1.0]),
    "somebody below": (DanglingTie, [[-1, 0]], [1.0]),
    "a pair twice": (DuplicateTie, [[0, 1], [1, 0]], [1.0, 1.0]),
    "oneself": (SelfTie, [[1, 1]], [1.0]),
}


@pytest.mark.parametrize(("error", "pairs", "weights"), BAD.values(), ids=BAD)
def test_what_are_no_pairs_is_refused(error, pairs, weights):
    with pytest.raises(error):
        pair_up(3, np.array(pairs), np.array(weights), rng=np.random.default_rng(0))
