"""J3 keeps its promises on thousands of random clubs."""

import numpy as np
import pytest

from tests.graph.rounding import (
    check_candidates,
    check_round,
    club,
    may_meet,
)
from whispeer.graph import build
from whispeer.graph import candidates as candidates_module
from whispeer.graph.arrays import MOVES
from whispeer.graph.changes import Change, Joined, Writer
from whispeer.graph.errors import (
    BadArray,
    BadNumber,
    DuplicateMember,
    TornGeneration,
    UnknownMember,
)
from whispeer.graph.kernels.pairing_candidates import find_candidates
from whispeer.graph.rounds import Candidates, Guests, arrange, candidates, coffee_round
from whispeer.graph.store import TieStore

NOBODY_ELSE = Candidates(np.empty((0, 2), np.int64), np.empty(0))


def chance(seed=0):
    return np.random.default_rng(seed)


def told(held):
    return [part.tobytes() for part in held[:3]] + [held.weight]


@pytest.mark.parametrize("part", range(10))
def test_everybody_once_and_never_with_whom_he_may_not_meet(part):
    for seed in range(200 * part, 200 * (part + 1)):
        given = club(seed)
        held = coffee_round(
            given.store, given.guests, given.pairs_apart, rng=chance(seed)
        )
        check_round(given, held)


@pytest.mark.soak
@pytest.mark.parametrize("part", range(40))
def test_so_do_larger_clubs(part):
    for seed in range(50 * part, 50 * (part + 1)):
        given = club(100_000 + seed, most=70)
        held = coffee_round(
            given.store, given.guests, given.pairs_apart, rng=chance(seed)
        )
        check_round(given, held)


@pytest.mark.parametrize("limit", [1, 3, 12])
def test_candidates_are_the_best_of_one_of_the_two(limit):
    for seed in range(120):
        given = club(seed)
        found = candidates(
            given.store, given.guests, given.pairs_apart, rng=chance(), limit=limit
        )
        check_candidates(given, found, limit)


def test_the_same_seed_gives_the_same_bytes():
    for seed in range(60):
        one, other = (
            coffee_round(given.store, given.guests, given.pairs_apart, rng=chance(seed))
            for given in (club(seed), club(seed))
        )
        assert told(one) == told(other)


def test_chance_decides_between_equals():
    """A star: all its leaves are alike, and every pairing of them weighs the same."""
    store = build.small([(0, leaf, 1.0) for leaf in range(1, 21)])
    rounds = {told(coffee_round(store, rng=chance(seed)))[0] for seed in range(10)}

    assert len(rounds) == 10


def test_pairs_are_those_of_the_caller_where_he_weighs_them():
    """A ring of six: who stands opposite is three ties away, but the caller says so."""
    store = build.small([(i, (i + 1) % 6, 1.0) for i in range(6)])
    mine = Candidates(
        np.array([[0, 3], [4, 1], [2, 5], [0, 2]]),
        np.array([900.0, 800.0, 1000.0, 0.0]),
    )

    held = arrange(store, mine, rng=chance())

    assert held.pairs.tolist() == [[0, 3], [1, 4], [2, 5]]
    assert held.weight == 2700.0


def test_whatever_the_caller_gives_those_kept_apart_are_not_grouped():
    for seed in range(300):
        given = club(seed)
        ids = given.ids
        mine = [[a, c] for a in ids for c in ids if a != c]
        weights = chance(seed).random(len(mine)) * 1000
        found = Candidates(np.array(mine).reshape(-1, 2), weights)

        held = arrange(
            given.store, found, given.guests, given.pairs_apart, rng=chance()
        )

        for group in [*held.pairs.tolist(), *held.trios.tolist()]:
            assert all(may_meet(given, a, c) for a in group for c in group if a < c)


def test_a_pair_given_twice_counts_at_its_greatest():
    store = build.small([(1, 2, 1.0), (2, 3, 1.0)])
    mine = Candidates(np.array([[1, 3], [3, 1], [1, 3]]), np.array([2.0, 7.0, 3.0]))

    assert arrange(store, mine, rng=chance()).weight == 7.0


def test_without_candidates_friends_of_friends_are_taken_all_the_same():
    for seed in range(300):
        given = club(seed)
        held = arrange(
            given.store, NOBODY_ELSE, given.guests, given.pairs_apart, rng=chance()
        )
        check_round(given, held)


