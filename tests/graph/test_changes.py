"""J5: a change is seen at once, twice is harmless, and no kill breaks anything."""

import threading
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.graph.stored import IDS, leftovers, picture, replayed, ring
from whispeer.graph import build, changes, generation
from whispeer.graph.changes import Change, Joined, Writer
from whispeer.graph.errors import (
    ArenaFull,
    BadStrength,
    LogOutOfOrder,
    MembersFull,
    ReadOnlyStore,
    SelfTie,
    UnknownMember,
    WriterBusy,
)
from whispeer.graph.introductions import introductions
from whispeer.graph.store import TieStore


@st.composite
def logs(draw: st.DrawFn) -> list[changes.Line]:
    log: list[changes.Line] = []
    for seq in range(1, draw(st.integers(1, 40)) + 1):
        a, b = draw(st.lists(st.sampled_from(IDS), min_size=2, max_size=2, unique=True))
        ended = draw(st.booleans())
        ab, ba = (0, 0) if ended else draw(st.tuples(*[st.floats(0.001, 1)] * 2))
        log.append(Change(3 * seq, a, b, ab, ba, draw(st.booleans())))
    return log


@given(log=logs())
@settings(max_examples=60, deadline=None)
def test_a_log_ends_where_its_plain_twin_ends(log):
    store = build.small([(a, a % 8 + 1, 0.5) for a in IDS])
    expected = replayed(picture(store), log)

    assert changes.apply(store, log) == len(log)
    assert picture(store) == expected
    assert store.applied_seq == log[-1].seq
    store.verify()


def test_others_see_a_change_without_asking(tmp_path):
    store = ring(tmp_path)
    Writer(tmp_path).apply([Change(1, 1, 3, 0.9, 0.8)])

    assert picture(store)[1][3] == (230, True)
    assert picture(store)[3][1] == (204, True)
    assert store.applied_seq == 1


def test_applying_a_log_twice_is_harmless(tmp_path):
    ring(tmp_path)
    writer = Writer(tmp_path)
    log: list[changes.Line] = [
        Change(1, 1, 3, 0.9, 0.8),
        Change(2, 1, 2, 0, 0),
        Joined(3, 99),
    ]
    assert writer.apply(log) == 3
    before = picture(writer.store)

    assert writer.apply(log) == 0
    assert picture(writer.store) == before
    assert writer.store.members == 9


def test_a_removed_tie_is_zeroed_in_the_file(tmp_path):
    """Nothing outside the rows says anything, through several moves."""
    ring(tmp_path)
    log = [Change(n, 1, n + 2, 0.9, 0.8) for n in range(1, 6)]
    Writer(tmp_path).apply([*log, Change(9, 1, 5, 0, 0), Change(10, 1, 2, 0, 0)])

    assert leftovers(TieStore.open(tmp_path)) == 0
    store = TieStore.open(tmp_path)
    assert 5 not in picture(store)[1]
    store.verify()


def test_the_bytes_of_an_ended_tie_are_nowhere_in_the_files(tmp_path):
    """Of a row that moved, and of one that lost a tie, the old place reads zero."""
    ring(tmp_path)
    folder = generation.current(tmp_path)
    faint, telling = 77 / 255, 78 / 255  # no other tie has these strengths
    writer = Writer(tmp_path)
    writer.apply([Change(1, 1, 5, faint, telling)])
    moved = TieStore.open(tmp_path).arrays.words[[0, 4]].tolist()
    assert {77, 78} <= set((folder / "strengths").read_bytes())

    writer.apply([Change(2, 1, 5, 0, 0)])

    assert not {77, 78} & set((folder / "strengths").read_bytes())
    neighbours = np.fromfile(folder / "neighbours", "<i4")
    strengths = np.fromfile(folder / "strengths", "u1")
    for word in moved:
        old = slice(word >> 24, (word >> 24) + (word & 0xFFFFFF))
        assert old.stop - old.start == 3
        assert not neighbours[old].any()
        assert not strengths[old].any()
    assert np.count_nonzero(strengths) == TieStore.open(tmp_path).ties == 16


