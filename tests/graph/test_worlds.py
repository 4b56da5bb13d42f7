from collections import Counter

import graspologic_native
import networkx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.graph.data import real
from whispeer.graph.constants import WORLDS
from whispeer.graph.errors import (
    BadArray,
    BadStrength,
    DanglingTie,
    DuplicateTie,
    GraphError,
    SelfTie,
)
from whispeer.graph.worlds import keep_names, worlds


def clique(first, size):
    members = range(first, first + size)
    return [(a, b) for a in members for b in members if a < b]


def found(ties, members, **options):
    return worlds(np.array(ties), np.ones(len(ties)), members, **options).tolist()


random_ties = st.sets(
    st.tuples(st.integers(0, 29), st.integers(0, 29)).filter(
        lambda tie: tie[0] < tie[1]
    ),
    min_size=1,
    max_size=120,
).map(sorted)


def test_two_groups_joined_by_one_tie_are_two_worlds():
    ties = [*clique(0, 6), *clique(6, 6), (0, 6)]

    assert found(ties, 12) == [0] * 6 + [1] * 6


def test_worlds_are_numbered_by_their_smallest_member():
    ties = [*clique(6, 6), *clique(0, 6), (5, 6)]

    assert found(ties, 12) == [0] * 6 + [1] * 6


def test_a_lonely_member_is_a_world_of_his_own():
    assert found(clique(1, 5), 8) == [0, 1, 1, 1, 1, 1, 2, 3]


def test_nobody_is_tied_then_everybody_is_a_world():
    none = np.empty((0, 2), dtype=np.int64)

    assert worlds(none, np.empty(0), 3).tolist() == [0, 1, 2]
    assert worlds(none, np.empty(0), 0).tolist() == []


def test_strong_ties_make_worlds_where_weak_ones_do_not():
    square = np.array([[0, 1], [1, 2], [2, 3], [3, 0]])
    strong_sides = np.array([1.0, 0.1, 1.0, 0.1])

    assert worlds(square, strong_sides, 4).tolist() == [0, 0, 1, 1]
    assert worlds(square, np.roll(strong_sides, 1), 4).tolist() == [0, 1, 1, 0]


def test_the_weight_of_a_tie_is_the_mean_of_its_two_sides():
    square = np.array([[0, 1], [1, 2], [2, 3], [3, 0]])
    sides = np.array([[1.0, 0.6], [0.05, 0.15], [0.6, 1.0], [0.15, 0.05]])

    assert worlds(square, sides, 4).tolist() == [0, 0, 1, 1]


@given(random_ties, st.randoms(use_true_random=False), st.integers(0, 5))
@settings(max_examples=50)
def test_the_order_and_direction_of_ties_do_not_matter(ties, chance, seed):
    shuffled = [tie[:: chance.choice((1, -1))] for tie in ties]
    chance.shuffle(shuffled)

    assert found(shuffled, 30, seed=seed) == found(ties, 30, seed=seed)


@given(random_ties)
@settings(max_examples=50)
def test_a_world_is_connected(ties):
    graph = networkx.Graph(ties)
    graph.add_nodes_from(range(30))
    world_of = found(ties, 30)

    for world in set(world_of):
        members = [member for member in range(30) if world_of[member] == world]
        assert networkx.is_connected(graph.subgraph(members))


def email():
    table = np.loadtxt(real("email_eu"), usecols=(0, 1), dtype=np.int64)
    ties = np.unique(np.sort(table, axis=1), axis=0)
    members, ties = np.unique(ties, return_inverse=True)
    return ties.reshape(-1, 2), members.size


def test_the_resolution_is_the_smallest_whose_median_world_has_fifty_members():
    ties, members = email()
    both = np.concatenate([ties, ties[:, ::-1]])
    both = both[np.lexsort((both[:, 1], both[:, 0]))]
    starts = np.searchsorted(both[:, 0], np.arange(members + 1)).astype(np.int64)
    rows = (starts, both[:, 1].astype(np.int32), np.ones(len(both)))

    medians = []
    for resolution in WORLDS.resolutions:
        _, world_of = graspologic_native.leiden_csr(
            *rows, members, resolution=resolution, seed=0
        )
        medians.append(np.median(np.bincount(list(world_of.values()))))
    ours = np.median(np.bincount(worlds(ties, np.ones(len(ties)), members)))

    assert ours == next(median for median in medians if median <= 50)
    assert medians[0] > 50


def test_on_a_real_network_worlds_are_as_good_as_those_of_louvain():
    ties, members = email()
    world_of = worlds(ties, np.ones(len(ties)), members)
    graph = networkx.Graph(ties.tolist())
    ours = [
        set(np.flatnonzero(world_of == world)) for world in range(world_of.max() + 1)
    ]

    rival = networkx.community.louvain_communities(graph, resolution=1.5, seed=0)

    modularity = networkx.community.modularity
    assert modularity(graph, ours, resolution=1.5) > (
        modularity(graph, rival, resolution=1.5) - 0.01
    )


