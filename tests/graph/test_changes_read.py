"""Hurried readers: what they read while others write is the old or the new, no third."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from whispeer.graph import build
from whispeer.graph.introductions import introductions
from whispeer.graph.paths import Path as Way
from whispeer.graph.paths import strongest_path
from whispeer.graph.store import TieStore

# One tie comes and goes between two groups of friends, as fast as it can.
WRITER = """
import sys
from whispeer.graph.changes import Change, Writer
writer, seq = Writer(sys.argv[1]), 0
def some(count):
    global seq
    for _ in range(count):
        seq += 1
        yield Change(seq, 1, 25, seq % 2, seq % 2)
writer.apply(some(2))
print("ready", flush=True)
while writer.store.arrays.live[2] + 1000 < writer.store.shape.slots:
    writer.apply(some(11))
"""
GROUP = 6  # each, of which the first has seven ties at most: a change moves 13 slots


@pytest.fixture
def busy(tmp_path: Path):
    """A graph in which a tie comes and goes all the time."""
    one = np.array([(a, b) for a in range(1, 7) for b in range(1, a)])
    pairs = np.concatenate([one, one + 24])
    members = build.Members([*range(1, 7), *range(25, 31)])
    room = build.Room(0, 60_000_000)
    build.generation(tmp_path, members, build.Ties(*pairs.T), room=room)
    command = [sys.executable, "-c", WRITER, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        yield TieStore.open(tmp_path)
        assert writer.poll() is None  # it was at work all the time
        writer.kill()


SCANS = [20_000, pytest.param(1_000_000, marks=pytest.mark.soak)]
ASKED = [3_000, pytest.param(300_000, marks=pytest.mark.soak)]


@pytest.mark.parametrize("scans", SCANS)
def test_no_scan_ever_sees_a_torn_row(busy, scans):
    rows = busy.row_of(1), busy.row_of(25)
    friends = [{2, 3, 4, 5, 6}, {26, 27, 28, 29, 30}]
    seen = Counter[tuple[bytes, ...]]()
    for turn in range(scans):
        found = busy.row(rows[turn % 2])
        seen[tuple(part.tobytes() for part in found)] += 1

    assert len(seen) == 4
    assert min(seen.values()) > scans / 1000
    for part in seen:
        ids = set(busy.ids[np.frombuffer(part[0], np.int32)].tolist())
        assert ids in (friends[0], friends[0] | {25}, friends[1], friends[1] | {1})
        assert set(np.frombuffer(part[1])) == {1.0}


@pytest.mark.parametrize("asked", ASKED)
def test_an_introduction_is_there_or_not_and_nothing_else(busy, asked):
    seen = Counter[str]()
    for _ in range(asked):
        seen[str([one[:2] for one in introductions(busy, 5)])] += 1

    assert set(seen) == {"[]", "[(25, (1,))]"}
    assert min(seen.values()) > asked / 1000


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize(("a", "b"), [(5, 25), (5, 30)])
def test_a_way_is_there_or_not_and_nothing_else(busy, asked, a, b):
    seen = Counter[Way | None]()
    for _ in range(asked):
        seen[strongest_path(busy, a, b)] += 1

    way = (5, 1, 25) if b == 25 else (5, 1, 25, 30)
    assert set(seen) == {None, Way(way, 1.0)}
    assert min(seen.values()) > asked / 1000
