"""Tables, sorted places and heaps of the engine, against their plain twins."""

import heapq
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from whispeer.graph.kernels import heap, naming, ranking, rows, ways


@given(
    wanted=st.lists(st.integers(0, 200) | st.integers(0, 2**31 - 2), max_size=90),
    spare=st.integers(0, 2),
)
@settings(deadline=None)
def test_a_table_gives_each_row_one_place(wanted, spare):
    size = ways.table_for(len(wanted) + 1) << spare
    table, places = np.zeros(size, np.int64), dict[int, int]()
    for row in wanted:
        assert rows.place_of(table, size - 1, row) == places.get(row, -1)
        place = places.setdefault(row, len(places))
        assert rows.admit(table, size - 1, row, len(places) - 1) == place
    for row, place in places.items():
        assert rows.place_of(table, size - 1, row) == place


entries = st.lists(
    st.tuples(st.sampled_from([0.0, 0.5, 1.0, 7.25]) | st.floats(0, 9), st.integers()),
    max_size=60,
    unique_by=lambda entry: entry[1],
)


@given(entries=entries, room=st.integers(1, 25))
@settings(deadline=None)
def test_a_heap_keeps_the_best_in_order(entries, room):
    entries = [(score, member % 2**40, k) for k, (score, member) in enumerate(entries)]
    entries = list({member: (s, member, k) for s, member, k in entries}.values())
    best = heap.Heap(np.empty(room), *[np.empty(room, np.int64) for _ in range(2)])
    held = 0
    for entry in entries:
        held = heap.keep(best, held, *entry)
    heap.in_order(best, held)

    kept = list(zip(*(column[:held].tolist() for column in best), strict=True))
    assert kept == heapq.nsmallest(room, entries, key=lambda e: (-e[0], e[1]))


@given(steps=st.lists(st.integers(0, 255), max_size=70))
@settings(deadline=None)
def test_places_are_sorted_the_strongest_first(steps):
    order = np.full(len(steps) + 1, -7)
    ways.by_strength(np.array(steps, np.int64), len(steps), 255, order)

    assert order[:-1].tolist() == sorted(range(len(steps)), key=lambda k: -steps[k])
    assert order[-1] == -7


@given(sums=st.lists(st.integers(0, 2**40), max_size=400), room=st.integers(1, 30))
@settings(deadline=None)
def test_as_many_reach_the_bar_as_the_heap_holds(sums, room):
    best = heap.Heap(np.empty(room), *[np.empty(room, np.int64) for _ in range(2)])
    bar = ranking.reached_by_many(np.array(sums, np.int64), 0, len(sums), best)

    assert bar == 0 or sum(value >= bar for value in sums) >= room


@given(
    found=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 65025)), max_size=30),
    through=st.integers(1, 4),
)
@settings(deadline=None)
def test_the_best_connectors_are_named(found, through):
    found = [(10 * k + member, product) for k, (member, product) in enumerate(found)]
    ids, products = (np.array([pair[k] for pair in found], np.int64) for k in (0, 1))
    columns: list[Any] = [np.zeros(1)] * 3 + [np.zeros(1, np.int64) for _ in range(4)]
    columns += [np.zeros((1, through), np.int64) for _ in range(2)]
    answer = ranking.Answer._make([*columns, np.zeros(1, np.uint64)])
    twin = sorted(((-p, i) for i, p in found if p > 0))[:through]
    naming.name(answer, 0, len(found), (ids, products))

    assert answer.connectors[0, : len(twin)].tolist() == [i for _, i in twin]
    assert answer.products[0].tolist() == [-p for p, _ in twin] + [0] * (
        through - len(twin)
    )
    assert answer.named[0] == len(twin)