@pytest.mark.parametrize(
    ("pairs", "strengths", "error"),
    [
        ([[0, 0]], [1.0], SelfTie),
        ([[0, 3]], [1.0], DanglingTie),
        ([[-1, 0]], [1.0], DanglingTie),
        ([[0, 1], [1, 0]], [1.0, 1.0], DuplicateTie),
        ([[0, 1]], [float("nan")], BadStrength),
        ([[0, 1]], [0.0], BadStrength),
        ([[0, 1]], [1.5], BadStrength),
        ([[0, 1]], [1.0, 1.0], BadArray),
        ([[0.5, 1]], [1.0], BadArray),
        ([0, 1], [1.0, 1.0], BadArray),
    ],
)
def test_what_is_no_graph_is_refused(pairs, strengths, error):
    with pytest.raises(error) as refusal:
        worlds(np.array(pairs), np.array(strengths), 3)
    assert isinstance(refusal.value, GraphError)


# Names that last


def renamed(new, old, **options):
    new, old = np.array(new, np.int32), np.array(old, np.int32)
    return keep_names(new, old, **options).tolist()


def plainly_renamed(new, old, unused=0):
    """The plain twin: claims in order of their weight, each name given once."""
    people = Counter(before for before in old if before >= 0)
    common = Counter((b, a) for a, b in zip(new, old, strict=True) if b >= 0)
    claims = sorted(
        common, key=lambda c: (2 * common[c] <= people[c[0]], -common[c], *c)
    )
    names: dict[int, int] = {}
    for before, after in claims:
        if after not in names and before not in names.values():
            names[after] = before
    fresh = max(unused, max(old, default=-1) + 1)
    for world in sorted(set(new) - set(names)):
        names[world] = fresh
        fresh += 1
    return [names[world] for world in new]


moves = st.lists(st.tuples(st.integers(0, 6), st.integers(-1, 6)), max_size=40)


@given(moves, st.integers(0, 9))
def test_names_are_those_of_the_plain_twin(members, unused):
    new, old = ([member[i] for member in members] for i in (0, 1))

    assert renamed(new, old, unused=unused) == plainly_renamed(new, old, unused)


def test_a_world_keeps_its_name_when_a_few_members_move():
    assert renamed([1, 1, 0, 0, 0, 0], [4, 4, 4, 9, 9, 9]) == [4, 4, 9, 9, 9, 9]


@given(moves)
def test_a_world_keeps_its_name_when_most_of_its_people_stay(members):
    """Unless they stay with a greater part of another, which most stayed in too."""
    new, old = ([member[i] for member in members] for i in (0, 1))
    named = renamed(new, old)

    for before in {name for name in old if name >= 0}:
        now = Counter(a for a, b in zip(new, old, strict=True) if b == before)
        after, stayed = now.most_common(1)[0]
        if 2 * stayed <= now.total():
            continue
        there = Counter(b for a, b in zip(new, old, strict=True) if a == after)
        rivals = [
            other
            for other, come in there.items()
            if other not in {before, -1}
            and come >= stayed
            and 2 * come > old.count(other)
        ]
        name = named[new.index(after)]
        assert name == before or name in rivals


def test_a_small_world_that_stays_is_not_named_after_a_part_of_a_large_one():
    """Four of nine join three of four: it is still the world of those four."""
    old = [5] * 9 + [8] * 4
    new = [0] * 4 + [1] * 3 + [2] * 2 + [0] * 3 + [2]

    assert renamed(new, old) == [8] * 4 + [5] * 3 + [9] * 2 + [8] * 3 + [9]


def test_of_two_worlds_that_become_one_the_greater_gives_the_name():
    assert renamed([0] * 5, [1, 1, 6, 6, 6]) == [6] * 5


def test_of_two_halves_the_greater_keeps_the_name():
    assert renamed([0, 0, 1, 1, 1], [2, 2, 2, 2, 2]) == [3, 3, 2, 2, 2]


def test_newcomers_start_a_world_with_a_new_name():
    assert renamed([0, 0, 1], [5, 5, -1]) == [5, 5, 6]
    assert renamed([0, 1], [-1, -1]) == [0, 1]
    assert renamed([], []) == []


def test_a_name_that_is_gone_is_not_given_again():
    assert renamed([0, 0, 1], [5, 5, -1], unused=9) == [5, 5, 9]
    assert renamed([0, 0, 1], [5, 5, -1], unused=2) == [5, 5, 6]


@given(moves)
def test_renaming_changes_names_and_nothing_else(members):
    new = [after for after, _ in members]

    named = renamed(new, [before for _, before in members])

    couples = set(zip(new, named, strict=True))
    assert len(couples) == len(set(new)) == len(set(named))


def test_names_are_kept_for_the_same_members_only():
    with pytest.raises(BadArray):
        renamed([0], [0, 1])


def test_from_week_to_week_a_real_network_keeps_its_names():
    """Eight weeks, each of which ends one tie in fifty; most keep their name."""
    ties, members = email()
    chance = np.random.default_rng(0)
    strengths = chance.uniform(0.1, 1.0, len(ties))
    before, ever = worlds(ties, strengths, members), 0
    kept, stay = [], []
    for _ in range(8):
        left = chance.random(len(ties)) > 0.02
        ties, strengths = ties[left], strengths[left]
        ever = max(ever, int(before.max()) + 1)
        found = worlds(ties, strengths, members)
        now = keep_names(found, before, unused=ever)
        for name in np.unique(before):
            people = now[before == name]
            most = np.bincount(people).max()
            if people.size >= 10 and 2 * most > people.size:
                stay.append(2 * (people == name).sum() > people.size)
        kept.append((now == before).mean())
        before = now

    assert len(stay) > 40
    assert np.mean(stay) > 0.9
    assert np.mean(kept) > 0.7