def test_a_change_of_strength_moves_nothing(tmp_path):
    store = ring(tmp_path)
    before = store.arrays.words.copy()
    Writer(tmp_path).apply([Change(1, 1, 2, 0.1, 0.2, open=False)])

    np.testing.assert_array_equal(before, store.arrays.words)
    assert picture(store)[1][2] == (26, False)


def test_a_new_member_is_found_and_introduced(tmp_path):
    store = ring(tmp_path)
    Writer(tmp_path).apply([Joined(1, 500, 2, 3, 4), Change(2, 500, 1, 1, 1)])

    assert 500 in store
    assert {one.member for one in introductions(store, 500)} == {2, 8}
    assert store.arrays.sector[store.row_of(500)] == 3
    Writer(tmp_path).apply([Joined(3, 500, 7)])
    assert store.members == 9
    assert store.world[store.row_of(500)] == 7


def test_without_room_the_change_is_refused_whole(tmp_path):
    store = ring(tmp_path, members=0, ties=4)
    writer = Writer(tmp_path)
    before = picture(store)

    with pytest.raises(ArenaFull, match="change 1 finds no room"):
        writer.apply([Change(1, 1, 3, 1, 1)])
    with pytest.raises(MembersFull, match="member 77"):
        writer.apply([Joined(1, 77)])
    assert picture(store) == before
    assert writer.apply([Change(1, 1, 2, 1, 1)]) == 1


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (Change(2, 1, 99, 1, 1), UnknownMember),
        (Change(2, 1, 1, 1, 1), SelfTie),
        (Change(2, 1, 3, float("nan"), 1), BadStrength),
        (Change(2, 1, 3, 1, 0), BadStrength),
        (Change(2, 1, 3, 1.01, 1), BadStrength),
    ],
)
def test_a_line_that_cannot_be_right_stops_the_log_there(tmp_path, change, error):
    ring(tmp_path)
    writer = Writer(tmp_path)

    with pytest.raises(error):
        writer.apply([Change(1, 1, 3, 1, 1), change, Change(3, 1, 4, 1, 1)])
    assert writer.store.applied_seq == 1
    assert set(picture(writer.store)[1]) == {2, 3, 8}
    writer.store.verify()


def test_a_log_that_runs_backwards_is_refused(tmp_path):
    ring(tmp_path)

    with pytest.raises(LogOutOfOrder, match="change 4 comes after 5"):
        Writer(tmp_path).apply([Change(5, 1, 3, 1, 1), Change(4, 1, 4, 1, 1)])


def test_a_reader_cannot_write(tmp_path):
    store = ring(tmp_path)

    with pytest.raises(ReadOnlyStore):
        changes.apply(store, [Change(1, 1, 3, 1, 1)])
    with pytest.raises(ValueError, match="read-only"):
        store.arrays.strengths[0] = 9


def test_there_is_one_writer_at_a_time(tmp_path):
    ring(tmp_path)
    writer = Writer(tmp_path)
    with generation.locked(tmp_path):
        with pytest.raises(WriterBusy, match="somebody else"):
            writer.apply([Change(1, 1, 3, 1, 1)], wait=False)
        waiting = threading.Thread(target=writer.apply, args=([Change(1, 1, 3, 1, 1)],))
        waiting.start()
        time.sleep(0.02)
        assert writer.store.applied_seq == 0
    waiting.join()
    assert writer.store.applied_seq == 1


def test_a_writer_follows_to_the_new_generation(tmp_path):
    ring(tmp_path)
    writer = Writer(tmp_path)
    ring(tmp_path)
    writer.apply([Change(1, 1, 3, 1, 1)])

    assert writer.store.generation == 2
    assert 3 in picture(TieStore.open(tmp_path))[1]
