"""The small loops that the questions stand on, against their plain twins.

Each on random graphs and on a real one. The loops of whole questions have theirs
beside their own tests; `test_twins.py` knows where.
"""

from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.graph.data import real
from tests.graph.graphs import Both, both, graphs
from tests.graph.stored import leftovers, picture, replayed
from whispeer.graph import build, changes
from whispeer.graph.changes import Change
from whispeer.graph.files import read
from whispeer.graph.kernels import (
    building,
    moving,
    naming,
    rows,
    spreading,
    ways,
)
from whispeer.graph.store import TieStore


class Plain(NamedTuple):
    """A graph by rows: each row's ends and strengths, as lists."""

    ends: list[list[int]]
    steps: list[list[int]]
    open: list[list[bool]]


def rows_of(store: TieStore) -> Plain:
    """The twin of the arena."""
    every = [store.row(row) for row in range(store.members)]
    return Plain(
        [row.neighbours.tolist() for row in every],
        [np.rint(row.strengths * 255).astype(int).tolist() for row in every],
        [row.open.tolist() for row in every],
    )


@pytest.fixture(scope="module")
def amherst() -> Both:
    """A real graph, whose halves differ and of which some ties are closed."""
    graph = read(real("fb100_amherst"))
    chance = np.random.default_rng(4)
    steps = chance.integers(1, 256, (2, len(graph.pairs)))
    closed = chance.random(len(graph.pairs)) < 0.9
    columns = (*graph.pairs.T, *steps, closed)
    return both(list(zip(*(column.tolist() for column in columns), strict=True)))


def check_rows(given: Both, chance: np.random.Generator) -> None:
    """Everything that is looked for in a row, or in many."""
    store, arrays, twin = given.store, given.store.arrays, rows_of(given.store)
    words, neighbours, strengths = arrays.words, arrays.neighbours, arrays.strengths
    for row in chance.choice(store.members, min(store.members, 60), False).tolist():
        begin, end = rows.span(words, neighbours.size, row)
        assert end - begin == len(twin.ends[row]) == store.degree(row)
        for other in [*twin.ends[row][:5], *chance.choice(store.members, 5).tolist()]:
            slot = rows.slot_of(neighbours, begin, end, other)
            known = other in twin.ends[row]
            assert slot == (begin + twin.ends[row].index(other) if known else -1)
        check_searches(given, twin, row)
        lowest = int(chance.integers(1, 256))
        found = np.empty(end - begin + 1, np.int64)
        graph = ways.Ways(words, neighbours, strengths, arrays.ids)
        count = spreading.worth_a_look(graph, found, row, lowest)
        ties = list(zip(twin.steps[row], twin.open[row], strict=True))
        assert (found[:count] - begin).tolist() == [
            i for i, (step, open_) in enumerate(ties) if step >= lowest and open_
        ]
        assert spreading.ties_of_at_least(graph, begin, end, lowest) == sum(
            step >= lowest for step in twin.steps[row]
        )
        assert ways.strongest_tie(words, strengths, row) == max(twin.steps[row])


def check_searches(given: Both, twin: Plain, row: int) -> None:
    """Four searches in step find what each finds alone."""
    arrays = given.store.arrays
    begin, end = rows.span(arrays.words, arrays.neighbours.size, row)
    found = np.full(end - begin + 1, -7)
    ties = np.arange(begin, end)
    rows.slots_of(arrays.words, arrays.neighbours, ties, row, found)
    for place, other in enumerate(twin.ends[row]):
        first, last = rows.span(arrays.words, arrays.neighbours.size, other)
        assert found[place] == rows.slot_of(arrays.neighbours, first, last, row)
    assert found[-1] == -7


def check_best_two(given: Both, chance: np.random.Generator) -> None:
    """The greatest product of two ties to a target, and who is on both sides."""
    store, arrays, twin = given.store, given.store.arrays, rows_of(given.store)
    for target, row in chance.choice(store.members, (40, 2)).tolist():
        near = np.zeros(arrays.words.size + 1, np.uint8)
        near[twin.ends[target]] = twin.steps[target]
        ties = zip(twin.ends[row], twin.steps[row], twin.open[row], strict=True)
        best = max(
            (int(near[other]) * step for other, step, open_ in ties if open_), default=0
        )
        assert ways.best_two(*arrays[:3], near, row) == best

        marks = np.zeros(arrays.words.size, np.int64)
        marks[twin.ends[target]] = [~place for place in range(len(twin.ends[target]))]
        begin, end = rows.span(arrays.words, arrays.neighbours.size, row)
        listed = np.empty(len(twin.ends[target]) + 1, np.int64)
        slots = (begin, end, 1000)
        count = naming.common_by_mark(arrays.neighbours, marks, slots, listed)
        both_ = [
            1000 + twin.ends[target].index(other)
            for other, open_ in zip(twin.ends[row], twin.open[row], strict=True)
            if open_ and other in twin.ends[target]
        ]
        assert listed[:count].tolist() == both_


@given(given=graphs(), seed=st.integers(0, 99))
@settings(max_examples=40, deadline=None)
def test_looking_into_rows_agrees_with_the_plain_twin(given, seed):
    check_rows(given, np.random.default_rng(seed))
    check_best_two(given, np.random.default_rng(seed))


