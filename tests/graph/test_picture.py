"""The picture shows everybody once, hides strengths, and stays the same."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.graph.data import real
from tests.graph.graphs import graphs
from whispeer.graph import build, changes
from whispeer.graph.changes import Change
from whispeer.graph.constants import PICTURE
from whispeer.graph.errors import BadNumber, UnknownMember
from whispeer.graph.picture import MEMBER, Kind, picture
from whispeer.graph.strength import State
from whispeer.graph.worlds import worlds

STATES = st.dictionaries(st.integers(0, 30), st.sampled_from(State))


def same(one, other):
    return all(
        np.array_equal(a, b) and a.dtype == b.dtype
        if isinstance(a, np.ndarray)
        else a == b
        for a, b in zip(one, other, strict=True)
    )


def star(ties, *, strength=1.0, world=None):
    """Member 0 with so many ties, numbered from 1."""
    ids = range(ties + 1)
    pairs = build.Ties([0] * ties, range(1, ties + 1), [strength] * ties)
    return build.in_memory(build.Members(ids, world), pairs)


@given(graphs(), STATES, st.sets(st.integers(0, 30), max_size=5))
@settings(max_examples=100, deadline=None)
def test_ties_and_threads_are_what_the_plain_graph_says(given_, states, hidden):
    for member, ties in given_.graph.items():
        found = picture(given_.store, member, states=states, without=hidden)
        ids = found.ids.tolist()
        world = {i: given_.lives[i].world for i in given_.graph}

        assert sorted(ids) == sorted(set(ties) - hidden)
        assert found.worlds.tolist() == [world[i] for i in ids]
        named = {MEMBER: member, **dict(enumerate(ids))}
        threads = {frozenset(map(named.get, pair)) for pair in found.threads.tolist()}
        between = {
            frozenset((a, b))
            for a in ids
            for b, (_, open_) in given_.graph[a].items()
            if open_ and b in ids
        }
        assert threads == between | {frozenset((member, i)) for i in ids}
        assert len(threads) == len(found.threads)
        for pair, bridge in zip(found.threads.tolist(), found.bridges, strict=True):
            a, b = (world[named[end]] for end in pair)
            assert bridge == (a != b and min(a, b) >= 0)


def test_each_kind_of_tie_has_its_ring():
    states = {1: State.NEW, 2: State.ALIVE, 3: State.COOLING, 4: State.ASLEEP}

    found = picture(star(5), 0, states=states, contacts={2: -1, 77: 3})

    assert found.ids.tolist() == [1, 2, 5, 3, 4, 2, 77]
    kinds = [Kind.ALIVE] * 3 + [Kind.COOLING, Kind.ASLEEP] + [Kind.CONTACT] * 2
    assert found.kinds.tolist() == kinds
    radii = np.hypot(*found.places.T)
    rings = [PICTURE.alive, PICTURE.cooling, PICTURE.asleep, PICTURE.contact]
    for radius, kind in zip(radii, kinds, strict=True):
        assert rings[kind][0] - 1e-9 <= radius <= rings[kind][-1] + 1e-9
    assert found.worlds.tolist()[-1] == 3
    assert found.threads.tolist() == [[MEMBER, i] for i in range(5)]


@given(graphs(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_no_strength_changes_anything(given_, chance):
    ids = sorted(given_.graph)
    pairs = [(a, b) for a in ids for b in given_.graph[a] if a < b]
    ends = np.array(pairs, np.int64).T
    open_ = [given_.graph[a][b][1] for a, b in pairs]
    world = [given_.lives[i].world for i in ids]
    steps = [chance.randint(1, 255) / 255 for _ in pairs]
    other = build.in_memory(
        build.Members(ids, world),
        build.Ties(ends[0], ends[1], steps, steps[::-1], open_),
    )

    for member in ids:
        assert same(picture(given_.store, member), picture(other, member))


def test_the_order_in_which_the_graph_was_built_changes_nothing():
    """Rows are given by world and id; a place is drawn from the id alone."""
    alone = picture(star(40), 0)
    crowd = build.in_memory(
        build.Members(range(-500, 41)), build.Ties([0] * 40, range(1, 41))
    )

    assert same(picture(crowd, 0), alone)


@pytest.mark.parametrize("ties", [150, 151, 400])
def test_at_most_a_hundred_and_fifty_are_drawn_ties_first(ties):
    found = picture(star(ties), 0, contacts=dict.fromkeys(range(1000), -1))

    assert len(found.ids) == PICTURE.points
    assert (found.kinds == Kind.ALIVE).sum() == min(ties, PICTURE.points)


def test_of_a_crowd_every_world_shows_somebody():
    world = [0] + [1] * 380 + list(range(2, 22))

    found = picture(star(400, world=world), 0)

    assert set(found.worlds.tolist()) == set(range(1, 22))
    assert found.bridges.all()


def test_of_a_crowd_one_more_takes_the_place_of_one_at_most():
    few, more = picture(star(300), 0), picture(star(301), 0)

    assert len(set(few.ids.tolist()) - set(more.ids.tolist())) <= 1


def test_of_many_threads_his_own_and_the_bridges_are_drawn():
    count = 60
    pairs = [(a, b) for a in range(count) for b in range(a)]
    world = [0] * 50 + [1] * 10
    store = build.in_memory(
        build.Members(range(count), world), build.Ties(*np.array(pairs).T)
    )

    found = picture(store, 0)

    own = found.threads[:, 0] == MEMBER
    assert len(found.threads) == PICTURE.threads
    assert own.sum() == count - 1
    assert found.bridges[~own].all()


def test_a_change_is_seen_at_once():
    store = star(5)
    changes.apply(store, [Change(1, 0, 3, 0, 0), Change(2, 1, 2, 0.5, 0.5)])

    found = picture(store, 0)

    assert found.ids.tolist() == [1, 2, 4, 5]
    assert found.threads.tolist()[-1] == [0, 1]


def test_somebody_alone_stands_in_the_middle_of_nothing():
    store = build.in_memory(build.Members([1, 2, 3]), build.Ties([2], [3]))

    found = picture(store, 1)

    assert (found.ids.size, found.sectors, found.threads.shape) == (0, [], (0, 2))
    assert found.places.shape == (0, 2)


def test_each_member_has_a_picture_of_his_own():
    """The same five people of the same world: other spots around somebody else."""
    pairs = [(a, b) for a in (0, 1) for b in range(2, 7)]
    store = build.in_memory(build.Members(range(7)), build.Ties(*np.array(pairs).T))

    one, other = picture(store, 0), picture(store, 1)

    assert one.ids.tolist() == other.ids.tolist()
    assert not np.allclose(one.places, other.places)


def test_nonsense_is_refused_by_name():
    store = star(2)

    with pytest.raises(UnknownMember, match="member 9"):
        picture(store, 9)
    with pytest.raises(BadNumber, match="world -2 of a contact"):
        picture(store, 0, contacts={1: -2})
    with pytest.raises(BadNumber, match="64 bits"):
        picture(store, 0, contacts={2**70: -1})
    with pytest.raises(BadNumber, match="'lost' is no state"):
        picture(store, 0, states={1: "lost"})  # type: ignore[dict-item]


def test_around_real_people_points_lie_apart_and_stay():
    """Take a tie away, and give it back: all is as before, and little moved between."""
    table = np.loadtxt(real("email_eu"), usecols=(0, 1), dtype=np.int64)
    ends = np.unique(np.sort(table, axis=1), axis=0)
    count = int(ends.max()) + 1
    world = worlds(ends, np.ones(len(ends)), count)
    store = build.in_memory(build.Members(range(count), world), build.Ties(*ends.T))
    chance = np.random.default_rng(0)
    for member in chance.choice(np.unique(ends), 25, replace=False).tolist():
        states = dict(enumerate(chance.choice(list(State), count)))
        full = picture(store, member, states=states)
        gone = int(chance.choice(full.ids))

        less = picture(store, member, states=states, without=[gone])

        apart = np.linalg.norm(full.places[:, None] - full.places[None], axis=2)
        assert apart[np.triu_indices(len(apart), 1)].min(initial=1) > 0.0549
        assert same(full, picture(store, member, states=states))
        both = np.intersect1d(full.ids, less.ids)
        if both.size:
            was, now = (
                one.places[np.argsort(one.ids)][np.isin(np.sort(one.ids), both)]
                for one in (full, less)
            )
            assert np.linalg.norm(was - now, axis=1).mean() < 0.25
