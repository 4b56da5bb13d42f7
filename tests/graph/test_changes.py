"""J5: a change is seen at once, twice is harmless, and no kill breaks anything."""

import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.graph import plain
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
from whispeer.graph.kernels import moving
from whispeer.graph.store import TieStore

IDS = list(range(1, 9))


def ring(root: Path, **room: int) -> TieStore:
    ties = build.Ties(IDS, IDS[1:] + IDS[:1], [0.5] * 8)
    return build.generation(root, build.Members(IDS), ties, room=build.Room(**room))


def picture(store: TieStore) -> plain.Graph:
    """The graph a store holds, by ids."""
    graph: plain.Graph = {}
    for row, member in enumerate(store.ids.tolist()):
        ties = store.row(row)
        steps = np.rint(ties.strengths * 255).astype(int).tolist()
        ends = store.ids[ties.neighbours].tolist()
        graph[member] = dict(
            zip(ends, zip(steps, ties.open.tolist(), strict=True), strict=True)
        )
    return graph


def replayed(graph: plain.Graph, log: list[changes.Line]) -> plain.Graph:
    """The plain twin of a writer."""
    for line in log:
        if isinstance(line, Joined):
            graph.setdefault(line.member, {})
        elif line.strength_ab == 0:
            graph[line.a].pop(line.b, None)
            graph[line.b].pop(line.a, None)
        else:
            ab, ba = round(line.strength_ab * 255), round(line.strength_ba * 255)
            graph[line.a][line.b] = max(ab, 1), line.open
            graph[line.b][line.a] = max(ba, 1), line.open
    return graph


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


def leftovers(store: TieStore) -> int:
    """How many slots outside the rows are not zero."""
    used = np.zeros(store.shape.slots, bool)
    for word in store.arrays.words.tolist():
        used[word >> 24 : (word >> 24) + (word & 0xFFFFFF)] = True
    left = (store.arrays.neighbours != 0) | (store.arrays.strengths != 0)
    return int((left & ~used).sum())


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


LOG = """
import sys
import numpy as np
from whispeer.graph.changes import Change

def log(count, members):
    chance = np.random.default_rng(5)
    for seq in range(1, count + 1):
        a, b = (int(i) for i in chance.choice(members, 2, replace=False))
        strength = 0.0 if chance.random() < 0.4 else chance.uniform(0.01, 1)
        yield Change(seq, a, b, strength, strength, bool(chance.random() < 0.8))
"""
WRITER = (
    LOG
    + """
from whispeer.graph.changes import Writer
writer = Writer(sys.argv[1])
lines = list(log(int(sys.argv[2]), int(sys.argv[3])))
print("ready", flush=True)
writer.apply(lines)
"""
)
namespace: dict[str, object] = {}
exec(LOG, namespace)


@pytest.mark.parametrize("kills", [4, pytest.param(150, marks=pytest.mark.soak)])
def test_a_writer_killed_at_any_instant_is_healed_by_replay(tmp_path, kills):
    """Whatever half was written, the graph can be used, and ends as it should."""
    count, members = 60_000, 60
    ids = np.arange(members)
    pairs = build.Ties(ids, (ids + 1) % members)
    room = build.Room(0, 3_000_000)
    build.generation(tmp_path, build.Members(ids), pairs, room=room)
    chance = np.random.default_rng(6)
    command = [sys.executable, "-c", WRITER, str(tmp_path), str(count), str(members)]
    for _ in range(kills):
        with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(chance.uniform(0.05, 0.05 + 1.5 / kills))
            writer.kill()
        store = TieStore.open(tmp_path)
        for member in range(0, members, 7):
            introductions(store, member)
    log = list(namespace["log"](count, members))  # type: ignore[operator]
    Writer(tmp_path).apply(log)

    twin = build.in_memory(build.Members(ids), pairs, room=room)
    changes.apply(twin, log)
    store = TieStore.open(tmp_path)
    assert picture(store) == picture(twin)
    assert store.ties == twin.ties
    assert leftovers(store) == 0
    store.verify()


@pytest.mark.parametrize("step", range(7))
def test_a_writer_that_dies_between_any_two_steps_is_healed(
    tmp_path, step, monkeypatch
):
    """Each call that writes is a place to die at: before it, nothing after."""
    ring(tmp_path)
    calls = 0

    def dying(kernel):
        def call(*args):
            nonlocal calls
            calls += 1
            if calls == step + 1:
                raise KeyboardInterrupt
            return kernel(*args)

        return call

    writer = Writer(tmp_path)
    with monkeypatch.context() as patch:
        for name in ("stage", "publish", "erase"):
            patch.setattr(moving, name, dying(getattr(moving, name)))
        try:
            writer.apply([Change(1, 1, 2, 0, 0)])
        except KeyboardInterrupt:
            assert step < 6
    again = Writer(tmp_path)
    again.apply([Change(1, 1, 2, 0, 0), Change(2, 5, 1, 1, 1)])

    store = TieStore.open(tmp_path)
    assert set(picture(store)[1]) == {5, 8}
    assert store.ties == 16
    assert leftovers(store) == 0
    store.verify()


@pytest.mark.soak
def test_no_reader_ever_sees_a_torn_row(tmp_path):
    """One tie comes and goes while others read: two answers exist, no third."""
    members = 40
    ids = np.arange(members)
    a, b = np.triu_indices(20, 1)
    pairs = build.Ties([*a, *(a + 20)], [*b, *(b + 20)])
    build.generation(
        tmp_path, build.Members(ids), pairs, room=build.Room(0, 20_000_000)
    )
    store, writer = TieStore.open(tmp_path), Writer(tmp_path)
    done = threading.Event()

    def change() -> None:
        for seq in range(1, 60_000):
            strength = float(seq % 2)
            writer.apply([Change(seq, 1, 25, strength, strength)])
        done.set()

    thread = threading.Thread(target=change)
    thread.start()
    seen = Counter[bool]()
    while not done.is_set():
        found = introductions(store, 5)
        assert [(one.member, one.through) for one in found] in ([], [(25, (1,))])
        seen[bool(found)] += 1
    thread.join()
    assert min(seen.values()) > 1000