def test_looking_into_rows_agrees_on_a_real_graph(amherst):
    check_rows(amherst, np.random.default_rng(5))
    check_best_two(amherst, np.random.default_rng(5))


# ── Ids ───────────────────────────────────────────────────────────────────────


def check_ids(store: TieStore) -> None:
    """Ids are found as in a dictionary, one by one and many at once."""
    twin = {member: row for row, member in enumerate(store.ids.tolist())}
    wanted = [*twin, *(i + 1 for i in twin), -5, 2**62]
    found = [rows.find(store.lines.address, member) for member in wanted]
    assert found == [twin.get(member, -1) for member in wanted]

    ids = store.arrays.ids[store.arrays.order]
    out = np.empty(len(twin), np.int32)
    assert building.rows_of_ids(ids, store.arrays.order, np.array([*twin]), out) == -1
    assert out.tolist() == [*twin.values()]
    stranger = np.array([ids[0], max(twin) + 1])
    assert building.rows_of_ids(ids, store.arrays.order, stranger, out) == 1


@given(given=graphs())
@settings(max_examples=40, deadline=None)
def test_ids_are_found_as_in_a_dictionary(given):
    check_ids(given.store)


def test_ids_are_found_on_a_real_graph(amherst):
    check_ids(amherst.store)
    store = amherst.store
    table = np.full(int(store.ids.max()) + 1, -1, np.int32)
    table[store.ids] = np.arange(store.members)
    out = np.empty(store.members, np.int32)
    assert building.rows_of_dense(0, table, store.ids, out) == -1
    assert out.tolist() == list(range(store.members))
    assert building.rows_of_dense(0, table, np.array([-1]), out) == 0


# ── A graph as it is built, and as it changes ─────────────────────────────────


def test_a_real_graph_is_built_as_its_plain_twin(amherst):
    assert picture(amherst.store) == amherst.graph
    amherst.store.verify()


def test_a_real_graph_changes_as_its_plain_twin(amherst):
    graph, chance = (
        {a: dict(row) for a, row in amherst.graph.items()},
        (np.random.default_rng(6)),
    )
    pairs = [(a, b, *graph[a][b], graph[b][a][0]) for a in graph for b in graph[a]]
    ties = build.Ties(*(np.array([p[k] for p in pairs if p[0] < p[1]]) for k in (0, 1)))
    store = build.in_memory(
        build.Members(sorted(graph)), ties, room=build.Room(9, 10**6)
    )
    twin, log = picture(store), list[changes.Line]()
    for seq in range(1, 3001):
        a, b = chance.choice(len(graph), 2, replace=False).tolist()
        if chance.random() < 0.5:
            b = int(chance.choice(list(twin[a]) or [b]))
        ab, ba = (0.0, 0.0) if chance.random() < 0.4 else chance.uniform(0.01, 1, 2)
        log.append(Change(seq, a, b, float(ab), float(ba), bool(chance.random() < 0.8)))
    changes.apply(store, log)

    assert picture(store) == replayed(twin, log)
    assert leftovers(store) == 0
    store.verify()


@given(given=graphs(), seed=st.integers(0, 99))
@settings(max_examples=40, deadline=None)
def test_what_lies_outside_the_rows_is_swept_and_the_ties_are_counted(given, seed):
    store, before = given.store, picture(given.store)
    arrays = store.owned
    used = np.zeros(store.shape.slots, bool)
    for word in arrays.words.tolist():
        used[word >> 24 : (word >> 24) + (word & 0xFFFFFF)] = True
    dirt = np.random.default_rng(seed).random(used.size) < 0.1
    arrays.neighbours[dirt & ~used] = 3
    arrays.strengths[~dirt & ~used] = 9
    words = np.sort(arrays.words[(arrays.words & np.uint64(0xFFFFFF)) > 0])

    assert moving.sweep(arrays, words) == store.ties == sum(map(len, before.values()))
    assert leftovers(store) == 0
    assert picture(store) == before


@given(given=graphs(), data=st.data())
@settings(max_examples=60, deadline=None)
def test_the_first_row_that_cannot_be_right_is_found(given, data):
    """Against a twin that looks at all of it with sets."""
    store, arrays = given.store, given.store.owned
    assert rows.first_unsound(arrays) == rows.first_unsorted(arrays) == -1
    place = data.draw(st.integers(0, store.ties - 1))
    arrays.neighbours[place] = data.draw(st.integers(0, store.members - 1))
    twin = rows_of(store)

    unsorted = [r for r, ends in enumerate(twin.ends) if ends != sorted(set(ends))]
    assert rows.first_unsorted(arrays) == (unsorted[0] if unsorted else -1)
    if not unsorted:
        halves = {
            (row, other): open_
            for row in range(store.members)
            for other, open_ in zip(twin.ends[row], twin.open[row], strict=True)
        }
        alone = [
            row
            for (row, other), open_ in halves.items()
            if row == other or halves.get((other, row)) != open_
        ]
        assert rows.first_unsound(arrays) == min(alone, default=-1)
