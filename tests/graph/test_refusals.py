"""Ids and numbers that cannot be right: an error with a name, and nothing changed."""

import numpy as np
import pytest

from tests.graph.stored import IDS, picture, ring
from whispeer.graph import build, changes
from whispeer.graph.changes import Change, Joined, Writer
from whispeer.graph.errors import (
    BadArray,
    BadNumber,
    BadStrength,
    GraphError,
    TornGeneration,
    UnknownMember,
    UnsortedRow,
)
from whispeer.graph.introductions import introductions
from whispeer.graph.paths import strongest_path
from whispeer.graph.store import TieStore

BEYOND = [2**63, -(2**63) - 1, 2**70]
NOBODY = [*BEYOND, 1.0, float("nan"), "1", None, 9]


# ── Ids ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("member", NOBODY)
def test_who_is_no_member_is_told_so(member):
    store = build.small([(1, 2, 1.0), (2, 3, 1.0)])
    asks = [
        lambda: store.row_of(member),
        lambda: store.rows_of([member]),
        lambda: introductions(store, member),
        lambda: introductions(store, 1, factors={member: 1.0}),
        lambda: introductions(store, 1, without=[member]),
        lambda: strongest_path(store, member, 1),
        lambda: strongest_path(store, 1, member),
        lambda: changes.apply(store, [Change(1, 1, member, 1, 1)]),
    ]
    for ask in asks:
        with pytest.raises(UnknownMember, match="is not in the graph"):
            ask()
    assert member not in store
    assert store.applied_seq == 0


@pytest.mark.parametrize("beyond", [2**63, 2**64 - 1, 2**70, -(2**63) - 1])
def test_ids_that_overflow_are_refused_where_a_graph_is_built(beyond):
    ends = np.array([beyond], object if beyond not in range(2**64) else np.uint64)
    with pytest.raises(BadArray, match="ids"):
        build.in_memory(build.Members(ends), build.Ties([], []))
    with pytest.raises(BadArray, match="b "):
        build.in_memory(build.Members([1, -1]), build.Ties([1], ends))
    store = build.small([(1, 2, 1.0)])
    with pytest.raises(BadNumber, match="beyond 64 bits"):
        changes.apply(store, [Joined(1, beyond)])
    assert store.members == 2


def test_the_ids_at_both_ends_of_64_bits_are_members_like_others():
    ends = [-(2**63), 2**63 - 1]
    store = build.in_memory(build.Members([*ends, 5]), build.Ties(ends, [5, 5]))

    assert [one.member for one in introductions(store, ends[0])] == [ends[1]]
    way = strongest_path(store, *ends)
    assert way is not None
    assert way.members == (ends[0], 5, ends[1])


def test_unsorted_ids_and_ties_make_the_same_graph():
    chance = np.random.default_rng(1)
    a, b = np.array(IDS), np.array(IDS[1:] + IDS[:1])
    sorted_ = build.in_memory(build.Members(IDS), build.Ties(a, b))
    order = chance.permutation(8)
    mixed = build.in_memory(
        build.Members(chance.permutation(IDS)), build.Ties(b[order], a[order])
    )

    assert picture(mixed) == picture(sorted_)
    for ours, theirs in zip(mixed.arrays, sorted_.arrays, strict=True):
        np.testing.assert_array_equal(ours, theirs)


@pytest.mark.parametrize("stored", [[1, 0], [1, 1]])
def test_a_row_that_is_unsorted_or_holds_one_twice_is_found_out(stored):
    store = build.small([(1, 2, 1.0), (1, 3, 1.0), (2, 3, 1.0)])
    store.owned.neighbours[4:6] = stored  # those of member 3

    with pytest.raises(UnsortedRow, match="member 3 are not in order"):
        store.verify()


@pytest.mark.parametrize("stored", [7, 2])
def test_a_row_that_leads_to_nobody_or_to_itself_is_found_out(stored):
    store = build.small([(1, 2, 1.0), (1, 3, 1.0), (2, 3, 1.0)])
    store.owned.neighbours[5] = stored

    with pytest.raises(TornGeneration, match="damaged"):
        store.verify()


def test_a_row_that_leaves_the_arena_is_not_read():
    store = build.small([(1, 2, 1.0)])
    store.owned.words[0] = store.shape.slots << 24 | 5

    for ask in (store.row, lambda row: introductions(store, row + 1)):
        with pytest.raises(TornGeneration, match="lead outside"):
            ask(0)


# ── Numbers ───────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("world", [[2**40, 1], [-2, 1], [1.5, 1], [np.nan, 1], [1]])
def test_worlds_that_cannot_be_kept_are_refused(world):
    with pytest.raises(BadArray, match="world"):
        build.in_memory(build.Members([1, 2], world), build.Ties([1], [2]))


@pytest.mark.parametrize("line", [Joined(1, 9, 2**31), Joined(1, 9, place=-2)])
def test_a_life_that_cannot_be_kept_changes_nothing(line):
    store = build.small([(1, 2, 1.0)])

    with pytest.raises(BadNumber, match="change 1"):
        changes.apply(store, [line])
    assert (store.members, store.applied_seq) == (2, 0)


def test_sequence_numbers_beyond_64_bits_are_refused(tmp_path):
    store = build.small([(1, 2, 1.0)])
    with pytest.raises(BadNumber, match="is beyond"):
        changes.apply(store, [Change(2**63, 1, 2, 1, 1)])
    with pytest.raises(BadNumber, match="applied_seq"):
        build.generation(
            tmp_path, build.Members([1]), build.Ties([], []), applied_seq=2**63
        )
    with pytest.raises(BadNumber, match="room"):
        build.in_memory(build.Members([1]), build.Ties([], []), room=build.Room(-1, 0))


@pytest.mark.parametrize("strength", [0.0, -0.1, 1.0001, np.nan, np.inf, -np.inf])
def test_a_strength_out_of_range_is_refused_and_changes_nothing(tmp_path, strength):
    store = ring(tmp_path)
    before = picture(store)
    for halves in ((strength, None), (1.0, [strength])):
        with pytest.raises(BadStrength, match=r"not in \(0, 1\]"):
            build.generation(
                tmp_path,
                build.Members([1, 2]),
                build.Ties([1], [2], [halves[0]], halves[1]),
            )
    with pytest.raises(BadStrength, match=r"not in \(0, 1\]"):
        Writer(tmp_path).apply([Change(1, 1, 2, 0.5, strength)])
    assert picture(TieStore.open(tmp_path)) == before


def test_ragged_arrays_are_refused():
    with pytest.raises(BadArray, match="a is no array"):
        build.in_memory(build.Members([1, 2]), build.Ties([[1], [1, 2]], [2]))


def test_each_of_these_is_an_error_of_the_graph():
    for error in (BadArray, BadNumber, BadStrength, UnknownMember, UnsortedRow):
        assert issubclass(error, GraphError)
