"""Killed writers: the graph is found whole, and ends as the log says."""

import subprocess
import sys
import time

import numpy as np
import pytest

from tests.graph.stored import leftovers, picture, replayed, ring
from whispeer.graph import build
from whispeer.graph.arrays import WRITING
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
known = writer.store.applied_seq
writer.apply(lines[: known + 3])  # nothing is left to load once we are ready
print("ready", flush=True)
writer.apply(lines)
"""
)
namespace: dict[str, object] = {}
exec(LOG, namespace)


@pytest.mark.parametrize("kills", [3, pytest.param(100, marks=pytest.mark.soak)])
def test_a_writer_killed_at_any_instant_is_healed_by_the_next(tmp_path, kills):
    """After each kill, one more line makes the graph what the log says it is."""
    count, members = 100_000, 60
    ids = np.arange(members)
    pairs = build.Ties(ids, (ids + 1) % members)
    build.generation(tmp_path, build.Members(ids), pairs, room=build.Room(0, 5_000_000))
    log = list(namespace["log"](count, members))  # type: ignore[operator]
    twin, known, at_work = picture(TieStore.open(tmp_path)), 0, 0
    chance = np.random.default_rng(6)
    command = [sys.executable, "-c", WRITER, str(tmp_path), str(count), str(members)]
    for _ in range(kills):
        with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(chance.uniform(0, 0.02))
            writer.kill()
        store = TieStore.open(tmp_path)
        at_work += int(store.arrays.live[WRITING])
        for member in range(0, members, 7):
            introductions(store, member)
        applied = store.applied_seq
        Writer(tmp_path).apply(log[: applied + 1])

        twin, known = replayed(twin, log[known : applied + 1]), applied + 1
        assert picture(store) == twin
        assert store.ties == sum(map(len, twin.values()))
        assert leftovers(store) == 0
        store.verify()
    assert known < count
    assert at_work > kills / 2


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
