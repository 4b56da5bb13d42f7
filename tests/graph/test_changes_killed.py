"""Killed writers and hurried readers: the graph is found whole."""

import subprocess
import sys
import threading
import time
from collections import Counter

import numpy as np
import pytest

from tests.graph.stored import leftovers, picture, ring
from whispeer.graph import build, changes
from whispeer.graph.changes import Change, Writer
from whispeer.graph.introductions import introductions
from whispeer.graph.kernels import moving
from whispeer.graph.store import TieStore

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
