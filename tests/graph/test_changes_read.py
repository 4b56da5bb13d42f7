"""Hurried readers: what they read while others write is the old or the new, no third."""

import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any, cast

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


def seen_by(ask: Callable[[int], Hashable], times: int, kinds: int) -> set[Any]:
    """Ask so many times, and on until each answer that exists has come often enough."""
    seen = Counter[Hashable]()
    for turn in range(100 * times):
        seen[ask(turn)] += 1
        if turn >= times and len(seen) >= kinds and min(seen.values()) > times / 1000:
            break
    return set(seen)


@pytest.mark.parametrize("scans", SCANS)
def test_no_scan_ever_sees_a_torn_row(busy, scans):
    rows = busy.row_of(1), busy.row_of(25)
    friends = [{2, 3, 4, 5, 6}, {26, 27, 28, 29, 30}]

    def scan(turn: int) -> tuple[bytes, ...]:
        return tuple(part.tobytes() for part in busy.row(rows[turn % 2]))

    seen = seen_by(scan, scans, 4)
    assert len(seen) == 4
    for parts in seen:
        neighbours, strengths, open_ = cast("tuple[bytes, bytes, bytes]", parts)
        ids = set(busy.ids[np.frombuffer(neighbours, np.int32)].tolist())
        assert ids in (friends[0], friends[0] | {25}, friends[1], friends[1] | {1})
        assert set(np.frombuffer(strengths)) == {1.0}
        assert set(open_) == {1}


@pytest.mark.parametrize("asked", ASKED)
def test_an_introduction_is_there_or_not_and_nothing_else(busy, asked):
    def ask(_: int) -> str:
        return str([one[:2] for one in introductions(busy, 5)])

    assert seen_by(ask, asked, 2) == {"[]", "[(25, (1,))]"}


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("way", [(5, 1, 25), (5, 1, 25, 30)])
def test_a_way_is_there_or_not_and_nothing_else(busy, asked, way):
    def ask(_: int) -> Way | None:
        return strongest_path(busy, way[0], way[-1])

    assert seen_by(ask, asked, 2) == {None, Way(way, 1.0)}