def test_an_odd_one_joins_two_friends_of_his_friends():
    store = build.small([(0, leaf, 1.0) for leaf in range(1, 6)])

    held = coffee_round(store, rng=chance())

    assert (len(held.pairs), len(held.trios)) == (1, 1)
    assert held.alone.tolist() == [0]  # everybody is his tie


def test_guests_are_the_only_ones_grouped_but_others_connect_them():
    store = build.small([(1, 2, 1.0), (2, 3, 1.0), (3, 4, 1.0)])

    held = coffee_round(store, Guests([1, 3, 4]), rng=chance())

    assert held.pairs.tolist() == [[1, 3]]
    assert held.alone.tolist() == [4]


def test_members_and_ties_made_since_the_build_count(tmp_path):
    build.generation(tmp_path, build.Members([1, 2, 3]), build.Ties([1, 2], [2, 3]))
    log: list[Joined | Change] = [
        Joined(1, 500),
        Change(2, 500, 3, 1.0, 1.0),
        Change(3, 1, 2, 0, 0),
    ]
    Writer(tmp_path).apply(log)

    held = coffee_round(TieStore.open(tmp_path), rng=chance())

    assert held.pairs.tolist() == [[2, 500]]
    assert held.alone.tolist() == [1, 3]


def test_nobody_comes_and_nothing_happens():
    store = build.small([(1, 2, 1.0)])

    held = coffee_round(store, Guests(np.empty(0, np.int64)), rng=chance())

    assert [part.size for part in held[:3]] == [0, 0, 0]
    assert held.weight == 0.0


@pytest.mark.parametrize("stored", [10**9, ~(10**9), 7])
def test_a_graph_that_is_damaged_is_found_out(stored):
    """A tie that leads outside, open or not, or to somebody who knows nothing of it."""
    store = build.small([(i, (i + 1) % 9, 1.0) for i in range(9)])
    store.owned.neighbours[2] = stored

    with pytest.raises(TornGeneration):
        coffee_round(store, rng=chance())


def test_a_round_is_held_again_where_rows_moved_meanwhile(monkeypatch):
    """Each look finds that a row has moved, until it looks at few enough members."""
    store = build.small([(i, (i + 1) % 40, 1.0) for i in range(40)])
    still = coffee_round(store, rng=chance())
    looked = find_candidates

    def disturbed(desk, rows, *out):
        state = looked(desk, rows, *out)
        if rows.size > 3:
            store.owned.live[MOVES] += 1
            desk.bench.mark[:] = 2  # as somebody leaves it who was torn away
        return state

    monkeypatch.setattr(candidates_module, "find_candidates", disturbed)

    assert told(coffee_round(store, rng=chance())) == told(still)


REFUSED = {
    "a stranger": (UnknownMember, {"guests": Guests([1, 99])}),
    "somebody twice": (DuplicateMember, {"guests": Guests([1, 2, 1])}),
    "ids that are no numbers": (BadArray, {"guests": Guests(["a"])}),
    "too few languages": (BadArray, {"guests": Guests([1, 2], languages=[1])}),
    "trios apart": (BadArray, {"apart": [[1, 2, 3]]}),
    "halves apart": (BadArray, {"apart": [[0.5, 1.0]]}),
}


@pytest.mark.parametrize(("error", "given"), REFUSED.values(), ids=REFUSED)
def test_what_makes_no_sense_is_refused(error, given):
    store = build.small([(1, 2, 1.0), (2, 3, 1.0)])

    with pytest.raises(error):
        coffee_round(store, **given, rng=chance())


@pytest.mark.parametrize("weights", [[np.nan], [-1.0], [np.inf]])
def test_a_weight_that_is_none_is_refused(weights):
    store = build.small([(1, 2, 1.0), (2, 3, 1.0)])

    with pytest.raises(BadNumber):
        arrange(store, Candidates(np.array([[1, 3]]), np.array(weights)), rng=chance())


def test_a_candidate_who_is_no_member_is_refused():
    store = build.small([(1, 2, 1.0), (2, 3, 1.0)])

    with pytest.raises(UnknownMember, match="99"):
        arrange(store, Candidates(np.array([[1, 99]]), np.array([1.0])), rng=chance())
    with pytest.raises(BadArray):
        arrange(
            store, Candidates(np.array([[1, 3]]), np.array([1.0, 2.0])), rng=chance()
        )
    with pytest.raises(BadNumber):
        candidates(store, rng=chance(), limit=0)
