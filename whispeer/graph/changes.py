"""J5: a tie is made, strengthened or ended, and everybody sees it at once.

One writer applies the log of changes, in order; readers take no lock. A change
of strength is written where it is. A row that gains or loses a tie is copied to
the free end of the arena and published by one aligned 64-bit store; what was left
behind is zeroed, so that an ended tie can no longer be read in the file. A writer
killed at any instant leaves a graph that can be used; the next one cleans up, and
replaying the log from `TieStore.applied_seq` makes it whole.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple, TypeAlias

import numpy as np

from whispeer.graph import generation
from whispeer.graph.arrays import (
    APPLIED,
    END,
    GREATEST,
    GREATEST_ID,
    LEAST_ID,
    LONGEST_ROW,
    MEMBERS,
    MISSING,
    MOVES,
    STEPS,
    TIES,
    WRITING,
    Arrays,
)
from whispeer.graph.errors import (
    ArenaFull,
    BadNumber,
    BadStrength,
    GraphError,
    LogOutOfOrder,
    MembersFull,
    ReadOnlyStore,
    SelfTie,
    TornGeneration,
)
from whispeer.graph.kernels import moving
from whispeer.graph.kernels.rows import TORN
from whispeer.graph.store import TieStore


class Change(NamedTuple):
    """A line of the log: from now on, this is the tie of two members.

    Attributes
    ----------
    seq : int
        Its number; numbers grow, and may leave gaps.
    a, b : int
        External ids.
    strength_ab, strength_ba : float
        Strength in (0, 1] as seen by each side; both 0 when the tie has ended.
    open : bool
        Whether it may be named as a way.
    """

    seq: int
    a: int
    b: int
    strength_ab: float
    strength_ba: float
    open: bool = True


class Joined(NamedTuple):
    """A line of the log: a member is new, or lives differently now.

    Attributes
    ----------
    seq : int
        Its number, in the same order as that of changes.
    member : int
        External id.
    world, sector, place : int
        As in `whispeer.graph.build.Members`; -1 where missing.
    """

    seq: int
    member: int
    world: int = MISSING
    sector: int = MISSING
    place: int = MISSING


Line: TypeAlias = Change | Joined


class Writer:
    """The one who writes into a graph on disk; keep it for as long as you like.

    Parameters
    ----------
    root : path
        The folder of the graph.

    Raises
    ------
    NoGeneration, ForeignFile, NewerFormat, TornGeneration
        If there is nothing that can be written to.

    Examples
    --------
    >>> from tempfile import mkdtemp
    >>> from whispeer.graph import build
    >>> root = mkdtemp()
    >>> store = build.generation(root, build.Members([1, 2, 3]), build.Ties([1], [2]))
    >>> Writer(root).apply([Change(1, 2, 3, 0.5, 0.5)])
    1
    >>> store.degree(store.row_of(2)), store.applied_seq
    (2, 1)
    """

    def __init__(self, root: Path | str) -> None:
        self.root = Path(root)
        self.store = TieStore.open(root, writable=True)

    def apply(self, log: Iterable[Line], *, wait: bool = True) -> int:
        """Apply what the graph does not know yet of a log; return how many lines.

        Parameters
        ----------
        log : iterable of Change or Joined
            In the order of their numbers. Those up to `TieStore.applied_seq` are
            known and left out, so that applying a log twice is harmless.
        wait : bool
            Whether to wait for another writer.

        Returns
        -------
        int
            How many lines were applied; those known already do not count.

        Raises
        ------
        WriterBusy
            If somebody else writes and ``wait`` is false.
        LogOutOfOrder, UnknownMember, BadStrength, BadNumber, SelfTie
            If a line cannot be right; what came before it is applied.
        ArenaFull, MembersFull
            If a new generation must be built; the same.

        Notes
        -----
        About 10 microseconds a line, and as much again for the lock.
        """
        with generation.locked(self.root, wait=wait):
            self.store = self.store.fresh()
            return _apply(self.store, log)


def apply(store: TieStore, log: Iterable[Line]) -> int:
    """Apply a log to a graph in memory, as `Writer.apply` does on disk.

    Parameters
    ----------
    store : TieStore
        A graph of `build.in_memory` or `build.small`.
    log : iterable of Change or Joined
        As for `Writer.apply`.

    Returns
    -------
    int
        How many lines were applied.

    Raises
    ------
    ReadOnlyStore, GraphError
        If the graph is mapped from disk; as `Writer.apply`.

    Notes
    -----
    About 10 microseconds a line; a change copies the two rows it is about.

    Examples
    --------
    >>> from whispeer.graph import build
    >>> store = build.small([(1, 2, 0.5), (2, 3, 1.0)])
    >>> apply(store, [Change(1, 1, 2, 0, 0), Joined(2, 9), Change(3, 9, 1, 1, 1)])
    3
    >>> store.members, store.ties
    (4, 4)
    """
    return _apply(store, log)


def _apply(store: TieStore, log: Iterable[Line]) -> int:
    arrays = store.owned
    if not arrays.words.flags.writeable:
        raise ReadOnlyStore(f"{store.folder}: is open for reading only")
    if arrays.live[WRITING]:
        _heal(arrays)
    arrays.live[WRITING] = 1
    try:
        count = _apply_lines(store, arrays, log)
    except GraphError:  # raised before its line has touched anything
        arrays.live[WRITING] = 0
        raise
    arrays.live[WRITING] = 0
    return count


def _apply_lines(store: TieStore, arrays: Arrays, log: Iterable[Line]) -> int:
    known = last = store.applied_seq
    count = 0
    for line in log:
        if line.seq <= known:
            continue
        if line.seq > GREATEST_ID:
            raise BadNumber(f"change {line.seq} is beyond {GREATEST_ID}")
        if line.seq < last:
            raise LogOutOfOrder(f"change {line.seq} comes after {last}")
        if isinstance(line, Change):
            _change(store, arrays, line)
        else:
            _join(store, arrays, line)
        arrays.live[APPLIED] = last = line.seq
        count += 1
    return count


def _heal(arrays: Arrays) -> None:
    """Clean up after a writer that died: what it left outside the rows."""
    words = np.sort(arrays.words[(arrays.words & np.uint64(LONGEST_ROW)) > 0])
    arrays.live[TIES] = moving.sweep(arrays, words)
    arrays.live[MOVES] += arrays.live[MOVES] & 1


def _change(store: TieStore, arrays: Arrays, change: Change) -> None:
    a, b = store.row_of(change.a), store.row_of(change.b)
    if a == b:
        raise SelfTie(f"change {change.seq}: member {change.a} is tied to himself")
    steps = _steps(change)
    halves = ((a, b, steps[0]), (b, a, steps[1]))
    _check_room(store, arrays, change, halves)
    slots = moving.Slots(arrays.neighbours, arrays.strengths)
    arrays.live[MOVES] += 1  # odd: who reads now waits, or reads again
    for row, other, step in halves:
        before = int(arrays.words[row])
        stored = other if change.open else ~other
        word = moving.stage(slots, arrays.live, before, stored, step)
        if word != moving.STAYS:
            moving.publish(arrays.words, row, word)
            moving.erase(slots, before)
    arrays.live[MOVES] += 1


def _steps(change: Change) -> tuple[int, int]:
    one, other = change.strength_ab, change.strength_ba
    if one == other == 0:
        return 0, 0
    if not (0 < one <= 1 and 0 < other <= 1):
        raise BadStrength(
            f"change {change.seq}: strengths {one} and {other} are not in (0, 1], "
            "nor both 0"
        )
    return max(round(one * STEPS), 1), max(round(other * STEPS), 1)  # as `quantised`


def _check_room(
    store: TieStore,
    arrays: Arrays,
    change: Change,
    halves: tuple[tuple[int, int, int], ...],
) -> None:
    words, neighbours = arrays.words, arrays.neighbours
    needed = [moving.room_for(words, neighbours, *half) for half in halves]
    where = store.where
    if TORN in needed:
        raise TornGeneration(f"{where}: ties of {change.a} or {change.b} lead outside")
    if moving.FULL in needed:
        raise ArenaFull(f"{where}: {change.a} or {change.b} cannot have more ties")
    if arrays.live[END] + sum(needed) > arrays.neighbours.size:
        raise ArenaFull(f"{where}: change {change.seq} finds no room; build anew")


def _join(store: TieStore, arrays: Arrays, line: Joined) -> None:
    if not LEAST_ID <= line.member <= GREATEST_ID:
        raise BadNumber(f"change {line.seq}: member {line.member} is beyond 64 bits")
    if not MISSING <= min(line[2:]) <= max(line[2:]) <= GREATEST:
        raise BadNumber(
            f"change {line.seq}: {line[2:]} are not all in {MISSING} to {GREATEST}"
        )
    new = line.member not in store
    row = store.members if new else store.row_of(line.member)
    if row == arrays.ids.size:
        where = store.where
        raise MembersFull(f"{where}: no room for member {line.member}; build anew")
    arrays.world[row], arrays.sector[row] = line.world, line.sector
    arrays.place[row] = line.place
    if new:
        arrays.ids[row] = line.member
        arrays.live[MEMBERS] = row + 1
